// Does every option arrive where it belongs, and is every mistake of a file told at once?
#include "daemon/config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr char kEverything[] = R"(
kafka:
  bootstrap: "broker-a:9092,broker-b:9092"
  topic: cases
  dead_letter_topic: unread
  group: figures
  group_instance_id: one
  format: json
  partitions: 24
  verify_topic: false
  allow_incomplete_history: true
  properties: {security.protocol: SSL}
http: {listen: "0.0.0.0:8080", port_file: /tmp/port}
checkpoint: {directory: /var/lib/caseclock, interval_seconds: 5, generations: 7}
authorities:
  - {code: X99000001, name: North Exampleshire, population: 64000, closure_days: [2024-12-27, 2024-12-30]}
  - code: X99000002
only_known_authorities: true
due_soon_working_days: 10
as_of: 2024-03-31
batch_wait_seconds: 60
audit_interval_seconds: 3
series_budget: 4000
total_series_budget: 90000
)";

TEST(ConfigTest, EveryOptionArrives) {
  const Config config = Good(kEverything, ConfigUse::kServe);
  EXPECT_EQ(config.kafka.bootstrap, "broker-a:9092,broker-b:9092");
  EXPECT_EQ(config.kafka.topic, "cases");
  EXPECT_EQ(config.kafka.dead_letter_topic, "unread");
  EXPECT_EQ(config.kafka.group, "figures");
  EXPECT_EQ(config.kafka.group_instance_id, "one");
  EXPECT_EQ(config.kafka.format, "json");
  EXPECT_EQ(config.kafka.partitions, 24);
  EXPECT_FALSE(config.kafka.verify_topic);
  EXPECT_TRUE(config.kafka.allow_incomplete_history);
  EXPECT_THAT(config.kafka.properties, ElementsAre(Pair("security.protocol", "SSL")));
  EXPECT_EQ(config.http.host, "0.0.0.0");
  EXPECT_EQ(config.http.port, 8080);
  EXPECT_EQ(config.http.port_file, "/tmp/port");
}

TEST(ConfigTest, EveryOtherOptionArrives) {
  const Config config = Good(kEverything, ConfigUse::kServe);
  EXPECT_EQ(config.checkpoint_directory, "/var/lib/caseclock");
  EXPECT_EQ(config.checkpoint_interval_seconds, 5);
  EXPECT_EQ(config.checkpoint_generations, 7);
  ASSERT_EQ(config.authorities.size(), 2u);
  EXPECT_EQ(config.authorities[0].code, "X99000001");
  EXPECT_EQ(config.authorities[0].name, "North Exampleshire");
  EXPECT_EQ(config.authorities[0].population, 64000);
  EXPECT_THAT(config.authorities[0].closure_days,
              ElementsAre(Date::FromYmd(2024, 12, 27), Date::FromYmd(2024, 12, 30)));
  EXPECT_EQ(config.authorities[1].population, std::nullopt);
  EXPECT_TRUE(config.only_known_authorities);
  EXPECT_EQ(config.due_soon_working_days, 10);
  EXPECT_EQ(config.as_of, Date::FromYmd(2024, 3, 31));
  EXPECT_EQ(config.batch_wait_seconds, 60);
  EXPECT_EQ(config.audit_interval_seconds, 3);
  EXPECT_EQ(config.series_budget, 4000);
  EXPECT_EQ(config.total_series_budget, 90'000);
}

TEST(ConfigTest, AllMistakesAreToldAtOnce) {
  EXPECT_THAT(ProblemsOf("kafka: {format: xml, topik: a}\n"
                         "http: {listen: here}\n"
                         "checkpoint: {generations: 1}\n"
                         "as_of: 31.3.2024\n"
                         "audit_interval_seconds: 0\n"
                         "window_days: 30d\n"),
              ElementsAre("test.yaml:1:17: could not read option \"format\"",
                          "test.yaml:1:22: there is no option \"topik\"",
                          "test.yaml:2:16: could not read option \"listen\"",
                          "test.yaml:3:27: could not read option \"generations\"",
                          "test.yaml:4:8: could not read option \"as_of\"",
                          "test.yaml:5:25: could not read option \"audit_interval_seconds\"",
                          "test.yaml:6:1: there is no option \"window_days\""));
}

TEST(ConfigTest, ServeNeedsABrokerAndADirectory) {
  EXPECT_THAT(ProblemsOf("series_budget: 500\n", ConfigUse::kServe),
              ElementsAre("test.yaml: option \"kafka.bootstrap\" is missing",
                          "test.yaml: option \"checkpoint.directory\" is missing"));
  EXPECT_THAT(ProblemsOf("kafka: {topic: a}\ncheckpoint: {generations: 3}\n", ConfigUse::kServe),
              ElementsAre("test.yaml:1:8: option \"kafka.bootstrap\" is missing",
                          "test.yaml:2:13: option \"checkpoint.directory\" is missing"));
  EXPECT_THAT(ProblemsOf("series_budget: 500\n", ConfigUse::kReport), IsEmpty());
}

TEST(ConfigTest, ListenIsAnAddressAndAPort) {
  for (const char* text : {"here", "9464", ":9464", ":0", "localhost:9464", "[::1]:0", "127.0.0.1:",
                           "127.0.0.1:70000", "127.0.0.1:-1", "127.0.0.1:80x", "127.0.0.256:80"}) {
    EXPECT_THAT(DetailAndHint(std::string("http: {listen: \"") + text + "\"}"),
                Pair(std::string("expected an IPv4 address and a port, found \"") + text + "\".",
                     "write listen: \"127.0.0.1:9464\""))
        << text;
  }
  EXPECT_EQ(Good("http: {listen: \"0.0.0.0:0\"}").http.host, "0.0.0.0");
  EXPECT_EQ(Good("http: {listen: \"0.0.0.0:0\"}").http.port, 0);
}

TEST(ConfigTest, HostNamesAreNamesWithoutSchemeAndPort) {
  EXPECT_THAT(Good("http: {host_names: [Caseclock.Council.example, board01]}").http.host_names,
              ElementsAre("caseclock.council.example", "board01"));
  for (const char* text : {"https://caseclock.example", "caseclock.example:9464", "*.example", "",
                           "a..b", ".example", "a b"}) {
    EXPECT_THAT(DetailAndHint(std::string("http: {host_names: [\"") + text + "\"]}"),
                Pair(std::string("expected the name of a machine, found \"") + text + "\".",
                     testing::HasSubstr("without https:// and port")))
        << text;
  }
  EXPECT_THAT(DetailAndHint("http: {host_names: [a, A]}").first, "\"A\" is listed twice.");
}

TEST(ConfigTest, CouncilsAreListedOnceAndByCode) {
  EXPECT_THAT(ProblemsOf("authorities:\n  - {code: X99000001}\n  - {code: X99000001}\n"),
              ElementsAre("test.yaml:3:12: could not read option \"code\""));
  EXPECT_THAT(ProblemsOf("authorities:\n  - {population: 5}\n  - {population: 6}\n"),
              ElementsAre("test.yaml:2:5: option \"authorities.code\" is missing",
                          "test.yaml:3:5: option \"authorities.code\" is missing"));
  EXPECT_THAT(ProblemsOf("authorities: [{code: X99000001, closure_days: [2024-12-32, soon]}]"),
              ElementsAre("test.yaml:1:48: could not read a closure day",
                          "test.yaml:1:60: could not read a closure day"));
}

TEST(ConfigTest, ANameIsOneShortLine) {
  const auto with = [](const std::string& name) {
    return ProblemsOf("authorities: [{code: X99000001, name: " + name + "}]");
  };
  EXPECT_THAT(with("North Exampleshire"), IsEmpty());
  for (const std::string& name :
       {std::string("\" \""), std::string("\"a\\nb\""), std::string(61, 'a')}) {
    EXPECT_THAT(with(name), ElementsAre("test.yaml:1:39: could not read option \"name\"")) << name;
  }
}

TEST(ConfigTest, ACodeHasTheFormOfACode) {
  EXPECT_THAT(DetailAndHint("authorities: [{code: Leeds}]"),
              Pair("expected the code of a council, a capital letter and eight digits, found "
                   "\"Leeds\".",
                   "write code: E08000018"));
}

TEST(ConfigTest, StrangersAreNotCountedUnlessTheFileSaysSo) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(Good("authorities: [{code: X99000001}]").CountedAuthorities(), Codes{"X99000001"});
  EXPECT_EQ(Good("only_known_authorities: false").CountedAuthorities(), std::nullopt);
  EXPECT_EQ(
      Good("authorities: [{code: X99000001}]\nonly_known_authorities: false").CountedAuthorities(),
      std::nullopt);
  const auto england = Good("due_soon_working_days: 5").CountedAuthorities();
  ASSERT_TRUE(england.has_value());
  EXPECT_THAT(*england, testing::Contains("E08000018"));
  EXPECT_THAT(*england, testing::Not(testing::Contains("E07000008")));
}

TEST(ConfigTest, AFixedDayLiesWithinTheCalendar) {
  EXPECT_THAT(DetailAndHint("as_of: 2031-01-01"),
              Pair("working days are known from 2005-01-01 to 2028-12-31.", ""));
  EXPECT_THAT(ProblemsOf("as_of: 2004-12-31"), testing::SizeIs(1));
  EXPECT_EQ(Good("as_of: 2028-12-31").as_of, Date::FromYmd(2028, 12, 31));
}

TEST(ConfigTest, AFileThatCannotBeReadIsToldOnce) {
  const auto problems = [](const std::string& path) {
    const auto read = ReadConfig(path, ConfigUse::kReport);
    const auto* found = std::get_if<std::vector<ConfigProblem>>(&read);
    return found == nullptr ? std::string("read it") : ProblemText(found->front());
  };
  EXPECT_EQ(problems("/no/such/file.yaml"), "/no/such/file.yaml: could not read the file");
  const std::string folder = testing::TempDir();
  EXPECT_EQ(problems(folder), folder + ": could not read the file");
}

TEST(ConfigTest, AFileIsReadAsItsText) {
  const std::string path = testing::TempDir() + "/config_test.yaml";
  std::ofstream(path) << "series_budget: 500\n";
  const auto read = ReadConfig(path, ConfigUse::kReport);
  std::filesystem::remove(path);
  ASSERT_TRUE(std::holds_alternative<Config>(read));
  EXPECT_EQ(std::get<Config>(read).series_budget, 500);
}

}  // namespace
}  // namespace caseclock

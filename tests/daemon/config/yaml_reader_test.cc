// Is every mistake found, with its place, and nothing taken for what it is not?
#include "daemon/config/yaml_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(YamlReaderTest, UnknownOptionsAreToldWithLineAndColumn) {
  EXPECT_THAT(ProblemsOf("http:\n  listen: \"127.0.0.1:0\"\n  lisen: x\nseries_budgt: 5\n"),
              ElementsAre("test.yaml:3:3: there is no option \"lisen\"",
                          "test.yaml:4:1: there is no option \"series_budgt\""));
}

TEST(YamlReaderTest, OptionsThatStandTwiceAreRefused) {
  EXPECT_THAT(ProblemsOf("series_budget: 500\nseries_budget: 600\n"),
              ElementsAre("test.yaml:2:1: option \"series_budget\" is listed twice"));
  EXPECT_THAT(ProblemsOf("kafka: {topic: a,\n  topic: a}\n"),
              ElementsAre("test.yaml:2:3: option \"topic\" is listed twice"));
}

struct BadNumber {
  const char* text;
  const char* detail;
};

TEST(YamlReaderTest, NumbersAreWholeAndPlain) {
  for (const char* text :
       {"010", "0x10", "1_000", "1e3", "+5", "5.0", "30d", "no", "\"\"", "99", "1000001", "-1"}) {
    EXPECT_THAT(DetailAndHint(std::string("series_budget: ") + text),
                Pair(std::string("expected a whole number from 100 to 1000000, found \"") +
                         (text == std::string("\"\"") ? "" : text) + "\".",
                     ""))
        << text;
  }
  EXPECT_EQ(Good("series_budget: 100").series_budget, 100);
  EXPECT_EQ(Good("series_budget: 1000000").series_budget, 1'000'000);
}

TEST(YamlReaderTest, FlagsAreTrueOrFalseAndNothingElse) {
  for (const char* text : {"no", "yes", "on", "off", "True", "1", "0", "\"\""}) {
    EXPECT_THAT(ProblemsOf(std::string("kafka: {verify_topic: ") + text + "}"),
                ElementsAre("test.yaml:1:23: could not read option \"verify_topic\""))
        << text;
  }
  EXPECT_FALSE(Good("kafka: {verify_topic: false}").kafka.verify_topic);
  EXPECT_TRUE(Good("kafka: {verify_topic: true}").kafka.verify_topic);
}

TEST(YamlReaderTest, DatesExist) {
  for (const char* text :
       {"2024-02-30", "24-02-01", "01/02/2024", "2024-2-1", "tomorrow", "2100-01-01"}) {
    EXPECT_THAT(
        DetailAndHint(std::string("as_of: ") + text),
        Pair(std::string("expected a date such as 2024-03-31, found \"") + text + "\".", ""))
        << text;
  }
  EXPECT_EQ(Good("as_of: 2024-02-29").as_of, Date::FromYmd(2024, 2, 29));
}

TEST(YamlReaderTest, WrongShapesAreToldWhereTheyStand) {
  EXPECT_THAT(ProblemsOf("kafka: [a]\n"), ElementsAre("test.yaml:1:8: could not read \"kafka\""));
  EXPECT_THAT(ProblemsOf("kafka: fast\n"), ElementsAre("test.yaml:1:8: could not read \"kafka\""));
  EXPECT_THAT(ProblemsOf("kafka:\n  topic: [a, b]\n"),
              ElementsAre("test.yaml:2:10: could not read option \"topic\""));
  EXPECT_THAT(ProblemsOf("authorities: E08000018\n"),
              ElementsAre("test.yaml:1:14: could not read option \"authorities\""));
  EXPECT_THAT(ProblemsOf("authorities: [E08000018]\n"),
              ElementsAre("test.yaml:1:15: could not read \"authorities\""));
}

TEST(YamlReaderTest, ATopThatIsNoMappingIsRefused) {
  EXPECT_THAT(ProblemsOf("- kafka\n- http\n"),
              ElementsAre("test.yaml:1:1: could not read the configuration"));
  EXPECT_THAT(ProblemsOf("just a sentence\n"),
              ElementsAre("test.yaml:1:1: could not read the configuration"));
}

TEST(YamlReaderTest, WhatIsNotYamlIsToldWithItsPlace) {
  EXPECT_THAT(ProblemsOf("kafka: {topic: a\n"), testing::SizeIs(1));
  EXPECT_THAT(ProblemsOf("kafka:\n\ttopic: a\n").front(), testing::StartsWith("test.yaml:2:"));
}

TEST(YamlReaderTest, ASecondDocumentIsNotPassedOver) {
  EXPECT_THAT(ProblemsOf("series_budget: 500\n---\nseries_budget: 600\n"),
              ElementsAre("test.yaml:3:1: the file holds more than one document"));
}

TEST(YamlReaderTest, AnEmptyFileIsTheDefaults) {
  EXPECT_THAT(ProblemsOf(""), IsEmpty());
  EXPECT_THAT(ProblemsOf("# nothing yet\n"), IsEmpty());
  EXPECT_EQ(Good("kafka:\nhttp:\n").kafka.topic, "case-events");
}

TEST(YamlReaderTest, FreeMappingsKeepTheirTextsAsWritten) {
  const Config config =
      Good("kafka: {properties: {ssl.ca.location: /ca.pem, retries: 010, a: no}}");
  EXPECT_THAT(config.kafka.properties, ElementsAre(Pair("ssl.ca.location", "/ca.pem"),
                                                   Pair("retries", "010"), Pair("a", "no")));
}

TEST(YamlReaderTest, AProblemReadsAsPlaceSentenceDetailAndHint) {
  EXPECT_EQ(
      ProblemText({"a.yaml", 4, 14, "could not read option \"x\"", "expected y.", "write x: y"}),
      "a.yaml:4:14: could not read option \"x\"\n  Detail: expected y.\n  Hint: write x: y");
  EXPECT_EQ(ProblemText({"a.yaml", 0, 0, "could not read the file", "", ""}),
            "a.yaml: could not read the file");
}

}  // namespace
}  // namespace caseclock

#include "daemon/config/web_config_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/daemon/config/problems.h"
#include "tests/support/temporary_folder.h"

namespace caseclock {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char kHash[] = "$2y$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";

class WebConfigFileTest : public testing::Test {
 protected:
  std::variant<WebConfig, std::vector<ConfigProblem>> Read(const std::string& text) {
    std::ofstream(folder_.path() + "/web.yml") << text;
    return ReadWebConfig(folder_.path() + "/web.yml");
  }
  /// The whole text of the only problem.
  std::string Problem(const std::string& text) {
    const auto read = Read(text);
    const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read);
    if (problems == nullptr || problems->size() != 1) return "not one problem";
    return ProblemText(problems->front()).substr(folder_.path().size() + 1);
  }

  TemporaryFolder folder_;
};

TEST_F(WebConfigFileTest, FilesAreRelativeToItsFolderUnlessAbsolute) {
  const auto read =
      Read(std::string(
               "tls_server_config: {cert_file: a.crt, key_file: /etc/b.key, min_version: TLS13}\n"
               "basic_auth_users:\n  anna: ") +
           kHash + "\n");
  const auto& config = std::get<WebConfig>(read);
  EXPECT_EQ(config.tls.cert_file, folder_.path() + "/a.crt");
  EXPECT_EQ(config.tls.key_file, "/etc/b.key");
  EXPECT_EQ(config.tls.min_version, "TLS13");
  EXPECT_EQ(config.users, (std::map<std::string, std::string>{{"anna", kHash}}));
}

TEST_F(WebConfigFileTest, AnEmptyFileAsksForNothing) {
  EXPECT_FALSE(std::get<WebConfig>(Read("")).HasTls());
}

TEST_F(WebConfigFileTest, ASecondDocumentIsNotPassedOver) {
  EXPECT_THAT(Problem("{}\n---\nbasic_auth_users: {}\n"),
              HasSubstr("the file holds more than one document"));
}

TEST_F(WebConfigFileTest, WhatTheConventionsHaveAndCaseclockHasNotIsTold) {
  const std::string tls = "tls_server_config: {cert_file: a, key_file: b, ";
  for (const std::string& text :
       {std::string("rate_limit: {interval: 1s, burst: 20}"),
        std::string("http_server_config: {http2: true}"),
        std::string("http_server_config: {headers: {X-Frame-Options: deny}}"),
        tls + "cipher_suites: [x]}", tls + "curve_preferences: [x]}",
        tls + "client_allowed_sans: [x]}", tls + "cert: inline}",
        tls + "prefer_server_cipher_suites: true}"}) {
    EXPECT_THAT(Problem(text), HasSubstr("Caseclock does not support it.")) << text;
  }
  EXPECT_TRUE(std::holds_alternative<WebConfig>(Read("http_server_config: {http2: false}")));
}

TEST_F(WebConfigFileTest, MistakesAreToldWithTheirPlace) {
  const struct {
    const char* text;
    const char* problem;
  } rows[] = {
      {"basic_auth_user: {}", "web.yml:1:1: there is no option \"basic_auth_user\""},
      {"tls_server_config: {cert_file: a}", "option \"tls_server_config.key_file\" is missing"},
      {"tls_server_config: {cert_file: a, key_file: b, min_version: TLS10}",
       "expected TLS12 or TLS13"},
      {"tls_server_config: {cert_file: a, key_file: b, client_auth_type: RequestClientCert}",
       "insecure"},
      {"tls_server_config: {cert_file: a, key_file: b, client_ca_file: c}", "nobody is asked"},
      {"tls_server_config: {cert_file: a, key_file: b, client_auth_type: "
       "RequireAndVerifyClientCert}",
       "client_ca_file\" is missing"},
      {"basic_auth_users: {\"an:na\": "
       "$2y$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234}",
       "no colon"},
      {"basic_auth_users: {anna: $2y$20$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234}",
       "must be 4 to 16"},
  };
  for (const auto& row : rows) EXPECT_THAT(Problem(row.text), HasSubstr(row.problem)) << row.text;
}

TEST_F(WebConfigFileTest, APasswordThatIsNoHashIsNotRepeated) {
  EXPECT_THAT(Problem("basic_auth_users: {anna: open sesame}"),
              AllOf(HasSubstr("expected a bcrypt hash"), Not(HasSubstr("sesame"))));
}

// Without users everybody may come in: a list that says nothing must not open the door by a slip.
TEST_F(WebConfigFileTest, AListOfUsersWithoutAUserOrAHashIsAMistake) {
  EXPECT_THAT(Problem("basic_auth_users: {anna: }"), HasSubstr("option \"anna\""));
  EXPECT_THAT(Problem("basic_auth_users:\n  anna:\n"), HasSubstr("expected a bcrypt hash"));
  EXPECT_THAT(Problem("basic_auth_users:\n"), HasSubstr("everybody may come in"));
  EXPECT_THAT(Problem("basic_auth_users: {}"), HasSubstr("option \"basic_auth_users\""));
}

TEST_F(WebConfigFileTest, RecordReadersMustHavePasswords) {
  const std::string good = "kafka: {bootstrap: \"x:1\"}\ncheckpoint: {directory: /tmp}\n";
  std::ofstream(folder_.path() + "/web.yml") << "basic_auth_users: {anna: " << kHash << "}\n";
  const std::string web =
      "http: {web_config_file: " + folder_.path() + "/web.yml, record_readers: ";
  const Config config =
      Good(good + web + "[{user: anna, authorities: [X99000001]}]}", ConfigUse::kServe);
  EXPECT_EQ(config.http.record_readers,
            (std::vector<RecordReaderConfig>{{"anna", std::vector<std::string>{"X99000001"}}}));
  EXPECT_THAT(
      ProblemsOf(good + web + "[{user: ben}, {user: anna}, {user: anna}]}", ConfigUse::kServe),
      ElementsAre(HasSubstr("could not read option \"user\""), HasSubstr("option \"user\"")));
  EXPECT_THAT(ProblemsOf(good + "http: {record_readers: [{user: ben, authorities: []}]}",
                         ConfigUse::kServe),
              ElementsAre(HasSubstr("\"authorities\""), HasSubstr("\"user\"")));
}

TEST_F(WebConfigFileTest, ACodeOfACouncilThatIsNoneIsToldInsteadOfLeftOut) {
  const std::string good = "kafka: {bootstrap: \"x:1\"}\ncheckpoint: {directory: /tmp}\n";
  std::ofstream(folder_.path() + "/web.yml") << "basic_auth_users: {anna: " << kHash << "}\n";
  const std::string reader = "http: {web_config_file: " + folder_.path() +
                             "/web.yml, record_readers: [{user: anna, authorities: ";
  for (const char* codes : {"[X99000001, [X99000002]]", "[X99000001, \"\"]", "[X99000001, ~]"}) {
    const std::string text = good + reader + codes + "}]}";
    EXPECT_THAT(ProblemsOf(text, ConfigUse::kServe), ElementsAre(HasSubstr("\"authorities\"")))
        << codes;
  }
  const std::string known = "only_known_authorities: true\nauthorities: [{code: X99000001}]\n";
  EXPECT_THAT(ProblemsOf(good + known + reader + "[X99000001, X99000002]}]}", ConfigUse::kServe),
              ElementsAre(HasSubstr("\"authorities\"")))
      << "one of two is not known";
}

}  // namespace
}  // namespace caseclock

// The configuration for Prometheus is one that Prometheus takes, and its rules do what their tests say.
#include <cstdlib>
#include <filesystem>
#include <string>

#include "gtest/gtest.h"
#include "tests/daemon/exposition/promtool.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

const std::string kPrometheus = std::string(CASECLOCK_SOURCE_DIR) + "/ops/prometheus/";

/// What a command prints when it fails; "" when it is content.
std::string Complaint(const std::string& command) {
  std::string said;
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
  return pclose(pipe) == 0 ? "" : said;
}

TEST(PrometheusExampleTest, PromtoolAcceptsItWithItsRules) {
  if (!HasPromtool())
    GTEST_SKIP() << "promtool is not installed: the example was not checked by it";
  EXPECT_EQ(Complaint("promtool check config '" + kPrometheus + "prometheus.yml'"), "");
}

TEST(PrometheusRulesTest, FireAndKeepSilentAsTheirTestsSay) {
  if (!HasPromtool()) GTEST_SKIP() << "promtool is not installed: the rules were not tested";
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kPrometheus + "tests")) {
    SCOPED_TRACE(entry.path().filename().string());
    EXPECT_EQ(Complaint("promtool test rules '" + entry.path().string() + "'"), "");
    ++files;
  }
  EXPECT_GE(files, 7);
}

TEST(PrometheusRulesTest, OperatorsHearOfThemAndManagersDoNot) {
  if (std::system("command -v amtool >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "amtool is not installed: the routes were not tested";
  const std::string routes = "amtool config routes test --config.file='" +
                             std::string(CASECLOCK_SOURCE_DIR) +
                             "/ops/alertmanager/alertmanager.yml' --verify.receivers=";
  for (const char* severity : {"critical", "warning"}) {
    EXPECT_EQ(Complaint(routes + "operators audience=operators severity=" + severity), "");
  }
  EXPECT_EQ(Complaint(routes + "urgent severity=urgent authority=X99000001"), "");
}

}  // namespace
}  // namespace caseclock

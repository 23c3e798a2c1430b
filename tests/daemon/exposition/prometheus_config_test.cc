// The configuration for Prometheus is one that Prometheus takes, and its rules do what their tests say.
#include <cstdlib>
#include <filesystem>
#include <string>

#include "gtest/gtest.h"
#include "tests/daemon/exposition/promtool.h"

namespace caseclock {
namespace {

const std::string kPrometheus = std::string(CASECLOCK_SOURCE_DIR) + "/ops/prometheus/";

/// What promtool prints when it fails; "" when it is content.
std::string Complaint(const std::string& arguments) {
  std::string said;
  std::FILE* pipe = popen(("promtool " + arguments + " 2>&1").c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
  return pclose(pipe) == 0 ? "" : said;
}

TEST(PrometheusExampleTest, PromtoolAcceptsItWithItsRules) {
  if (!HasPromtool())
    GTEST_SKIP() << "promtool is not installed: the example was not checked by it";
  EXPECT_EQ(Complaint("check config '" + kPrometheus + "prometheus.yml'"), "");
}

TEST(PrometheusRulesTest, FireAndKeepSilentAsTheirTestsSay) {
  if (!HasPromtool()) GTEST_SKIP() << "promtool is not installed: the rules were not tested";
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kPrometheus + "tests")) {
    SCOPED_TRACE(entry.path().filename().string());
    EXPECT_EQ(Complaint("test rules '" + entry.path().string() + "'"), "");
    ++files;
  }
  EXPECT_GE(files, 6);
}

}  // namespace
}  // namespace caseclock

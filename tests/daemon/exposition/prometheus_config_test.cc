// The example configuration for Prometheus is one that Prometheus takes.
#include <cstdlib>
#include <string>

#include "gtest/gtest.h"
#include "tests/daemon/exposition/promtool.h"

namespace caseclock {
namespace {

TEST(PrometheusExampleTest, PromtoolAcceptsIt) {
  if (!HasPromtool())
    GTEST_SKIP() << "promtool is not installed: the example was not checked by it";
  const std::string file = std::string(CASECLOCK_SOURCE_DIR) + "/ops/prometheus/prometheus.yml";
  EXPECT_EQ(std::system(("promtool check config '" + file + "' >/dev/null 2>&1").c_str()), 0);
}

}  // namespace
}  // namespace caseclock

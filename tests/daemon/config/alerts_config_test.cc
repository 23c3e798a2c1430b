// Does what the file says about alerts arrive, and is what it cannot mean refused?
#include "daemon/config/alerts_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(AlertsConfigTest, AnUrgentAlertWaitsTwoMinutesUnlessTheFileSaysOtherwise) {
  EXPECT_EQ(Good("alerts: {}").alerts.group_wait_minutes, 2);
  EXPECT_EQ(Good("alerts: {group_wait: 0 minutes}").alerts.group_wait_minutes, 0);
  EXPECT_EQ(Good("alerts: {group_wait: 1 hour}").alerts.group_wait_minutes, 60);
}

TEST(AlertsConfigTest, AWaitOfMoreThanAnHourIsRefused) {
  EXPECT_THAT(ProblemsOf("alerts: {group_wait: 2 hours}"), ElementsAre(HasSubstr("group_wait")));
  EXPECT_THAT(ProblemsOf("alerts: {group_wait: 90}"), ElementsAre(HasSubstr("group_wait")));
}

}  // namespace
}  // namespace caseclock

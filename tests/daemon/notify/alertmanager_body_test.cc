#include "daemon/notify/alertmanager_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using nlohmann::json;

constexpr std::int64_t kNowUs = kLedgerDayUs + 10 * 60 * kMinuteUs;

class AlertmanagerBodyTest : public testing::Test {
 protected:
  json Alerts(const std::string& board = "") {
    const AlertmanagerBody body =
        MakeAlertmanagerBody(ledger_, rules_, kNowUs, {.board = board, .managers = true});
    const json alerts = json::parse(body.json);
    EXPECT_EQ(alerts.size(), body.alerts);
    return alerts;
  }
  void Resolved(std::int64_t at_us) {
    AlertState state = FiringState();
    state.phase = Phase::kQuiet;
    state.resolved_at_us = at_us;
    ledger_.Apply(state);
  }
  static AlertRule DragRule() {
    AlertRule rule;
    rule.id = "assessment_45.drag";
    rule.indicator = "assessment_45";
    rule.condition = Condition::kDragShare;
    rule.severity = Severity::kUrgent;
    return rule;
  }

  std::vector<AlertRule> rules_ = {DragRule()};
  Ledger ledger_;
};

TEST_F(AlertmanagerBodyTest, WhatFiresEndsThreeIntervalsAhead) {
  ledger_.Apply(FiringState());
  EXPECT_EQ(Alerts("https://caseclock.council.example"), json::parse(R"([{
    "labels": {"alertname": "assessment_45.drag", "rule": "assessment_45.drag",
               "authority": "E08000099", "team": "Invented North", "indicator": "assessment_45",
               "severity": "urgent", "condition": "drag_share"},
    "annotations": {"summary": "12 assessments overdue, Invented North, E08000099",
                    "description": "12 of 85 open assessments are overdue.",
                    "ref": ")" + AlertRef(DragKey(), {kLedgerDay, 1}) +
                                                                     R"(",
                    "board": "https://caseclock.council.example/"},
    "generatorURL": "https://caseclock.council.example/",
    "startsAt": "2024-03-04T00:00:00Z", "endsAt": "2024-03-04T10:03:00Z"}])"));
}

TEST_F(AlertmanagerBodyTest, TheIntervalIsWellUnderAlertmanagersTimeout) {
  constexpr std::int64_t kResolveTimeoutUs = 5 * kMinuteUs;  // unless configured
  EXPECT_LE(3 * kAlertmanagerIntervalUs, kResolveTimeoutUs);
}

TEST_F(AlertmanagerBodyTest, UnlessChosenOnlyTheOperatorsOwnAlertsAreThere) {
  AlertRule late;
  late.id = "data.late";
  late.condition = Condition::kDataLate;
  rules_.push_back(late);
  ledger_.Apply(FiringState());
  ledger_.Apply(FiringState({"data.late", "E08000099", ""}));
  const json alerts = json::parse(MakeAlertmanagerBody(ledger_, rules_, kNowUs, {}).json);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0]["labels"]["rule"], "data.late");
  EXPECT_EQ(Alerts().size(), 2U);
}

TEST_F(AlertmanagerBodyTest, WhatIsEmptyIsNoLabel) {
  ledger_.Apply(FiringState({"gone.red", "E08000099", ""}));
  const json alert = Alerts().at(0);
  EXPECT_EQ(alert["labels"], json::parse(R"({"alertname": "gone.red", "rule": "gone.red",
                                             "authority": "E08000099"})"));
  EXPECT_EQ(alert["annotations"]["summary"], "12 assessments overdue, Whole council, E08000099");
  EXPECT_FALSE(alert.contains("generatorURL"));
}

TEST_F(AlertmanagerBodyTest, WhatIsResolvedIsSentWithItsEndForAWhile) {
  Resolved(kNowUs - kAlertmanagerResolvedUs);
  EXPECT_EQ(Alerts().at(0)["endsAt"], "2024-03-04T09:45:00Z");
  Resolved(kNowUs - kAlertmanagerResolvedUs - 1);
  EXPECT_EQ(Alerts(), json::array());
}

TEST_F(AlertmanagerBodyTest, WhereItIsPostedRarelyNothingEndsBetweenTwoPostsAndNoEndIsMissed) {
  constexpr std::int64_t kHourUs = 60 * kMinuteUs;
  ledger_.Apply(FiringState());
  const auto alerts = [&] {
    return json::parse(
        MakeAlertmanagerBody(ledger_, rules_, kNowUs, {.interval_us = kHourUs, .managers = true})
            .json);
  };
  EXPECT_EQ(alerts().at(0)["endsAt"], "2024-03-04T13:00:00Z");
  Resolved(kNowUs - 2 * kHourUs);
  EXPECT_EQ(alerts().at(0)["endsAt"], "2024-03-04T08:00:00Z");
}

TEST_F(AlertmanagerBodyTest, WhatIsPendingOrNeverFiredIsNotSent) {
  AlertState state = FiringState();
  state.phase = Phase::kPending;
  ledger_.Apply(state);
  EXPECT_EQ(Alerts(), json::array());
  state.phase = Phase::kQuiet;
  ledger_.Apply(state);
  EXPECT_EQ(Alerts(), json::array());
}

TEST_F(AlertmanagerBodyTest, NothingEndsBeforeItStarts) {
  Resolved(kNowUs);
  AlertState state = *ledger_.Find(DragKey());
  state.since_us = kNowUs + 1'000'000;
  ledger_.Apply(state);
  EXPECT_EQ(Alerts().at(0)["startsAt"], Alerts().at(0)["endsAt"]);
}

TEST_F(AlertmanagerBodyTest, AStaleAlertSaysSo) {
  AlertState state = FiringState();
  state.stale = true;
  ledger_.Apply(state);
  EXPECT_NE(Alerts().at(0)["annotations"]["stale"], nullptr);
}

TEST_F(AlertmanagerBodyTest, APostHasABound) {
  for (std::size_t i = 0; i < kMaxAlertmanagerAlerts + 3; ++i) {
    ledger_.Apply(FiringState(DragKey("Invented team " + std::to_string(i))));
  }
  const AlertmanagerBody body = MakeAlertmanagerBody(ledger_, rules_, kNowUs, {.managers = true});
  EXPECT_EQ(body.alerts, kMaxAlertmanagerAlerts);
  EXPECT_EQ(body.left_out, 3u);
}

TEST_F(AlertmanagerBodyTest, TextsAreData) {
  ledger_.Apply(FiringState(DragKey("North\"}], \xff\n")));
  EXPECT_EQ(Alerts().at(0)["labels"]["team"], "North\"}], \xef\xbf\xbd\n");
}

}  // namespace
}  // namespace caseclock

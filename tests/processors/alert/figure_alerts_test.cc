#include "processors/alert/figure_alerts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kDayUs = std::int64_t{24} * 60 * kMinuteUs;
const Onset kOnset = {kLedgerDay, 1};

AlertKey Key(std::string rule, std::string team = "Invented North") {
  return {std::move(rule), "E08000099", std::move(team)};
}

class FigureAlertsTest : public testing::Test {
 protected:
  FigureAlertsTest() {
    for (const char* condition : {"drag", "rag"}) {
      AlertRule rule;
      rule.id = std::string("assessment_45.") + condition;
      rule.indicator = "assessment_45";
      rules_.push_back(rule);
    }
    AlertRule late;
    late.id = "data_late";
    rules_.push_back(late);
  }

  void Fires(const AlertKey& key) { ledger_.Apply(FiringState(key)); }
  void Takes(const AlertKey& key, std::int64_t at_us, std::int64_t until_us) {
    ledger_.Apply(
        AlertAcknowledged{AlertRef(key, kOnset), {"head", "Cover.", at_us, until_us}, "link"});
  }
  std::vector<FigureAlerts> Of(std::int64_t now_us) const {
    return AlertsOfFigures(ledger_, rules_, now_us);
  }

  std::vector<AlertRule> rules_;
  Ledger ledger_;
};

TEST_F(FigureAlertsTest, SeveralAlertsOfOneFigureAreCountedTogether) {
  Fires(Key("assessment_45.drag"));
  Fires(Key("assessment_45.rag"));
  Takes(Key("assessment_45.drag"), kLedgerDayUs, kLedgerDayUs + 5 * kDayUs);
  EXPECT_THAT(Of(kLedgerDayUs),
              ElementsAre(FigureAlerts{"E08000099", "Invented North", "assessment_45", 2, 1,
                                       kLedgerDayUs, kLedgerDayUs + 5 * kDayUs}));
}

TEST_F(FigureAlertsTest, TheLastWordAndTheFirstEndAreShown) {
  Fires(Key("assessment_45.drag"));
  Fires(Key("assessment_45.rag"));
  Takes(Key("assessment_45.drag"), kLedgerDayUs + kDayUs, kLedgerDayUs + 5 * kDayUs);
  Takes(Key("assessment_45.rag"), kLedgerDayUs, kLedgerDayUs + 9 * kDayUs);
  const auto found = Of(kLedgerDayUs + kDayUs);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].acknowledged, 2);
  EXPECT_EQ(found[0].acknowledged_at_us, kLedgerDayUs + kDayUs);
  EXPECT_EQ(found[0].acknowledged_until_us, kLedgerDayUs + 5 * kDayUs);
}

TEST_F(FigureAlertsTest, AnAcknowledgementThatHasEndedIsNone) {
  Fires(Key("assessment_45.drag"));
  Takes(Key("assessment_45.drag"), kLedgerDayUs, kLedgerDayUs + kDayUs);
  EXPECT_THAT(Of(kLedgerDayUs + kDayUs), ElementsAre(FigureAlerts{"E08000099", "Invented North",
                                                                  "assessment_45", 1, 0, 0, 0}));
}

TEST_F(FigureAlertsTest, WhatIsAboutNoRowOrOfNoRuleIsInNoFigure) {
  Fires(Key("data_late", ""));
  Fires(Key("a rule of yesterday"));
  EXPECT_THAT(Of(kLedgerDayUs), IsEmpty());
}

TEST_F(FigureAlertsTest, OfTooManyThoseThatSomebodyDealsWithStay) {
  for (std::size_t i = 0; i <= kMaxFigureAlerts; ++i) {
    Fires(Key("assessment_45.drag", "Team " + std::to_string(100'000 + i)));
  }
  const AlertKey last =
      Key("assessment_45.drag", "Team " + std::to_string(100'000 + kMaxFigureAlerts));
  Takes(last, kLedgerDayUs, kLedgerDayUs + kDayUs);
  const auto found = Of(kLedgerDayUs);
  ASSERT_THAT(found, SizeIs(kMaxFigureAlerts));
  EXPECT_EQ(found.front().team, "Team 100000");
  EXPECT_EQ(found.back().team, last.team);
}

}  // namespace
}  // namespace caseclock

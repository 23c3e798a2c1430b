// What stands beside rows: weeks and charts of flows, ages of what is open, judgements.
#include "processors/view_details.h"

#include <gtest/gtest.h>

#include "processors/authority.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

class Council {
 public:
  explicit Council(const char* as_of, Definitions definitions = {})
      : authority_(kInventedCouncil, std::make_shared<const Definitions>(std::move(definitions)),
                   Day(as_of)) {}

  Council& Referrals(int count, Date day) {
    for (int i = 0; i < count; ++i) {
      Say(RecordKind::kReferral, {OnDay(Fact::kReferralOpened, day)}, day);
    }
    return *this;
  }
  Council& Plan(const char* started, const char* ceased = nullptr) {
    std::vector<FactAssertion> facts = {On(Fact::kPlanStarted, started), Typed(Fact::kPlanType, 1)};
    if (ceased != nullptr) facts.push_back(On(Fact::kPlanCeased, ceased));
    Say(RecordKind::kPlan, facts, Day(started));
    return *this;
  }
  AuthorityView View() const { return authority_.MakeView(); }

 private:
  static FactAssertion OnDay(Fact fact, Date day) { return On(fact, FormatDate(day).c_str()); }
  void Say(RecordKind kind, const std::vector<FactAssertion>& facts, Date day) {
    const std::string number = std::to_string(++last_);
    const std::string recorded = FormatDate(day);
    authority_.Apply(Told(("C" + number).c_str(), kind, "R" + number, facts, recorded.c_str()));
  }

  Authority authority_;
  int last_ = 0;
};

TEST(WeeksTest, OnlyCompleteWeeksSinceTheFirstEventAreShown) {
  // Mon 26 Feb 2024 is the first complete week after the first referral; as-of is a Thursday.
  Council council("2024-03-14");
  council.Referrals(2, Day("2024-02-21")).Referrals(3, Day("2024-02-26"));
  council.Referrals(1, Day("2024-03-10")).Referrals(9, Day("2024-03-13"));
  const AuthorityView view = council.View();
  ASSERT_EQ(view.weeks.size(), 2u);
  EXPECT_EQ(view.weeks[0], (WeekPoint{"referral_rate", Day("2024-02-26"), 3}));
  EXPECT_EQ(view.weeks[1], (WeekPoint{"referral_rate", Day("2024-03-04"), 1}));
  EXPECT_TRUE(view.charts.empty()) << "two weeks make no chart";
}

TEST(WeeksTest, TheWeekOfAsOfIsCompleteOnItsSunday) {
  Council council("2024-03-10");
  council.Referrals(2, Day("2024-02-21")).Referrals(4, Day("2024-03-10"));
  EXPECT_EQ(council.View().weeks.back(), (WeekPoint{"referral_rate", Day("2024-03-04"), 4}));
}

TEST(ChartsTest, AWeekThatJumpsIsASignal) {
  Council council("2024-03-31");
  const Date first = Day("2024-01-01");
  council.Referrals(1, first - 7);
  for (int week = 0; week < 13; ++week) {
    council.Referrals(week == 12 ? 40 : 10 + week % 2, first + 7 * week);
  }
  const AuthorityView view = council.View();
  ASSERT_EQ(view.charts.size(), 1u);
  const FlowChart& chart = view.charts[0];
  EXPECT_EQ(chart.step, Window::kWeek);
  EXPECT_EQ(chart.first, first);
  EXPECT_EQ(chart.points, 13u);
  ASSERT_FALSE(chart.chart.signals.empty());
  EXPECT_EQ(chart.chart.signals.back().rule, SignalRule::kOutsideLimits);
  EXPECT_EQ(chart.chart.signals.back().point, 12u);
}

TEST(ChartsTest, AStrayEarlyRecordIsNoBeginning) {
  Council council("2024-03-31");
  council.Referrals(1, Day("2016-05-04"));
  const Date first = Day("2024-01-01");
  for (int week = -1; week < 13; ++week) council.Referrals(10 + week % 2, first + 7 * week);
  const AuthorityView view = council.View();
  EXPECT_EQ(view.weeks.front().monday, first);
  EXPECT_EQ(view.charts.front().points, 13u);
}

TEST(BandsTest, APlanMovesFromBandToBandOnItsDays) {
  Council council("2024-03-31");
  council.Plan("2022-09-30");                // 548 days on 31 March 2024
  council.Plan("2022-10-01");                // 547 days
  council.Plan("2022-04-01");                // 730 days
  council.Plan("2022-03-01", "2024-03-15");  // ceased
  const AuthorityView view = council.View();
  std::vector<BandCount> whole;
  for (const BandCount& band : view.bands) {
    if (band.team.empty()) whole.push_back(band);
  }
  ASSERT_EQ(whole.size(), 3u);
  EXPECT_EQ(whole[0], (BandCount{"cpp", "", "under 18 months", 1, 2}));
  EXPECT_EQ(whole[1], (BandCount{"cpp", "", "18 to 23 months", 1, 1}));
  EXPECT_EQ(whole[2], (BandCount{"cpp", "", "24 months and over", 1, 1}));
}

TEST(BacklogTest, WhatIsOpenShowsItsAgeByQuarter) {
  Council council("2024-03-31");
  council.Plan("2023-01-31").Plan("2023-02-01").Plan("2023-11-02");
  std::vector<OpenByQuarter> whole;
  for (const OpenByQuarter& part : council.View().backlog) {
    if (part.indicator == "cpp" && part.team.empty()) whole.push_back(part);
  }
  ASSERT_EQ(whole.size(), 2u);
  EXPECT_EQ(whole[0], (OpenByQuarter{"cpp", "", Day("2023-01-01"), 2}));
  EXPECT_EQ(whole[1], (OpenByQuarter{"cpp", "", Day("2023-10-01"), 1}));
}

TEST(JudgementsTest, StandInTheOrderOfTheRows) {
  Council council("2024-03-31");
  council.Plan("2023-01-31").Referrals(3, Day("2024-03-01"));
  const AuthorityView view = council.View();
  auto judged = view.judgements.begin();
  for (const Row& row : view.rows) {
    if (row.window != Window::kYear) continue;
    ASSERT_NE(judged, view.judgements.end());
    EXPECT_EQ(judged->indicator, row.indicator);
    EXPECT_EQ(judged->team, row.team);
    ++judged;
  }
  EXPECT_EQ(judged, view.judgements.end());
}

TEST(JudgementsTest, ARowAddedToTheCatalogueIsJudgedWithoutNewCode) {
  Definitions definitions;
  Indicator copy = *definitions.catalogue.Find("ni64");
  copy.id = "plans_1_year";
  copy.limits = {{Date::Min(), {364, LimitUnit::kDays}}};
  definitions.catalogue.indicators.push_back(copy);
  Council council("2024-03-31", definitions);
  for (int i = 0; i < 12; ++i) council.Plan("2022-09-30", "2024-01-15");
  const AuthorityView view = council.View();
  const Judgement* judged = FindJudgement(view, "plans_1_year", "");
  ASSERT_NE(judged, nullptr);
  EXPECT_EQ(judged->numerator, 12);
  ASSERT_TRUE(judged->projection.has_value());
  EXPECT_EQ(judged->projection->committed, (ShareCounts{12, 12}));
}

}  // namespace
}  // namespace caseclock

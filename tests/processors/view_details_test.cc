// What stands beside rows: weeks and charts of flows, ages of what is open, judgements.
#include "processors/view_details.h"

#include <gtest/gtest.h>

#include <algorithm>

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
  /// An enquiry, held by a team, up to its conference.
  Council& Enquiry(const char* started, const char* team = nullptr, const char* held = nullptr) {
    std::vector<FactAssertion> facts = {On(Fact::kSection47Started, started)};
    if (team != nullptr) facts.push_back(Allocated(started, team));
    const std::string record = Say(RecordKind::kSection47, facts, Day(started));
    if (held == nullptr) return *this;
    authority_.Apply(Told(("C" + std::to_string(last_)).c_str(), RecordKind::kConference,
                          "conference of " + record,
                          {On(Fact::kConferenceHeld, held), Typed(Fact::kConferenceType, 1),
                           Named(Fact::kConferenceSection47, record)},
                          held));
    return *this;
  }
  Council& Advance(const char* day) {
    authority_.Advance(Day(day));
    return *this;
  }
  AuthorityView View() const { return authority_.MakeView(); }

 private:
  static FactAssertion OnDay(Fact fact, Date day) { return On(fact, FormatDate(day).c_str()); }
  /// Of a new child each time. Returns the record's id.
  std::string Say(RecordKind kind, const std::vector<FactAssertion>& facts, Date day) {
    const std::string number = std::to_string(++last_);
    const std::string recorded = FormatDate(day);
    authority_.Apply(Told(("C" + number).c_str(), kind, "R" + number, facts, recorded.c_str()));
    return "R" + number;
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

TEST(BandsTest, CountChildrenAsOldAsTheirOldestPlan) {
  Authority authority(kInventedCouncil, std::make_shared<const Definitions>(), Day("2024-03-31"));
  const auto plan = [&authority](const char* id, const char* started) {
    authority.Apply(Told("C1", RecordKind::kPlan, id,
                         {On(Fact::kPlanStarted, started), Typed(Fact::kPlanType, 1)}, started));
  };
  plan("P1", "2023-12-01");
  plan("P2", "2022-02-01");
  const AuthorityView view = authority.MakeView();
  std::string bands;
  for (const BandCount& band : view.bands) {
    if (band.team.empty()) bands += band.band + " " + std::to_string(band.count) + "; ";
  }
  EXPECT_EQ(bands, "under 18 months 0; 18 to 23 months 0; 24 months and over 1; ");
  for (const OpenByQuarter& part : view.backlog) {
    if (part.indicator != "cpp" || !part.team.empty()) continue;
    EXPECT_EQ(part, (OpenByQuarter{"cpp", "", Day("2022-01-01"), 1}));
  }
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

/// "2024-03-22 2, 2024-03-25 1": the due days of a row and team, without noughts.
std::string DueText(const AuthorityView& view, const char* indicator, const char* team = "") {
  std::string text;
  for (const DueDay& one : view.due) {
    if (one.indicator != indicator || one.team != team || one.due == 0) continue;
    text += (text.empty() ? "" : ", ") + FormatDate(one.day) + " " + std::to_string(one.due);
  }
  return text;
}

/// "1 0 2 0": drag by age, the youngest first.
std::string AgesText(const AuthorityView& view, const char* indicator, const char* team = "") {
  std::string text;
  for (const DragAge& one : view.drag_ages) {
    if (one.indicator != indicator || one.team != team) continue;
    text += (text.empty() ? "" : " ") + std::to_string(one.count);
  }
  return text;
}

Row RowOf(const AuthorityView& view, std::string_view indicator, std::string_view team = "") {
  for (const Row& row : view.rows) {
    if (row.indicator == indicator && row.team == team) return row;
  }
  return {};
}

TEST(DueDaysTest, TheWholeAuthorityHasTenDaysOfEveryRowOfClocksAndOfNoOther) {
  const AuthorityView view = Council("2024-03-31").View();
  ASSERT_EQ(view.due.size(), 6u * 10u);
  EXPECT_EQ(view.due[0], (DueDay{"assessment_45", "", Day("2024-03-31"), 0}));
  EXPECT_EQ(view.due[9], (DueDay{"assessment_45", "", Day("2024-04-09"), 0}));
  for (const DueDay& one : view.due) {
    EXPECT_NE(one.indicator, "cpp") << "a child on a plan is not due";
    EXPECT_NE(one.indicator, "cpp_late_conference");
    EXPECT_NE(one.indicator, "rereferral");
  }
  EXPECT_EQ(view.drag_ages.size(), 6u * 4u);
}

TEST(DueDaysTest, AnEnquiryIsDueOnItsDayAndAtTheWeekendNeitherDueNorInDrag) {
  Council council("2024-03-20");  // 15 working days from Fri 1 March: Fri 22 March
  council.Enquiry("2024-03-01", "North").Enquiry("2024-03-01").Enquiry("2024-03-04", "North");
  EXPECT_EQ(DueText(council.View(), "icpc_15"), "2024-03-22 2, 2024-03-25 1");
  EXPECT_EQ(DueText(council.View(), "icpc_15", "North"), "2024-03-22 1, 2024-03-25 1");
  EXPECT_EQ(DueText(council.View(), "icpc_15", kNoTeam), "2024-03-22 1");
  council.Advance("2024-03-22");
  EXPECT_EQ(DueText(council.View(), "icpc_15"), "2024-03-22 2, 2024-03-25 1") << "today counts";
  council.Advance("2024-03-23");
  EXPECT_EQ(DueText(council.View(), "icpc_15"), "2024-03-25 1");
  EXPECT_EQ(AgesText(council.View(), "icpc_15"), "0 0 0 0") << "finished today it is in time";
  council.Advance("2024-03-25");
  EXPECT_EQ(AgesText(council.View(), "icpc_15"), "2 0 0 0");
  EXPECT_EQ(AgesText(council.View(), "icpc_15", "North"), "1") << "only what the team has";
}

TEST(DragAgesTest, AgesTurnOnTheEighthTheTwentyNinthAndTheNinetySecondDay) {
  Council council("2024-03-25");
  council.Enquiry("2024-03-01");  // due 22 March
  const auto ages = [&](const char* day) {
    council.Advance(day);
    return AgesText(council.View(), "icpc_15");
  };
  EXPECT_EQ(ages("2024-03-29"), "1 0 0 0");
  EXPECT_EQ(ages("2024-03-30"), "0 1 0 0");
  EXPECT_EQ(ages("2024-04-19"), "0 1 0 0");
  EXPECT_EQ(ages("2024-04-20"), "0 0 1 0");
  EXPECT_EQ(ages("2024-06-21"), "0 0 1 0");
  EXPECT_EQ(ages("2024-06-22"), "0 0 0 1");
}

TEST(DueDaysTest, DayByDayTheyAddUpToDueSoonAndDrag) {
  Council council("2024-03-01");
  for (int day = 0; day < 40; ++day) council.Enquiry(FormatDate(Day("2024-02-01") + day).c_str());
  const WorkingDays calendar = WorkingDays::EnglandAndWales();
  int compared = 0;
  for (Date day = Day("2024-03-02"); day < Day("2024-04-20"); day = day + 1) {
    council.Advance(FormatDate(day).c_str());
    const AuthorityView view = council.View();
    const Row row = RowOf(view, "icpc_15");
    std::int64_t soon = 0;
    for (const DueDay& one : view.due) {
      const bool reached = one.day <= *calendar.Nth(day, 5);
      if (one.indicator == "icpc_15" && one.team.empty() && reached) soon += one.due;
    }
    std::int64_t drag = 0;
    for (const DragAge& one : view.drag_ages) {
      if (one.indicator == "icpc_15" && one.team.empty()) drag += one.count;
    }
    if (*calendar.Nth(day, 5) < day + kDueDaysShown) {
      EXPECT_EQ(soon, row.due_soon) << FormatDate(day);
      ++compared;
    } else {
      EXPECT_LE(soon, row.due_soon) << FormatDate(day) << ": five working days reach over Easter";
    }
    EXPECT_EQ(drag, row.drag) << FormatDate(day);
  }
  EXPECT_EQ(compared, 45) << "on four days the fifth working day lies behind Easter";
}

TEST(ClockWeeksTest, ShowOpenAndDragOnSundayAndWhatFinishedLate) {
  Council council("2024-04-14");                         // a Sunday: its week is complete
  council.Enquiry("2024-02-05", "North", "2024-02-20");  // in time
  council.Enquiry("2024-03-01", "North", "2024-03-27");  // due 22 March
  council.Enquiry("2024-03-11");                         // due 3 April
  std::vector<ClockWeek> weeks;
  for (const ClockWeek& week : council.View().clock_weeks) {
    if (week.indicator == "icpc_15") weeks.push_back(week);
  }
  ASSERT_EQ(weeks.size(), 7u) << "from the first whole week after the first conference";
  EXPECT_EQ(weeks[0], (ClockWeek{"icpc_15", Day("2024-02-26"), 1, 0, 0}));
  EXPECT_EQ(weeks[3], (ClockWeek{"icpc_15", Day("2024-03-18"), 2, 0, 0})) << "due on the Friday";
  EXPECT_EQ(weeks[4], (ClockWeek{"icpc_15", Day("2024-03-25"), 1, 0, 1}));
  EXPECT_EQ(weeks[5], (ClockWeek{"icpc_15", Day("2024-04-01"), 1, 1, 0}));
  EXPECT_EQ(weeks[6], (ClockWeek{"icpc_15", Day("2024-04-08"), 1, 1, 0}));
}

TEST(ClockWeeksTest, OfARowThatCountsTheLateItsNumeratorFinishedLate) {
  Council council("2024-03-31");
  council.Plan("2023-01-31", "2024-01-10").Plan("2022-01-03", "2024-03-13");
  const auto weeks = council.View().clock_weeks;
  const auto late = std::ranges::find_if(weeks, [](const ClockWeek& week) {
    return week.indicator == "ni64" && week.monday == Day("2024-03-11");
  });
  ASSERT_NE(late, weeks.end());
  EXPECT_EQ(late->finished_late, 1);
}

TEST(ClockWeeksTest, AreTheLastTwentySix) {
  Council council("2024-03-31");
  council.Plan("2020-01-31", "2021-01-10").Plan("2021-01-03", "2022-01-02");
  council.Plan("2021-01-03", "2023-01-01").Plan("2021-01-03", "2023-12-01");
  const auto weeks = council.View().clock_weeks;
  ASSERT_EQ(weeks.size(), 26u);
  EXPECT_EQ(weeks.front().monday, Day("2023-10-02"));
  EXPECT_EQ(weeks.back().monday, Day("2024-03-25"));
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

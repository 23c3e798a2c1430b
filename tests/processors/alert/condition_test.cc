// Each kind of condition on both sides of its levels, between them, and where nothing is known.
#include "processors/alert/condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/processors/alert/seen.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Truth TruthOf(const AlertRule& rule, const Row& figures) {
  return Look(rule, ViewWith(Rows(figures))).truth;
}

AuthorityView Judged(Rag rag) {
  AuthorityView view = ViewWith(Rows(Figures()));
  Judgement judgement;
  judgement.indicator = "assessment_45";
  judgement.rag = rag;
  judgement.value = Percent(30, 40);
  judgement.numerator = 30;
  judgement.denominator = 40;
  judgement.sentence = "RED: 30 of 40 in time, 75.0%";
  view.judgements.push_back(std::move(judgement));
  return view;
}

TEST(ConditionTest, RedFiresAmberAndGreenAreClear) {
  const AlertRule rule = Above(Condition::kRag, 0, 0);
  EXPECT_EQ(Look(rule, Judged(Rag::kRed)).truth, Truth::kFires);
  EXPECT_EQ(Look(rule, Judged(Rag::kAmber)).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, Judged(Rag::kGreen)).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, Judged(Rag::kRed)).measured.brief, "Assessments rated red, 75.0%");
  EXPECT_EQ(Look(rule, Judged(Rag::kRed)).measured.sentence, "RED: 30 of 40 in time, 75.0%.");
}

TEST(ConditionTest, WithoutAColourNothingIsRated) {
  const AlertRule rule = Above(Condition::kRag, 0, 0);
  EXPECT_EQ(Look(rule, Judged(Rag::kNone)).truth, Truth::kUnrated);
  EXPECT_EQ(Look(rule, ViewWith(Rows(Figures()))).truth, Truth::kMissing);
}

Row Share(std::int64_t in_time, std::int64_t stopped) {
  Row row = Figures();
  row.current.numerator = in_time;
  row.current.denominator = stopped;
  return row;
}

TEST(ConditionTest, AShareFiresBelowItsLevelAndClearsAtItsOther) {
  const AlertRule rule = Below(Condition::kShare, 75, 80);
  EXPECT_EQ(TruthOf(rule, Share(149, 200)), Truth::kFires) << "74.5%";
  EXPECT_EQ(TruthOf(rule, Share(150, 200)), Truth::kBetween) << "75% is not below 75%";
  EXPECT_EQ(TruthOf(rule, Share(159, 200)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Share(160, 200)), Truth::kClear) << "80%";
}

TEST(ConditionTest, AShareThatPrintsAsItsLevelIsComparedExactly) {
  const AlertRule rule = Below(Condition::kShare, 75, 80);
  EXPECT_EQ(TruthOf(rule, Share(749'999, 1'000'000)), Truth::kFires);
}

TEST(ConditionTest, AShareOfFewerThanTheRulesSmallestNumberIsNotRated) {
  AlertRule rule = Below(Condition::kShare, 75, 80);
  EXPECT_EQ(TruthOf(rule, Share(0, 0)), Truth::kUnrated);
  rule.minimum = 10;
  EXPECT_EQ(TruthOf(rule, Share(0, 9)), Truth::kUnrated);
  EXPECT_EQ(TruthOf(rule, Share(0, 10)), Truth::kFires);
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kMissing);
}

TEST(ConditionTest, FewerThanTenAreNoAllClear) {
  AlertRule rule = Below(Condition::kShare, 75, 80);
  rule.minimum = 5;
  EXPECT_EQ(TruthOf(rule, Share(9, 9)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Share(10, 10)), Truth::kClear);
  EXPECT_EQ(TruthOf(rule, Share(0, 5)), Truth::kFires) << "but enough to warn of";
}

TEST(ConditionTest, OnTheFirstOfAprilLastYearsRatingIsShown) {
  AuthorityView view = Judged(Rag::kNone);
  Judgement& judgement = view.judgements.front();
  judgement.small = true;
  judgement.denominator = 3;
  judgement.last_outturn = LastOutturn{{Day("2023-04-01"), Day("2024-03-31")}, 354, 600, Rag::kRed};
  const Observation seen = Look(Above(Condition::kRag, 0, 0), view);
  EXPECT_EQ(seen.truth, Truth::kUnrated);
  EXPECT_EQ(seen.measured.sentence,
            "Not rated yet: 3 have been counted since 1 April, at least 10 are needed. 2023-24 "
            "ended RED, 354 of "
            "600, 59.0%.");
}

TEST(ConditionTest, AShareTellsTheWindowAndWhatItWasInTheOneBefore) {
  AlertRule rule = Below(Condition::kShare, 75, 80);
  Row row = Share(3, 4);
  row.previous.numerator = 4;
  row.previous.denominator = 5;
  const Measured measured = Look(rule, ViewWith(Rows(row))).measured;
  EXPECT_EQ(measured.value, Level{75'000});
  EXPECT_EQ(measured.before, Level{80'000});
  EXPECT_EQ(measured.sentence,
            "3 of 4 assessments were in time this month (75.0%); 80.0% in the month before. Still "
            "open: it closes at 80% or above.");
  rule.minimum = 5;
  row.current.denominator = 6;
  row.previous.denominator = 4;
  EXPECT_FALSE(Look(rule, ViewWith(Rows(row))).measured.before) << "4 are too few to compare with";
}

Row Counted(const char* indicator, std::int64_t now, std::int64_t before) {
  Row row = Figures();
  row.indicator = indicator;
  row.current.numerator = now;
  row.previous.numerator = before;
  return row;
}

TEST(ConditionTest, ACountFiresAboveItsLevelAndNotOnIt) {
  AlertRule rule = Above(Condition::kCount, 40, 30);
  rule.indicator = "referral_rate";
  EXPECT_EQ(TruthOf(rule, Counted("referral_rate", 41, 0)), Truth::kFires);
  EXPECT_EQ(TruthOf(rule, Counted("referral_rate", 40, 0)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Counted("referral_rate", 31, 0)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Counted("referral_rate", 30, 0)), Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith(Rows(Counted("referral_rate", 41, 7)))).measured.sentence,
            "41 referrals this month. Alert threshold: over 40.");
}

TEST(ConditionTest, ACountOfAStockIsANumberOfNow) {
  AlertRule rule = Above(Condition::kCount, 0, 0);
  rule.indicator = "cpp_late_conference";
  const Observation one = Look(rule, ViewWith(Rows(Counted("cpp_late_conference", 3, 1))));
  EXPECT_EQ(one.truth, Truth::kFires);
  EXPECT_EQ(one.measured.before, Level{1'000});
  EXPECT_EQ(one.measured.brief, "3 plans that will pass 24 months before the next conference");
  EXPECT_EQ(
      one.measured.sentence,
      "3 plans that will pass 24 months before the next conference; 1 at the end of the month "
      "before. Alert threshold: any.");
  EXPECT_EQ(TruthOf(rule, Counted("cpp_late_conference", 0, 3)), Truth::kClear);
}

TEST(ConditionTest, ACountOfATeamOfWhichNothingIsLeftIsClear) {
  AlertRule rule = Above(Condition::kCount, 0, 0);
  rule.indicator = "cpp_late_conference";
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kClear);
  rule.above = false;
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kMissing)
      << "what was never there is not missed";
}

Row Late(std::int64_t drag, std::int64_t open, std::int64_t week_before = 0) {
  Row row = Figures();
  row.drag = drag;
  row.open = open;
  row.drag_week_before = week_before;
  return row;
}

TEST(ConditionTest, DragIsCountedInOpenClocks) {
  const AlertRule rule = Above(Condition::kDrag, 10, 5);
  EXPECT_EQ(TruthOf(rule, Late(11, 85)), Truth::kFires);
  EXPECT_EQ(TruthOf(rule, Late(10, 85)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Late(6, 85)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Late(5, 85)), Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith(Rows(Late(12, 85, 9)))).measured.sentence,
            "12 of 85 open assessments are overdue (14.1%); the limit is 45 working days. A week "
            "ago: 9. Alert threshold: over 10 overdue.");
}

TEST(ConditionTest, TheShareOfDragIsOfTheOpenClocks) {
  const AlertRule rule = Above(Condition::kDragShare, 10, 5);
  EXPECT_EQ(TruthOf(rule, Late(21, 200)), Truth::kFires) << "10.5%";
  EXPECT_EQ(TruthOf(rule, Late(20, 200)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Late(11, 200)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Late(10, 200)), Truth::kClear) << "5%";
  EXPECT_EQ(TruthOf(rule, Late(0, 0)), Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kClear);
}

TEST(ConditionTest, BetweenTheLevelsItIsSaidWhenTheAlertCloses) {
  AlertRule rule = Above(Condition::kDragShare, 25, 20);
  rule.minimum = 5;
  EXPECT_EQ(Look(rule, ViewWith(Rows(Late(24, 99)))).measured.sentence,
            "24 of 99 open assessments are overdue (24.2%); the limit is 45 working days. A week "
            "ago: 0. Still open: it closes at 20% or below, or at 2 overdue or fewer.");
}

TEST(ConditionTest, AFigureThatRoundsToItsLevelHasOneMoreDecimal) {
  const AlertRule rule = Above(Condition::kDragShare, 20, 12);
  EXPECT_THAT(Look(rule, ViewWith(Rows(Late(501, 2'500)))).measured.sentence,
              testing::HasSubstr("(20.04%)"));
  EXPECT_THAT(Look(rule, ViewWith(Rows(Late(200'001, 1'000'000)))).measured.sentence,
              testing::HasSubstr("(just over 20%)"));
}

TEST(ConditionTest, FewLateClocksNeverFireAndHalfOfThemClear) {
  AlertRule rule = Above(Condition::kDragShare, 10, 5);
  rule.minimum = 5;
  EXPECT_EQ(TruthOf(rule, Late(5, 5)), Truth::kFires);
  EXPECT_EQ(TruthOf(rule, Late(4, 5)), Truth::kBetween) << "a share of 80%, but only four";
  EXPECT_EQ(TruthOf(rule, Late(3, 5)), Truth::kBetween);
  EXPECT_EQ(TruthOf(rule, Late(2, 5)), Truth::kClear) << "no more than half of five";
}

Row OpenSince(const char* start) {
  Row row = Figures();
  row.open = 1;
  row.oldest_open_start = Day(start);
  return row;
}

// From Monday 2024-06-17 to Monday 2024-07-01 there are ten working days.
TEST(ConditionTest, TheOldestOpenOneIsMeasuredInWorkingDays) {
  EXPECT_EQ(TruthOf(Above(Condition::kOldest, 9, 8), OpenSince("2024-06-17")), Truth::kFires);
  EXPECT_EQ(TruthOf(Above(Condition::kOldest, 10, 9), OpenSince("2024-06-17")), Truth::kBetween);
  EXPECT_EQ(TruthOf(Above(Condition::kOldest, 10, 10), OpenSince("2024-06-17")), Truth::kClear);
  const AlertRule rule = Above(Condition::kOldest, 9, 9);
  EXPECT_EQ(Look(rule, ViewWith(Rows(OpenSince("2024-06-17")))).measured.sentence,
            "The oldest open assessment began on 17 June 2024 and has run 10 working days. Alert "
            "threshold: over 9 working days.");
}

TEST(ConditionTest, WhereNothingIsOpenTheOldestIsClear) {
  const AlertRule rule = Above(Condition::kOldest, 9, 9);
  EXPECT_EQ(TruthOf(rule, Figures()), Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith({})).measured.brief, "no open assessments");
}

TEST(ConditionTest, AStartBeforeTheCalendarHasRunAtLeastSinceItsFirstDay) {
  const Observation one =
      Look(Above(Condition::kOldest, 90, 90), ViewWith(Rows(OpenSince("1999-03-01"))));
  EXPECT_EQ(one.truth, Truth::kFires);
  EXPECT_THAT(one.measured.sentence, testing::HasSubstr("began on 1 March 1999"));
  EXPECT_THAT(one.measured.sentence, testing::HasSubstr("at least"));
}

TEST(ConditionTest, DueSoonIsCounted) {
  const AlertRule rule = Above(Condition::kDueSoon, 20, 15);
  Row row = Figures();
  for (const auto& [due, truth] : {std::pair(21, Truth::kFires), std::pair(20, Truth::kBetween),
                                   std::pair(16, Truth::kBetween), std::pair(15, Truth::kClear)}) {
    row.due_soon = due;
    EXPECT_EQ(TruthOf(rule, row), truth) << due;
  }
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kClear);
  row.due_soon = 21;
  EXPECT_EQ(Look(rule, ViewWith(Rows(row))).measured.sentence,
            "21 assessments fall due within 5 working days and will be overdue unless finished. "
            "Alert threshold: over 20 due.");
}

AuthorityView Projected(Reach reach) {
  AuthorityView view = Judged(Rag::kAmber);
  Projection projection;
  projection.reach = reach;
  projection.best = {83, 100};
  projection.target = Level{85'000};
  view.judgements.front().projection = projection;
  return view;
}

TEST(ConditionTest, ATargetOutOfReachFiresAndIsClearWhileItCanBeMet) {
  const AlertRule rule = Above(Condition::kOutOfReach, 0, 0);
  EXPECT_EQ(Look(rule, Projected(Reach::kOutOfReach)).truth, Truth::kFires);
  EXPECT_EQ(Look(rule, Projected(Reach::kNeeded)).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, Projected(Reach::kCertain)).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, Projected(Reach::kNoTarget)).truth, Truth::kMissing);
  AuthorityView april = Projected(Reach::kNeeded);
  april.judgements.front().denominator = 9;
  EXPECT_EQ(Look(rule, april).truth, Truth::kUnrated) << "a new year can reach anything";
  EXPECT_EQ(Look(rule, Judged(Rag::kAmber)).truth, Truth::kMissing) << "no projection";
  EXPECT_EQ(Look(rule, Projected(Reach::kOutOfReach)).measured.sentence,
            "Even if everything not yet overdue finished in time, the year would end at 83.0%; the "
            "target is 85.0%.");
}

AuthorityView Charted(std::vector<Signal> signals) {
  AuthorityView view = ViewWith({});
  FlowChart chart{"referral_rate", Window::kWeek, Day("2024-04-01"), 12, {}};
  chart.chart.mean = 50;
  chart.chart.lower = 30;
  chart.chart.upper = 70;
  chart.chart.signals = std::move(signals);
  view.charts.push_back(chart);
  view.weeks = {{"referral_rate", Day("2024-06-10"), 52}, {"referral_rate", Day("2024-06-17"), 81}};
  return view;
}

TEST(ConditionTest, OnlyASignalInTheNewestWeekFires) {
  AlertRule rule = Above(Condition::kSignal, 0, 0);
  rule.indicator = "referral_rate";
  const Signal now{SignalRule::kOutsideLimits, 11, true};
  const Signal before{SignalRule::kOutsideLimits, 10, true};
  EXPECT_EQ(Look(rule, Charted({before, now})).truth, Truth::kFires);
  EXPECT_EQ(Look(rule, Charted({before})).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, Charted({})).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kMissing) << "fewer than 12 weeks";
  EXPECT_EQ(Look(rule, Charted({now})).measured.sentence,
            "81 referrals in the week from 17 June 2024, a point outside the limits; usually about "
            "50, from 30 to 70.");
}

TEST(ConditionTest, ABandIsCountedForItsTeamAndItsAge) {
  AlertRule rule = Above(Condition::kBand, 2, 1);
  rule.indicator = "cpp";
  rule.band = "24 months and over";
  AuthorityView view = ViewWith({});
  view.bands = {{"cpp", "", "18 to 23 months", 9, 9},
                {"cpp", "", "24 months and over", 3, 1},
                {"cpp", "North", "24 months and over", 9, 9}};
  EXPECT_EQ(Look(rule, view).truth, Truth::kFires);
  EXPECT_EQ(Look(rule, view).measured.sentence,
            "3 children on plans, 24 months and over; 1 at the end of last month. Alert threshold: "
            "over 2.");
  view.bands[1].count = 2;
  EXPECT_EQ(Look(rule, view).truth, Truth::kBetween);
  view.bands[1].count = 1;
  EXPECT_EQ(Look(rule, view).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, ViewWith({})).truth, Truth::kClear);
}

AuthorityView RecordedAt(std::int64_t us) {
  AuthorityView view = ViewWith({});
  view.data_as_of_us = us;
  return view;
}

// Friday 2024-06-28 is one working day before Monday 2024-07-01, Thursday two.
TEST(ConditionTest, DataIsLateByWorkingDaysSinceTheLastRecording) {
  const AlertRule rule = Above(Condition::kDataLate, 2, 1);
  EXPECT_EQ(Look(rule, RecordedAt(NoonUs(Day("2024-06-26")))).truth, Truth::kFires);
  EXPECT_EQ(Look(rule, RecordedAt(NoonUs(Day("2024-06-27")))).truth, Truth::kBetween);
  EXPECT_EQ(Look(rule, RecordedAt(NoonUs(Day("2024-06-28")))).truth, Truth::kClear);
  EXPECT_EQ(Look(rule, RecordedAt(0)).truth, Truth::kMissing) << "nothing was ever recorded";
  EXPECT_EQ(Look(rule, RecordedAt(NoonUs(Day("2024-06-26")))).measured.sentence,
            "Nothing has been recorded for 3 working days. Alert threshold: over 2 working days.");
}

TEST(ConditionTest, TheDayOfTheLastRecordingIsThatOfLondon) {
  constexpr std::int64_t kHalfHour = 30 * kMinuteUs;
  const AlertRule rule = Above(Condition::kDataLate, 0, 0);
  const std::int64_t midnight_utc = NoonUs(Day("2024-07-01")) - 12 * 60 * kMinuteUs;
  EXPECT_EQ(Look(rule, RecordedAt(midnight_utc - kHalfHour)).truth, Truth::kClear)
      << "half past midnight of Monday, in summer time";
  EXPECT_EQ(Look(rule, RecordedAt(midnight_utc - 3 * kHalfHour)).truth, Truth::kFires)
      << "late on Sunday";
}

TEST(ConditionTest, RefusedMailsAreAskedOfTheLedgerAlone) {
  AlertRule rule = Above(Condition::kMailRefused, 0, 0);
  EXPECT_THAT(Observe({rule}, ViewWith({}), Definitions(), MondayMorning(), {}), IsEmpty());
  EXPECT_EQ(ObserveRefusedMails(rule, 1).truth, Truth::kFires);
  EXPECT_EQ(ObserveRefusedMails(rule, 0).truth, Truth::kClear);
  EXPECT_EQ(ObserveRefusedMails(rule, 1).key, (AlertKey{"invented", "", kWholeAuthority}));
  EXPECT_EQ(ObserveRefusedMails(rule, 1).measured.sentence,
            "1 email could not be delivered in the last day.");
}

std::vector<std::string> TeamsSeen(AlertRule rule, const std::vector<Row>& rows,
                                   const std::vector<AlertKey>& known = {}) {
  rule.teams = true;
  std::vector<std::string> teams;
  for (const Observation& one :
       Observe({rule}, ViewWith(rows), Definitions(), MondayMorning(), known)) {
    teams.push_back(one.key.team);
  }
  return teams;
}

TEST(ConditionTest, ARuleLooksAtTheWholeAuthorityAndAtEveryTeamWithARow) {
  AlertRule rule = Above(Condition::kDrag, 10, 5);
  const std::vector<Row> rows = {Figures("North"), Figures(), Figures("South"), Figures(kNoTeam)};
  EXPECT_THAT(TeamsSeen(rule, rows), ElementsAre("", "(none)", "North", "South"));
  rule.authority = false;
  EXPECT_THAT(TeamsSeen(rule, rows), ElementsAre("(none)", "North", "South"));
}

TEST(ConditionTest, ATeamOfWhichNothingIsLeftIsStillLookedAtInItsOwnCouncil) {
  const AlertRule rule = Above(Condition::kDrag, 10, 5);
  const std::vector<AlertKey> known = {{"invented", kInventedCouncil, "Dissolved"},
                                       {"invented", "X99000098", "Elsewhere"}};
  EXPECT_THAT(TeamsSeen(rule, {Figures()}, known), ElementsAre("", "Dissolved"));
}

TEST(ConditionTest, WhatARuleNoLongerWatchesIsClear) {
  AlertRule rule = Above(Condition::kDrag, 0, 0);
  const AlertKey team{rule.id, kInventedCouncil, "North"};
  const AuthorityView view = ViewWith(Rows(Figures("North")));
  const auto seen = Observe({rule}, view, Definitions(), MondayMorning(), {team});
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[1].key, team);
  EXPECT_EQ(seen[1].truth, Truth::kClear);
  rule.teams = true;
  EXPECT_EQ(Observe({rule}, view, Definitions(), MondayMorning(), {team}).size(), 2U) << "once";
}

}  // namespace
}  // namespace caseclock

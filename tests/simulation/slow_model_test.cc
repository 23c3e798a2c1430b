#include "tests/simulation/slow_model.h"

#include <gtest/gtest.h>

#include "tests/simulation/told_events.h"

namespace caseclock::simulation {
namespace {

constexpr auto kReferral = RecordKind::kReferral;
constexpr auto kAssessment = RecordKind::kAssessment;
constexpr auto kSection47 = RecordKind::kSection47;
constexpr auto kConference = RecordKind::kConference;
constexpr auto kPlan = RecordKind::kPlan;

Row RowAt(const Told& told, const char* as_of, const std::string& indicator,
          const std::string& team = kWholeAuthority, Window window = Window::kYear,
          SlowSettings settings = {}) {
  SlowModel model(std::move(settings));
  for (const CaseEvent& event : told.events()) model.Add(event);
  for (const Row& row : model.RowsAt(Day(as_of))) {
    if (row.indicator == indicator && row.team == team && row.window == window) return row;
  }
  return {};
}

/// "numerator/denominator open drag due_soon", as one reads it.
std::string Figures(const Row& row) {
  return std::to_string(row.current.numerator) + "/" + std::to_string(row.current.denominator) +
         " " + std::to_string(row.open) + " " + std::to_string(row.drag) + " " +
         std::to_string(row.due_soon);
}

Told Referral(const char* id, const char* day) {
  return Told().Says(kReferral, id, {On(Fact::kReferralOpened, Day(day))});
}

Told ChildAndFamily(const char* started) {
  return Told().Says(kAssessment, "A1",
                     {On(Fact::kAssessmentStarted, Day(started)), Coded(Fact::kAssessmentType, 3)});
}

Told Enquiry(const char* started) {
  return Told().Says(kSection47, "S1", {On(Fact::kSection47Started, Day(started))});
}

std::vector<FactAssertion> Held(const char* day, int type) {
  return {On(Fact::kConferenceHeld, Day(day)), Coded(Fact::kConferenceType, type),
          Linked(Fact::kConferenceSection47, "S1")};
}

std::vector<FactAssertion> PlanFrom(Date day) {
  return {On(Fact::kPlanStarted, day), Coded(Fact::kPlanType, 1)};
}

// Start Fri 1 Mar 2024, limit 15: the weekend after the due date is still in time, Monday is late.
TEST(SlowModelTest, AStopAtTheWeekendAfterTheDueDateIsInTime) {
  const auto held_on = [](const char* day) {
    return Figures(RowAt(Enquiry("2024-03-01").Says(kConference, "C1", Held(day, 1)), "2024-03-31",
                         "icpc_15"));
  };
  EXPECT_EQ(held_on("2024-03-22"), "1/1 0 0 0");
  EXPECT_EQ(held_on("2024-03-23"), "1/1 0 0 0");
  EXPECT_EQ(held_on("2024-03-24"), "1/1 0 0 0");
  EXPECT_EQ(held_on("2024-03-25"), "0/1 0 0 0");
}

TEST(SlowModelTest, TheStateFuneralDelaysDrag) {
  const auto told = Enquiry("2022-09-09");  // due Mon 3 Oct
  EXPECT_EQ(Figures(RowAt(told, "2022-10-03", "icpc_15")), "0/0 1 0 1");
  EXPECT_EQ(Figures(RowAt(told, "2022-10-04", "icpc_15")), "0/0 1 1 0");
}

TEST(SlowModelTest, DragBeginsOnTheFirstWorkingDayAfterTheDueDate) {
  const auto told = Enquiry("2024-03-01");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-22", "icpc_15")), "0/0 1 0 1");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-24", "icpc_15")),
            "0/0 1 0 0");  // neither due soon nor drag
  EXPECT_EQ(Figures(RowAt(told, "2024-03-25", "icpc_15")), "0/0 1 1 0");
  EXPECT_EQ(RowAt(told, "2024-03-25", "icpc_15").oldest_open_start, Day("2024-03-01"));
}

TEST(SlowModelTest, DueSoonIsWithinFiveWorkingDays) {
  const auto told = ChildAndFamily("2024-03-01");  // due Wed 8 May; 6 May is a bank holiday
  EXPECT_EQ(Figures(RowAt(told, "2024-04-29", "assessment_45")), "0/0 1 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-04-30", "assessment_45")), "0/0 1 0 1");
  EXPECT_EQ(Figures(RowAt(told, "2024-05-08", "assessment_45")), "0/0 1 0 1");
  EXPECT_EQ(Figures(RowAt(told, "2024-05-09", "assessment_45")), "0/0 1 1 0");
}

TEST(SlowModelTest, DueSoonDaysAndClosuresAreSettings) {
  const auto told = Enquiry("2024-03-01");
  const SlowSettings settings{std::nullopt, 1, {Day("2024-03-04")}, {}};
  EXPECT_EQ(Figures(RowAt(told, "2024-03-21", "icpc_15", "", Window::kYear, settings)),
            "0/0 1 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-22", "icpc_15", "", Window::kYear, settings)),
            "0/0 1 0 1");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-25", "icpc_15", "", Window::kYear, settings)),
            "0/0 1 0 1");
}

TEST(SlowModelTest, AStopDatedTomorrowHasNotHappened) {
  const auto told =
      ChildAndFamily("2024-03-01")
          .Says(kAssessment, "A1", {On(Fact::kAssessmentAuthorised, Day("2024-03-20"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-19", "assessment_45")), "0/0 1 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-20", "assessment_45")), "1/1 0 0 0");
}

TEST(SlowModelTest, AuthorisedStopsTheClockNotFinished) {
  const auto told =
      ChildAndFamily("2024-03-01")
          .Says(kAssessment, "A1", {On(Fact::kAssessmentWorkFinished, Day("2024-03-05"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "assessment_45")), "0/0 1 0 0");
}

TEST(SlowModelTest, ACancelledAssessmentLeavesAllCountsFromItsDate) {
  const auto told = ChildAndFamily("2024-03-01")
                        .Says(kAssessment, "A1",
                              {On(Fact::kAssessmentAuthorised, Day("2024-03-20")),
                               On(Fact::kAssessmentCancelled, Day("2024-03-25"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-24", "assessment_45")), "1/1 0 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-25", "assessment_45")), "0/0 0 0 0");
}

TEST(SlowModelTest, AnInitialAssessmentRunsFromItsReferral) {
  const auto told =
      Referral("R1", "2009-04-01")
          .Says(kAssessment, "A1",
                {On(Fact::kAssessmentStarted, Day("2009-04-08")), Coded(Fact::kAssessmentType, 1),
                 Linked(Fact::kAssessmentReferral, "R1")})
          .Says(kAssessment, "A1", {On(Fact::kAssessmentAuthorised, Day("2009-04-15"))});
  EXPECT_EQ(Figures(RowAt(told, "2009-04-07", "ni59")), "0/0 0 0 0");  // no initial assessment yet
  EXPECT_EQ(Figures(RowAt(told, "2009-04-14", "ni59_7")), "0/0 1 0 1");  // then back-dated
  EXPECT_EQ(RowAt(told, "2009-04-14", "ni59").oldest_open_start, Day("2009-04-01"));
  EXPECT_EQ(Figures(RowAt(told, "2009-04-15", "ni59_7")), "0/1 0 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2009-04-15", "ni59")), "1/1 0 0 0");
}

TEST(SlowModelTest, AnInitialAssessmentWithoutAReferralOfItsChildIsLeftOut) {
  const std::vector facts = {On(Fact::kAssessmentAuthorised, Day("2024-03-08")),
                             Coded(Fact::kAssessmentType, 1),
                             Linked(Fact::kAssessmentReferral, "R1")};
  auto told = Referral("R1", "2024-03-01").Of("child-2").Says(kAssessment, "A1", facts);
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "ni59")), "0/0 0 0 0");
  told.Says(RecordKind::kChild, "child-2", {Linked(Fact::kChildAlias, "child-1")});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "ni59")), "1/1 0 0 0");
  told.At("2024-05-01").Withdraws(kReferral, "R1");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "ni59")), "0/0 0 0 0");
}

TEST(SlowModelTest, EndingWithoutAConferenceCancelsUnlessOneWasHeld) {
  auto told =
      Enquiry("2024-03-01")
          .Says(kSection47, "S1", {On(Fact::kSection47EndedWithoutConference, Day("2024-03-08"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-07", "icpc_15")), "0/0 1 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-08", "icpc_15")), "0/0 0 0 0");
  told.Says(kConference, "C1", Held("2024-03-12", 2));
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "icpc_15")),
            "0/0 0 0 0");  // a review is no initial conference
  told.Says(kConference, "C2", Held("2024-03-13", 3))
      .Says(kConference, "C3", Held("2024-03-20", 1));
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "icpc_15")), "2/2 0 0 0");
}

TEST(SlowModelTest, AConferenceAnswersTheEnquiryThatStartedLastBeforeItOrNone) {
  auto told = Enquiry("2024-02-01")
                  .Says(kSection47, "S2", {On(Fact::kSection47Started, Day("2024-03-11"))})
                  .Says(kSection47, "S2", {Allocated(Day("2024-03-11"), "North")})
                  .Says(kConference, "C1", Held("2024-03-18", 1));
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "icpc_15")), "0/1 1 0 1");
  const FactAssertion of_s2 = Linked(Fact::kConferenceSection47, "S2");
  told.Says(kConference, "C2",
            {On(Fact::kConferenceHeld, Day("2024-03-18")), Coded(Fact::kConferenceType, 3), of_s2});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "icpc_15")), "1/1 0 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "icpc_15", "North")), "1/1 0 0 0");
  told.Says(kConference, "C3",
            {On(Fact::kConferenceHeld, Day("2024-03-19")), Coded(Fact::kConferenceType, 1)});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "icpc_15")), "1/2 0 0 0");
}

TEST(SlowModelTest, APlanFailsFromDay730) {
  const Date start = Day("2022-03-01");
  auto told = Told().Says(kPlan, "P1", PlanFrom(start)).Says(kPlan, "P2", PlanFrom(start));
  EXPECT_EQ(FormatDate(start + 729), "2024-02-28");
  EXPECT_EQ(Figures(RowAt(told, "2024-02-20", "ni64")), "0/0 2 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-02-28", "ni64")), "0/0 2 0 2");
  EXPECT_EQ(Figures(RowAt(told, "2024-02-29", "ni64")), "0/0 2 2 0");
  told.Says(kPlan, "P1", {On(Fact::kPlanCeased, start + 729)})
      .Says(kPlan, "P2", {On(Fact::kPlanCeased, start + 730)});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-01", "ni64")), "1/2 0 0 0");
}

TEST(SlowModelTest, AReferralWithinAYearOfTheLastIsARepeat) {
  EXPECT_EQ(
      Figures(RowAt(Referral("R1", "2023-03-01")
                        .Says(kReferral, "R2", {On(Fact::kReferralOpened, Day("2024-03-01"))}),
                    "2024-03-31", "rereferral")),
      "1/1 0 0 0");
  EXPECT_EQ(
      Figures(RowAt(Referral("R1", "2023-03-01")
                        .Says(kReferral, "R2", {On(Fact::kReferralOpened, Day("2024-03-02"))}),
                    "2024-03-31", "rereferral")),
      "0/1 0 0 0");
}

TEST(SlowModelTest, OfTwoReferralsOnADayTheSecondNameIsTheRepeat) {
  auto told = Referral("R2", "2024-03-01")
                  .Says(kReferral, "R1", {On(Fact::kReferralOpened, Day("2024-03-01"))})
                  .Says(kReferral, "R2", {Allocated(Day("2024-01-01"), "North")});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "rereferral", "North")), "1/1 0 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "rereferral")), "1/2 0 0 0");
}

TEST(SlowModelTest, UndoingAClosureIsNotARereferral) {
  auto told = Referral("R1", "2024-03-01")
                  .Says(kReferral, "R1", {On(Fact::kReferralClosure, Day("2024-03-08"), kClosed)})
                  .At("2024-03-11")
                  .Says(kReferral, "R1", {On(Fact::kReferralReopened, Day("2024-03-11"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "rereferral")), "0/1 0 0 0");
}

TEST(SlowModelTest, StoppedCountsForTheTeamOfTheDayOpenForTheTeamOfNow) {
  auto told = ChildAndFamily("2024-03-01")
                  .Says(kAssessment, "A1", {Allocated(Day("2024-03-01"), "North")})
                  .Says(kAssessment, "A1", {Allocated(Day("2024-03-18"), "South")});
  EXPECT_EQ(RowAt(told, "2024-03-17", "assessment_45", "North").open, 1);
  EXPECT_EQ(RowAt(told, "2024-03-18", "assessment_45", "North").open, 0);
  EXPECT_EQ(RowAt(told, "2024-03-18", "assessment_45", "South").open, 1);
  told.Says(kAssessment, "A1", {On(Fact::kAssessmentAuthorised, Day("2024-03-15"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "assessment_45", "North")), "1/1 0 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "assessment_45", "South")), "0/0 0 0 0");
}

TEST(SlowModelTest, ChildrenOnPlansCountOnceAndOncePerTeam) {
  auto told = Told()
                  .Says(kPlan, "P1", PlanFrom(Day("2024-01-01")))
                  .Says(kPlan, "P1", {Allocated(Day("2024-01-01"), "North")})
                  .Says(kPlan, "P2", PlanFrom(Day("2023-01-02")))
                  .Says(kPlan, "P2", {Allocated(Day("2023-01-02"), "South")})
                  .Of("child-2")
                  .Says(kPlan, "P3", PlanFrom(Day("2024-02-01")));
  EXPECT_EQ(RowAt(told, "2024-03-31", "cpp").current.numerator, 2);
  EXPECT_EQ(RowAt(told, "2024-03-31", "cpp").oldest_open_start, Day("2023-01-02"));
  EXPECT_EQ(RowAt(told, "2024-03-31", "cpp", "North").current.numerator, 1);
  EXPECT_EQ(RowAt(told, "2024-03-31", "cpp", "South").current.numerator, 1);
  EXPECT_EQ(RowAt(told, "2024-03-31", "cpp", "South").previous_year.numerator, 1);
  told.Says(RecordKind::kChild, "child-2", {Linked(Fact::kChildAlias, "child-1")});
  EXPECT_EQ(RowAt(told, "2024-03-31", "cpp").current.numerator, 1);
}

TEST(SlowModelTest, APlanNearItsLineCountsWhileItsNextConferenceLiesBeyond) {
  FactAssertion of = Linked(Fact::kReviewOf, "P1");
  of.value.code = static_cast<std::int32_t>(kPlan);
  const auto review = RecordKind::kReview;
  const auto told = Told()
                        .Says(kPlan, "P1", PlanFrom(Day("2022-05-03")))
                        .Says(review, "V1", {On(Fact::kReviewScheduled, Day("2024-01-08")), of})
                        .Says(review, "V1", {On(Fact::kReviewHeld, Day("2024-01-08"))})
                        .Says(review, "V2", {On(Fact::kReviewScheduled, Day("2024-05-02")), of});
  const auto open = [&](const char* day) { return RowAt(told, day, "cpp_late_conference").open; };
  EXPECT_EQ(open("2024-01-07"), 0);
  EXPECT_EQ(open("2024-01-08"), 1);
  EXPECT_EQ(open("2024-05-01"), 1);
  EXPECT_EQ(open("2024-05-02"), 0);
}

TEST(SlowModelTest, RatesPer10000AreAnnualisedByTheReportingYear) {
  const SlowSettings settings{50'000, 5, {}, {}};
  const auto told = Referral("R1", "2024-03-01")
                        .Says(kReferral, "R2", {On(Fact::kReferralOpened, Day("2024-03-04"))});
  const Row row = RowAt(told, "2024-03-31", "referral_rate", "", Window::kMonth, settings);
  EXPECT_EQ(row.current.denominator, 50'000);
  EXPECT_DOUBLE_EQ(row.per_10000.value(), 0.4);
  EXPECT_DOUBLE_EQ(row.per_10000_annualised.value(), 0.4 * 366 / 31);
  EXPECT_FALSE(RowAt(told, "2024-03-31", "rereferral", "", Window::kMonth, settings).per_10000);
}

TEST(SlowModelTest, EntryDelayRunsToTheEarliestDayOfRecording) {
  auto told =
      Told()
          .At("2024-03-05")
          .Says(kReferral, "R1", {On(Fact::kReferralOpened, Day("2024-03-01"))})  // Fri to Tue
          .At("2024-03-20")
          .Says(kReferral, "R1", {On(Fact::kReferralOpened, Day("2024-03-01"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-04", "entry_delay")), "0/0 0 0 0");
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "entry_delay")), "1/1 0 0 0");
  told.At("2024-03-28")
      .Says(kReferral, "R1",
            {On(Fact::kReferralDecided, Day("2024-03-05"), 1),
             Allocated(Day("2024-03-01"), "North")});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "entry_delay")), "1/2 0 0 0");
  EXPECT_EQ(RowAt(told, "2024-03-31", "entry_delay").median_days, 2);
  EXPECT_EQ(RowAt(told, "2024-03-31", "entry_delay").percentile_90_days, 17);
}

TEST(SlowModelTest, ExportsWithoutATimeOfTheirOwnHaveNoEntryDelay) {
  const auto told = Told()
                        .InBatch("b1")
                        .At("2024-03-20")
                        .Says(kReferral, "R1", {On(Fact::kReferralOpened, Day("2024-03-01"))});
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "entry_delay")), "0/0 0 0 0");
  EXPECT_FALSE(RowAt(told, "2024-03-31", "entry_delay").median_days);
  EXPECT_EQ(Figures(RowAt(told, "2024-03-31", "rereferral")), "0/1 0 0 0");
}

TEST(SlowModelTest, AStopFromBeforeTheCalendarAndTheStartIsInTime) {
  const auto told = Enquiry("2005-03-01").Says(kConference, "C1", Held("2004-05-13", 1));
  EXPECT_EQ(RowAt(told, "2005-03-31", "icpc_15", "", Window::kYears3).current.numerator, 1);
}

TEST(SlowModelTest, TheLimitInForceOnTheStopDateHoldsAndForOpenClocksThatOfToday) {
  SlowSettings settings;
  settings.limits["assessment_45"] = {{Date::Min(), 10, SlowLimit::kWorkingDays},
                                      {Day("2024-04-01"), 45, SlowLimit::kWorkingDays}};
  auto told = ChildAndFamily("2024-03-01");  // 10 working days: 15 March; 45: 8 May
  const auto figures = [&](const char* day) {
    return Figures(RowAt(told, day, "assessment_45", "", Window::kRolling12Months, settings));
  };
  EXPECT_EQ(figures("2024-03-15"), "0/0 1 0 1");
  EXPECT_EQ(figures("2024-03-31"), "0/0 1 1 0");
  EXPECT_EQ(figures("2024-04-01"), "0/0 1 0 0");
  told.Says(kAssessment, "A1", {On(Fact::kAssessmentAuthorised, Day("2024-03-28"))});
  EXPECT_EQ(figures("2024-04-02"), "0/1 0 0 0");
}

TEST(SlowModelTest, LimitsInMonthsEndOnTheSameDayOrTheLast) {
  SlowSettings settings;
  settings.limits["icpc_15"] = {{Date::Min(), 1, SlowLimit::kMonths}};
  const auto told = Enquiry("2024-01-31");
  EXPECT_EQ(RowAt(told, "2024-02-29", "icpc_15", "", Window::kYear, settings).drag, 0);
  EXPECT_EQ(RowAt(told, "2024-03-01", "icpc_15", "", Window::kYear, settings).drag, 1);
}

/// "numerator/denominator open drag" of a month.
std::string MonthAt(const Told& told, const char* as_of, const char* month) {
  SlowModel model({});
  for (const CaseEvent& event : told.events()) model.Add(event);
  for (const MonthPoint& point : model.MonthsAt(Day(as_of))) {
    if (point.indicator != "icpc_15" || point.month != Day(month)) continue;
    return std::to_string(point.numerator) + "/" + std::to_string(point.denominator) + " " +
           std::to_string(point.open_at_end) + " " + std::to_string(point.drag_at_end);
  }
  return "none";
}

TEST(SlowModelTest, MonthsShowWhatWasOpenAndInDragOnTheirLastDay) {
  const auto told = Enquiry("2024-02-26").Says(kConference, "C1", Held("2024-04-10", 1));
  EXPECT_EQ(MonthAt(told, "2024-04-30", "2024-02-01"), "0/0 1 0");
  EXPECT_EQ(MonthAt(told, "2024-04-30", "2024-03-01"), "0/0 1 1");
  EXPECT_EQ(MonthAt(told, "2024-04-30", "2024-04-01"), "0/1 0 0");
  EXPECT_EQ(MonthAt(told, "2024-04-09", "2024-04-01"), "0/0 1 1");
  EXPECT_EQ(MonthAt(told, "2024-04-30", "2024-01-01"), "none") << "before the first data";
}

TEST(SlowModelTest, AnEndThatAConferenceOutweighsNeverHappened) {
  auto told =
      Enquiry("2024-02-26")
          .Says(kSection47, "S1", {On(Fact::kSection47EndedWithoutConference, Day("2024-03-20"))});
  EXPECT_EQ(MonthAt(told, "2024-04-30", "2024-03-01"), "0/0 0 0");
  told.Says(kConference, "C1", Held("2024-04-10", 1));
  EXPECT_EQ(MonthAt(told, "2024-04-30", "2024-03-01"), "0/0 1 1");
}

TEST(SlowModelTest, AClockFromBeforeTheCalendarIsLeftOut) {
  EXPECT_EQ(Figures(RowAt(ChildAndFamily("2004-12-31"), "2005-01-31", "assessment_45")),
            "0/0 0 0 0");
  EXPECT_EQ(Figures(RowAt(ChildAndFamily("2005-01-01"), "2005-01-31", "assessment_45")),
            "0/0 1 0 0");
}

}  // namespace
}  // namespace caseclock::simulation

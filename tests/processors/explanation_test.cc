// The records behind a figure: exactly as many as the figure says, each with its reason.
#include "processors/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "processors/indicator/traits.h"
#include "tests/support/explained_counts.h"
#include "tests/support/simulated_half_year.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::HasSubstr;

std::unique_ptr<Authority> Having(const std::vector<CaseEvent>& events, const char* as_of) {
  auto authority = std::make_unique<Authority>(kInventedCouncil,
                                               std::make_shared<const Definitions>(), Day(as_of));
  for (const CaseEvent& event : events) authority->Apply(event);
  return authority;
}

CaseEvent Assessed(const char* id, std::vector<FactAssertion> facts, const char* recorded) {
  facts.push_back(Typed(Fact::kAssessmentType, 3));
  return Told("C1", RecordKind::kAssessment, id, std::move(facts), recorded);
}

ExplainedRecord OnlyLine(const std::vector<CaseEvent>& events, const char* as_of,
                         const char* indicator, Window window = Window::kYear) {
  const auto explanation = Explain(*Having(events, as_of), indicator, "", window);
  EXPECT_EQ(explanation->records.size(), 1u);
  return explanation->records.empty() ? ExplainedRecord{} : explanation->records.front();
}

TEST(ExplanationTest, OfAnIndicatorThatIsNotThereThereIsNone) {
  EXPECT_FALSE(Explain(*Having({}, "2024-03-31"), "ni61", "", Window::kYear).has_value());
}

TEST(ExplanationTest, ATeamWithoutFiguresGivesARowOfNoughts) {
  const auto explanation =
      Explain(*Having({}, "2024-03-31"), "ni60", "Nobody's team", Window::kMonth);
  ASSERT_TRUE(explanation.has_value());
  EXPECT_EQ(explanation->row.team, "Nobody's team");
  EXPECT_EQ(explanation->row.current.period, (Period{Day("2024-03-01"), Day("2024-03-31")}));
  EXPECT_EQ(explanation->row.current.denominator, 0);
  EXPECT_TRUE(explanation->records.empty());
}

TEST(ExplanationTest, AnOpenClockTellsCountLimitDueDateAndTheHolidaysSkipped) {
  const ExplainedRecord line =
      OnlyLine({Assessed("A7", {On(Fact::kAssessmentStarted, "2024-03-01")}, "2024-03-02")},
               "2024-04-02", "assessment_45");
  EXPECT_EQ(line.child, "C1");
  EXPECT_EQ(line.record, "A7");
  EXPECT_EQ(line.team, kNoTeam);
  EXPECT_EQ(line.start, Day("2024-03-01"));
  EXPECT_EQ(line.due, Day("2024-05-08"));
  EXPECT_EQ(line.count, 20);
  EXPECT_EQ(line.limit, "45 working days");
  EXPECT_EQ(line.why, "Open at 20 of 45 working days.");
  EXPECT_EQ(line.holidays.size(), 3u) << "Good Friday, Easter Monday, early May";
  EXPECT_TRUE(line.open);
  EXPECT_FALSE(line.drag);
}

TEST(ExplanationTest, FactsNameTheEventThatSaidThem) {
  const ExplainedRecord line =
      OnlyLine({Assessed("A7", {On(Fact::kAssessmentStarted, "2024-03-01")}, "2024-03-02")},
               "2024-04-02", "assessment_45");
  ASSERT_EQ(line.facts.size(), 2u);
  EXPECT_EQ(line.facts[1].name, "assessment_started");
  EXPECT_EQ(line.facts[1].date, Day("2024-03-01"));
  EXPECT_EQ(line.facts[1].source, kInventedSource);
  EXPECT_EQ(line.facts[1].event_id, "A7@2024-03-02");
  EXPECT_EQ(line.facts[1].recorded_at_us, NoonUs(Day("2024-03-02")));
}

TEST(ExplanationTest, EveryStateOfAClockHasItsSentence) {
  const FactAssertion started = On(Fact::kAssessmentStarted, "2024-03-01");
  const auto why = [&](std::vector<FactAssertion> facts, const char* as_of,
                       Window window = Window::kYear) {
    return OnlyLine({Assessed("A7", std::move(facts), "2024-03-01")}, as_of, "assessment_45",
                    window)
        .why;
  };
  EXPECT_EQ(why({started}, "2024-05-07"), "Open at 44 of 45 working days: due soon.");
  EXPECT_EQ(why({started}, "2024-05-09"),
            "Open at 46 of 45 working days: over its limit since 2024-05-09 (drag).");
  EXPECT_EQ(why({started, On(Fact::kAssessmentAuthorised, "2024-05-08")}, "2024-05-31"),
            "Stopped on 2024-05-08 at 45 of 45 working days: in time.");
  EXPECT_EQ(why({started, On(Fact::kAssessmentAuthorised, "2024-05-09")}, "2024-05-31"),
            "Stopped on 2024-05-09 at 46 of 45 working days: late.");
  EXPECT_EQ(why({started, On(Fact::kAssessmentAuthorised, "2024-03-08")}, "2024-05-31"),
            "Stopped on 2024-03-08 at 5 of 45 working days, in time; not counted here: outside "
            "2024-04-01 to 2024-05-31.");
  EXPECT_EQ(why({started, On(Fact::kAssessmentCancelled, "2024-03-08")}, "2024-05-31"),
            "Not counted: cancelled on 2024-03-08.");
  EXPECT_EQ(why({On(Fact::kAssessmentAuthorised, "2024-03-08")}, "2024-05-31"),
            "Not counted: no start is recorded.");
}

TEST(ExplanationTest, AWithdrawnRecordSaysSo) {
  const ExplainedRecord line =
      OnlyLine({Assessed("A7", {On(Fact::kAssessmentStarted, "2024-03-01")}, "2024-03-01"),
                Doing(Withdraw{}, "C1", RecordKind::kAssessment, "A7", "2024-03-02")},
               "2024-03-31", "assessment_45");
  EXPECT_EQ(line.why, "Not counted: it was withdrawn, or its source no longer lists it.");
}

TEST(ExplanationTest, ReReferralsNameTheReferralBefore) {
  const auto opened = [](const char* id, const char* day) {
    return Told("C1", RecordKind::kReferral, id, {On(Fact::kReferralOpened, day)}, day);
  };
  const auto authority =
      Having({opened("R1", "2023-03-01"), opened("R2", "2024-02-29"), opened("R3", "2024-03-01")},
             "2024-03-31");
  const auto explanation = Explain(*authority, "rereferral", "", Window::kMonth);
  ASSERT_EQ(explanation->records.size(), 3u);
  EXPECT_EQ(explanation->records[0].record, "R3") << "counted ones first";
  EXPECT_THAT(explanation->records[0].why,
              HasSubstr("previous referral was on 2024-02-29, within 12 months: a re-referral"));
  EXPECT_THAT(explanation->records[1].why, HasSubstr("The child's first referral here"));
}

TEST(ExplanationTest, ARepeatSpeaksOfTheLimitInForce) {
  auto definitions = std::make_shared<Definitions>();
  for (Indicator& row : definitions->catalogue.indicators) {
    if (row.id == "rereferral") row.limits = {{Date::Min(), {6, LimitUnit::kMonths}}};
  }
  Authority authority(kInventedCouncil, definitions, Day("2024-03-31"));
  for (const char* day : {"2023-08-31", "2024-03-01"}) {
    authority.Apply(Told("C1", RecordKind::kReferral, std::string("R") + day,
                         {On(Fact::kReferralOpened, day)}, day));
  }
  const auto explanation = Explain(authority, "rereferral", "", Window::kMonth);
  EXPECT_EQ(
      explanation->records.front().why,
      "The child's previous referral was on 2023-08-31, more than 6 months before: no repeat.");
}

TEST(ExplanationTest, OfTwoOpenPlansOfAChildOneLineCounts) {
  const auto plan = [](const char* id, const char* day) {
    return Told("C1", RecordKind::kPlan, id,
                {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, day)}, day);
  };
  const auto authority = Having({plan("P1", "2024-01-08"), plan("P2", "2024-02-05")}, "2024-03-31");
  const auto explanation = Explain(*authority, "cpp", "", Window::kYear);
  ASSERT_EQ(explanation->records.size(), 2u);
  EXPECT_EQ(explanation->row.open, 1);
  EXPECT_EQ(CountsOf(*explanation).open, 1);
  EXPECT_EQ(explanation->records.back().why, "Open, and the child counts already.");
}

/// Plan P1 from 2022-05-03 on, its 24-month line 2024-05-02, and its next conference.
std::vector<CaseEvent> PlanWithConference(const char* booked) {
  FactAssertion of = Named(Fact::kReviewOf, "P1");
  of.value.code = static_cast<std::int32_t>(RecordKind::kPlan);
  return {Told("C1", RecordKind::kPlan, "P1",
               {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, "2022-05-03")}, "2022-05-03"),
          Told("C1", RecordKind::kReview, "V1", {On(Fact::kReviewScheduled, booked), of},
               "2023-01-09")};
}

TEST(ExplanationTest, APlanNearItsLineTellsOfTheConferenceThatIsTooLate) {
  const ExplainedRecord line =
      OnlyLine(PlanWithConference("2024-05-20"), "2024-01-15", "cpp_late_conference");
  EXPECT_EQ(line.why,
            "Open for 20 months; the next conference, on 2024-05-20, falls after the 24-month line "
            "of 2024-05-02.");
  EXPECT_TRUE(line.in_numerator);
  EXPECT_TRUE(line.open);
  EXPECT_EQ(line.due, Day("2024-05-01")) << "the last day on which it may cease";
  EXPECT_EQ(line.facts.back().source, kInventedSource);
  EXPECT_TRUE(std::any_of(line.facts.begin(), line.facts.end(), [](const ExplainedFact& fact) {
    return fact.name == "review_scheduled" && fact.date == Day("2024-05-20");
  }));
}

TEST(ExplanationTest, APlanThatIsNotAtRiskTellsWhy) {
  const auto why = [](const char* booked, const char* as_of) {
    const ExplainedRecord line = OnlyLine(PlanWithConference(booked), as_of, "cpp_late_conference");
    EXPECT_FALSE(line.in_numerator || line.open) << as_of;
    return line.why;
  };
  EXPECT_EQ(why("2024-05-20", "2023-11-01"),
            "Open for 17 months: near the 24-month line from 2023-11-02.");
  EXPECT_EQ(why("2024-05-20", "2024-05-02"),
            "Open for 24 months: beyond the 24-month line of 2024-05-02.");
  EXPECT_EQ(why("2024-05-01", "2024-01-15"),
            "Open for 20 months; the next conference, on 2024-05-01, falls before the 24-month "
            "line of 2024-05-02.");
  EXPECT_EQ(why("2024-01-08", "2024-01-15"), "Open for 20 months: no next conference is booked.");
}

/// Of the plan of PlanWithConference, on the day: what the row says, which the lines behind it and the audit confirm.
std::int64_t LateConferencesOn(Authority& authority, Date day) {
  authority.Advance(day);
  EXPECT_EQ(authority.Audit(), 0) << FormatDate(day);
  const auto explanation = Explain(authority, "cpp_late_conference", "", Window::kMonth);
  EXPECT_EQ(CountsOf(*explanation).open, explanation->row.open) << FormatDate(day);
  EXPECT_EQ(explanation->row.current.numerator, explanation->row.open) << FormatDate(day);
  return explanation->row.open;
}

TEST(ExplanationTest, APlanNearItsLineIsTheSameDayByDayAndFoundAtOnce) {
  std::vector<CaseEvent> events = PlanWithConference("2024-05-20");
  events.push_back(
      Told("C1", RecordKind::kPlan, "P1", {On(Fact::kPlanCeased, "2024-03-11")}, "2023-01-09"));
  const auto daily = Having(events, "2023-10-30");
  for (Date day = Day("2023-10-31"); day <= Day("2024-03-14"); day = day + 1) {
    const std::int64_t count = LateConferencesOn(*daily, day);
    EXPECT_EQ(count, Day("2023-11-02") <= day && day < Day("2024-03-11") ? 1 : 0)
        << FormatDate(day);
    const auto at_once = Having(events, FormatDate(day).c_str());
    EXPECT_EQ(at_once->MakeView(), daily->MakeView()) << FormatDate(day);
  }
}

TEST(ExplanationTest, EntryDelayExplainsFacts) {
  const ExplainedRecord line =
      OnlyLine({Told("C1", RecordKind::kReferral, "R1", {On(Fact::kReferralOpened, "2024-03-01")},
                     "2024-03-06")},
               "2024-03-31", "entry_delay");
  EXPECT_EQ(line.fact, "referral_opened");
  EXPECT_EQ(line.count, 3);
  EXPECT_THAT(line.why,
              HasSubstr("First recorded 2024-03-06, 3 of 2 working days after it happened: late."));
}

TEST(ExplanationTest, OfTheLinesOfHalfAYearExactlyDueDaysAndAgesOfDragHold) {
  Authority authority(HalfYearCouncil(), std::make_shared<const Definitions>(), HalfYearEnds());
  for (const CaseEvent& event : SimulatedHalfYear()) authority.Apply(event);
  const AuthorityView view = authority.MakeView();
  std::size_t counted = 0;
  for (const Row& row : view.rows) {
    if (row.window != Window::kYear) continue;
    const auto explanation = Explain(authority, row.indicator, row.team, row.window);
    if (!TraitsOf(explanation->indicator).has_clock) continue;
    const DueCounts shown = DueCountsOf(view, row);
    EXPECT_EQ(shown, DueCountsOf(*explanation, view.as_of))
        << row.indicator << " for \"" << row.team << "\"";
    counted += shown.size();
  }
  EXPECT_GE(counted, 40u) << "an empty test proves nothing";
}

TEST(ExplanationTest, OfTheLinesOfHalfAYearExactlyTheFiguresOfEveryRowHold) {
  Authority authority(HalfYearCouncil(), std::make_shared<const Definitions>(), HalfYearEnds());
  for (const CaseEvent& event : SimulatedHalfYear()) authority.Apply(event);
  const AuthorityView view = authority.MakeView();
  std::set<std::string> counted;
  for (const Row& row : view.rows) {
    const auto explanation = Explain(authority, row.indicator, row.team, row.window);
    ASSERT_EQ(explanation->row, row);
    ASSERT_EQ(CountsOf(*explanation), CountsOf(row, explanation->indicator))
        << row.indicator << " for \"" << row.team << "\" " << WindowName(row.window);
    if (row.current.numerator > 0) counted.insert(row.indicator);
  }
  EXPECT_GE(counted.size(), 6u) << "an empty test proves nothing";
}

}  // namespace
}  // namespace caseclock

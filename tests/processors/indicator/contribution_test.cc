// What one child adds to the figures: dated whole numbers.
#include "processors/indicator/contribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "processors/view.h"
#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const char* NameOf(Series series) {
  static constexpr const char* kNames[] = {"numerator", "denominator",    "open",          "drag",
                                           "due_soon",  "projected_open", "projected_drag"};
  return kNames[static_cast<std::size_t>(series)];
}

/// A contribution with the names of its teams.
struct Counted {
  Definitions definitions;
  StringPool teams;
  Contribution contribution;

  /// "2024-03-01 +1" in order of day, of one series of one row and team; what cancels out is left
  /// out.
  std::vector<std::string> Deltas(const char* indicator, Series series,
                                  const char* team = "") const {
    std::map<Date, int> by_day;
    for (const Delta& delta : contribution.deltas) {
      if (definitions.catalogue.indicators[delta.indicator].id == indicator &&
          delta.series == series && teams.Text(delta.team) == team) {
        by_day[delta.day] += delta.n;
      }
    }
    std::vector<std::string> texts;
    for (const auto& [day, n] : by_day) {
      if (n != 0) texts.push_back(FormatDate(day) + (n > 0 ? " +" : " ") + std::to_string(n));
    }
    return texts;
  }
};

Counted Count(const std::vector<CaseEvent>& events, const char* as_of,
              Definitions definitions = {}) {
  Counted counted;
  counted.definitions = std::move(definitions);
  counted.teams.Intern(kWholeAuthority);
  counted.teams.Intern(kNoTeam);
  const ToldHistory child(events, as_of);
  Contribute(child.history(), counted.definitions, Day(as_of), counted.teams, counted.contribution);
  return counted;
}

CaseEvent CoreStarted(const char* day) {
  return Told("C1", RecordKind::kAssessment, "A1",
              {Typed(Fact::kAssessmentType, 2), On(Fact::kAssessmentStarted, day)}, day);
}
CaseEvent CoreSaid(Fact fact, const char* day) {
  return Told("C1", RecordKind::kAssessment, "A1", {On(fact, day)}, day);
}
CaseEvent CoreAllocated(const char* day, const char* team) {
  return Told("C1", RecordKind::kAssessment, "A1", {Allocated(day, team)}, day);
}

/// "2024-03-01 due 2024-04-23" of each open start of a row of the whole authority; "none": without a due date.
std::vector<std::string> Opened(const Counted& counted, const char* indicator) {
  std::vector<std::string> texts;
  for (const OpenStart& open : counted.contribution.open_starts) {
    if (counted.definitions.catalogue.indicators[open.indicator].id != indicator) continue;
    if (open.team != kWholeAuthorityNumber) continue;
    texts.push_back(FormatDate(open.start) + " due " +
                    (open.due == kNoDate ? "none" : FormatDate(open.due)));
  }
  return texts;
}

TEST(ContributionTest, AnOpenClockHasItsDueDateByTheLimitInForceOnTheDay) {
  Definitions definitions;
  for (Indicator& row : definitions.catalogue.indicators) {
    if (row.id == "ni60") row.limits.push_back({Day("2024-04-01"), {3, LimitUnit::kMonths}});
  }
  const auto opened = [&](const char* as_of) {
    return Opened(Count({CoreStarted("2024-03-01")}, as_of, definitions), "ni60");
  };
  EXPECT_THAT(opened("2024-03-31"), ElementsAre("2024-03-01 due 2024-04-23"));
  EXPECT_THAT(opened("2024-04-01"), ElementsAre("2024-03-01 due 2024-06-01"));
}

TEST(ContributionTest, BeyondTheCalendarAndInStocksNothingIsDue) {
  EXPECT_THAT(Opened(Count({CoreStarted("2028-12-20")}, "2028-12-31"), "ni60"),
              ElementsAre("2028-12-20 due none"));
  const auto plan = [](const char* started) {
    return std::vector{Told("C1", RecordKind::kPlan, "P1",
                            {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, started)},
                            "2027-12-31")};
  };
  const Counted late = Count(plan("2027-06-01"), "2028-12-31");
  EXPECT_THAT(Opened(late, "ni64"), ElementsAre("2027-06-01 due none")) << "due in 2029";
  EXPECT_THAT(Opened(late, "cpp"), ElementsAre("2027-06-01 due none")) << "a stock";
  const Counted old = Count(plan("1999-01-01"), "2028-12-31");
  EXPECT_THAT(Opened(old, "ni64"), ElementsAre("1999-01-01 due 2000-12-30"))
      << "days need no calendar";
}

TEST(ContributionTest, AnOpenClockIsOpenFromItsStartDueSoonAndThenDrag) {
  // 35 working days from Friday 1 March 2024: Tuesday 23 April; five working days before:
  // Tuesday 16.
  const Counted counted = Count({CoreStarted("2024-03-01")}, "2024-03-31");
  EXPECT_THAT(counted.Deltas("ni60", Series::kOpen), ElementsAre("2024-03-01 +1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDueSoon),
              ElementsAre("2024-04-16 +1", "2024-04-24 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDrag), ElementsAre("2024-04-24 +1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDenominator), IsEmpty());
}

TEST(ContributionTest, AStoppedClockClosesWhatWasOpenAndCountsOnItsStopDate) {
  const Counted counted =
      Count({CoreStarted("2024-03-01"), CoreSaid(Fact::kAssessmentAuthorised, "2024-04-18")},
            "2024-04-30");
  EXPECT_THAT(counted.Deltas("ni60", Series::kOpen), ElementsAre("2024-03-01 +1", "2024-04-18 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDueSoon),
              ElementsAre("2024-04-16 +1", "2024-04-18 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDrag), IsEmpty());
  EXPECT_THAT(counted.Deltas("ni60", Series::kDenominator), ElementsAre("2024-04-18 +1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kNumerator), ElementsAre("2024-04-18 +1"));
  EXPECT_THAT(counted.contribution.open_starts, IsEmpty());
}

TEST(ContributionTest, ALateClockIsDragUntilItStopsAndNotInTheNumerator) {
  const Counted counted =
      Count({CoreStarted("2024-03-01"), CoreSaid(Fact::kAssessmentAuthorised, "2024-04-30")},
            "2024-04-30");
  EXPECT_THAT(counted.Deltas("ni60", Series::kDrag), ElementsAre("2024-04-24 +1", "2024-04-30 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDenominator), ElementsAre("2024-04-30 +1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kNumerator), IsEmpty());
}

TEST(ContributionTest, ACancelledClockCountsNowhereButWasOpen) {
  const Counted counted =
      Count({CoreStarted("2024-03-01"), CoreSaid(Fact::kAssessmentCancelled, "2024-04-30")},
            "2024-04-30");
  EXPECT_THAT(counted.Deltas("ni60", Series::kOpen), ElementsAre("2024-03-01 +1", "2024-04-30 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDrag), ElementsAre("2024-04-24 +1", "2024-04-30 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDenominator), IsEmpty());
}

TEST(ContributionTest, EachTeamHasItsShareOfTheSpan) {
  const Counted counted = Count(
      {CoreStarted("2024-03-01"), CoreAllocated("2024-03-05", "North"),
       CoreAllocated("2024-04-26", "South"), CoreSaid(Fact::kAssessmentAuthorised, "2024-04-30")},
      "2024-04-30");
  EXPECT_THAT(counted.Deltas("ni60", Series::kOpen, kNoTeam),
              ElementsAre("2024-03-01 +1", "2024-03-05 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kOpen, "North"),
              ElementsAre("2024-03-05 +1", "2024-04-26 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDrag, "North"),
              ElementsAre("2024-04-24 +1", "2024-04-26 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDrag, "South"),
              ElementsAre("2024-04-26 +1", "2024-04-30 -1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDenominator, "South"), ElementsAre("2024-04-30 +1"));
  EXPECT_THAT(counted.Deltas("ni60", Series::kDenominator, "North"), IsEmpty());
}

TEST(ContributionTest, OnEveryDayAndInEverySeriesOfClocksTheTeamsAddUpToTheWhole) {
  const Counted counted =
      Count({CoreStarted("2024-03-01"), CoreAllocated("2024-02-01", "North"),
             CoreAllocated("2024-03-10", ""), CoreAllocated("2024-04-20", "South"),
             CoreSaid(Fact::kAssessmentAuthorised, "2024-04-26")},
            "2024-04-30");
  std::map<std::tuple<int, Series, Date>, int> sums;
  for (const Delta& delta : counted.contribution.deltas) {
    sums[{delta.indicator, delta.series, delta.day}] +=
        delta.team == kWholeAuthorityNumber ? delta.n : -delta.n;
  }
  // A team that hands over on a day takes and gives on it; the whole authority does neither.
  for (const auto& [key, n] : sums)
    EXPECT_EQ(n, 0) << NameOf(std::get<1>(key)) << FormatDate(std::get<2>(key));
}

TEST(ContributionTest, AnOpenClockNamesItsStartForTheWholeAndItsTeamNow) {
  const Counted counted =
      Count({CoreStarted("2024-03-01"), CoreAllocated("2024-03-05", "North")}, "2024-03-31");
  std::set<std::string> teams;
  for (const OpenStart& open : counted.contribution.open_starts) {
    EXPECT_EQ(open.start, Day("2024-03-01"));
    teams.emplace(counted.teams.Text(open.team));
  }
  EXPECT_THAT(teams, UnorderedElementsAre("", "North"));
}

TEST(ContributionTest, EachLimitMakesDragOnlyWhileItIsInForce) {
  Definitions definitions;
  for (Indicator& row : definitions.catalogue.indicators) {
    if (row.id == "ni60")
      row.limits = {{Date::Min(), {10, LimitUnit::kWorkingDays}},
                    {Day("2024-03-20"), {35, LimitUnit::kWorkingDays}}};
  }
  const Counted counted = Count({CoreStarted("2024-03-01")}, "2024-03-31", std::move(definitions));
  // 10 working days: due 15 March, late from Monday 18, until the longer limit comes into force.
  EXPECT_THAT(counted.Deltas("ni60", Series::kDrag),
              ElementsAre("2024-03-18 +1", "2024-03-20 -1", "2024-04-24 +1"));
}

CaseEvent PlanSaid(const char* id, Fact fact, const char* day) {
  return Told("C1", RecordKind::kPlan, id, {Typed(Fact::kPlanType, 1), On(fact, day)}, day);
}

TEST(ContributionTest, AChildOnTwoPlansIsOneChildAndTheUnionOfTheirSpans) {
  const Counted counted = Count({PlanSaid("P1", Fact::kPlanStarted, "2024-01-08"),
                                 PlanSaid("P1", Fact::kPlanCeased, "2024-02-05"),
                                 PlanSaid("P2", Fact::kPlanStarted, "2024-01-22"),
                                 PlanSaid("P2", Fact::kPlanCeased, "2024-03-04"),
                                 PlanSaid("P3", Fact::kPlanStarted, "2024-03-11")},
                                "2024-03-31");
  EXPECT_THAT(counted.Deltas("cpp", Series::kNumerator),
              ElementsAre("2024-01-08 +1", "2024-03-04 -1", "2024-03-11 +1"));
}

CaseEvent ReviewBooked(const char* id, const char* of, const char* day) {
  FactAssertion link = Named(Fact::kReviewOf, of);
  link.value.code = static_cast<std::int32_t>(RecordKind::kPlan);
  return Told("C1", RecordKind::kReview, id, {On(Fact::kReviewScheduled, day), link}, "2023-01-09");
}

TEST(ContributionTest, AChildOfTwoPlansWithLateConferencesCountsOnceAndForEachTeamOfTheDay) {
  const auto held = [](const char* id, const char* day, const char* team) {
    return Told("C1", RecordKind::kPlan, id, {Allocated(day, team)}, day);
  };
  const Counted counted =
      Count({PlanSaid("P1", Fact::kPlanStarted, "2022-05-03"), held("P1", "2022-05-03", "North"),
             held("P1", "2024-01-08", "South"), ReviewBooked("V1", "P1", "2024-05-20"),
             PlanSaid("P2", Fact::kPlanStarted, "2022-06-03"), held("P2", "2022-06-03", "North"),
             ReviewBooked("V2", "P2", "2024-06-20")},
            "2024-03-31");
  const char* row = "cpp_late_conference";
  EXPECT_THAT(counted.Deltas(row, Series::kNumerator),
              ElementsAre("2023-11-02 +1", "2024-06-02 -1"));
  EXPECT_THAT(counted.Deltas(row, Series::kNumerator, "North"),
              ElementsAre("2023-11-02 +1", "2024-06-02 -1"));
  EXPECT_THAT(counted.Deltas(row, Series::kNumerator, "South"),
              ElementsAre("2024-01-08 +1", "2024-05-02 -1"));
}

TEST(ContributionTest, APlanOfTwoYearsIsInTheNumeratorOfNi64) {
  const Counted counted = Count({PlanSaid("P1", Fact::kPlanStarted, "2022-01-01"),
                                 PlanSaid("P1", Fact::kPlanCeased, "2024-01-01"),
                                 PlanSaid("P2", Fact::kPlanStarted, "2022-01-01"),
                                 PlanSaid("P2", Fact::kPlanCeased, "2023-12-31")},
                                "2024-03-31");
  EXPECT_THAT(counted.Deltas("ni64", Series::kDenominator),
              ElementsAre("2023-12-31 +1", "2024-01-01 +1"));
  EXPECT_THAT(counted.Deltas("ni64", Series::kNumerator), ElementsAre("2024-01-01 +1"));
}

TEST(ContributionTest, DelaysAreCountedOnTheDayOfRecording) {
  const Counted counted = Count({Told("C1", RecordKind::kReferral, "R1",
                                      {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-06"),
                                 Told("C1", RecordKind::kReferral, "R2",
                                      {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-05")},
                                "2024-03-31");
  EXPECT_THAT(counted.Deltas("entry_delay", Series::kDenominator),
              ElementsAre("2024-03-05 +1", "2024-03-06 +1"));
  EXPECT_THAT(counted.Deltas("entry_delay", Series::kNumerator), ElementsAre("2024-03-05 +1"));
  std::set<int> delays;
  for (const DelayCount& delay : counted.contribution.delays) delays.insert(delay.delay);
  EXPECT_THAT(delays, ElementsAre(2, 3));
}

TEST(ContributionTest, FailedChecksAreCountedForTheTeamNow) {
  const Counted counted =
      Count({Told("C1", RecordKind::kAssessment, "A1",
                  {Typed(Fact::kAssessmentType, 1), On(Fact::kAssessmentStarted, "2024-03-01"),
                   Allocated("2024-03-01", "North")},
                  "2024-03-01")},
            "2024-03-31");
  ASSERT_EQ(counted.contribution.findings.size(), 1u);
  EXPECT_EQ(counted.teams.Text(counted.contribution.findings[0].team), "North");
}

TEST(ContributionTest, IsAppendedAndCleared) {
  Counted counted = Count({CoreStarted("2024-03-01")}, "2024-03-31");
  const std::size_t once = counted.contribution.deltas.size();
  const ToldHistory child({CoreStarted("2024-03-01")}, "2024-03-31");
  Contribute(child.history(), counted.definitions, Day("2024-03-31"), counted.teams,
             counted.contribution);
  EXPECT_EQ(counted.contribution.deltas.size(), 2 * once);
  counted.contribution.Clear();
  EXPECT_THAT(counted.contribution.deltas, IsEmpty());
  EXPECT_THAT(counted.contribution.open_starts, IsEmpty());
  EXPECT_THAT(counted.contribution.delays, IsEmpty());
}

}  // namespace
}  // namespace caseclock

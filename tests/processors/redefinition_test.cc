#include "processors/redefinition.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "processors/authority.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

/// Shipped definitions, with these days closed as well.
Definitions Closed(const std::vector<Date>& days) {
  Definitions definitions;
  definitions.calendar = WorkingDays(BankHolidays(kFirstHolidayYear, kLastHolidayYear), days,
                                     kFirstHolidayYear, kLastHolidayYear);
  return definitions;
}

CaseEvent Assessment(const char* child, const char* started) {
  return Told(child, RecordKind::kAssessment, std::string("A-") + child,
              {Typed(Fact::kAssessmentType, 3), On(Fact::kAssessmentStarted, started)}, started);
}

std::unique_ptr<Authority> Open() {
  auto authority = std::make_unique<Authority>(
      kInventedCouncil, std::make_shared<const Definitions>(), Day("2024-04-15"));
  authority->Apply(Assessment("C1", "2024-03-01"));  // due Wed 8 May
  authority->Apply(Assessment("C2", "2024-01-02"));  // due in March: a later closure moves nothing
  return authority;
}

std::int64_t MovedBy(Authority& authority, Definitions definitions) {
  authority.Redefine(std::make_shared<const Definitions>(std::move(definitions)));
  return authority.moved_due_dates();
}

TEST(RedefinitionTest, AClosureBeforeTheDueDateMovesIt) {
  EXPECT_EQ(MovedBy(*Open(), Closed({Day("2024-05-01")})), 1);
  EXPECT_EQ(MovedBy(*Open(), Closed({Day("2024-05-09")})), 0);
  EXPECT_EQ(MovedBy(*Open(), Definitions()), 0);
}

TEST(RedefinitionTest, AnotherLimitMovesEveryOpenClock) {
  Definitions after;
  for (Indicator& row : after.catalogue.indicators) {
    if (row.id == "assessment_45") row.limits = {{Date::Min(), {40, LimitUnit::kWorkingDays}}};
  }
  EXPECT_EQ(MovedBy(*Open(), after), 2);
}

TEST(RedefinitionTest, StoppedClocksAreLeftOut) {
  const auto authority = Open();
  authority->Apply(Told("C1", RecordKind::kAssessment, "A-C1",
                        {On(Fact::kAssessmentAuthorised, "2024-04-02")}, "2024-04-02"));
  EXPECT_EQ(MovedBy(*authority, Closed({Day("2024-05-01")})), 0);
}

TEST(RedefinitionTest, CountedInSlicesItIsTheSame) {
  const auto authority = Open();
  authority->CountInSlices();
  authority->Redefine(std::make_shared<const Definitions>(Closed({Day("2024-05-01")})));
  EXPECT_TRUE(authority->is_counting());
  while (!authority->CountSome(1)) {
  }
  EXPECT_EQ(authority->moved_due_dates(), 1);
}

}  // namespace
}  // namespace caseclock

#include "daemon/simulation/invented_standards.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "daemon/codec/codec.h"
#include "daemon/simulation/council_profile.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {
namespace {

using testing::HasSubstr;

constexpr char kAuthority[] = "X99000001";
const Date kFrom = Date::FromYmd(2022, 11, 21);
const Date kTo = Date::FromYmd(2026, 11, 21);

Standards Invented() { return InventedStandards(kAuthority, kFrom, kTo); }

const Target* TargetOn(const Standards& standards, const char* indicator, Date day) {
  return TargetFor(standards, kAuthority, indicator, "", "", day);
}

TEST(InventedStandardsTest, TargetsRiseAtTheEndsOfQuartersInEveryReportingYear) {
  const Standards standards = Invented();
  const Date ends[] = {Date::FromYmd(2022, 12, 31), Date::FromYmd(2023, 3, 31),
                       Date::FromYmd(2026, 6, 30), Date::FromYmd(2026, 9, 30)};
  const std::int64_t levels[] = {84'000, 85'000, 82'000, 83'000};
  for (std::size_t i = 0; i < 4; ++i) {
    const Target* target = TargetOn(standards, "assessment_45", ends[i] - 20);
    ASSERT_NE(target, nullptr);
    EXPECT_EQ(target->by, ends[i]);
    EXPECT_EQ(target->low, Level{levels[i]});
  }
}

TEST(InventedStandardsTest, ATeamMayHaveATargetOfItsOwn) {
  const Standards standards = Invented();
  const Target* south = TargetFor(standards, kAuthority, "ni60", "Assessment South", "", kTo);
  const Target* whole = TargetOn(standards, "ni60", kTo);
  ASSERT_NE(south, nullptr);
  ASSERT_NE(whole, nullptr);
  EXPECT_LT(south->low, whole->low);
}

TEST(InventedStandardsTest, EveryTeamWithATargetIsATeamOfTheCouncil) {
  std::set<std::string> teams = {""};
  for (const TeamProfile& team : StandardCouncil(1).teams) teams.insert(team.name);
  for (const Target& target : Invented().targets) EXPECT_TRUE(teams.contains(target.team));
}

TEST(InventedStandardsTest, EveryIndicatorIsOneOfTheCatalogue) {
  const Catalogue catalogue = BuiltInCatalogue();
  const Standards standards = Invented();
  for (const Target& one : standards.targets) EXPECT_NE(catalogue.Find(one.indicator), nullptr);
  for (const Comparator& one : standards.comparators) {
    EXPECT_NE(catalogue.Find(one.indicator), nullptr) << one.indicator;
  }
}

TEST(InventedStandardsTest, TargetsStandInTheirOrder) {
  const Standards standards = Invented();
  const auto key = [](const Target& t) {
    return std::tie(t.authority, t.indicator, t.team, t.worker, t.by);
  };
  EXPECT_TRUE(std::ranges::is_sorted(
      standards.targets, [&](const Target& a, const Target& b) { return key(a) < key(b); }));
}

TEST(InventedStandardsTest, EveryDayHasComparatorsAndNoneIsOfTheFuture) {
  const Standards standards = Invented();
  for (Date day = kFrom; day <= kTo; day = day + 30) {
    for (const auto kind : {ComparatorKind::kStatisticalNeighbours, ComparatorKind::kNational}) {
      EXPECT_NE(ComparatorFor(standards, kAuthority, "icpc_15", kind, day), nullptr);
    }
  }
  for (const Comparator& one : standards.comparators) EXPECT_LE(one.published_on, kTo);
}

TEST(InventedStandardsTest, EnglandsFiguresNameTheYearTheyAreOf) {
  const Standards standards = Invented();
  const auto england = [&](Date day) {
    return ComparatorFor(standards, kAuthority, "assessment_45", ComparatorKind::kNational, day);
  };
  EXPECT_EQ(england(kFrom)->name, "England, figures of 2024-25");
  EXPECT_EQ(england(kTo)->name, "England");
  EXPECT_EQ(england(kTo)->value, Level{85'700});
  EXPECT_THAT(england(kTo)->source, HasSubstr("Department for Education"));
}

TEST(InventedCommentsTest, OwnersWriteOnTheTenthOfEachQuarter) {
  EXPECT_EQ(InventedComments(kAuthority, Date::FromYmd(2026, 10, 10)).size(), 2u);
  EXPECT_TRUE(InventedComments(kAuthority, Date::FromYmd(2026, 10, 11)).empty());
  EXPECT_TRUE(InventedComments(kAuthority, Date::FromYmd(2026, 11, 10)).empty());
}

TEST(InventedCommentsTest, EverySentenceIsAnEventThatMayBeSent) {
  EventCodec codec;
  for (Date day = kFrom; day <= kTo; day = day + 1) {
    for (const CaseEvent& event : InventedComments(kAuthority, day)) {
      const Decoded decoded = codec.DecodeBinary(codec.EncodeBinary(event));
      ASSERT_TRUE(std::holds_alternative<CaseEvent>(decoded))
          << std::get<Rejection>(decoded).detail;
      ASSERT_EQ(std::get<CaseEvent>(decoded), event);
    }
  }
}

}  // namespace
}  // namespace caseclock

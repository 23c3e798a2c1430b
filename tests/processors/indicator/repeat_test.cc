// Which referrals follow another of the same child within twelve months.
#include <gtest/gtest.h>

#include "processors/indicator/item.h"
#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

/// What the row counts of the child, in its order.
Items Read(const ToldHistory& child, const Indicator& row, Date as_of) {
  static const Definitions definitions;
  Items items;
  ReadItems(row, {child.history(), definitions, as_of}, items);
  return items;
}

const Indicator& ReReferral() {
  static const Catalogue catalogue = BuiltInCatalogue();
  return *catalogue.Find("rereferral");
}

/// "R1; R2 after 2023-03-01 repeats; ": each referral in order, and what it follows.
std::string Repeats(const std::vector<std::pair<const char*, const char*>>& referrals,
                    const Indicator& row = ReReferral()) {
  std::vector<CaseEvent> events;
  for (const auto& [id, day] : referrals) {
    events.push_back(Told("C1", RecordKind::kReferral, id, {On(Fact::kReferralOpened, day)}, day));
  }
  const ToldHistory child(std::move(events), "2028-12-31");
  std::string text;
  for (const RowItem& item : Read(child, row, Day("2028-12-31"))) {
    text += std::string(item.record->id);
    text += item.previous == kNoDate ? "" : " after " + FormatDate(item.previous);
    text += item.in_numerator ? " repeats; " : "; ";
  }
  return text;
}

TEST(RepeatTest, TheFirstReferralFollowsNone) {
  EXPECT_EQ(Repeats({{"R1", "2024-03-01"}}), "R1; ");
}

TEST(RepeatTest, TheSameDateAYearBeforeCountsAndADayEarlierDoesNot) {
  EXPECT_EQ(Repeats({{"R1", "2023-03-01"}, {"R2", "2024-03-01"}, {"R3", "2025-03-02"}}),
            "R1; R2 after 2023-03-01 repeats; R3 after 2024-03-01; ");
}

TEST(RepeatTest, TheLastOfFebruaryLooksBackToThe28th) {
  EXPECT_EQ(Repeats({{"R1", "2023-02-28"}, {"R2", "2024-02-29"}, {"R3", "2025-02-28"}}),
            "R1; R2 after 2023-02-28 repeats; R3 after 2024-02-29 repeats; ");
}

TEST(RepeatTest, EveryRepeatCountsAndTheOrderIsThatOfTheDatesThenTheIds) {
  EXPECT_EQ(Repeats({{"R9", "2024-03-01"}, {"R2", "2024-05-01"}, {"R1", "2024-03-01"}}),
            "R1; R9 after 2024-03-01 repeats; R2 after 2024-03-01 repeats; ");
}

TEST(RepeatTest, TheLimitInForceOnTheDayHolds) {
  Indicator six_months = ReReferral();
  six_months.limits = {{Date::Min(), {12, LimitUnit::kMonths}},
                       {Day("2024-04-01"), {6, LimitUnit::kMonths}}};
  EXPECT_EQ(Repeats({{"R1", "2023-09-01"}, {"R2", "2024-03-31"}, {"R3", "2024-10-01"}}, six_months),
            "R1; R2 after 2023-09-01 repeats; R3 after 2024-03-31; ");
}

TEST(RepeatTest, AReferralThatNobodyOpenedIsNotCountedAndNotFollowed) {
  const ToldHistory child({Told("C1", RecordKind::kReferral, "R1",
                                {On(Fact::kReferralClosure, "2024-03-01", 1)}, "2024-03-01"),
                           Told("C1", RecordKind::kReferral, "R2",
                                {On(Fact::kReferralOpened, "2024-03-05")}, "2024-03-05")},
                          "2024-03-31");
  const Items items = Read(child, ReReferral(), Day("2024-03-31"));
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].record->id, "R2");
  EXPECT_EQ(items[0].previous, kNoDate);
  EXPECT_EQ(items[0].counted_on, Day("2024-03-05"));
  EXPECT_EQ(items[1].record->id, "R1");
  EXPECT_EQ(items[1].reason, NotCounted::kNoStart);
  EXPECT_EQ(items[1].counted_on, kNoDate);
}

}  // namespace
}  // namespace caseclock

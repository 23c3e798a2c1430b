// Which referrals follow another of the same child within twelve months.
#include "processors/indicator/repeat.h"

#include <gtest/gtest.h>

#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

/// "R1 - R2 repeat R3 after 2024-03-01": each referral in order, and what it follows.
std::string Repeats(const std::vector<std::pair<const char*, const char*>>& referrals,
                    const Indicator* indicator = nullptr) {
  static const Catalogue catalogue = BuiltInCatalogue();
  static const WorkingDays calendar = WorkingDays::EnglandAndWales();
  std::vector<CaseEvent> events;
  for (const auto& [id, day] : referrals) {
    events.push_back(Told("C1", RecordKind::kReferral, id, {On(Fact::kReferralOpened, day)}, day));
  }
  const ToldHistory child(std::move(events), "2028-12-31");
  std::vector<Repeat> repeats;
  ReadRepeats(indicator == nullptr ? *catalogue.Find("rereferral") : *indicator, child.history(),
              calendar, repeats);
  std::string text;
  for (const Repeat& repeat : repeats) {
    text += std::string(repeat.record->id);
    text += repeat.previous_start == kNoDate ? "" : " after " + FormatDate(repeat.previous_start);
    text += repeat.is_repeat ? " repeats; " : "; ";
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
  Indicator six_months = *BuiltInCatalogue().Find("rereferral");
  six_months.limits = {{Date::Min(), {12, LimitUnit::kMonths}},
                       {Day("2024-04-01"), {6, LimitUnit::kMonths}}};
  EXPECT_EQ(
      Repeats({{"R1", "2023-09-01"}, {"R2", "2024-03-31"}, {"R3", "2024-10-01"}}, &six_months),
      "R1; R2 after 2023-09-01 repeats; R3 after 2024-03-31; ");
}

TEST(RepeatTest, ReferralsNobodyOpenedAreNotThere) {
  static const Catalogue catalogue = BuiltInCatalogue();
  const ToldHistory child({Told("C1", RecordKind::kReferral, "R1",
                                {On(Fact::kReferralClosure, "2024-03-01", 1)}, "2024-03-01"),
                           Told("C1", RecordKind::kReferral, "R2",
                                {On(Fact::kReferralOpened, "2024-03-05")}, "2024-03-05")},
                          "2024-03-31");
  std::vector<Repeat> repeats(1);  // appended to, not replaced
  ReadRepeats(*catalogue.Find("rereferral"), child.history(), WorkingDays::EnglandAndWales(),
              repeats);
  ASSERT_EQ(repeats.size(), 2u);
  EXPECT_EQ(repeats[1].record->id, "R2");
  EXPECT_EQ(repeats[1].previous_start, kNoDate);
}

}  // namespace
}  // namespace caseclock

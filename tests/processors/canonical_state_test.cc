// The canonical text of merged facts: equal for equal states, different for any difference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "processors/authority.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

std::string StateOf(const std::vector<CaseEvent>& events, const char* as_of = "2024-03-31") {
  Authority authority(kInventedCouncil, std::make_shared<const Definitions>(), Day(as_of));
  for (const CaseEvent& event : events) authority.Apply(event);
  return authority.CanonicalState();
}

CaseEvent Opened(const char* referral) {
  return Told("C1", RecordKind::kReferral, referral, {On(Fact::kReferralOpened, "2024-03-01")},
              "2024-03-02");
}

TEST(CanonicalStateTest, OfNothingIsEmpty) { EXPECT_EQ(StateOf({}), ""); }

TEST(CanonicalStateTest, NamesRecordFactAndStamp) {
  EXPECT_EQ(StateOf({Opened("R1")}),
            "referral R1 of C1 @ 1709380800000000/invented-system/0/R1@2024-03-02\n"
            "  referral_opened -1073741824 = 19783|0| @ "
            "1709380800000000/invented-system/0/R1@2024-03-02 first 19784\n");
}

TEST(CanonicalStateTest, KnowsNeitherTheOrderOfArrivalNorTheDay) {
  EXPECT_EQ(StateOf({Opened("R1"), Opened("R2")}),
            StateOf({Opened("R2"), Opened("R1")}, "2024-06-30"));
}

TEST(CanonicalStateTest, AnyDifferenceShows) {
  const std::function<void(CaseEvent&)> changes[] = {
      [](CaseEvent& e) { e.child = "C2"; },
      [](CaseEvent& e) { e.record = "R2"; },
      [](CaseEvent& e) { e.stamp.recorded_at_us += 1; },
      [](CaseEvent& e) { e.stamp.source = "other"; },
      [](CaseEvent& e) { e.stamp.sequence = 1; },
      [](CaseEvent& e) { e.stamp.event_id = "e"; },
      [](CaseEvent& e) { e.recorded_on.reset(); },
      [](CaseEvent& e) { e.batch_id = "b1"; },
      [](CaseEvent& e) { e.action = Withdraw{}; },
      [](CaseEvent& e) {
        e.action = Clear{Fact::kReferralOpened, kNoDate};
      },
      [](CaseEvent& e) { std::get<Assert>(e.action).facts[0].value.code = 1; },
      [](CaseEvent& e) { std::get<Assert>(e.action).facts[0].value.text = "x"; },
      [](CaseEvent& e) { std::get<Assert>(e.action).facts[0].value.date.days += 1; }};
  std::set<std::string> states = {StateOf({Opened("R1")})};
  for (const auto& change : changes) {
    CaseEvent event = Opened("R1");
    change(event);
    EXPECT_TRUE(states.insert(StateOf({event})).second) << states.size();
  }
}

TEST(CanonicalStateTest, ShowsBatchesAndTheirFloors) {
  CaseEvent completion =
      Doing(CompleteBatch{{{RecordKind::kReferral, Day("2024-01-01"), Day("2024-03-31"), true}}, 1},
            "", RecordKind::kUnspecified, "", "2024-03-31");
  completion.batch_id = "b1";
  CaseEvent member = Opened("R1");
  member.batch_id = "b1";
  member.stamp.recorded_at_us = completion.stamp.recorded_at_us;
  EXPECT_THAT(StateOf({completion}), testing::HasSubstr("unfinished invented-system b1"));
  EXPECT_THAT(StateOf({member, completion}),
              testing::AllOf(testing::HasSubstr("effective invented-system b1"),
                             testing::HasSubstr("floors invented-system referral open")));
}

}  // namespace
}  // namespace caseclock

// Exports that come in: how long they hold the figures, what they withdraw, and what is said of
// those that come damaged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/serve/running_loop.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

CaseEvent Referral(const std::string& record) {
  return Told("C1", RecordKind::kReferral, record, {On(Fact::kReferralOpened, "2024-03-01")},
              "2024-03-01");
}

/// A referral told by an export of 20 March.
CaseEvent Exported(const std::string& record) {
  CaseEvent event = Told("C1", RecordKind::kReferral, record,
                         {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-20");
  event.recorded_on.reset();
  event.batch_id = "export-1";
  return event;
}

CaseEvent Completion() {
  CaseEvent event = Doing(CompleteBatch{}, "", RecordKind::kUnspecified, "", "2024-03-20");
  event.recorded_on.reset();
  event.batch_id = "export-1";
  return event;
}
std::int64_t Referrals(const RunningLoop& loop) {
  const auto council = loop.Council(kInventedCouncil);
  return council == nullptr ? -1 : YearRow(*council, "referral_rate").current.numerator;
}

TEST(ServeExportsTest, HalfAnExportHoldsTheFiguresUntilItIsComplete) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  world.topic.Append(0, Exported("R2"));
  world.topic.Append(0, Exported("R3"));
  loop.Turns(20);
  EXPECT_EQ(Referrals(loop), 1);
  EXPECT_EQ(loop.health()->held_batches, 1);
  EXPECT_TRUE(loop.health()->held_authorities.contains(kInventedCouncil));
  EXPECT_GT(loop.health()->held_since_us, 0);
  world.topic.Append(0, Completion());
  loop.TurnUntil([&] { return Referrals(loop) == 3; });
  loop.Turns(2);
  EXPECT_EQ(loop.health()->held_batches, 0);
  EXPECT_TRUE(loop.health()->held_authorities.empty());
}

TEST(ServeExportsTest, AnExportThatNeverEndsHoldsTheFiguresForABoundedTime) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  ServeLoopOptions options = RunningLoop::Options();
  options.batch_wait_us = 100'000'000;
  RunningLoop loop(world, options);
  loop.CatchUp();
  world.topic.Append(0, Exported("R2"));
  loop.Turns(90);
  EXPECT_EQ(Referrals(loop), 1);
  loop.TurnUntil([&] { return Referrals(loop) == 2; });
}

TEST(ServeExportsTest, AnExportHalfReceivedBeforeARestartIsHeldAfterIt) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  world.topic.Append(0, Exported("R2"));
  {
    RunningLoop loop(world);
    loop.Turns(5);
    loop.Close();
  }
  RunningLoop loop(world);
  loop.Turns(20);
  EXPECT_EQ(loop.Council(kInventedCouncil), nullptr);
  world.topic.Append(0, Completion());
  loop.TurnUntil([&] { return Referrals(loop) == 2; });
}

CaseEvent CompletionOf(std::uint64_t events) {
  CaseEvent event = Completion();
  event.action = CompleteBatch{{{RecordKind::kReferral, Date::Min(), Date::Max(), true}}, events};
  return event;
}

/// One of export-1 that was refused.
Rejected RefusedMemberOf(const std::string& event_id) {
  const CaseEvent like = Exported("R9");
  Rejected rejected = {{RejectReason::kInvalidDate, "occurred_on"}, kInventedCouncil, event_id, {}};
  rejected.rejection.member =
      RefusedMember{like.authority, like.stamp.source, like.batch_id, like.stamp.recorded_at_us,
                    EventHash(like.stamp.source, event_id)};
  return rejected;
}

std::vector<IncompleteExport> IncompleteOf(const RunningLoop& loop) {
  const auto health = loop.health();
  const auto found = health->incomplete_exports.find(kInventedCouncil);
  return found == health->incomplete_exports.end() ? std::vector<IncompleteExport>()
                                                   : found->second;
}

TEST(ServeExportsTest, ADamagedExportWithdrawsNothingAndIsToldUntilItIsMended) {
  World world(1);
  CaseEvent known = Referral("R1");
  known.stamp.source = Exported("R2").stamp.source;
  world.topic.Append(0, known);
  RunningLoop loop(world);
  loop.CatchUp();
  world.topic.Append(0, Exported("R2"));
  world.topic.AppendRejected(0, RefusedMemberOf("e-refused"));
  world.topic.Append(0, CompletionOf(3));
  loop.Turns(10);
  EXPECT_EQ(Referrals(loop), 1) << "held";
  ASSERT_THAT(IncompleteOf(loop), SizeIs(1));
  EXPECT_EQ(IncompleteOf(loop)[0].accepted, 1);
  EXPECT_EQ(IncompleteOf(loop)[0].refused, 1);
  EXPECT_EQ(IncompleteOf(loop)[0].declared, 3);
  EXPECT_THAT(world.log,
              Contains(HasSubstr("Export export-1 of invented-system is incomplete: 1 of 3 events "
                                 "received, 1 refused, 1 missing."))
                  .Times(1));
  loop.TurnUntil([&] { return Referrals(loop) == 2; });
  loop.Turn();
  EXPECT_TRUE(loop.health()->held_authorities.empty()) << "the wait is over, and R1 is still there";
  EXPECT_THAT(IncompleteOf(loop), SizeIs(1));
  EXPECT_TRUE(loop.health()->ready);
  world.topic.Append(0, Exported("R3"));
  world.topic.Append(0, Exported("R4"));
  loop.TurnUntil([&] { return IncompleteOf(loop).empty(); });
  loop.TurnUntil([&] { return Referrals(loop) == 3; });
}

TEST(ServeExportsTest, TheWaitRunsFromTheFirstMessageAndARestartDoesNotBeginItAnew) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  ServeLoopOptions options = RunningLoop::Options();
  options.batch_wait_us = 1000'000'000;
  const std::int64_t sent_ms = world.clock.NowUs() / 1000 - 900'000;
  world.topic.Append(0, Exported("R2"), sent_ms);
  {
    RunningLoop loop(world, options);
    loop.Turns(30);
    EXPECT_EQ(loop.Council(kInventedCouncil), nullptr);
    EXPECT_THAT(loop.View()->held, ElementsAre(kInventedCouncil));
    EXPECT_EQ(loop.health()->held_since_us, sent_ms * 1000);
    loop.Close();
  }
  RunningLoop loop(world, options);
  loop.Turns(30);
  EXPECT_EQ(loop.Council(kInventedCouncil), nullptr) << "half an import is shown to nobody";
  EXPECT_EQ(loop.health()->held_since_us, sent_ms * 1000);
  loop.Turns(50);
  EXPECT_TRUE(loop.health()->held_authorities.empty()) << "900 s before the start, 110 s since";
  loop.TurnUntil([&] { return Referrals(loop) == 2; });
  EXPECT_THAT(loop.View()->held, IsEmpty());
}

TEST(ServeExportsTest, TooManyUnfinishedExportsAreNoSecret) {
  World world(1);
  for (std::size_t n = 0; n < BatchLimits().unfinished; ++n) {
    CaseEvent event = Exported("R" + std::to_string(n));
    event.batch_id = "export-" + std::to_string(n);
    world.topic.Append(0, event);
  }
  RunningLoop loop(world);
  loop.TurnUntil([&] { return loop.loop().events_accepted() == 64; });
  loop.Turns(3);
  EXPECT_THAT(loop.health()->not_ready_because,
              Contains(HasSubstr("too many exports of council X99000099")));
}

}  // namespace
}  // namespace caseclock

#include "daemon/serve/checkpointer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/intake/murmur2.h"
#include "tests/support/fake_event_source.h"
#include "tests/support/in_memory_checkpoint_store.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kMinute = 60'000'000;
const PartitionId kFirst{"case-events", 0};

Councils NoCouncils() {
  return {[](const std::string&) { return std::make_shared<const Definitions>(); },
          Day("2024-03-22"), kMinute};
}

class CheckpointerTest : public testing::Test {
 protected:
  void Apply(std::int32_t partition, const std::string& record) {
    councils_.Apply(partition,
                    Told("C1", RecordKind::kReferral, record,
                         {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-01"),
                    0);
  }
  /// Steps until a checkpoint is complete; how many steps it took.
  int StepsUntilComplete(std::int64_t now_us) {
    for (int steps = 1; steps < 100; ++steps) {
      if (checkpointer_.Step(now_us)) return steps;
    }
    return -1;
  }

  InMemoryCheckpointStore store_;
  FakeDeadLetters letters_;
  Councils councils_ = NoCouncils();
  Checkpointer checkpointer_{store_, "case-events", kMinute, councils_, letters_};
};

TEST_F(CheckpointerTest, WithoutACheckpointThereIsNowhereToGoOn) {
  EXPECT_EQ(checkpointer_.Restore(0), std::nullopt);
  EXPECT_EQ(checkpointer_.problem(), "");
}

TEST_F(CheckpointerTest, WritesASliceAStepAndGoesOnFromItsOffset) {
  councils_.AddPartition(0);
  for (int i = 0; i < 2500; ++i) Apply(0, "R" + std::to_string(i));
  checkpointer_.Note(0, {2500, 77});
  // Begin, three slices of at most a thousand records, the manifest.
  EXPECT_EQ(StepsUntilComplete(kMinute), 5);
  EXPECT_EQ(checkpointer_.health().generation, 1);
  EXPECT_EQ(checkpointer_.health().written_at_us, kMinute);
  EXPECT_GT(checkpointer_.health().bytes, 2500 * 20);

  Councils later = NoCouncils();
  Checkpointer next(store_, "case-events", kMinute, later, letters_);
  EXPECT_EQ(next.Restore(0), (ResumePoint{2500, 77}));
  EXPECT_EQ(later.Find(kInventedCouncil)->CanonicalState(),
            councils_.Find(kInventedCouncil)->CanonicalState());
  EXPECT_EQ(next.health().written_at_us, kMinute);
}

TEST_F(CheckpointerTest, ARestoreThatIsStoppedIsOfNoUseAndNothingIsWrittenAfterIt) {
  councils_.AddPartition(0);
  for (int i = 0; i < 2500; ++i) Apply(0, "R" + std::to_string(i));
  checkpointer_.Note(0, {2500, 77});
  StepsUntilComplete(kMinute);
  Councils later = NoCouncils();
  Checkpointer next(store_, "case-events", kMinute, later, letters_);
  int asked = 0;
  EXPECT_EQ(next.Restore(0, [&] { return ++asked < 2; }), std::nullopt);
  EXPECT_EQ(asked, 2) << "after the first chunk it was enough";
  EXPECT_EQ(next.problem(), "");
  next.Note(0, {1, 1});
  EXPECT_THAT(next.Finish(2 * kMinute), IsEmpty());
  EXPECT_EQ(store_.generations(kFirst), 1u);
}

TEST_F(CheckpointerTest, BeginsWhenItsTimeHasComeAndSomethingIsNew) {
  checkpointer_.Restore(0);
  EXPECT_FALSE(checkpointer_.Step(10 * kMinute).has_value());
  EXPECT_EQ(store_.generations(kFirst), 0u) << "nothing is new";
  checkpointer_.Note(0, {1, 1});
  StepsUntilComplete(10 * kMinute);
  checkpointer_.Note(0, {2, 2});
  for (int i = 0; i < 10; ++i) checkpointer_.Step(11 * kMinute - 1);
  EXPECT_EQ(store_.generations(kFirst), 1u);
  EXPECT_EQ(StepsUntilComplete(11 * kMinute), 2);
  EXPECT_EQ(store_.generations(kFirst), 2u);
}

TEST_F(CheckpointerTest, TheOffsetIsThatOfTheBeginning) {
  councils_.AddPartition(0);
  Apply(0, "R1");
  checkpointer_.Note(0, {1, 1});
  checkpointer_.Step(kMinute);
  Apply(0, "R2");
  checkpointer_.Note(0, {2, 2});
  std::optional<PartitionOffset> done;
  while (!done) done = checkpointer_.Step(kMinute);
  EXPECT_EQ(*done, (PartitionOffset{0, 1}));
}

TEST_F(CheckpointerTest, PartitionsAreWrittenOneAfterTheOther) {
  checkpointer_.Note(0, {5, 1});
  checkpointer_.Note(1, {7, 1});
  std::vector<PartitionOffset> done;
  for (int i = 0; i < 10; ++i) {
    if (auto one = checkpointer_.Step(kMinute)) done.push_back(*one);
  }
  EXPECT_THAT(done, ElementsAre(PartitionOffset{0, 5}, PartitionOffset{1, 7}));
}

TEST_F(CheckpointerTest, AFailureIsCountedToldOnceAndWaitsItsTurn) {
  councils_.AddPartition(0);
  Apply(0, "R1");
  for (bool* failure :
       {&store_.fail_next_begin, &store_.fail_next_chunk, &store_.fail_next_commit}) {
    *failure = true;
    const std::int64_t before = checkpointer_.health().failures;
    checkpointer_.Note(0, {before + 1, 1});
    for (int i = 0; i < 10; ++i) checkpointer_.Step((before + 1) * 10 * kMinute);
    EXPECT_EQ(checkpointer_.health().failures, before + 1);
    EXPECT_THAT(checkpointer_.TakeNotices(),
                ElementsAre(HasSubstr("could not write a checkpoint")));
    EXPECT_THAT(checkpointer_.TakeNotices(), IsEmpty());
  }
  EXPECT_EQ(store_.generations(kFirst), 0u);
  EXPECT_EQ(StepsUntilComplete(100 * kMinute), 3);
}

/// Whose figures a checkpoint has, when it was made for `then` and is read for `now`; nullopt: it is not used.
class CountedAuthoritiesTest : public testing::Test {
 protected:
  using Codes = std::optional<std::vector<std::string>>;

  std::optional<std::vector<std::string>> Restored(const Codes& then, const Codes& now) {
    InMemoryCheckpointStore store;
    FakeDeadLetters letters;
    Councils before = NoCouncils();
    before.AddPartition(0);
    for (const char* code : {"X99000001", "X99000002"}) {
      CaseEvent event = Told("C1", RecordKind::kReferral, "R1",
                             {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-01");
      event.authority = code;
      before.Apply(0, event, 0);
    }
    Checkpointer writer(store, "case-events", kMinute, before, letters);
    writer.SetCountedAuthorities(then);
    writer.Note(0, {2, 77});
    writer.Finish(kMinute);
    Councils after = NoCouncils();
    after.AddPartition(0);
    Checkpointer reader(store, "case-events", kMinute, after, letters);
    reader.SetCountedAuthorities(now);
    reader.SetTopicPartitions(partitions_);
    if (!reader.Restore(0)) return std::nullopt;
    std::vector<std::string> codes;
    for (const Authority* one : after.OfPartition(0)) codes.push_back(one->code());
    return codes;
  }

  const std::vector<std::string> kBoth{"X99000001", "X99000002"};
  int partitions_ = 1;
};

TEST_F(CountedAuthoritiesTest, TheSameCouncilsAreTakenUpAgain) {
  EXPECT_EQ(Restored(std::nullopt, std::nullopt), kBoth);
  EXPECT_EQ(Restored(kBoth, kBoth), kBoth);
}

TEST_F(CountedAuthoritiesTest, ACouncilThatIsNamedLaterIsReadFromTheBeginning) {
  EXPECT_EQ(Restored(kBoth, {{"X99000001", "X99000002", "X99000003"}}), std::nullopt);
  EXPECT_EQ(Restored(kBoth, std::nullopt), std::nullopt) << "any council is more than these";
}

TEST_F(CountedAuthoritiesTest, OnlyItsOwnPartitionIsReadFromTheBeginning) {
  partitions_ = 2;
  for (const char* code : {"X99000003", "X99000004", "X99000005", "X99000006", "X99000007"}) {
    std::vector<std::string> wanted = kBoth;
    wanted.emplace_back(code);
    EXPECT_EQ(Restored(kBoth, wanted).has_value(), MurmurPartition(code, 2) != 0) << code;
  }
}

TEST_F(CountedAuthoritiesTest, OneThatIsNoLongerNamedGoesAndItsReturnReadsTheTopic) {
  const std::vector<std::string> one{"X99000001"};
  EXPECT_EQ(Restored(kBoth, one), one);
  EXPECT_EQ(Restored(std::nullopt, one), one);
  EXPECT_EQ(Restored(one, kBoth), std::nullopt);
}

TEST_F(CheckpointerTest, WaitsForTheLetters) {
  checkpointer_.Note(0, {1, 1});
  letters_.set_broker_up(false);
  for (int i = 0; i < 10; ++i) checkpointer_.Step(kMinute + i * kMinute / 60);
  EXPECT_EQ(checkpointer_.health().failures, 0) << "ten seconds are waited, and no turn with them";
  for (int i = 10; i < 13; ++i) checkpointer_.Step(kMinute + i * kMinute / 60);
  EXPECT_EQ(store_.generations(kFirst), 0u);
  EXPECT_EQ(checkpointer_.health().failures, 1);
  letters_.set_broker_up(true);
  EXPECT_EQ(StepsUntilComplete(3 * kMinute), 2);
}

TEST_F(CheckpointerTest, FinishWritesAllThatIsNewAndAbandonsWhatIsHalf) {
  councils_.AddPartition(0);
  Apply(0, "R1");
  checkpointer_.Note(0, {1, 1});
  checkpointer_.Step(kMinute);
  checkpointer_.Note(0, {2, 2});
  checkpointer_.Note(1, {9, 9});
  EXPECT_THAT(checkpointer_.Finish(kMinute),
              ElementsAre(PartitionOffset{0, 2}, PartitionOffset{1, 9}));
  EXPECT_THAT(checkpointer_.Finish(kMinute), IsEmpty()) << "nothing is new";
  EXPECT_EQ(store_.generations(kFirst), 1u);
}

TEST_F(CheckpointerTest, AForgottenPartitionIsNotWritten) {
  councils_.AddPartition(0);
  Apply(0, "R1");
  checkpointer_.Note(0, {1, 1});
  checkpointer_.Step(kMinute);
  checkpointer_.Forget(0);
  councils_.DropPartition(0);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(checkpointer_.Step(kMinute), std::nullopt);
  EXPECT_EQ(store_.generations(kFirst), 0u);
}

TEST_F(CheckpointerTest, AStoreThatCannotBeReadIsAProblem) {
  store_.unreadable = true;
  EXPECT_EQ(checkpointer_.Restore(0), std::nullopt);
  EXPECT_THAT(checkpointer_.problem(), HasSubstr("could not read checkpoints"));
}

TEST_F(CheckpointerTest, PassedOverGenerationsAreTold) {
  checkpointer_.Note(0, {1, 1});
  checkpointer_.Finish(kMinute);
  store_.SpoilNewest(kFirst);
  EXPECT_EQ(checkpointer_.Restore(0), std::nullopt);
  EXPECT_THAT(checkpointer_.TakeNotices(), ElementsAre(HasSubstr("spoilt")));
}

}  // namespace
}  // namespace caseclock

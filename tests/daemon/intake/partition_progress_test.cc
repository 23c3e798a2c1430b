#include "daemon/intake/partition_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::HasSubstr;
using Decision = PartitionProgress::Decision;

constexpr std::uint64_t kLast = 0xabcd;  // the fingerprint of the last message applied
constexpr std::uint64_t kOther = 0x1234;

std::variant<PartitionProgress, std::string> Start(std::int64_t first, std::int64_t end,
                                                   std::optional<ResumePoint> checkpoint,
                                                   bool allow_incomplete = false) {
  return PartitionProgress::Start("case-events", {3, first, end}, checkpoint, allow_incomplete);
}

PartitionProgress Started(std::int64_t first, std::int64_t end,
                          std::optional<ResumePoint> checkpoint, bool allow_incomplete = false) {
  auto started = Start(first, end, checkpoint, allow_incomplete);
  if (auto* refusal = std::get_if<std::string>(&started)) ADD_FAILURE() << *refusal;
  return std::get<PartitionProgress>(started);
}

std::string Refusal(const std::variant<PartitionProgress, std::string>& started) {
  const auto* refusal = std::get_if<std::string>(&started);
  return refusal == nullptr ? "was not refused" : *refusal;
}

TEST(PartitionProgressTest, WithoutACheckpointReadingStartsAtTheFirstEvent) {
  PartitionProgress progress = Started(0, 2, std::nullopt);
  EXPECT_EQ(progress.FetchOffset(), 0);
  EXPECT_EQ(progress.Accept(0, kOther), Decision::kDeliver);
  EXPECT_FALSE(progress.caught_up());
  EXPECT_EQ(progress.Accept(1, kOther), Decision::kDeliver);
  EXPECT_TRUE(progress.caught_up());
  EXPECT_EQ(progress.next_offset(), 2);
}

TEST(PartitionProgressTest, AnEmptyPartitionIsCaughtUpAtOnce) {
  EXPECT_TRUE(Started(0, 0, std::nullopt).caught_up());
}

TEST(PartitionProgressTest, TheLastMessageAppliedIsComparedAndNotGivenOut) {
  PartitionProgress progress = Started(0, 1500, ResumePoint{1200, kLast});
  EXPECT_EQ(progress.FetchOffset(), 1199);
  EXPECT_TRUE(progress.Comparing());
  EXPECT_EQ(progress.Accept(1199, kLast), Decision::kSkip);
  EXPECT_EQ(progress.Accept(1200, kOther), Decision::kDeliver);
  EXPECT_EQ(progress.next_offset(), 1201);
}

TEST(PartitionProgressTest, ACheckpointAtTheEndIsCaughtUpOnceCompared) {
  PartitionProgress progress = Started(0, 1200, ResumePoint{1200, kLast});
  EXPECT_FALSE(progress.caught_up());
  EXPECT_EQ(progress.Accept(1199, kLast), Decision::kSkip);
  EXPECT_TRUE(progress.caught_up());
}

TEST(PartitionProgressTest, AnotherFingerprintIsRefused) {
  PartitionProgress progress = Started(0, 1500, ResumePoint{1200, kLast});
  EXPECT_EQ(progress.Accept(1199, kOther), Decision::kRefuse);
}

TEST(PartitionProgressTest, AMissingMessageToCompareIsRefused) {
  EXPECT_EQ(Started(0, 1500, ResumePoint{1200, kLast}).Accept(1200, kOther), Decision::kRefuse);
  EXPECT_EQ(Started(0, 1200, ResumePoint{1200, kLast}).ReachEnd(1200), Decision::kRefuse);
}

TEST(PartitionProgressTest, WithNothingToCompareReadingStartsAtTheNextOffset) {
  EXPECT_EQ(Started(0, 1500, ResumePoint{1200, kNoFingerprint}).FetchOffset(), 1200);
  // The topic begins exactly there: nothing is lost.
  EXPECT_EQ(Started(1200, 1500, ResumePoint{1200, kLast}).FetchOffset(), 1200);
}

TEST(PartitionProgressTest, LostEventsAreRefused) {
  EXPECT_THAT(Refusal(Start(1201, 1500, ResumePoint{1200, kLast})),
              HasSubstr("goes on at offset 1200, the topic begins at 1201"));
  EXPECT_THAT(Refusal(Start(1201, 1500, ResumePoint{1200, kLast}, true)), HasSubstr("are lost"));
}

TEST(PartitionProgressTest, ATopicThatEndsBeforeTheCheckpointIsRefused) {
  EXPECT_THAT(Refusal(Start(0, 1199, ResumePoint{1200, kLast})),
              HasSubstr("the topic ends at 1199"));
}

TEST(PartitionProgressTest, AHistoryWithoutItsBeginningNeedsToBeAllowed) {
  EXPECT_THAT(Refusal(Start(7, 10, std::nullopt)), HasSubstr("the topic begins at offset 7"));
  EXPECT_EQ(Started(7, 10, std::nullopt, true).FetchOffset(), 7);
}

TEST(PartitionProgressTest, WhatWasSeenBeforeIsSkipped) {
  PartitionProgress progress = Started(0, 10, ResumePoint{5, kNoFingerprint});
  EXPECT_EQ(progress.Accept(4, kOther), Decision::kSkip);
  EXPECT_EQ(progress.Accept(5, kOther), Decision::kDeliver);
  EXPECT_EQ(progress.Accept(5, kOther), Decision::kSkip);
}

TEST(PartitionProgressTest, OffsetsMayHaveHoles) {
  PartitionProgress progress = Started(0, 10, std::nullopt);
  EXPECT_EQ(progress.Accept(0, kOther), Decision::kDeliver);
  EXPECT_EQ(progress.Accept(8, kOther), Decision::kDeliver);
  EXPECT_FALSE(progress.caught_up());
  EXPECT_EQ(progress.ReachEnd(10), Decision::kSkip);  // offset 9 is the mark of a transaction
  EXPECT_TRUE(progress.caught_up());
  EXPECT_EQ(progress.next_offset(), 10);
}

TEST(PartitionProgressTest, AnEndReportedLateTakesNothingBack) {
  PartitionProgress progress = Started(0, 2, std::nullopt);
  progress.Accept(0, kOther);
  progress.Accept(1, kOther);
  EXPECT_EQ(progress.ReachEnd(1), Decision::kSkip);
  EXPECT_EQ(progress.next_offset(), 2);
}

TEST(PartitionProgressTest, RefusalsSayWhatToDo) {
  const std::string message = OtherTopicMessage("case-events", 3, 1200);
  EXPECT_THAT(message,
              HasSubstr("could not recover partition 3 of topic \"case-events\"\nDetail: "));
  EXPECT_THAT(message, HasSubstr("offset 1199"));
  EXPECT_THAT(message, HasSubstr("\nHint: "));
}

}  // namespace
}  // namespace caseclock

#include "daemon/intake/topic_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/intake/dead_letters.h"
#include "tests/daemon/intake/kafka_edge.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kOtherCouncil[] = "E06000001";

class TopicReaderTest : public KafkaEdge {
 protected:
  std::unique_ptr<TopicReader> Open(const KafkaOptions& options) {
    auto opened = TopicReader::Open(options, nullptr);
    if (auto* problem = std::get_if<TopicProblem>(&opened)) {
      ADD_FAILURE() << problem->message;
      return nullptr;
    }
    return std::move(std::get<std::unique_ptr<TopicReader>>(opened));
  }

  static Batch ReadAll(TopicReader& reader, const std::string& authority = "") {
    Batch all;
    const auto problem = reader.Read(authority, [&all](Consumed&& message) {
      all.events.push_back(std::move(message));
      return true;
    });
    EXPECT_EQ(problem ? problem->message : "", "");
    return all;
  }

  TopicProblem Problem(const KafkaOptions& options) {
    auto opened = TopicReader::Open(options, nullptr);
    if (auto* problem = std::get_if<TopicProblem>(&opened)) return *problem;
    ADD_FAILURE() << "opened";
    return {};
  }
};

TEST_F(TopicReaderTest, GivesThePartitionsInTurnAndTheSameAgain) {
  ASSERT_LT(MurmurPartition(kCouncil, kPartitions), MurmurPartition(kOtherCouncil, kPartitions));
  Put({EventMessage("o-1", kOtherCouncil), EventMessage("e-1"), EventMessage("o-2", kOtherCouncil),
       EventMessage("e-2")});
  const auto reader = Open(Options());
  EXPECT_EQ(reader->size(), 4);
  EXPECT_THAT(Ids(ReadAll(*reader)), ElementsAre("e-1", "e-2", "o-1", "o-2"));
  EXPECT_THAT(Ids(ReadAll(*reader)), ElementsAre("e-1", "e-2", "o-1", "o-2"));
  EXPECT_THAT(Ids(ReadAll(*reader, kOtherCouncil)), ElementsAre("o-1", "o-2"));
}

TEST_F(TopicReaderTest, LeavesOutWhatComesAfterItWasOpened) {
  Put({EventMessage("e-1")});
  const auto reader = Open(Options());
  Put({EventMessage("e-2")});
  EXPECT_THAT(Ids(ReadAll(*reader)), ElementsAre("e-1"));
  EXPECT_THAT(Ids(ReadAll(*Open(Options()))), ElementsAre("e-1", "e-2"));
}

TEST_F(TopicReaderTest, AnEmptyTopicHasNoMessages) {
  const auto reader = Open(Options());
  EXPECT_EQ(reader->size(), 0);
  EXPECT_THAT(Ids(ReadAll(*reader)), IsEmpty());
}

TEST_F(TopicReaderTest, EndsWhenToldTo) {
  Put({EventMessage("e-1"), EventMessage("e-2"), EventMessage("o-1", kOtherCouncil)});
  int taken = 0;
  const auto stop = [&taken](Consumed&&) { return ++taken < 2; };
  EXPECT_FALSE(Open(Options())->Read("", stop));
  EXPECT_EQ(taken, 2);
}

TEST_F(TopicReaderTest, RefusesAsTheDaemonDoes) {
  TopicMessage malformed = EventMessage("e-1");
  malformed.value = "{\"half\": ";
  TopicMessage misplaced = EventMessage("e-2");
  misplaced.partition = (misplaced.partition + 1) % kPartitions;
  KafkaOptions options = Options();
  options.known_authorities = {kCouncil};
  Put({malformed, misplaced, EventMessage("o-1", kOtherCouncil), EventMessage("e-3")});
  const Batch here = ReadAll(*Open(options));
  const Batch there = PollEvents(*Consumer(options), 4);
  ASSERT_EQ(here.events.size(), there.events.size());
  for (const Consumed& one : here.events) {
    const auto same = std::ranges::find_if(there.events, [&one](const Consumed& other) {
      return other.partition == one.partition && other.offset == one.offset;
    });
    ASSERT_NE(same, there.events.end());
    ASSERT_EQ(one.content.index(), same->content.index());
    if (const auto* rejected = std::get_if<Rejected>(&one.content)) {
      EXPECT_EQ(rejected->rejection.reason, std::get<Rejected>(same->content).rejection.reason);
    }
  }
}

TEST_F(TopicReaderTest, WhatWasRefusedForItsTimeStaysRefused) {
  KafkaOptions then = Options();
  // Two days before the events say they were recorded.
  then.now_us = [] { return (kInventedTimeMs - 2 * 24 * 3600 * 1000) * 1000; };
  Put({EventMessage("e-1")});
  Batch batch = PollEvents(*Consumer(then), 1);
  auto letters = DeadLetters::Connect(then, nullptr);
  auto& sender = *std::get<std::unique_ptr<DeadLetters>>(letters);
  ASSERT_EQ(sender.Send(batch.events[0]), LetterResult::kAccepted);
  ASSERT_TRUE(sender.Flush(std::chrono::seconds(30)));

  Put({EventMessage("e-2")});
  const Batch now = ReadAll(*Open(Options()));
  EXPECT_THAT(Ids(now), ElementsAre("rejected", "e-2"));
  EXPECT_EQ(std::get<Rejected>(now.events[0].content).rejection.reason,
            RejectReason::kRecordedInFuture);
}

TEST_F(TopicReaderTest, OptionsThatCannotBeUsedAreAProblem) {
  KafkaOptions options = Options();
  options.bootstrap = "";
  EXPECT_EQ(Problem(options).kind, TopicProblem::Kind::kOptions);
  EXPECT_THAT(Problem(options).message, HasSubstr("bootstrap"));
}

}  // namespace
}  // namespace caseclock

// Does every acknowledgement arrive, none that came before the first start, and nothing that is none?
#include "daemon/intake/acknowledgement_topic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "tests/daemon/intake/kafka_edge.h"
#include "tests/support/patience.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

std::string Saying(const std::string& comment) {
  return R"({"ref":"A3F7K9Q2M4XTB","by":"head","comment":")" + comment + R"(","working_days":5})";
}

class AcknowledgementTopicTest : public KafkaEdge {
 protected:
  AcknowledgementTopicTest() : name_(topic_ + ".acks") { broker_.CreateTopic(name_, kPartitions); }

  std::unique_ptr<AcknowledgementTopic> Connect() {
    auto made =
        AcknowledgementTopic::Connect(Options(), name_, [this](LogLevel, std::string_view line) {
          const std::lock_guard lock(mutex_);
          said_ += std::string(line) + "\n";
        });
    if (auto* problem = std::get_if<std::string>(&made)) ADD_FAILURE() << *problem;
    return std::move(std::get<0>(made));
  }
  /// Reads what is put from now on.
  std::unique_ptr<AcknowledgementTopic> Begin() {
    auto topic = Connect();
    Until([&] {
      EXPECT_THAT(topic->Poll(), SizeIs(0));
      return topic->is_reading();
    });
    return topic;
  }
  void Put(const std::string& value, std::int32_t partition = 0) {
    PutMessages(broker_.bootstrap(), name_, {{.partition = partition, .key = "k", .value = value}});
  }
  void Say(const std::string& comment) { Put(Saying(comment)); }
  std::vector<std::string> Comments(AcknowledgementTopic& topic) {
    std::vector<std::string> comments;
    for (const TakenAcknowledgement& one : topic.Poll()) comments.push_back(one.message.comment);
    return comments;
  }
  std::vector<std::string> Wait(AcknowledgementTopic& topic, std::size_t count) {
    std::vector<std::string> all;
    Until([&] {
      for (std::string& one : Comments(topic)) all.push_back(std::move(one));
      return all.size() >= count;
    });
    return all;
  }
  void Until(const std::function<bool()>& holds) {
    const auto deadline = PatientDeadline(std::chrono::seconds(30));
    while (!holds()) {
      if (std::chrono::steady_clock::now() > deadline) {
        ADD_FAILURE() << "waited in vain";
        return;
      }
      std::this_thread::yield();
    }
  }
  std::string said() {
    const std::lock_guard lock(mutex_);
    return said_;
  }

  const std::string name_;
  std::mutex mutex_;
  std::string said_;
};

TEST_F(AcknowledgementTopicTest, WhatWasThereBeforeTheFirstStartIsNotTaken) {
  Say("old");
  const auto topic = Begin();
  Say("new");
  EXPECT_THAT(Wait(*topic, 1), ElementsAre("new"));
}

TEST_F(AcknowledgementTopicTest, EveryPartitionIsRead) {
  const auto topic = Begin();
  for (int partition = 0; partition < kPartitions; ++partition) Put(Saying("one"), partition);
  EXPECT_THAT(Wait(*topic, kPartitions), SizeIs(kPartitions));
}

TEST_F(AcknowledgementTopicTest, WhatComesWhileItIsAwayIsTakenAfterwards) {
  Begin().reset();
  Say("meanwhile");
  const auto topic = Connect();
  EXPECT_THAT(Wait(*topic, 1), ElementsAre("meanwhile"));
}

TEST_F(AcknowledgementTopicTest, WhatWasNotCommittedComesAgainWithItsOwnTime) {
  auto topic = Begin();
  Say("again");
  std::int64_t at_us = 0;
  const auto take = [&] {
    for (const TakenAcknowledgement& one : topic->Poll()) at_us = one.at_us;
    return at_us != 0;
  };
  Until(take);
  const std::int64_t first_us = std::exchange(at_us, 0);
  topic.reset();
  topic = Connect();
  Until(take);
  EXPECT_EQ(at_us, first_us);
}

TEST_F(AcknowledgementTopicTest, WhatWasCommittedDoesNotComeAgain) {
  auto topic = Begin();
  Say("first");
  EXPECT_THAT(Wait(*topic, 1), ElementsAre("first"));
  topic->Commit();
  topic.reset();
  Say("second");
  topic = Connect();
  EXPECT_THAT(Wait(*topic, 1), ElementsAre("second"));
}

TEST_F(AcknowledgementTopicTest, WhatIsNoneIsCountedAndToldWithoutItsContent) {
  const auto topic = Begin();
  Put("canary-1");
  Put(R"({"ref":"canary-2"})");
  Say("good");
  EXPECT_THAT(Wait(*topic, 1), ElementsAre("good"));
  EXPECT_EQ(topic->refused(), 2);
  EXPECT_THAT(said(), HasSubstr("partition 0, offset 0: no acknowledgement: "));
  EXPECT_THAT(said(), Not(HasSubstr("canary")));
}

TEST_F(AcknowledgementTopicTest, OnePollGivesNoMoreThanItMay) {
  const auto topic = Begin();
  PutMessages(
      broker_.bootstrap(), name_,
      std::vector<TopicMessage>(kMaxAcknowledgementsAPoll + 1, {.value = Saying("one of many")}));
  std::size_t all = 0;
  Until([&] {
    const std::size_t count = topic->Poll().size();
    EXPECT_LE(count, static_cast<std::size_t>(kMaxAcknowledgementsAPoll));
    all += count;
    return all == kMaxAcknowledgementsAPoll + 1;
  });
}

TEST_F(AcknowledgementTopicTest, ABrokerThatIsAwayIsWaitedForWithoutHoldingAnybodyUp) {
  broker_.SetDown();
  const auto topic = Connect();
  EXPECT_THAT(topic->Poll(), SizeIs(0));
  EXPECT_FALSE(topic->is_reading());
  broker_.SetUp();
  Until([&] { return topic->Poll().empty() && topic->is_reading(); });
  Say("late");
  EXPECT_THAT(Wait(*topic, 1), ElementsAre("late"));
}

}  // namespace
}  // namespace caseclock

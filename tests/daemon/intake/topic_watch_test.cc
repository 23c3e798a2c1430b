// The watch over a topic, on an embedded broker.
#include "daemon/intake/topic_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/intake/kafka_edge.h"

namespace caseclock {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;

/// Far beyond what a look takes on a loaded machine.
constexpr seconds kPatience{30};

class TopicWatchTest : public KafkaEdge {
 protected:
  std::unique_ptr<TopicWatch> Watch() {
    KafkaOptions options = Options();
    options.verify_topic = false;  // the embedded broker cannot be asked for settings
    auto made = TopicWatch::Start(options, nullptr);
    if (auto* problem = std::get_if<std::string>(&made)) ADD_FAILURE() << *problem;
    return std::move(std::get<0>(made));
  }
  /// Messages of the council's partition, and what a reader remembers of them.
  void PutAndRead(TopicWatch& watch, int count) {
    for (int i = 0; i < count; ++i, ++put_) {
      const TopicMessage message = EventMessage("e-" + std::to_string(put_));
      Put({message});
      watch.memory().Read(message.partition, put_, Fingerprint(*message.key, *message.value));
    }
  }
  static TopicLook Look(TopicWatch& watch) { return watch.Await(watch.Ask(), kPatience); }

  const std::int32_t partition_ = MurmurPartition(kCouncil, kPartitions);
  std::int64_t put_ = 0;
};

TEST_F(TopicWatchTest, FindsWhatWasReadInItsPlace) {
  const auto watch = Watch();
  watch->memory().NotePartitions(kPartitions);
  for (const int count : {1, 3, 1}) {
    PutAndRead(*watch, count);
    const TopicLook look = Look(*watch);
    EXPECT_TRUE(look.IsSame()) << look.lost << look.why_unanswered;
    EXPECT_THAT(look.breaches, IsEmpty());
  }
  EXPECT_TRUE(watch->IsSameNow(kPatience));
  EXPECT_EQ(watch->memory().Recall().read.at(partition_).anchor->offset, 4);
}

TEST_F(TopicWatchTest, FindsThatAnotherEventStandsThere) {
  const auto watch = Watch();
  PutAndRead(*watch, 3);
  watch->memory().Read(partition_, 1, 4711);  // the topic read earlier had another one there
  EXPECT_THAT(Look(*watch).lost, HasSubstr("has another event at offset 1"));
  EXPECT_FALSE(watch->IsSameNow(kPatience));
}

TEST_F(TopicWatchTest, FindsThatTheTopicIsShorter) {
  const auto watch = Watch();
  PutAndRead(*watch, 2);
  watch->memory().Read(partition_, 8, 4711);
  EXPECT_THAT(Look(*watch).lost, HasSubstr("ends at offset 2"));
}

TEST_F(TopicWatchTest, FindsThatThereAreOtherPartitions) {
  const auto watch = Watch();
  watch->memory().NotePartitions(2);
  const TopicLook look = Look(*watch);
  EXPECT_FALSE(look.may_read);
  EXPECT_THAT(look.breaches, testing::ElementsAre(HasSubstr("has 3 partitions where it had 2")));
}

TEST_F(TopicWatchTest, WithoutABrokerThereIsNoAnswerAndNobodyWaitsForOne) {
  const auto watch = Watch();
  PutAndRead(*watch, 1);
  ASSERT_TRUE(Look(*watch).IsSame());
  broker_.SetDown();
  const TopicLook look = Look(*watch);
  EXPECT_FALSE(look.answered);
  EXPECT_FALSE(look.IsSame());
  EXPECT_NE(look.why_unanswered, "");
  EXPECT_THAT(look.lost, IsEmpty());
  EXPECT_FALSE(watch->IsSameNow(std::chrono::milliseconds(1)));
  broker_.SetUp();
  for (int tries = 0; tries < 20 && !watch->IsSameNow(kPatience);) ++tries;
  EXPECT_TRUE(watch->IsSameNow(kPatience));
}

}  // namespace
}  // namespace caseclock

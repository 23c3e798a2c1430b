#include "daemon/intake/topic_contract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TopicFacts Events() {
  return {"case-events",
          12,
          {{"cleanup.policy", "delete"},
           {"retention.ms", "-1"},
           {"retention.bytes", "-1"},
           {"max.message.bytes", "1048588"}}};
}

TopicFacts Letters() { return {"case-events.dead-letters", 1, {{"max.message.bytes", "4194304"}}}; }

TEST(TopicContractTest, KeptTopicsHaveNoBreaches) {
  EXPECT_THAT(ContractBreaches(Events(), Letters(), 12), IsEmpty());
  EXPECT_THAT(ContractBreaches(Events(), Letters(), 0), IsEmpty());
}

TEST(TopicContractTest, WhateverThrowsEventsAwayIsABreach) {
  TopicFacts events = Events();
  events.settings["cleanup.policy"] = "compact,delete";
  events.settings["retention.ms"] = "604800000";
  events.settings["retention.bytes"] = "1000";
  EXPECT_THAT(
      ContractBreaches(events, Letters(), 12),
      ElementsAre("topic \"case-events\" has cleanup.policy = compact,delete where delete is "
                  "needed: compaction drops all but the last event of a council",
                  "topic \"case-events\" has retention.ms = 604800000 where -1 is needed: older "
                  "events will be lost, and no figure can be rebuilt",
                  "topic \"case-events\" has retention.bytes = 1000 where -1 is needed: older "
                  "events will be lost, and no figure can be rebuilt"));
}

TEST(TopicContractTest, PartitionsAreAsConfigured) {
  EXPECT_THAT(ContractBreaches(Events(), Letters(), 6),
              ElementsAre("topic \"case-events\" has 12 partitions where 6 are configured: events "
                          "of one council may lie in two partitions"));
}

TEST(TopicContractTest, DeadLettersNeedATopicThatTakesTheLargestMessage) {
  TopicFacts letters = Letters();
  letters.settings["max.message.bytes"] = "1048588";
  EXPECT_THAT(
      ContractBreaches(Events(), letters, 12),
      ElementsAre("topic \"case-events.dead-letters\" has max.message.bytes = 1048588 where "
                  "1052684 is needed: the largest messages arrive there without their "
                  "value"));
  letters.partitions = 0;
  EXPECT_THAT(ContractBreaches(Events(), letters, 12),
              ElementsAre("there is no topic \"case-events.dead-letters\": messages that cannot be "
                          "read have nowhere to go"));
}

TEST(TopicContractTest, WithoutATopicNothingElseIsSaid) {
  TopicFacts events = Events();
  events.partitions = 0;
  EXPECT_THAT(ContractBreaches(events, Letters(), 12),
              ElementsAre("there is no topic \"case-events\""));
}

}  // namespace
}  // namespace caseclock

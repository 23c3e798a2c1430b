#include "daemon/intake/kafka_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

KafkaOptions Sound() { return {.bootstrap = "127.0.0.1:9092"}; }

TEST(KafkaConfigTest, SoundOptionsHaveNoProblems) {
  KafkaOptions options = Sound();
  options.properties = {{"security.protocol", "SASL_SSL"},
                        {"sasl.mechanism", "SCRAM-SHA-512"},
                        {"sasl.username", "invented"},
                        {"sasl.password", "invented-password"},
                        {"fetch.wait.max.ms", "5"}};
  EXPECT_THAT(CheckKafkaOptions(options), IsEmpty());
}

TEST(KafkaConfigTest, ReportsAllProblemsAtOnce) {
  KafkaOptions options = Sound();
  options.topic = "";
  options.group = "";
  options.properties = {{"fetch.wait.max.ms", "soon"}, {"no.such.thing", "1"}};
  EXPECT_THAT(CheckKafkaOptions(options),
              ElementsAre("kafka.topic is empty", "kafka.group is empty",
                          R"(kafka property "fetch.wait.max.ms" has a value that cannot be used)",
                          R"(kafka property "no.such.thing" does not exist)"));
}

TEST(KafkaConfigTest, PropertiesThatContradictEachOtherAreProblems) {
  KafkaOptions options = Sound();
  options.properties = {{"session.timeout.ms", "60000"}, {"max.poll.interval.ms", "30000"}};
  EXPECT_THAT(CheckKafkaOptions(options),
              ElementsAre(testing::AllOf(testing::HasSubstr("max.poll.interval.ms"),
                                         testing::HasSubstr("session.timeout.ms"))));
  options.properties = {{"session.timeout.ms", "60000"}};
  EXPECT_THAT(CheckKafkaOptions(options), IsEmpty());
  options.properties = {{"security.protocol", "SSL"}, {"ssl.ca.location", "/no/such/file.pem"}};
  EXPECT_THAT(CheckKafkaOptions(options), ElementsAre(testing::HasSubstr("ssl.ca.location")));
}

TEST(KafkaConfigTest, WhatCorrectnessHangsOnIsNotForOperators) {
  KafkaOptions options = Sound();
  for (const char* name : {"enable.auto.commit", "auto.offset.reset", "partitioner", "acks"}) {
    options.properties = {{name, "all"}};
    EXPECT_THAT(CheckKafkaOptions(options), ElementsAre("kafka property \"" + std::string(name) +
                                                        "\" is set by caseclock itself"));
  }
}

TEST(KafkaConfigTest, NeverRepeatsAValue) {
  KafkaOptions options = Sound();
  options.properties = {{"security.protocol", "invented-password"}};
  for (const std::string& problem : CheckKafkaOptions(options)) {
    EXPECT_THAT(problem, testing::Not(testing::HasSubstr("invented-password")));
  }
}

TEST(KafkaConfigTest, DeadLettersHaveATopicOfTheirOwn) {
  KafkaOptions options = Sound();
  EXPECT_EQ(options.DeadLetterTopic(), "case-events.dead-letters");
  options.dead_letter_topic = "case-events";
  EXPECT_THAT(CheckKafkaOptions(options),
              ElementsAre("kafka.dead_letter_topic is the topic itself"));
}

}  // namespace
}  // namespace caseclock

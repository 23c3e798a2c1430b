#include "daemon/broker/embedded_broker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/raw_kafka.h"

namespace caseclock {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class EmbeddedBrokerTest : public testing::Test {
 protected:
  EmbeddedBrokerTest() {
    std::string problem;
    broker_ = EmbeddedBroker::Start(&problem);
    EXPECT_NE(broker_, nullptr) << problem;
  }
  std::unique_ptr<EmbeddedBroker> broker_;
};

TEST_F(EmbeddedBrokerTest, ListensOnLoopbackOnly) {
  EXPECT_THAT(broker_->bootstrap(), testing::StartsWith("127.0.0.1:"));
}

TEST_F(EmbeddedBrokerTest, KeepsWhatItIsGiven) {
  EXPECT_TRUE(broker_->CreateTopic("invented", 2));
  PutMessages(broker_->bootstrap(), "invented",
              {{.partition = 1, .key = "k", .value = "v"}, {.partition = 0, .value = "w"}});
  const auto messages = ReadMessages(broker_->bootstrap(), "invented");
  ASSERT_THAT(messages, SizeIs(2));
  EXPECT_EQ(messages[0].value, "w");
  EXPECT_EQ(messages[1].key, "k");
}

TEST_F(EmbeddedBrokerTest, ATopicIsMadeOnce) {
  EXPECT_TRUE(broker_->CreateTopic("invented", 2));
  EXPECT_FALSE(broker_->CreateTopic("invented", 2));
  EXPECT_FALSE(broker_->CreateTopic("none", 0));
}

TEST_F(EmbeddedBrokerTest, WhatItHoldsSurvivesDownAndUp) {
  broker_->CreateTopic("invented", 1);
  PutMessages(broker_->bootstrap(), "invented", {{.value = "v"}});
  broker_->SetDown();
  broker_->SetUp();
  EXPECT_THAT(ReadMessages(broker_->bootstrap(), "invented"), SizeIs(1));
}

TEST_F(EmbeddedBrokerTest, TwoBrokersAreTwoWorlds) {
  std::string problem;
  const auto other = EmbeddedBroker::Start(&problem);
  ASSERT_NE(other, nullptr) << problem;
  EXPECT_NE(other->bootstrap(), broker_->bootstrap());
  broker_->CreateTopic("invented", 1);
  PutMessages(broker_->bootstrap(), "invented", {{.value = "v"}});
  EXPECT_THAT(ReadMessages(other->bootstrap(), "invented"), IsEmpty());
}

}  // namespace
}  // namespace caseclock

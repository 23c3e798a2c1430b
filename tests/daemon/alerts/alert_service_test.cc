// Does the service leave its ledger so that the next one neither forgets nor repeats?
#include "daemon/alerts/alert_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/broker/embedded_broker.h"
#include "daemon/checkpoint/directory_ledger.h"
#include "daemon/config/config.h"
#include "daemon/intake/alerts_topic.h"
#include "tests/support/patience.h"
#include "tests/support/raw_kafka.h"
#include "tests/support/smtp_server.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using testing::SizeIs;

std::int64_t NowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

class AlertServiceTest : public testing::Test {
 protected:
  std::unique_ptr<AlertService> Start() {
    AlertServiceOptions options;
    options.kafka = kafka_;
    options.alerts.kafka_topic = alerts_topic_;
    options.alerts.mail.host = "127.0.0.1";
    options.alerts.mail.port = server_.port();
    options.alerts.mail.security = MailProtection::kNone;
    options.alerts.mail.from = "caseclock@council.example";
    options.definitions_of = [this](const std::string& code) {
      return config_.DefinitionsFor(code);
    };
    options.directory = folder_.path();
    auto started = AlertService::Start(std::move(options), board_, requests_, nullptr);
    if (auto* problem = std::get_if<AlertStartProblem>(&started))
      ADD_FAILURE() << problem->sentence;
    return std::move(std::get<0>(started));
  }
  void PutClaim() {
    MailClaim claim = ClaimOf("m-1");
    claim.owner = "caseclock";
    claim.at_us = NowUs();
    EXPECT_EQ(DirectoryLedger(folder_.path()).Append({claim}), "");
  }
  Ledger Read() const {
    Ledger ledger;
    const auto apply = [&](std::uint64_t, const LedgerEntry& entry) { ledger.Apply(entry); };
    EXPECT_EQ(DirectoryLedger::ReadOnly(folder_.path(), apply), "");
    return ledger;
  }

  const Config config_;
  SmtpServer server_;
  TestFolder folder_;
  KafkaOptions kafka_;
  std::string alerts_topic_;
  ViewBoard board_;
  LoopRequests requests_;
};

TEST_F(AlertServiceTest, AMailThatIsTakenDuringTheEndIsNotSentAgain) {
  PutClaim();
  server_.Fault("DOT slow");
  auto service = Start();
  server_.WaitForAFault();
  service.reset();
  ASSERT_TRUE(Read().FindMail("m-1")->outcome.has_value());
  EXPECT_EQ(Read().FindMail("m-1")->outcome->end, MailEnd::kDelivered);
  EXPECT_THAT(server_.Received(), SizeIs(1));
}

class AlertServiceTopicTest : public AlertServiceTest {
 protected:
  AlertServiceTopicTest() {
    std::string problem;
    broker_ = EmbeddedBroker::Start(&problem);
    EXPECT_NE(broker_, nullptr) << problem;
    kafka_.bootstrap = broker_->bootstrap();
    kafka_.properties = EmbeddedBroker::ClientProperties();
    alerts_topic_ = "alerts";
    broker_->CreateTopic(alerts_topic_, 1);
  }
  void PutFiring(std::int64_t count) {
    std::vector<LedgerEntry> entries;
    for (std::int64_t i = 0; i < count; ++i) {
      entries.emplace_back(FiringState(DragKey("Invented Team " + std::to_string(i))));
    }
    EXPECT_EQ(DirectoryLedger(folder_.path()).Append(entries), "");
  }
  /// The topic's end; the broker of the test keeps the last few thousand messages only.
  std::int64_t WaitForEnd(std::int64_t end) {
    const auto deadline = PatientDeadline(std::chrono::seconds(60));
    std::int64_t now = 0;
    while (now < end && std::chrono::steady_clock::now() < deadline) {
      const auto messages = ReadMessages(kafka_.bootstrap, alerts_topic_);
      if (!messages.empty()) now = messages.back().offset + 1;
    }
    return now;
  }

  std::unique_ptr<EmbeddedBroker> broker_;
};

TEST_F(AlertServiceTopicTest, WhatHadNoRoomInTheQueueOfTheTopicGoesOutLater) {
  constexpr std::int64_t kMore = kMaxWaitingAlertEvents + 100;
  PutFiring(kMore);
  const auto service = Start();
  EXPECT_EQ(WaitForEnd(kMore), kMore);
}

}  // namespace
}  // namespace caseclock

// What every AlertEventSink promises: the topic and the fake.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/intake/alerts_topic.h"
#include "tests/daemon/intake/kafka_edge.h"
#include "tests/support/patience.h"
#include "tests/support/recording_alert_event_sink.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AlertEventSinkContractTest : public KafkaEdge, public testing::WithParamInterface<bool> {
 protected:
  AlertEventSinkContractTest() {
    if (GetParam()) {
      broker_.CreateTopic(topic_ + ".alerts", 1);
      auto made = AlertsTopic::Connect(Options(), topic_ + ".alerts", nullptr);
      sink_ = std::move(std::get<0>(made));
    } else {
      auto fake = std::make_unique<RecordingAlertEventSink>();
      fake_ = fake.get();
      sink_ = std::move(fake);
    }
  }

  /// Entries as the store gives them, numbered on from the last.
  void HandOver(const std::vector<LedgerEntry>& entries) {
    for (const LedgerEntry& entry : entries) {
      sink_->HandOver(++sequence_, entry, ledger_, {});
      ledger_.Apply(entry);
    }
  }
  void FromTheFront() {
    sequence_ = 0;
    ledger_ = Ledger();
  }
  void ServeUntil(std::uint64_t confirmed) {
    const auto deadline = PatientDeadline(std::chrono::seconds(30));
    while (sink_->Confirmed() < confirmed && std::chrono::steady_clock::now() < deadline) {
      sink_->Serve(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(sink_->Confirmed(), confirmed);
  }
  std::vector<std::string> Subjects() {
    std::vector<std::string> subjects;
    if (fake_ != nullptr) {
      for (const auto& one : fake_->sent) subjects.push_back(one.headers.at(5).second);
    } else {
      for (const auto& one : ReadMessages(broker_.bootstrap(), topic_ + ".alerts")) {
        subjects.push_back(one.Header("ce_subject"));
      }
    }
    return subjects;
  }

  RecordingAlertEventSink* fake_ = nullptr;
  std::unique_ptr<AlertEventSink> sink_;
  Ledger ledger_;
  std::uint64_t sequence_ = 0;
};

TEST_P(AlertEventSinkContractTest, SendsInOrderWhatIsWorthSending) {
  HandOver({ClaimOf("m-1"), AuditPublished{0}, ClaimOf("m-1"), ClaimOf("m-2")});
  ServeUntil(4);
  EXPECT_THAT(Subjects(), ElementsAre("m-1", "m-2"));
  EXPECT_FALSE(sink_->WantsAgain());
  EXPECT_EQ(sink_->Failure(), std::nullopt);
}

TEST_P(AlertEventSinkContractTest, SendsNothingBeforeItIsServed) {
  HandOver({ClaimOf("m-1")});
  EXPECT_THAT(Subjects(), IsEmpty());
  EXPECT_EQ(sink_->Confirmed(), 0u);
}

TEST_P(AlertEventSinkContractTest, WhatIsNotWorthSendingMovesNothing) {
  HandOver({ClaimOf("m-1"), ClaimOf("m-1")});
  ServeUntil(1);
  HandOver({AuditPublished{1}});
  sink_->Serve(std::chrono::milliseconds(0));
  EXPECT_EQ(sink_->Confirmed(), 1u);
}

TEST_P(AlertEventSinkContractTest, WhatWasPublishedBeforeIsNotSent) {
  HandOver({ClaimOf("m-1"), ClaimOf("m-2"), AuditPublished{1}});
  ServeUntil(2);
  EXPECT_THAT(Subjects(), ElementsAre("m-2"));
}

TEST_P(AlertEventSinkContractTest, WhatIsHandedOverAgainIsSentOnce) {
  HandOver({ClaimOf("m-1"), ClaimOf("m-2")});
  FromTheFront();
  HandOver({ClaimOf("m-1"), ClaimOf("m-2"), ClaimOf("m-3")});
  ServeUntil(3);
  EXPECT_THAT(Subjects(), ElementsAre("m-1", "m-2", "m-3"));
}

INSTANTIATE_TEST_SUITE_P(Sinks, AlertEventSinkContractTest, testing::Bool(),
                         [](const auto& one) { return one.param ? "Topic" : "Fake"; });

}  // namespace
}  // namespace caseclock

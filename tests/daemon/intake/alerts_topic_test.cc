#include "daemon/intake/alerts_topic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/intake/kafka_edge.h"
#include "tests/support/in_memory_ledger_store.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Onset kOnset{kLedgerDay, 1};

/// One life of the daemon as far as the topic goes: the ledger is read, handed over, and how far it has got is noted.
struct Life {
  InMemoryLedgerStore store;
  Ledger ledger;
  std::unique_ptr<AlertsTopic> topic;

  explicit Life(InMemoryLedgerLog& log) : store(log) {}
  void Read() {
    const auto hand_over = [this](std::uint64_t sequence, const LedgerEntry& entry) {
      topic->HandOver(sequence, entry, ledger, {});
      ledger.Apply(entry);
    };
    EXPECT_EQ(store.ReadNew(hand_over), "");
  }
  void Append(const std::vector<LedgerEntry>& entries) {
    EXPECT_EQ(store.Append(entries), "");
    Read();
  }
};

class AlertsTopicTest : public KafkaEdge {
 protected:
  AlertsTopicTest() : alerts_(topic_ + ".alerts") { broker_.CreateTopic(alerts_, kPartitions); }

  std::unique_ptr<Life> Start() {
    auto life = std::make_unique<Life>(log_);
    auto made = AlertsTopic::Connect(Options(), alerts_, nullptr);
    if (auto* problem = std::get_if<std::string>(&made)) ADD_FAILURE() << *problem;
    life->topic = std::move(std::get<0>(made));
    life->Read();
    return life;
  }
  std::vector<TopicMessage> Topic() { return ReadMessages(broker_.bootstrap(), alerts_); }
  std::vector<std::string> Ids() {
    std::vector<std::string> ids;
    for (const TopicMessage& one : Topic()) ids.push_back(one.Header("ce_id"));
    return ids;
  }
  static MailClaim Claim() {
    return ClaimOf("m-1", {{DragKey(), kOnset, Notification::kFiring, "north"},
                           {DragKey(), kOnset, Notification::kFiring, "head"}});
  }

  const std::string alerts_;
  const std::string ref_ = AlertRef(DragKey(), kOnset);
  InMemoryLedgerLog log_;
};

TEST_F(AlertsTopicTest, AMessageIsKeyedByAuthorityAndSaysWhatItIs) {
  const auto life = Start();
  life->Append({FiringState()});
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  const std::vector<TopicMessage> messages = Topic();
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(messages[0].key, "E08000099");
  EXPECT_EQ(messages[0].partition, MurmurPartition("E08000099", kPartitions));
  EXPECT_THAT(
      messages[0].headers,
      ElementsAre(MessageHeader{"ce_specversion", "1.0"}, MessageHeader{"ce_id", ref_ + ".firing"},
                  MessageHeader{"ce_source", "/caseclock"},
                  MessageHeader{"ce_type", "caseclock.alert.firing.v1"},
                  MessageHeader{"ce_time", "2024-03-04T00:00:00Z"},
                  MessageHeader{"ce_subject", ref_},
                  MessageHeader{"content-type", "application/protobuf"}));
}

TEST_F(AlertsTopicTest, MessagesOfAnAuthorityComeInTheOrderOfTheLedger) {
  const auto life = Start();
  life->Append({FiringState(), Claim(), MailOutcome{"m-1", MailEnd::kDelivered, 9, ""}});
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  const std::string mail = "m-1." + ref_ + ".firing.";
  EXPECT_THAT(Ids(), ElementsAre(ref_ + ".firing", mail + "north.told", mail + "head.told",
                                 mail + "north.delivered", mail + "head.delivered"));
}

TEST_F(AlertsTopicTest, OnlyWhatHasArrivedIsConfirmed) {
  const auto life = Start();
  broker_.SetDown();
  life->Append({FiringState(), Claim()});
  EXPECT_FALSE(life->topic->Flush(milliseconds(200)));
  EXPECT_EQ(life->topic->Confirmed(), 0u);
  EXPECT_EQ(life->topic->counts().waiting, 3u);
  broker_.SetUp();
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  EXPECT_EQ(life->topic->Confirmed(), 2u);
}

TEST_F(AlertsTopicTest, NotingHowFarItIsNeverEndsInNotingThat) {
  const auto life = Start();
  life->Append({FiringState()});
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  life->Append({AuditPublished{life->topic->Confirmed()}});
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  EXPECT_EQ(life->topic->Confirmed(), life->ledger.published());
}

TEST_F(AlertsTopicTest, WhatWasNotNotedGoesOutAgainWithTheSameId) {
  auto life = Start();
  life->Append({FiringState(), Claim()});
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  life->Append({AuditPublished{1}});  // and killed before the second was noted
  life = Start();
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  const std::string mail = "m-1." + ref_ + ".firing.";
  EXPECT_THAT(Ids(), ElementsAre(ref_ + ".firing", mail + "north.told", mail + "head.told",
                                 mail + "north.told", mail + "head.told"));
  EXPECT_EQ(life->topic->Confirmed(), 2u);
}

TEST_F(AlertsTopicTest, TheWholeMessageIsTheSameAgain) {
  Start()->Append({FiringState(), Claim()});  // killed before anything was sent
  ASSERT_TRUE(Start()->topic->Flush(seconds(20)));
  ASSERT_TRUE(Start()->topic->Flush(seconds(20)));
  std::vector<TopicMessage> messages = Topic();
  ASSERT_THAT(messages, SizeIs(6));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(messages[i].value, messages[i + 3].value);
    EXPECT_EQ(messages[i].headers, messages[i + 3].headers);
  }
}

TEST_F(AlertsTopicTest, WhatWasNotedIsNotSentAgain) {
  auto life = Start();
  life->Append({FiringState(), Claim()});
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  life->Append({AuditPublished{life->topic->Confirmed()}});
  life = Start();
  EXPECT_EQ(life->topic->counts().waiting, 0u);
}

TEST_F(AlertsTopicTest, ARefusedMessageIsTriedAgain) {
  const auto life = Start();
  broker_.RefuseNextProduceAsTooLarge(1);
  life->Append({FiringState()});
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  EXPECT_EQ(life->topic->counts().failed_attempts, 1u);
  EXPECT_THAT(Ids(), ElementsAre(ref_ + ".firing"));
}

class FullAlertsTopicTest : public AlertsTopicTest {
 protected:
  /// Fires, a mail that tells more than there is room for, and another mail.
  std::unique_ptr<Life> Overfill() {
    auto life = Start();
    MailClaim large = Claim();
    large.told.assign(kMaxWaitingAlertEvents, Claim().told.front());
    life->Append({FiringState(), large, ClaimOf("m-2")});
    EXPECT_TRUE(life->topic->counts().overflowed);
    return life;
  }
};

TEST_F(FullAlertsTopicTest, WhatFindsNoRoomIsNotConfirmed) {
  const auto life = Overfill();
  EXPECT_FALSE(life->topic->WantsAgain()) << "there is no room yet";
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  EXPECT_EQ(life->topic->Confirmed(), 1u);
  EXPECT_TRUE(life->topic->WantsAgain());
}

TEST_F(FullAlertsTopicTest, WhatFoundNoRoomGoesOutWhenHandedOverAgain) {
  const auto life = Overfill();
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  Ledger anew;
  for (const auto& [sequence, entry] : log_.entries) {
    life->topic->HandOver(sequence, sequence == 2 ? LedgerEntry(Claim()) : entry, anew, {});
    anew.Apply(entry);
  }
  EXPECT_FALSE(life->topic->counts().overflowed);
  ASSERT_TRUE(life->topic->Flush(seconds(20)));
  EXPECT_EQ(life->topic->Confirmed(), 3u);
  EXPECT_THAT(Ids(),
              testing::UnorderedElementsAre(ref_ + ".firing", "m-1." + ref_ + ".firing.north.told",
                                            "m-1." + ref_ + ".firing.head.told", "m-2.told"));
}

TEST_F(FullAlertsTopicTest, WhatIsNotedMeanwhileIsNoLongerWanted) {
  const auto life = Overfill();
  life->Append({AuditPublished{3}});
  EXPECT_FALSE(life->topic->counts().overflowed);
  EXPECT_EQ(life->topic->counts().waiting, 0u);
}

TEST(AlertsTopicOptionsTest, AWrongPropertyIsSaid) {
  KafkaOptions options{.bootstrap = "127.0.0.1:1"};
  options.properties = {{"acks", "1"}};
  const auto made = AlertsTopic::Connect(options, "alerts", nullptr);
  ASSERT_TRUE(std::holds_alternative<std::string>(made));
  EXPECT_THAT(std::get<std::string>(made), testing::HasSubstr("acks"));
}

}  // namespace
}  // namespace caseclock

#include "daemon/codec/alert_event.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "caseclock/v1/alert.pb.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;

const Onset kOnset{kLedgerDay, 1};

v1::AlertEvent Read(const AlertEventMessage& message) {
  v1::AlertEvent event;
  EXPECT_TRUE(event.ParseFromString(message.value));
  return event;
}

std::string Id(const AlertEventMessage& message) { return message.headers.at(1).second; }

class AlertEventTest : public testing::Test {
 protected:
  /// The messages of the entry, which then is in the ledger.
  std::vector<AlertEventMessage> Add(const LedgerEntry& entry) {
    auto messages = AlertEventsOf(entry, ledger_, rules_);
    ledger_.Apply(entry);
    return messages;
  }
  v1::AlertEvent AddOne(const LedgerEntry& entry) {
    const auto messages = Add(entry);
    EXPECT_THAT(messages, SizeIs(1));
    return messages.empty() ? v1::AlertEvent() : Read(messages.front());
  }
  static AlertState Phased(Phase phase, Onset onset = kOnset) {
    AlertState state = FiringState(DragKey(), onset);
    state.phase = phase;
    if (phase == Phase::kQuiet) state.resolved_at_us = kLedgerDayUs + 1'500'000;
    return state;
  }

  static AlertRule DragRule() {
    AlertRule rule;
    rule.id = "assessment_45.drag";
    rule.indicator = "assessment_45";
    rule.condition = Condition::kDragShare;
    rule.severity = Severity::kUrgent;
    return rule;
  }

  const std::vector<AlertRule> rules_ = {DragRule()};
  const std::string ref_ = AlertRef(DragKey(), kOnset);
  Ledger ledger_;
};

TEST_F(AlertEventTest, HeadersAreThoseOfACloudEventInBinaryMode) {
  const auto messages = Add(FiringState());
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(messages[0].key, "E08000099");
  EXPECT_THAT(
      messages[0].headers,
      ElementsAre(Pair("ce_specversion", "1.0"), Pair("ce_id", ref_ + ".firing"),
                  Pair("ce_source", "/caseclock"), Pair("ce_type", "caseclock.alert.firing.v1"),
                  Pair("ce_time", "2024-03-04T00:00:00Z"), Pair("ce_subject", ref_),
                  Pair("content-type", "application/protobuf")));
}

TEST_F(AlertEventTest, WhatFiresIsToldInFull) {
  const v1::AlertEvent event = AddOne(FiringState());
  EXPECT_EQ(event.DebugString(), R"(happened: "firing"
at_us: 1709510400000000
authority: "E08000099"
team: "Invented North"
rule: "assessment_45.drag"
indicator: "assessment_45"
condition: "drag_share"
severity: "urgent"
ref: ")" + ref_ + R"("
onset_day: "2024-03-04"
onset_ordinal: 1
phase: "firing"
since_us: 1709510400000000
value: 14118
before: 8000
sentence: "12 of 85 open assessments are overdue."
)");
}

TEST_F(AlertEventTest, AnAlertWithoutItsRuleIsToldAllTheSame) {
  AlertState state = FiringState({"gone.red", "E08000099", ""});
  const v1::AlertEvent event = AddOne(state);
  EXPECT_EQ(event.rule(), "gone.red");
  EXPECT_EQ(event.severity(), "");
}

TEST_F(AlertEventTest, OnlyAChangeOfPhaseIsTold) {
  EXPECT_THAT(Add(Phased(Phase::kPending)), IsEmpty());
  EXPECT_THAT(Add(Phased(Phase::kQuiet)), IsEmpty()) << "it never fired";
  EXPECT_THAT(Add(Phased(Phase::kFiring)), SizeIs(1));
  AlertState clear = Phased(Phase::kFiring);
  clear.clear_since_us = 7;
  EXPECT_THAT(Add(clear), IsEmpty());
  EXPECT_THAT(Add(Phased(Phase::kQuiet)), SizeIs(1));
  EXPECT_THAT(Add(Phased(Phase::kQuiet)), IsEmpty());
  EXPECT_THAT(Add(Phased(Phase::kFiring, {kLedgerDay, 2})), SizeIs(1));
}

TEST_F(AlertEventTest, ResolvedHasTheTimeAtWhichItWas) {
  Add(FiringState());
  const auto messages = Add(Phased(Phase::kQuiet));
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(Read(messages[0]).happened(), "resolved");
  EXPECT_THAT(messages[0].headers, testing::Contains(Pair("ce_time", "2024-03-04T00:00:01.5Z")));
}

TEST_F(AlertEventTest, AnAcknowledgementSaysWhoAndWhy) {
  const AlertAcknowledged entry{ref_, {"north", "Extra cover.", 7, 8}, "link"};
  EXPECT_THAT(Add(entry), IsEmpty()) << "of nothing that fires";
  Add(FiringState());
  const v1::AlertEvent event = AddOne(entry);
  EXPECT_EQ(event.acknowledgement().by(), "north");
  EXPECT_EQ(event.acknowledgement().comment(), "Extra cover.");
  EXPECT_EQ(event.acknowledgement().until_us(), 8);
  EXPECT_EQ(event.acknowledgement().via(), "link");
  EXPECT_EQ(event.at_us(), 7);
}

TEST_F(AlertEventTest, AMailIsToldForEachOfItsAlerts) {
  Add(FiringState());
  const auto messages =
      Add(ClaimOf("m-1", {{DragKey(), kOnset, Notification::kFiring, "north"},
                          {DragKey(), {kLedgerDay, 2}, Notification::kEscalated, "x"}}));
  ASSERT_THAT(messages, SizeIs(2));
  EXPECT_EQ(Id(messages[0]), "m-1." + ref_ + ".firing.north.told");
  const v1::AlertEvent event = Read(messages[0]);
  EXPECT_EQ(event.reader(), "north");
  EXPECT_EQ(event.mail_kind(), "immediate");
  EXPECT_EQ(event.value(), 14'118);
  EXPECT_EQ(Read(messages[1]).phase(), "") << "nothing is known of that episode";
}

TEST_F(AlertEventTest, TheEndOfAMailIsToldOnce) {
  const MailOutcome refused{"m-1", MailEnd::kRefused, 9, "550"};
  EXPECT_THAT(Add(refused), IsEmpty()) << "of no mail that is known";
  Add(ClaimOf("m-1", {{DragKey(), kOnset, Notification::kFiring, "north"}}));
  EXPECT_THAT(Add(ClaimOf("m-1")), IsEmpty()) << "too late";
  const v1::AlertEvent event = AddOne(refused);
  EXPECT_EQ(event.happened(), "refused");
  EXPECT_EQ(event.reason(), "550");
  EXPECT_EQ(event.told(), "firing");
  EXPECT_THAT(Add(refused), IsEmpty());
}

TEST_F(AlertEventTest, AMailAboutNothingNewIsOneMessage) {
  const auto messages = Add(ClaimOf("m-1"));
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(Id(messages[0]), "m-1.told");
  EXPECT_THAT(messages[0].headers, testing::Contains(Pair("ce_subject", "m-1")));
}

TEST_F(AlertEventTest, WhatWasPublishedIsNothingToTell) {
  EXPECT_THAT(Add(AuditPublished{1}), IsEmpty());
}

TEST_F(AlertEventTest, NoAddressAndNoMailLeaves) {
  simulation::Dice dice(1);
  for (int i = 0; i < 2000; ++i) {
    for (const AlertEventMessage& message : Add(SomeEntry(dice))) {
      EXPECT_THAT(message.value, Not(HasSubstr("council.example")));
      EXPECT_THAT(message.value, Not(HasSubstr("Subject")));
      EXPECT_THAT(message.value, Not(HasSubstr("instance-7")));
    }
  }
}

TEST_F(AlertEventTest, EveryMessageHasAnIdOfItsOwn) {
  simulation::Dice dice(2);
  std::set<std::string> ids;
  for (int i = 1; i <= 200; ++i) {
    MailClaim claim = some::Claim(dice);
    claim.id = "m-" + std::to_string(i);
    claim.told.resize(std::min<std::size_t>(claim.told.size(), 1));
    for (const auto& message : Add(claim)) EXPECT_TRUE(ids.insert(Id(message)).second);
    const MailOutcome outcome{claim.id, MailEnd::kDelivered, 1, ""};
    for (const auto& message : Add(outcome)) EXPECT_TRUE(ids.insert(Id(message)).second);
  }
}

TEST_F(AlertEventTest, AWrongByteIsNoReasonToBeUnreadable) {
  AlertState state = FiringState(DragKey("North\xff"));
  EXPECT_EQ(AddOne(state).team(), "North?");
}

}  // namespace
}  // namespace caseclock

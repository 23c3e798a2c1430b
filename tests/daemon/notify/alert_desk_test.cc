// Does the desk write before it tells, and tell nobody twice?
#include "daemon/notify/alert_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/in_memory_ledger_store.h"
#include "tests/support/moments.h"

namespace caseclock {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kCouncil[] = "X99000099";

/// Keeps what it is given, and says of it what it is told to.
class RecordingQueue : public MailQueue {
 public:
  bool Enqueue(QueuedMail mail) override {
    mails.push_back(std::move(mail));
    return true;
  }
  std::vector<MailOutcome> TakeOutcomes() override { return std::exchange(outcomes, {}); }

  std::vector<QueuedMail> mails;
  std::vector<MailOutcome> outcomes;
};

/// A council with one team, so and so many of whose assessments are late.
std::shared_ptr<const View> ViewWith(std::int64_t drag, std::vector<std::string> held = {}) {
  auto council = std::make_shared<AuthorityView>();
  council->authority = kCouncil;
  council->as_of = Day("2024-03-05");
  Row row;
  row.indicator = "assessment_45";
  row.team = "North";
  row.open = 50;
  row.drag = drag;
  row.current.period = {Day("2023-04-01"), Day("2024-03-05")};
  council->rows.push_back(row);
  auto view = std::make_shared<View>();
  view->authorities.push_back(council);
  view->held = std::move(held);
  return view;
}

/// One rule and one manager; a desk that can be started anew over the same ledger.
class AlertDeskTest : public testing::Test {
 protected:
  AlertDeskTest() {
    AlertRule rule;
    rule.id = "assessment_45.drag";
    rule.indicator = "assessment_45";
    rule.condition = Condition::kDrag;
    rule.teams = true;
    rule.severity = Severity::kUrgent;
    rule.fire = {5'000};
    rule.clear = {2'000};
    Person head;
    head.id = head.title = "head";
    head.address = "head@council.example";
    config_->rules = {rule};
    config_->people = {head};
    const auto definitions = std::make_shared<const Definitions>();
    config_->definitions_of = [definitions](const std::string&) { return definitions; };
    config_->moment_of = [](std::int64_t us) { return Moment{us, Day("2024-03-05"), 0}; };
    config_->from_address = "caseclock@council.example";
    Restart();
  }

  void Restart() {
    queue_ = std::make_unique<RecordingQueue>();
    store_ = std::make_unique<InMemoryLedgerStore>(log_);
    desk_ = std::make_unique<AlertDesk>(
        config_, *store_, *queue_, nullptr, [this](const auto&, const auto& questions) {
          using Answers = std::vector<std::vector<OpenItem>>;
          return oldest_can_be_had_ ? std::optional(Answers(questions.size())) : std::nullopt;
        });
    ASSERT_EQ(desk_->Open(), "");
  }

  std::string Step(const std::shared_ptr<const View>& view, int hour, int minute,
                   bool caught_up = true) {
    return desk_->Step({view, caught_up, At("2024-03-05", hour, minute)});
  }

  /// Fires at 10:00 and is told at 10:05.
  void TellOfLateWork() {
    Step(ViewWith(9), 10, 0);
    Step(ViewWith(9), 10, 5);
  }

  /// Fires and clears by turns, and fires in the end; the write of that number finds the program killed. False when
  /// there are fewer writes.
  bool FlapWithAKillAt(int write) {
    log_ = {};
    Restart();
    store_->good_appends = write;
    store_->failing_appends = 1;
    bool killed = false;
    for (int minute = 0; minute < 9; ++minute) {
      const bool fires = minute % 2 == 0 || minute > 6;
      if (Step(ViewWith(fires ? 9 : 0), 10, minute).empty()) continue;
      killed = true;
      Restart();
    }
    return killed;
  }

  std::shared_ptr<DeskConfig> config_ = std::make_shared<DeskConfig>();
  bool oldest_can_be_had_ = true;
  InMemoryLedgerLog log_;
  std::unique_ptr<InMemoryLedgerStore> store_;
  std::unique_ptr<RecordingQueue> queue_;
  std::unique_ptr<AlertDesk> desk_;
};

TEST_F(AlertDeskTest, NotesWhenItBeganToLookAndKeepsThat) {
  Step(ViewWith(0), 10, 0, false);
  EXPECT_EQ(desk_->ledger().begun_us(), 0) << "nothing has been looked at before it is caught up";
  Step(ViewWith(0), 10, 1);
  Restart();
  Step(ViewWith(0), 10, 2);
  EXPECT_EQ(desk_->ledger().begun_us(), At("2024-03-05", 10, 1).us);
}

TEST_F(AlertDeskTest, ALedgerOfAnEarlierVersionBeganWithWhatStandsInIt) {
  AlertState state;
  state.key = {"assessment_45.drag", "X99000001", "North"};
  state.phase = Phase::kFiring;
  state.since_us = At("2024-02-05", 9).us;
  ASSERT_EQ(store_->Append({state}), "");
  Step(ViewWith(0), 10, 0);
  EXPECT_EQ(desk_->ledger().begun_us(), At("2024-02-05", 9).us);
}

TEST_F(AlertDeskTest, AFirstStartOnAMondayTellsOnlyWhatFires) {
  const auto step = [this](int minute) {
    desk_->Step({ViewWith(9), true, At("2024-03-04", 10, minute)});
  };
  step(0);
  step(5);
  ASSERT_THAT(queue_->mails, SizeIs(1));
  EXPECT_THAT(queue_->mails[0].message, HasSubstr("Subject: Urgent: "));
}

TEST_F(AlertDeskTest, TellsWhatFiresOnce) {
  TellOfLateWork();
  Step(ViewWith(9), 10, 6);
  ASSERT_THAT(queue_->mails, SizeIs(1));
  EXPECT_EQ(queue_->mails[0].address, "head@council.example");
  EXPECT_THAT(queue_->mails[0].message, HasSubstr("Subject: Urgent: 9 assessments overdue, North"));
  EXPECT_EQ(desk_->health().firing.at("urgent"), 1);
}

TEST_F(AlertDeskTest, AMailWaitsHalfAMinuteForItsOldestItemsAndThenGoesWithout) {
  oldest_can_be_had_ = false;
  TellOfLateWork();
  EXPECT_THAT(queue_->mails, IsEmpty());
  Step(ViewWith(9), 10, 6);
  EXPECT_THAT(queue_->mails, SizeIs(1));
}

TEST_F(AlertDeskTest, AMailGoesAsSoonAsItsOldestItemsCanBeHad) {
  oldest_can_be_had_ = false;
  TellOfLateWork();
  oldest_can_be_had_ = true;
  Step(ViewWith(9), 10, 5);
  EXPECT_THAT(queue_->mails, SizeIs(1));
}

TEST_F(AlertDeskTest, NothingLeavesThatIsNotInTheLedger) {
  Step(ViewWith(9), 10, 0);
  store_->failing_appends = 1;
  EXPECT_NE(Step(ViewWith(9), 10, 5), "");
  EXPECT_THAT(queue_->mails, IsEmpty());
  EXPECT_EQ(Step(ViewWith(9), 10, 5), "");
  EXPECT_THAT(queue_->mails, SizeIs(1));
}

TEST_F(AlertDeskTest, AMailThatWasOnItsWayGoesOutAgainWithTheSameBytes) {
  TellOfLateWork();
  const QueuedMail before = queue_->mails.at(0);
  Restart();
  ASSERT_THAT(queue_->mails, SizeIs(1));
  EXPECT_EQ(queue_->mails[0].id, before.id);
  EXPECT_EQ(queue_->mails[0].message, before.message);
}

TEST_F(AlertDeskTest, AMailThatHasArrivedDoesNotGoOutAgain) {
  TellOfLateWork();
  queue_->outcomes = {{queue_->mails.at(0).id, MailEnd::kDelivered, 1, ""}};
  Step(ViewWith(9), 10, 6);
  Restart();
  Step(ViewWith(9), 10, 7);
  EXPECT_THAT(queue_->mails, IsEmpty());
}

TEST_F(AlertDeskTest, WhatBecameOfAMailIsNotLostWithAFullDisk) {
  TellOfLateWork();
  queue_->outcomes = {{queue_->mails.at(0).id, MailEnd::kDelivered, 1, ""}};
  store_->failing_appends = 1;
  EXPECT_NE(Step(ViewWith(9), 10, 6), "");
  EXPECT_EQ(Step(ViewWith(9), 10, 7), "");
  Restart();
  EXPECT_THAT(queue_->mails, IsEmpty());
}

TEST_F(AlertDeskTest, WhicheverWriteAKillPreventsWhatFiresInTheEndIsTold) {
  config_->group_wait_us = 0;
  config_->people[0].budget = 50;
  int write = 0;
  for (; FlapWithAKillAt(write); ++write) {
    const AlertState& alert = desk_->ledger().alerts().begin()->second;
    ASSERT_EQ(alert.phase, Phase::kFiring);
    const auto* told =
        desk_->ledger().ToldBy(alert.key, alert.onset, Notification::kFiring, "head");
    ASSERT_NE(told, nullptr) << "killed at write " << write;
    EXPECT_THAT(queue_->mails, Contains(Field(&QueuedMail::id, told->claim.id)));
  }
  EXPECT_EQ(write, 11) << "seven turns, and an email for each of the four that fire";
}

TEST_F(AlertDeskTest, SilentUntilCaughtUp) {
  Step(ViewWith(9), 10, 0, false);
  Step(ViewWith(9), 10, 5, false);
  EXPECT_THAT(queue_->mails, IsEmpty());
  EXPECT_THAT(desk_->ledger().alerts(), IsEmpty());
}

TEST_F(AlertDeskTest, SilentAboutACouncilOfWhichHalfAnExportIsRead) {
  Step(ViewWith(9, {kCouncil}), 10, 0);
  EXPECT_THAT(desk_->ledger().alerts(), IsEmpty());
  Step(ViewWith(0), 10, 1);
  EXPECT_THAT(desk_->ledger().alerts(), IsEmpty());
}

TEST_F(AlertDeskTest, OfTwoInstancesOneTells) {
  InMemoryLedgerLog log;
  InMemoryLedgerStore seven(log), nine(log);
  RecordingQueue of_seven, of_nine;
  auto other = std::make_shared<DeskConfig>(*config_);
  other->instance = "nine";
  const auto none = [](const auto&, const auto&) { return std::vector<std::vector<OpenItem>>(); };
  AlertDesk first(config_, seven, of_seven, nullptr, none);
  AlertDesk second(other, nine, of_nine, nullptr, none);
  for (const Moment& moment : {At("2024-03-05", 10, 0), At("2024-03-05", 10, 5)}) {
    EXPECT_EQ(first.Step({ViewWith(9), true, moment}), "");
    EXPECT_EQ(second.Step({ViewWith(9), true, moment}), "");
  }
  EXPECT_EQ(of_seven.mails.size() + of_nine.mails.size(), 1U);
}

TEST_F(AlertDeskTest, ARuleThatIsTakenAwayEndsItsAlerts) {
  TellOfLateWork();
  auto without = std::make_shared<DeskConfig>(*config_);
  without->rules.clear();
  desk_->Configure(without);
  Step(ViewWith(9), 10, 6);
  EXPECT_THAT(queue_->mails, SizeIs(1)) << "the digest tells that it is over";
  queue_->outcomes = {{queue_->mails.at(0).id, MailEnd::kDelivered, 1, ""}};
  desk_->Step({ViewWith(9), true, At("2024-03-06", 8)});
  ASSERT_THAT(queue_->mails, SizeIs(2));
  EXPECT_THAT(queue_->mails[1].message, HasSubstr("1 resolved"));
}

TEST_F(AlertDeskTest, MailsOfOperatorsAboutOneAlertStandInOneThread) {
  config_->people[0].is_operator = true;
  config_->rules[0].condition = Condition::kDataLate;
  config_->rules[0].teams = false;
  config_->rules[0].indicator.clear();
  config_->rules[0].fire = config_->rules[0].clear = {1'000};
  const auto recorded = [](std::string_view day) {
    auto view = std::make_shared<View>(*ViewWith(0));
    auto council = std::make_shared<AuthorityView>(*view->authorities[0]);
    council->data_as_of_us = At(day, 12).us;
    view->authorities[0] = council;
    return view;
  };
  Step(recorded("2024-03-01"), 10, 0);
  Step(recorded("2024-03-01"), 10, 5);
  Step(recorded("2024-03-05"), 10, 30);
  Step(recorded("2024-03-05"), 10, 40);
  ASSERT_THAT(queue_->mails, SizeIs(2));
  EXPECT_THAT(queue_->mails[1].message, HasSubstr("References: <" + queue_->mails[0].id + "@"));
}

}  // namespace
}  // namespace caseclock

// Does the desk keep what it has learnt until it is in the ledger?
#include "daemon/notify/alert_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/in_memory_ledger_store.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

/// A queue whose outcomes are given by the test, each once.
class GivenOutcomes final : public MailQueue {
 public:
  bool Enqueue(QueuedMail mail) override {
    enqueued.push_back(mail.id);
    return true;
  }
  std::vector<MailOutcome> TakeOutcomes() override { return std::exchange(outcomes, {}); }

  std::vector<std::string> enqueued;
  std::vector<MailOutcome> outcomes;
};

class AlertDeskTest : public testing::Test {
 protected:
  AlertDeskTest() : desk_(std::make_shared<DeskConfig>(), store_, queue_, nullptr, {}) {
    MailClaim claim = ClaimOf("m-1");
    claim.owner = DeskConfig().instance;
    EXPECT_EQ(store_.Append({claim}), "");
    EXPECT_EQ(desk_.Open(), "");
  }
  std::string Step(std::int64_t us) { return desk_.Step({nullptr, false, {us, kLedgerDay, 600}}); }

  InMemoryLedgerStore store_;
  GivenOutcomes queue_;
  AlertDesk desk_;
};

TEST_F(AlertDeskTest, AnOutcomeThatCouldNotBeWrittenIsWrittenLater) {
  queue_.outcomes = {{"m-1", MailEnd::kDelivered, kLedgerDayUs, ""}};
  store_.failing_appends = 1;
  EXPECT_NE(Step(kLedgerDayUs), "");
  EXPECT_EQ(Step(kLedgerDayUs), "");
  EXPECT_TRUE(desk_.ledger().FindMail("m-1")->outcome.has_value());
}

TEST_F(AlertDeskTest, AMailThatWasDeliveredIsNotHandedOverAgainWhenTheDiskHasFailed) {
  queue_.outcomes = {{"m-1", MailEnd::kDelivered, kLedgerDayUs, ""}};
  store_.failing_appends = 1;
  EXPECT_NE(Step(kLedgerDayUs), "");
  EXPECT_EQ(Step(kLedgerDayUs + 2 * 60 * 60 * std::int64_t{1'000'000}), "");
  EXPECT_THAT(queue_.enqueued, testing::ElementsAre("m-1"));  // when the desk was opened
}

}  // namespace
}  // namespace caseclock

#include "daemon/alerts/sent_log.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

/// A ledger, and what the log hears of it.
class SentLogTest : public testing::Test {
 protected:
  void Claim(const std::string& id, const std::string& reader, MailKind kind) {
    MailClaim claim;
    claim.id = id;
    claim.reader = reader;
    claim.kind = kind;
    claim.address = reader + "@council.example";
    Apply(claim);
  }
  void End(const std::string& id, MailEnd end, const std::string& code = "") {
    Apply(MailOutcome{id, end, 1, code});
  }

  SentLog sent_;

 private:
  void Apply(const LedgerEntry& entry) {
    sent_.Note(entry, ledger_);
    ledger_.Apply(entry);
  }
  Ledger ledger_;
};

TEST_F(SentLogTest, SaysHowManyOfWhichKindToHowManyPeople) {
  Claim("m-1", "north", MailKind::kImmediate);
  Claim("m-2", "north", MailKind::kImmediate);
  Claim("m-3", "head", MailKind::kDigest);
  EXPECT_EQ(sent_.TakeLine(), "");
  for (const char* id : {"m-1", "m-2", "m-3"}) End(id, MailEnd::kDelivered);
  EXPECT_EQ(sent_.TakeLine(), "3 emails delivered: 2 urgent to 1 person, 1 digest to 1 person");
  EXPECT_EQ(sent_.TakeLine(), "");
}

TEST_F(SentLogTest, WhatEndedInAnotherWayIsTold) {
  Claim("m-1", "north", MailKind::kImmediate);
  Claim("m-2", "head", MailKind::kDigest);
  Claim("m-3", "south", MailKind::kDigest);
  End("m-1", MailEnd::kDelivered);
  End("m-2", MailEnd::kRefused, "550");
  End("m-3", MailEnd::kGivenUp);
  EXPECT_EQ(sent_.TakeLine(),
            "1 email delivered: 1 urgent to 1 person; "
            "1 email refused by the mail server (550): 1 digest to 1 person; "
            "1 email given up because the mail server could not be reached: 1 digest to 1 person");
}

TEST_F(SentLogTest, AnOutcomeCountsOnceAndNamesNobody) {
  Claim("m-1", "north", MailKind::kTest);
  End("m-1", MailEnd::kDelivered);
  End("m-1", MailEnd::kDelivered);
  const std::string line = sent_.TakeLine();
  EXPECT_EQ(line, "1 email delivered: 1 test to 1 person");
  EXPECT_EQ(line.find("north"), std::string::npos);
  EXPECT_EQ(line.find('@'), std::string::npos);
}

TEST_F(SentLogTest, WhatIsNotClaimedIsNotTold) {
  End("m-1", MailEnd::kDelivered);
  EXPECT_EQ(sent_.TakeLine(), "");
}

}  // namespace
}  // namespace caseclock

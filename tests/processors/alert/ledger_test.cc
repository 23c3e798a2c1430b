#include "processors/alert/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Onset kFirst{Date{19'786}, 1}, kSecond{Date{19'786}, 2};  // 4 March 2024
constexpr std::int64_t kDayUs = std::int64_t{24} * 60 * kMinuteUs;

ToldAlert TellsFiring(Onset onset = kFirst, std::string person = "north") {
  return {DragKey(), onset, Notification::kFiring, std::move(person)};
}

AlertState Quiet(Onset onset, std::int64_t resolved_at_us) {
  AlertState state = FiringState(DragKey(), onset);
  state.phase = Phase::kQuiet;
  state.resolved_at_us = resolved_at_us;
  return state;
}

class LedgerTest : public testing::Test {
 protected:
  void Fires(Onset onset = kFirst) { ledger_.Apply(FiringState(DragKey(), onset)); }
  void Claims(const std::string& id, std::vector<ToldAlert> told = {}) {
    ledger_.Apply(ClaimOf(id, std::move(told)));
  }
  void Ends(const std::string& id, MailEnd end = MailEnd::kDelivered) {
    ledger_.Apply(MailOutcome{id, end, kLedgerDayUs + 1, ""});
  }
  void Acknowledges(Onset onset = kFirst, const std::string& comment = "Seen.") {
    ledger_.Apply(AlertAcknowledged{
        AlertRef(DragKey(), onset), {"north", comment, kLedgerDayUs, kLedgerDayUs + 1}, "link"});
  }
  bool IsTold(Onset onset = kFirst, const std::string& person = "north") const {
    return ledger_.ToldBy(DragKey(), onset, Notification::kFiring, person) != nullptr;
  }
  const AlertState& Alert() const { return *ledger_.Find(DragKey()); }

  Ledger ledger_;
};

TEST_F(LedgerTest, TheFirstClaimOfAMailCounts) {
  MailClaim late = ClaimOf("m-1", {TellsFiring()});
  late.owner = "instance-9";
  Claims("m-1");
  ledger_.Apply(late);
  EXPECT_EQ(ledger_.FindMail("m-1")->claim.owner, "instance-7");
  EXPECT_FALSE(IsTold()) << "a claim that came too late tells nothing";
}

TEST_F(LedgerTest, AnOutcomeOfAnUnknownMailIsIgnored) {
  Ends("m-1");
  EXPECT_EQ(ledger_.FindMail("m-1"), nullptr);
  Claims("m-1");
  EXPECT_FALSE(ledger_.FindMail("m-1")->outcome);
}

TEST_F(LedgerTest, AnOutcomeDropsTheMessageAndNothingElse) {
  Claims("m-1", {TellsFiring()});
  MailClaim claim = ledger_.FindMail("m-1")->claim;
  EXPECT_NE(claim.message, "");
  Ends("m-1");
  claim.message.clear();
  EXPECT_EQ(ledger_.FindMail("m-1")->claim, claim);
}

TEST_F(LedgerTest, TheFirstOutcomeOfAMailStays) {
  Claims("m-1");
  Ends("m-1", MailEnd::kDelivered);
  Ends("m-1", MailEnd::kGivenUp);
  EXPECT_EQ(ledger_.FindMail("m-1")->outcome->end, MailEnd::kDelivered);
}

TEST_F(LedgerTest, TheNewestStateOfAnAlertCounts) {
  Fires();
  ledger_.Apply(Quiet(kFirst, kLedgerDayUs + 1));
  EXPECT_EQ(Alert().phase, Phase::kQuiet);
  EXPECT_EQ(ledger_.alerts().size(), 1u);
  EXPECT_EQ(ledger_.Find(DragKey("Invented South")), nullptr);
}

TEST_F(LedgerTest, AReferenceFindsTheLatestEpisodeOnly) {
  Fires(kFirst);
  EXPECT_EQ(ledger_.FindRef(AlertRef(DragKey(), kFirst)), &Alert());
  Fires(kSecond);
  EXPECT_EQ(ledger_.FindRef(AlertRef(DragKey(), kFirst)), nullptr);
  EXPECT_EQ(ledger_.FindRef(AlertRef(DragKey(), kSecond)), &Alert());
}

TEST_F(LedgerTest, AnAlertThatNeverFiredHasNoReference) {
  Fires({kLedgerDay, 0});
  EXPECT_EQ(ledger_.FindRef(AlertRef(DragKey(), {kLedgerDay, 0})), nullptr);
}

TEST_F(LedgerTest, AnAcknowledgementIsOfTheAlertWithItsReference) {
  Fires();
  Acknowledges();
  EXPECT_EQ(Alert().acknowledged->comment, "Seen.");
  Acknowledges(kFirst, "Once more.");
  EXPECT_EQ(Alert().acknowledged->comment, "Once more.");
}

TEST_F(LedgerTest, AnAcknowledgementOfAnEarlierEpisodeIsIgnored) {
  Fires(kSecond);
  Acknowledges(kFirst);
  EXPECT_FALSE(Alert().acknowledged);
}

TEST_F(LedgerTest, AnAcknowledgementOfWhatDoesNotFireIsIgnored) {
  ledger_.Apply(Quiet(kFirst, kLedgerDayUs));
  Acknowledges();
  EXPECT_FALSE(Alert().acknowledged);
}

TEST_F(LedgerTest, AStateOfTheSameEpisodeKeepsTheAcknowledgement) {
  Fires();
  Acknowledges();
  Fires();
  EXPECT_TRUE(Alert().acknowledged);
}

TEST_F(LedgerTest, AStateOfANewEpisodeCarriesItsOwn) {
  Fires(kFirst);
  Acknowledges();
  Fires(kSecond);
  EXPECT_FALSE(Alert().acknowledged);
  AlertState third = FiringState(DragKey(), {kLedgerDay, 3});
  third.acknowledged = Acknowledgement{"head", "Known.", 1, 2};
  ledger_.Apply(third);
  EXPECT_EQ(Alert().acknowledged->by, "head");
}

TEST_F(LedgerTest, TheFirstMailThatToldItIsTheOneThatTold) {
  Claims("m-2", {TellsFiring()});
  Claims("m-1", {TellsFiring()});
  EXPECT_EQ(ledger_.ToldBy(DragKey(), kFirst, Notification::kFiring, "north")->claim.id, "m-2");
}

TEST_F(LedgerTest, OneIsToldOfOneEpisodeInOneState) {
  Claims("m-1", {TellsFiring()});
  EXPECT_TRUE(IsTold());
  EXPECT_FALSE(IsTold(kSecond));
  EXPECT_FALSE(IsTold(kFirst, "head"));
  EXPECT_EQ(ledger_.ToldBy(DragKey(), kFirst, Notification::kResolved, "north"), nullptr);
  EXPECT_EQ(ledger_.ToldBy(DragKey("Invented South"), kFirst, Notification::kFiring, "north"),
            nullptr);
}

TEST_F(LedgerTest, WhoWasToldIsEverybodyOnceButForResolutions) {
  Claims("m-1", {TellsFiring(kFirst, "south"), TellsFiring(kFirst, "north")});
  Claims("m-2", {{DragKey(), kFirst, Notification::kEscalated, "head"},
                 {DragKey(), kFirst, Notification::kEscalated, "north"},
                 {DragKey(), kFirst, Notification::kResolved, "nobody"},
                 TellsFiring(kSecond, "later")});
  EXPECT_THAT(ledger_.WhoWasTold(DragKey(), kFirst), ElementsAre("head", "north", "south"));
  EXPECT_THAT(ledger_.WhoWasTold(DragKey(), {kLedgerDay, 3}), IsEmpty());
}

TEST_F(LedgerTest, MailsAtOnceAreCountedByReaderAndDay) {
  Claims("m-1");
  Claims("m-2");
  Claims("m-2");
  MailClaim digest = ClaimOf("m-3");
  digest.kind = MailKind::kDigest;
  ledger_.Apply(digest);
  EXPECT_EQ(ledger_.ImmediateMails("north", kLedgerDay), 2);
  EXPECT_EQ(ledger_.ImmediateMails("north", kLedgerDay + 1), 0);
  EXPECT_EQ(ledger_.ImmediateMails("head", kLedgerDay), 0);
}

TEST_F(LedgerTest, PublishedOnlyGrows) {
  ledger_.Apply(AuditPublished{7});
  ledger_.Apply(AuditPublished{5});
  EXPECT_EQ(ledger_.published(), 7u);
}

TEST_F(LedgerTest, AlertsBeginOnceAndThatIsNeverForgotten) {
  EXPECT_EQ(ledger_.begun_us(), 0);
  ledger_.Apply(AlertsBegun{7});
  ledger_.Apply(AlertsBegun{5});
  ledger_.Forget(kLedgerDayUs + 93 * kDayUs);
  EXPECT_EQ(ledger_.begun_us(), 7);
  EXPECT_THAT(ledger_.Snapshot(), ElementsAre(LedgerEntry{AlertsBegun{7}}));
}

TEST_F(LedgerTest, KnowsTheEarliestTimeOfAnythingInIt) {
  EXPECT_EQ(ledger_.EarliestUs(), std::nullopt);
  Claims("m-1");
  EXPECT_EQ(ledger_.EarliestUs(), kLedgerDayUs);
  AlertState state = FiringState();
  state.since_us = kLedgerDayUs - kDayUs;
  ledger_.Apply(state);
  EXPECT_EQ(ledger_.EarliestUs(), kLedgerDayUs - kDayUs);
}

TEST_F(LedgerTest, ForgetsAMailAndAnAlertAfterNinetyTwoDays) {
  ledger_.Apply(Quiet(kFirst, kLedgerDayUs));
  Claims("m-1", {TellsFiring()});
  Ends("m-1");
  ledger_.Forget(kLedgerDayUs + 92 * kDayUs);
  EXPECT_NE(ledger_.Find(DragKey()), nullptr);
  EXPECT_TRUE(IsTold());
  ledger_.Forget(kLedgerDayUs + 92 * kDayUs + 1);
  EXPECT_EQ(ledger_.Find(DragKey()), nullptr);
  EXPECT_EQ(ledger_.FindRef(AlertRef(DragKey(), kFirst)), nullptr);
  EXPECT_FALSE(IsTold());
  EXPECT_THAT(ledger_.Snapshot(), IsEmpty());
}

TEST_F(LedgerTest, NeverForgetsAMailWithoutOutcome) {
  Claims("m-1");
  ledger_.Forget(kLedgerDayUs + 400 * kDayUs);
  EXPECT_NE(ledger_.FindMail("m-1"), nullptr);
}

TEST_F(LedgerTest, WhatFiresForAYearIsNotToldTwice) {
  Fires();
  Claims("m-1", {TellsFiring()});
  Ends("m-1");
  ledger_.Forget(kLedgerDayUs + 365 * kDayUs);
  EXPECT_NE(ledger_.Find(DragKey()), nullptr);
  EXPECT_TRUE(IsTold());
}

TEST_F(LedgerTest, MailsOfEarlierEpisodesAreForgottenWhileTheAlertStays) {
  Claims("m-1", {TellsFiring(kFirst)});
  Ends("m-1");
  Fires(kSecond);
  ledger_.Forget(kLedgerDayUs + 93 * kDayUs);
  EXPECT_EQ(ledger_.FindMail("m-1"), nullptr);
  EXPECT_EQ(ledger_.ImmediateMails("north", kLedgerDay), 0);
}

TEST_F(LedgerTest, WhatALaterMailToldIsKnownWhenTheFirstIsForgotten) {
  Claims("m-1", {TellsFiring()});
  Ends("m-1");
  Claims("m-2", {TellsFiring()});
  ledger_.Forget(kLedgerDayUs + 93 * kDayUs);
  EXPECT_EQ(ledger_.ToldBy(DragKey(), kFirst, Notification::kFiring, "north")->claim.id, "m-2");
}

/// Every answer the ledger of the small world of SomeEntry can give.
std::string Answers(const Ledger& ledger) {
  std::ostringstream out;
  out << ledger.published() << '\n';
  for (const std::string rule : {"ni60.red", "ni64.oldest"}) {
    for (const std::string team : {"", "Invented North"}) {
      for (int i = 0; i < 6; ++i) {
        const AlertKey key{rule, "E08000099", team};
        const Onset onset{kLedgerDay + i / 3, i % 3};
        const AlertState* state = ledger.FindRef(AlertRef(key, onset));
        out << rule << team << i << ' ' << (state == nullptr ? "-" : state->key.team);
        for (const std::string& person : ledger.WhoWasTold(key, onset)) out << ' ' << person;
        for (const Notification notification :
             {Notification::kFiring, Notification::kResolved, Notification::kEscalated}) {
          for (const std::string person : {"north", "head"}) {
            const MailRecord* mail = ledger.ToldBy(key, onset, notification, person);
            out << ' ' << (mail == nullptr ? "-" : mail->claim.id);
          }
        }
        out << '\n';
      }
    }
  }
  for (const std::string reader : {"north", "head"}) {
    out << ledger.ImmediateMails(reader, kLedgerDay) << ' ';
  }
  return out.str();
}

void ExpectEqualAnswers(const Ledger& copy, const Ledger& ledger, std::uint64_t seed) {
  EXPECT_EQ(copy.alerts(), ledger.alerts()) << "seed " << seed;
  EXPECT_EQ(copy.mails(), ledger.mails()) << "seed " << seed;
  EXPECT_EQ(Answers(copy), Answers(ledger)) << "seed " << seed;
}

TEST(LedgerPropertyTest, ASnapshotMakesTheSameLedger) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    simulation::Dice dice(seed);
    Ledger ledger, copy;
    std::size_t applied = 0;
    for (int i = dice.Between(0, 120); i > 0; --i, ++applied) {
      ledger.Apply(SomeEntry(dice));
      if (dice.Chance(3)) ledger.Forget(some::AtUs(dice) + kLedgerMemoryUs);
    }
    const auto snapshot = ledger.Snapshot();
    EXPECT_LE(snapshot.size(), applied);
    for (const LedgerEntry& entry : snapshot) copy.Apply(entry);
    ExpectEqualAnswers(copy, ledger, seed);
    EXPECT_EQ(copy.Snapshot(), snapshot);
  }
}

/// What happens after a compaction has the same effect as without one.
TEST(LedgerPropertyTest, ACopyGoesOnLikeTheLedger) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    simulation::Dice dice(seed);
    Ledger ledger, copy;
    for (int i = 0; i < 60; ++i) ledger.Apply(SomeEntry(dice));
    for (const LedgerEntry& entry : ledger.Snapshot()) copy.Apply(entry);
    for (int i = 0; i < 60; ++i) {
      const LedgerEntry entry = SomeEntry(dice);
      ledger.Apply(entry);
      copy.Apply(entry);
    }
    ExpectEqualAnswers(copy, ledger, seed);
  }
}

TEST(LedgerNamesTest, AreTheWordsOfMailsAndMetrics) {
  EXPECT_EQ(NotificationName(Notification::kEscalated), "escalated");
  EXPECT_EQ(MailKindName(MailKind::kImmediate), "immediate");
  EXPECT_EQ(MailEndName(MailEnd::kGivenUp), "given_up");
}

}  // namespace
}  // namespace caseclock

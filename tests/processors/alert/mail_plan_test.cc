// Is everybody told what concerns them, once, by the right mail?
#include "processors/alert/mail_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/moments.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kCouncil[] = "X99000099";

/// A council with a head and the manager of a team; mails are claimed as they are planned.
class MailPlanTest : public testing::Test {
 protected:
  MailPlanTest() {
    Person north;
    north.id = "north";
    north.authority = kCouncil;
    north.teams = {"North"};
    north.escalates_to = "head";
    Person head;
    head.id = "head";
    head.authority = kCouncil;
    Person oncall;
    oncall.id = "oncall";
    oncall.is_operator = true;
    oncall.quiet = {0, 0, false};
    people_ = {north, head, oncall};
    AddRule("late", Severity::kUrgent).escalate_after_days = 3;
    AddRule("red", Severity::kAttention);
    AddRule("old", Severity::kNotice);
    AddRule("feed", Severity::kUrgent).condition = Condition::kDataLate;
    ledger_.Apply(AlertsBegun{At("2024-02-01", 9).us});
  }

  AlertRule& AddRule(const std::string& id, Severity severity) {
    AlertRule rule;
    rule.id = id;
    rule.severity = severity;
    rule.teams = true;
    rules_.push_back(rule);
    return rules_.back();
  }

  Person& Who(std::string_view id) { return const_cast<Person&>(*FindPerson(people_, id)); }

  void Fire(const std::string& rule, const std::string& team, const Moment& moment) {
    AlertState state;
    state.key = {rule, kCouncil, team};
    state.phase = Phase::kFiring;
    state.since_us = moment.us;
    state.onset = {moment.day, 1};
    ledger_.Apply(state);
  }

  void Resolve(const std::string& rule, const std::string& team, const Moment& moment) {
    AlertState state = *ledger_.Find({rule, kCouncil, team});
    state.phase = Phase::kQuiet;
    state.resolved_at_us = moment.us;
    ledger_.Apply(state);
  }

  void Acknowledge(const std::string& rule, const std::string& team, const Moment& until) {
    const AlertState& state = *ledger_.Find({rule, kCouncil, team});
    ledger_.Apply(AlertAcknowledged{
        AlertRef(state.key, state.onset), {"north", "on it", state.since_us, until.us}, "link"});
  }

  std::vector<PlannedMail> Plan(const Moment& moment) const {
    return PlanMails({ledger_, rules_, people_, calendar_of_, moment, group_wait_us_});
  }

  /// "north immediate: late North new" for each mail that is planned and so sent.
  std::vector<std::string> Send(const Moment& moment) {
    std::vector<std::string> sent;
    for (const PlannedMail& mail : Plan(moment)) {
      MailClaim claim;
      claim.id = mail.id;
      claim.reader = mail.reader;
      claim.kind = mail.kind;
      claim.day = moment.day;
      claim.at_us = moment.us;
      claim.told = mail.told;
      ledger_.Apply(claim);
      sent.push_back(TextOf(mail));
    }
    return sent;
  }

  static std::string TextOf(const PlannedMail& mail) {
    std::string text =
        mail.reader + " " + (mail.weekly ? "weekly" : std::string(MailKindName(mail.kind))) + ":";
    for (const PlannedItem& item : mail.items) {
      text += " " + item.key.rule + "@" + item.key.team + " " + std::string(ItemText(item.item));
    }
    if (mail.rolled_up != 0) text += " (+" + std::to_string(mail.rolled_up) + ")";
    return text;
  }

  WorkingDays calendar_ = WorkingDays::EnglandAndWales();
  CalendarOf calendar_of_ = [this](const std::string&) -> const WorkingDays& { return calendar_; };
  Ledger ledger_;
  std::int64_t group_wait_us_ = kGroupWaitUs;
  std::vector<AlertRule> rules_;
  std::vector<Person> people_;
};

TEST_F(MailPlanTest, AnUrgentAlertOfATeamGoesToItsManagerOnce) {
  Fire("late", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 5)), ElementsAre("north immediate: late@North new"));
  EXPECT_THAT(Send(At("2024-03-05", 10, 6)), IsEmpty());
}

TEST_F(MailPlanTest, ATeamWithoutAManagerIsTheHeads) {
  Fire("late", "South", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 5)), ElementsAre("head immediate: late@South new"));
}

TEST_F(MailPlanTest, AnUrgentAlertWaitsTwoMinutesForOthersOfItsTeam) {
  Fire("late", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 1)), IsEmpty());
  AddRule("later", Severity::kUrgent);
  Fire("later", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 2)),
              ElementsAre("north immediate: late@North new later@North new"));
}

TEST_F(MailPlanTest, WithoutAWaitAnUrgentAlertIsToldInTheStepInWhichItFires) {
  group_wait_us_ = 0;
  Fire("late", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10)), ElementsAre("north immediate: late@North new"));
}

TEST_F(MailPlanTest, WhatCanWaitIsInTheDigestOfTheNextWorkingDay) {
  Fire("red", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-06", 7, 59)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-06", 8)), ElementsAre("north digest: red@North new"));
  EXPECT_THAT(Send(At("2024-03-06", 8, 1)), IsEmpty());
}

TEST_F(MailPlanTest, AReminderOfWhatCanWaitComesWithNewsOrOnceAWeek) {
  Fire("red", "North", At("2024-03-05", 7));
  Send(At("2024-03-05", 8));
  EXPECT_THAT(Send(At("2024-03-06", 8)), IsEmpty());
  Fire("more", "North", At("2024-03-07", 7));
  AddRule("more", Severity::kAttention);
  EXPECT_THAT(Send(At("2024-03-07", 8)),
              ElementsAre("north digest: more@North new red@North still open"));
  EXPECT_THAT(Send(At("2024-03-08", 8)), IsEmpty());
  EXPECT_THAT(
      Send(At("2024-03-11", 8)),
      ElementsAre("head weekly:", "north weekly: more@North still open red@North still open"));
}

TEST_F(MailPlanTest, WhatHasNotChangedIsNoNews) {
  Fire("late", "North", At("2024-03-05", 7));
  Send(At("2024-03-05", 8));
  EXPECT_THAT(Send(At("2024-03-06", 8)), IsEmpty());
  Fire("red", "North", At("2024-03-06", 10));
  EXPECT_THAT(Send(At("2024-03-07", 8)),
              ElementsAre("north digest: red@North new late@North still open"));
}

TEST_F(MailPlanTest, WhatWasToldThisMorningIsNotRepeatedInTheDigest) {
  Fire("late", "North", At("2024-03-05", 7, 20));
  EXPECT_THAT(Send(At("2024-03-05", 7, 30)), ElementsAre("north immediate: late@North new"));
  Fire("red", "North", At("2024-03-05", 7, 40));
  EXPECT_THAT(Send(At("2024-03-05", 8)), ElementsAre("north digest: red@North new"));
}

TEST_F(MailPlanTest, OperatorsAreRemindedEveryWorkingDay) {
  Fire("feed", "", At("2024-03-05", 7));
  Send(At("2024-03-05", 7, 5));
  EXPECT_THAT(Send(At("2024-03-06", 8)), ElementsAre("oncall digest: feed@ still open"));
}

TEST_F(MailPlanTest, AMissedDigestIsMadeUpForTheSameDay) {
  Fire("red", "North", At("2024-03-05", 7, 30));
  Fire("red", "South", At("2024-03-05", 9));
  EXPECT_THAT(Send(At("2024-03-05", 11)), ElementsAre("north digest: red@North new"));
  EXPECT_THAT(Send(At("2024-03-06", 18)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-07", 8)), ElementsAre("head digest: red@South new"));
}

TEST_F(MailPlanTest, NoDigestOnABankHolidayNorAtNight) {
  Fire("red", "North", At("2024-03-28", 20));
  EXPECT_THAT(Send(At("2024-03-28", 20, 30)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-29", 8)), IsEmpty());  // Good Friday
  EXPECT_THAT(Send(At("2024-04-01", 8)), IsEmpty());  // Easter Monday
  EXPECT_THAT(Send(At("2024-04-02", 8)),
              ElementsAre("head weekly:", "north weekly: red@North new"));
}

TEST_F(MailPlanTest, NoticesWaitForTheWeeklySummary) {
  Fire("old", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-06", 8)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-11", 8)),
              ElementsAre("head weekly:", "north weekly: old@North new"));
}

TEST_F(MailPlanTest, TheFirstWeeklySummaryComesInTheWeekAfterAlertsBegan) {
  ledger_ = {};
  EXPECT_THAT(Send(At("2024-03-04", 8)), IsEmpty()) << "a Monday; nothing is known of a start";
  ledger_.Apply(AlertsBegun{At("2024-03-04", 9).us});
  EXPECT_THAT(Send(At("2024-03-04", 9)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-11", 8)), ElementsAre("head weekly:", "north weekly:"));
}

TEST_F(MailPlanTest, AlertsThatBeganOnASundayAreSummedUpOnMonday) {
  ledger_ = {};
  ledger_.Apply(AlertsBegun{At("2024-03-03", 23, 59).us});
  EXPECT_THAT(Send(At("2024-03-04", 8)), ElementsAre("head weekly:", "north weekly:"));
}

TEST_F(MailPlanTest, AfterABankHolidayMondayOnWhichAlertsBeganThereIsNoWeeklySummary) {
  ledger_ = {};
  ledger_.Apply(AlertsBegun{At("2024-04-01", 9).us});  // Easter Monday
  Fire("red", "North", At("2024-04-01", 10));
  EXPECT_THAT(Send(At("2024-04-02", 8)), ElementsAre("north digest: red@North new"));
}

TEST_F(MailPlanTest, UrgentAlertsWaitThroughQuietHours) {
  Fire("late", "North", At("2024-03-05", 18, 59));
  EXPECT_THAT(Send(At("2024-03-05", 19, 2)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-06", 7)), IsEmpty());  // an hour later comes the digest
  EXPECT_THAT(Send(At("2024-03-06", 8)), ElementsAre("north digest: late@North new"));
}

TEST_F(MailPlanTest, AtMostThreeMailsAtOnceADay) {
  for (const char* team : {"A", "B", "C", "D", "E"}) Fire("late", team, At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 5)), SizeIs(3));
  EXPECT_THAT(Send(At("2024-03-05", 17)), IsEmpty());
}

TEST_F(MailPlanTest, WhatHasNoRoomInADigestIsToldByTheNext) {
  for (int team = 100; team < 305; ++team) Fire("red", std::to_string(team), At("2024-03-05", 7));
  const auto first = Plan(At("2024-03-05", 8));
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_THAT(first[0].told, SizeIs(200));
  Send(At("2024-03-05", 8));
  EXPECT_THAT(Plan(At("2024-03-06", 8)).at(0).told, SizeIs(5));
}

TEST_F(MailPlanTest, WhatTheBudgetHeldBackIsCounted) {
  Fire("red", "A", At("2024-03-05", 7));
  Send(At("2024-03-05", 8));
  for (const char* team : {"A", "B", "C", "D", "E"}) Fire("late", team, At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 5)), SizeIs(3));
  Acknowledge("late", "A", At("2024-04-01", 8));
  EXPECT_THAT(Send(At("2024-03-06", 8)),
              ElementsAre("head digest: late@D new late@E new late@B still open late@C still "
                          "open red@A still open (+2)"));
}

TEST_F(MailPlanTest, WhoWasToldIsToldThatItIsOver) {
  Fire("late", "North", At("2024-03-05", 10));
  Send(At("2024-03-05", 10, 5));
  Resolve("late", "North", At("2024-03-05", 15));
  EXPECT_THAT(Send(At("2024-03-05", 15, 5)), IsEmpty()) << "good news can wait";
  EXPECT_THAT(Send(At("2024-03-06", 8)), ElementsAre("north digest: late@North resolved"));
  EXPECT_THAT(Send(At("2024-03-06", 8, 1)), IsEmpty());
}

TEST_F(MailPlanTest, WhatIsClearAgainBeforeAnybodyWasToldIsNoNews) {
  Fire("red", "North", At("2024-03-05", 10));
  AlertState state = *ledger_.Find({"red", kCouncil, "North"});
  state.clear_since_us = At("2024-03-05", 15).us;
  ledger_.Apply(state);
  EXPECT_THAT(Send(At("2024-03-06", 8)), IsEmpty());
  state.clear_since_us = 0;
  ledger_.Apply(state);
  EXPECT_THAT(Send(At("2024-03-07", 8)), ElementsAre("north digest: red@North new"));
}

TEST_F(MailPlanTest, WhatNobodyHeardOfIsOverInSilence) {
  Fire("late", "North", At("2024-03-05", 20));
  Resolve("late", "North", At("2024-03-06", 6));
  EXPECT_THAT(Send(At("2024-03-06", 9)), IsEmpty());
}

TEST_F(MailPlanTest, AnUnacknowledgedAlertIsToldOnceToTheNextPerson) {
  Fire("late", "North", At("2024-03-05", 10));
  Send(At("2024-03-05", 10, 5));
  EXPECT_THAT(Send(At("2024-03-07", 18, 30)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-08", 7)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-08", 8)), ElementsAre("head digest: late@North escalated"));
  EXPECT_THAT(Send(At("2024-03-08", 8, 1)), IsEmpty());
}

TEST_F(MailPlanTest, NothingIsPassedOnToSomebodyOfAnotherCouncil) {
  Who("head").authority = "X99000098";
  Fire("late", "North", At("2024-03-05", 10));
  Send(At("2024-03-05", 10, 5));
  EXPECT_THAT(Send(At("2024-03-08", 7)), IsEmpty());
}

TEST_F(MailPlanTest, AnAcknowledgedAlertIsNeitherRepeatedNorEscalated) {
  Fire("late", "North", At("2024-03-05", 10));
  Send(At("2024-03-05", 10, 5));
  Acknowledge("late", "North", At("2024-03-12", 12));
  EXPECT_THAT(Send(At("2024-03-08", 9)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-11", 8)),
              ElementsAre("head weekly:", "north weekly: late@North acknowledged"));
  EXPECT_THAT(Send(At("2024-03-13", 8)), ElementsAre("head digest: late@North escalated"));
}

TEST_F(MailPlanTest, WhoHasTheWholeAuthoritysAlertIsNotToldOfItsTeams) {
  Fire("late", "", At("2024-03-05", 10));
  Fire("late", "North", At("2024-03-05", 10));
  Fire("late", "South", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 5)),
              ElementsAre("head immediate: late@ new", "north immediate: late@North new"));
}

TEST_F(MailPlanTest, ALateFeedSilencesFiguresAndIsToldToOperators) {
  Fire("feed", "", At("2024-03-05", 10));
  Fire("late", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 5)), ElementsAre("oncall immediate: feed@ new"));
}

TEST_F(MailPlanTest, OperatorsAreToldAtNightToo) {
  Fire("feed", "", At("2024-03-09", 23, 59));
  EXPECT_THAT(Send(At("2024-03-10", 0, 1)), ElementsAre("oncall immediate: feed@ new"));
}

TEST_F(MailPlanTest, ADeputyReadsWhileTheManagerIsAwayInOneDigest) {
  Who("north").away = {{Day("2024-03-05"), Day("2024-03-08")}};
  Who("north").deputy = "head";
  Fire("red", "North", At("2024-03-05", 7));
  Fire("red", "South", At("2024-03-05", 7));
  EXPECT_THAT(Send(At("2024-03-05", 8)), ElementsAre("head digest: red@North new red@South new"));
}

TEST_F(MailPlanTest, WhoIsAwayWithoutADeputyIsToldAllTheSame) {
  Who("north").away = {{Day("2024-03-05"), Day("2024-03-05")}};
  Fire("red", "North", At("2024-03-05", 7));
  EXPECT_THAT(Send(At("2024-03-05", 8)), ElementsAre("north digest: red@North new"));
}

TEST_F(MailPlanTest, BackAgainTheManagerReadsWhatIsStillOpen) {
  Who("north").away = {{Day("2024-03-05"), Day("2024-03-05")}};
  Who("north").deputy = "head";
  Fire("red", "North", At("2024-03-05", 7));
  Send(At("2024-03-05", 8));
  EXPECT_THAT(Send(At("2024-03-06", 8)), ElementsAre("north digest: red@North still open"));
  EXPECT_THAT(Send(At("2024-03-07", 8)), IsEmpty());
}

TEST_F(MailPlanTest, WhoWantsOneMailAWeekGetsOne) {
  Who("north").cadence = Cadence::kWeekly;
  Fire("late", "North", At("2024-03-05", 10));
  EXPECT_THAT(Send(At("2024-03-05", 10, 5)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-06", 8)), IsEmpty());
  EXPECT_THAT(Send(At("2024-03-11", 8)),
              ElementsAre("head weekly:", "north weekly: late@North new"));
}

TEST_F(MailPlanTest, WhoWantsOnlyDigestsGetsUrgentAlertsThere) {
  Who("north").cadence = Cadence::kDaily;
  Fire("late", "North", At("2024-03-05", 7));
  EXPECT_THAT(Send(At("2024-03-05", 8)), ElementsAre("north digest: late@North new"));
}

TEST_F(MailPlanTest, TheSamePlanHasTheSameIds) {
  Fire("late", "North", At("2024-03-05", 10));
  Fire("red", "North", At("2024-03-05", 7));
  const auto once = Plan(At("2024-03-05", 10, 5));
  const auto again = Plan(At("2024-03-05", 10, 6));
  EXPECT_EQ(once, again);
  ASSERT_THAT(once, SizeIs(2));
  EXPECT_NE(once[0].id, once[1].id);
}

}  // namespace
}  // namespace caseclock

// Does a mail say the figures of every council that concerns its reader?
#include "daemon/mail/mail_maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/moments.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// Two councils with so and so many referrals, and a head of either or of both.
class MailMakerTest : public testing::Test {
 protected:
  MailMakerTest() {
    head_.id = head_.title = "head";
    AddCouncil("X99000001", 101);
    AddCouncil("X99000002", 202);
    AlertRule late;
    late.id = "data.late";
    late.condition = Condition::kDataLate;
    rules_ = {late};
  }

  void AddCouncil(const std::string& code, std::int64_t referrals) {
    AuthorityView view;
    view.authority = code;
    view.as_of = Day("2024-03-11");
    view.data_as_of_us = At("2024-03-10", 12).us;
    Judgement judged;
    judged.indicator = "referral_rate";
    judged.numerator = referrals;
    judged.unit = ValueUnit::kCount;
    view.judgements.push_back(judged);
    view.rows.push_back(Row());
    views_[code] = view;
  }

  void Knows(const std::string& authority, Phase phase = Phase::kQuiet) {
    AlertState state;
    state.key = {"data.late", authority, ""};
    state.phase = phase;
    ledger_.Apply(state);
  }

  MailContent Weekly() {
    PlannedMail mail;
    mail.reader = "head";
    mail.kind = MailKind::kDigest;
    mail.weekly = true;
    mail.authority = head_.authority;
    const std::vector<Person> people = {head_};
    const auto view_of = [this](std::string_view code) -> const AuthorityView* {
      const auto found = views_.find(std::string(code));
      return found == views_.end() ? nullptr : &found->second;
    };
    const auto moment_of = [](std::int64_t us) { return Moment{us, Day("2024-03-10"), 720}; };
    return MakeContent(mail, {ledger_,
                              rules_,
                              people,
                              catalogue_,
                              At("2024-03-11", 8),
                              view_of,
                              {},
                              oldest_,
                              moment_of,
                              {},
                              ""});
  }

  static std::vector<std::string> Lines(const MailContent& content) {
    std::vector<std::string> lines;
    for (const WeeklyTable& table : content.weekly_tables) {
      for (const WeeklyLine& line : table.lines) {
        lines.push_back(table.title + ": " + line.indicator + " " + line.value);
      }
    }
    return lines;
  }

  Person head_;
  Ledger ledger_;
  std::vector<AlertRule> rules_;
  Catalogue catalogue_ = BuiltInCatalogue();
  OldestItems oldest_;
  std::map<std::string, AuthorityView> views_;
};

TEST_F(MailMakerTest, TheWeeklySummaryHasTheFiguresOfItsReadersCouncil) {
  Knows("X99000002");
  head_.authority = "X99000001";
  EXPECT_THAT(Lines(Weekly()), ElementsAre("X99000001, April to today: Referrals 101"));
}

TEST_F(MailMakerTest, WhoHasEveryCouncilHasTheFiguresOfTheOnlyOne) {
  Knows("X99000001");
  EXPECT_THAT(Lines(Weekly()), ElementsAre("X99000001, April to today: Referrals 101"));
  EXPECT_EQ(Weekly().data_as_of,
            "Data as of Sunday 10 March 2024, 12:00; figures for Monday 11 March 2024.");
}

TEST_F(MailMakerTest, WhoHasSeveralCouncilsReadsWhichFigureIsWhose) {
  Knows("X99000001");
  Knows("X99000002", Phase::kFiring);
  const MailContent weekly = Weekly();
  EXPECT_THAT(Lines(weekly), ElementsAre("X99000001, April to today: Referrals 101",
                                         "X99000002, April to today: Referrals 202"));
  EXPECT_THAT(weekly.data_as_of, HasSubstr("X99000002: Data as of"));
  EXPECT_THAT(weekly.stale, StartsWith("X99000002: No data since"));
}

/// An alert of the council on overdue assessments that began on 4 March 2024 and is over.
class HowItEndedTest : public MailMakerTest {
 protected:
  HowItEndedTest() {
    AlertRule rule;
    rule.id = key_.rule;
    rule.indicator = "assessment_45";
    rule.condition = Condition::kDragShare;
    rules_ = {rule};
    AlertState state;
    state.key = key_;
    state.onset = {Day("2024-03-04"), 1};
    state.resolved_at_us = At("2024-03-08", 12).us;
    state.measured.brief = "2 assessments overdue";
    ledger_.Apply(state);
    for (const auto& [window, first] :
         {std::pair{Window::kWeek, "2024-03-11"}, {Window::kMonth, "2024-03-01"}}) {
      Row row;
      row.indicator = "assessment_45";
      row.window = window;
      row.current = {{Day(first), Day("2024-03-11")}, 40, 58};
      views_["X99000001"].rows.push_back(row);
    }
  }

  std::string Note() {
    PlannedMail mail;
    mail.reader = "head";
    mail.kind = MailKind::kDigest;
    mail.authority = key_.authority;
    mail.items = {{key_, Item::kResolved, "head"}};
    const auto& views = views_;
    const std::vector<Person> people = {head_};
    const MailContent content =
        MakeContent(mail, {ledger_,
                           rules_,
                           people,
                           catalogue_,
                           At("2024-03-11", 8),
                           [&](std::string_view code) { return &views.at(std::string(code)); },
                           {},
                           oldest_,
                           [](std::int64_t us) {
                             return Moment{us, Day("2024-03-10"), 720};
                           },
                           {},
                           ""});
    return content.sections.at(0).lines.at(0).note;
  }

  Row& Month() { return views_["X99000001"].rows.back(); }

  AlertKey key_ = {"assessment_45.drag", "X99000001", ""};
};

TEST_F(HowItEndedTest, WhatWasCancelledIsNotSaidToBeFinished) {
  EXPECT_EQ(Note(),
            "Since 1 March 2024, 18 were completed late. Others that left the list were cancelled, "
            "corrected or moved to another team.");
}

TEST_F(HowItEndedTest, OneAndNoneAreSaidAsSuch) {
  Month().current.numerator = 57;
  EXPECT_THAT(Note(), StartsWith("Since 1 March 2024, 1 was completed late. "));
  Month().current.numerator = 58;
  EXPECT_THAT(Note(), StartsWith("Since 1 March 2024, none were completed late. "));
}

TEST_F(HowItEndedTest, OnlyOverdueWorkIsCompletedOrCancelled) {
  rules_[0].condition = Condition::kRag;
  EXPECT_EQ(Note(), "");
}

TEST_F(MailMakerTest, OperatorsGetNoFigures) {
  Knows("X99000001");
  head_.is_operator = true;
  EXPECT_THAT(Weekly().data_as_of, IsEmpty());
}

/// An alert of a team that fires, its manager, and the head to whom it is escalated.
class ToldOfTest : public testing::Test {
 protected:
  ToldOfTest() {
    AlertRule rule;
    rule.id = key_.rule;
    rule.condition = Condition::kDrag;
    rule.escalate_after_days = 5;
    rules_ = {rule};
    Person north;
    north.id = "north";
    north.title = "Manager of North";
    north.authority = key_.authority;
    north.teams = {"North"};
    north.escalates_to = "head";
    Person head;
    head.id = "head";
    head.title = "Head of service";
    head.authority = key_.authority;
    people_ = {north, head};
    AlertState state;
    state.key = key_;
    state.phase = Phase::kFiring;
    state.onset = onset_;
    state.measured.brief = "12 assessments overdue";
    ledger_.Apply(state);
  }

  PlannedMail MailTo(const std::string& reader, Item item, Notification notification) const {
    PlannedMail mail;
    mail.id = "to-" + reader;
    mail.reader = reader;
    mail.authority = key_.authority;
    mail.items = {{key_, item, reader}};
    mail.told = {{key_, onset_, notification, reader}};
    return mail;
  }

  void WasTold(const PlannedMail& mail, MailEnd end) {
    MailClaim claim;
    claim.id = mail.id;
    claim.reader = mail.reader;
    claim.day = Day("2024-03-04");
    claim.told = mail.told;
    ledger_.Apply(claim);
    ledger_.Apply(MailOutcome{mail.id, end, 1, ""});
  }

  MailAlert AlertIn(const std::vector<PlannedMail>& planned) const {
    const auto moment_of = [](std::int64_t us) { return Moment{us, Day("2024-03-04"), 600}; };
    const MakerInput input{.ledger = ledger_,
                           .rules = rules_,
                           .people = people_,
                           .catalogue = catalogue_,
                           .moment = At("2024-03-11", 8),
                           .view_of = {},
                           .seen = {},
                           .oldest = oldest_,
                           .moment_of = moment_of,
                           .link_of = {},
                           .planned = &planned};
    return MakeContent(planned.front(), input).sections.at(0).alerts.at(0);
  }

  const AlertKey key_{"assessment_45.drag", "X99000001", "North"};
  const Onset onset_{Day("2024-03-04"), 1};
  std::vector<AlertRule> rules_;
  std::vector<Person> people_;
  Catalogue catalogue_ = BuiltInCatalogue();
  OldestItems oldest_;
  Ledger ledger_;
};

TEST_F(ToldOfTest, WhoIsToldInTheSameMinuteIsAlsoTold) {
  const auto to_north = MailTo("north", Item::kNew, Notification::kFiring);
  EXPECT_THAT(AlertIn({to_north}).also_told, IsEmpty());
  EXPECT_THAT(AlertIn({to_north, MailTo("head", Item::kNew, Notification::kFiring)}).also_told,
              ElementsAre("Head of service"));
}

TEST_F(ToldOfTest, WhoseEmailWasRefusedWasNotTold) {
  WasTold(MailTo("north", Item::kNew, Notification::kFiring), MailEnd::kRefused);
  EXPECT_THAT(AlertIn({MailTo("head", Item::kEscalated, Notification::kEscalated)}).also_told,
              IsEmpty());
}

TEST_F(ToldOfTest, AnEscalatedAlertSaysWhyItComes) {
  WasTold(MailTo("north", Item::kNew, Notification::kFiring), MailEnd::kDelivered);
  const MailAlert alert = AlertIn({MailTo("head", Item::kEscalated, Notification::kEscalated)});
  EXPECT_EQ(alert.reached_you,
            "Manager of North was told on Monday 4 March 2024 and has not acknowledged it within 5 "
            "working days.");
  EXPECT_THAT(alert.also_told, ElementsAre("Manager of North"));
}

}  // namespace
}  // namespace caseclock

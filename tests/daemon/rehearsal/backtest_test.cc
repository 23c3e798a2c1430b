// Does a back-test add up to what a tired person is to read?
#include "daemon/rehearsal/backtest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/moments.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Three mails to one of two people: two at once on one day, and a digest in the week after.
class BacktestTest : public testing::Test {
 protected:
  BacktestTest() {
    for (const char* id : {"north", "head"}) {
      Person person;
      person.id = id;
      config_.alerts.people.push_back(person);
    }
    Send(At("2024-03-05", 10), MailKind::kImmediate).told = {
        {{"assessment_45.drag", "X99000099", "North"}, {}, Notification::kFiring, "north"}};
    Send(At("2024-03-05", 11), MailKind::kImmediate);
    Send(At("2024-03-12", 8), MailKind::kDigest);
  }

  PlannedMail& Send(const Moment& moment, MailKind kind) {
    RehearsedMail& mail = outcome_.mails.emplace_back();
    mail.moment = moment;
    mail.plan.reader = "north";
    mail.plan.kind = kind;
    mail.subject = "invented";
    return mail.plan;
  }

  Backtest Make() {
    return MakeBacktest(config_, {Day("2024-03-04"), Day("2024-03-17")}, outcome_);
  }

  Config config_;
  RehearsalOutcome outcome_;
};

TEST_F(BacktestTest, CountsByPersonAndWeekAgainstTheBudget) {
  const Backtest backtest = Make();
  ASSERT_EQ(backtest.mondays.size(), 2U);
  const PersonMails& north = backtest.people[0];
  EXPECT_EQ(north.weeks[0], (MailCounts{2, 0, 0}));
  EXPECT_EQ(north.weeks[1], (MailCounts{0, 1, 0}));
  EXPECT_EQ(north.most_at_once, 2);
  EXPECT_EQ(backtest.people[1].total, MailCounts());
}

TEST_F(BacktestTest, SaysHowManyDaysAMailCameBeforeTheFigure) {
  outcome_.figures[{"X99000099", "assessment_45", "North"}] = {Day("2024-03-15"), std::nullopt};
  const std::string text = BacktestText(Make());
  EXPECT_THAT(text, HasSubstr("2024-03-05 to north, immediate  assessment_45.drag  "
                              "2024-03-15 (10 days after)  never\n"));
  EXPECT_THAT(BacktestJson(Make()), HasSubstr("\"days_before_month_missed\": 10,"));
}

TEST_F(BacktestTest, BeginsWithOneSentence) {
  EXPECT_THAT(
      BacktestText(Make()),
      StartsWith(
          "In 14 days 1 person would have received 3 emails: 2 urgent, 1 digest and 0 weekly "
          "summaries. No one would have received more than 2 urgent a day.\n"));
}

TEST_F(BacktestTest, WithoutMailsIsThatSentenceAlone) {
  outcome_.mails.clear();
  EXPECT_EQ(BacktestText(Make()),
            "In 14 days 0 people would have received 0 emails: 0 urgent, 0 digests and 0 weekly "
            "summaries.\n");
}

RehearsedAlert Fired(const char* team, const Moment& fired, std::optional<Moment> told,
                     std::optional<Moment> resolved = std::nullopt) {
  return {{"assessment_45.drag", "X99000099", team}, {fired.day, 1}, fired, resolved, told};
}

TEST_F(BacktestTest, CountsHowSoonBreachesWereTold) {
  outcome_.alerts = {Fired("North", At("2024-03-05", 9), At("2024-03-06", 8)),
                     Fired("South", At("2024-03-08", 9), At("2024-03-11", 8)),
                     Fired("East", At("2024-03-05", 9), std::nullopt, At("2024-03-05", 17)),
                     Fired("West", At("2024-03-05", 9), At("2024-03-07", 8))};
  const Backtest backtest = Make();
  EXPECT_EQ(backtest.promptness, (Promptness{.breaches = 4,
                                             .in_time = 2,  // Friday to Monday is one working day
                                             .over_before = 1,
                                             .late = 1,
                                             .longest_working_days = 2}));
  EXPECT_EQ(backtest.notices, Promptness());
  EXPECT_THAT(BacktestText(backtest),
              HasSubstr("Of 4 breaches 2 were told within 1 working day of the waiting time, 1 had "
                        "ended by then, 1 was told later or not at all.\n"));
}

// Four working days after it held is prompt for what has its place in the weekly summary.
TEST_F(BacktestTest, NoticesAreToldInTheWeeklySummary) {
  const AlertRule* rule = FindRule(config_.alerts.rules, "ni59_7.drag");
  ASSERT_NE(rule, nullptr);
  ASSERT_EQ(rule->severity, Severity::kNotice);
  auto notice = [](const char* team, const Moment& fired, std::optional<Moment> told) {
    RehearsedAlert alert = Fired(team, fired, told);
    alert.key.rule = "ni59_7.drag";
    return alert;
  };
  outcome_.alerts = {notice("North", At("2024-03-05", 9), At("2024-03-11", 8)),
                     notice("South", At("2024-03-04", 9), At("2024-03-11", 8)),
                     notice("East", At("2024-03-04", 9), At("2024-03-12", 8)),
                     notice("West", At("2024-03-04", 9), std::nullopt)};
  const Backtest backtest = Make();
  EXPECT_EQ(backtest.promptness, Promptness());
  EXPECT_EQ(
      backtest.notices,
      (Promptness{
          .breaches = 4, .in_time = 2, .over_before = 0, .late = 2, .longest_working_days = 6}));
  const std::string text = BacktestText(backtest);
  EXPECT_THAT(text,
              HasSubstr("Of 4 notices 2 were told in a weekly summary, within 5 working days of "
                        "the waiting time, 0 had ended by then, 2 were told later or not at "
                        "all.\n"));
  EXPECT_THAT(text, HasSubstr("  ni59_7.drag  notice   4         2        0              2      6 "
                              "working days\n"));
  EXPECT_THAT(BacktestJson(backtest), HasSubstr("\"rule\": \"ni59_7.drag\""));
}

TEST_F(BacktestTest, CountsRedMonthsThatWereToldOfAWeekBefore) {
  outcome_.red_months = {{{"X99000099", "assessment_45", "North"}, Day("2024-03-29")},
                         {{"X99000099", "assessment_45", "South"}, Day("2024-03-29")},
                         {{"X99000099", "assessment_45", "East"}, Day("2024-03-29")}};
  outcome_.alerts = {Fired("North", At("2024-03-05", 9), At("2024-03-06", 8)),
                     Fired("South", At("2024-03-05", 9), At("2024-03-27", 8)),
                     Fired("East", At("2024-03-26", 9), At("2024-03-27", 8))};
  const RedMonths months = Make().red_months;
  EXPECT_EQ(months.all, 3);
  EXPECT_EQ(months.overdue_before, 2) << "East passed its level too late to be told of";
  EXPECT_EQ(months.told_before, 1);
}

}  // namespace
}  // namespace caseclock

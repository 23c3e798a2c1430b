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
        {{"assessment_45.drag", "X99000099", "North"}, {}, Told::kFiring, "north"}};
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
      StartsWith("In 14 days 1 person would have got 3 mails: 2 at once, 1 digest and 0 weekly "
                 "summaries. Nobody would have got more than 2 at once a day.\n"));
}

TEST_F(BacktestTest, WithoutMailsIsThatSentenceAlone) {
  outcome_.mails.clear();
  EXPECT_EQ(
      BacktestText(Make()),
      "In 14 days 0 people would have got 0 mails: 0 at once, 0 digests and 0 weekly summaries.\n");
}

}  // namespace
}  // namespace caseclock

// Does a pattern mean the mails that its words say, and no other?
#include "daemon/rehearsal/alert_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/moments.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RehearsedMail MailToNorth() {
  RehearsedMail mail;
  mail.moment = At("2024-03-05", 7, 30);
  mail.plan.reader = "north";
  mail.plan.items = {{{"late", "X99000099", "North"}, Item::kNew, "north"},
                     {{"red", "X99000099", ""}, Item::kStillFiring, "north"}};
  return mail;
}

TEST(MailPatternTest, WithoutWordsMeansEveryMail) { EXPECT_TRUE(IsMeant({}, MailToNorth())); }

TEST(MailPatternTest, EachWordMustHold) {
  EXPECT_TRUE(IsMeant({.on = Day("2024-03-05"), .to = "north"}, MailToNorth()));
  EXPECT_FALSE(IsMeant({.on = Day("2024-03-06"), .to = "north"}, MailToNorth()));
  EXPECT_FALSE(IsMeant({.to = "head"}, MailToNorth()));
  EXPECT_FALSE(IsMeant({.kind = kKindDigest}, MailToNorth()));
}

TEST(MailPatternTest, WordsOfAnItemHoldOfOneItem) {
  EXPECT_TRUE(IsMeant({.alert = "late", .item = "new"}, MailToNorth()));
  EXPECT_TRUE(IsMeant({.alert = "red", .team = ""}, MailToNorth()));
  EXPECT_FALSE(IsMeant({.alert = "red", .item = "new"}, MailToNorth()));
}

TEST(MailPatternTest, AWeeklySummaryIsADigestToo) {
  RehearsedMail mail = MailToNorth();
  mail.plan.kind = MailKind::kDigest;
  EXPECT_FALSE(IsMeant({.kind = kKindWeekly}, mail));
  mail.plan.weekly = true;
  EXPECT_TRUE(IsMeant({.kind = kKindWeekly}, mail));
  EXPECT_TRUE(IsMeant({.kind = kKindDigest}, mail));
}

TEST(AlertTestTest, AnExpectedMailThatDoesNotComeIsToldWithItsLine) {
  AlertTest test;
  test.expect = {{.line = 12, .to = "head", .alert = "late"}};
  EXPECT_THAT(CheckMails(test, std::vector{MailToNorth()}),
              ElementsAre("line 12: expected a mail to head, late, found none"));
}

TEST(AlertTestTest, TimesCountsExactly) {
  AlertTest test;
  test.expect = {{.line = 7, .to = "north", .times = 1}};
  EXPECT_THAT(CheckMails(test, std::vector{MailToNorth()}), IsEmpty());
  EXPECT_THAT(CheckMails(test, std::vector{MailToNorth(), MailToNorth()}),
              ElementsAre("line 7: expected a mail to north, 1 times, found 2"));
}

TEST(AlertTestTest, AMailThatMustNotComeIsTold) {
  AlertTest test;
  test.expect_none = {{.line = 9, .to = "north"}};
  EXPECT_THAT(CheckMails(test, std::vector{MailToNorth()}),
              ElementsAre("line 9: expected no mail to north, found 1"));
}

TEST(AlertTestTest, TheTableHasALineForEachItem) {
  const std::string table = MailTable(std::vector{MailToNorth()});
  EXPECT_THAT(table, HasSubstr("Tue 2024-03-05 07:30  north  immediate  late  North"));
  EXPECT_THAT(table, HasSubstr("red   (whole authority)  still open\n"));
  EXPECT_EQ(MailTable({}), "  there were no emails\n");
}

}  // namespace
}  // namespace caseclock

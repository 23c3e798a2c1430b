#include "daemon/mail/mail_parts.h"

#include <gmock/gmock.h>

#include "tests/daemon/mail/invented_mails.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(IsWebLinkTest, AcceptsWebLinksOnly) {
  EXPECT_TRUE(IsWebLink("https://a.example/b?c=d&e=f#g"));
  EXPECT_TRUE(IsWebLink("http://a.example"));
  for (const char* link :
       {"", "https://", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//a.example",
        "ftp://a.example", "https://a b", "https://a\"b", "https://a'b", "https://a<b",
        "https://a\nb", "https://é.example", " https://a.example", "https://{{X}}"})
    EXPECT_FALSE(IsWebLink(link)) << link;
  EXPECT_FALSE(IsWebLink("https://" + std::string(kMaxMailLink, 'a')));
}

TEST(ReadableTest, DropsLinksThatAreNone) {
  MailContent mail;
  mail.sections = {{"", {InventedAlert()}}};
  mail.sections[0].alerts[0].acknowledge_url = "javascript:alert(1)";
  EXPECT_EQ(Readable(mail).sections[0].alerts[0].acknowledge_url, "");
  EXPECT_THAT(Readable(mail).sections[0].alerts[0].board_url, StartsWith("https://"));
}

TEST(ReadableTest, TextsAreOneLine) {
  MailContent mail;
  mail.heading =
      "a\nb\tc\xE2\x80\xA9"
      "d";
  EXPECT_EQ(Readable(mail).heading, "a b c d");
}

TEST(ReadableTest, PercentagesCloseUp) {
  MailContent mail;
  mail.summary = "14.1 % and 8 %";
  EXPECT_EQ(Readable(mail).summary, "14.1% and 8%");
}

TEST(ReadableTest, SaysHowManyAlertsItLeavesOut) {
  MailContent mail;
  mail.footer = "Footer.";
  mail.sections = {{"a", std::vector<MailAlert>(kMaxParagraphs - 1)},
                   {"b", std::vector<MailAlert>(3)},
                   {"c", std::vector<MailAlert>(4)}};
  const MailContent read = Readable(mail);
  ASSERT_EQ(read.sections.size(), 2U);
  EXPECT_EQ(read.sections[1].alerts.size(), 1U);
  EXPECT_EQ(read.footer, "6 more alerts are not shown here; the board has all. Footer.");
}

TEST(ReadableTest, CountsTheReadersItDoesNotName) {
  MailContent mail;
  mail.sections = {{"", {InventedAlert()}}};
  mail.sections[0].alerts[0].also_told.assign(kMaxAlsoTold + 2, "Head");
  EXPECT_EQ(Readable(mail).sections[0].alerts[0].also_told.back(), "2 more");
}

TEST(FactsTest, WhatIsNotKnownHasNoLabel) {
  EXPECT_TRUE(FactsBefore({}).empty());
  ASSERT_EQ(FactsAfter({}).size(), 1U);
  EXPECT_EQ(FactsAfter({})[0].text, "No one else");
}

TEST(FactsTest, AStaleAlertSaysSo) {
  MailAlert alert;
  alert.stale = true;
  EXPECT_EQ(FactsBefore(alert).back().label, "No data at present");
}

TEST(StateTextTest, UrgencyEndsWithTheAlert) {
  MailAlert alert = InventedAlert();
  EXPECT_EQ(StateText(alert), "NEW, urgent");
  alert.item = Item::kResolved;
  EXPECT_EQ(StateText(alert), "RESOLVED");
}

TEST(CommandTextTest, IsForThoseWhoHaveOne) {
  MailContent mail;
  EXPECT_EQ(CommandText(mail, InventedAlert()), "");
  mail.acknowledge_command = "ack";
  EXPECT_EQ(CommandText(mail, InventedAlert()), "ack A3F7K9Q2M4XTB");
}

}  // namespace
}  // namespace caseclock

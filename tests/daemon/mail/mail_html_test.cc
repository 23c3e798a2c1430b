#include <gmock/gmock.h>

#include <string>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_parts.h"
#include "tests/daemon/mail/invented_mails.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

MailContent One(const MailAlert& alert) {
  MailContent mail;
  mail.sections = {{"", {alert}}};
  return mail;
}

TEST(MailHtmlTest, DataIsEscapedInTextAndAttributes) {
  MailContent mail = One(InventedAlert());
  mail.subject = "</title><script>";
  mail.sections[0].alerts[0].ref = "\" onclick=\"x";
  const std::string html = MailHtml(mail);
  EXPECT_THAT(html, HasSubstr("<title>&lt;/title&gt;&lt;script&gt;</title>"));
  EXPECT_THAT(html, HasSubstr("aria-label=\"Acknowledge &quot; onclick=&quot;x\""));
}

TEST(MailHtmlTest, MarkersInDataAreData) {
  MailContent mail;
  mail.heading = "{{SUBJECT}}{{#SECTION}}";
  mail.subject = "not to be seen twice";
  EXPECT_THAT(MailHtml(mail), HasSubstr(">{{SUBJECT}}{{#SECTION}}</h1>"));
}

TEST(MailHtmlTest, ALinkThatIsNoneIsLeftOutWithItsButton) {
  MailAlert alert = InventedAlert();
  alert.acknowledge_url = "javascript:alert(1)";
  alert.board_url.clear();
  EXPECT_THAT(MailHtml(One(alert)), Not(HasSubstr("<a ")));
}

TEST(MailHtmlTest, HeadlinesStandBelowTheTitleOfTheirSection) {
  EXPECT_THAT(MailHtml(One(InventedAlert())), Not(HasSubstr("<h3")));
  MailContent mail = One(InventedAlert());
  mail.sections[0].title = "New";
  EXPECT_THAT(MailHtml(mail), HasSubstr("<h3"));
}

TEST(MailHtmlTest, ReferencesStandOnlyWhereTheyAreGiven) {
  MailAlert alert = InventedAlert();
  EXPECT_THAT(MailHtml(One(alert)), Not(HasSubstr("r-7f3a91")));
  alert.oldest[0].reference = "r-7f3a91";
  EXPECT_THAT(MailHtml(One(alert)), HasSubstr(">r-7f3a91</span></th>"));
}

TEST(MailHtmlTest, AsksNothingOfTheNetAndRunsNothing) {
  for (const auto& [name, mail] : InventedMails()) {
    for (const char* wrong : {"<img", "<script", "<link", "@import", "url(", "src="})
      EXPECT_THAT(MailHtml(mail), Not(HasSubstr(wrong))) << name;
  }
}

TEST(MailHtmlTest, AMailWithMoreAlertsThanItShowsIsNotCutByMailPrograms) {
  MailContent mail;
  MailAlert alert = InventedAlert();
  mail.sections = {{"New", std::vector<MailAlert>(100, alert)}};
  EXPECT_LT(MailHtml(mail).size(), 102'000U);
}

TEST(MailHtmlTest, SaysWhatTheTextSays) {
  for (const auto& [name, mail] : InventedMails()) {
    const std::string html = MailHtml(mail);
    for (const MailSection& section : mail.sections) {
      for (const MailAlert& alert : section.alerts) {
        EXPECT_THAT(html, HasSubstr("</span> " + StateText(alert) + "</span>"));
        for (const MailFact& fact : FactsBefore(alert)) EXPECT_THAT(html, HasSubstr(fact.label));
        for (const MailFact& fact : FactsAfter(alert)) EXPECT_THAT(html, HasSubstr(fact.label));
      }
    }
  }
}

}  // namespace
}  // namespace caseclock

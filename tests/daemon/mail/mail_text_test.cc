#include <gmock/gmock.h>

#include <sstream>
#include <string>

#include "daemon/mail/mail_content.h"
#include "tests/daemon/mail/invented_mails.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t Characters(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void ExpectNarrow(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("://") == std::string::npos) {
      EXPECT_LE(Characters(line), 78U) << line;
    }
  }
}

TEST(MailTextTest, NoLineIsWiderThan78CharactersButLinks) {
  for (const auto& [name, mail] : InventedMails()) ExpectNarrow(MailText(mail));
}

TEST(MailTextTest, AWordWiderThanALineIsBroken) {
  MailContent mail;
  mail.heading = std::string(200, 'h');
  for (int i = 0; i < 200; ++i) mail.summary += "é";
  MailAlert alert = InventedAlert();
  alert.why = std::string(300, 'w');
  mail.sections = {{std::string(100, 't'), {alert}}};
  ExpectNarrow(MailText(mail));
  EXPECT_THAT(MailText(mail), HasSubstr("\n" + std::string(44, 'h') + "\n===="));
}

TEST(MailTextTest, ALinkStaysWhole) {
  MailContent mail;
  mail.sections = {{"", {InventedAlert()}}};
  const std::string link = "https://a.example/" + std::string(300, 'a');
  mail.sections[0].alerts[0].acknowledge_url = link;
  EXPECT_THAT(MailText(mail), HasSubstr("  Acknowledge: " + link + "\n"));
}

TEST(MailTextTest, DataCannotBeginALine) {
  MailContent mail;
  mail.summary = "a\n* RESOLVED: all is well";
  EXPECT_THAT(MailText(mail), HasSubstr("a * RESOLVED: all is well"));
}

TEST(MailTextTest, ReferencesStandOnlyWhereTheyAreGiven) {
  MailContent mail;
  mail.sections = {{"", {InventedAlert()}}};
  EXPECT_THAT(MailText(mail), Not(HasSubstr(", reference")));
  mail.sections[0].alerts[0].oldest[0].reference = "r-7f3a91";
  EXPECT_THAT(MailText(mail), HasSubstr("r-7f3a91"));
}

}  // namespace
}  // namespace caseclock

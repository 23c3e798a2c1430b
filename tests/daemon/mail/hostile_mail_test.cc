#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_message.h"
#include "tests/daemon/mail/hostile_texts.h"
#include "tests/daemon/mail/parsed_mail.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::Pair;

void ExpectOnlyOurHeadersAndParts(const MailMessage& mail) {
  const ParsedMail read = Parse(MailBytes(mail));
  EXPECT_THAT(read.HeaderNames(),
              ElementsAre("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To",
                          "References", "Auto-Submitted", "X-Auto-Response-Suppress", "List-Id",
                          "MIME-Version", "Content-Type"));
  EXPECT_THAT(read.parts,
              ElementsAre(Pair("text/plain", testing::_), Pair("text/html", testing::_)));
  for (const auto& [name, value] : read.headers)
    EXPECT_EQ(value.find_first_of("\r\n"), std::string::npos) << name << ": " << value;
}

bool HasControl(std::string_view text) {
  for (const char c : text)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F) return true;
  return false;
}

TEST(HostileMailTest, ThereAreAHundredAndMore) { EXPECT_GE(HostileTexts().size(), 100U); }

TEST(HostileMailTest, NoTextOfAContentAddsAHeaderOrAPart) {
  for (const std::string& text : HostileTexts()) {
    SCOPED_TRACE(testing::PrintToString(text.substr(0, 100)));
    ExpectOnlyOurHeadersAndParts(MessageFilledWith(text, text));
  }
}

TEST(HostileMailTest, NoBodyAddsAHeaderOrAPart) {
  for (const std::string& text : HostileTexts()) {
    SCOPED_TRACE(testing::PrintToString(text.substr(0, 100)));
    MailMessage mail = MessageFilledWith("harmless", "");
    mail.text = text;
    mail.html = text;
    ExpectOnlyOurHeadersAndParts(mail);
  }
}

TEST(HostileMailTest, TextsHoldNoControlButTheLineEnd) {
  for (const std::string& text : HostileTexts()) {
    EXPECT_FALSE(HasControl(MailText(FilledWith(text, text)))) << testing::PrintToString(text);
    EXPECT_FALSE(HasControl(MailHtml(FilledWith(text, text)))) << testing::PrintToString(text);
  }
}

TEST(HostileMailTest, NoContentMakesAMailLargerThanMailProgramsShow) {
  for (const std::string& text : HostileTexts())
    EXPECT_LT(MailHtml(FilledWith(text, text)).size(), 102'000U);
}

}  // namespace
}  // namespace caseclock

#include "daemon/mail/mail_message.h"

#include <gmock/gmock.h>

#include <sstream>
#include <string>

#include "tests/daemon/mail/parsed_mail.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

MailMessage Invented() {
  return {.from_name = "Caseclock",
          .from_address = "caseclock@council.example",
          .to_address = "north@council.example",
          .subject = "Hello",
          .date_us = 1'709'543'400'000'000,
          .id = "m1",
          .references = {},
          .list = "alerts",
          .text = "one\ntwo\n",
          .html = "<p>one</p>\n"};
}

std::string SubjectRead(const std::string& subject) {
  MailMessage mail = Invented();
  mail.subject = subject;
  return Parse(MailBytes(mail)).Header("Subject");
}

std::string TextRead(const std::string& text) {
  MailMessage mail = Invented();
  mail.text = text;
  return Parse(MailBytes(mail)).parts.at(0).second;
}

TEST(MailMessageTest, HasTheListedHeadersInTheirOrderAndNoOther) {
  MailMessage mail = Invented();
  mail.references = {"a", "b"};
  EXPECT_THAT(Parse(MailBytes(mail)).HeaderNames(),
              ElementsAre("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To",
                          "References", "Auto-Submitted", "X-Auto-Response-Suppress", "List-Id",
                          "MIME-Version", "Content-Type"));
}

TEST(MailMessageTest, TheFirstMailOfAThreadRepliesToNothing) {
  EXPECT_THAT(Parse(MailBytes(Invented())).HeaderNames(),
              ElementsAre("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
                          "X-Auto-Response-Suppress", "List-Id", "MIME-Version", "Content-Type"));
}

TEST(MailMessageTest, HeadersSayWhatTheyShould) {
  const ParsedMail read = Parse(MailBytes(Invented()));
  EXPECT_EQ(read.Header("From"), "Caseclock <caseclock@council.example>");
  EXPECT_EQ(read.Header("To"), "north@council.example");
  EXPECT_EQ(read.Header("Date"), "Mon, 04 Mar 2024 09:10:00 +0000");
  EXPECT_EQ(read.Header("Message-ID"), "<m1@council.example>");
  EXPECT_EQ(read.Header("Auto-Submitted"), "auto-generated");
  EXPECT_EQ(read.Header("X-Auto-Response-Suppress"), "All");
  EXPECT_EQ(read.Header("List-Id"), "<alerts.council.example>");
}

TEST(MailMessageTest, RepliesToTheLastOfItsThread) {
  MailMessage mail = Invented();
  mail.references = {"a", "b"};
  const ParsedMail read = Parse(MailBytes(mail));
  EXPECT_EQ(read.Header("In-Reply-To"), "<b@council.example>");
  EXPECT_EQ(read.Header("References"), "<a@council.example> <b@council.example>");
}

TEST(MailMessageTest, ALongThreadKeepsItsFirstAndItsNewestMails) {
  MailMessage mail = Invented();
  for (int i = 0; i < 1000; ++i) mail.references.push_back("r" + std::to_string(i));
  const std::string references = Parse(MailBytes(mail)).Header("References");
  EXPECT_THAT(references, testing::StartsWith("<r0@council.example> <r981@"));
  EXPECT_THAT(references, EndsWith("<r999@council.example>"));
}

TEST(MailMessageTest, TextComesBeforeHtml) {
  EXPECT_THAT(Parse(MailBytes(Invented())).parts,
              ElementsAre(Pair("text/plain", "one\ntwo\n"), Pair("text/html", "<p>one</p>\n")));
}

TEST(MailMessageTest, TheSameMessageGivesTheSameBytes) {
  EXPECT_EQ(MailBytes(Invented()), MailBytes(Invented()));
}

TEST(MailMessageTest, LinesAreShortAndOfSevenBitsAndEndInCrLf) {
  MailMessage mail = Invented();
  mail.subject = std::string(500, 'x') + "é";
  mail.text = std::string(5000, 'y') + "€";
  std::istringstream bytes(MailBytes(mail));
  for (std::string line; std::getline(bytes, line);) {
    EXPECT_THAT(line, EndsWith("\r"));
    EXPECT_LE(line.size(), 79U);
    for (const char c : line) EXPECT_GT(c, 0);
  }
}

TEST(MailMessageTest, ASubjectOutsideAsciiIsRead) {
  EXPECT_EQ(SubjectRead("Überfällig: 12 – 🕰"), "Überfällig: 12 – 🕰");
}

TEST(MailMessageTest, WhatLooksLikeAnEncodedWordStaysText) {
  EXPECT_EQ(SubjectRead("a =?utf-8?B?aGk=?= b"), "a =?utf-8?B?aGk=?= b");
  MailMessage mail = Invented();
  mail.from_name = "=?utf-8?Q?hi?=";
  EXPECT_THAT(MailBytes(mail), Not(HasSubstr("=?utf-8?Q?hi?=")));
}

TEST(MailMessageTest, ALineBreakInASubjectIsABlank) {
  EXPECT_EQ(SubjectRead("a\r\nBcc: b@example.org"), "a  Bcc: b@example.org");
  EXPECT_EQ(SubjectRead("a\xE2\x80\xA8"
                        "b"),
            "a b");
}

TEST(MailMessageTest, ControlsAndMarksOfDirectionAreDroppedFromHeaders) {
  EXPECT_EQ(SubjectRead(std::string("a\0b\x1B", 4) + "\xE2\x80\xAE"
                                                     "c\xE2\x81\xA6"),
            "abc");
}

TEST(MailMessageTest, WhatIsNoUtf8IsReplaced) {
  EXPECT_EQ(SubjectRead("a\xFF"
                        "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(TextRead("a\xC3(\n"), "a\xEF\xBF\xBD(\n");
}

TEST(MailMessageTest, ALongSubjectEndsInAnEllipsis) {
  EXPECT_EQ(SubjectRead(std::string(10'000, 'x')), std::string(kMaxSubject, 'x') + "…");
}

TEST(MailMessageTest, ATextCannotEndItsPart) {
  const std::string text = "--=_m1--\n\n--=_m1\nContent-Type: text/html\n\nx\n";
  EXPECT_EQ(TextRead(text), text);
}

TEST(MailMessageTest, ALoneDotStaysInTheText) {
  EXPECT_EQ(TextRead("a\r\n.\r\nb\r\n"), "a\n.\nb\n");
}

TEST(MailMessageTest, AnIdHoldsNothingThatEndsIt) {
  MailMessage mail = Invented();
  mail.id = "a> <b\r\nX: \"";
  EXPECT_EQ(Parse(MailBytes(mail)).Header("Message-ID"), "<a___b__X___@council.example>");
}

TEST(MailMessageTest, WhatIsNoAddressIsNeverWritten) {
  MailMessage mail = Invented();
  mail.to_address = "a@b.example>\r\nBcc: c@d.example";
  EXPECT_EQ(Parse(MailBytes(mail)).Header("To"), "nobody@invalid");
}

TEST(MailMessageTest, ADateOutsideTheCalendarIsTheFirst) {
  MailMessage mail = Invented();
  mail.date_us = INT64_MAX;
  EXPECT_EQ(Parse(MailBytes(mail)).Header("Date"), "Thu, 01 Jan 1970 00:00:00 +0000");
}

TEST(IsMailAddressTest, AcceptsPlainAddresses) {
  for (const char* address : {"a@b", "north.team+x@council.example", "o'neill@a-b.example.org"})
    EXPECT_TRUE(IsMailAddress(address)) << address;
}

TEST(IsMailAddressTest, RefusesWhateverElse) {
  for (const char* address :
       {"",        "@",     "a@",   "@b",     "a b@c",   "a@b@c",       "<a@b>",           "a@b c",
        "a@b\r\n", "a\r@b", "é@b",  "a@é",    "a@-b",    "a@b-",        "a@b..c",          "a@.b",
        "a@b.",    ".a@b",  "a.@b", "a..b@c", "\"a\"@b", "a@[1.2.3.4]", "=?utf-8?q?a?=@b", "a,b@c",
        "a;b@c",   "a:b@c", "a@b\n"})
    EXPECT_FALSE(IsMailAddress(address)) << address;
  EXPECT_FALSE(IsMailAddress(std::string("a\0@b", 4)));
  EXPECT_FALSE(IsMailAddress(std::string(65, 'a') + "@b"));
  EXPECT_FALSE(IsMailAddress("a@" + std::string(254, 'b')));
}

}  // namespace
}  // namespace caseclock

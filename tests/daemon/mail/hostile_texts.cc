#include "tests/daemon/mail/hostile_texts.h"

#include <string_view>

namespace caseclock {
namespace {

using namespace std::string_literals;

// Line ends and controls, which make headers and lines of their own.
const std::string kBreaks[] = {"\r\nBcc: eve@example.org"s,
                               "\nBcc: eve@example.org"s,
                               "\rBcc: eve@example.org"s,
                               "a\r\n\r\n<b>body</b>"s,
                               "a\n\nbody"s,
                               "a\r\n Bcc: eve@example.org"s,
                               "a\r\n\tfolded"s,
                               "\r\n.\r\n"s,
                               "\n.\n"s,
                               "."s,
                               "..",
                               "\r\n.\r\nQUIT\r\n"s,
                               "From eve@example.org\n"s,
                               "a\0b"s,
                               "\0"s,
                               "\x01\x02\x03"s,
                               "\x07\x08\x0B\x0C"s,
                               "\x1B[31mred\x1B[0m"s,
                               "\x7F"s,
                               "\xC2\x85next line"s,
                               "\xC2\x9B"
                               "31m"s,
                               "\xE2\x80\xA8separator"s,
                               "\xE2\x80\xA9paragraph"s,
                               "\t\t\ttabs"s,
                               "   "s,
                               ""s,
                               "\n"s,
                               "\r"s,
                               "\r\n"s};

// What headers and MIME are made of.
const std::string kMime[] = {"=?utf-8?B?PHNjcmlwdD4=?="s,
                             "=?utf-8?Q?=0D=0ABcc:_eve?="s,
                             "=?utf-8?q?a?= =?utf-8?q?b?="s,
                             "=?us-ascii?Q?x?="s,
                             "=?",
                             "?=",
                             "=?utf-8?B?",
                             "=?x?y?z?=",
                             "=3D=0D=0A",
                             "=\n",
                             "a=",
                             "--=_hostile",
                             "--=_hostile--",
                             "\n--=_hostile\nContent-Type: text/html\n\n<b>x</b>\n",
                             "Content-Type: text/html; charset=utf-7",
                             "Content-Transfer-Encoding: base64",
                             "boundary=\"x\"",
                             "\"quoted\"",
                             "\"; name=\"x",
                             "eve <eve@example.org>",
                             "<eve@example.org>",
                             "a, b@example.org",
                             "(comment)",
                             "a;b:c",
                             "\\",
                             "\\\"",
                             "@",
                             "a@b@c",
                             "group: a@b;"};

// Markup, and what ends an attribute.
const std::string kMarkup[] = {"<script>alert(1)</script>",
                               "<SCRIPT SRC=//e.example/x.js></SCRIPT>",
                               "<img src=x onerror=alert(1)>",
                               "<svg onload=alert(1)>",
                               "<b>bold</b>",
                               "</title><b>",
                               "</style><b>",
                               "</p></div></body>",
                               "<!-- comment",
                               "-->",
                               "<![CDATA[x]]>",
                               "<?xml?>",
                               "<!DOCTYPE html>",
                               "&lt;b&gt;",
                               "&amp;",
                               "&#60;b&#62;",
                               "&",
                               "&copy",
                               "<",
                               ">",
                               "\"",
                               "'",
                               "\" onclick=\"alert(1)",
                               "' onclick='alert(1)",
                               "\" style=\"display:none",
                               "x\" href=\"https://e.example",
                               "`",
                               "<a href=\"//e.example\">x</a>",
                               "<base href=//e.example>",
                               "<meta http-equiv=refresh content=0>",
                               "<style>*{display:none}</style>",
                               "</main><main>",
                               "<table><tr><td>",
                               "expression(alert(1))",
                               "+ADw-script+AD4-"};

// Links that are none, and the language of the templates.
const std::string kLinks[] = {"javascript:alert(1)",
                              "JaVaScRiPt:alert(1)",
                              "java\nscript:alert(1)",
                              " javascript:alert(1)",
                              "data:text/html,<b>x</b>",
                              "vbscript:x",
                              "file:///etc/passwd",
                              "//e.example",
                              "https://",
                              "https://a.example/\" onclick=\"x",
                              "https://a.example/<b>",
                              "https://a.example/\r\nx: y",
                              "http://a.example/'x",
                              "mailto:eve@example.org",
                              "https://a.example\\@e.example",
                              "{{SUBJECT}}",
                              "{{#SECTION}}",
                              "{{/SECTION}}",
                              "{{>ALERT}}",
                              "{{!x}}",
                              "{{%AUTOESCAPE}}",
                              "{{=<% %>=}}",
                              "{{",
                              "}}",
                              "{{{x}}}",
                              "{{HEADING:none}}",
                              "%s%n%d",
                              "{}",
                              "{0}",
                              "${x}",
                              "$(x)"};

// Characters that are none, or are not what they seem.
const std::string kCharacters[] = {"\xFF\xFE"s,
                                   "\xC3"s,
                                   "\xC3("s,
                                   "\x80"s,
                                   "\xE2\x82"s,
                                   "\xED\xA0\x80"s,
                                   "\xC0\xBC"
                                   "b\xC0\xBE"s,
                                   "\xF4\x90\x80\x80"s,
                                   "\xF8\x88\x80\x80\x80"s,
                                   "\xE2\x80\xAEtxet"s,
                                   "\xE2\x81\xA6x\xE2\x81\xA9"s,
                                   "\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAC\xE2\x80\xAD"s,
                                   "\xD8\x9C"s,
                                   "\xE2\x80\x8B\xE2\x80\x8D"s,
                                   "\xEF\xBB\xBF"
                                   "bom"s,
                                   "\xEF\xBF\xBE"s,
                                   "\xF0\x9F\x95\xB0 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"s,
                                   "\xC2\xA3\xE2\x82\xAC\xC3\xA9"s,
                                   "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"s,
                                   "e\xCC\x81\xCC\x81\xCC\x81"s,
                                   "\xEF\xBC\x9Cscript\xEF\xBC\x9E"s};

}  // namespace

std::vector<std::string> HostileTexts() {
  std::vector<std::string> all;
  const auto add = [&all](const auto& texts) {
    all.insert(all.end(), std::begin(texts), std::end(texts));
  };
  add(kBreaks);
  add(kMime);
  add(kMarkup);
  add(kLinks);
  add(kCharacters);
  for (const std::string_view piece : {"x", "\xC3\xA9", "<b>", "a\n", "\"", "\xFF", "=?", "x "}) {
    std::string longest;
    while (longest.size() < 10'000) longest += piece;
    all.push_back(longest);
  }
  return all;
}

MailContent FilledWith(const std::string& text, const std::string& link) {
  MailAlert alert;
  for (std::string* field :
       {&alert.headline, &alert.where, &alert.about, &alert.since, &alert.reached_you, &alert.rule,
        &alert.why, &alert.advice, &alert.owner, &alert.acknowledged, &alert.ref})
    *field = text;
  alert.also = {text, text};
  alert.also_told = {text, text};
  alert.oldest = {{text, text, text, text}};
  alert.acknowledge_url = link;
  alert.board_url = link;

  MailContent mail;
  for (std::string* field :
       {&mail.subject, &mail.heading, &mail.preview, &mail.summary, &mail.on_behalf_of, &mail.stale,
        &mail.rolled_up, &mail.data_as_of, &mail.footer, &mail.acknowledge_command})
    *field = text;
  mail.weekly_tables = {{text, {{text, text, text, text, text, text, text}}, text}};
  mail.sections = {{text, {alert}, {{text, text, link}}, text}};
  mail.board_url = link;
  return mail;
}

MailMessage MessageFilledWith(const std::string& text, const std::string& link) {
  const MailContent content = FilledWith(text, link);
  return {.from_name = text,
          .from_address = "caseclock@council.example",
          .to_address = text,
          .subject = text,
          .date_us = 1'709'543'400'000'000,
          .id = text,
          .references = {text, text},
          .list = text,
          .text = MailText(content),
          .html = MailHtml(content)};
}

}  // namespace caseclock

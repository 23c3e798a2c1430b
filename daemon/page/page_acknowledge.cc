#include "daemon/page/page_acknowledge.h"

#include <algorithm>
#include <utility>

#include "daemon/codec/wire_reader.h"
#include "daemon/page/form_values.h"
#include "daemon/page/page_style.h"
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

using report_html::SafeText;

// Beside the style of the board.
constexpr std::string_view kFormStyle = R"css(
body { max-width: 46rem; margin: 0 auto; padding: 1rem; line-height: 1.45; overflow-wrap: anywhere; }
main { display: block; }
h1 { margin: 0.4rem 0 0.8rem; }
h2 { font-size: 1.15rem; margin: 0 0 0.5rem; }
dl { grid-template-columns: minmax(0, 1fr); gap: 0.4rem; }
.alert { background: var(--sheet); border-left: 0.35rem solid var(--line); padding: 0.7rem 0.9rem; margin: 0 0 1rem; }
main > .notice { margin: 0 0 1rem; }
.notice h2 { margin: 0; }
label, legend { font-weight: 650; padding: 0; }
.hint { color: var(--quiet); margin: 0.1rem 0 0.4rem; }
.error { color: var(--drag); font-weight: 650; margin: 0.1rem 0 0.4rem; }
textarea { width: 100%; font: inherit; color: var(--text); background: var(--ground); padding: 0.5rem;
  border: 0.12rem solid var(--quiet); border-radius: 0.25rem; }
textarea[aria-invalid=true] { border-color: var(--drag); border-width: 0.2rem; }
fieldset { border: 0; margin: 1rem 0; padding: 0; }
fieldset label { display: block; font-weight: 400; padding: 0.5rem 0; }
input[type=radio] { width: 1.3rem; height: 1.3rem; margin: 0 0.5rem 0 0; vertical-align: -0.25rem; }
button { font: inherit; font-weight: 650; color: var(--ground); background: var(--link); border: 0.12rem solid var(--link);
  border-radius: 0.25rem; padding: 0.6rem 1.2rem; cursor: pointer; }
textarea:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
)css";

// Addresses are relative, because a proxy may show the daemon below a path of its own.

// What somebody has filled in, and what is wrong with it.
struct Filled {
  std::string token;
  std::string sentence;
  int days = kAcknowledgeDays.front();
  std::string sentence_error = {};
  std::string days_error = {};
  bool HasError() const { return !sentence_error.empty() || !days_error.empty(); }
};

std::string Whole(std::string_view title, std::string_view nonce, std::string_view main) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"data:,\">\n"
      "<title>{} — Caseclock</title>\n<style nonce=\"{}\">{}{}</style>\n</head>\n<body>\n"
      "<main>\n{}</main>\n</body>\n</html>\n",
      title, nonce, PageStyle(), kFormStyle, main);
}

AcknowledgePage RefusalPage(AcknowledgementRefusal refusal, std::string_view nonce) {
  const auto page = [nonce](int status, std::string_view title, std::string_view what_to_do) {
    return AcknowledgePage{
        status, Whole(title, nonce,
                      fmt::format("<h1>{}</h1>\n<p>Nothing has been recorded.</p>\n<p>{}</p>\n"
                                  "<p><a href=\"../\">To the board</a></p>\n",
                                  title, what_to_do))};
  };
  switch (refusal) {
    case AcknowledgementRefusal::kUnreadable: break;
    case AcknowledgementRefusal::kExpired:
      return page(
          410, "This link has expired",
          "Please use the link in the latest email about this alert. While it lasts, each email "
          "about it brings a new one.");
    case AcknowledgementRefusal::kEnded:
      return page(410, "This alert has ended",
                  "There is nothing left to acknowledge: the problem is over, or too "
                  "long ago.");
    case AcknowledgementRefusal::kTooMany:
      return page(429, "Not again so soon",
                  "This link has been used several times in the last minutes. Please wait a few "
                  "minutes, go back and try again; your browser keeps what you wrote.");
    case AcknowledgementRefusal::kBusy:
      return page(
          503, "Not just now",
          "Please go back and try again in a few minutes; your browser keeps what you wrote. If "
          "it still does not work, tell whoever runs Caseclock.");
  }
  return page(
      400, "This link cannot be read",
      "Some email programs break long links. Please copy the whole link from the email, to its "
      "last letter, into the address bar.");
}

std::string Item(std::string_view term, std::string_view text) {
  return text.empty() ? ""
                      : fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", term, SafeText(text));
}

std::string AlertSection(const AcknowledgementOffer& offer) {
  std::string html = fmt::format(
      "<section class=\"alert\" aria-labelledby=\"alert\">\n<h2 "
      "id=\"alert\">{}</h2>\n<dl>\n{}{}{}{}{}"
      "</dl>\n</section>\n",
      SafeText(offer.headline), Item("Where", offer.where), Item("Since", offer.since),
      Item("Why", offer.why), Item("Link sent to", offer.person), Item("Reference", offer.ref));
  if (!offer.acknowledged.empty()) {
    html += fmt::format(
        "<section class=\"notice\" aria-labelledby=\"taken\"><h2 id=\"taken\">Acknowledged "
        "already</h2>"
        "<p>{}</p><p>Yours would replace it.</p></section>\n",
        SafeText(offer.acknowledged));
  }
  return html;
}

// At the top, where a screen reader begins, with links to the fields.
std::string ErrorSummary(const Filled& filled) {
  if (!filled.HasError()) return "";
  const auto link = [](std::string_view id, std::string_view text) {
    return text.empty() ? "" : fmt::format("<li><a href=\"#{}\">{}</a></li>", id, text);
  };
  return fmt::format(
      "<section class=\"notice\" role=\"alert\" aria-labelledby=\"errors\"><h2 id=\"errors\">Not "
      "noted "
      "yet</h2><ul>{}{}</ul></section>\n",
      link("sentence", filled.sentence_error), link("days1", filled.days_error));
}

std::string ErrorText(std::string_view id, std::string_view text) {
  return text.empty() ? "" : fmt::format("<p class=\"error\" id=\"{}\">Error: {}</p>\n", id, text);
}

std::string SentenceField(const Filled& filled) {
  const bool wrong = !filled.sentence_error.empty();
  return fmt::format(
      "<label for=\"sentence\">What is being done about it?</label>\n"
      "<p class=\"hint\" id=\"hint\">One or two sentences, at most {} characters. Others who were "
      "told "
      "can read them: name no child, no family and no worker.</p>\n{}"
      "<textarea id=\"sentence\" name=\"sentence\" rows=\"4\" maxlength=\"{}\" required "
      "aria-describedby=\"hint{}\"{}>\n{}</textarea>\n",
      kMaxSentenceToAcknowledge, ErrorText("sentence-error", filled.sentence_error),
      kMaxSentenceToAcknowledge, wrong ? " sentence-error" : "",
      wrong ? " aria-invalid=\"true\" autofocus" : "",
      wire::IsUtf8(filled.sentence) ? HtmlEscaped(filled.sentence) : SafeText(filled.sentence));
}

std::string DaysField(const Filled& filled) {
  std::string html =
      fmt::format("<fieldset{}>\n<legend>For how long?</legend>\n{}",
                  filled.days_error.empty() ? "" : " aria-describedby=\"days-error\"",
                  ErrorText("days-error", filled.days_error));
  for (const int days : kAcknowledgeDays) {
    html += fmt::format(
        "<label for=\"days{0}\"><input type=\"radio\" id=\"days{0}\" name=\"days\" "
        "value=\"{0}\"{1}>"
        "{0} working day{2}</label>\n",
        days, days == filled.days ? " checked" : "", days == 1 ? "" : "s");
  }
  return html + "</fieldset>\n";
}

AcknowledgePage FormPage(const AcknowledgementOffer& offer, const Filled& filled,
                         std::string_view nonce) {
  const std::string main = fmt::format(
      "<h1>Acknowledge an alert</h1>\n{}{}"
      "<p>You say that somebody has taken it up. Reminders about it stop for as long as you "
      "choose; "
      "the figures stay as they are.</p>\n"
      "<form method=\"post\" action=\"acknowledge\" accept-charset=\"utf-8\">\n"
      "<input type=\"hidden\" name=\"t\" value=\"{}\">\n{}{}<button "
      "type=\"submit\">Acknowledge</button>\n"
      "</form>\n",
      ErrorSummary(filled), AlertSection(offer), SafeText(filled.token), SentenceField(filled),
      DaysField(filled));
  const bool wrong = filled.HasError();
  return {wrong ? 400 : 200,
          Whole(wrong ? "Error: Acknowledge an alert" : "Acknowledge an alert", nonce, main)};
}

AcknowledgePage NotedPage(const AcknowledgementNoted& noted, const Filled& filled,
                          std::string_view nonce) {
  return {
      200,
      Whole("Noted", nonce,
            fmt::format("<h1>Noted</h1>\n<p role=\"status\">The alert is acknowledged until "
                        "<b>{}</b>.</p>\n<section class=\"alert\" aria-labelledby=\"alert\">\n"
                        "<h2 id=\"alert\">{}</h2>\n<dl>\n{}{}{}</dl>\n</section>\n"
                        "<p>If it still holds then, reminders go on. You can close this page.</p>\n"
                        "<p><a href=\"../\">To the board</a></p>\n",
                        SafeText(noted.until), SafeText(noted.headline), Item("Where", noted.where),
                        Item("Your sentence", filled.sentence), Item("Reference", noted.ref)))};
}

// As people meant it: one kind of line end, no controls, no space around.
std::string Cleaned(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    if (c == '\r') continue;
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    clean += control && c != '\n' ? ' ' : c;
  }
  const std::size_t first = clean.find_first_not_of(" \n");
  if (first == std::string::npos) return "";
  return clean.substr(first, clean.find_last_not_of(" \n") - first + 1);
}

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string SentenceError(const std::string& sentence) {
  if (sentence.empty()) return "Write what is being done about it.";
  if (!wire::IsUtf8(sentence)) return "The sentence could not be read as text; write it again.";
  const std::size_t characters = Characters(sentence);
  if (characters <= kMaxSentenceToAcknowledge) return "";
  return fmt::format("The sentence has {} characters; make it {} at most.", characters,
                     kMaxSentenceToAcknowledge);
}

Filled Read(std::string_view form) {
  Filled filled = {
      .token = QueryValue(form, "t"), .sentence = Cleaned(QueryValue(form, "sentence")), .days = 0};
  filled.sentence_error = SentenceError(filled.sentence);
  const std::string days = QueryValue(form, "days");
  for (const int each : kAcknowledgeDays) {
    if (days == std::to_string(each)) filled.days = each;
  }
  if (filled.days == 0) filled.days_error = "Choose for how long.";
  return filled;
}

}  // namespace

AcknowledgePage ShowAcknowledgement(const AcknowledgementDesk& desk, std::string_view token,
                                    std::int64_t now_us, std::string_view nonce) {
  const auto looked = desk.Look(token, now_us);
  if (const auto* refusal = std::get_if<AcknowledgementRefusal>(&looked)) {
    return RefusalPage(*refusal, nonce);
  }
  return FormPage(std::get<AcknowledgementOffer>(looked),
                  {.token = std::string(token), .sentence = ""}, nonce);
}

AcknowledgePage TakeAcknowledgement(AcknowledgementDesk& desk, std::string_view form,
                                    std::int64_t now_us, std::string_view nonce) {
  const Filled filled = Read(form);
  if (filled.HasError()) {
    const auto looked = desk.Look(filled.token, now_us);
    const auto* offer = std::get_if<AcknowledgementOffer>(&looked);
    return offer == nullptr ? RefusalPage(std::get<AcknowledgementRefusal>(looked), nonce)
                            : FormPage(*offer, filled, nonce);
  }
  const auto done = desk.Acknowledge(filled.token, filled.sentence, filled.days, now_us);
  if (const auto* refusal = std::get_if<AcknowledgementRefusal>(&done)) {
    return RefusalPage(*refusal, nonce);
  }
  return NotedPage(std::get<AcknowledgementNoted>(done), filled, nonce);
}

}  // namespace caseclock

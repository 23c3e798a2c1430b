#include "daemon/report/report_html_words.h"

#include <cmath>

#include "absl/time/time.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock::report_html {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

struct Character {
  std::size_t bytes = 1;
  char32_t code = 0xFFFD;  ///< U+FFFD: the bytes are no UTF-8
};

std::size_t LengthOf(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool IsWellChosen(char32_t code, std::size_t bytes) {
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  const bool too_long = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  return !surrogate && !too_long && code <= 0x10FFFF;
}

// Requires: text not empty.
Character FirstOf(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = LengthOf(lead);
  if (bytes == 0 || bytes > text.size()) return {};
  char32_t code = bytes == 1 ? lead : lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (next & 0x3FU);
  }
  return IsWellChosen(code, bytes) ? Character{bytes, code} : Character{};
}

bool IsBreak(char32_t code) {
  return code == '\t' || code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029;
}

// Controls, and marks that turn the direction of what follows them or are not seen.
bool IsUnseen(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
         (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || (code & 0xFFFEU) == 0xFFFE;
}

const absl::TimeZone& London() {
  static const absl::TimeZone kLondon = [] {
    absl::TimeZone zone;
    return absl::LoadTimeZone("Europe/London", &zone) ? zone : absl::UTCTimeZone();
  }();
  return kLondon;
}

struct RagWords {
  const char* style;
  const char* symbol;
  const char* word;
};

RagWords WordsOf(Rag rag) {
  switch (rag) {
    case Rag::kRed: return {"red", "■", "Red"};
    case Rag::kAmber: return {"amber", "▲", "Amber"};
    case Rag::kGreen: return {"green", "●", "Green"};
    case Rag::kNone: break;
  }
  return {"none", "○", "Not rated"};
}

const char* WordOf(Direction direction) {
  switch (direction) {
    case Direction::kImproving: return "improving";
    case Direction::kSteady: return "steady";
    case Direction::kWorsening: return "worsening";
    case Direction::kRising: return "rising";
    case Direction::kFalling: return "falling";
    case Direction::kUnknown: break;
  }
  return "not known";
}

}  // namespace

std::string CleanText(std::string_view text, std::size_t max_characters) {
  std::string clean;
  std::size_t characters = 0;
  while (!text.empty()) {
    const Character next = FirstOf(text);
    const std::string_view bytes = text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
    if (!IsBreak(next.code) && IsUnseen(next.code)) continue;
    if (++characters > max_characters) {
      clean += "…";
      break;
    }
    clean += IsBreak(next.code) ? " " : next.code == 0xFFFD ? kReplacement : bytes;
  }
  return clean;
}

std::string SafeText(std::string_view text, std::size_t max_characters) {
  return HtmlEscaped(CleanText(text, max_characters));
}

std::string TeamHtml(std::string_view team) {
  if (team.empty()) return "Whole council";
  return team == "(none)" ? "No team recorded" : SafeText(team, kMaxNameCharacters);
}

std::string Signed(std::string text) {
  if (text.starts_with('-')) text.replace(0, 1, "−");
  return text;
}

std::string ChangeInBrackets(std::int64_t now, std::int64_t before) {
  const std::int64_t change = now - before;
  return fmt::format("{} ({}{})", GroupedText(now), change > 0 ? "+" : "",
                     Signed(GroupedText(change)));
}

std::string Plural(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", GroupedText(count), count == 1 ? one : many);
}

std::string RagHtml(Rag rag) {
  const RagWords words = WordsOf(rag);
  return fmt::format("<span class=\"rag {}\"><span aria-hidden=\"true\">{}</span> <b>{}</b></span>",
                     words.style, words.symbol, words.word);
}

namespace {

/// " (160 in 21 days, was 140 in 20 days)": the counts behind the change of a flow.
std::string FlowCountsText(const Change& change) {
  if (!change.flow) return "";
  return fmt::format(" ({} in {}, was {} in {})", GroupedText(change.flow->now),
                     Plural(change.flow->working_days, "day", "days"),
                     GroupedText(change.flow->before),
                     Plural(change.flow->working_days_before, "day", "days"));
}

}  // namespace

std::string ChangeHtml(const Change& change, ValueUnit unit) {
  if (change.direction == Direction::kUnknown || !change.hundredths) return NothingHtml();
  const std::int64_t size = *change.hundredths;
  const bool flat = change.direction == Direction::kSteady || size == 0;
  return fmt::format(
      "<span class=\"{}\"><span aria-hidden=\"true\">{}</span> {}</span> <small>{}</small>",
      WordOf(change.direction),
      flat       ? "→"
      : size > 0 ? "↑"
                 : "↓",
      WordOf(change.direction), Signed(ChangeText(change, unit)) + FlowCountsText(change));
}

std::string ComparatorValueText(const AppliedComparator& comparator, ValueUnit unit) {
  const bool counted = comparator.kind == ComparatorKind::kLastYear ||
                       comparator.kind == ComparatorKind::kLastYearToDate;
  if (counted) return ValueText({comparator.value.thousandths, 1000}, unit);
  return LevelText(comparator.value, unit);
}

std::string RatioText(double ratio) { return RateText(100 * ratio) + "%"; }

std::string ReportingYearText(Date date) {
  const int year = PartsOf(ReportingYearStart(date)).year;
  return fmt::format("{}-{:02}", year, (year + 1) % 100);
}

Date LondonDay(std::int64_t instant_us) {
  const absl::CivilDay day = absl::ToCivilDay(absl::FromUnixMicros(instant_us), London());
  return Date::FromYmd(static_cast<int>(day.year()), day.month(), day.day());
}

std::string TableBegin(std::string_view style, const std::string& caption,
                       const std::vector<Column>& columns) {
  std::string html =
      fmt::format("<table class=\"{}\"><caption>{}</caption>\n<thead><tr>", style, caption);
  for (const Column& column : columns) {
    html += fmt::format("<th scope=\"col\"{}>{}</th>", column.number ? "" : " class=\"words\"",
                        column.head);
  }
  return html + "</tr></thead>\n<tbody>\n";
}

std::string TableEnd() { return "</tbody></table>\n"; }
std::string RowHead(const std::string& html) { return "<th scope=\"row\">" + html + "</th>"; }
std::string NumberCell(const std::string& html) { return "<td>" + html + "</td>"; }
std::string TextCell(const std::string& html) { return "<td class=\"words\">" + html + "</td>"; }

std::string Scrollable(const std::string& label, const std::string& table) {
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{}</div>\n", label,
      table);
}

std::string SectionBegin(std::string_view id, std::string_view heading) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 id=\"{0}-heading\">{1}</h2>\n", id,
      heading);
}

std::string AnnexBegin(std::string_view id, std::string_view letter, std::string_view heading) {
  return fmt::format(
      "<section class=\"annex\" id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 "
      "id=\"{0}-heading\">Annex {1}: {2}</h2>\n<p class=\"fold\"><input type=\"checkbox\" "
      "id=\"{0}-shown\"/> "
      "<label for=\"{0}-shown\">Show annex {1}</label></p>\n<div class=\"folded\">\n",
      id, letter, heading);
}

std::string AnnexEnd() { return "</div>\n</section>\n"; }

std::string NothingHtml() {
  return "<span class=\"nothing\"><span aria-hidden=\"true\">–</span>"
         "<span class=\"unseen\">none</span></span>";
}

}  // namespace caseclock::report_html

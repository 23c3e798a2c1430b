/// @file
/// Words and small pieces of the HTML report. Whatever came from data passes through SafeText.
///
/// Example: SafeText("<North>\x01") is "&lt;North&gt;"; ChangeInBrackets(8, 9) is "8 (−1)".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/judgement/judgement.h"

namespace caseclock::report_html {

/// Names are cut after this many characters, sentences after that many: a page stays a page.
inline constexpr std::size_t kMaxNameCharacters = 120;
inline constexpr std::size_t kMaxSentenceCharacters = 4000;

/// Text from data as one line of valid UTF-8: without control characters, marks that turn the direction of writing, and
/// line separators; what is no UTF-8 as U+FFFD; cut after `max_characters` with an ellipsis. Not escaped.
std::string CleanText(std::string_view text, std::size_t max_characters = kMaxSentenceCharacters);

/// CleanText, escaped: as text or quoted attribute of HTML.
std::string SafeText(std::string_view text, std::size_t max_characters = kMaxSentenceCharacters);

/// "Whole council", "No team recorded" or the team's name, escaped.
std::string TeamHtml(std::string_view team);

/// With a true minus sign, which screen readers say. Example: "-2.10 points" -> "−2.10 points".
std::string Signed(std::string text);

/// Example: (8, 9) -> "8 (−1)"; (8, 8) -> "8 (0)".
std::string ChangeInBrackets(std::int64_t now, std::int64_t before);

/// The singular for 1, else the plural. Example: Plural(1, "item is", "items are") -> "1 item is".
std::string Plural(std::int64_t count, std::string_view one, std::string_view many);

/// Symbol, word and colour: any one of them is enough.
std::string RagHtml(Rag rag);

/// Arrow for the figure's way, word for what it means, difference. Example: "↓ worsening −2.10 points".
std::string ChangeHtml(const Change& change, ValueUnit unit);

/// Published figures as published; the council's own of last year, which are counted, with one decimal.
std::string ComparatorValueText(const AppliedComparator& comparator, ValueUnit unit);

/// 0 to 1 as a percentage with one decimal. Example: 0.8476 -> "84.8%".
std::string RatioText(double ratio);

/// The reporting year of a day. Example: 2024-03-31 -> "2023-24".
std::string ReportingYearText(Date date);

/// The day in London of an instant. Units: microseconds since 1970-01-01 UTC.
Date LondonDay(std::int64_t instant_us);

/// One column of a table.
struct Column {
  std::string head;    ///< HTML
  bool number = true;  ///< numbers stand to the right, words to the left
};

/// A table's beginning: caption (HTML) and heading cells, up to the open tbody.
std::string TableBegin(std::string_view style, const std::string& caption,
                       const std::vector<Column>& columns);
/// Closes tbody and table.
std::string TableEnd();
std::string RowHead(const std::string& html);
std::string NumberCell(const std::string& html);
std::string TextCell(const std::string& html);

/// A wide table in a region that can be scrolled with the keyboard. `label` is text without markup.
std::string Scrollable(const std::string& label, const std::string& table);

/// A section with its heading of the second level.
std::string SectionBegin(std::string_view id, std::string_view heading);

/// An annex: a section that is folded away on a screen until it is asked for, and whole on paper. Closed by AnnexEnd.
std::string AnnexBegin(std::string_view id, std::string_view letter, std::string_view heading);
std::string AnnexEnd();

/// "–" to the eye, "none" to the ear.
std::string NothingHtml();

}  // namespace caseclock::report_html

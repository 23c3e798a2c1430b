#include "daemon/adapters/date_text.h"

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace caseclock {
namespace {

bool IsDigit(char c) { return '0' <= c && c <= '9'; }
bool IsSeparator(char c) { return c == '/' || c == '-' || c == '.' || c == ' '; }
char Lower(char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::size_t kLongestShown = 24;

/// ` "31/02/2024"` when the text is digits and separators, as a date is; otherwise nothing. A
/// number alone is not shown: it may be an identifier in the wrong column.
std::string Shown(std::string_view text) {
  bool separated = false;
  for (const char c : text) {
    if (c == '/' || c == '-' || c == '.') separated = true;
    if (!IsDigit(c) && !IsSeparator(c) && c != ':' && c != 'T' && c != 'Z') return "";
  }
  if (!separated || text.size() > kLongestShown) return "";
  return " \"" + std::string(text) + "\"";
}

/// The text up to a time of day: "1/3/2024" of "1/3/2024 09:30:00".
std::string_view WithoutTime(std::string_view text) {
  const auto colon = text.find(':');
  const auto before = text.substr(0, colon);
  const auto cut = before.find_last_of(" T");
  if (colon == std::string_view::npos) {
    // "2024-03-01T00Z" is not written by spreadsheets; only a colon makes a time.
    return text;
  }
  if (cut == std::string_view::npos || cut == 0) return text;
  for (const char c : text.substr(cut + 1)) {
    const char l = Lower(c);
    const bool part = IsDigit(c) || c == ':' || c == '.' || c == '+' || c == '-' || l == 'z' ||
                      l == 'a' || l == 'p' || l == 'm' || c == ' ';
    if (!part) return text;
  }
  return text.substr(0, cut);
}

/// "1-Mar-2024" -> {"1", "Mar", "2024"}.
std::vector<std::string_view> Parts(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !IsSeparator(text[i])) continue;
    parts.push_back(text.substr(from, i - from));
    from = i + 1;
  }
  return parts;
}

/// A whole number of one to four digits, or -1.
int Number(std::string_view text) {
  if (text.empty() || text.size() > 4) return -1;
  int value = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// 3 for "Mar", "march"; 0 for other words.
int MonthWord(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (text.size() < 3) return 0;
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    const auto full = kMonths[month];
    bool same = text.size() == 3 || text.size() == full.size() || (month == 8 && text.size() == 4);
    for (std::size_t i = 0; same && i < text.size(); ++i) same = Lower(text[i]) == full[i];
    if (same) return static_cast<int>(month) + 1;
  }
  return 0;
}

std::optional<Date> Existing(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const auto padded = [](int number, int base) { return std::to_string(base + number).substr(1); };
  return ParseDate(padded(year, 10'000) + "-" + padded(month, 100) + "-" + padded(day, 100));
}

}  // namespace

namespace {

/// The text behind the name of a day: "01/03/2024" of "Fri 01/03/2024" and "Friday, 1 March 2024". The
/// name says nothing that the date does not.
std::string_view WithoutWeekday(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  const auto end = text.find_first_of(" ,");
  if (end == std::string_view::npos) return text;
  const auto rest = text.find_first_not_of(" ,", end);
  for (const std::string_view day : kDays) {
    if (end != 3 && end != day.size()) continue;
    bool same = rest != std::string_view::npos;
    for (std::size_t i = 0; same && i < end; ++i) same = Lower(text[i]) == day[i];
    if (same) return text.substr(rest);
  }
  return text;
}

/// Why these make no date.
std::string WhyNone(int year, int month, int day, const std::string& shown) {
  if (month > 12 && day <= 12) return "the date" + shown + " seems to have its month first";
  if (year < 1900 || year > 2099) return "the date" + shown + " is not between 1900 and 2099";
  return "the date" + shown + " does not exist";
}

}  // namespace

DateOrReason ReadDateText(std::string_view written) {
  const std::string_view text = WithoutWeekday(written);
  const auto parts = Parts(WithoutTime(text));
  const std::string shown = Shown(text);
  if (parts.size() != 3) return "not a date" + (shown.empty() ? "" : ":" + shown);
  const bool year_first = parts[0].size() == 4;
  const int year = Number(year_first ? parts[0] : parts[2]);
  const int day = Number(year_first ? parts[2] : parts[0]);
  const int word = MonthWord(parts[1]);
  const int month = word > 0 ? word : Number(parts[1]);
  if (year < 0 || day < 0 || month < 0) return "not a date" + (shown.empty() ? "" : ":" + shown);
  if ((year_first ? parts[0] : parts[2]).size() != 4) {
    return "the year of the date" + shown + " has not four digits, so that it could be several";
  }
  if (const auto date = Existing(year, month, day)) return *date;
  return WhyNone(year, month, day, shown);
}

DateOrReason DateOfSerial(double serial, bool date_1904) {
  const Date last = Date::FromYmd(2099, 12, 31);
  const Date epoch = date_1904 ? Date::FromYmd(1904, 1, 1) : Date::FromYmd(1899, 12, 30);
  const double day = std::floor(serial);
  // Written so that what is not a number fails too.
  if (!(day >= (date_1904 ? 0 : 1) && day <= last - epoch)) {
    return "the number is no day between 1900 and 2099";
  }
  const auto days = static_cast<std::int32_t>(day);
  if (date_1904 || days > 60) return epoch + days;
  if (days == 60) return "the number stands for 29 February 1900, which does not exist";
  return epoch + days + 1;
}

}  // namespace caseclock

#include "processors/calendar/date.h"

#include <chrono>

namespace caseclock {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day Civil(Date date) { return year_month_day{sys_days{std::chrono::days{date.days}}}; }

Date FromCivil(year_month_day ymd) {
  return {static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count())};
}

/// The value of `length` decimal digits at `text[from]`, or -1.
int Digits(std::string_view text, std::size_t from, std::size_t length) {
  int value = 0;
  for (std::size_t i = from; i < from + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

Date Date::FromYmd(int year, int month, int day) {
  return FromCivil(year_month_day{std::chrono::year{year},
                                  std::chrono::month{static_cast<unsigned>(month)},
                                  std::chrono::day{static_cast<unsigned>(day)}});
}

CivilParts PartsOf(Date date) {
  const auto ymd = Civil(date);
  const std::chrono::weekday weekday{sys_days{ymd}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day())),
          static_cast<int>(weekday.iso_encoding())};
}

Date AddMonths(Date date, int months) {
  const auto ymd = Civil(date);
  const auto moved = ymd + std::chrono::months{months};
  if (moved.ok()) return FromCivil(moved);
  return FromCivil(year_month_day{moved.year() / moved.month() / std::chrono::last});
}

Date LastDayOfMonth(Date date) {
  const auto ymd = Civil(date);
  return FromCivil(year_month_day{ymd.year() / ymd.month() / std::chrono::last});
}

Date FirstDayOfMonth(Date date) { return date - (PartsOf(date).day - 1); }

Date MondayOf(Date date) { return date - (PartsOf(date).weekday - 1); }

Date ReportingYearStart(Date date) {
  const auto parts = PartsOf(date);
  return Date::FromYmd(parts.month >= 4 ? parts.year : parts.year - 1, 4, 1);
}

std::optional<Date> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = Digits(text, 0, 4);
  const int month = Digits(text, 5, 2);
  const int day = Digits(text, 8, 2);
  if (year < 1900 || year > 2099 || month < 1 || day < 1) return std::nullopt;
  const year_month_day ymd{std::chrono::year{year},
                           std::chrono::month{static_cast<unsigned>(month)},
                           std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return FromCivil(ymd);
}

std::string FormatDate(Date date) {
  const auto parts = PartsOf(date);
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t at, int value, int width) {
    for (int i = width - 1; i >= 0; --i, value /= 10) {
      text[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    }
  };
  put(0, parts.year, 4);
  put(5, parts.month, 2);
  put(8, parts.day, 2);
  return text;
}

}  // namespace caseclock

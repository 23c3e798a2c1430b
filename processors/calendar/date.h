/// @file
/// A day in Europe/London, as a value. Deadlines in this domain are dates, never instants.
///
/// Example:
///   Date start = Date::FromYmd(2024, 3, 1);         // a Friday
///   start + 3                                        // 2024-03-04
///   AddMonths(Date::FromYmd(2024, 1, 31), 1)         // 2024-02-29, the last day there is
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace caseclock {

/// A civil day. Units: days since 1970-01-01. Immutable in use; compares by time.
struct Date {
  std::int32_t days = 0;

  /// Requires: a date that exists. Example: Date::FromYmd(2024, 2, 29).days == 19782.
  static Date FromYmd(int year, int month, int day);

  /// Earlier and later than every date that an event may carry.
  static constexpr Date Min() { return Date{std::numeric_limits<std::int32_t>::min() / 2}; }
  static constexpr Date Max() { return Date{std::numeric_limits<std::int32_t>::max() / 2}; }

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
  friend constexpr Date operator+(Date date, std::int32_t days) { return {date.days + days}; }
  friend constexpr Date operator-(Date date, std::int32_t days) { return {date.days - days}; }
  friend constexpr std::int32_t operator-(Date a, Date b) { return a.days - b.days; }
};

/// The parts of a date. `weekday` is 1 for Monday to 7 for Sunday.
struct CivilParts {
  int year;
  int month;
  int day;
  int weekday;
};

/// Example: PartsOf(Date::FromYmd(2024, 3, 1)) is {2024, 3, 1, 5}.
CivilParts PartsOf(Date date);

/// The same day of the month `months` later (or earlier), or that month's last day if it has none.
/// Example: AddMonths(2024-02-29, -12) is 2023-02-28.
Date AddMonths(Date date, int months);

/// The last day of the month of `date`. Example: 2024-02-10 -> 2024-02-29.
Date LastDayOfMonth(Date date);

/// The first day of the month of `date`.
Date FirstDayOfMonth(Date date);

/// The Monday of the week of `date`.
Date MondayOf(Date date);

/// 1 April on or before `date`: the start of the reporting year. Example: 2024-03-31 -> 2023-04-01.
Date ReportingYearStart(Date date);

/// Reads "YYYY-MM-DD", nothing else, for dates that exist from 1900-01-01 to 2099-12-31: the span an event may
/// carry. Example: ParseDate("2024-02-30") is nullopt.
std::optional<Date> ParseDate(std::string_view text);

/// Writes "YYYY-MM-DD".
std::string FormatDate(Date date);

}  // namespace caseclock

/// @file
/// The windows over which figures are shown, and the previous-year twin of each.
///
/// Example, as of 2024-03-31: kYear is 2023-04-01..2024-03-31, its twin 2022-04-01..2023-03-31; kMonth is
/// 2024-03-01..2024-03-31; kRolling12Months is 2023-04-01..2024-03-31.
#pragma once

#include <array>
#include <string_view>

#include "processors/calendar/date.h"

namespace caseclock {

/// Days from `first` to `last`, both included.
struct Period {
  Date first;
  Date last;
  friend bool operator==(const Period&, const Period&) = default;
};

/// Number of days in the period. Example: one day for first == last.
constexpr int DaysIn(Period period) { return period.last - period.first + 1; }

/// The windows, each ending on the as-of date.
enum class Window {
  kWeek,             ///< from Monday
  kMonth,            ///< from the first of the month
  kQuarter,          ///< from 1 January, April, July or October
  kYear,             ///< the reporting year to date, from 1 April
  kRolling12Months,  ///< the twelve months that end on the as-of date
  kYears3,           ///< the thirty-six months that end on the as-of date
};

inline constexpr std::array kAllWindows = {
    Window::kWeek, Window::kMonth,           Window::kQuarter,
    Window::kYear, Window::kRolling12Months, Window::kYears3};

/// "week", "month", "quarter", "year", "rolling_12m", "years_3": the words of reports and metric labels.
std::string_view WindowName(Window window);

/// The window that ends on `as_of`.
/// Rolling windows begin on the day after the same date one (three) years before; the last day of February
/// corresponds to the last day of February.
Period WindowAt(Window window, Date as_of);

/// The same window a year before: to the same day of the month, or its last day if it has none, and the last day of a
/// month, quarter or year answers to the last day of the one before, so that a whole period is compared with a whole
/// one. A week's twin is 52 weeks before, to the same weekday; a rolling window's that of the same date a year before.
/// Example: of kYear as of 2021-03-31 2019-04-01..2020-03-31; of kMonth as of 2025-02-28 2024-02-01..2024-02-29; of
/// kYear on that day 2023-04-01..2024-02-28, the same date.
Period PreviousYear(Window window, Date as_of);

/// The window before this one, by the same rule: of a month the month before, of a quarter up to the same day of the
/// month three months before. Of the year and the rolling windows the twin that ends where this one begins.
/// Example: of kMonth as of 2024-04-30 2024-03-01..2024-03-31; of kQuarter as of 2024-05-31 2024-01-01..2024-02-29.
Period PreviousPeriod(Window window, Date as_of);

/// 365 or 366: the days of the reporting year in which `date` falls.
int DaysInReportingYear(Date date);

}  // namespace caseclock

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

/// The same window a year before. A window to date and its twin cover the same number of days from their
/// starts, but the twin of one that ends on the last day of February ends on the last day of February, and no
/// twin runs beyond its own year or quarter. A week's twin is the week 52 weeks before.
/// Example, as of 2024-02-29: the twin of kMonth is 2023-02-01..2023-02-28.
Period PreviousYear(Window window, Date as_of);

/// The window before this one, to the same day of it: the same number of days from its start, at most all of it; a
/// complete month or quarter is compared with a complete one. Of the year and the rolling windows the twin that ends
/// where this one begins.
/// Example, as of 2024-02-29: of kMonth 2024-01-01..2024-01-31; as of 2024-03-30: 2024-02-01..2024-02-29.
Period PreviousPeriod(Window window, Date as_of);

/// 365 or 366: the days of the reporting year in which `date` falls.
int DaysInReportingYear(Date date);

}  // namespace caseclock

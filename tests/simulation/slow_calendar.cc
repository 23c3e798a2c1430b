#include "tests/simulation/slow_calendar.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "processors/check.h"

namespace caseclock::simulation {
namespace {

constexpr int kFirstYear = 2005;
constexpr int kLastYear = 2028;

Date FirstCovered() {
  static const Date first = Date::FromYmd(kFirstYear, 1, 1);
  return first;
}

Date LastCovered() {
  static const Date last = Date::FromYmd(kLastYear, 12, 31);
  return last;
}

/// Easter Sundays, month and day. Source: the tables in the Book of Common Prayer; a test computes
/// them again.
constexpr std::array<std::pair<int, int>, kLastYear - kFirstYear + 1> kEaster = {{
    {3, 27}, {4, 16}, {4, 8},  {3, 23}, {4, 12}, {4, 4},   // 2005-2010
    {4, 24}, {4, 8},  {3, 31}, {4, 20}, {4, 5},  {3, 27},  // 2011-2016
    {4, 16}, {4, 1},  {4, 21}, {4, 12}, {4, 4},  {4, 17},  // 2017-2022
    {4, 9},  {3, 31}, {4, 20}, {4, 5},  {3, 28}, {4, 16},  // 2023-2028
}};

bool IsWeekend(Date day) { return PartsOf(day).weekday >= 6; }

Date FirstMondayFrom(Date day) {
  while (PartsOf(day).weekday != 1) day = day + 1;
  return day;
}

Date LastMondayUpTo(Date day) {
  while (PartsOf(day).weekday != 1) day = day - 1;
  return day;
}

Date EarlyMay(int year) {
  // VE Day, 75 years on.
  return year == 2020 ? Date::FromYmd(2020, 5, 8) : FirstMondayFrom(Date::FromYmd(year, 5, 1));
}

Date Spring(int year) {
  if (year == 2012) return Date::FromYmd(2012, 6, 4);  // jubilees
  if (year == 2022) return Date::FromYmd(2022, 6, 2);
  return LastMondayUpTo(Date::FromYmd(year, 5, 31));
}

bool IsLastOfFebruary(Date day) { return PartsOf(day).month == 2 && PartsOf(day + 1).month == 3; }

}  // namespace

SlowCalendar::SlowCalendar(const std::vector<Date>& closures) {
  for (Date day = FirstCovered(); day <= LastCovered(); day = day + 1) {
    working_.push_back(IsWeekend(day) ? 0 : 1);
  }
  for (int year = kFirstYear; year <= kLastYear; ++year) AddBankHolidaysOf(year);
  Close(Date::FromYmd(2011, 4, 29));  // royal wedding
  Close(Date::FromYmd(2012, 6, 5));   // diamond jubilee
  Close(Date::FromYmd(2022, 6, 3));   // platinum jubilee
  Close(Date::FromYmd(2022, 9, 19));  // state funeral
  Close(Date::FromYmd(2023, 5, 8));   // coronation
  for (const Date day : closures) {
    if (Covers(day)) Close(day);
  }
}

void SlowCalendar::AddBankHolidaysOf(int year) {
  const auto [month, day] = kEaster[static_cast<std::size_t>(year - kFirstYear)];
  const Date easter = Date::FromYmd(year, month, day);
  Close(easter - 2);
  Close(easter + 1);
  Close(EarlyMay(year));
  Close(Spring(year));
  Close(LastMondayUpTo(Date::FromYmd(year, 8, 31)));
  // Those on a weekday take their day first; the others move to the next weekday that is still
  // free.
  const std::array fixed = {Date::FromYmd(year, 1, 1), Date::FromYmd(year, 12, 25),
                            Date::FromYmd(year, 12, 26)};
  for (const Date holiday : fixed) {
    if (!IsWeekend(holiday)) Close(holiday);
  }
  for (const Date holiday : fixed) {
    if (IsWeekend(holiday)) CloseOnNextFreeWeekday(holiday);
  }
}

void SlowCalendar::Close(Date day) { working_[static_cast<std::size_t>(day - FirstCovered())] = 0; }

void SlowCalendar::CloseOnNextFreeWeekday(Date day) {
  while (!IsWorkingDay(day)) day = day + 1;
  Close(day);
}

bool SlowCalendar::Covers(Date day) const { return FirstCovered() <= day && day <= LastCovered(); }

bool SlowCalendar::IsWorkingDay(Date day) const {
  CASECLOCK_CHECK(Covers(day), "asked within the calendar");
  return working_[static_cast<std::size_t>(day - FirstCovered())] == 1;
}

int SlowCalendar::Count(Date start, Date stop) const {
  CASECLOCK_CHECK(Covers(start) && Covers(stop), "asked within the calendar");
  int count = 0;
  for (Date day = start + 1; day <= stop; day = day + 1) count += IsWorkingDay(day) ? 1 : 0;
  return count;
}

std::optional<Date> SlowCalendar::Nth(Date start, int n) const {
  Date day = start;
  for (int found = 0; found < n;) {
    day = day + 1;
    if (!Covers(day)) return std::nullopt;
    found += IsWorkingDay(day) ? 1 : 0;
  }
  return day;
}

Date SameDateYearsBefore(Date day, int years) {
  const auto [year, month, day_of_month, weekday] = PartsOf(day);
  if (IsLastOfFebruary(day)) return Date::FromYmd(year - years, 3, 1) - 1;
  return Date::FromYmd(year - years, month, day_of_month);
}

Period SlowWindow(Window window, Date as_of) {
  const auto parts = PartsOf(as_of);
  switch (window) {
    case Window::kWeek: return {LastMondayUpTo(as_of), as_of};
    case Window::kMonth: return {Date::FromYmd(parts.year, parts.month, 1), as_of};
    case Window::kQuarter:
      return {Date::FromYmd(parts.year, parts.month - (parts.month - 1) % 3, 1), as_of};
    case Window::kYear: return {Date::FromYmd(parts.year - (parts.month < 4 ? 1 : 0), 4, 1), as_of};
    case Window::kRolling12Months: return {SameDateYearsBefore(as_of, 1) + 1, as_of};
    case Window::kYears3: return {SameDateYearsBefore(as_of, 3) + 1, as_of};
  }
  CASECLOCK_CHECK(false, "a window that exists");
}

namespace {

/// True when no day of the same window comes after.
bool IsLastOf(Window window, Date day) {
  return SlowWindow(window, day + 1).first != SlowWindow(window, day).first;
}

/// Walks on from the first day of a window to the day that answers to `as_of`: the window's last day if `as_of` is the
/// last of its own, else the same day of the month that is `months` before, or that month's last day.
Date Answering(Window window, Date first, Date as_of, int months) {
  const auto asked = PartsOf(as_of);
  const int month = (asked.month + 11 - months % 12) % 12 + 1;
  for (Date day = first;; day = day + 1) {
    if (IsLastOf(window, day)) return day;
    if (IsLastOf(window, as_of)) continue;
    const auto parts = PartsOf(day);
    if (parts.month != month) continue;
    if (parts.day == asked.day || PartsOf(day + 1).month != month) return day;
  }
}

}  // namespace

namespace {

/// What a day answers to is searched for day by day, and every row asks for the same days again.
class Remembered {
 public:
  explicit Remembered(Period (*find)(Window, Date)) : find_(find) {}
  Period Of(Window window, Date as_of) {
    const auto [known, is_new] = known_.try_emplace({window, as_of.days});
    if (is_new) known->second = find_(window, as_of);
    return known->second;
  }

 private:
  Period (*find_)(Window, Date);
  std::map<std::pair<Window, std::int32_t>, Period> known_;
};

Period FindTwin(Window window, Date as_of) {
  const Period current = SlowWindow(window, as_of);
  if (window == Window::kWeek) return {current.first - 364, current.last - 364};
  if (window == Window::kRolling12Months || window == Window::kYears3) {
    return SlowWindow(window, SameDateYearsBefore(as_of, 1));
  }
  const Date first = SameDateYearsBefore(current.first, 1);
  return {first, Answering(window, first, as_of, 12)};
}

Period FindBefore(Window window, Date as_of) {
  if (window == Window::kYear || window == Window::kRolling12Months) return FindTwin(window, as_of);
  if (window == Window::kYears3) return SlowWindow(window, SameDateYearsBefore(as_of, 3));
  const Period current = SlowWindow(window, as_of);
  const Date first = SlowWindow(window, current.first - 1).first;
  if (window == Window::kWeek) return {first, as_of - 7};
  return {first, Answering(window, first, as_of, window == Window::kMonth ? 1 : 3)};
}

}  // namespace

Period SlowTwin(Window window, Date as_of) {
  static Remembered twins(FindTwin);
  return twins.Of(window, as_of);
}

Period SlowBefore(Window window, Date as_of) {
  static Remembered befores(FindBefore);
  return befores.Of(window, as_of);
}

int SlowDaysInReportingYear(Date day) {
  const Date first = SlowWindow(Window::kYear, day).first;
  return Date::FromYmd(PartsOf(first).year + 1, 4, 1) - first;
}

}  // namespace caseclock::simulation

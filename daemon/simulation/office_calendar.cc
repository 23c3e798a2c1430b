#include "daemon/simulation/office_calendar.h"

#include <array>

#include "processors/check.h"

namespace caseclock::simulation {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

/// Referrals of a weekday against the mean of its month's weekdays. Units: percent.
constexpr std::array kWeekdayPercent = {106, 104, 102, 100, 88, 4, 3};
/// Of a month against the mean month; schools make a fifth of referrals and are shut in August.
/// Units: percent.
constexpr std::array kMonthPercent = {103, 101, 108, 94, 104, 107, 104, 78, 99, 108, 106, 90};
constexpr int kBankHolidayPercent = 3;
constexpr int kChristmasPercent = 40;  // of the days from 24 December to 1 January

Date LastSunday(int year, int month) {
  const Date last = LastDayOfMonth(Date::FromYmd(year, month, 1));
  return last - PartsOf(last).weekday % 7;
}

bool IsChristmas(const CivilParts& parts) {
  return (parts.month == 12 && parts.day >= 24) || (parts.month == 1 && parts.day == 1);
}

}  // namespace

OfficeCalendar::OfficeCalendar() : working_days_(WorkingDays::EnglandAndWales()) {}

bool OfficeCalendar::Works(Date date) const {
  return working_days_.IsWorkingDay(date).value_or(PartsOf(date).weekday <= 5);
}

Date OfficeCalendar::After(Date start, int n) const {
  if (const auto known = working_days_.Nth(start, n)) return *known;
  Date date = start;
  for (int left = n; left > 0;) left -= Works(date = date + 1);
  return date;
}

Date OfficeCalendar::Before(Date end, int n) const {
  Date date = end;
  for (int left = n; left > 0;) left -= Works(date = date - 1);
  return date;
}

Date OfficeCalendar::OnOrAfter(Date date) const { return Works(date) ? date : After(date, 1); }

int OfficeCalendar::Weight(Date date) const {
  const CivilParts parts = PartsOf(date);
  const int month = kMonthPercent[static_cast<std::size_t>(parts.month - 1)];
  if (parts.weekday <= 5 && !Works(date)) return month * kBankHolidayPercent;
  const int day = kWeekdayPercent[static_cast<std::size_t>(parts.weekday - 1)];
  return IsChristmas(parts) ? month * day * kChristmasPercent / 100 : month * day;
}

std::int64_t OfficeCalendar::ShareOfYear(Date date) {
  const int year = PartsOf(date).year;
  std::int64_t& total = weight_of_year_[year];
  if (total == 0) {
    const Date end = Date::FromYmd(year + 1, 1, 1);
    for (Date day = Date::FromYmd(year, 1, 1); day < end; day = day + 1) total += Weight(day);
  }
  return Weight(date) * std::int64_t{1'000'000} / total;
}

std::int64_t InstantUs(Date date, int second_of_day) {
  CASECLOCK_CHECK(second_of_day >= 7200 && second_of_day < kSecondsADay, "offices sleep at two");
  const int year = PartsOf(date).year;
  const bool summer = LastSunday(year, 3) <= date && date < LastSunday(year, 10);
  return (date.days * kSecondsADay + second_of_day - (summer ? 3600 : 0)) * 1'000'000;
}

}  // namespace caseclock::simulation

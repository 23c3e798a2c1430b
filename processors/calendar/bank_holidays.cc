#include "processors/calendar/bank_holidays.h"

#include <algorithm>
#include <set>

namespace caseclock {
namespace {

Date FirstMonday(int year, int month) {
  const Date first = Date::FromYmd(year, month, 1);
  return first + (8 - PartsOf(first).weekday) % 7;
}

Date LastMonday(int year, int month) {
  return MondayOf(LastDayOfMonth(Date::FromYmd(year, month, 1)));
}

bool IsWeekend(Date date) { return PartsOf(date).weekday >= 6; }

/// New Year's Day, or the Monday after a weekend.
BankHoliday NewYear(int year) {
  Date date = Date::FromYmd(year, 1, 1);
  if (!IsWeekend(date)) return {date, "New Year's Day"};
  while (IsWeekend(date)) date = date + 1;
  return {date, "New Year's Day"};
}

/// Christmas Day and Boxing Day; each that falls on a weekend moves to the next day that is neither a weekend
/// nor the other's.
void AddChristmas(int year, std::vector<BankHoliday>& days) {
  const Date christmas = Date::FromYmd(year, 12, 25);
  const Date boxing = christmas + 1;
  switch (PartsOf(christmas).weekday) {
    case 5:  // Friday: Boxing Day is a Saturday
      days.push_back({christmas, "Christmas Day"});
      days.push_back({boxing + 2, "Boxing Day"});
      break;
    case 6:  // Saturday: both on the weekend
      days.push_back({christmas + 2, "Christmas Day"});
      days.push_back({christmas + 3, "Boxing Day"});
      break;
    case 7:  // Sunday: Boxing Day stays on Monday, Christmas Day goes to Tuesday
      days.push_back({boxing, "Boxing Day"});
      days.push_back({christmas + 2, "Christmas Day"});
      break;
    default: days.push_back({christmas, "Christmas Day"}); days.push_back({boxing, "Boxing Day"});
  }
}

/// The early May holiday stood on VE Day's 75th anniversary in 2020.
Date EarlyMay(int year) { return year == 2020 ? Date::FromYmd(2020, 5, 8) : FirstMonday(year, 5); }

/// The spring holiday was moved beside both jubilees.
Date Spring(int year) {
  if (year == 2012) return Date::FromYmd(2012, 6, 4);
  if (year == 2022) return Date::FromYmd(2022, 6, 2);
  return LastMonday(year, 5);
}

const std::vector<BankHoliday>& OneOffDays() {
  static const std::vector<BankHoliday> days = {
      {Date::FromYmd(2011, 4, 29), "Royal wedding"},
      {Date::FromYmd(2012, 6, 5), "Queen's Diamond Jubilee"},
      {Date::FromYmd(2022, 6, 3), "Platinum Jubilee bank holiday"},
      {Date::FromYmd(2022, 9, 19), "Bank Holiday for the State Funeral of Queen Elizabeth II"},
      {Date::FromYmd(2023, 5, 8), "Bank holiday for the coronation of King Charles III"},
  };
  return days;
}

void AddYear(int year, std::vector<BankHoliday>& days) {
  const Date easter = EasterSunday(year);
  days.push_back(NewYear(year));
  days.push_back({easter - 2, "Good Friday"});
  days.push_back({easter + 1, "Easter Monday"});
  days.push_back({EarlyMay(year), "Early May bank holiday"});
  days.push_back({Spring(year), "Spring bank holiday"});
  days.push_back({LastMonday(year, 8), "Summer bank holiday"});
  AddChristmas(year, days);
  for (const BankHoliday& day : OneOffDays()) {
    if (PartsOf(day.date).year == year) days.push_back(day);
  }
}

void SortByDate(std::vector<BankHoliday>& days) {
  std::sort(days.begin(), days.end(),
            [](const BankHoliday& a, const BankHoliday& b) { return a.date < b.date; });
}

}  // namespace

Date EasterSunday(int year) {
  // The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return Date::FromYmd(year, n / 31, n % 31 + 1);
}

std::vector<BankHoliday> BankHolidays(int first_year, int last_year) {
  std::vector<BankHoliday> days;
  for (int year = first_year; year <= last_year; ++year) AddYear(year, days);
  SortByDate(days);
  return days;
}

std::vector<BankHoliday> ReplaceYears(const std::vector<BankHoliday>& shipped,
                                      const std::vector<BankHoliday>& published) {
  std::set<int> years;
  for (const BankHoliday& day : published) years.insert(PartsOf(day.date).year);
  std::vector<BankHoliday> days = published;
  for (const BankHoliday& day : shipped) {
    if (!years.contains(PartsOf(day.date).year)) days.push_back(day);
  }
  SortByDate(days);
  return days;
}

}  // namespace caseclock

/// @file
/// Bank holidays in England and Wales, made from the rules and the one-off days.
///
/// Example: BankHolidays(2022, 2022) has ten days: the usual eight, 3 June (Platinum Jubilee) and 19 September
/// (State Funeral); the spring holiday stands on 2 June.
///
/// Source: Banking and Financial Dealings Act 1971 and royal proclamations, 2005 to 2028. A test fails when less
/// than fourteen months of the span remain.
#pragma once

#include <string>
#include <vector>

#include "processors/calendar/date.h"

namespace caseclock {

/// The years for which the built-in rules are known to hold.
inline constexpr int kFirstHolidayYear = 2005;
inline constexpr int kLastHolidayYear = 2028;

/// One bank holiday. `title` as GOV.UK names it.
struct BankHoliday {
  Date date;
  std::string title;
  friend bool operator==(const BankHoliday&, const BankHoliday&) = default;
};

/// All bank holidays of the years, both included, by date. Requires: years within the span above.
std::vector<BankHoliday> BankHolidays(int first_year, int last_year);

/// `shipped` with every year that `published` speaks of replaced by what it says of that year: a published list
/// is complete for its years, so that a moved holiday does not stand twice.
std::vector<BankHoliday> ReplaceYears(const std::vector<BankHoliday>& shipped,
                                      const std::vector<BankHoliday>& published);

/// Easter Sunday by the Gregorian computus. Example: EasterSunday(2024) is 2024-03-31.
Date EasterSunday(int year);

}  // namespace caseclock

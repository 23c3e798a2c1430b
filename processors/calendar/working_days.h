/// @file
/// Working days: Monday to Friday, no bank holiday, no closure day of the council.
///
/// Day 0 is the start date and the count decides: Count(start, stop) is the number of working days d with
/// start < d <= stop; a stop is in time when the count is at most the limit. Both ends may be non-working days.
///
/// Example (England and Wales):
///   Nth(Fri 2024-03-01, 15)            -> 2024-03-22
///   Count(2024-03-01, Sun 2024-03-24)  -> 15, still in time; Mon 2024-03-25 -> 16, late
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "processors/calendar/bank_holidays.h"
#include "processors/calendar/date.h"

namespace caseclock {

/// The working days of one council over a known span. Immutable, safe from any thread.
/// Cost: every question is answered from a table in constant time; 45 kB for 24 years.
class WorkingDays {
 public:
  /// Requires: `holidays` complete from 1 January of `first_year` to 31 December of `last_year`.
  /// `closures`: days on which this council alone does not work; a day in both lists counts once.
  WorkingDays(std::vector<BankHoliday> holidays, std::vector<Date> closures, int first_year,
              int last_year);

  /// The shipped table, without closure days.
  static WorkingDays EnglandAndWales();

  /// The span for which questions are answered, both days included.
  Date first() const { return first_; }
  Date last() const { return last_; }

  /// Working days d with start < d <= stop; 0 when stop <= start.
  /// Errors: nullopt when either day is outside the span: never a silent guess.
  std::optional<int> Count(Date start, Date stop) const;

  /// The nth working day after `start`; `start` itself for n = 0.
  /// Errors: nullopt when `start` or the answer is outside the span.
  std::optional<Date> Nth(Date start, int n) const;

  /// The earliest day d for which Nth(d, n) >= date: from when on `date` is at most n working days ahead.
  /// Errors: nullopt outside the span. Example: EarliestWithin(Fri 2024-03-22, 5) -> Fri 2024-03-15.
  std::optional<Date> EarliestWithin(Date date, int n) const;

  /// Errors: nullopt outside the span.
  std::optional<bool> IsWorkingDay(Date date) const;

  /// Bank holidays d on weekdays with start < d <= stop, for explanations.
  std::vector<BankHoliday> HolidaysBetween(Date start, Date stop) const;

  /// A fingerprint of the span and its working days; differs when any due date could.
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  bool Covers(Date date) const { return first_ <= date && date <= last_; }
  std::size_t Index(Date date) const { return static_cast<std::size_t>(date - first_); }

  Date first_;
  Date last_;
  std::vector<std::int32_t> count_until_;  // working days from first_ up to and including the day
  std::vector<Date> working_days_;         // in order
  std::vector<BankHoliday> holidays_;
  std::uint64_t fingerprint_ = 0;
};

}  // namespace caseclock

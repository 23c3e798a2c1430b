/// @file
/// When a simulated council works, how busy its front door is, and at which instant something is
/// typed in.
///
/// Example: OfficeCalendar().After(Fri 2024-03-01, 15) is 2024-03-22; InstantUs(2024-07-01, 9 *
/// 3600) is 08:00 UTC.
#pragma once

#include <cstdint>
#include <map>

#include "processors/calendar/working_days.h"

namespace caseclock::simulation {

/// Working days without an end: outside the calendar's span every weekday is one, because a story
/// begun near the end of the span runs on beyond it. Used by one thread.
class OfficeCalendar {
 public:
  OfficeCalendar();

  bool Works(Date date) const;
  /// The nth working day after `start`; `start` itself, working day or not, for n = 0.
  Date After(Date start, int n) const;
  /// The nth working day before `end`; `end` itself for n = 0.
  Date Before(Date end, int n) const;
  /// `date` if it is a working day, else the next one.
  Date OnOrAfter(Date date) const;

  /// The share of a calendar year's referrals that the day has: weekdays more than weekends, school
  /// terms more than August and Christmas. Units: millionths; the days of a year add up to about
  /// 1,000,000.
  std::int64_t ShareOfYear(Date date);

 private:
  int Weight(Date date) const;

  WorkingDays working_days_;
  std::map<int, std::int64_t> weight_of_year_;
};

/// The instant of a time of day in Europe/London, summer time included. Units: microseconds since
/// 1970-01-01 UTC. Requires: second_of_day from 02:00 on, when no clock is put forward or back.
std::int64_t InstantUs(Date date, int second_of_day);

}  // namespace caseclock::simulation

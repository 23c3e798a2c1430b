#include "processors/calendar/working_days.h"

#include <algorithm>
#include <set>

namespace caseclock {

WorkingDays::WorkingDays(std::vector<BankHoliday> holidays, std::vector<Date> closures,
                         int first_year, int last_year)
    : first_(Date::FromYmd(first_year, 1, 1)),
      last_(Date::FromYmd(last_year, 12, 31)),
      holidays_(std::move(holidays)) {
  std::set<Date> off(closures.begin(), closures.end());
  for (const BankHoliday& holiday : holidays_) off.insert(holiday.date);
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a over the working days and the span
  const auto mix = [&hash](std::int32_t value) {
    hash = (hash ^ static_cast<std::uint32_t>(value)) * 1099511628211ULL;
  };
  mix(first_.days);
  mix(last_.days);
  for (Date day = first_; day <= last_; day = day + 1) {
    if (PartsOf(day).weekday <= 5 && !off.contains(day)) {
      working_days_.push_back(day);
      mix(day.days);
    }
    count_until_.push_back(static_cast<std::int32_t>(working_days_.size()));
  }
  fingerprint_ = hash;
}

WorkingDays WorkingDays::EnglandAndWales() {
  return {
      BankHolidays(kFirstHolidayYear, kLastHolidayYear), {}, kFirstHolidayYear, kLastHolidayYear};
}

std::optional<int> WorkingDays::Count(Date start, Date stop) const {
  if (!Covers(start) || !Covers(stop)) return std::nullopt;
  if (stop <= start) return 0;
  return count_until_[Index(stop)] - count_until_[Index(start)];
}

std::optional<Date> WorkingDays::Nth(Date start, int n) const {
  if (!Covers(start) || n < 0) return std::nullopt;
  if (n == 0) return start;
  const auto at = static_cast<std::size_t>(count_until_[Index(start)] + n - 1);
  if (at >= working_days_.size()) return std::nullopt;
  return working_days_[at];
}

std::optional<Date> WorkingDays::EarliestWithin(Date date, int n) const {
  if (!Covers(date)) return std::nullopt;
  if (n == 0) return date;
  // Nth(d, n) >= date holds from the day on which fewer than n working days lie in (d, date - 1].
  const int before = date == first_ ? 0 : count_until_[Index(date - 1)];
  if (before < n) return std::nullopt;
  return working_days_[static_cast<std::size_t>(before - n)];
}

std::optional<bool> WorkingDays::IsWorkingDay(Date date) const {
  if (!Covers(date)) return std::nullopt;
  const int before = date == first_ ? 0 : count_until_[Index(date - 1)];
  return count_until_[Index(date)] > before;
}

std::vector<BankHoliday> WorkingDays::HolidaysBetween(Date start, Date stop) const {
  std::vector<BankHoliday> found;
  for (const BankHoliday& holiday : holidays_) {
    if (start < holiday.date && holiday.date <= stop && PartsOf(holiday.date).weekday <= 5) {
      found.push_back(holiday);
    }
  }
  return found;
}

}  // namespace caseclock

/// @file
/// Whole numbers by day, of which only sums are read: +1 on the day a clock stops, +1 and -1 where it opens and closes.
///
/// Example: Add(d, +1), Add(d + 3, -1): SumUpTo(d + 2) == 1 and SumUpTo(d + 3) == 0.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "processors/calendar/date.h"
#include "processors/calendar/period.h"

namespace caseclock {

/// Sparse: days are held in blocks of 64, only those that are used. Movable, not copyable.
/// Cost: Add constant after a search among the blocks (6 a year); a sum adds the blocks before the day.
class DailySeries {
 public:
  /// Adds `n`, which may be negative, to the day.
  void Add(Date day, std::int32_t n);

  /// The sum of everything on `day` and before.
  std::int64_t SumUpTo(Date day) const;

  /// SumUpTo of several days at once, into the same places of `sums`. Requires: `days` in order, and as many sums.
  /// Cost: one pass over the blocks before the last day.
  void SumsUpTo(std::span<const Date> days, std::span<std::int64_t> sums) const;

  /// The sum over the days of the period, both ends included.
  std::int64_t SumOver(Period period) const {
    return SumUpTo(period.last) - SumUpTo(period.first - 1);
  }

  /// What each day of the period holds, in order. Example: [+1, 0, 0, -1] for the example above from d on.
  std::vector<std::int32_t> EachDay(Period period) const;

  /// The first day up to `last` that is not 0 and has no stretch of more than `gap_days` zeros behind it, or nullopt.
  /// Example: days 1, 900, 910, 1000 with a gap of 182: 900. A stray early day is no beginning.
  std::optional<Date> FirstDayWithoutGap(int gap_days, Date last) const;

  /// Appends the days up to `last` that are not 0, in their order.
  void AppendDays(Date last, std::vector<Date>& days) const;

  /// True when every day is 0.
  bool empty() const { return nonzero_days_ == 0; }

  void Clear() { *this = DailySeries(); }

  /// Same number on every day.
  friend bool operator==(const DailySeries& a, const DailySeries& b);

  /// Units: bytes held on the heap.
  std::size_t MemoryBytes() const;

 private:
  static constexpr int kDaysInBlock = 64;
  using Days = std::array<std::int32_t, kDaysInBlock>;
  struct Block {
    std::int32_t number;  // of the 64-day stretch, counted from 1970
    std::int32_t total;
    std::unique_ptr<Days> days;
  };

  Block& BlockOf(std::int32_t number);

  std::vector<Block> blocks_;  // by number
  std::int32_t nonzero_days_ = 0;
};

}  // namespace caseclock

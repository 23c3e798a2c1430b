#include "processors/tally/daily_series.h"

#include <algorithm>

namespace caseclock {
namespace {

/// Number and place in the block, also for days before 1970.
std::int32_t BlockNumber(Date day) { return day.days >> 6; }
std::size_t PlaceInBlock(Date day) { return static_cast<std::size_t>(day.days & 63); }

}  // namespace

DailySeries::Block& DailySeries::BlockOf(std::int32_t number) {
  // Mostly every stretch is in use, so that the place follows from the number.
  if (!blocks_.empty() && number >= blocks_.front().number) {
    const auto guess = static_cast<std::size_t>(number - blocks_.front().number);
    if (guess < blocks_.size() && blocks_[guess].number == number) return blocks_[guess];
  }
  auto at = std::lower_bound(blocks_.begin(), blocks_.end(), number,
                             [](const Block& b, std::int32_t n) { return b.number < n; });
  if (at == blocks_.end() || at->number != number) {
    at = blocks_.insert(at, Block{number, 0, std::make_unique<Days>()});
  }
  return *at;
}

void DailySeries::Add(Date day, std::int32_t n) {
  if (n == 0) return;
  Block& block = BlockOf(BlockNumber(day));
  std::int32_t& value = (*block.days)[PlaceInBlock(day)];
  if (value == 0) ++nonzero_days_;
  value += n;
  block.total += n;
  if (value == 0) --nonzero_days_;
}

std::int64_t DailySeries::SumUpTo(Date day) const {
  const std::int32_t number = BlockNumber(day);
  std::int64_t sum = 0;
  for (const Block& block : blocks_) {
    if (block.number > number) break;
    if (block.number < number) {
      sum += block.total;
      continue;
    }
    for (std::size_t i = 0; i <= PlaceInBlock(day); ++i) sum += (*block.days)[i];
  }
  return sum;
}

void DailySeries::SumsUpTo(std::span<const Date> days, std::span<std::int64_t> sums) const {
  auto block = blocks_.begin();
  std::int64_t before = 0;  // of the blocks before `block`
  std::int64_t within = 0;  // of its days before `next`
  std::size_t next = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::int32_t number = BlockNumber(days[i]);
    for (; block != blocks_.end() && block->number < number; ++block, within = 0, next = 0) {
      before += block->total;
    }
    sums[i] = before;
    if (block == blocks_.end() || block->number > number) continue;
    for (; next <= PlaceInBlock(days[i]); ++next) within += (*block->days)[next];
    sums[i] += within;
  }
}

std::vector<std::int32_t> DailySeries::EachDay(Period period) const {
  std::vector<std::int32_t> days(static_cast<std::size_t>(DaysIn(period)), 0);
  for (const Block& block : blocks_) {
    const Date begin{block.number * kDaysInBlock};
    const Date first = std::max(begin, period.first);
    const Date last = std::min(begin + (kDaysInBlock - 1), period.last);
    for (Date day = first; day <= last; day = day + 1) {
      days[static_cast<std::size_t>(day - period.first)] = (*block.days)[PlaceInBlock(day)];
    }
  }
  return days;
}

std::optional<Date> DailySeries::FirstDayWithoutGap(int gap_days, Date last) const {
  std::optional<Date> first;
  std::optional<Date> before;
  for (const Block& block : blocks_) {
    for (int i = 0; i < kDaysInBlock; ++i) {
      const Date day{block.number * kDaysInBlock + i};
      if ((*block.days)[static_cast<std::size_t>(i)] == 0 || day > last) continue;
      if (!before || day - *before > gap_days) first = day;
      before = day;
    }
  }
  return first;
}

void DailySeries::AppendDays(Date last, std::vector<Date>& days) const {
  for (const Block& block : blocks_) {
    for (int i = 0; i < kDaysInBlock; ++i) {
      const Date day{block.number * kDaysInBlock + i};
      if (day > last) return;
      if ((*block.days)[static_cast<std::size_t>(i)] != 0) days.push_back(day);
    }
  }
}

bool operator==(const DailySeries& a, const DailySeries& b) {
  const auto is_zero = [](const DailySeries::Block& block) {
    return std::all_of(block.days->begin(), block.days->end(), [](int n) { return n == 0; });
  };
  auto left = a.blocks_.begin();
  auto right = b.blocks_.begin();
  while (true) {
    while (left != a.blocks_.end() && is_zero(*left)) ++left;
    while (right != b.blocks_.end() && is_zero(*right)) ++right;
    if (left == a.blocks_.end() || right == b.blocks_.end()) break;
    if (left->number != right->number || *left->days != *right->days) return false;
    ++left;
    ++right;
  }
  return left == a.blocks_.end() && right == b.blocks_.end();
}

std::size_t DailySeries::MemoryBytes() const {
  return blocks_.capacity() * sizeof(Block) + blocks_.size() * (sizeof(Days) + 16);
}

}  // namespace caseclock

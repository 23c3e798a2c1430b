#include "processors/tally/tally.h"

#include <algorithm>
#include <map>
#include <utility>

#include "processors/check.h"

namespace caseclock {
namespace {

/// Adds to a count in an ordered map and drops it at zero, so that equal tallies have equal maps.
template <typename Map, typename Key>
void AddCount(Map& map, const Key& key, std::int32_t n) {
  const auto [at, is_new] = map.try_emplace(key, 0);
  at->second += n;
  if (at->second == 0) map.erase(at);
}

int NearestRank(const std::map<std::int32_t, std::int64_t>& counts, std::int64_t total,
                std::int64_t percent) {
  const std::int64_t rank = (total * percent + 99) / 100;
  std::int64_t seen = 0;
  for (const auto& [delay, count] : counts) {
    seen += count;
    if (seen >= rank) return delay;
  }
  return 0;
}

}  // namespace

bool Cell::empty() const {
  return open_starts.empty() && open_dues.empty() &&
         std::all_of(series.begin(), series.end(), [](const DailySeries& s) { return s.empty(); });
}

std::optional<Date> Cell::OldestOpenStart() const {
  if (open_starts.empty()) return std::nullopt;
  return open_starts.begin()->first;
}

Cell& Tally::CellAt(std::size_t indicator, TeamNumber team) {
  const std::size_t needed = (static_cast<std::size_t>(team) + 1) * indicators_;
  if (cells_.size() < needed) cells_.resize(needed);
  std::unique_ptr<Used>& used = cells_[team * indicators_ + indicator];
  if (used == nullptr) used = std::make_unique<Used>();
  if (!used->is_changed) {
    used->is_changed = true;
    changed_.push_back({static_cast<std::uint32_t>(indicator), team});
  }
  return used->cell;
}

const Cell& Tally::At(std::size_t indicator, TeamNumber team) const {
  static const Cell kEmpty;
  const std::size_t at = team * indicators_ + indicator;
  return at < cells_.size() && cells_[at] != nullptr ? cells_[at]->cell : kEmpty;
}

std::vector<Tally::Place> Tally::TakeChanged() {
  for (const Place& place : changed_) {
    cells_[place.team * indicators_ + place.indicator]->is_changed = false;
  }
  return std::exchange(changed_, {});
}

void Tally::Add(const Delta& delta, std::int32_t sign) {
  CellAt(delta.indicator, delta.team)
      .series[static_cast<std::size_t>(delta.series)]
      .Add(delta.day, delta.n * sign);
}

void Tally::Add(const OpenStart& open, std::int32_t sign) {
  Cell& cell = CellAt(open.indicator, open.team);
  AddCount(cell.open_starts, open.start, sign);
  if (open.due != kNoDate) AddCount(cell.open_dues, open.due, sign);
}

void Tally::Add(const DelayCount& delay, std::int32_t sign) {
  CellAt(delay.indicator, kWholeAuthorityNumber);  // whose figures have changed
  AddCount(delays_, DelayKey{delay.indicator, delay.day, delay.delay}, sign);
}

void Tally::Add(const QualityFinding& finding, std::int32_t sign) {
  ++findings_version_;
  AddCount(findings_, std::pair(finding.rule, finding.team), sign);
}

void Tally::Apply(const Contribution& contribution, std::int32_t sign) {
  for (const Delta& part : contribution.deltas) Add(part, sign);
  for (const OpenStart& part : contribution.open_starts) Add(part, sign);
  for (const DelayCount& part : contribution.delays) Add(part, sign);
  for (const QualityFinding& part : contribution.findings) Add(part, sign);
}

template <typename Part>
void Tally::ReplaceParts(const std::vector<Part>& before, const std::vector<Part>& after) {
  // A change is mostly at one place: what is the same before and behind it is left alone.
  const auto [first_before, first_after] =
      std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  auto last_before = before.end();
  auto last_after = after.end();
  while (last_before != first_before && last_after != first_after &&
         *std::prev(last_before) == *std::prev(last_after)) {
    --last_before;
    --last_after;
  }
  for (auto at = first_before; at != last_before; ++at) Add(*at, -1);
  for (auto at = first_after; at != last_after; ++at) Add(*at, +1);
}

void Tally::Replace(const Contribution& before, const Contribution& after) {
  ReplaceParts(before.deltas, after.deltas);
  ReplaceParts(before.open_starts, after.open_starts);
  ReplaceParts(before.delays, after.delays);
  ReplaceParts(before.findings, after.findings);
}

DelayPercentiles Tally::Percentiles(std::size_t indicator, Period period) const {
  std::map<std::int32_t, std::int64_t> counts;
  std::int64_t total = 0;
  const auto place = static_cast<std::uint16_t>(indicator);
  for (auto at = delays_.lower_bound(DelayKey{place, period.first, 0});
       at != delays_.end() && at->first.indicator == place && at->first.day <= period.last; ++at) {
    counts[at->first.delay] += at->second;
    total += at->second;
  }
  if (total == 0) return {};
  return {NearestRank(counts, total, 50), NearestRank(counts, total, 90)};
}

void Tally::Clear() { *this = Tally(indicators_); }

std::int64_t Tally::CountDifferences(const Tally& other) const {
  std::int64_t differences = 0;
  const std::size_t teams = std::max(team_count(), other.team_count());
  for (std::size_t team = 0; team < teams; ++team) {
    for (std::size_t i = 0; i < indicators_; ++i) {
      const auto number = static_cast<TeamNumber>(team);
      const Cell& mine = At(i, number);
      const Cell& theirs = other.At(i, number);
      for (std::size_t s = 0; s < kSeriesCount; ++s) {
        if (!(mine.series[s] == theirs.series[s])) ++differences;
      }
      if (mine.open_starts != theirs.open_starts) ++differences;
      if (mine.open_dues != theirs.open_dues) ++differences;
    }
  }
  if (delays_ != other.delays_) ++differences;
  if (findings_ != other.findings_) ++differences;
  return differences;
}

}  // namespace caseclock

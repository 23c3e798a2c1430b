/// @file
/// The running sums of one authority: what all its children contribute, by indicator and team.
///
/// Example: tally.Apply(contribution, +1) when a child's history is new, tally.Apply(old, -1) before it changes.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/container/btree_map.h"
#include "processors/indicator/contribution.h"
#include "processors/tally/daily_series.h"

namespace caseclock {

/// The sums of one indicator and team.
struct Cell {
  std::array<DailySeries, kSeriesCount> series;
  absl::btree_map<Date, std::int32_t> open_starts;  ///< how many open clocks started on each day
  absl::btree_map<Date, std::int32_t>
      open_dues;  ///< how many of those with a due date have it on each day

  const DailySeries& Of(Series s) const { return series[static_cast<std::size_t>(s)]; }
  bool empty() const;
  /// The earliest start of an open clock, or nullopt.
  std::optional<Date> OldestOpenStart() const;
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// Nearest-rank percentiles of measured delays. Units: working days.
struct DelayPercentiles {
  std::optional<int> median;
  std::optional<int> percentile_90;
};

/// All sums of an authority. Used by the loop thread only.
class Tally {
 public:
  /// Requires: `indicators` as in the catalogue the contributions are made with.
  explicit Tally(std::size_t indicators) : indicators_(indicators) {}

  /// Adds (+1) or takes away (-1) a contribution.
  void Apply(const Contribution& contribution, std::int32_t sign);

  /// The same as Apply(before, -1) and Apply(after, +1); what stands at the same place in both costs nothing.
  void Replace(const Contribution& before, const Contribution& after);

  /// The cell, or an empty one when nothing was ever added.
  const Cell& At(std::size_t indicator, TeamNumber team) const;

  /// An indicator and team.
  struct Place {
    std::uint32_t indicator;
    TeamNumber team;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  /// Whose cells or delays have been written to since the last call, each once, in the order of the first time.
  std::vector<Place> TakeChanged();
  /// Goes up whenever findings are written to.
  std::int64_t findings_version() const { return findings_version_; }

  /// One more than the highest team number in use.
  TeamNumber team_count() const {
    return indicators_ == 0 ? 0 : static_cast<TeamNumber>(cells_.size() / indicators_);
  }

  /// Of the delays on the days of the period; nearest rank: the ceil(p * n)-th smallest.
  DelayPercentiles Percentiles(std::size_t indicator, Period period) const;

  /// How many records of the team fail the rule, by (rule, team), without zeros.
  const absl::btree_map<std::pair<std::uint16_t, TeamNumber>, std::int32_t>& findings() const {
    return findings_;
  }

  void Clear();

  /// In how many sums two tallies differ. 0 when they are the same; the self-audit counts with it.
  std::int64_t CountDifferences(const Tally& other) const;

 private:
  struct DelayKey {
    std::uint16_t indicator;
    Date day;
    std::int32_t delay;
    friend auto operator<=>(const DelayKey&, const DelayKey&) = default;
  };

  /// A cell that something was added to once.
  struct Used {
    Cell cell;
    bool is_changed = false;  // is in changed_
  };

  Cell& CellAt(std::size_t indicator, TeamNumber team);
  void Add(const Delta& delta, std::int32_t sign);
  void Add(const OpenStart& open, std::int32_t sign);
  void Add(const DelayCount& delay, std::int32_t sign);
  void Add(const QualityFinding& finding, std::int32_t sign);
  template <typename Part>
  void ReplaceParts(const std::vector<Part>& before, const std::vector<Part>& after);

  std::size_t indicators_;
  std::vector<std::unique_ptr<Used>> cells_;  // by team, then indicator
  std::vector<Place> changed_;
  std::int64_t findings_version_ = 0;
  absl::btree_map<DelayKey, std::int32_t> delays_;
  absl::btree_map<std::pair<std::uint16_t, TeamNumber>, std::int32_t> findings_;
};

}  // namespace caseclock

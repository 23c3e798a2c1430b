/// @file
/// The library's families of metrics, one for each of the catalogue, filled in any order, and their text.
///
/// Example:
///   Families families;
///   families.Add(Metric::kHeldBatches, 2);
///   Serialized(families.TakeFilled());   // ends with "caseclock_held_batches 2\n"
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/exposition/metric_catalogue.h"
#include "prometheus/metric_family.h"

namespace caseclock {

/// A place in a text for each metric.
using MetricEnds = std::array<std::uint32_t, kMetricCount>;

/// Value type. One thread at a time.
class Families {
 public:
  Families();

  /// Requires: as many values as the metric has labels.
  void Add(Metric metric, std::span<const std::string_view> values, double value);
  void Add(Metric metric, std::initializer_list<std::string_view> values, double value) {
    Add(metric, std::span(values.begin(), values.size()), value);
  }
  void Add(Metric metric, std::int64_t value) { Add(metric, {}, static_cast<double>(value)); }
  /// An instant that has not come is absent, never 0: an age computed from it would be fifty years.
  /// Units: microseconds since 1970.
  void AddInstant(Metric metric, std::int64_t instant_us);

  /// Those with samples, in the order of the catalogue.
  std::vector<prometheus::MetricFamily> TakeFilled();
  /// The samples of each metric, one after the other, as text without comment lines; none are left.
  /// `ends`: where those of each metric end.
  std::string TakeLines(MetricEnds& ends);

 private:
  std::vector<prometheus::MetricFamily> families_;  // by Metric
};

/// The text that Prometheus reads.
std::string Serialized(const std::vector<prometheus::MetricFamily>& families);

/// "# HELP ...\n# TYPE ...\n".
std::string CommentLines(const MetricDescription& description);

}  // namespace caseclock

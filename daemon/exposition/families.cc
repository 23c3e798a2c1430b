#include "daemon/exposition/families.h"

#include <sstream>
#include <utility>

#include "fmt/format.h"
#include "processors/check.h"
#include "prometheus/text_serializer.h"

namespace caseclock {
namespace {

constexpr double kMicrosPerSecond = 1e6;

prometheus::MetricType LibraryType(MetricType type) {
  return type == MetricType::kCounter ? prometheus::MetricType::Counter
                                      : prometheus::MetricType::Gauge;
}

}  // namespace

Families::Families() : families_(kMetricCount) {
  for (const MetricDescription& each : MetricCatalogue()) {
    prometheus::MetricFamily& family = families_[static_cast<std::size_t>(each.metric)];
    family.name = each.name;
    family.help = each.help;
    family.type = LibraryType(each.type);
  }
}

void Families::Add(Metric metric, std::span<const std::string_view> values, double value) {
  const MetricDescription& description = Describe(metric);
  const auto names = description.Labels();
  CASECLOCK_CHECK(names.size() == values.size(), "a sample has the labels of its family");
  prometheus::ClientMetric sample;
  sample.label.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    sample.label.push_back({std::string(names[i]), std::string(values[i])});
  }
  (description.type == MetricType::kCounter ? sample.counter.value : sample.gauge.value) = value;
  families_[static_cast<std::size_t>(metric)].metric.push_back(std::move(sample));
}

void Families::AddInstant(Metric metric, std::int64_t instant_us) {
  if (instant_us != 0) Add(metric, {}, static_cast<double>(instant_us) / kMicrosPerSecond);
}

std::vector<prometheus::MetricFamily> Families::TakeFilled() {
  std::erase_if(families_, [](const auto& family) { return family.metric.empty(); });
  return std::move(families_);
}

std::string Families::TakeLines(MetricEnds& ends) {
  std::string lines;
  std::vector<prometheus::MetricFamily> one(1);
  for (std::size_t i = 0; i < families_.size(); ++i) {
    if (!families_[i].metric.empty()) {
      std::swap(one[0], families_[i]);
      const std::string text = Serialized(one);
      std::swap(one[0], families_[i]);
      families_[i].metric.clear();
      std::size_t begin = 0;
      while (begin < text.size() && text[begin] == '#') begin = text.find('\n', begin) + 1;
      lines.append(text, begin);
    }
    ends[i] = static_cast<std::uint32_t>(lines.size());
  }
  return lines;
}

std::string Serialized(const std::vector<prometheus::MetricFamily>& families) {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, families);
  return std::move(out).str();
}

std::string CommentLines(const MetricDescription& description) {
  return fmt::format("# HELP {} {}\n# TYPE {} {}\n", description.name, description.help,
                     description.name,
                     description.type == MetricType::kCounter ? "counter" : "gauge");
}

}  // namespace caseclock

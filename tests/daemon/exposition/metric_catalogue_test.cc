#include "daemon/exposition/metric_catalogue.h"

#include <algorithm>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/golden.h"

namespace caseclock {
namespace {

using testing::ElementsAre;

TEST(MetricCatalogueTest, DescribesAsItsHeaderSays) {
  EXPECT_EQ(Describe(Metric::kDragClocks).name, "caseclock_drag_clocks");
  EXPECT_THAT(Describe(Metric::kDragClocks).Labels(),
              ElementsAre("authority", "team", "indicator"));
  EXPECT_TRUE(Describe(Metric::kReady).Labels().empty());
}

TEST(MetricCatalogueTest, NamesAreUniqueAndOurs) {
  std::set<std::string_view> names;
  for (const MetricDescription& each : MetricCatalogue()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_TRUE(each.name.starts_with("caseclock_")) << each.name;
    EXPECT_EQ(each.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
              std::string_view::npos)
        << each.name;
    EXPECT_EQ(each.name.ends_with("_total"), each.type == MetricType::kCounter) << each.name;
  }
}

TEST(MetricCatalogueTest, HelpIsOneSentenceOnOneLine) {
  for (const MetricDescription& each : MetricCatalogue()) {
    EXPECT_EQ(each.help.find_first_of("\n\\|"), std::string_view::npos) << each.name;
    EXPECT_TRUE(each.help.ends_with('.')) << each.name;
    EXPECT_FALSE(each.unit.empty()) << each.name;
  }
}

// The whole list of what may tell series apart. A child, a record or a worker can have no place
// here.
TEST(MetricCatalogueTest, LabelsAreOfAClosedList) {
  const std::set<std::string_view> allowed = {
      "authority", "team",      "indicator", "window",      "period",    "rule",  "hash",
      "reason",    "partition", "version",   "definitions", "standards", "unit",  "comparator",
      "against",   "line",      "band",      "quarter",     "week",      "step",  "severity",
      "day",       "age",       "title",     "short_title", "kind",      "about", "better",
      "figure",    "source",    "name",      "link"};
  for (const MetricDescription& each : MetricCatalogue()) {
    for (const std::string_view label : each.Labels())
      EXPECT_TRUE(allowed.contains(label)) << label;
  }
}

TEST(MetricsDocumentTest, PageInTheRepositoryIsOfThisTable) {
  ExpectGolden(MetricsDocument(), "ops/docs/metrics.md");
}

}  // namespace
}  // namespace caseclock

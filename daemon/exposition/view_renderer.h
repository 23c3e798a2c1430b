/// @file
/// From Views to the text that Prometheus reads, with everything kept that the next View shares with the last.
///
/// Example:
///   ViewRenderer renderer(kDefaultSeriesBudget);
///   renderer.Render(*view);   // of one team of one council changed since the last: the lines of its parts, and those
///                             // of the council that belong to no part, are rendered; all others are copied
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/exposition/families.h"
#include "daemon/exposition/series.h"

namespace caseclock {

/// Keeps the lines of each part of each authority of the last View. Families stay whole across authorities, as the
/// format demands. Thread safety: One thread at a time. Cost: about 1.4 microseconds of processor time for each series
/// of a changed part, and a copy of the text of the others (16 MB in 10 ms). Twenty councils, 138,000 series: 190 ms
/// at first, then 12 ms when one team of a council changed.
class ViewRenderer {
 public:
  /// `series_budget`: of each authority; `total_budget`: of all together.
  explicit ViewRenderer(std::int64_t series_budget,
                        std::int64_t total_budget = kDefaultTotalSeriesBudget)
      : series_budget_(series_budget), total_budget_(total_budget) {}
  ViewRenderer(const ViewRenderer&) = delete;
  ViewRenderer& operator=(const ViewRenderer&) = delete;

  /// The text of a View. Example: of one without authorities, "".
  std::string Render(const View& view);

 private:
  using Group = FigureTable::value_type::element_type;
  /// Lines of samples, by Metric; comment lines not included.
  struct Lines {
    std::string text;
    MetricEnds ends = {};
    std::string_view Of(std::size_t metric) const;
  };
  struct Part {
    std::shared_ptr<const FigurePart> part;  // held, so that its address names it alone
    SeriesSizes sizes = {};
    std::shared_ptr<const Lines> lines;  // null: to be rendered, or nothing of it is shown
  };
  struct Indicator {
    std::shared_ptr<const Group> group;
    SeriesSizes sizes = {};
    std::vector<Part> parts;
    std::shared_ptr<const Lines> lines;  // null: to be rendered
  };
  struct Authority {
    std::shared_ptr<const AuthorityView> view;
    SeriesSizes sizes = {};
    SeriesPlan plan;  // that the lines follow
    std::vector<Indicator> indicators;
    std::shared_ptr<const Lines> lines;  // of all; null: to be rendered
  };

  void Learn(const View& view);
  void LearnAuthority(const std::shared_ptr<const AuthorityView>& view, Authority& one);
  static void LearnIndicator(const std::string& authority,
                             const std::shared_ptr<const Group>& group, Indicator& one);
  void RenderAuthority(Authority& one);
  std::shared_ptr<const Lines> RenderIndicator(const std::string& authority, const SeriesPlan& plan,
                                               Indicator& one);
  std::shared_ptr<const Lines> RenderRest(const Authority& one);
  void Add(const Sample& sample, const SeriesPlan& plan);
  std::shared_ptr<const Lines> TakeLines();
  static std::string TextOf(const std::vector<const Lines*>& authorities);
  static std::shared_ptr<const Lines> Joined(const std::vector<const Lines*>& parts);

  const std::int64_t series_budget_;
  const std::int64_t total_budget_;
  std::map<std::string, Authority> authorities_;  // of the last View rendered
  Families families_;                             // of what is being rendered
};

}  // namespace caseclock

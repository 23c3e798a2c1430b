#include "daemon/exposition/view_renderer.h"

#include <unordered_map>
#include <utility>

namespace caseclock {
namespace {

// What the comment lines of a family take at most, to reserve room for them. Units: bytes.
constexpr std::size_t kCommentBytes = 300;

void AddSizes(const SeriesSizes& more, SeriesSizes& sizes) {
  for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] += more[i];
}

/// Counts what `each` calls its sink with.
template <typename ForEach>
SeriesSizes Count(ForEach each) {
  SeriesSizes sizes = {};
  each([&](const Sample& sample) { ++sizes[static_cast<std::size_t>(sample.group)]; });
  return sizes;
}

/// How many of the series the plan shows.
std::int64_t ShownOf(const SeriesSizes& sizes, const SeriesPlan& plan) {
  std::int64_t shown = 0;
  for (auto i = static_cast<std::size_t>(plan.first_shown); i < sizes.size(); ++i) {
    shown += sizes[i];
  }
  return shown;
}

/// The parts that all of the view's figures of teams are made of, or nullptr where they are not.
const FigureTable* TableOf(const AuthorityView& view) {
  const auto& table = view.rows.table();
  const bool is_of_all = table == view.judgements.table() && table == view.backlog.table() &&
                         table == view.bands.table() && table == view.due.table() &&
                         table == view.drag_ages.table();
  return is_of_all ? table.get() : nullptr;
}

}  // namespace

std::string_view ViewRenderer::Lines::Of(std::size_t metric) const {
  const std::size_t begin = metric == 0 ? 0 : ends[metric - 1];
  return std::string_view(text).substr(begin, ends[metric] - begin);
}

/// Parts that the group before had are known.
void ViewRenderer::LearnIndicator(const std::string& authority,
                                  const std::shared_ptr<const Group>& group, Indicator& one) {
  std::unordered_map<const FigurePart*, Part*> known;
  for (Part& part : one.parts) known.emplace(part.part.get(), &part);
  Indicator next{group, {}, {}, nullptr};
  next.parts.reserve(group->size());
  for (const auto& part : *group) {
    const auto found = known.find(part.get());
    if (found != known.end()) {
      next.parts.push_back(std::move(*found->second));
    } else {
      const SeriesSizes sizes =
          Count([&](const auto& sink) { ForEachSampleOfPart(authority, *part, sink); });
      next.parts.push_back({part, sizes, nullptr});
    }
    AddSizes(next.parts.back().sizes, next.sizes);
  }
  one = std::move(next);
}

void ViewRenderer::LearnAuthority(const std::shared_ptr<const AuthorityView>& view,
                                  Authority& one) {
  if (one.view == view) return;
  one.view = view;
  one.lines = nullptr;
  const FigureTable* table = TableOf(*view);
  if (table == nullptr) {
    one.indicators.clear();
    one.sizes = CountSeries(*view);
    return;
  }
  one.sizes = Count([&](const auto& sink) { ForEachSampleOfRest(*view, sink); });
  one.indicators.resize(table->size());
  for (std::size_t i = 0; i < table->size(); ++i) {
    if (one.indicators[i].group != (*table)[i]) {
      LearnIndicator(view->authority, (*table)[i], one.indicators[i]);
    }
    AddSizes(one.indicators[i].sizes, one.sizes);
  }
}

/// What was known of authorities that are gone is forgotten.
void ViewRenderer::Learn(const View& view) {
  std::map<std::string, Authority> next;
  for (const auto& authority : view.authorities) {
    auto known = authorities_.extract(authority->authority);
    Authority& one =
        known.empty() ? next[authority->authority] : next.insert(std::move(known)).position->second;
    LearnAuthority(authority, one);
  }
  authorities_ = std::move(next);
}

void ViewRenderer::Add(const Sample& sample, const SeriesPlan& plan) {
  if (plan.Shows(sample.group)) families_.Add(sample.metric, sample.labels, sample.value);
}

std::shared_ptr<const ViewRenderer::Lines> ViewRenderer::TakeLines() {
  auto lines = std::make_shared<Lines>();
  lines->text = families_.TakeLines(lines->ends);
  return lines;
}

std::shared_ptr<const ViewRenderer::Lines> ViewRenderer::Joined(
    const std::vector<const Lines*>& parts) {
  auto joined = std::make_shared<Lines>();
  std::size_t bytes = 0;
  for (const Lines* part : parts) bytes += part->text.size();
  joined->text.reserve(bytes);
  for (std::size_t metric = 0; metric < joined->ends.size(); ++metric) {
    for (const Lines* part : parts) joined->text += part->Of(metric);
    joined->ends[metric] = static_cast<std::uint32_t>(joined->text.size());
  }
  return joined;
}

std::shared_ptr<const ViewRenderer::Lines> ViewRenderer::RenderIndicator(
    const std::string& authority, const SeriesPlan& plan, Indicator& one) {
  std::vector<const Lines*> parts;
  for (Part& part : one.parts) {
    if (ShownOf(part.sizes, plan) == 0) continue;
    if (part.lines == nullptr) {
      ForEachSampleOfPart(authority, *part.part, [&](const Sample& sample) { Add(sample, plan); });
      part.lines = TakeLines();
    }
    parts.push_back(part.lines.get());
  }
  return Joined(parts);
}

std::shared_ptr<const ViewRenderer::Lines> ViewRenderer::RenderRest(const Authority& one) {
  const auto add = [&](const Sample& sample) { Add(sample, one.plan); };
  if (TableOf(*one.view) == nullptr) {
    ForEachSample(*one.view, add);
  } else {
    ForEachSampleOfRest(*one.view, add);
  }
  const std::string& code = one.view->authority;
  families_.Add(Metric::kAuthorityInfo, {code, NameOf(*one.view)}, 1);
  families_.Add(Metric::kSeries, {code}, static_cast<double>(one.plan.shown));
  families_.Add(Metric::kSeriesDropped, {code}, static_cast<double>(one.plan.dropped));
  return TakeLines();
}

void ViewRenderer::RenderAuthority(Authority& one) {
  std::vector<const Lines*> parts;
  for (Indicator& indicator : one.indicators) {
    if (indicator.lines == nullptr) {
      indicator.lines = RenderIndicator(one.view->authority, one.plan, indicator);
    }
    parts.push_back(indicator.lines.get());
  }
  const auto rest = RenderRest(one);
  parts.push_back(rest.get());
  one.lines = Joined(parts);
}

std::string ViewRenderer::Render(const View& view) {
  Learn(view);
  std::vector<SeriesSizes> sizes;
  for (const auto& [code, one] : authorities_) sizes.push_back(one.sizes);
  const auto plans = PlanAllSeries(sizes, series_budget_, total_budget_);
  std::vector<const Lines*> all;
  auto plan = plans.begin();
  for (auto& [code, one] : authorities_) {
    const bool shows_others = one.plan.first_shown != plan->first_shown;
    for (Indicator& indicator : one.indicators) {
      if (!shows_others) break;
      indicator.lines = nullptr;
      for (Part& part : indicator.parts) part.lines = nullptr;
    }
    const bool is_known = one.lines != nullptr && one.plan == *plan;
    one.plan = *plan++;
    if (!is_known) RenderAuthority(one);
    all.push_back(one.lines.get());
  }
  return TextOf(all);
}

std::string ViewRenderer::TextOf(const std::vector<const Lines*>& authorities) {
  std::size_t bytes = kMetricCount * kCommentBytes;
  for (const Lines* lines : authorities) bytes += lines->text.size();
  std::string text;
  text.reserve(bytes);
  for (const MetricDescription& each : MetricCatalogue()) {
    bool is_commented = false;
    for (const Lines* lines : authorities) {
      const std::string_view samples = lines->Of(static_cast<std::size_t>(each.metric));
      if (!samples.empty() && !std::exchange(is_commented, true)) text += CommentLines(each);
      text += samples;
    }
  }
  return text;
}

}  // namespace caseclock

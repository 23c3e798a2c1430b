#include "processors/alert/figure_alerts.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "processors/alert/ledger.h"
#include "processors/alert/rule.h"

namespace caseclock {
namespace {

void Add(const AlertState& state, std::int64_t now_us, FigureAlerts& figure) {
  ++figure.firing;
  if (!IsAcknowledged(state, now_us)) return;
  const Acknowledgement& taken = *state.acknowledged;
  figure.acknowledged_at_us = std::max(figure.acknowledged_at_us, taken.at_us);
  const bool is_first = figure.acknowledged++ == 0;
  figure.acknowledged_until_us =
      is_first ? taken.until_us : std::min(figure.acknowledged_until_us, taken.until_us);
}

}  // namespace

std::vector<FigureAlerts> AlertsOfFigures(const Ledger& ledger, const std::vector<AlertRule>& rules,
                                          std::int64_t now_us) {
  std::map<std::string_view, std::string_view> indicators;  // by rule
  for (const AlertRule& rule : rules) indicators[rule.id] = rule.indicator;
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, FigureAlerts> found;
  for (const auto& [key, state] : ledger.alerts()) {
    const auto rule = indicators.find(key.rule);
    if (state.phase != Phase::kFiring || rule == indicators.end() || rule->second.empty()) continue;
    FigureAlerts& figure = found[{key.authority, rule->second, key.team}];
    figure.authority = key.authority;
    figure.team = key.team;
    figure.indicator = rule->second;
    Add(state, now_us, figure);
  }
  std::vector<FigureAlerts> figures;
  figures.reserve(found.size());
  for (auto& [of, figure] : found) figures.push_back(std::move(figure));
  if (figures.size() <= kMaxFigureAlerts) return figures;
  const auto by_place = [](const FigureAlerts& one) {
    return std::tie(one.authority, one.indicator, one.team);
  };
  std::ranges::stable_partition(figures,
                                [](const FigureAlerts& one) { return one.acknowledged > 0; });
  figures.resize(kMaxFigureAlerts);
  std::ranges::sort(figures, {}, by_place);
  return figures;
}

}  // namespace caseclock

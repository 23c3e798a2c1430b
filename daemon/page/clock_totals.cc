#include "daemon/page/clock_totals.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "daemon/page/page_indicators.h"

namespace caseclock {
namespace {

void Add(const Row& row, TeamLine& line) {
  line.team = row.team;
  line.drag += row.drag;
  line.drag_week_before += row.drag_week_before;
  line.due_soon += row.due_soon;
  line.open += row.open;
  if (row.drag > 0) line.in_drag.push_back(&row);
}

// Every row of clocks has all ages of drag, also where none is in drag.
std::set<std::string_view> RowsOfClocks(const AuthorityView& view) {
  std::set<std::string_view> rows;
  for (const DragAge& each : view.drag_ages) rows.insert(each.indicator);
  return rows;
}

// A row whose last clock has stopped still has its share of the year, and its drag of a week ago.
bool IsInUse(const Row& row, const std::set<std::string_view>& of_clocks) {
  if (row.open > 0 || row.drag_week_before > 0) return true;
  return row.current.denominator > 0 && of_clocks.contains(row.indicator);
}

}  // namespace

std::vector<std::string> ClockIndicators(const AuthorityView& view, const IndicatorTexts& texts) {
  std::vector<std::string> found;
  std::set<std::string> watched;
  const std::set<std::string_view> of_clocks = RowsOfClocks(view);
  for (const Row& row : view.rows) {
    if (row.team != kWholeAuthority || row.window != Window::kYear) continue;
    if (!IsInUse(row, of_clocks)) continue;
    const IndicatorText text = TextOf(texts, row.indicator);
    if (text.figure != FigureKind::kShare) continue;
    if (text.clocks.empty() || watched.insert(text.clocks).second) found.push_back(row.indicator);
  }
  return found;
}

TeamLines TeamLinesOf(const AuthorityView& view, const std::vector<std::string>& indicators) {
  TeamLines lines;
  std::map<std::string, TeamLine> by_team;
  for (const Row& row : view.rows) {
    if (row.window != Window::kYear || !std::ranges::count(indicators, row.indicator)) continue;
    Add(row, row.team == kWholeAuthority ? lines.whole : by_team[row.team]);
  }
  for (auto& [team, line] : by_team) {
    if (line.open > 0) lines.teams.push_back(std::move(line));
  }
  std::ranges::sort(lines.teams, [](const TeamLine& a, const TeamLine& b) {
    return std::tuple(-a.drag, -a.due_soon, a.team) < std::tuple(-b.drag, -b.due_soon, b.team);
  });
  return lines;
}

std::vector<std::int64_t> DueByDay(const AuthorityView& view,
                                   const std::vector<std::string>& indicators,
                                   std::string_view team) {
  if (view.due.empty()) return {};
  std::vector<std::int64_t> due(kDueDaysShown);
  for (const DueDay& each : view.due) {
    const int day = each.day - view.as_of;
    if (each.team != team || day < 0 || day >= kDueDaysShown) continue;
    if (std::ranges::count(indicators, each.indicator) == 0) continue;
    due[static_cast<std::size_t>(day)] += each.due;
  }
  return due;
}

}  // namespace caseclock

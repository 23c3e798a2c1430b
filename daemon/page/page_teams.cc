#include "daemon/page/page_teams.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "daemon/page/page_indicators.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

struct TeamLine {
  std::string team;
  std::int64_t drag = 0;
  std::int64_t due_soon = 0;
  std::int64_t open = 0;
  std::vector<const Row*> in_drag;  // in the catalogue's order

  void Add(const Row& row) {
    team = row.team;
    drag += row.drag;
    due_soon += row.due_soon;
    open += row.open;
    if (row.drag > 0) in_drag.push_back(&row);
  }
};

struct Lines {
  std::vector<TeamLine> teams;  // the most drag first
  TeamLine whole;
};

// The indicators whose open clocks are counted, each clock once: by the first that watches it.
std::vector<std::string> ClockIndicators(const AuthorityView& view, const IndicatorTexts& texts) {
  std::vector<std::string> found;
  std::set<std::string> watched;
  for (const Row& row : view.rows) {
    if (row.team != kWholeAuthority || row.window != Window::kYear || row.open == 0) continue;
    const IndicatorText text = TextOf(texts, row.indicator);
    if (text.figure != FigureKind::kShare) continue;
    if (text.clocks.empty() || watched.insert(text.clocks).second) found.push_back(row.indicator);
  }
  return found;
}

Lines LinesOf(const AuthorityView& view, const std::vector<std::string>& indicators) {
  Lines lines;
  std::map<std::string, TeamLine> by_team;
  for (const Row& row : view.rows) {
    if (row.window != Window::kYear || !std::ranges::count(indicators, row.indicator)) continue;
    (row.team == kWholeAuthority ? lines.whole : by_team[row.team]).Add(row);
  }
  for (auto& [team, line] : by_team) {
    if (line.open > 0) lines.teams.push_back(std::move(line));
  }
  std::ranges::sort(lines.teams, [](const TeamLine& a, const TeamLine& b) {
    return std::tuple(-a.drag, -a.due_soon, a.team) < std::tuple(-b.drag, -b.due_soon, b.team);
  });
  return lines;
}

std::string TeamName(const std::string& team) {
  if (team == kWholeAuthority) return "Whole authority";
  return team == kNoTeam ? "No team recorded" : HtmlEscaped(team);
}

// Which clocks the drag is made of.
std::string Made(const TeamLine& line, const IndicatorTexts& texts) {
  std::string made;
  for (const Row* row : line.in_drag) {
    made +=
        fmt::format("{}{}&nbsp;{}", made.empty() ? "" : ", ",
                    HtmlEscaped(TextOf(texts, row->indicator).short_title), GroupedText(row->drag));
  }
  return made.empty() ? "" : "<small>" + made + "</small>";
}

std::string BarHtml(std::int64_t drag, std::int64_t most) {
  if (drag == 0 || most == 0) return "";
  // Rounded up, so that one clock in a thousand is still to be seen.
  return fmt::format("<i class=\"w{}\"></i>", (drag * 100 + most - 1) / most);
}

void AppendTeam(const TeamLine& line, const IndicatorTexts& texts, std::int64_t most,
                std::string& html) {
  html += fmt::format("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}{}</th>",
                      TeamName(line.team), Made(line, texts));
  html += CellHtml("In drag", line.drag > 0 ? "drag" : "", NumberHtml(line.drag));
  html += fmt::format("<td role=\"cell\" class=\"bar\">{}</td>",
                      line.team == kWholeAuthority ? "" : BarHtml(line.drag, most));
  html += CellHtml("Due soon", "", NumberHtml(line.due_soon));
  html += CellHtml("Open", "", NumberHtml(line.open));
  html += "</tr>\n";
}

void AppendHead(std::string& html) {
  html += "<thead role=\"rowgroup\"><tr role=\"row\">" + ColumnHtml("Team") +
          ColumnHtml("In drag") + "<td role=\"cell\" class=\"bar\"></td>" + ColumnHtml("Due soon") +
          ColumnHtml("Open") + "</tr></thead>\n";
}

}  // namespace

std::string TeamTable(const AuthorityView& view, const IndicatorTexts& texts) {
  const Lines lines = LinesOf(view, ClockIndicators(view, texts));
  if (lines.teams.empty()) return "<p>No team holds an open clock.</p>\n";
  const std::int64_t most = lines.teams.front().drag;
  const std::size_t shown = std::min(lines.teams.size(), kMaxTeamsOnPage);
  std::string html =
      "<table role=\"table\" class=\"teams\"><caption>Drag by team <span>open clocks already over "
      "their "
      "limit</span></caption>\n";
  AppendHead(html);
  html += "<tbody role=\"rowgroup\">\n";
  for (std::size_t i = 0; i < shown; ++i) AppendTeam(lines.teams[i], texts, most, html);
  html += "</tbody>\n<tfoot role=\"rowgroup\">\n";
  AppendTeam(lines.whole, texts, most, html);
  html += "</tfoot></table>\n";
  if (shown < lines.teams.size()) {
    html += fmt::format("<p>And {} more teams with no more drag than the last.</p>\n",
                        lines.teams.size() - shown);
  }
  return html;
}

}  // namespace caseclock

#include "daemon/page/page_teams.h"

#include <algorithm>
#include <cstdint>

#include "daemon/page/clock_totals.h"
#include "daemon/page/page_address.h"
#include "daemon/page/page_indicators.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

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

// Its name leads to its page.
std::string NameHtml(const AuthorityView& view, const std::string& team) {
  if (team == kWholeAuthority) return TeamNameHtml(team);
  return fmt::format("<a href=\"{}\">{}</a>", TeamAddress(view.authority, team),
                     TeamNameHtml(team));
}

void AppendTeam(const AuthorityView& view, const TeamLine& line, const IndicatorTexts& texts,
                std::int64_t most, std::string& html) {
  html += fmt::format(
      "<tr role=\"row\" data-key=\"team {}\"><th role=\"rowheader\" scope=\"row\">{}{}</th>",
      HtmlEscaped(line.team), NameHtml(view, line.team), Made(line, texts));
  html += CellHtml("Overdue", line.drag > 0 ? "drag" : "", NumberHtml(line.drag));
  html += fmt::format("<td role=\"cell\" class=\"bar\">{}</td>",
                      line.team == kWholeAuthority ? "" : BarHtml(line.drag, most));
  html += CellHtml("Due soon", "", NumberHtml(line.due_soon));
  html += CellHtml("Open", "", NumberHtml(line.open));
  html += "</tr>\n";
}

void AppendHead(std::string& html) {
  html += "<thead role=\"rowgroup\"><tr role=\"row\">" + ColumnHtml("Team") +
          ColumnHtml("Overdue") + "<td role=\"cell\" class=\"bar\"></td>" + ColumnHtml("Due soon") +
          ColumnHtml("Open") + "</tr></thead>\n";
}

}  // namespace

std::string TeamNameHtml(const std::string& team) {
  if (team == kWholeAuthority) return "Whole council";
  return team == kNoTeam ? "No team recorded" : HtmlEscaped(team);
}

std::string TeamTable(const AuthorityView& view, const IndicatorTexts& texts) {
  const TeamLines lines = TeamLinesOf(view, ClockIndicators(view, texts));
  if (lines.teams.empty()) return "<p>No team holds open work with a limit.</p>\n";
  const std::int64_t most = lines.teams.front().drag;
  const std::size_t shown = std::min(lines.teams.size(), kMaxTeamsOnPage);
  std::string html =
      "<table role=\"table\" class=\"teams\"><caption>Overdue by team <span>open work already over "
      "its limit</span></caption>\n";
  AppendHead(html);
  html += "<tbody role=\"rowgroup\">\n";
  for (std::size_t i = 0; i < shown; ++i) AppendTeam(view, lines.teams[i], texts, most, html);
  html += "</tbody>\n<tfoot role=\"rowgroup\">\n";
  AppendTeam(view, lines.whole, texts, most, html);
  html += "</tfoot></table>\n";
  if (shown < lines.teams.size()) {
    html += fmt::format("<p>And {} more teams with no more overdue work than the last.</p>\n",
                        lines.teams.size() - shown);
  }
  return html;
}

}  // namespace caseclock

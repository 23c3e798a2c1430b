#include "daemon/exposition/page_tables.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "daemon/exposition/board_page.h"
#include "daemon/exposition/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr char kNothing[] = "<span class=\"none\">–</span>";

IndicatorText TextOf(const IndicatorTexts& texts, const std::string& id) {
  const auto found = std::ranges::find(texts, id, &IndicatorText::id);
  IndicatorText text = found == texts.end() ? IndicatorText{} : *found;
  if (text.title.empty()) text.title = id;
  if (text.short_title.empty()) text.short_title = id;
  return text;
}

std::string BetterWords(BetterIs better) {
  switch (better) {
    case BetterIs::kHigh: return "higher is better";
    case BetterIs::kLow: return "lower is better";
    case BetterIs::kBand: return "best within a band";
    case BetterIs::kNone: return "";
  }
  return "";
}

std::string Small(const std::string& text) { return "<small>" + text + "</small>"; }

// The figure of a period: a share with its counts, or a count.
std::string FigureCell(const IndicatorText& text, const PeriodFigures& figures, const char* size) {
  if (text.figure == FigureKind::kCount) {
    return fmt::format("<span class=\"{}\">{}</span>", size, GroupedText(figures.numerator));
  }
  if (figures.denominator == 0) return "<span class=\"none\">none yet</span>";
  const bool small = figures.denominator < kSmallDenominator;
  return fmt::format("<span class=\"{}\">{}</span>{}<small>{} of {}</small>", size,
                     PercentText(figures.numerator, figures.denominator),
                     small ? " <span class=\"mark\">small</span>" : "",
                     GroupedText(figures.numerator), GroupedText(figures.denominator));
}

std::string RateAndDuration(const Row& row) {
  std::string html;
  if (row.per_10000_annualised) {
    html += Small(RateText(*row.per_10000_annualised) + " per 10,000 a year");
  } else if (row.per_10000) {
    html += Small(RateText(*row.per_10000) + " per 10,000");
  }
  if (row.median_days && row.percentile_90_days) {
    html += Small(fmt::format("median {}, 9 in 10 within {}", *row.median_days, *row.percentile_90_days));
  }
  return html;
}

struct Judged {
  const char* word;
  const char* style;
};

Judged JudgedWord(BetterIs better, bool up) {
  if (better == BetterIs::kHigh) return up ? Judged{"better", "better"} : Judged{"worse", "worse"};
  if (better == BetterIs::kLow) return up ? Judged{"worse", "worse"} : Judged{"better", "better"};
  return {up ? "up" : "down", ""};
}

std::string CountChange(const Row& row) {
  const std::int64_t change = row.current.numerator - row.previous_year.numerator;
  if (change == 0) return "no change";
  const std::int64_t size = change < 0 ? -change : change;
  const std::string share =
      row.previous_year.numerator > 0
          ? Small((change > 0 ? "up " : "down ") + PercentText(size, row.previous_year.numerator))
          : "";
  return fmt::format("{} {}{}", change > 0 ? "▲" : "▼", GroupedText(size), share);
}

std::string ShareChange(const IndicatorText& text, const Row& row) {
  const PeriodFigures& now = row.current;
  const PeriodFigures& before = row.previous_year;
  if (now.denominator == 0 || before.denominator == 0) return kNothing;
  const std::int64_t tenths =
      PointsTenths(now.numerator, now.denominator, before.numerator, before.denominator);
  const std::int64_t size = tenths < 0 ? -tenths : tenths;
  const std::string points = fmt::format("{}.{} points", size / 10, size % 10);
  const char* arrow = tenths > 0 ? "▲ " : tenths < 0 ? "▼ " : "";
  if (now.denominator < kSmallDenominator || before.denominator < kSmallDenominator) {
    return arrow + points + Small("small, not judged");
  }
  if (size < kSteadyTenths) return arrow + points + Small("steady");
  const Judged judged = JudgedWord(text.better, tenths > 0);
  return fmt::format("{}{}<small class=\"{}\">{}</small>", arrow, points, judged.style, judged.word);
}

void AppendCell(std::string& html, const char* label, const char* style, const std::string& content) {
  html += fmt::format("<td role=\"cell\" class=\"{}\" data-label=\"{}\">{}</td>", style, label, content);
}

std::string NumberText(std::int64_t value) {
  return fmt::format("<span class=\"number{}\">{}</span>", value == 0 ? " none" : "", GroupedText(value));
}

std::string OldestText(const AuthorityView& view, const std::optional<Date>& start) {
  if (!start) return kNothing;
  return ShortDateText(*start) + Small(GroupedText(view.as_of - *start) + " days ago");
}

void AppendClocks(const AuthorityView& view, const Row& row, std::string& html) {
  const bool has_clocks = row.open != 0 || row.drag != 0 || row.due_soon != 0 || row.oldest_open_start;
  const auto number = [&](std::int64_t value) { return has_clocks ? NumberText(value) : kNothing; };
  AppendCell(html, "In drag", row.drag > 0 ? "drag" : "", number(row.drag));
  AppendCell(html, "Due soon", "", number(row.due_soon));
  AppendCell(html, "Open", "", number(row.open));
  AppendCell(html, "Oldest open", "", OldestText(view, row.oldest_open_start));
}

void AppendIndicator(const AuthorityView& view, const IndicatorText& text, const Row& row,
                     std::string& html) {
  std::string about = HtmlEscaped(text.unit);
  const std::string better = BetterWords(text.better);
  if (!better.empty()) about += (about.empty() ? "" : "; ") + better;
  html += fmt::format("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}<small>{}</small></th>",
                      HtmlEscaped(text.title), about);
  AppendCell(html, "Year to date", "wide",
             FigureCell(text, row.current, "figure") + RateAndDuration(row));
  AppendCell(html, "Last year, same point", "", FigureCell(text, row.previous_year, "before"));
  AppendCell(html, "Change", "",
             text.figure == FigureKind::kCount ? CountChange(row) : ShareChange(text, row));
  AppendClocks(view, row, html);
  html += "</tr>\n";
}

// --- Teams -------------------------------------------------------------------------------------------------

struct TeamLine {
  std::string team;
  std::int64_t drag = 0;
  std::int64_t due_soon = 0;
  std::int64_t open = 0;
  std::optional<Date> oldest;
  std::map<std::string, const Row*> rows;  // by indicator

  void Add(const Row& row) {
    drag += row.drag;
    due_soon += row.due_soon;
    open += row.open;
    if (row.oldest_open_start && (!oldest || *row.oldest_open_start < *oldest)) {
      oldest = row.oldest_open_start;
    }
    rows[row.indicator] = &row;
  }
};

// The timeliness indicators that have open clocks anywhere in the authority, in the catalogue's order.
std::vector<IndicatorText> ClockIndicators(const AuthorityView& view, const IndicatorTexts& texts) {
  std::vector<IndicatorText> found;
  for (const Row& row : view.rows) {
    if (row.team != kWholeAuthority || row.window != Window::kYear || row.open == 0) continue;
    IndicatorText text = TextOf(texts, row.indicator);
    text.id = row.indicator;
    if (text.figure == FigureKind::kShare) found.push_back(std::move(text));
  }
  return found;
}

// One line a team, the most drag first; the whole authority is not among them.
std::vector<TeamLine> TeamLines(const AuthorityView& view, const std::vector<IndicatorText>& columns,
                                TeamLine& whole) {
  std::map<std::string, TeamLine> by_team;
  for (const Row& row : view.rows) {
    if (row.window != Window::kYear) continue;
    if (!std::ranges::count(columns, row.indicator, &IndicatorText::id)) continue;
    TeamLine& line = row.team == kWholeAuthority ? whole : by_team[row.team];
    line.team = row.team;
    line.Add(row);
  }
  std::vector<TeamLine> lines;
  for (auto& [team, line] : by_team) {
    if (line.open > 0 || line.drag > 0) lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, [](const TeamLine& a, const TeamLine& b) {
    return std::tuple(-a.drag, -a.due_soon, a.team) < std::tuple(-b.drag, -b.due_soon, b.team);
  });
  return lines;
}

std::string TeamName(const std::string& team) {
  if (team == kWholeAuthority) return "Whole authority";
  return team == kNoTeam ? "No team recorded" : HtmlEscaped(team);
}

std::string Bar(std::int64_t drag, std::int64_t most) {
  const std::int64_t percent = most == 0 ? 0 : (drag * 100 + most - 1) / most;
  return fmt::format("<div><span class=\"number{}\">{}</span><span class=\"track\">{}</span></div>",
                     drag > 0 ? " drag" : " none", GroupedText(drag),
                     drag == 0 ? "" : fmt::format("<i class=\"w{}\"></i>", percent));
}

void AppendTeam(const TeamLine& line, const std::vector<IndicatorText>& columns, std::int64_t most,
                std::string& html) {
  html += fmt::format("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}</th>", TeamName(line.team));
  AppendCell(html, "In drag", "bar",
             line.team == kWholeAuthority ? NumberText(line.drag) : Bar(line.drag, most));
  for (const IndicatorText& column : columns) {
    const auto row = line.rows.find(column.id);
    const std::int64_t drag = row == line.rows.end() ? 0 : row->second->drag;
    AppendCell(html, "", "by", NumberText(drag));
  }
  AppendCell(html, "Due soon", "", NumberText(line.due_soon));
  AppendCell(html, "Open", "", NumberText(line.open));
  html += "</tr>\n";
}

void AppendTeamHead(const std::vector<IndicatorText>& columns, std::string& html) {
  html += "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Team</th>"
          "<th role=\"columnheader\" scope=\"col\" class=\"first\">In drag</th>";
  for (const IndicatorText& column : columns) {
    html += fmt::format("<th role=\"columnheader\" scope=\"col\" class=\"by\">{}</th>",
                        HtmlEscaped(column.short_title));
  }
  html += "<th role=\"columnheader\" scope=\"col\">Due soon</th>"
          "<th role=\"columnheader\" scope=\"col\">Open</th></tr></thead>\n";
}

}  // namespace

std::string IndicatorTable(const AuthorityView& view, const IndicatorTexts& texts) {
  const Period year = WindowAt(Window::kYear, view.as_of);
  std::string html = fmt::format(
      "<table role=\"table\" class=\"indicators\"><caption>Indicators <span>reporting year to date, {} to "
      "{}</span></caption>\n<thead role=\"rowgroup\"><tr role=\"row\">",
      ShortDateText(year.first), ShortDateText(year.last));
  for (const char* head : {"Indicator", "Year to date", "Last year, same point", "Change", "In drag",
                           "Due soon", "Open", "Oldest open"}) {
    html += fmt::format("<th role=\"columnheader\" scope=\"col\">{}</th>", head);
  }
  html += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
  for (const Row& row : view.rows) {
    if (row.team != kWholeAuthority || row.window != Window::kYear) continue;
    AppendIndicator(view, TextOf(texts, row.indicator), row, html);
  }
  return html + "</tbody></table>\n";
}

std::string TeamTable(const AuthorityView& view, const IndicatorTexts& texts) {
  const auto columns = ClockIndicators(view, texts);
  TeamLine whole;
  const auto lines = TeamLines(view, columns, whole);
  if (lines.empty()) return "<p>No team holds an open clock.</p>\n";
  std::string html =
      "<table role=\"table\" class=\"teams\"><caption>Drag by team <span>open clocks already over their "
      "limit</span></caption>\n";
  AppendTeamHead(columns, html);
  html += "<tbody role=\"rowgroup\">\n";
  const std::size_t shown = std::min(lines.size(), kMaxTeamsOnPage);
  for (std::size_t i = 0; i < shown; ++i) AppendTeam(lines[i], columns, lines[0].drag, html);
  html += "</tbody>\n<tfoot role=\"rowgroup\">\n";
  AppendTeam(whole, columns, lines[0].drag, html);
  html += "</tfoot></table>\n";
  if (shown < lines.size()) {
    html += fmt::format("<p>And {} more teams with less drag.</p>\n", lines.size() - shown);
  }
  return html;
}

}  // namespace caseclock

// The lists that managers work from: open, late and due soon by team, ages in bands, quarters of start.
#include <algorithm>
#include <map>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock::report_html {
namespace {

// More columns do not fit on paper; what is older stands in one.
constexpr std::size_t kQuartersShown = 6;

const MonthPoint* MonthBefore(const ReportPage& page, std::string_view indicator) {
  const Date month = AddMonths(FirstDayOfMonth(page.council.as_of), -1);
  for (const MonthPoint& point : page.council.months) {
    if (point.indicator == indicator && point.month == month) return &point;
  }
  return nullptr;
}

// What the changes in brackets are changes from.
std::string SinceHtml(const ReportPage& page) {
  return fmt::format("<small>in brackets the change since {}</small>",
                     ShortDateText(FirstDayOfMonth(page.council.as_of) - 1));
}

std::string DateOrNothing(const std::optional<Date>& date) {
  return date ? ShortDateText(*date) : NothingHtml();
}

std::string TeamRowHtml(const ReportPage& page, const Row& row) {
  const MonthPoint* before =
      row.team == kWholeAuthority ? MonthBefore(page, row.indicator) : nullptr;
  const auto count = [&](std::int64_t now, std::int64_t MonthPoint::*then) {
    return NumberCell(before == nullptr ? GroupedText(now) : ChangeInBrackets(now, before->*then));
  };
  return count(row.open, &MonthPoint::open_at_end) + count(row.drag, &MonthPoint::drag_at_end) +
         NumberCell(GroupedText(row.due_soon)) + NumberCell(DateOrNothing(row.oldest_open_start)) +
         "</tr>\n";
}

std::string ByTeamRows(const ReportPage& page, const ReportedIndicator& indicator) {
  std::vector<const Row*> rows = TeamRows(page, indicator.id);
  std::erase_if(rows, [](const Row* row) { return row->open == 0; });
  std::ranges::stable_sort(rows, std::greater<>(), [](const Row* row) { return row->due_soon; });
  rows.insert(rows.begin(), indicator.year);
  std::string html;
  for (const Row* row : rows) {
    html += row == rows.front()
                ? fmt::format("<tr class=\"whole\"><th scope=\"rowgroup\" rowspan=\"{}\">{}</th>",
                              rows.size(), TitleHtml(indicator))
                : "<tr>";
    html += RowHead(TeamHtml(row->team)) + TeamRowHtml(page, *row);
  }
  return "<tbody>" + html + "</tbody>\n";
}

std::string ByTeamHtml(const ReportPage& page) {
  std::string rows;
  for (const ReportedIndicator& indicator : page.indicators) {
    if (HasClocks(indicator) && indicator.year->open > 0) rows += ByTeamRows(page, indicator);
  }
  if (rows.empty()) return "<p>Nothing that has a limit is open.</p>\n";
  const std::string due = fmt::format(
      "Due in {}", Plural(page.header.due_soon_working_days, "working day", "working days"));
  return Scrollable(
      "Open work by team",
      "<table class=\"work\"><caption>Open, overdue and due soon, by team " + SinceHtml(page) +
          "</caption>\n"
          "<thead><tr><th scope=\"col\">Indicator</th><th scope=\"col\">Team</th>"
          "<th scope=\"col\">Open</th><th scope=\"col\">Overdue</th><th scope=\"col\">" +
          due + "</th><th scope=\"col\">Oldest start</th></tr></thead>\n" + rows + "</table>\n");
}

std::int64_t DragOfAge(const ReportPage& page, std::string_view indicator, std::string_view age) {
  for (const DragAge& one : page.council.drag_ages) {
    const bool whole = one.team == kWholeAuthority;
    if (whole && one.indicator == indicator && one.age == age) return one.count;
  }
  return 0;
}

std::string DragAgesHtml(const ReportPage& page) {
  std::string rows;
  for (const ReportedIndicator& indicator : page.indicators) {
    if (!HasClocks(indicator) || indicator.year->drag == 0) continue;
    rows += "<tr>" + RowHead(TitleHtml(indicator));
    for (const DragAgeBand& age : kDragAgeBands) {
      rows += NumberCell(GroupedText(DragOfAge(page, indicator.id, age.name)));
    }
    rows += NumberCell("<b>" + GroupedText(indicator.year->drag) + "</b>") + "</tr>\n";
  }
  if (rows.empty()) return "";
  std::vector<Column> columns = {{"Indicator"}};
  for (const DragAgeBand& age : kDragAgeBands) columns.push_back({std::string(age.name)});
  columns.push_back({"All overdue"});
  return Scrollable(
      "Overdue, by how long ago it fell due",
      TableBegin("drag-ages", "Overdue, by how long ago it fell due", columns) + rows + TableEnd());
}

// Bands of one indicator in the order in which the whole council has them, youngest first.
std::vector<std::string> BandsOf(const ReportPage& page, std::string_view indicator) {
  std::vector<std::string> bands;
  for (const BandCount& one : page.council.bands) {
    if (one.indicator == indicator && std::ranges::find(bands, one.band) == bands.end()) {
      bands.push_back(one.band);
    }
  }
  return bands;
}

std::string BandCell(const ReportPage& page, std::string_view indicator, std::string_view team,
                     std::string_view band) {
  for (const BandCount& one : page.council.bands) {
    if (one.indicator == indicator && one.team == team && one.band == band) {
      return NumberCell(ChangeInBrackets(one.count, one.count_before));
    }
  }
  return NumberCell(NothingHtml());
}

std::string BandsHtml(const ReportPage& page, const ReportedIndicator& indicator) {
  const std::vector<std::string> bands = BandsOf(page, indicator.id);
  if (bands.empty()) return "";
  std::vector<std::string> teams;
  for (const BandCount& one : page.council.bands) {
    const bool known = std::ranges::find(teams, one.team) != teams.end();
    if (one.indicator == indicator.id && !known) teams.push_back(one.team);
  }
  std::vector<Column> columns = {{"Team"}};
  for (const std::string& band : bands) columns.push_back({SafeText(band, kMaxNameCharacters)});
  std::string html = TableBegin(
      "bands", TitleHtml(indicator) + ", by how long they have been open " + SinceHtml(page),
      columns);
  for (const std::string& team : teams) {
    html += (team.empty() ? "<tr class=\"whole\">" : "<tr>") + RowHead(TeamHtml(team));
    for (const std::string& band : bands) html += BandCell(page, indicator.id, team, band);
    html += "</tr>\n";
  }
  return Scrollable("By age: " + TitleHtml(indicator), html + TableEnd());
}

using CountByQuarter = std::map<Date, std::int64_t>;

CountByQuarter QuartersOf(const ReportPage& page, std::string_view indicator) {
  CountByQuarter counts;
  for (const OpenByQuarter& entry : page.council.backlog) {
    if (entry.team == kWholeAuthority && entry.indicator == indicator) {
      counts[entry.quarter] += entry.open;
    }
  }
  return counts;
}

std::vector<Date> QuartersShown(Date as_of) {
  const int past_quarter = (PartsOf(as_of).month - 1) % 3;
  const Date quarter = AddMonths(FirstDayOfMonth(as_of), -past_quarter);
  std::vector<Date> quarters;
  for (std::size_t i = 0; i < kQuartersShown; ++i) {
    quarters.insert(quarters.begin(), AddMonths(quarter, -3 * static_cast<int>(i)));
  }
  return quarters;
}

std::string QuarterHead(Date quarter) {
  return fmt::format("{}–{} {}", MonthText(quarter), MonthText(AddMonths(quarter, 2)),
                     PartsOf(quarter).year);
}

std::string QuarterRow(const ReportPage& page, const ReportedIndicator& indicator,
                       const std::vector<Date>& quarters) {
  const CountByQuarter counts = QuartersOf(page, indicator.id);
  if (counts.empty()) return "";
  std::int64_t earlier = 0;
  std::int64_t all = 0;
  for (const auto& [quarter, open] : counts) {
    all += open;
    if (quarter < quarters.front()) earlier += open;
  }
  std::string html = "<tr>" + RowHead(TitleHtml(indicator)) + NumberCell(GroupedText(earlier));
  for (const Date quarter : quarters) {
    const auto found = counts.find(quarter);
    html += NumberCell(GroupedText(found == counts.end() ? 0 : found->second));
  }
  return html + NumberCell("<b>" + GroupedText(all) + "</b>") + "</tr>\n";
}

std::string ByQuarterHtml(const ReportPage& page) {
  const std::vector<Date> quarters = QuartersShown(page.council.as_of);
  std::string rows;
  for (const ReportedIndicator& indicator : page.indicators) {
    rows += QuarterRow(page, indicator, quarters);
  }
  if (rows.empty()) return "";
  std::vector<Column> columns = {{"Indicator"}, {"Earlier"}};
  for (const Date quarter : quarters) columns.push_back({QuarterHead(quarter)});
  columns.push_back({"All open"});
  return Scrollable(
      "Open, by the quarter of its start",
      TableBegin("quarter-matrix", "Open, by the quarter in which it started", columns) + rows +
          TableEnd());
}

}  // namespace

std::string OpenWorkHtml(const ReportPage& page) {
  std::string html =
      AnnexBegin("open-work", "A", "open work") + ByTeamHtml(page) + DragAgesHtml(page);
  for (const ReportedIndicator& indicator : page.indicators) html += BandsHtml(page, indicator);
  return html + ByQuarterHtml(page) + AnnexEnd();
}

}  // namespace caseclock::report_html

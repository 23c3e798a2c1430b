// Each red indicator on its own: how it stands, why, where the late work is, where it will end.
#include <algorithm>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock::report_html {
namespace {

std::string Fact(const char* name, const std::string& html) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, html);
}

std::string FiguresText(const ReportedIndicator& indicator, const Row* row) {
  if (row == nullptr) return NothingHtml();
  const PeriodFigures& figures = row->current;
  if (IsCount(indicator)) return GroupedText(figures.numerator);
  if (figures.denominator == 0) return "none yet";
  const bool small = figures.denominator < kSmallDenominator;
  return fmt::format(
      "{} <small>{} of {}{}</small>", PercentText(figures.numerator, figures.denominator),
      GroupedText(figures.numerator), GroupedText(figures.denominator), small ? ", small" : "");
}

std::string ClockFacts(const ReportPage& page, const Row& row) {
  const std::string share =
      row.open > 0 ? " <small>" + PercentText(row.drag, row.open) + " of the open</small>" : "";
  std::string html = Fact("Open", GroupedText(row.open)) +
                     Fact("In drag", GroupedText(row.drag) + share) +
                     Fact("Due soon", GroupedText(row.due_soon));
  if (row.oldest_open_start) {
    html += Fact("Oldest open item started",
                 fmt::format("{} <small>{} ago</small>", ShortDateText(*row.oldest_open_start),
                             Plural(page.council.as_of - *row.oldest_open_start, "day", "days")));
  }
  return html + Fact("Started before this reporting year",
                     GroupedText(row.open_from_earlier_years) +
                         (row.open_from_earlier_years > 0 ? " <small>to be checked</small>" : ""));
}

std::string FactsHtml(const ReportPage& page, const ReportedIndicator& indicator) {
  return "<dl class=\"facts figures\">\n" +
         Fact("Year to date", FiguresText(indicator, indicator.year)) +
         Fact("This quarter", FiguresText(indicator, indicator.quarter)) +
         Fact("This month", FiguresText(indicator, indicator.month)) +
         (HasClocks(indicator) ? ClockFacts(page, *indicator.year) : "") + "</dl>\n";
}

std::string CommentHtml(const ReportPage& page, const ReportedIndicator& indicator) {
  for (const Comment& comment : page.council.comments) {
    if (comment.indicator != indicator.id || !comment.team.empty()) continue;
    return fmt::format(
        "<figure class=\"comment\"><blockquote><p>{}</p></blockquote><figcaption>{}, {}"
        "</figcaption></figure>\n",
        SafeText(comment.text), SafeText(comment.author, kMaxNameCharacters),
        ShortDateText(comment.written_on));
  }
  return "";
}

// Whether the gap to others narrows, from the worse or the better side.
std::string GapTrend(const AppliedComparator& comparator, ValueUnit unit) {
  if (!comparator.previous_gap_hundredths) return "not known";
  const std::int64_t now = comparator.gap_hundredths;
  const std::int64_t before = *comparator.previous_gap_hundredths;
  const std::string was = " (year before " + Signed(DifferenceText(before, unit)) + ")";
  if ((now < 0) != (before < 0) && now != 0 && before != 0) return "crossed over" + was;
  if (std::abs(now) == std::abs(before)) return "unchanged" + was;
  return (std::abs(now) < std::abs(before) ? "narrower" : "wider") + was;
}

std::string ComparatorRow(const AppliedComparator& comparator, ValueUnit unit) {
  std::string head(ComparatorKindText(comparator.kind));
  if (!comparator.name.empty()) head += ": " + SafeText(comparator.name, kMaxNameCharacters);
  if (!comparator.comparable) head += " <small>not comparable</small>";
  if (!comparator.note.empty()) head += "<small>" + SafeText(comparator.note) + "</small>";
  const std::string period =
      ShortDateText(comparator.period.first) + " to " + ShortDateText(comparator.period.last);
  const bool rank = comparator.kind == ComparatorKind::kRank;
  std::string value = ComparatorValueText(comparator, rank ? ValueUnit::kCount : unit);
  if (rank && comparator.areas > 0) value += fmt::format(" of {}", comparator.areas);
  return "<tr>" + RowHead(head) + TextCell(period) + NumberCell(value) +
         NumberCell(rank ? NothingHtml()
                         : Signed(DifferenceText(comparator.gap_hundredths, unit))) +
         TextCell(rank ? NothingHtml() : GapTrend(comparator, unit)) + "</tr>\n";
}

std::string ComparatorsHtml(const ReportedIndicator& indicator) {
  if (indicator.judgement == nullptr || indicator.judgement->comparators.empty()) return "";
  std::string html =
      TableBegin("comparators", "Beside others",
                 {{"Whose figure"}, {"For", false}, {"Value"}, {"Our gap"}, {"The gap is", false}});
  for (const AppliedComparator& comparator : indicator.judgement->comparators) {
    html += ComparatorRow(comparator, indicator.judgement->unit);
  }
  return Scrollable("Beside others: " + TitleHtml(indicator), html + TableEnd());
}

std::string DragRow(const std::string& head, std::int64_t drag, std::int64_t open,
                    std::int64_t all_drag) {
  return "<tr>" + RowHead(head) + NumberCell(GroupedText(open)) + NumberCell(GroupedText(drag)) +
         NumberCell(open > 0 ? PercentText(drag, open) : NothingHtml()) +
         NumberCell(all_drag > 0 ? PercentText(drag, all_drag) : NothingHtml()) + "</tr>\n";
}

// Without the team with the most drag: whether the trouble is one team's or everybody's.
std::string DragByTeam(const ReportPage& page, const ReportedIndicator& indicator) {
  std::vector<const Row*> teams = TeamRows(page, indicator.id);
  std::erase_if(teams, [](const Row* row) { return row->open == 0 && row->drag == 0; });
  if (teams.empty()) return "";
  std::ranges::stable_sort(teams, std::greater<>(), [](const Row* row) { return row->drag; });
  const Row& all = *indicator.year;
  std::string html =
      TableBegin("teams", "Open work past its limit (drag), by team",
                 {{"Team"}, {"Open"}, {"In drag"}, {"Share of its open"}, {"Share of all drag"}});
  for (const Row* row : teams) {
    html += DragRow(TeamHtml(row->team), row->drag, row->open, all.drag);
  }
  if (teams.size() > 1 && teams.front()->drag > 0) {
    html += DragRow("<i>All but " + TeamHtml(teams.front()->team) + "</i>",
                    all.drag - teams.front()->drag, all.open - teams.front()->open, all.drag);
  }
  return html + DragRow("Whole council", all.drag, all.open, all.drag) + TableEnd();
}

std::string QuarterText(Date quarter) {
  return fmt::format("{} to {} {}", MonthText(quarter), MonthText(AddMonths(quarter, 2)),
                     PartsOf(quarter).year);
}

std::string OpenByQuarterHtml(const ReportPage& page, const ReportedIndicator& indicator) {
  std::string rows;
  for (const OpenByQuarter& entry : page.council.backlog) {
    if (entry.indicator != indicator.id || entry.team != kWholeAuthority) continue;
    rows += "<tr>" + RowHead(QuarterText(entry.quarter)) + NumberCell(GroupedText(entry.open)) +
            "</tr>\n";
  }
  if (rows.empty()) return "";
  return TableBegin("quarters", "Open, by the quarter of its start", {{"Started in"}, {"Open"}}) +
         rows + TableEnd();
}

std::string ExceptionHtml(const ReportPage& page, const ReportedIndicator& indicator,
                          std::size_t number) {
  const std::string id = fmt::format("exception-{}", number);
  std::string html = fmt::format(
      "<article class=\"exception\" aria-labelledby=\"{0}\">\n<h3 id=\"{0}\">{1} {2}</h3>\n"
      "<p class=\"why\">{3}</p>\n",
      id, TitleHtml(indicator), RagHtml(indicator.judgement->rag),
      SafeText(indicator.judgement->sentence));
  html += CommentHtml(page, indicator) + FactsHtml(page, indicator);
  if (indicator.judgement->projection) html += ProjectionHtml(indicator);
  html += ComparatorsHtml(indicator);
  return html + "<div class=\"pair\">\n" + DragByTeam(page, indicator) +
         OpenByQuarterHtml(page, indicator) + "</div>\n</article>\n";
}

}  // namespace

std::string ExceptionsHtml(const ReportPage& page) {
  std::string html = SectionBegin("exceptions", "Exceptions: the red indicators");
  std::size_t number = 0;
  for (const ReportedIndicator& indicator : page.indicators) {
    if (indicator.judgement == nullptr || indicator.judgement->rag != Rag::kRed) continue;
    html += ExceptionHtml(page, indicator, ++number);
  }
  if (number == 0) html += "<p>No indicator is red.</p>\n";
  return html + "</section>\n";
}

}  // namespace caseclock::report_html

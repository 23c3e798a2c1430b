// Each red indicator on its own: how it stands, why, where the late work is, and where it will stand on 31 March.
#include <algorithm>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/indicator/traits.h"

namespace caseclock::report_html {
namespace {

std::string Line(const char* name, const std::string& value, const std::string& meaning) {
  return fmt::format("<tr>{}{}</tr>\n", RowHead(name + ("<small>" + meaning + "</small>")),
                     NumberCell("<b>" + value + "</b>"));
}

std::string Line(const char* name, const ShareCounts& share, const std::string& meaning) {
  if (share.denominator == 0) return "";
  return Line(name, PercentText(share.numerator, share.denominator),
              fmt::format("{} of {}: {}", GroupedText(share.numerator),
                          GroupedText(share.denominator), meaning));
}

std::string PaceText(const Projection& projection) {
  if (projection.pace.denominator == 0) return "nothing finished lately";
  return fmt::format("{} of {} from {} to {}", GroupedText(projection.pace.numerator),
                     GroupedText(projection.pace.denominator),
                     ShortDateText(projection.pace_period.first),
                     ShortDateText(projection.pace_period.last));
}

std::string ExpectedLine(const Projection& projection) {
  if (!projection.expected) {
    return Line("Expected", "no value",
                "nothing has finished lately, so there is no rate to go by");
  }
  return Line("Expected", RatioText(*projection.expected),
              fmt::format("four times in five between {} and {}, if the recent pace goes on: {}",
                          RatioText(*projection.expected_low), RatioText(*projection.expected_high),
                          PaceText(projection)));
}

// With milestones it may be another target than the one the figure is judged by today.
std::string NeededLine(const Projection& projection, bool over_limit) {
  const std::string of_target =
      projection.target ? " of " + LevelText(*projection.target, ValueUnit::kPercent) : "";
  switch (projection.reach) {
    case Reach::kNeeded:
      if (!projection.needed_ratio) {
        return Line("Needed", "no value",
                    fmt::format("the target{} is within reach, but at the recent pace nothing more "
                                "will finish",
                                of_target));
      }
      return Line("Needed", RatioText(*projection.needed_ratio),
                  fmt::format("of everything still to finish must be {} for the target{} to be met",
                              over_limit ? "within the limit" : "in time", of_target));
    case Reach::kCertain:
      return Line(
          "Needed", "none",
          fmt::format("the target{} is met even if everything else finishes late", of_target));
    case Reach::kOutOfReach:
      return Line("Needed", "out of reach",
                  fmt::format("since {}: the target{} could not be met even if everything not yet "
                              "late finished in time",
                              ShortDateText(projection.out_of_reach_since), of_target));
    case Reach::kNoTarget: break;
  }
  return "";
}

std::string Lines(const Projection& projection, bool over_limit) {
  std::string html = Line("Committed", projection.committed,
                          "what is open and not late finishes in time, what is late finishes late, "
                          "nothing more arrives");
  html += ExpectedLine(projection);
  html += Line("Best", projection.best,
               "everything not yet late, and all that arrives, finishes in time");
  html += Line("Worst", projection.worst,
               "everything that is open or arrives and finishes does so late");
  html += NeededLine(projection, over_limit);
  html += Line("Including overdue work", projection.including_drag,
               "today’s figure if what is already past its limit counted as late now");
  return html;
}

}  // namespace

std::string ProjectionHtml(const ReportedIndicator& indicator) {
  const Projection& projection = *indicator.judgement->projection;
  const bool over_limit =
      indicator.definition != nullptr && TraitsOf(*indicator.definition).counts_late;
  const std::string_view note =
      indicator.definition == nullptr ? "" : ProjectionNoteOf(*indicator.definition);
  return TableBegin("lines", "Where it will stand on " + ShortDateText(projection.on),
                    {{"Line, and what it assumes"}, {"Share"}}) +
         Lines(projection, over_limit) + TableEnd() +
         fmt::format(
             "<p class=\"note\">At the recent pace {} more will finish by then, {} in the "
             "whole year.{}{}</p>\n",
             GroupedText(projection.still_to_stop), GroupedText(projection.stopped_by_then),
             note.empty() ? "" : " ", note);
}

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
                     Fact("Overdue (drag)", GroupedText(row.drag) + share) +
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

// Whether the gap to others narrows.
// What has been said of alerts about it, of the whole council or of a team.
std::string AcknowledgedHtml(const ReportPage& page, const ReportedIndicator& indicator) {
  std::string html;
  for (const AcknowledgedText& said : page.header.acknowledged) {
    if (said.indicator != indicator.id) continue;
    html += fmt::format("<p class=\"said\">Being dealt with{}: “{}” <small>{}</small></p>\n",
                        said.team.empty() ? "" : ", " + TeamHtml(said.team),
                        SafeText(said.sentence), SafeText(said.by, kMaxNameCharacters));
  }
  return html;
}

std::string GapTrend(std::int64_t now, std::int64_t before, ValueUnit unit) {
  const std::string was = " (was " + Signed(DifferenceText(before, unit)) + ")";
  if (std::abs(now) == std::abs(before)) return "gap unchanged" + was;
  return (std::abs(now) < std::abs(before) ? "gap narrower" : "gap wider") + was;
}

// "now behind (was 3.30 points ahead)"; where neither way is better "now above (was 1.20 points below)".
std::string TurnedText(const AppliedComparator& comparator, std::int64_t before, ValueUnit unit,
                       bool has_polarity) {
  const bool better = comparator.at_or_better;
  const char* now =
      has_polarity ? (better ? "level or ahead" : "behind") : (before < 0 ? "above" : "below");
  const char* was = has_polarity ? (better ? "behind" : "ahead") : (before < 0 ? "below" : "above");
  std::string size = DifferenceText(before < 0 ? -before : before, unit);
  if (size.starts_with('+')) size.erase(0, 1);
  return fmt::format("now {} (was {} {})", now, size, was);
}

// "behind; gap wider ..." by which way is better, where one is.
std::string StandingText(const ReportedIndicator& indicator, const AppliedComparator& comparator) {
  std::string text;
  const bool has_polarity =
      indicator.definition != nullptr && indicator.definition->polarity != Polarity::kNone;
  if (has_polarity) text = comparator.at_or_better ? "level or ahead" : "behind";
  if (!comparator.previous_gap_hundredths) return text.empty() ? NothingHtml() : text;
  const std::int64_t before = *comparator.previous_gap_hundredths;
  const bool has_turned = (comparator.gap_hundredths < 0 && before > 0) ||
                          (comparator.gap_hundredths > 0 && before < 0);
  if (has_turned) return TurnedText(comparator, before, indicator.judgement->unit, has_polarity);
  return text + (text.empty() ? "" : "; ") +
         GapTrend(comparator.gap_hundredths, *comparator.previous_gap_hundredths,
                  indicator.judgement->unit);
}

std::string ComparatorHead(const AppliedComparator& comparator) {
  std::string head(ComparatorKindText(comparator.kind));
  if (head.front() >= 'a' && head.front() <= 'z') head.front() -= 'a' - 'A';
  if (!comparator.name.empty()) head += ": " + SafeText(comparator.name, kMaxNameCharacters);
  if (!comparator.comparable) head += "<small>not comparable</small>";
  if (!comparator.note.empty()) head += "<small>" + SafeText(comparator.note) + "</small>";
  return RowHead(head);
}

std::string PeriodText(Period period) {
  const Date begin = ReportingYearStart(period.first);
  const bool whole_year = period.first == begin && period.last == AddMonths(begin, 12) - 1;
  if (whole_year) return ReportingYearText(period.last);
  return ShortDateText(period.first) + " to " + ShortDateText(period.last);
}

std::string ComparatorRow(const ReportedIndicator& indicator, const AppliedComparator& comparator) {
  const ValueUnit unit = indicator.judgement->unit;
  const bool rank = comparator.kind == ComparatorKind::kRank;
  const bool has_gap = !rank && comparator.comparable;
  std::string value = ComparatorValueText(comparator, rank ? ValueUnit::kCount : unit);
  if (rank && comparator.areas > 0) value += fmt::format(" of {}", comparator.areas);
  return "<tr>" + ComparatorHead(comparator) + TextCell(PeriodText(comparator.period)) +
         NumberCell(value) +
         NumberCell(has_gap ? Signed(DifferenceText(comparator.gap_hundredths, unit))
                            : NothingHtml()) +
         TextCell(has_gap ? StandingText(indicator, comparator) : NothingHtml()) + "</tr>\n";
}

std::string ComparatorsHtml(const ReportedIndicator& indicator) {
  if (indicator.judgement == nullptr || indicator.judgement->comparators.empty()) return "";
  std::string html =
      TableBegin("comparators", "Beside others",
                 {{"Whose figure"}, {"For", false}, {"Value"}, {"Our gap"}, {"We are", false}});
  for (const AppliedComparator& comparator : indicator.judgement->comparators) {
    html += ComparatorRow(indicator, comparator);
  }
  return Scrollable("Beside others: " + TitleHtml(indicator), html + TableEnd());
}

struct TeamFigures {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t open = 0;
  std::int64_t drag = 0;
};

TeamFigures FiguresOf(const Row& row) {
  return {row.current.numerator, row.current.denominator, row.open, row.drag};
}

TeamFigures Without(const TeamFigures& all, const TeamFigures& one) {
  return {all.numerator - one.numerator, all.denominator - one.denominator, all.open - one.open,
          all.drag - one.drag};
}

std::string ShareOrNothing(std::int64_t numerator, std::int64_t denominator) {
  return denominator > 0 ? PercentText(numerator, denominator) : NothingHtml();
}

std::string DragRow(const std::string& head, const TeamFigures& figures, std::int64_t all_drag) {
  const bool small = figures.denominator > 0 && figures.denominator < kSmallDenominator;
  return "<tr>" + RowHead(head) +
         NumberCell(ShareOrNothing(figures.numerator, figures.denominator) +
                    (small ? " <small>small</small>" : "")) +
         NumberCell(GroupedText(figures.open)) + NumberCell(GroupedText(figures.drag)) +
         NumberCell(ShareOrNothing(figures.drag, figures.open)) +
         NumberCell(ShareOrNothing(figures.drag, all_drag)) + "</tr>\n";
}

// Without the team with the most drag: whether the trouble is one team's or everybody's.
std::string DragByTeam(const ReportPage& page, const ReportedIndicator& indicator) {
  if (!HasClocks(indicator)) return "";
  std::vector<const Row*> teams = TeamRows(page, indicator.id);
  std::erase_if(teams,
                [](const Row* row) { return row->open == 0 && row->current.denominator == 0; });
  if (teams.empty()) return "";
  std::ranges::stable_sort(teams, std::greater<>(), [](const Row* row) { return row->drag; });
  const TeamFigures all = FiguresOf(*indicator.year);
  std::string html = TableBegin("teams", "By team: the year to date, and what is open",
                                {{"Team"},
                                 {"Year to date"},
                                 {"Open"},
                                 {"Overdue"},
                                 {"Share of its open work"},
                                 {"Share of all overdue"}});
  for (const Row* row : teams) html += DragRow(TeamHtml(row->team), FiguresOf(*row), all.drag);
  if (teams.size() > 1 && teams.front()->drag > 0) {
    html += DragRow("<i>All but " + TeamHtml(teams.front()->team) + "</i>",
                    Without(all, FiguresOf(*teams.front())), all.drag);
  }
  html += DragRow("Whole council", all, all.drag) + TableEnd();
  return Scrollable("By team: " + TitleHtml(indicator), html);
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
  html += CommentHtml(page, indicator) + AcknowledgedHtml(page, indicator);
  html += FactsHtml(page, indicator);
  if (indicator.judgement->projection) html += ProjectionHtml(indicator);
  html += ComparatorsHtml(indicator);
  return html + "<div class=\"pair wide\">\n" + DragByTeam(page, indicator) +
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

#include "daemon/page/page_indicators.h"

#include <algorithm>
#include <array>

#include "daemon/page/page_address.h"
#include "daemon/page/page_judgement.h"
#include "daemon/page/page_trend.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr char kOfLastYear[] = "Compared with last year";
constexpr std::array kHeads = {
    "Indicator",      "",        "Rating",   kOfLastYear, "Forecast for 31 March",
    "Last 13 months", "Overdue", "Due soon", "Open"};

constexpr char kLegend[] =
    "Overdue (drag): open and already over the limit, certain to count as late; incl. overdue: the "
    "share if all of it had stopped today. Work that two rows watch with different limits counts "
    "once "
    "in totals, by the first row. Due soon: open, and due within the next working days. Forecast "
    "for "
    "31 March: committed, if all that is open and not overdue finishes in time, overdue work late, "
    "and "
    "nothing more arrives; expected, at the recent pace; needs, how much of everything still to "
    "finish "
    "must be in time to reach the target. Shares of fewer than 10 are marked small and not rated. "
    "Ratings are of the reporting year to date.";

std::string Small(const std::string& text) { return "<small>" + text + "</small>"; }

std::string BetterWords(BetterIs better) {
  switch (better) {
    case BetterIs::kHigh: return "higher is better";
    case BetterIs::kLow: return "lower is better";
    case BetterIs::kBand: return "best within a band";
    case BetterIs::kNone: return "";
  }
  return "";
}

std::string RateHtml(const std::string& text) {
  return "<small class=\"rate\">" + text + "</small>";
}

std::string RateAndDuration(const Row& row) {
  std::string html;
  if (row.per_10000_annualised) {
    html += RateHtml(RateText(*row.per_10000_annualised) + " per 10,000 a year");
  } else if (row.per_10000) {
    html += RateHtml(RateText(*row.per_10000) + " per 10,000");
  }
  if (row.median_days && row.percentile_90_days) {
    html += RateHtml(
        fmt::format("median {}, 9 in 10 within {}", *row.median_days, *row.percentile_90_days));
  }
  return html;
}

// The figure of the year to date: a share with its counts, or a count. The counts lead to their records.
std::string YearHtml(const AuthorityView& view, const IndicatorText& text, const Row& row,
                     bool may_see) {
  const PeriodFigures& figures = row.current;
  const auto linked = [&](RecordPart part, std::int64_t count) {
    return RecordsLink(view, row, part, GroupedText(count), may_see && count > 0);
  };
  if (text.figure == FigureKind::kCount) {
    return "<span class=\"figure\">" + linked(RecordPart::kNumerator, figures.numerator) +
           "</span>" + RateAndDuration(row);
  }
  if (figures.denominator == 0) return "<span class=\"none\">none yet</span>";
  const bool small = figures.denominator < kSmallDenominator;
  return fmt::format("<span class=\"figure\">{}</span><small>{}{} of {}</small>{}",
                     PercentText(figures.numerator, figures.denominator),
                     small ? "<b class=\"mark\">small:</b> " : "",
                     linked(RecordPart::kNumerator, figures.numerator),
                     linked(RecordPart::kDenominator, figures.denominator), RateAndDuration(row));
}

// What drag was at the end of the month before the as-of date's, where there is or was any.
std::string DragBefore(const AuthorityView& view, const Row& row) {
  const Date month = AddMonths(FirstDayOfMonth(view.as_of), -1);
  if (row.team != kWholeAuthority) return "";
  for (const MonthPoint& point : view.months) {
    if (point.indicator != row.indicator || point.month != month) continue;
    if (row.drag == 0 && point.drag_at_end == 0) return "";
    return Small(fmt::format("{} on {} {}", GroupedText(point.drag_at_end),
                             PartsOf(LastDayOfMonth(month)).day, MonthText(month)));
  }
  return "";
}

std::string CountHtml(const AuthorityView& view, const Row& row, RecordPart part,
                      std::int64_t count, bool may_see) {
  return RecordsLink(view, row, part, NumberHtml(count), may_see && count > 0);
}

std::string OpenHtml(const AuthorityView& view, const Row& row, bool may_see) {
  std::string html = CountHtml(view, row, RecordPart::kOpen, row.open, may_see);
  if (row.oldest_open_start)
    html += Small("oldest since") + Small(ShortDateText(*row.oldest_open_start));
  return html;
}

// What has no clocks shows dashes, and nothing at all where rows are cards. A stock has open items,
// but no limit.
void AppendClocks(const AuthorityView& view, const IndicatorText& text, const Row& row,
                  const Judgement* judged, bool may_see, std::string& html) {
  const bool has_open = row.open != 0 || row.drag != 0 || row.oldest_open_start;
  const bool has_limit = has_open && text.figure == FigureKind::kShare;
  const auto cell = [&](const char* label, bool shown, const char* style,
                        const std::string& content) {
    html += CellHtml(label, shown ? style : "absent", shown ? content : NothingHtml());
  };
  cell("Overdue", has_limit, row.drag > 0 ? "drag" : "",
       CountHtml(view, row, RecordPart::kDrag, row.drag, may_see) + DragBefore(view, row) +
           (row.drag > 0 ? IncludingDrag(judged) : ""));
  cell("Due soon", has_limit, "",
       CountHtml(view, row, RecordPart::kDueSoon, row.due_soon, may_see));
  cell("Open", has_open, "open", OpenHtml(view, row, may_see));
}

void AppendTitle(const IndicatorText& text, std::string& html) {
  std::string about = HtmlEscaped(text.unit);
  const std::string better = BetterWords(text.better);
  if (!better.empty()) about += (about.empty() ? "" : "; ") + better;
  html += fmt::format("<th role=\"rowheader\" scope=\"rowgroup\">{}<small>{}</small></th>",
                      HtmlEscaped(text.title), about);
}

// What changed against the same window a year before, where the rating says nothing of it.
std::string YearBeforeHtml(const IndicatorText& text, const Row& row) {
  const PeriodFigures& before = row.previous_year;
  if (!before.known) return NothingHtml();
  if (text.figure == FigureKind::kCount) return Small("was " + GroupedText(before.numerator));
  if (before.denominator == 0) return NothingHtml();
  return Small("was " + PercentText(before.numerator, before.denominator));
}

// Ratings, directions and forecasts are of the reporting year.
void AppendRated(const AuthorityView& view, const IndicatorText& text, const Row& row,
                 const Judgement* judged, std::string& html) {
  if (row.window != Window::kYear) {
    html += CellHtml("Rating", "absent", NothingHtml());
    html += CellHtml(kOfLastYear, "half", YearBeforeHtml(text, row));
    html += CellHtml("Forecast for 31 March", "absent", NothingHtml());
    return;
  }
  const bool is_projected = judged != nullptr && judged->projection.has_value();
  html += CellHtml("Rating", "half judged", RagCell(judged, view.as_of));
  html += CellHtml(kOfLastYear, "half", YearOnYearCell(judged, text.figure, row));
  html +=
      CellHtml("Forecast for 31 March", is_projected ? "half" : "absent", ProjectionCell(judged));
}

// Two rows: the figures, and under them what they mean, what their owner says and what is being done.
void AppendIndicator(const AuthorityView& view, const IndicatorText& text, const Row& row,
                     const FiguresShown& shown, std::string& html) {
  const Judgement* judged = FindJudgement(view, row.indicator, row.team);
  const std::string sentence = SentenceHtml(view, row.indicator, judged) +
                               ProjectionNoteHtml(judged, shown.catalogue) +
                               SaidHtml(row, shown.said);
  html += fmt::format("<tbody role=\"rowgroup\" data-key=\"{}\"><tr role=\"row\">",
                      HtmlEscaped(row.indicator));
  AppendTitle(text, html);
  html += CellHtml(WindowTitle(row.window), "half year",
                   YearHtml(view, text, row, shown.may_see_records));
  AppendRated(view, text, row, judged, html);
  const bool whole = row.team == kWholeAuthority;
  html += CellHtml(
      "Last 13 months", whole ? "trend" : "absent",
      whole ? TrendHtml(TrendOf(view, row.indicator, text.figure), text.figure) : NothingHtml());
  AppendClocks(view, text, row, judged, shown.may_see_records, html);
  if (!sentence.empty()) {
    html += fmt::format(
        "</tr>\n<tr role=\"row\" class=\"why\"><td role=\"cell\" colspan=\"{}\">{}</td>",
        kHeads.size(), sentence);
  }
  html += "</tr></tbody>\n";
}

}  // namespace

IndicatorText TextOf(const IndicatorTexts& texts, const std::string& id) {
  const auto found = std::ranges::find(texts, id, &IndicatorText::id);
  IndicatorText text = found == texts.end() ? IndicatorText{} : *found;
  text.id = id;
  if (text.title.empty()) text.title = id;
  if (text.short_title.empty()) text.short_title = id;
  return text;
}

std::string_view WindowTitle(Window window) {
  switch (window) {
    case Window::kWeek: return "Week to date";
    case Window::kMonth: return "Month to date";
    case Window::kQuarter: return "Quarter to date";
    case Window::kYear: return "Year to date";
    case Window::kRolling12Months: return "Last 12 months";
    case Window::kYears3: return "Last 3 years";
  }
  return "";
}

std::string NumberHtml(std::int64_t value) {
  return fmt::format("<span class=\"number{}\">{}</span>", value == 0 ? " none" : "",
                     GroupedText(value));
}

std::string NothingHtml() {
  return "<span class=\"none\"><span aria-hidden=\"true\">–</span><span "
         "class=\"unseen\">none</span></span>";
}

std::string CellHtml(std::string_view label, const char* style, const std::string& content) {
  return fmt::format("<td role=\"cell\" class=\"{}\" data-label=\"{}\">{}</td>", style, label,
                     content);
}

std::string ColumnHtml(const std::string& heading) {
  return "<th role=\"columnheader\" scope=\"col\">" + heading + "</th>";
}

std::string Legend() { return "<p class=\"legend\">" + std::string(kLegend) + "</p>\n"; }

std::string RecordsLink(const AuthorityView& view, const Row& row, RecordPart part,
                        const std::string& content, bool may_see) {
  if (!may_see) return content;
  const RecordQuestion question = {.authority = view.authority,
                                   .team = row.team,
                                   .indicator = row.indicator,
                                   .window = row.window,
                                   .part = part};
  return fmt::format("<a href=\"{}\">{}</a>", RecordsAddress(question), content);
}

std::string IndicatorTable(const AuthorityView& view, const IndicatorTexts& texts,
                           const FiguresShown& shown) {
  const Period period = WindowAt(shown.window, view.as_of);
  std::string html = fmt::format(
      "<table role=\"table\" class=\"indicators\"><caption>Indicators <span>{}, {} to "
      "{}</span></caption>\n<thead role=\"rowgroup\"><tr role=\"row\">",
      WindowTitle(shown.window), ShortDateText(period.first), ShortDateText(period.last));
  for (const std::string_view head : kHeads) {
    html += ColumnHtml(std::string(head.empty() ? WindowTitle(shown.window) : head));
  }
  html += "</tr></thead>\n";
  for (const Row& row : view.rows) {
    if (row.team != shown.team || row.window != shown.window) continue;
    AppendIndicator(view, TextOf(texts, row.indicator), row, shown, html);
  }
  html += "</table>\n";
  return shown.team == kWholeAuthority ? html + SignalsHtml(view, texts) : html;
}

}  // namespace caseclock

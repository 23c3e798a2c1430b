#include "daemon/exposition/page_indicators.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "daemon/exposition/page_trend.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr char kOfLastYear[] = "Against last year";
constexpr std::array kHeads = {"Indicator", "Year to date", kOfLastYear, "Last 13 months",
                               "In drag",   "Due soon",     "Open",      "Oldest open"};

constexpr char kLegend[] =
    "In drag: open and already over the limit, certain to count as late. Due soon: open, and due "
    "within the next "
    "working days. Open, in drag and due soon are of the as-of date; shares of fewer than 10 are "
    "small and not judged.";

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

std::string RateAndDuration(const Row& row) {
  std::string html;
  if (row.per_10000_annualised) {
    html += Small(RateText(*row.per_10000_annualised) + " per 10,000 a year");
  } else if (row.per_10000) {
    html += Small(RateText(*row.per_10000) + " per 10,000");
  }
  if (row.median_days && row.percentile_90_days) {
    html += Small(
        fmt::format("median {}, 9 in 10 within {}", *row.median_days, *row.percentile_90_days));
  }
  return html;
}

// The figure of the year to date: a share with its counts, or a count.
std::string YearHtml(const IndicatorText& text, const Row& row) {
  const PeriodFigures& figures = row.current;
  if (text.figure == FigureKind::kCount) {
    return "<span class=\"figure\">" + GroupedText(figures.numerator) + "</span>" +
           RateAndDuration(row);
  }
  if (figures.denominator == 0) return "<span class=\"none\">none yet</span>";
  const bool small = figures.denominator < kSmallDenominator;
  return fmt::format("<span class=\"figure\">{}</span><small>{}{} of {}</small>{}",
                     PercentText(figures.numerator, figures.denominator),
                     small ? "<b class=\"mark\">small:</b> " : "", GroupedText(figures.numerator),
                     GroupedText(figures.denominator), RateAndDuration(row));
}

// An arrow to the eye, a word to a screen reader.
std::string Arrow(std::int64_t change) {
  if (change == 0) return "";
  return change > 0 ? "<span aria-hidden=\"true\">▲</span><span class=\"unseen\">up</span> "
                    : "<span aria-hidden=\"true\">▼</span><span class=\"unseen\">down</span> ";
}

std::string CountChange(const Row& row) {
  const std::int64_t before = row.previous_year.numerator;
  const std::int64_t change = row.current.numerator - before;
  const std::string size =
      change == 0 ? "no change" : Arrow(change) + GroupedText(change < 0 ? -change : change);
  return size + Small("from " + GroupedText(before));
}

// "better", "worse" by the indicator's polarity; "up", "down" where there is none.
std::string JudgedHtml(BetterIs better, std::int64_t tenths) {
  if (std::abs(tenths) < kSteadyTenths) return "steady";
  if (better != BetterIs::kHigh && better != BetterIs::kLow) return tenths > 0 ? "up" : "down";
  const bool good = (tenths > 0) == (better == BetterIs::kHigh);
  return good ? "<b class=\"better\">better</b>" : "<b class=\"worse\">worse</b>";
}

std::string ShareChange(const IndicatorText& text, const Row& row) {
  const PeriodFigures& now = row.current;
  const PeriodFigures& before = row.previous_year;
  if (now.denominator == 0 || before.denominator == 0) return NothingHtml();
  const std::int64_t tenths =
      PointsTenths(now.numerator, now.denominator, before.numerator, before.denominator);
  const bool small = now.denominator < kSmallDenominator || before.denominator < kSmallDenominator;
  return fmt::format("{}{}.{} points<small>{}, {} {}</small>", Arrow(tenths), std::abs(tenths) / 10,
                     std::abs(tenths) % 10, small ? "not judged" : JudgedHtml(text.better, tenths),
                     small || std::abs(tenths) < kSteadyTenths ? "was" : "from",
                     PercentText(before.numerator, before.denominator));
}

// What drag was at the end of the month before the as-of date's, where there is or was any.
std::string DragBefore(const AuthorityView& view, const Row& row) {
  const Date month = AddMonths(FirstDayOfMonth(view.as_of), -1);
  for (const MonthPoint& point : view.months) {
    if (point.indicator != row.indicator || point.month != month) continue;
    if (row.drag == 0 && point.drag_at_end == 0) return "";
    return Small(fmt::format("{} on {} {}", GroupedText(point.drag_at_end),
                             PartsOf(LastDayOfMonth(month)).day, MonthText(month)));
  }
  return "";
}

std::string OldestHtml(const AuthorityView& view, const std::optional<Date>& start) {
  if (!start) return NothingHtml();
  return ShortDateText(*start) + Small(GroupedText(view.as_of - *start) + " days ago");
}

// What has no clocks shows dashes, and nothing at all where rows are cards. A stock has open items,
// but no limit.
void AppendClocks(const AuthorityView& view, const IndicatorText& text, const Row& row,
                  std::string& html) {
  const bool has_open = row.open != 0 || row.drag != 0 || row.oldest_open_start;
  const bool has_limit = has_open && text.figure == FigureKind::kShare;
  const auto cell = [&](const char* label, bool shown, const char* style,
                        const std::string& content) {
    html += CellHtml(label, shown ? style : "absent", shown ? content : NothingHtml());
  };
  cell("In drag", has_limit, row.drag > 0 ? "drag" : "",
       NumberHtml(row.drag) + DragBefore(view, row));
  cell("Due soon", has_limit, "", NumberHtml(row.due_soon));
  cell("Open", has_open, "", NumberHtml(row.open));
  cell("Oldest open", has_open, "", OldestHtml(view, row.oldest_open_start));
}

void AppendIndicator(const AuthorityView& view, const IndicatorText& text, const Row& row,
                     std::string& html) {
  std::string about = HtmlEscaped(text.unit);
  const std::string better = BetterWords(text.better);
  if (!better.empty()) about += (about.empty() ? "" : "; ") + better;
  html +=
      fmt::format("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}<small>{}</small></th>",
                  HtmlEscaped(text.title), about);
  const bool counts = text.figure == FigureKind::kCount;
  html += CellHtml("Year to date", "half", YearHtml(text, row));
  html += CellHtml(kOfLastYear, "half", counts ? CountChange(row) : ShareChange(text, row));
  html += CellHtml("Last 13 months", "trend",
                   TrendHtml(TrendOf(view, row.indicator, text.figure), text.figure));
  AppendClocks(view, text, row, html);
  html += "</tr>\n";
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

std::string NumberHtml(std::int64_t value) {
  return fmt::format("<span class=\"number{}\">{}</span>", value == 0 ? " none" : "",
                     GroupedText(value));
}

std::string NothingHtml() {
  return "<span class=\"none\"><span aria-hidden=\"true\">–</span><span "
         "class=\"unseen\">none</span></span>";
}

std::string CellHtml(const char* label, const char* style, const std::string& content) {
  return fmt::format("<td role=\"cell\" class=\"{}\" data-label=\"{}\">{}</td>", style, label,
                     content);
}

std::string ColumnHtml(const std::string& heading) {
  return "<th role=\"columnheader\" scope=\"col\">" + heading + "</th>";
}

std::string IndicatorTable(const AuthorityView& view, const IndicatorTexts& texts) {
  const Period year = WindowAt(Window::kYear, view.as_of);
  std::string html = fmt::format(
      "<table role=\"table\" class=\"indicators\"><caption>Indicators <span>reporting year to "
      "date, {} to "
      "{}</span></caption>\n<thead role=\"rowgroup\"><tr role=\"row\">",
      ShortDateText(year.first), ShortDateText(year.last));
  for (const char* head : kHeads) html += ColumnHtml(head);
  html += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
  for (const Row& row : view.rows) {
    if (row.team != kWholeAuthority || row.window != Window::kYear) continue;
    AppendIndicator(view, TextOf(texts, row.indicator), row, html);
  }
  return html + "</tbody></table>\n<p class=\"legend\">" + std::string(kLegend) + "</p>\n";
}

}  // namespace caseclock

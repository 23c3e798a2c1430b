// The table of all indicators, each with its sentence.
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/judgement/sentence.h"

namespace caseclock::report_html {
namespace {

constexpr char kLegend[] =
    "Figures are of the reporting year to date; stocks are of the day. Direction: this month to "
    "date against the same days of the month before, and the year to date against the same point "
    "last year; within one point is steady. The arrow shows which way the figure went, the word "
    "what that means. Forecast for 31 March: committed, if nothing that is not yet late becomes "
    "late and "
    "nothing more arrives; expected, at the recent pace.";

std::string Cell(const char* label, const std::string& html) {
  return fmt::format("<td role=\"cell\" data-label=\"{}\">{}</td>", label, html);
}

std::string CountsHtml(const ReportedIndicator& indicator) {
  const PeriodFigures& figures = indicator.year->current;
  if (IsCount(indicator)) return "";
  const bool small = figures.denominator < kSmallDenominator;
  return fmt::format("<small>{} of {}{}</small>", GroupedText(figures.numerator),
                     GroupedText(figures.denominator), small ? ", small" : "");
}

std::string ValueHtml(const ReportedIndicator& indicator) {
  const Judgement* judgement = indicator.judgement;
  const PeriodFigures& figures = indicator.year->current;
  if (judgement != nullptr && judgement->value.is_defined()) {
    std::string value = ValueText(judgement->value, judgement->unit);
    std::string unit;
    if (judgement->unit == ValueUnit::kPer10000) {  // beside a large figure it takes too much room
      value.resize(value.find(' '));
      unit = "<small>per 10,000 children</small><small>" + GroupedText(figures.numerator) +
             " in all</small>";
    }
    return "<b class=\"value\">" + value + "</b>" + unit + CountsHtml(indicator);
  }
  if (IsCount(indicator)) {
    return "<b class=\"value\">" + GroupedText(figures.numerator) + "</b>";
  }
  if (figures.denominator == 0) return "none yet";
  return fmt::format("<b class=\"value\">{}</b>{}",
                     PercentText(figures.numerator, figures.denominator), CountsHtml(indicator));
}

std::string TargetHtml(const Judgement* judgement) {
  if (judgement == nullptr || !judgement->target) return NothingHtml();
  const AppliedTarget& target = *judgement->target;
  std::string html = LevelText(target.low, judgement->unit);
  if (target.high != target.low) html += " to " + LevelText(target.high, judgement->unit);
  if (target.by != Date::Max()) html += "<small>by " + ShortDateText(target.by) + "</small>";
  if (target.has_passed) html += "<small>date passed</small>";
  return html + (target.met ? "<small>met</small>" : "<small>not met</small>");
}

const AppliedComparator* Find(const Judgement* judgement, ComparatorKind kind) {
  if (judgement == nullptr) return nullptr;
  for (const AppliedComparator& comparator : judgement->comparators) {
    if (comparator.kind == kind) return &comparator;
  }
  return nullptr;
}

std::string ComparatorHtml(const Judgement* judgement, ComparatorKind kind) {
  const AppliedComparator* comparator = Find(judgement, kind);
  if (comparator == nullptr) return NothingHtml();
  return fmt::format("{}<small>{}{}</small>", ComparatorValueText(*comparator, judgement->unit),
                     PeriodText(comparator->period),
                     comparator->comparable ? "" : ", not comparable");
}

std::string LastYearHtml(const Judgement* judgement) {
  std::string html;
  if (const auto* outturn = Find(judgement, ComparatorKind::kLastYear)) {
    html += ComparatorValueText(*outturn, judgement->unit) + "<small>outturn</small>";
  }
  if (const auto* point = Find(judgement, ComparatorKind::kLastYearToDate)) {
    html += ComparatorValueText(*point, judgement->unit) + "<small>same point</small>";
  }
  return html.empty() ? NothingHtml() : html;
}

std::string DirectionCell(const Judgement* judgement) {
  if (judgement == nullptr) return NothingHtml();
  return fmt::format("{}<small>on last month</small>{}<small>on last year</small>",
                     ChangeHtml(judgement->month_on_month, judgement->unit),
                     ChangeHtml(judgement->year_on_year, judgement->unit));
}

std::string ProjectionCell(const Judgement* judgement) {
  if (judgement == nullptr || !judgement->projection) return NothingHtml();
  const ShareCounts& committed = judgement->projection->committed;
  if (committed.denominator == 0) return NothingHtml();
  return fmt::format("{}<small>committed</small>{}<small>expected</small>",
                     PercentText(committed.numerator, committed.denominator),
                     judgement->projection->expected ? RatioText(*judgement->projection->expected)
                                                     : NothingHtml());
}

std::string SentenceOf(const ReportedIndicator& indicator) {
  if (indicator.judgement == nullptr || indicator.judgement->sentence.empty()) {
    return "Not rated: nothing to measure it against is known.";
  }
  return SafeText(indicator.judgement->sentence);
}

// What the owner says of it, under the sentence; a red indicator has it among the exceptions.
std::string OwnerOf(const ReportPage& page, const ReportedIndicator& indicator) {
  if (indicator.judgement != nullptr && indicator.judgement->rag == Rag::kRed) return "";
  std::string html;
  for (const Comment& comment : page.council.comments) {
    if (comment.indicator != indicator.id || !comment.team.empty()) continue;
    html += fmt::format("<br>{}, {}: {}", SafeText(comment.author, kMaxNameCharacters),
                        ShortDateText(comment.written_on), SafeText(comment.text));
  }
  return html;
}

// Two rows: the figures, and under them the sentence that says what they mean.
std::string IndicatorRows(const ReportPage& page, const ReportedIndicator& indicator) {
  const Judgement* judgement = indicator.judgement;
  std::string html = fmt::format(
      "<tbody role=\"rowgroup\"><tr role=\"row\"><th role=\"rowheader\" scope=\"rowgroup\" "
      "rowspan=\"2\">{}</th>",
      TitleHtml(indicator));
  html += Cell("Now", ValueHtml(indicator)) +
          Cell("Rating", RagHtml(judgement == nullptr ? Rag::kNone : judgement->rag)) +
          Cell("Target", TargetHtml(judgement)) +
          Cell("Neighbours", ComparatorHtml(judgement, ComparatorKind::kStatisticalNeighbours)) +
          Cell("National", ComparatorHtml(judgement, ComparatorKind::kNational)) +
          Cell("Last year", LastYearHtml(judgement)) + Cell("Direction", DirectionCell(judgement)) +
          Cell("Forecast for 31 March", ProjectionCell(judgement));
  return html + fmt::format(
                    "</tr>\n<tr role=\"row\" class=\"sentence\"><td role=\"cell\" "
                    "colspan=\"8\">{}</td></tr></tbody>\n",
                    SentenceOf(indicator) + OwnerOf(page, indicator));
}

}  // namespace

std::string IndicatorsHtml(const ReportPage& page) {
  std::string html =
      SectionBegin("indicators", "All indicators") +
      fmt::format(
          "<table role=\"table\" class=\"indicators\"><caption>Where each indicator stands, {} to "
          "{}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">",
          ShortDateText(ReportingYearStart(page.council.as_of)), ShortDateText(page.council.as_of));
  for (const char* head : {"Indicator", "Now", "Rating", "Target", "Statistical neighbours",
                           "National", "Last year", "Direction", "Forecast for 31 March"}) {
    html += fmt::format("<th role=\"columnheader\" scope=\"col\">{}</th>", head);
  }
  html += "</tr></thead>\n";
  for (const ReportedIndicator& indicator : page.indicators) html += IndicatorRows(page, indicator);
  return html + "</table>\n<p class=\"legend\">" + kLegend + "</p>\n</section>\n";
}

}  // namespace caseclock::report_html

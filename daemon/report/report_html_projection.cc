// Where an indicator will stand on 31 March, line by line, in words.
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

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
  html += Line("Including drag", projection.including_drag,
               "today’s figure if what is already past its limit counted as late now");
  return html;
}

}  // namespace

std::string ProjectionHtml(const ReportedIndicator& indicator) {
  const Projection& projection = *indicator.judgement->projection;
  const bool over_limit =
      indicator.definition != nullptr && indicator.definition->kind == IndicatorKind::kOverLimit;
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

}  // namespace caseclock::report_html

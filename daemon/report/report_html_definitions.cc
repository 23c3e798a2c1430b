// What each indicator counts, and how colours, directions and projections are made.
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/indicator/row_text.h"
#include "processors/indicator/row_words.h"

namespace caseclock::report_html {
namespace {

const char* PolarityText(Polarity polarity) {
  switch (polarity) {
    case Polarity::kHigh: return "higher";
    case Polarity::kLow: return "lower";
    case Polarity::kBand: return "within a range";
    case Polarity::kNone: return "neither; not rated";
  }
  return "";
}

std::string LimitsHtml(const Indicator& indicator) {
  if (indicator.limits.empty()) return NothingHtml();
  std::string html;
  for (const LimitFrom& entry : indicator.limits) {
    html += (html.empty() ? "" : "; ") + LimitText(entry.limit);
    if (entry.from != Date::Min()) html += " from " + ShortDateText(entry.from);
  }
  return html;
}

std::string DefinitionRow(const Indicator& indicator) {
  return "<tr>" + RowHead(SafeText(indicator.title, kMaxNameCharacters)) +
         TextCell(std::string(WordsOf(indicator).counted)) +
         TextCell(FromToText(indicator, " to ")) + TextCell(LimitsHtml(indicator)) +
         TextCell(PolarityText(indicator.polarity)) +
         TextCell(SafeText(indicator.source, kMaxNameCharacters)) + "</tr>\n";
}

std::string IndicatorDefinitions(const ReportPage& page) {
  std::string rows;
  for (const ReportedIndicator& one : page.indicators) {
    if (one.definition != nullptr) rows += DefinitionRow(*one.definition);
  }
  if (rows.empty()) return "";
  return Scrollable("What each indicator counts",
                    TableBegin("definitions", "What each indicator counts",
                               {{"Indicator"},
                                {"What is counted", false},
                                {"From, to", false},
                                {"Limit", false},
                                {"Better", false},
                                {"Source", false}}) +
                        rows + TableEnd());
}

constexpr char kWords[] = R"html(<h3>Words</h3>
<dl class="words">
<dt>Working days</dt><dd>Monday to Friday, without bank holidays of England and Wales and the council’s closure days. The day of the start is day 0.</dd>
<dt>Overdue (drag)</dt><dd>Open and already past its limit: it is certain to count as late when it finishes. It is not in the published share until then, so finishing overdue work lowers that share for a while.</dd>
<dt>Small</dt><dd>A share of fewer than 10: shown, not rated, and left out of the drawings.</dd>
<dt>Statistical neighbours</dt><dd>The ten councils most like this one, chosen by the national tool. Each comparison carries the period it is for.</dd>
<dt>Red, amber, green</dt><dd>Green: the target is met, and the figure is at or better than the statistical neighbours or the national figure. Amber: one of the two. Red: neither. Where there is nothing to compare with, the target alone decides. A council may set a tolerance instead: green at the target, amber within the tolerance, red outside it. The sentence beside each colour says which facts decided.</dd>
<dt>Direction</dt><dd>Improving or worsening by which way is better for the indicator; steady within one point; rising or falling where neither way is better.</dd>
<dt>Committed</dt><dd>The share on 31 March if everything open that is not yet late finishes in time, what is late finishes late, and nothing more arrives.</dd>
<dt>Expected</dt><dd>The share on 31 March if open and arriving work finishes as it did in the last thirteen weeks. The range holds the outcome four times in five.</dd>
<dt>Signal</dt><dd>A change in weekly numbers too large or too long to be chance: a point outside the limits, seven in a row on one side of the mean, seven rising or falling, or two of three far from the mean.</dd>
</dl>
)html";

}  // namespace

std::string DefinitionsHtml(const ReportPage& page) {
  return AnnexBegin("definitions", "D", "definitions") + IndicatorDefinitions(page) + kWords +
         fmt::format(
             "<p class=\"note\">Due soon: open, not late, and due within {} of the day of "
             "the report.</p>\n",
             Plural(page.header.due_soon_working_days, "working day", "working days")) +
         AnnexEnd();
}

}  // namespace caseclock::report_html

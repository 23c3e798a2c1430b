// How far the figures can be trusted: failed checks, how soon things are recorded, what is suspiciously old.
#include <algorithm>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/indicator/quality.h"
#include "processors/indicator/traits.h"

namespace caseclock::report_html {
namespace {

std::string RuleHtml(std::string_view name) {
  for (std::size_t i = 0; i < kQualityRuleCount; ++i) {
    const auto rule = static_cast<QualityRule>(i);
    if (QualityRuleName(rule) == name) return SafeText(QualityRuleText(rule));
  }
  return SafeText(name, kMaxNameCharacters);
}

// The rows of the whole council, where there are some, are the sums of those of the teams.
std::string RulesHtml(const ReportPage& page) {
  std::string rows;
  for (const QualityCount& count : page.council.quality) {
    if (count.count == 0) continue;
    rows += (count.team.empty() ? "<tr class=\"whole\">" : "<tr>") + RowHead(RuleHtml(count.rule)) +
            TextCell(TeamHtml(count.team)) + NumberCell(GroupedText(count.count)) + "</tr>\n";
  }
  if (rows.empty()) return "<p>No record fails a check.</p>\n";
  return TableBegin("rules", "Records that fail a check, by team",
                    {{"Check"}, {"Team", false}, {"Records"}}) +
         rows + TableEnd();
}

const ReportedIndicator* EntryDelay(const ReportPage& page) {
  const auto found = std::ranges::find_if(page.indicators, [](const ReportedIndicator& one) {
    return one.definition != nullptr && TraitsOf(*one.definition).of_recording;
  });
  return found == page.indicators.end() ? nullptr : &*found;
}

std::string EntryDelayHtml(const ReportPage& page) {
  const ReportedIndicator* entry = EntryDelay(page);
  if (entry == nullptr || entry->year->current.denominator == 0) {
    return "<p>How soon things are recorded is not known: no event carries both days.</p>\n";
  }
  const PeriodFigures& figures = entry->year->current;
  std::string html = fmt::format("<p>{}, reporting year to date: {} of {}, {}.", TitleHtml(*entry),
                                 GroupedText(figures.numerator), GroupedText(figures.denominator),
                                 PercentText(figures.numerator, figures.denominator));
  if (entry->year->median_days && entry->year->percentile_90_days) {
    html += fmt::format(" Half were recorded within {}, nine in ten within {}.",
                        Plural(*entry->year->median_days, "working day", "working days"),
                        Plural(*entry->year->percentile_90_days, "working day", "working days"));
  }
  return html + "</p>\n";
}

std::string EarlierYearsHtml(const ReportPage& page) {
  std::string rows;
  for (const ReportedIndicator& indicator : page.indicators) {
    for (const Row* row : TeamRows(page, indicator.id)) {
      if (row->open_from_earlier_years == 0) continue;
      rows += "<tr>" + RowHead(TitleHtml(indicator)) + TextCell(TeamHtml(row->team)) +
              NumberCell(GroupedText(row->open_from_earlier_years)) + "</tr>\n";
    }
  }
  const std::string since = ShortDateText(ReportingYearStart(page.council.as_of));
  if (rows.empty()) return "<p>Nothing that is open started before " + since + ".</p>\n";
  return TableBegin("earlier",
                    "Open since before " + since +
                        " <small>probably not closed in the case system; for the team to "
                        "check</small>",
                    {{"Indicator"}, {"Team", false}, {"Open"}}) +
         rows + TableEnd();
}

std::string FreshnessHtml(const ReportPage& page) {
  if (page.council.data_as_of_us == 0) return "<p>Nothing has been recorded yet.</p>\n";
  return fmt::format(
      "<p>The latest entry in the case system that this report knows of was made on {}.</p>\n",
      InstantText(page.council.data_as_of_us));
}

}  // namespace

std::string QualityHtml(const ReportPage& page) {
  return AnnexBegin("quality", "C", "data quality") + FreshnessHtml(page) + EntryDelayHtml(page) +
         RulesHtml(page) + EarlierYearsHtml(page) + AnnexEnd();
}

}  // namespace caseclock::report_html

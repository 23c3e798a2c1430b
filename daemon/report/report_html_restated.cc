// What was published earlier and reads otherwise today, without records and events: the page goes to many readers.
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "daemon/report/restatement.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

using report_html::Plural;
using report_html::SafeText;

std::string CountsHtml(const FigureCounts& counts, bool is_rate) {
  const std::string figure =
      is_rate ? GroupedText(counts.numerator) : ShareText(counts.numerator, counts.denominator);
  return fmt::format("{}<br>{} open, {} late", figure, GroupedText(counts.open),
                     GroupedText(counts.drag));
}

/// "by 2 corrections recorded from 3 Apr 2024 to 9 Apr 2024"; without corrections why else.
std::string CauseHtml(const Restatement& one) {
  if (one.corrected_records == 0) return SafeText(CauseText(one));
  std::string html =
      "by " + Plural(static_cast<std::int64_t>(one.corrected_records), "correction", "corrections");
  if (one.first_recorded_us != 0) {
    html += fmt::format(" recorded from {} to {}",
                        ShortDateText(report_html::LondonDay(one.first_recorded_us)),
                        ShortDateText(report_html::LondonDay(one.last_recorded_us)));
  }
  if (one.differs_then && one.definitions_changed) html += "; definitions changed, too";
  return html;
}

std::string RowHtml(const Restatement& one) {
  const std::string& title = one.title.empty() ? one.indicator : one.title;
  const std::string period =
      fmt::format("{} to {}", ShortDateText(one.period.first), ShortDateText(one.period.last));
  return "<tr>" + report_html::RowHead(SafeText(title)) +
         report_html::TextCell(report_html::TeamHtml(one.team)) + report_html::TextCell(period) +
         report_html::NumberCell(CountsHtml(one.was, one.is_rate)) +
         report_html::NumberCell(one.now ? CountsHtml(*one.now, one.is_rate)
                                         : report_html::NothingHtml()) +
         report_html::TextCell(CauseHtml(one)) + "</tr>\n";
}

bool IsSameReport(const Restatement& a, const Restatement& b) {
  return a.published == b.published && a.published_on == b.published_on && a.as_of == b.as_of;
}

std::string CaptionHtml(const Restatement& one) {
  return fmt::format("Published as {} on {}, as of {}", SafeText(one.published),
                     ShortDateText(one.published_on), ShortDateText(one.as_of));
}

std::string TableHtml(const Restatement& first, const std::string& rows) {
  return report_html::Scrollable("Restated since " + SafeText(first.published),
                                 report_html::TableBegin("restated", CaptionHtml(first),
                                                         {{"Indicator"},
                                                          {"Team", false},
                                                          {"Period", false},
                                                          {"Was"},
                                                          {"Now"},
                                                          {"Changed", false}}) +
                                     rows + report_html::TableEnd());
}

}  // namespace

std::string RestatementsHtml(const std::vector<Restatement>& restatements,
                             std::string_view authority) {
  std::vector<const Restatement*> shown;
  for (const Restatement& one : restatements) {
    if (authority.empty() || one.authority == authority) shown.push_back(&one);
  }
  std::string html;
  for (std::size_t i = 0; i < shown.size();) {
    const Restatement& first = *shown[i];
    std::string rows;
    for (; i < shown.size() && IsSameReport(first, *shown[i]); ++i) rows += RowHtml(*shown[i]);
    html += TableHtml(first, rows);
  }
  if (html.empty()) return html;
  return report_html::SectionBegin("restated", "Restated since publication") + html +
         "</section>\n";
}

}  // namespace caseclock

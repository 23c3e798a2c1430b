#include "daemon/report/report_html.h"

#include <algorithm>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/indicator/row_hash.h"
#include "processors/indicator/traits.h"
#include "processors/record/authority_name.h"

namespace caseclock {
namespace report_html {
namespace {

const Row* FindRow(const AuthorityView& council, std::string_view indicator, Window window) {
  const auto found = std::ranges::find_if(council.rows, [&](const Row& row) {
    return row.team == kWholeAuthority && row.window == window && row.indicator == indicator;
  });
  return found == council.rows.end() ? nullptr : &*found;
}

const Judgement* JudgementOf(const AuthorityView& council, std::string_view indicator) {
  const auto found = std::ranges::find_if(council.judgements, [&](const Judgement& judgement) {
    return judgement.team == kWholeAuthority && judgement.indicator == indicator;
  });
  return found == council.judgements.end() ? nullptr : &*found;
}

std::string PageBegin(const std::string& title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      title, ReportStyle());
}

std::string TitleOf(const std::string& council, Date as_of) {
  return fmt::format("{}: performance report {}, as of {}", SafeText(council, kMaxNameCharacters),
                     ReportingYearText(as_of), ShortDateText(as_of));
}

std::string UnknownCouncil(const std::string& authority, const ReportHeader& header) {
  return PageBegin(TitleOf(AuthorityName(authority), header.as_of)) +
         fmt::format(
             "<main>\n<h1>Performance report</h1>\n<p>There are no figures of council {} as of {}: "
             "nothing has been received from it.</p>\n</main>\n</body>\n</html>\n",
             SafeText(authority, kMaxNameCharacters), ShortDateText(header.as_of));
}

std::string Sections(const ReportPage& page) {
  if (page.indicators.empty()) {
    return "<p>There are no figures to report on: no indicator has been counted for this "
           "council yet.</p>\n" +
           QualityHtml(page) + DefinitionsHtml(page);
  }
  return SummaryHtml(page) + IndicatorsHtml(page) + ExceptionsHtml(page) + OpenWorkHtml(page) +
         TrendsHtml(page) + RestatementsHtml(page.header.restated, page.council.authority) +
         QualityHtml(page) + DefinitionsHtml(page);
}

}  // namespace

ReportPage PageOf(const AuthorityView& council, const Catalogue& catalogue,
                  const ReportHeader& header) {
  ReportPage page{council, catalogue, header, {}};
  for (const Row& row : council.rows) {
    if (row.team != kWholeAuthority || row.window != Window::kYear) continue;
    page.indicators.push_back({row.indicator, catalogue.Find(row.indicator), &row,
                               FindRow(council, row.indicator, Window::kQuarter),
                               FindRow(council, row.indicator, Window::kMonth),
                               JudgementOf(council, row.indicator)});
  }
  return page;
}

std::string TitleHtml(const ReportedIndicator& indicator) {
  return SafeText(indicator.definition != nullptr ? indicator.definition->title : indicator.id,
                  kMaxNameCharacters);
}

std::string LowerTitleHtml(const ReportedIndicator& indicator) {
  std::string title = TitleHtml(indicator);
  const bool is_word = title.size() > 1 && 'a' <= title[1] && title[1] <= 'z';
  if (is_word && indicator.definition != nullptr && 'A' <= title[0] && title[0] <= 'Z') {
    title[0] = static_cast<char>(title[0] - 'A' + 'a');
  }
  return title;
}

std::string AgainstTargetHtml(const Judgement& judgement) {
  if (!judgement.target) return "no target is set";
  const AppliedTarget& target = *judgement.target;
  std::string html = "target " + LevelText(target.low, judgement.unit);
  if (target.high != target.low) html += " to " + LevelText(target.high, judgement.unit);
  if (target.by != Date::Max()) html += " by " + ShortDateText(target.by);
  return html + (target.met ? ", met" : target.is_ahead ? ", not on course" : ", not met");
}

bool WatchSameClocks(const ReportedIndicator& one, const ReportedIndicator& other) {
  if (one.definition == nullptr || other.definition == nullptr) return false;
  return WorkHash(*one.definition) == WorkHash(*other.definition);
}

bool IsCount(const ReportedIndicator& indicator) {
  return indicator.definition != nullptr && !TraitsOf(*indicator.definition).is_share;
}

bool HasClocks(const ReportedIndicator& indicator) {
  return indicator.definition == nullptr || TraitsOf(*indicator.definition).has_clock ||
         indicator.year->drag > 0 || indicator.year->due_soon > 0;
}

std::vector<const Row*> TeamRows(const ReportPage& page, std::string_view indicator) {
  std::vector<const Row*> rows;
  for (const Row& row : page.council.rows) {
    const bool wanted = row.window == Window::kYear && row.team != kWholeAuthority;
    if (wanted && row.indicator == indicator) rows.push_back(&row);
  }
  return rows;
}

}  // namespace report_html

std::string ReportHtml(const View& view, const Catalogue& catalogue, const ReportHeader& header,
                       const std::string& authority) {
  using namespace report_html;
  const AuthorityView* council = FindCouncil(view, authority);
  if (council == nullptr) return UnknownCouncil(authority, header);
  const ReportPage page = PageOf(*council, catalogue, header);
  return PageBegin(TitleOf(NameOf(page.council), page.council.as_of)) +
         "<a class=\"skip\" href=\"#main\">Skip to the report</a>\n" + HeadHtml(page) +
         "<main id=\"main\" tabindex=\"-1\">\n" + Sections(page) + "</main>\n</body>\n</html>\n";
}

}  // namespace caseclock

/// @file
/// The sections of the HTML report, and what each of them reads.
///
/// Example: TrendsHtml(page) is "<section ...>" to "</section>", with a drawing and its figures for each indicator.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/report/report.h"
#include "processors/indicator/catalogue.h"
#include "processors/view.h"

namespace caseclock::report_html {

/// One indicator of the whole council. Pointers into the page's view and catalogue; nullptr: it has none.
struct ReportedIndicator {
  std::string_view id;
  const Indicator* definition = nullptr;
  const Row* year = nullptr;
  const Row* quarter = nullptr;
  const Row* month = nullptr;
  const Judgement* judgement = nullptr;
};

/// What every section reads. Refers to its parts: they must outlive it.
struct ReportPage {
  const AuthorityView& council;
  const Catalogue& catalogue;
  const ReportHeader& header;
  std::vector<ReportedIndicator> indicators;  ///< in the order of the view's rows
};

/// Finds the indicators of the council's rows.
ReportPage PageOf(const AuthorityView& council, const Catalogue& catalogue,
                  const ReportHeader& header);

/// The indicator's title, escaped; its id where the catalogue does not have it.
std::string TitleHtml(const ReportedIndicator& indicator);

/// The same within a sentence: "child and family assessments authorised within 45 working days".
std::string LowerTitleHtml(const ReportedIndicator& indicator);

/// "target 85% by March 2025, not met", or that none is set.
std::string AgainstTargetHtml(const Judgement& judgement);

/// Whether the indicator is a number of items rather than a share of them.
bool IsCount(const ReportedIndicator& indicator);

/// Whether its open items have a limit that they can be past.
bool HasClocks(const ReportedIndicator& indicator);

/// Its rows of teams (not of the whole council) over the reporting year.
std::vector<const Row*> TeamRows(const ReportPage& page, std::string_view indicator);

/// The style sheet, without its tags.
std::string_view ReportStyle();

/// Whether open work of one row is that of the other, under another limit.
bool WatchSameClocks(const ReportedIndicator& one, const ReportedIndicator& other);

/// The cover: council, year, day, freshness, fingerprints, changed definitions and the list of contents.
std::string HeadHtml(const ReportPage& page);
/// One page of sentences, with recommendations. Requires: an indicator.
std::string SummaryHtml(const ReportPage& page);
/// The table of all indicators, each with its sentence.
std::string IndicatorsHtml(const ReportPage& page);
/// Each red indicator in detail.
std::string ExceptionsHtml(const ReportPage& page);
/// The projection of one indicator as a description list. Requires: it has one.
std::string ProjectionHtml(const ReportedIndicator& indicator);
/// Open, late and due soon by team; bands; quarters of start.
std::string OpenWorkHtml(const ReportPage& page);
/// The last 36 months of each indicator, and the weeks of flows.
std::string TrendsHtml(const ReportPage& page);
/// The control chart of one flow's weeks; "" when there is none. `id` is unique on the page.
std::string WeeksHtml(const ReportPage& page, const ReportedIndicator& indicator,
                      const std::string& id);
/// What is more than chance in the months of a flow; "" when there is nothing.
std::string MonthSignalsHtml(const ReportPage& page, const ReportedIndicator& indicator);
/// Failed checks, delay of entry, items from earlier years.
std::string QualityHtml(const ReportPage& page);
/// What each indicator counts, and what the report's words mean.
std::string DefinitionsHtml(const ReportPage& page);

}  // namespace caseclock::report_html

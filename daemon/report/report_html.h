/// @file
/// The quarterly performance report of one council, as one HTML page that stands alone: no script, nothing fetched, to
/// be read on paper, at a desk, on a telephone or by ear. The same figures as every other output, from the same View.
///
/// Example: ReportHtml(view, BuiltInCatalogue(), {view.as_of, std::nullopt}, "E08000018") begins with
///   "<!DOCTYPE html>" and has the sections summary, indicators, exceptions, open work, trends, data quality and
///   definitions.
#pragma once

#include <string>

#include "daemon/report/report.h"
#include "processors/indicator/catalogue.h"
#include "processors/view.h"

namespace caseclock {

/// The page of `authority`; of a council that the view does not have, a page that says so. Where the view has no
/// judgements, the counts stand there unjudged.
/// Cost: indicators times rows of the council; some 10 kB of text for each indicator.
std::string ReportHtml(const View& view, const Catalogue& catalogue, const ReportHeader& header,
                       const std::string& authority);

}  // namespace caseclock

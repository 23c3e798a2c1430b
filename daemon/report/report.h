/// @file
/// A View as people and programs read it on paper: text, JSON and CSV. The same figures as metrics and page, because
/// they come from the same View.
///
/// Example (text):
///   E08000018   as of 2024-03-31   year 2023-04-01 to 2024-03-31
///   indicator       in time   of      share   year before   open   drag   due soon   oldest open
///   assessment_45     1,780   2,100   84.8 %       82.1 %     310     24         51   2023-11-02
#pragma once

#include <optional>
#include <string>

#include "processors/explanation.h"
#include "processors/indicator/catalogue.h"
#include "processors/view.h"

namespace caseclock {

/// What a report is about, beside its figures.
struct ReportHeader {
  Date as_of;
  std::optional<Date> known_by;  ///< only events recorded up to this day were read
};

/// JSON, one object: as_of, known_by, data_as_of, rows[]. Keys as in ARCHITECTURE.md; later versions only add.
std::string ReportJson(const View& view, const ReportHeader& header);

/// One line for each row, with a heading line; RFC 4180.
std::string ReportCsv(const View& view);

/// A table for each authority. Units: shares in percent with one decimal.
struct TextOptions {
  Window window = Window::kYear;
  bool teams = true;  ///< also drag by team
};
std::string ReportText(const View& view, const Catalogue& catalogue, const ReportHeader& header,
                       const TextOptions& options);

/// The records behind a figure, a paragraph each.
std::string ExplanationText(const std::string& authority, const Explanation& explanation,
                            std::size_t max_records);

/// "84.8 %", or "-" when undefined. Rounded half away from zero by integer arithmetic: 1 of 8 is 12.5 %.
std::string SharePercentText(std::int64_t numerator, std::int64_t denominator);
/// "12,345".
std::string CountText(std::int64_t count);
/// "2024-03-31T12:00:00Z".
std::string UtcText(std::int64_t us);

}  // namespace caseclock

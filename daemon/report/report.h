/// @file
/// A View as people and programs read it on paper: text, JSON and CSV. The same figures as metrics and page, because
/// they come from the same View.
///
/// Example (text):
///   Rotherham (E08000018)
///   Reporting year to date, 1 Apr 2023 to 31 Mar 2024. Figures as of 31 Mar 2024.
///   rating          share            count  last year    open  overdue  due soon  oldest open  indicator
///   AMBER           84.8%   1,780 of 2,100      82.1%     310       24        51   2 Nov 2023  Child and family ...
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/report/restatement.h"
#include "processors/explanation.h"
#include "processors/indicator/catalogue.h"
#include "processors/record/batch_ledger.h"
#include "processors/view.h"

namespace caseclock {

/// What somebody has said of an alert about a figure: "Agency cover from Monday."
struct AcknowledgedText {
  std::string indicator;
  std::string team;  ///< "": the whole authority
  std::string sentence;
  std::string by;  ///< a role; "": not known
};

/// What a report is about, beside its figures.
struct ReportHeader {
  Date as_of;
  std::optional<Date> known_by;      ///< only events recorded up to this day were read
  std::string supervised_team = {};  ///< supervision reports: rows are of its workers; "": of teams
  /// Exports of which not everything has come, by council: their facts are in the figures, and they withdraw nothing.
  std::map<std::string, std::vector<IncompleteExport>> incomplete = {};
  // Of the HTML report only.
  int due_soon_working_days = 5;  ///< as in the definitions that made the view
  /// What a reader of the last report should know of changed definitions, a sentence each.
  std::vector<std::string> definition_changes = {};
  /// What has been said of alerts that fire, of this council; by team and indicator id. Live reports only.
  std::vector<AcknowledgedText> acknowledged = {};
  /// What was published earlier and reads otherwise today.
  std::vector<Restatement> restated = {};
};

/// A part of a view. What is absent or "" chooses all, but for the team: "" is the whole authority.
struct RowChoice {
  std::string authority = {};
  std::optional<std::string> team = {};
  std::string indicator = {};
  std::optional<Window> window = {};
};

/// JSON, one object: as_of, known_by, data_as_of, rows[], months[] and more. Keys as in ops/docs/report.md; later
/// versions only add. `share` is null when the denominator is 0, `oldest_open_start` when nothing is open; rates and
/// durations are there only where a row has them. A choice narrows each list by whatever of it the list has.
/// Cost: about 4 microseconds a row.
std::string ReportJson(const View& view, const ReportHeader& header, const RowChoice& choice = {});

/// Drag of each team and indicator with clocks, as JSON, with what falls due when and how old drag is: what a manager
/// works from today.
/// Example: {"as_of":"2024-03-31","data_as_of":...,"rows":[{"authority":"E08000018","team":"Assessment North",
/// "indicator":"assessment_45","open":85,"drag":12,"drag_week_before":9,"due_soon":7,...}],"due":[...],
/// "drag_ages":[...]}
std::string DragJson(const View& view, const Catalogue& catalogue, const RowChoice& choice);

/// One line for each row, with a heading line; RFC 4180.
std::string ReportCsv(const View& view);

/// A table for each authority. Units: shares in percent with one decimal.
struct TextOptions {
  Window window = Window::kYear;
  bool teams = true;  ///< also drag by team
};
std::string ReportText(const View& view, const Catalogue& catalogue, const ReportHeader& header,
                       const TextOptions& options);

/// What heads a text where exports are incomplete: a line each; "" where none is.
std::string IncompleteText(const ReportHeader& header, const std::string& authority);

/// The records behind a figure, a paragraph each.
std::string ExplanationText(const std::string& authority, const Explanation& explanation,
                            std::size_t max_records);

/// A figure and the records behind it, as JSON; of `found` records the first ones are in `explanation`. The text of
/// `explain`, as keys: see ops/docs/api.md.
std::string ExplanationJson(const std::string& authority, Date as_of,
                            const Explanation& explanation, std::string_view part,
                            std::size_t found);

/// "84.8%", or "-" when undefined.
std::string SharePercentText(std::int64_t numerator, std::int64_t denominator);

}  // namespace caseclock

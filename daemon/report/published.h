/// @file
/// Published figures kept: the file that `report --publish` writes, read again and compared with today's figures.
///
/// Example: {"published": "2023-24-q4", "published_on": "2024-04-10", "report": {"as_of": "2024-03-31", ...}}
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/report/restatement.h"
#include "processors/view.h"

namespace caseclock {

/// One council of a published report.
struct PublishedCouncil {
  std::string authority;
  std::int64_t data_as_of_us = 0;  ///< Units: microseconds since 1970, whole seconds
  std::string definitions;         ///< fingerprint
  friend bool operator==(const PublishedCouncil&, const PublishedCouncil&) = default;
};

/// One published figure.
struct PublishedRow {
  std::string authority;
  std::string indicator;
  std::string team;
  Window window = Window::kYear;
  Period period;
  FigureCounts counts;
  friend bool operator==(const PublishedRow&, const PublishedRow&) = default;
};

/// What is kept of a published report: its name, and the figures that are compared.
struct PublishedReport {
  std::string name;
  Date published_on;
  Date as_of;
  std::vector<PublishedCouncil> councils;
  std::vector<PublishedRow> rows;  ///< those for which IsCompared holds
  friend bool operator==(const PublishedReport&, const PublishedReport&) = default;
};

/// Month, quarter and reporting year of the whole council, and the year of teams: what reports are quoted by.
bool IsCompared(Window window, std::string_view team);

/// Whether the name can be that of a file: letters, digits, '-', '_' and '.', at most 100, none of them a dot in front.
bool IsPublicationName(std::string_view name);

/// The file. `report_json` as ReportJson gives it.
std::string PublishedJson(const std::string& name, Date on, const std::string& report_json);

/// The file's text read again, or a sentence that says what is wrong with it.
std::variant<PublishedReport, std::string> ReadPublished(std::string_view text);

/// Every published figure that reads otherwise in `now`, without corrections. A team that is in one of the two only has
/// noughts in the other; indicators that were not published are not compared, nor councils that `now` does not have.
/// Requires: `now` as of the published day.
std::vector<Restatement> CompareWithPublished(const PublishedReport& published, const View& now);

/// What each of the published reports would read otherwise today, as text. Restatements in the order of the reports.
std::string RestatementsText(const std::vector<PublishedReport>& published,
                             const std::vector<Restatement>& restatements);

}  // namespace caseclock

#include <fmt/format.h>

#include "daemon/report/report.h"

namespace caseclock {
namespace {

/// Quoted where RFC 4180 asks for it; a leading sign that a spreadsheet takes for a formula is defused.
std::string CsvText(const std::string& text) {
  std::string safe = text;
  if (!safe.empty() && std::string_view("=+-@\t\r").find(safe[0]) != std::string_view::npos) {
    safe.insert(0, "'");
  }
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string ShareText(const PeriodFigures& figures) {
  const auto share = figures.Share();
  return share ? fmt::format("{:.6f}", *share) : "";
}

}  // namespace

std::string ReportCsv(const View& view) {
  std::string csv =
      "authority,team,indicator,window,from,to,numerator,denominator,share,open,drag,due_soon,"
      "oldest_open_start,previous_year_from,previous_year_to,previous_year_numerator,"
      "previous_year_denominator,previous_year_share\r\n";
  for (const auto& authority : view.authorities) {
    for (const Row& row : authority->rows) {
      const PeriodFigures& now = row.current;
      const PeriodFigures& before = row.previous_year;
      csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
                         CsvText(authority->authority), CsvText(row.team), CsvText(row.indicator),
                         WindowName(row.window), FormatDate(now.period.first),
                         FormatDate(now.period.last), now.numerator, now.denominator,
                         ShareText(now), row.open, row.drag, row.due_soon,
                         row.oldest_open_start ? FormatDate(*row.oldest_open_start) : "",
                         FormatDate(before.period.first), FormatDate(before.period.last),
                         before.numerator, before.denominator, ShareText(before));
    }
  }
  return csv;
}

}  // namespace caseclock

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"
#include "processors/indicator/quality.h"

namespace caseclock {
namespace {

bool IsRate(const Catalogue& catalogue, const Row& row) {
  const Indicator* indicator = catalogue.Find(row.indicator);
  return indicator != nullptr && indicator->per_10000;
}

/// "84.8 %", "84.8 % small", or for rates "552.0 per 10,000 a year".
std::string ValueText(const Catalogue& catalogue, const Row& row) {
  if (IsRate(catalogue, row)) {
    if (row.per_10000_annualised) return fmt::format("{:.1f} /10k yr", *row.per_10000_annualised);
    if (row.per_10000) return fmt::format("{:.1f} /10k", *row.per_10000);
    return "";
  }
  std::string text = SharePercentText(row.current.numerator, row.current.denominator);
  if (row.current.denominator > 0 && row.current.denominator < kSmallDenominator) text += " small";
  return text;
}

std::string BeforeText(const Catalogue& catalogue, const Row& row) {
  if (IsRate(catalogue, row)) return GroupedText(row.previous_year.numerator);
  return SharePercentText(row.previous_year.numerator, row.previous_year.denominator);
}

/// A count, or nothing where the indicator has no clocks.
std::string ClockText(const Row& row, std::int64_t count) {
  return row.open == 0 && count == 0 ? "-" : GroupedText(count);
}

void AddRow(const Catalogue& catalogue, const Row& row, std::string& out) {
  const std::string of =
      IsRate(catalogue, row) ? std::string() : GroupedText(row.current.denominator);
  out += fmt::format("  {:<15} {:>8} {:>8} {:>13} {:>12} {:>7} {:>6} {:>9}  {}\n", row.indicator,
                     GroupedText(row.current.numerator), of, ValueText(catalogue, row),
                     BeforeText(catalogue, row), ClockText(row, row.open), ClockText(row, row.drag),
                     ClockText(row, row.due_soon),
                     row.oldest_open_start ? FormatDate(*row.oldest_open_start) : "-");
}

void AddTable(const AuthorityView& view, const Catalogue& catalogue, Window window,
              std::string& out) {
  out +=
      fmt::format("  {:<15} {:>8} {:>8} {:>13} {:>12} {:>7} {:>6} {:>9}  {}\n", "indicator",
                  "count", "of", "share", "year before", "open", "drag", "due soon", "oldest open");
  for (const Row& row : view.rows) {
    if (row.team == kWholeAuthority && row.window == window) AddRow(catalogue, row, out);
  }
}

/// Open clocks over their limit, by team and indicator; only where there are any.
void AddDragByTeam(const AuthorityView& view, Window window, std::string& out) {
  std::map<std::string, std::vector<const Row*>> teams;
  for (const Row& row : view.rows) {
    if (row.window == window && row.team != kWholeAuthority && row.drag > 0) {
      teams[row.team].push_back(&row);
    }
  }
  if (teams.empty()) return;
  out += "\n  drag by team\n";
  for (const auto& [team, rows] : teams) {
    for (const Row* row : rows) {
      out += fmt::format("  {:<28} {:<15} {:>6} of {:>6} open, oldest since {}\n", team,
                         row->indicator, GroupedText(row->drag), GroupedText(row->open),
                         row->oldest_open_start ? FormatDate(*row->oldest_open_start) : "-");
    }
  }
}

void AddQuality(const AuthorityView& view, std::string& out) {
  std::map<std::string, std::int64_t> rules;
  for (const QualityCount& count : view.quality) rules[count.rule] += count.count;
  if (rules.empty()) return;
  out += "\n  records to look at\n";
  for (std::size_t i = 0; i < kQualityRuleCount; ++i) {
    const auto rule = static_cast<QualityRule>(i);
    const auto found = rules.find(std::string(QualityRuleName(rule)));
    if (found == rules.end()) continue;
    out += fmt::format("  {:>6}  {}\n", GroupedText(found->second), QualityRuleText(rule));
  }
}

void AddDelays(const AuthorityView& view, Window window, std::string& out) {
  for (const Row& row : view.rows) {
    if (row.window != window || !row.median_days) continue;
    out += fmt::format(
        "\n  Half of the facts were recorded within {} working days of their happening, nine in "
        "ten "
        "within {}.\n",
        *row.median_days, *row.percentile_90_days);
  }
}

}  // namespace

std::string SharePercentText(std::int64_t numerator, std::int64_t denominator) {
  return denominator == 0 ? "-" : PercentText(numerator, denominator);
}

std::string ReportText(const View& view, const Catalogue& catalogue, const ReportHeader& header,
                       const TextOptions& options) {
  std::string out;
  if (view.authorities.empty()) return "There are no events to report on.\n";
  for (const auto& authority : view.authorities) {
    const Period period = WindowAt(options.window, header.as_of);
    out +=
        fmt::format("{}   as of {}   {} {} to {}", authority->authority, FormatDate(header.as_of),
                    WindowName(options.window), FormatDate(period.first), FormatDate(period.last));
    if (header.known_by) out += "   known by " + FormatDate(*header.known_by);
    out += fmt::format("\n{} records of {} children, data as of {}\n\n",
                       GroupedText(authority->records), GroupedText(authority->children),
                       Rfc3339Text(authority->data_as_of_us));
    AddTable(*authority, catalogue, options.window, out);
    AddDelays(*authority, options.window, out);
    if (options.teams) AddDragByTeam(*authority, options.window, out);
    AddQuality(*authority, out);
    out += "\n";
  }
  return out;
}

}  // namespace caseclock

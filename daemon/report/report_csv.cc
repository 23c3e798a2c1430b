#include <fmt/format.h>

#include "daemon/report/report.h"
#include "daemon/standards/csv.h"

namespace caseclock {
namespace {

/// Of JudgementCells.
constexpr std::size_t kJudgementColumns = 12;

std::string ShareText(const PeriodFigures& figures) {
  const auto share = figures.Share();
  return share ? fmt::format("{:.6f}", *share) : "";
}

std::string DifferenceCell(const Change& change) {
  return change.hundredths ? fmt::format("{:.2f}", static_cast<double>(*change.hundredths) / 100)
                           : "";
}

/// Thousandths as a decimal.
std::string LevelCell(std::int64_t thousandths) {
  return fmt::format("{:.3f}", static_cast<double>(thousandths) / 1000);
}

std::string TargetCells(const std::optional<AppliedTarget>& target) {
  if (!target) return ",,";
  const bool standing = target->by == Date::Max();
  return fmt::format(
      "{},{},{}",
      LevelCell((target->difference_hundredths > 0 ? target->high : target->low).thousandths),
      standing ? "" : FormatDate(target->by), target->met ? "yes" : "no");
}

std::string ProjectionCells(const std::optional<Projection>& projection) {
  if (!projection) return ",,";
  const ShareCounts& committed = projection->committed;
  return fmt::format(
      "{},{},{}", ShareText({{}, committed.numerator, committed.denominator}),
      projection->expected ? fmt::format("{:.6f}", *projection->expected) : "",
      projection->reach == Reach::kOutOfReach ? FormatDate(projection->out_of_reach_since) : "");
}

/// The cells of a judgement; empty ones for rows of other windows than the year.
std::string JudgementCells(const Judgement* judged) {
  if (judged == nullptr) return std::string(kJudgementColumns - 1, ',');
  return fmt::format("{},{},{},{},{},{},{},{}",
                     judged->value.is_defined() ? LevelCell(RoundTo(judged->value, 1000)) : "",
                     TargetCells(judged->target), RagName(judged->rag),
                     DifferenceCell(judged->month_on_month), DifferenceCell(judged->year_on_year),
                     DifferenceCell(judged->on_outturn), ProjectionCells(judged->projection),
                     SafeCsvCell(judged->sentence));
}

}  // namespace

std::string ReportCsv(const View& view) {
  std::string csv =
      "authority,team,indicator,window,from,to,numerator,denominator,share,open,drag,due_soon,"
      "oldest_open_start,previous_year_from,previous_year_to,previous_year_numerator,"
      "previous_year_denominator,previous_year_share,value,target,target_by,target_met,rag,"
      "on_previous_month,on_same_point_last_year,on_last_year,committed,expected,"
      "out_of_reach_since,sentence\r\n";
  for (const auto& authority : view.authorities) {
    auto judgement = authority->judgements.begin();
    for (const Row& row : authority->rows) {
      const bool judged = row.window == Window::kYear && judgement != authority->judgements.end();
      const PeriodFigures& now = row.current;
      const PeriodFigures& before = row.previous_year;
      csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
                         SafeCsvCell(authority->authority), SafeCsvCell(row.team),
                         SafeCsvCell(row.indicator), WindowName(row.window),
                         FormatDate(now.period.first), FormatDate(now.period.last), now.numerator,
                         now.denominator, ShareText(now), row.open, row.drag, row.due_soon,
                         row.oldest_open_start ? FormatDate(*row.oldest_open_start) : "",
                         FormatDate(before.period.first), FormatDate(before.period.last),
                         before.known ? std::to_string(before.numerator) : "",
                         before.known ? std::to_string(before.denominator) : "", ShareText(before),
                         JudgementCells(judged ? &*judgement++ : nullptr));
    }
  }
  return csv;
}

}  // namespace caseclock

#include "processors/view_judgements.h"

#include "processors/indicator/team_names.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

/// How far back a projection looks: the pace, and what it measures the pace's own steadiness with.
constexpr int kHistoryDays = 460;

/// What stopped and stood open on every day, from before the year begins to as-of.
DailyHistory ReadHistory(const FigureReader& figures, std::size_t indicator, TeamNumber team,
                         Date as_of) {
  const Cell& cell = figures.At(indicator, team);
  const Traits& traits = TraitsOf(figures.Definition(indicator));
  const DailySeries& open_series =
      cell.Of(traits.projects_booked ? Series::kProjectedOpen : Series::kOpen);
  const DailySeries& drag_series =
      cell.Of(traits.projects_booked ? Series::kProjectedDrag : Series::kDrag);
  const Period span{as_of - kHistoryDays, as_of};
  const auto numerators = cell.Of(Series::kNumerator).EachDay(span);
  const auto stops = cell.Of(Series::kDenominator).EachDay(span);
  const auto opens = open_series.EachDay(span);
  const auto drags = drag_series.EachDay(span);
  auto open = static_cast<std::int32_t>(open_series.SumUpTo(span.first - 1));
  auto drag = static_cast<std::int32_t>(drag_series.SumUpTo(span.first - 1));
  DailyHistory history{span.first, {}};
  history.days.reserve(stops.size());
  for (std::size_t i = 0; i < stops.size(); ++i) {
    open += opens[i];
    drag += drags[i];
    const std::int32_t in_time = traits.counts_late ? stops[i] - numerators[i] : numerators[i];
    history.days.push_back({in_time, stops[i], open, drag});
  }
  return history;
}

}  // namespace

Judgement JudgeRow(const FigureReader& figures, std::size_t indicator, TeamNumber team,
                   std::string_view team_name, const JudgedCouncil& council, JudgeInput input,
                   const Standards& standards) {
  const Date as_of = council.as_of;
  input.indicator = &figures.Definition(indicator);
  input.authority = council.authority;
  input.team = team_name;
  input.as_of = as_of;
  // Where nothing was ever counted there is nothing to project.
  if (TraitsOf(*input.indicator).has_clock && !figures.At(indicator, team).empty())
    input.history = ReadHistory(figures, indicator, team, as_of);
  // What other teams hold is not judged by this team's targets.
  if (council.by_worker && !team_name.empty() && team_name != kOtherTeams) {
    input.team = council.team;
    input.worker = team_name;
  }
  Judgement judgement = Judge(input, standards);
  judgement.team = team_name;
  return judgement;
}

}  // namespace caseclock

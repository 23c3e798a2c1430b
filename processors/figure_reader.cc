#include "processors/figure_reader.h"

#include <algorithm>

#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

/// A council for which nothing of an indicator happens in a year was not in the data yet.
constexpr int kGapDays = 365;

}  // namespace

PeriodFigures FigureReader::Over(std::size_t indicator, TeamNumber team, Period period) const {
  const Cell& cell = tally_.At(indicator, team);
  const auto read = [&](Series series) {
    const DailySeries& sums = cell.Of(series);
    return Sums{sums.SumUpTo(period.first - 1), sums.SumUpTo(period.last)};
  };
  return Over(indicator, team, period, read(Series::kNumerator), read(Series::kDenominator));
}

PeriodFigures FigureReader::Over(std::size_t indicator, TeamNumber team, Period period,
                                 Sums numerator, Sums denominator) const {
  PeriodFigures figures{period, 0, 0};
  const bool on_last_day = TraitsOf(Definition(indicator)).read == Read::kOnLastDay;
  figures.numerator = on_last_day ? numerator.last : numerator.last - numerator.before;
  if (Definition(indicator).per_10000) {
    const bool is_whole = team == kWholeAuthorityNumber;
    figures.denominator = is_whole ? definitions_.population.value_or(0) : 0;
  } else if (!on_last_day) {  // of stocks: what ended, and no part of a share
    figures.denominator = denominator.last - denominator.before;
  }
  return figures;
}

std::optional<Date> FigureReader::ReadFirstData(std::size_t indicator, Date as_of) const {
  const Cell& cell = At(indicator, kWholeAuthorityNumber);
  std::vector<Date> days;
  std::size_t before = 0;
  const bool on_last_day = TraitsOf(Definition(indicator)).read == Read::kOnLastDay;
  for (const Series series : {Series::kNumerator, Series::kDenominator, Series::kOpen}) {
    if (on_last_day && series == Series::kDenominator)
      continue;  // what ended may have changed nothing
    cell.Of(series).AppendDays(as_of, days);
    std::inplace_merge(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(before),
                       days.end());
    before = days.size();
  }
  if (days.empty()) return std::nullopt;
  std::size_t first = days.size() - 1;
  while (first > 0 && days[first] - days[first - 1] <= kGapDays) --first;
  return days[first];
}

std::optional<Date> FigureReader::ReadKnownFrom(std::size_t indicator, Date as_of) const {
  const Traits& traits = TraitsOf(Definition(indicator));
  const Cell& cell = At(indicator, kWholeAuthorityNumber);
  const auto first = [&](Series series) {
    return cell.Of(series).FirstDayWithoutGap(kGapDays, as_of);
  };
  if (traits.is_flow) return first(Series::kNumerator);
  const auto ended = first(Series::kDenominator);
  return traits.read == Read::kOnLastDay && !ended ? first(Series::kNumerator) : ended;
}

std::optional<Date> FigureReader::FirstData(std::size_t indicator, Date as_of) const {
  auto& beginning = first_data_[indicator];
  if (!beginning || beginning->as_of != as_of) beginning = {as_of, ReadFirstData(indicator, as_of)};
  return beginning->day;
}

std::optional<Date> FigureReader::KnownFrom(std::size_t indicator, Date as_of) const {
  auto& beginning = known_from_[indicator];
  if (!beginning || beginning->as_of != as_of) beginning = {as_of, ReadKnownFrom(indicator, as_of)};
  return beginning->day;
}

void FigureReader::ForgetBeginning(std::size_t indicator) {
  first_data_[indicator].reset();
  known_from_[indicator].reset();
}

Series FigureReader::OpenSeries(std::size_t indicator) const {
  const bool on_last_day = TraitsOf(Definition(indicator)).read == Read::kOnLastDay;
  return on_last_day ? Series::kNumerator : Series::kOpen;
}

}  // namespace caseclock

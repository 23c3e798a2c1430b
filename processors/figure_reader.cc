#include "processors/figure_reader.h"

namespace caseclock {
namespace {

/// A council for which nothing of an indicator happens in a year was not in the data yet.
constexpr int kGapDays = 365;

}  // namespace

PeriodFigures FigureReader::Over(std::size_t indicator, TeamNumber team, Period period) const {
  const Cell& cell = tally_.At(indicator, team);
  PeriodFigures figures{period, 0, 0};
  const DailySeries& numerator = cell.Of(Series::kNumerator);
  const bool is_stock = IsStock(Definition(indicator).kind);
  figures.numerator = is_stock ? numerator.SumUpTo(period.last) : numerator.SumOver(period);
  if (Definition(indicator).per_10000) {
    const bool is_whole = team == kWholeAuthorityNumber;
    figures.denominator = is_whole ? definitions_.population.value_or(0) : 0;
  } else {
    figures.denominator = cell.Of(Series::kDenominator).SumOver(period);
  }
  return figures;
}

std::optional<Date> FigureReader::KnownFrom(std::size_t indicator, Date as_of) const {
  const IndicatorKind kind = Definition(indicator).kind;
  const bool is_count = kind == IndicatorKind::kFlow || IsStock(kind);
  const Cell& cell = At(indicator, kWholeAuthorityNumber);
  return cell.Of(is_count ? Series::kNumerator : Series::kDenominator)
      .FirstDayWithoutGap(kGapDays, as_of);
}

Series FigureReader::OpenSeries(std::size_t indicator) const {
  const bool is_stock = IsStock(Definition(indicator).kind);
  return is_stock ? Series::kNumerator : Series::kOpen;
}

}  // namespace caseclock

/// @file
/// Figures of one indicator and team over any period, read from the running sums. What the parts of a view are made of.
///
/// Example: FigureReader(tally, definitions).Over(0, kWholeAuthorityNumber, {2023-04-01, 2024-03-31}) is
/// {period, 1780, 2100} for assessment_45.
#pragma once

#include <optional>
#include <vector>

#include "processors/indicator/definitions.h"
#include "processors/tally/tally.h"
#include "processors/view.h"

namespace caseclock {

/// Borrows both. Whoever keeps it while sums change says so by ForgetBeginning.
class FigureReader {
 public:
  FigureReader(const Tally& tally, const Definitions& definitions)
      : tally_(tally), definitions_(definitions) {}

  /// Numerator and denominator. Stocks: the numerator as of the last day; rates of the whole authority: the population
  /// as denominator, 0 when it is not known.
  PeriodFigures Over(std::size_t indicator, TeamNumber team, Period period) const;
  /// The same from sums that have been read: of the day before the period, and up to its last.
  struct Sums {
    std::int64_t before;
    std::int64_t last;
  };
  PeriodFigures Over(std::size_t indicator, TeamNumber team, Period period, Sums numerator,
                     Sums denominator) const;

  const Cell& At(std::size_t indicator, TeamNumber team) const {
    return tally_.At(indicator, team);
  }
  const Indicator& Definition(std::size_t indicator) const {
    return definitions_.catalogue.indicators[indicator];
  }
  DelayPercentiles Percentiles(std::size_t indicator, Period period) const {
    return tally_.Percentiles(indicator, period);
  }
  const WorkingDays& calendar() const { return definitions_.calendar; }
  std::size_t indicator_count() const { return definitions_.catalogue.indicators.size(); }
  /// The first day on which anything of the indicator happened in the whole authority: something was counted, or the
  /// number of what is open changed. What lies before a year without any is stray. nullopt: nothing ever. Worked out
  /// once.
  std::optional<Date> FirstData(std::size_t indicator, Date as_of) const;
  /// From which day on the whole authority's figures of the indicator can be compared with: from the first stop, of
  /// flows from the first that was counted. Of stocks from the first that ended, because a list of what is open and
  /// of what ended lately names nobody who left before; from the first start where none ended. What lies before a
  /// year without any is stray. nullopt: nothing is known. Worked out once.
  std::optional<Date> KnownFrom(std::size_t indicator, Date as_of) const;
  /// What was worked out of the indicator's beginning is worked out anew when it is asked for next.
  void ForgetBeginning(std::size_t indicator);
  /// The series that says what is open: of stocks the stock itself.
  Series OpenSeries(std::size_t indicator) const;

 private:
  /// Asked for each team, and the same for all.
  struct Beginning {
    Date as_of;
    std::optional<Date> day;
  };
  using Beginnings = std::vector<std::optional<Beginning>>;
  std::optional<Date> ReadFirstData(std::size_t indicator, Date as_of) const;
  std::optional<Date> ReadKnownFrom(std::size_t indicator, Date as_of) const;

  const Tally& tally_;
  const Definitions& definitions_;
  mutable Beginnings first_data_ = Beginnings(indicator_count());
  mutable Beginnings known_from_ = Beginnings(indicator_count());
};

}  // namespace caseclock

/// @file
/// One indicator of one team, from its sums: the smallest part of a view that is made anew.
///
/// Example: PartMaker(figures, teams, standards, council).Make(0, kWholeAuthorityNumber) has six rows, one for each
/// window, and one judgement.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "processors/figure_reader.h"
#include "processors/judgement/judge.h"
#include "processors/record/string_pool.h"

namespace caseclock {

/// For whom and when.
struct JudgedCouncil {
  std::string_view authority;
  Date as_of;
  bool by_worker = false;      ///< the rows' teams are workers of `team`
  std::string_view team = {};  ///< supervision reports only
};

/// Borrows everything; for one day. Used by one thread.
class PartMaker {
 public:
  PartMaker(const FigureReader& figures, const StringPool& teams, const Standards& standards,
            const JudgedCouncil& council);

  /// Cost: about a microsecond, and ten more for an indicator with clocks.
  std::shared_ptr<const FigurePart> Make(std::size_t indicator, TeamNumber team) const;

  /// What of the indicator's beginning goes into the parts of all its teams. Equal: none of them differs by it.
  struct Beginning {
    std::uint32_t known_periods = 0;  ///< a bit for each period before
    Date known_from;                  ///< as judgements take it
    friend bool operator==(const Beginning&, const Beginning&) = default;
  };
  Beginning BeginningOf(std::size_t indicator) const;

 private:
  /// A period, and at which of `days_` sums are read for it.
  struct Counted {
    Period period;
    int working_days = 0;
    std::size_t before = 0;
    std::size_t last = 0;
  };
  struct CountedWindow {
    Window window;
    Counted current;
    Counted previous;
    Counted previous_year;
  };

  template <typename Each>
  void ForEachPeriod(Each each);
  void ReadSums(const Cell& cell) const;
  PeriodFigures Figures(std::size_t indicator, TeamNumber team, const Counted& counted) const;
  PeriodFigures FiguresBefore(std::size_t indicator, TeamNumber team, const Counted& counted) const;
  const CountedWindow& Of(Window window) const;
  Date JudgedFrom(std::size_t indicator) const;
  Row AsOfFigures(std::size_t indicator, TeamNumber team) const;
  void AddRates(std::size_t indicator, Row& row) const;
  void AddDelays(std::size_t indicator, Row& row) const;
  void AddRows(std::size_t indicator, TeamNumber team, FigurePart& out) const;
  Judgement JudgeTeam(std::size_t indicator, TeamNumber team) const;

  const FigureReader& figures_;
  const StringPool& teams_;
  const Standards& standards_;
  const JudgedCouncil council_;
  const Date as_of_;
  std::vector<CountedWindow> windows_;
  Counted outturn_;
  std::vector<Date> days_;  // in order: where periods begin and end
  // Of the part that is being made, by the days.
  mutable std::vector<std::int64_t> numerators_;
  mutable std::vector<std::int64_t> denominators_;
};

}  // namespace caseclock

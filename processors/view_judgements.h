/// @file
/// The judgements of a view: every indicator and team that has rows, over the reporting year to date.
///
/// Example: JudgeRow(figures, 0, kWholeAuthorityNumber, "", {"E08000018", as_of}, standards).rag == Rag::kAmber.
#pragma once

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

/// The judgement of one row. Cost: about ten microseconds for an indicator with clocks, one otherwise.
Judgement JudgeRow(const FigureReader& figures, std::size_t indicator, TeamNumber team,
                   std::string_view team_name, const JudgedCouncil& council,
                   const Standards& standards);

}  // namespace caseclock

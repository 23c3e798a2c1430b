/// @file
/// The judgements of a view: every indicator and team that has rows, over the reporting year to date.
///
/// Example: JudgeRow(figures, 0, kWholeAuthorityNumber, "", {"E08000018", as_of}, standards).rag == Rag::kAmber.
#pragma once

#include "processors/part_maker.h"

namespace caseclock {

/// The judgement of one row. `input`: what was counted over each period, and from when on it is known.
/// Cost: about ten microseconds for an indicator with clocks, one otherwise.
Judgement JudgeRow(const FigureReader& figures, std::size_t indicator, TeamNumber team,
                   std::string_view team_name, const JudgedCouncil& council, JudgeInput input,
                   const Standards& standards);

}  // namespace caseclock

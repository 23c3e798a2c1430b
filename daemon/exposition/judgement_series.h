/// @file
/// The series of judgements: targets, comparators, colours, directions, projections; and of what stands beside rows:
/// bands, backlogs, weeks, control charts, due days, ages of drag.
///
/// Example: a red share with a target of 85 % gives caseclock_indicator_rag 1 and caseclock_indicator_target 0.85.
#pragma once

#include <functional>

#include "daemon/exposition/series.h"

namespace caseclock {

/// Part of ForEachSample: what belongs to an indicator and team. Values in percent become ratios from 0 to 1; rates
/// and counts stay as they are.
void ForEachJudgementSample(const AuthorityView& view,
                            const std::function<void(const Sample&)>& sink);
/// The same of one of them.
void ForEachJudgementSampleOfPart(std::string_view authority, const FigurePart& part,
                                  const std::function<void(const Sample&)>& sink);
/// Part of ForEachSample: weeks and control charts of the whole authority.
void ForEachTrendSample(const AuthorityView& view, const std::function<void(const Sample&)>& sink);

}  // namespace caseclock

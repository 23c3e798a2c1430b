/// @file
/// How a row counts the records that it looks at: one of these. This room alone asks which; everybody else asks
/// traits.h, row_words.h, item.h and item_line.h. A shape that lacks one of the functions does not compile.
///
/// Example: Shape(ClockShape{.from = {Fact::kPlanStarted}, .to = {{Fact::kPlanCeased}}, .counts_late = true}).
#pragma once

#include <variant>

#include "processors/indicator/shape/clock.h"
#include "processors/indicator/shape/flow.h"
#include "processors/indicator/shape/late_review.h"
#include "processors/indicator/shape/recording.h"
#include "processors/indicator/shape/share.h"
#include "processors/indicator/shape/stock.h"

namespace caseclock {

using Shape =
    std::variant<ClockShape, ShareShape, FlowShape, StockShape, LateReviewShape, RecordingShape>;

}  // namespace caseclock

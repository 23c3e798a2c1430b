#include "processors/indicator/row_words.h"

#include <array>
#include <cstddef>

#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

/// By kind, in its order.
constexpr std::array kByKind = {
    RowWords{.kind = "timeliness",
             .formula = "timeliness: stopped in time / stopped",
             .counted = "share of those finished that were in time",
             .unit = "stopped in time, of those stopped",
             .in_numerator = "counted as in time",
             .in_denominator = "counted as late"},
    RowWords{.kind = "over_limit",
             .formula = "share: over the limit / ceased",
             .counted = "share of those ended that were over the limit",
             .unit = "over the limit, of those ceased",
             .in_numerator = "counted as over its limit",
             .in_denominator = "counted as within its limit"},
    RowWords{.kind = "repeat_share",
             .formula = "share: repeats / all",
             .counted = "share that follow another of the same child",
             .unit = "repeats, of all",
             .before_start = "previous referral of the child -> ",
             .in_numerator = "counted as a repeat",
             .in_denominator = "counted, no repeat"},
    RowWords{.kind = "flow",
             .formula = "flow: how many in the window",
             .counted = "how many in the period",
             .unit = "in the window"},
    RowWords{.kind = "stock",
             .formula = "stock: how many children now",
             .counted = "how many children on the day",
             .unit = "children now",
             .open = "counted as open",
             .overdue = "counted as open"},
    RowWords{.kind = "entry_delay",
             .formula = "timeliness: recorded in time / recorded",
             .counted = "share recorded in time",
             .unit = "recorded in time, of those recorded",
             .before_start = "the day it happened -> the day it was recorded",
             .in_numerator = "counted as recorded in time",
             .in_denominator = "counted as recorded late"},
    RowWords{.kind = "late_review",
             .formula = "stock: how many children now, of those near a line with the next review "
                        "beyond it",
             .counted = "how many children on the day whose next review is on the line or after it",
             .unit = "children now",
             .open = "counted",
             .overdue = "counted",
             .advice = "Ask for each whether its conference can be held before the plan reaches 24 "
                       "months."},
};

static_assert(kByKind.size() == traits::kByKind.size());

}  // namespace

const RowWords& WordsOf(const Indicator& row) {
  return kByKind[static_cast<std::size_t>(row.kind)];
}

}  // namespace caseclock

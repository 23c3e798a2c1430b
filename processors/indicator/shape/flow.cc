#include "processors/indicator/shape/flow.h"

#include "processors/indicator/item_line.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/shape/clocks_of.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr Traits kTraits{.is_flow = true};
constexpr RowWords kWords{.kind = "flow",
                          .formula = "flow: how many in the window",
                          .counted = "how many in the period",
                          .unit = "in the window"};

}  // namespace

const Traits& TraitsOf(const FlowShape&) { return kTraits; }
const RowWords& WordsOf(const FlowShape&) { return kWords; }

void ReadItems(const FlowShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out) {
  const Course course{shape.on, {}, {}};
  ForEachClock(course, row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = AddItem(out, record);
    item.start = item.counted_on = clock.start;
    item.in_numerator = true;
  });
}

void TellWhy(const FlowShape&, const RowQuestion& question, const RowItem& item, ItemLine& line) {
  line.in_numerator = HasDay(question, item.start);
  line.why = line.in_numerator ? "Counted: it is dated in the window."
                               : "Not counted here: dated " + OutsideText(question) + ".";
}

}  // namespace caseclock

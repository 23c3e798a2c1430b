#include "processors/indicator/shape/stock.h"

#include <algorithm>

#include "processors/indicator/item_line.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/shape/clocks_of.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr Traits kTraits{
    .read = Read::kOnLastDay, .can_be_open = true, .has_ages = true, .distinct_children = true};
constexpr RowWords kWords{.kind = "stock",
                          .formula = "stock: how many children now",
                          .counted = "how many children on the day",
                          .unit = "children now",
                          .open = "counted as open",
                          .overdue = "counted as open"};

bool IsWithout(const StockShape& shape, const Register& reg) {
  return std::ranges::any_of(shape.without, [&](const Holding& one) {
    return one.fact == reg.fact && std::ranges::find(one.texts, reg.value.text) != one.texts.end();
  });
}

/// The days of `reg`, which holds until the next of its fact.
DaySpan DaysOf(const Record& record, const Register& reg) {
  Date end = Date::Max();
  for (const Register& other : record.registers) {
    if (other.fact == reg.fact && other.first_day > reg.first_day) {
      end = std::min(end, other.first_day);
    }
  }
  return {reg.first_day, end};
}

/// What is left of the days on which the record is open: in order, apart from each other.
std::vector<DaySpan> DaysThatCount(const StockShape& shape, const Record& record, DaySpan open) {
  std::vector<DaySpan> left = {open};
  for (const Register& reg : record.registers) {
    if (!IsWithout(shape, reg)) continue;
    const DaySpan gone = DaysOf(record, reg);
    std::vector<DaySpan> parts;
    for (const DaySpan& span : left) {
      const DaySpan before{span.begin, std::min(span.end, gone.begin)};
      const DaySpan after{std::max(span.begin, gone.end), span.end};
      if (!before.empty()) parts.push_back(before);
      if (!after.empty() && after.begin > before.begin) parts.push_back(after);
    }
    left = std::move(parts);
  }
  return left;
}

/// One item for each part of its days, all but the last one without the day that ends it.
void AddParts(const StockShape& shape, const Record& record, const Clock& clock, Items& out) {
  const DaySpan open{clock.start, clock.OpenUntil()};
  for (const DaySpan& part : DaysThatCount(shape, record, open)) {
    AddClock(out, record, clock).open = part;
  }
  if (out.empty() || out.back().record != &record) AddClock(out, record, clock).open = {};
  if (open.end != Date::Max()) out.back().counted_on = open.end;
}

}  // namespace

const Traits& TraitsOf(const StockShape&) { return kTraits; }
const RowWords& WordsOf(const StockShape&) { return kWords; }

void ReadItems(const StockShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out) {
  const Course course{shape.from, shape.to, {}};
  ForEachClock(course, row, subject, out, [&](const Record& record, const Clock& clock) {
    if (!shape.without.empty()) return AddParts(shape, record, clock, out);
    RowItem& item = AddClock(out, record, clock);
    if (item.open.end != Date::Max()) item.counted_on = item.open.end;
  });
}

void TellWhy(const StockShape&, const RowQuestion& question, const RowItem& item, ItemLine& line) {
  line.open = item.IsOpenOn(question.subject.as_of);
  if (line.open) {
    line.why = "Open: the child counts.";
  } else if (item.stop != kNoDate) {
    line.why = "Not counted: ended on " + FormatDate(item.stop) + ".";
  } else {
    line.why = "Not counted: open, but not of those that are counted now.";
  }
}

}  // namespace caseclock

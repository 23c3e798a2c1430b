#include "processors/redefinition.h"

#include <algorithm>
#include <vector>

#include "processors/indicator/item.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

struct OpenDue {
  const Record* record;
  std::optional<Date> due;
  friend bool operator==(const OpenDue&, const OpenDue&) = default;
};

/// The due dates of what is open on the day, in order of the records.
std::vector<OpenDue> OpenDues(const Indicator& row, const RowSubject& subject) {
  Items items;
  ReadItems(row, subject, items);
  std::vector<OpenDue> dues;
  for (const RowItem& item : items) {
    if (!item.IsOpenOn(subject.as_of)) continue;
    dues.push_back({item.record, DueOn(row, item, subject.definitions.calendar, subject.as_of)});
  }
  std::sort(dues.begin(), dues.end(),
            [](const OpenDue& a, const OpenDue& b) { return std::less<>()(a.record, b.record); });
  return dues;
}

/// Of what is open by one of the two: where it is due on another day, or due by one of them alone.
std::int64_t CountMoved(const std::vector<OpenDue>& was, const std::vector<OpenDue>& is) {
  std::int64_t moved = 0;
  auto old = was.begin();
  for (const OpenDue& one : is) {
    for (; old != was.end() && std::less<>()(old->record, one.record); ++old) {
      if (old->due) ++moved;
    }
    const bool is_in_both = old != was.end() && old->record == one.record;
    if (is_in_both ? old->due != one.due : one.due.has_value()) ++moved;
    if (is_in_both) ++old;
  }
  for (; old != was.end(); ++old) {
    if (old->due) ++moved;
  }
  return moved;
}

}  // namespace

std::int64_t CountMovedDueDates(const History& history, const Definitions& before,
                                const Definitions& after, Date as_of) {
  std::int64_t moved = 0;
  for (const Indicator& row : after.catalogue.indicators) {
    const Indicator* was = before.catalogue.Find(row.id);
    if (was == nullptr || !TraitsOf(row).has_clock) continue;
    moved += CountMoved(OpenDues(*was, {history, before, as_of}),
                        OpenDues(row, {history, after, as_of}));
  }
  return moved;
}

}  // namespace caseclock

#include "processors/indicator/repeat.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/limit.h"

namespace caseclock {

void ReadRepeats(const Indicator& indicator, const History& history, const WorkingDays& calendar,
                 std::vector<Repeat>& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  for (const Record& record : history.records) {
    if (record.kind != indicator.record) continue;
    const ClockReading reading = ReadClock(indicator, record, history, calendar);
    if (const auto* clock = std::get_if<Clock>(&reading)) out.push_back({&record, clock->start});
  }
  std::sort(out.begin() + first, out.end(), [](const Repeat& a, const Repeat& b) {
    return std::tie(a.start, a.record->id) < std::tie(b.start, b.record->id);
  });
  for (std::size_t i = static_cast<std::size_t>(first) + 1; i < out.size(); ++i) {
    out[i].previous_start = out[i - 1].start;
    const int months = LimitOn(indicator, out[i].start).length;
    out[i].is_repeat = out[i].previous_start >= AddMonths(out[i].start, -months);
  }
}

}  // namespace caseclock

#include "daemon/simulation/agenda.h"

#include <algorithm>
#include <utility>

#include "processors/check.h"

namespace caseclock::simulation {

void Agenda::Add(Entry entry) {
  CASECLOCK_CHECK(entry.recorded_on >= next_, "nothing is recorded on a day that is over");
  days_[entry.recorded_on].push_back(std::move(entry));
}

std::vector<Entry> Agenda::Take(Date day) {
  CASECLOCK_CHECK(day >= next_, "days are taken in order");
  CASECLOCK_CHECK(days_.empty() || days_.begin()->first >= day, "no day with entries is left out");
  next_ = day + 1;
  auto node = days_.extract(day);
  if (node.empty()) return {};
  std::vector<Entry> entries = std::move(node.mapped());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.second < b.second; });
  return entries;
}

}  // namespace caseclock::simulation

#include "processors/record/scope_floors.h"

#include <algorithm>

namespace caseclock {
namespace {

using Steps = std::map<std::int32_t, std::int64_t>;

std::int64_t StepAt(const Steps& steps, std::int32_t day) {
  const auto next = steps.upper_bound(day);
  return next == steps.begin() ? kNoFloor : std::prev(next)->second;
}

void SplitAt(Steps& steps, std::int32_t day) { steps.emplace(day, StepAt(steps, day)); }

/// Joins neighbours that say the same, from the step before `begin` to the one at `end`.
void MakeCanonical(Steps& steps, std::int32_t begin, std::int32_t end) {
  auto at = steps.find(begin);
  std::int64_t before = at == steps.begin() ? kNoFloor : std::prev(at)->second;
  while (at != steps.end() && at->first <= end) {
    if (at->second == before) {
      at = steps.erase(at);
    } else {
      before = at->second;
      ++at;
    }
  }
}

/// Raises the floor to `until` on the days [begin, end); returns whether anything rose.
bool RaiseSteps(Steps& steps, std::int32_t begin, std::int32_t end, std::int64_t until) {
  SplitAt(steps, begin);
  SplitAt(steps, end);
  bool rose = false;
  for (auto at = steps.find(begin); at != steps.end() && at->first < end; ++at) {
    if (at->second < until) {
      at->second = until;
      rose = true;
    }
  }
  MakeCanonical(steps, begin, end);
  return rose;
}

}  // namespace

bool RaiseFloors(ScopeFloors& floors, const Scope& scope, std::int64_t until_us) {
  bool rose = RaiseSteps(floors.steps, scope.first.days, scope.last.days + 1, until_us);
  if (scope.open && floors.open_until_us < until_us) {
    floors.open_until_us = until_us;
    rose = true;
  }
  return rose;
}

bool IsBelow(const ScopeFloors& floors, const Scope& scope, std::int64_t until_us) {
  if (scope.open && floors.open_until_us < until_us) return true;
  if (StepAt(floors.steps, scope.first.days) < until_us) return true;
  for (auto at = floors.steps.upper_bound(scope.first.days);
       at != floors.steps.end() && at->first <= scope.last.days; ++at) {
    if (at->second < until_us) return true;
  }
  return false;
}

void JoinFloors(ScopeFloors& floors, const ScopeFloors& others) {
  floors.open_until_us = std::max(floors.open_until_us, others.open_until_us);
  for (auto at = others.steps.begin(); at != others.steps.end(); ++at) {
    const auto next = std::next(at);
    const std::int32_t end = next == others.steps.end() ? Date::Max().days + 1 : next->first;
    if (at->second != kNoFloor) RaiseSteps(floors.steps, at->first, end, at->second);
  }
}

std::int64_t FloorAt(const ScopeFloors& floors, Date start, bool has_ended) {
  const std::int64_t open = has_ended ? kNoFloor : floors.open_until_us;
  if (start == kNoDate) return open;
  return std::max(open, StepAt(floors.steps, start.days));
}

std::int64_t NewestListing(const ScopeFloors& floors) {
  std::int64_t newest = floors.open_until_us;
  for (const auto& [day, until] : floors.steps) newest = std::max(newest, until);
  return newest;
}

}  // namespace caseclock

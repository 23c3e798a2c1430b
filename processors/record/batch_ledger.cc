#include "processors/record/batch_ledger.h"

#include <algorithm>
#include <limits>

namespace caseclock {
namespace {

using Steps = std::map<std::int32_t, std::int64_t>;

std::int64_t StepAt(const Steps& steps, std::int32_t day) {
  const auto next = steps.upper_bound(day);
  return next == steps.begin() ? kNoFloor : std::prev(next)->second;
}

void SplitAt(Steps& steps, std::int32_t day) { steps.emplace(day, StepAt(steps, day)); }

/// Raises the floor to `until` on the days [begin, end); returns whether anything rose.
bool Raise(Steps& steps, std::int32_t begin, std::int32_t end, std::int64_t until) {
  SplitAt(steps, begin);
  SplitAt(steps, end);
  bool rose = false;
  for (auto at = steps.find(begin); at != steps.end() && at->first < end; ++at) {
    if (at->second < until) {
      at->second = until;
      rose = true;
    }
  }
  std::int64_t before = kNoFloor;
  for (auto at = steps.begin(); at != steps.end();) {
    if (at->second == before) {
      at = steps.erase(at);
    } else {
      before = at->second;
      ++at;
    }
  }
  return rose;
}

}  // namespace

BatchStatus& BatchLedger::Status(const std::string& batch_id, std::int64_t extracted_at_us) {
  BatchStatus& status = state_.batches[batch_id];
  status.extracted_at_us = std::max(status.extracted_at_us, extracted_at_us);
  return status;
}

void BatchLedger::CountOpen() {
  while (state_.batches.size() > kMaxBatches) {
    const auto oldest = std::min_element(state_.batches.begin(), state_.batches.end(),
                                         [](const auto& a, const auto& b) {
                                           return std::tie(a.second.extracted_at_us, a.first) <
                                                  std::tie(b.second.extracted_at_us, b.first);
                                         });
    state_.batches.erase(oldest);
  }
  open_batches_ = static_cast<std::size_t>(
      std::count_if(state_.batches.begin(), state_.batches.end(),
                    [](const auto& b) { return b.second.seen && !b.second.completed; }));
}

bool BatchLedger::See(const std::string& batch_id, std::int64_t extracted_at_us) {
  const auto known = state_.batches.find(batch_id);
  if (known != state_.batches.end() && known->second.seen &&
      known->second.extracted_at_us >= extracted_at_us) {
    return false;
  }
  Status(batch_id, extracted_at_us).seen = true;
  CountOpen();
  return true;
}

bool BatchLedger::Complete(const std::string& batch_id, std::string_view source,
                           std::int64_t extracted_at_us, const std::vector<Scope>& scopes) {
  Status(batch_id, extracted_at_us).completed = true;
  CountOpen();
  bool rose = false;
  for (const Scope& scope : scopes) {
    ScopeFloors& floors = state_.floors[{std::string(source), scope.kind}];
    rose |= Raise(floors.steps, scope.first.days, scope.last.days + 1, extracted_at_us);
    if (scope.open && floors.open_until_us < extracted_at_us) {
      floors.open_until_us = extracted_at_us;
      rose = true;
    }
  }
  return rose;
}

std::int64_t BatchLedger::FloorOf(std::string_view source, RecordKind kind, Date start,
                                  bool has_ended) const {
  const auto floors = state_.floors.find({std::string(source), kind});
  if (floors == state_.floors.end()) return kNoFloor;
  const std::int64_t open = has_ended ? kNoFloor : floors->second.open_until_us;
  if (start == kNoDate) return open;
  return std::max(open, StepAt(floors->second.steps, start.days));
}

std::vector<std::string> BatchLedger::OpenBatches() const {
  std::vector<std::string> open;
  for (const auto& [id, status] : state_.batches) {
    if (status.seen && !status.completed) open.push_back(id);
  }
  return open;
}

void BatchLedger::Restore(BatchState state) {
  state_ = std::move(state);
  CountOpen();
}

}  // namespace caseclock

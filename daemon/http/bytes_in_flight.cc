#include "daemon/http/bytes_in_flight.h"

#include <algorithm>
#include <utility>

namespace caseclock {

BytesInFlight::Handle BytesInFlight::Add(std::shared_ptr<const std::string> shared, std::size_t own,
                                         ConnectionDeadlines::Handle line) {
  total_ += own;
  if (shared != nullptr && ++shared_[shared.get()] == 1) total_ += shared->size();
  return answers_.insert(answers_.end(), {std::move(shared), own, line});
}

void BytesInFlight::Release(const Answer& answer) {
  total_ -= answer.own;
  if (answer.shared == nullptr) return;
  const auto found = shared_.find(answer.shared.get());
  if (--found->second > 0) return;
  shared_.erase(found);
  total_ -= answer.shared->size();
}

void BytesInFlight::Remove(Handle answer) {
  if (!answer->given_up) Release(*answer);
  answers_.erase(answer);
}

std::vector<ConnectionDeadlines::Handle> BytesInFlight::TakeOverdue() {
  std::vector<ConnectionDeadlines::Handle> overdue;
  if (answers_.empty()) return overdue;
  const std::size_t most = std::max(most_, 4 * SizeOf(answers_.back()));
  const auto newest = std::prev(answers_.end());
  for (auto oldest = answers_.begin(); oldest != newest && total_ > most; ++oldest) {
    if (oldest->given_up) continue;
    oldest->given_up = true;
    Release(*oldest);
    overdue.push_back(oldest->line);
  }
  return overdue;
}

}  // namespace caseclock

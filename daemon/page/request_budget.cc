#include "daemon/page/request_budget.h"

#include <algorithm>
#include <iterator>

namespace caseclock {

// A clock that has been put back earns nothing.
void RequestBudget::Earn(Account& account, std::int64_t now_us) {
  const std::int64_t passed_us = std::max<std::int64_t>(0, now_us - account.as_of_us);
  account.spent_us = std::max<std::int64_t>(0, account.spent_us - passed_us);
  account.as_of_us = now_us;
}

void RequestBudget::ForgetWhoOwesNothing(std::int64_t now_us) {
  for (auto it = accounts_.begin(); it != accounts_.end();) {
    Earn(it->second, now_us);
    it = it->second.spent_us == 0 ? accounts_.erase(it) : std::next(it);
  }
}

RequestBudget::Spent RequestBudget::Spend(std::string_view name, std::int64_t now_us) {
  const std::lock_guard lock(mutex_);
  auto found = accounts_.find(name);
  if (found == accounts_.end()) {
    if (accounts_.size() >= bounds_.most_names) ForgetWhoOwesNothing(now_us);
    if (accounts_.size() >= bounds_.most_names) return {};
    found = accounts_.emplace(name, Account{.as_of_us = now_us}).first;
  }
  Account& account = found->second;
  Earn(account, now_us);
  if (account.spent_us + bounds_.one_every_us > bounds_.at_once * bounds_.one_every_us) {
    const bool first = !account.refused;
    account.refused = true;
    return {.granted = false, .first_refusal = first};
  }
  account.spent_us += bounds_.one_every_us;
  account.refused = false;
  return {.granted = true};
}

}  // namespace caseclock

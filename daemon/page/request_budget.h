/// @file
/// How often somebody may ask for what costs others something: so many at once, then one in so much time.
///
/// Example:
///   RequestBudget budget({.at_once = 30, .one_every_us = 2'000'000});
///   budget.Spend("anna", now_us).granted      // true thirty times at once, then once in two seconds
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace caseclock {

/// Thread safety: Safe from any thread.
class RequestBudget {
 public:
  struct Bounds {
    int at_once = 1;
    std::int64_t one_every_us = 1'000'000;  ///< Units: microseconds.
    std::size_t most_names =
        10'000;  ///< who is remembered; beyond it nobody new is granted anything
  };
  struct Spent {
    bool granted = false;
    bool first_refusal = false;  ///< after one that was granted
  };

  explicit RequestBudget(Bounds bounds) : bounds_(bounds) {}

  Spent Spend(std::string_view name, std::int64_t now_us);

 private:
  struct Account {
    std::int64_t spent_us = 0;  // what has been spent and not been earned again, as time
    std::int64_t as_of_us = 0;
    bool refused = false;
  };
  void ForgetWhoOwesNothing(std::int64_t now_us);
  static void Earn(Account& account, std::int64_t now_us);

  const Bounds bounds_;
  std::mutex mutex_;
  std::map<std::string, Account, std::less<>> accounts_;  // guarded by mutex_
};

}  // namespace caseclock

/// @file
/// Whether a password is right, by its bcrypt hash, and what is remembered of that.
///
/// Example:
///   PasswordCheck check({{"prometheus", "$2y$10$..."}});
///   auto known = check.Remembered("prometheus", "secret");         // nullopt: not asked yet
///   bool right = known ? *known : check.Check("prometheus", "secret");   // 60 ms at cost 10
///
/// A checked pair is remembered by a keyed hash of it, never as it is, until its user's hash changes or 64 others have
/// come after it. Right and wrong ones have places of their own: guesses drive no good reader out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace caseclock {

/// Most pairs remembered, of the right ones and of the wrong ones each.
inline constexpr std::size_t kMaxRemembered = 64;

/// Thread safety: Safe from any thread.
class PasswordCheck {
 public:
  /// bcrypt hashes by user name. None: nobody needs a password.
  using Users = std::map<std::string, std::string>;

  explicit PasswordCheck(Users users);
  /// In force from the next request on.
  void SetUsers(Users users);
  bool IsNeeded() const;

  /// What Check said of this pair, if it is remembered. Compares in constant time.
  std::optional<bool> Remembered(const std::string& user, std::string_view password) const;

  /// An unknown user takes as long as a wrong password. Cost: one bcrypt hash, 60 ms at cost 10.
  bool Check(const std::string& user, const std::string& password);

 private:
  using Key = std::array<std::uint8_t, 32>;

  Key KeyOf(const std::string& user, std::string_view hash, std::string_view password) const;
  /// The user's hash; for somebody unknown one that no password has.
  std::string HashOf(const std::string& user) const;

  Key secret_ = {};
  mutable std::mutex mutex_;
  Users users_;            // guarded by mutex_
  std::string decoy_;      // guarded by mutex_
  std::deque<Key> right_;  // guarded by mutex_
  std::deque<Key> wrong_;  // guarded by mutex_
};

}  // namespace caseclock

#include "daemon/http/password_check.h"

#include <crypt.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "processors/check.h"

namespace caseclock {
namespace {

// "$2y$10$", a salt of 22 characters, a hash of 31.
constexpr std::size_t kCostBytes = 7;
constexpr std::size_t kHashBytes = 60;

/// As expensive as the dearest of the users' hashes, and the hash of nothing.
std::string DecoyFor(const PasswordCheck::Users& users) {
  std::string dearest;
  for (const auto& [user, hash] : users) dearest = std::max(dearest, "$2y$" + hash.substr(4, 3));
  if (dearest.empty()) dearest = "$2y$10$";
  return dearest + std::string(kHashBytes - kCostBytes, '.');
}

bool IsEqual(std::string_view a, std::string_view b) {
  return a.size() == b.size() && gnutls_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// No early end: how long it takes does not tell which one it was.
template <typename Keys, typename Key>
bool Holds(const Keys& keys, const Key& wanted) {
  bool found = false;
  for (const Key& key : keys) {
    found |= gnutls_memcmp(key.data(), wanted.data(), wanted.size()) == 0;
  }
  return found;
}

}  // namespace

PasswordCheck::PasswordCheck(Users users) {
  CASECLOCK_CHECK(gnutls_rnd(GNUTLS_RND_KEY, secret_.data(), secret_.size()) == 0,
                  "no random numbers");
  SetUsers(std::move(users));
}

void PasswordCheck::SetUsers(Users users) {
  const std::lock_guard lock(mutex_);
  decoy_ = DecoyFor(users);
  users_ = std::move(users);
}

bool PasswordCheck::IsNeeded() const {
  const std::lock_guard lock(mutex_);
  return !users_.empty();
}

std::string PasswordCheck::HashOf(const std::string& user) const {
  const std::lock_guard lock(mutex_);
  const auto found = users_.find(user);
  return found == users_.end() ? decoy_ : found->second;
}

PasswordCheck::Key PasswordCheck::KeyOf(const std::string& user, std::string_view hash,
                                        std::string_view password) const {
  // The hash has always the same length, and is of one user: no two pairs give the same text.
  std::string text = user;
  text.append(1, '\0').append(hash).append(password);
  Key key;
  CASECLOCK_CHECK(gnutls_hmac_fast(GNUTLS_MAC_SHA256, secret_.data(), secret_.size(), text.data(),
                                   text.size(), key.data()) == 0,
                  "no HMAC");
  return key;
}

std::optional<bool> PasswordCheck::Remembered(const std::string& user,
                                              std::string_view password) const {
  const Key key = KeyOf(user, HashOf(user), password);
  const std::lock_guard lock(mutex_);
  if (Holds(right_, key)) return true;
  if (Holds(wrong_, key)) return false;
  return std::nullopt;
}

bool PasswordCheck::Check(const std::string& user, const std::string& password) {
  const std::string hash = HashOf(user);
  const auto workspace = std::make_unique<crypt_data>();
  const char* made = crypt_r(password.c_str(), hash.c_str(), workspace.get());
  bool right = made != nullptr && IsEqual(made, hash);
  const Key key = KeyOf(user, hash, password);
  const std::lock_guard lock(mutex_);
  // Whoever has been taken off the list meanwhile, or is not on it, has no right password.
  const auto listed = users_.find(user);
  right = right && listed != users_.end() && listed->second == hash;
  std::deque<Key>& places = right ? right_ : wrong_;
  if (!Holds(places, key)) places.push_back(key);
  if (places.size() > kMaxRemembered) places.pop_front();
  return right;
}

}  // namespace caseclock

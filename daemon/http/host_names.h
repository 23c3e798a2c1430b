/// @file
/// The names under which the daemon may be asked, against pages elsewhere that have their own name point at it (DNS
/// rebinding): such a page asks by a name, and by one that nobody here has configured.
///
/// Example:
///   HostNames names({"caseclock.council.example"});
///   names.Allow("Caseclock.council.example:9464")   // true
///   names.Allow("127.0.0.1"), names.Allow("[::1]:9464"), names.Allow("localhost")   // true, always
///   names.Allow("attacker.example")   // false
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace caseclock {

/// Immutable. Thread safety: Safe from any thread.
class HostNames {
 public:
  /// Names without a port, in any case.
  explicit HostNames(const std::vector<std::string>& configured = {});

  /// `host` is the header Host: a name, or an IP address, with or without a port. An address of the machine is always
  /// right: a page elsewhere cannot have one as its name.
  bool Allow(std::string_view host) const;

 private:
  std::set<std::string, std::less<>> names_;
};

/// The name in an address: "caseclock.council.example" of "https://caseclock.council.example:8443/board"; "": none.
std::string HostOfUrl(std::string_view url);

}  // namespace caseclock

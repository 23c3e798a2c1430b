/// @file
/// The socket that HTTP listens on.
///
/// Example: ListenOn("127.0.0.1:0") gives a socket on a port that was free, and which.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace caseclock {

/// A socket that listens. Owned by whoever gets it.
struct ListenSocket {
  int socket = -1;
  std::string address;  ///< "127.0.0.1"
  int port = 0;
};

/// `listen` is "ADDRESS:PORT", the address an IPv4 one. Errors: `could not ...`, with Detail: and Hint: lines.
std::variant<ListenSocket, std::string> ListenOn(std::string_view listen);

}  // namespace caseclock

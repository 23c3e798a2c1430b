#include "daemon/http/listen_socket.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr int kBacklog = 512;

std::optional<sockaddr_in> AddressOf(std::string_view listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string address(listen.substr(0, colon));
  const std::string_view port = listen.substr(colon + 1);
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  sockaddr_in parsed = {};
  parsed.sin_family = AF_INET;
  parsed.sin_port = htons(static_cast<std::uint16_t>(number));
  const bool is_port = error == std::errc() && end == port.data() + port.size() && number <= 65535;
  if (!is_port || inet_pton(AF_INET, address.c_str(), &parsed.sin_addr) != 1) return std::nullopt;
  return parsed;
}

bool Bind(int made, const sockaddr_in& address) {
  const int yes = 1;
  setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  return bind(made, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
         listen(made, kBacklog) == 0;
}

}  // namespace

std::variant<ListenSocket, std::string> ListenOn(std::string_view listen) {
  const auto address = AddressOf(listen);
  if (!address) {
    return fmt::format(
        "could not read the address to listen on\nDetail: expected an IPv4 address and a port, "
        "found \"{}\".\nHint: write 127.0.0.1:9464.",
        listen);
  }
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (made < 0 || !Bind(made, *address)) {
    const std::string why = std::strerror(errno);
    if (made >= 0) close(made);
    return fmt::format(
        "could not listen on {}\nDetail: {}.\nHint: is another program using the port? Port 0 "
        "takes a free one.",
        listen, why);
  }
  sockaddr_in bound = {};
  socklen_t size = sizeof(bound);
  getsockname(made, reinterpret_cast<sockaddr*>(&bound), &size);
  return ListenSocket{made, std::string(listen.substr(0, listen.rfind(':'))),
                      ntohs(bound.sin_port)};
}

}  // namespace caseclock

#include "daemon/http/host_names.h"

#include <arpa/inet.h>

#include <algorithm>

#include "daemon/codec/ascii.h"

namespace caseclock {
namespace {

bool IsPort(std::string_view text) {
  return text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool IsAddress(int family, const std::string& text) {
  in6_addr parsed = {};
  return inet_pton(family, text.c_str(), &parsed) == 1;
}

}  // namespace

HostNames::HostNames(const std::vector<std::string>& configured) : names_{"localhost"} {
  for (const std::string& name : configured) names_.insert(AsciiLowered(name));
}

bool HostNames::Allow(std::string_view host) const {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    if (end == std::string_view::npos) return false;
    const std::string_view rest = host.substr(end + 1);
    return (rest.empty() || (rest.starts_with(':') && IsPort(rest.substr(1)))) &&
           IsAddress(AF_INET6, std::string(host.substr(1, end - 1)));
  }
  const std::size_t colon = std::min(host.find(':'), host.size());
  if (colon < host.size() && !IsPort(host.substr(colon + 1))) return false;
  std::string name = AsciiLowered(host.substr(0, colon));
  if (name.ends_with('.')) name.pop_back();  // the same name, written to its end
  return IsAddress(AF_INET, name) || names_.contains(name);
}

std::string HostOfUrl(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string_view::npos) return "";
  url.remove_prefix(begin + 3);
  url = url.substr(0, url.find('/'));
  if (url.starts_with('[')) return std::string(url.substr(0, url.find(']') + 1));
  return std::string(url.substr(0, url.find(':')));
}

}  // namespace caseclock

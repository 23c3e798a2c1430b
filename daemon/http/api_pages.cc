#include "daemon/http/api_pages.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "fmt/format.h"

namespace caseclock {
namespace {

/// FNV-1a, 64 bits.
class Fingerprint {
 public:
  void Add(std::uint64_t value) {
    for (int i = 0; i < 8; ++i) AddByte(static_cast<unsigned char>(value >> (8 * i)));
  }
  void Add(std::int64_t value) { Add(static_cast<std::uint64_t>(value)); }
  void Add(const std::string& text) {
    for (const char c : text) AddByte(static_cast<unsigned char>(c));
    AddByte(0);
  }
  std::string Text() const { return fmt::format("{:016x}", hash_); }

 private:
  void AddByte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3; }
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

std::string FingerprintOf(const View& view) {
  Fingerprint print;
  print.Add(FormatDate(view.as_of));
  for (const auto& council : view.authorities) {
    print.Add(council->authority);
    print.Add(council->data_as_of_us);
    print.Add(council->records);
    print.Add(council->definitions);
    print.Add(council->standards);
    for (const Row& row : council->rows) {
      for (const std::int64_t count :
           {row.current.numerator, row.current.denominator, row.open, row.drag, row.due_soon}) {
        print.Add(count);
      }
    }
  }
  return print.Text();
}

std::string Extended(std::string json, const std::string& keys) {
  const std::size_t end = json.rfind('}');
  return json.substr(0, end) + "," + keys + json.substr(end);
}

std::string NextKey(const std::string& next) {
  return "\"next\":" + (next.empty() ? "null" : nlohmann::json(next).dump());
}

}  // namespace

std::string AddressWith(const HttpRequest& request,
                        std::initializer_list<std::pair<std::string_view, std::string>> changed) {
  std::string address = request.path;
  char mark = '?';
  const auto add = [&](std::string_view pair) {
    address += mark;
    address += pair;
    mark = '&';
  };
  for (std::string_view rest = request.query; !rest.empty();) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const bool is_changed = std::ranges::any_of(
        changed, [&](const auto& one) { return pair.substr(0, pair.find('=')) == one.first; });
    if (!is_changed && !pair.empty()) add(pair);
  }
  for (const auto& [name, value] : changed) add(fmt::format("{}={}", name, value));
  return address;
}

CouncilPage PageOfCouncils(const View& view, ApiQuery& query, const HttpRequest& request) {
  const std::size_t limit = query.CountOr("limit", kMaxCouncilsAnswered, kMaxCouncilsAnswered);
  const std::string after = query.Text("after").value_or("");
  const std::string only = query.Text("authority").value_or("");
  CouncilPage page;
  page.fingerprint = FingerprintOf(view);
  page.changed = query.Text("view").value_or(page.fingerprint) != page.fingerprint;
  page.view.as_of = view.as_of;
  page.view.held = view.held;
  auto councils = view.authorities;
  std::ranges::sort(councils, {}, [](const auto& one) { return one->authority; });
  for (const auto& council : councils) {
    if (council->authority <= after || (!only.empty() && council->authority != only)) continue;
    if (page.view.authorities.size() == limit) {
      page.next = AddressWith(request, {{"after", page.view.authorities.back()->authority},
                                        {"view", page.fingerprint}});
      break;
    }
    page.view.authorities.push_back(council);
  }
  return page;
}

std::string WithPage(std::string json, const CouncilPage& page) {
  return Extended(std::move(json), fmt::format("\n\"view\":\"{}\",\"view_changed\":{},{}",
                                               page.fingerprint, page.changed, NextKey(page.next)));
}

std::string WithNext(std::string json, const std::string& next) {
  return Extended(std::move(json), NextKey(next));
}

}  // namespace caseclock

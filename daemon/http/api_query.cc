#include "daemon/http/api_query.h"

#include <algorithm>
#include <charconv>

#include "daemon/http/refusal.h"
#include "daemon/page/form_values.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace caseclock {
namespace {

bool HasRow(const View& view, const std::string& authority, auto is_it) {
  return std::ranges::any_of(view.authorities, [&](const auto& council) {
    return (authority.empty() || council->authority == authority) &&
           std::ranges::any_of(council->rows, is_it);
  });
}

}  // namespace

ApiQuery::ApiQuery(const HttpRequest& request, std::initializer_list<std::string_view> known)
    : path_(request.path) {
  for (const auto& [name, value] : QueryValues(request.query)) {
    if (std::ranges::find(known, name) == known.end()) {
      Refuse(400, fmt::format("there is no parameter \"{}\"", name),
             fmt::format("this path has {}",
                         known.size() == 0 ? "none" : fmt::format("{}", fmt::join(known, ", "))));
    } else if (!values_.emplace(name, value).second) {
      Refuse(400, fmt::format("parameter \"{}\" is listed twice", name));
    }
  }
}

void ApiQuery::Refuse(int status, const std::string& sentence, const std::string& detail) {
  if (refusal_) return;
  refusal_ = Refusal(path_, status, sentence, detail);
  if (status == 503) refusal_->retry_after_seconds = kRetryFiguresAfterSeconds;
}

std::optional<std::string> ApiQuery::Text(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

std::optional<Window> ApiQuery::WindowGiven() {
  const auto text = Text("window");
  if (!text) return std::nullopt;
  for (const Window window : kAllWindows) {
    if (WindowName(window) == *text) return window;
  }
  Refuse(400, fmt::format("there is no window \"{}\"", *text),
         "one of week, month, quarter, year, rolling_12m, years_3");
  return std::nullopt;
}

std::optional<Date> ApiQuery::DayGiven() {
  const auto text = Text("as_of");
  if (!text) return std::nullopt;
  const auto day = ParseDate(*text);
  if (!day) Refuse(400, "could not read parameter \"as_of\"", "a date such as 2024-03-31");
  return day;
}

std::size_t ApiQuery::CountOr(const std::string& name, std::size_t otherwise, std::size_t most) {
  const std::size_t least = otherwise == 0 ? 0 : 1;
  const auto text = Text(name);
  if (!text) return otherwise;
  std::size_t value = 0;
  const char* end = text->data() + text->size();
  const auto parsed = std::from_chars(text->data(), end, value);
  if (parsed.ec == std::errc() && parsed.ptr == end && value >= least && value <= most)
    return value;
  Refuse(400, fmt::format("could not read parameter \"{}\"", name),
         fmt::format("a whole number from {} to {}", least, most));
  return otherwise;
}

void ApiQuery::RefuseCouncil(const std::string& code, const Health& health) {
  if (!health.held_authorities.contains(code)) {
    return Refuse(404, fmt::format("there is no authority \"{}\"", code));
  }
  Refuse(503, fmt::format("no figures of \"{}\" yet: an export is arriving", code),
         "ask again later");
}

const AuthorityView* ApiQuery::OneCouncil(const View& view, const Health& health) {
  const auto code = Text("authority");
  if (!code && view.authorities.size() == 1) return view.authorities.front().get();
  if (!code && view.authorities.empty()) {
    Refuse(503, "no figures yet", "ask again later");
    return nullptr;
  }
  if (!code) {
    Refuse(400, "parameter \"authority\" is missing", "figures of several councils are shown here");
    return nullptr;
  }
  const AuthorityView* council = FindCouncil(view, *code);
  if (council == nullptr) RefuseCouncil(*code, health);
  return council;
}

void ApiQuery::CheckNames(const View& view, const Health& health) {
  const std::string authority = Text("authority").value_or("");
  if (!authority.empty() && FindCouncil(view, authority) == nullptr) {
    return RefuseCouncil(authority, health);
  }
  if (const auto team = Text("team");
      team && !HasRow(view, authority, [&](const Row& row) { return row.team == *team; })) {
    Refuse(404, fmt::format("there is no team \"{}\"", *team),
           "an empty one is the whole authority");
  }
  if (const auto id = Text("indicator");
      id && !HasRow(view, authority, [&](const Row& row) { return row.indicator == *id; })) {
    Refuse(404, fmt::format("there is no indicator \"{}\"", *id));
  }
}

}  // namespace caseclock

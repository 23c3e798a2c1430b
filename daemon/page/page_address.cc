#include "daemon/page/page_address.h"

#include "daemon/page/form_values.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

std::string Parameter(std::string_view name, std::string_view value) {
  return value.empty() ? "" : fmt::format("&amp;{}={}", name, UrlEncoded(value));
}

}  // namespace

std::string UrlEncoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '_' || c == '.';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string BoardAddress(std::string_view authority, std::string_view indicator) {
  return fmt::format("./?authority={}{}", UrlEncoded(authority), Parameter("indicator", indicator));
}

std::string TeamAddress(std::string_view authority, std::string_view team) {
  return fmt::format("team?authority={}{}", UrlEncoded(authority), Parameter("team", team));
}

std::string RecordsAddress(const RecordQuestion& question) {
  return fmt::format("records?authority={}{}{}{}{}", UrlEncoded(question.authority),
                     Parameter("indicator", question.indicator), Parameter("team", question.team),
                     Parameter("window", WindowName(question.window)),
                     Parameter("part", RecordPartName(question.part)));
}

std::optional<RecordQuestion> ParseRecordQuestion(std::string_view query) {
  RecordQuestion question = {.authority = QueryValue(query, "authority"),
                             .team = QueryValue(query, "team"),
                             .indicator = QueryValue(query, "indicator")};
  const std::string window = QueryValue(query, "window");
  const std::string part = QueryValue(query, "part");
  bool window_known = window.empty();
  for (const Window each : kAllWindows) {
    if (window != WindowName(each)) continue;
    question.window = each;
    window_known = true;
  }
  const auto known_part = RecordPartOf(part.empty() ? "all" : part);
  if (!window_known || !known_part) return std::nullopt;
  question.part = *known_part;
  return question;
}

}  // namespace caseclock

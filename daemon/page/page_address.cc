#include "daemon/page/page_address.h"

#include <array>

#include "daemon/page/form_values.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr std::array kAllRecordParts = {RecordPart::kAll,  RecordPart::kNumerator,
                                        RecordPart::kOpen, RecordPart::kDenominator,
                                        RecordPart::kDrag, RecordPart::kDueSoon};

std::string UrlEncoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '_' || c == '.';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string Parameter(std::string_view name, std::string_view value) {
  return value.empty() ? "" : fmt::format("&amp;{}={}", name, UrlEncoded(value));
}

}  // namespace

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

std::string_view RecordPartName(RecordPart part) {
  switch (part) {
    case RecordPart::kAll: return "all";
    case RecordPart::kNumerator: return "numerator";
    case RecordPart::kDenominator: return "denominator";
    case RecordPart::kOpen: return "open";
    case RecordPart::kDrag: return "drag";
    case RecordPart::kDueSoon: return "due_soon";
  }
  return "";
}

std::optional<RecordQuestion> ParseRecordQuestion(std::string_view query) {
  RecordQuestion question = {.authority = QueryValue(query, "authority"),
                             .team = QueryValue(query, "team"),
                             .indicator = QueryValue(query, "indicator")};
  const std::string window = QueryValue(query, "window");
  const std::string part = QueryValue(query, "part");
  bool window_known = window.empty();
  bool part_known = part.empty();
  for (const Window each : kAllWindows) {
    if (window != WindowName(each)) continue;
    question.window = each;
    window_known = true;
  }
  for (const RecordPart each : kAllRecordParts) {
    if (part != RecordPartName(each)) continue;
    question.part = each;
    part_known = true;
  }
  if (!window_known || !part_known) return std::nullopt;
  return question;
}

}  // namespace caseclock

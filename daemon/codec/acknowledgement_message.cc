#include "daemon/codec/acknowledgement_message.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace caseclock {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxWord = 64;  // of ref and by
constexpr std::size_t kFields = 4;

/// The library keeps the last of two fields of one name: how many there were is counted beside it.
json Parse(std::string_view bytes, std::size_t& fields) {
  const auto count = [&fields](int depth, json::parse_event_t event, json&) {
    if (event == json::parse_event_t::key && depth == 1) ++fields;
    return true;
  };
  return json::parse(bytes, count, false);
}

bool IsText(const json& value) {
  return value.is_string() && !value.get_ref<const std::string&>().empty();
}

bool IsWord(const std::string& text) {
  return text.size() <= kMaxWord &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

bool HasControls(const std::string& text) {
  return std::ranges::any_of(text, [](char c) {
    return c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f);
  });
}

std::size_t Characters(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// "" or what is wrong with it.
std::string Fault(const json& read, std::size_t fields) {
  if (!read.is_object()) return "it is no JSON object";
  if (fields != kFields || read.size() != kFields) return "it has not the four fields, each once";
  for (const char* name : {"ref", "by", "comment"}) {
    if (!read.contains(name) || !IsText(read[name])) return "a text is missing or empty";
  }
  const auto& comment = read["comment"].get_ref<const std::string&>();
  if (!IsWord(read["ref"].get_ref<const std::string&>()) ||
      !IsWord(read["by"].get_ref<const std::string&>())) {
    return "ref and by are words of up to 64 characters";
  }
  if (HasControls(comment)) return "the comment has control characters";
  if (Characters(comment) > kMaxMessageComment) return "the comment is too long";
  if (!read.contains("working_days") || !read["working_days"].is_number_integer()) {
    return "working_days is no whole number";
  }
  const auto& days = read["working_days"];
  if (days < 1 || days > kMaxMessageWorkingDays) return "working_days is not from 1 to 60";
  return "";
}

}  // namespace

std::variant<AcknowledgementMessage, std::string> ReadAcknowledgementMessage(
    std::string_view bytes) {
  if (bytes.size() > kMaxAcknowledgementMessage) return "it is too long";
  std::size_t fields = 0;
  const json read = Parse(bytes, fields);
  if (std::string fault = Fault(read, fields); !fault.empty()) return fault;
  return AcknowledgementMessage{read["ref"].get<std::string>(), read["by"].get<std::string>(),
                                read["comment"].get<std::string>(),
                                read["working_days"].get<int>()};
}

}  // namespace caseclock

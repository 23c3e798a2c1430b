/// @file
/// Letters of protocols: ASCII, whatever the machine's language. (Debian's Abseil is built with a string view of its
/// own, so that its functions do not take ours.)
///
/// Example: IsSameAscii("Content-Type", "content-type")
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace caseclock {

/// Other bytes stay as they are.
constexpr char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Letters and digits.
constexpr bool IsAsciiAlphanumeric(char c) {
  const char lower = AsciiLower(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

/// The same but for capitals.
inline bool IsSameAscii(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return AsciiLower(x) == AsciiLower(y); });
}

/// Example: AsciiLowered("Gzip") == "gzip".
inline std::string AsciiLowered(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), AsciiLower);
  return lowered;
}

/// Without blanks and tabs on either side.
constexpr std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Whether the value of a Content-Type is of this type, whatever its case and parameters.
/// Example: ("application/JSON; charset=utf-8", "application/json").
inline bool IsMediaType(std::string_view content_type, std::string_view type) {
  return IsSameAscii(Trimmed(content_type.substr(0, content_type.find(';'))), type);
}

}  // namespace caseclock

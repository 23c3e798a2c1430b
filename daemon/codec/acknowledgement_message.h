/// @file
/// A message of the acknowledgement topic: somebody says elsewhere, in a ticket system say, that an alert is in hand.
///
/// Example:
///   {"ref": "A3F7K9Q2M4XTB", "by": "head", "comment": "Agency cover from Monday.", "working_days": 5}
///
/// Strict: these four, each once, and nothing else. Who did not mean an acknowledgement is not taken to have made one.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace caseclock {

/// Longest message, and longest comment in it. Units: bytes; characters.
inline constexpr std::size_t kMaxAcknowledgementMessage = 16 * 1024;
inline constexpr std::size_t kMaxMessageComment = 1'000;
/// For how long an alert may be in hand. Units: working days.
inline constexpr int kMaxMessageWorkingDays = 60;

/// What one message says.
struct AcknowledgementMessage {
  std::string ref;      ///< of the alert, as mails have it
  std::string by;       ///< id of a person
  std::string comment;  ///< a sentence or two
  int working_days = 1;
  friend bool operator==(const AcknowledgementMessage&, const AcknowledgementMessage&) = default;
};

/// Errors: why it is none, in words that repeat nothing of it. Example: "a text is empty".
std::variant<AcknowledgementMessage, std::string> ReadAcknowledgementMessage(
    std::string_view bytes);

}  // namespace caseclock

/// @file
/// A mail as bytes: a fixed set of headers and two parts, text and HTML, whatever the texts hold.
///
/// Example: two lines of text and one of HTML become multipart/alternative with
///   From, To, Subject, Date, Message-ID, In-Reply-To and References (of a thread), Auto-Submitted: auto-generated,
///   X-Auto-Response-Suppress: All, List-Id, MIME-Version, Content-Type
/// and no other header, in this order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caseclock {

/// What a mail is made of. Every text is UTF-8; what is not is replaced, and controls are dropped from headers.
struct MailMessage {
  std::string from_name;     ///< "Caseclock"
  std::string from_address;  ///< "caseclock@council.example"
  std::string to_address;
  std::string subject;
  std::int64_t date_us = 0;  ///< Units: microseconds since 1970-01-01 UTC
  std::string id;  ///< left part of the Message-ID; the right part is the domain of from_address
  std::vector<std::string> references;  ///< ids of earlier mails of the thread, oldest first
  std::string list;                     ///< left part of the List-Id: "alerts"
  std::string text;
  std::string html;
};

/// Longest subject; longer ones end in an ellipsis. Units: characters.
inline constexpr std::size_t kMaxSubject = 140;

/// The bytes, lines ended by CR LF, none longer than 998. The same message gives the same bytes.
/// An address that is none becomes nobody@invalid, which every server refuses. Thread safety: Safe from any thread.
std::string MailBytes(const MailMessage& message);

/// True for "name@host" with an ASCII local part and a host of letters, digits, dots and hyphens; nothing else may
/// become an envelope address.
bool IsMailAddress(std::string_view address);

}  // namespace caseclock

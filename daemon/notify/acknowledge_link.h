/// @file
/// The links by which a reader acknowledges an alert: signed, so that nobody can make one, and expiring.
///
/// Example:
///   AcknowledgeLinks links("https://caseclock.council.example", key);
///   links.Make({"A3F7K9Q2M4XTB", "head", expires_us})  // ".../alerts/acknowledge?t=..."
///   links.Read(token, now_us)                          // the same three values, or why not
///
/// A token is base64url without padding (RFC 4648, 5) of
///   version (1) | expiry, 8 bytes, highest first | length of ref, ref | length of person, person | HMAC-SHA256
/// with lengths of one byte. There is one spelling of each token: what decodes to the same bytes otherwise is refused.
/// Whoever has a token can acknowledge: it is not to be logged, and it cannot be called back before it expires.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace caseclock {

/// Who may acknowledge what, until when.
struct AcknowledgeTicket {
  std::string ref;
  std::string person;
  std::int64_t expires_us = 0;
  friend bool operator==(const AcknowledgeTicket&, const AcknowledgeTicket&) = default;
};

/// Why a token is not accepted.
enum class TicketProblem {
  kUnreadable,  ///< not one of ours, or changed
  kExpired,
};

/// Longest ref and longest person. Units: bytes.
inline constexpr std::size_t kMaxTicketText = 128;

/// Shortest key. Units: bytes.
inline constexpr std::size_t kMinLinkKeyBytes = 32;

/// Makes and reads tokens: HMAC-SHA256 over the ticket. Thread safety: Safe from any thread.
class AcknowledgeLinks {
 public:
  /// `base`: where readers reach the daemon, without a slash at the end. Requires: key of kMinLinkKeyBytes or more.
  AcknowledgeLinks(std::string base, std::string key);

  /// The whole link. Requires: ref and person of 1 to kMaxTicketText bytes.
  std::string Make(const AcknowledgeTicket& ticket) const;
  /// The ticket of a token, compared in constant time.
  std::variant<AcknowledgeTicket, TicketProblem> Read(std::string_view token,
                                                      std::int64_t now_us) const;

 private:
  std::string Sign(std::string_view payload) const;

  const std::string base_;
  const std::string key_;
};

}  // namespace caseclock

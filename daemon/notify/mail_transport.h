/// @file
/// How a finished mail leaves the house: an interface with an SMTP server behind it, a folder (for the demo), and a
/// fake for tests.
///
/// Example:
///   SendResult sent = transport.Send({"m-1", "north@council.example", bytes});
///   if (sent.kind == SendResult::Kind::kDeferred) ...   // again later, the same bytes
#pragma once

#include <string>
#include <string_view>

namespace caseclock {

/// One mail to one address.
struct OutgoingMail {
  std::string_view id;       ///< left part of the Message-ID
  std::string_view address;  ///< of the one recipient
  std::string_view message;  ///< headers and body, lines ended by CR LF
};

/// What came of one attempt.
struct SendResult {
  enum class Kind {
    kDelivered,  ///< the server has taken responsibility (250)
    kDeferred,   ///< not now: 4xx, no connection, a timeout, a lost answer
    kRefused,    ///< never: 5xx to this mail or this address
  };
  Kind kind = Kind::kDeferred;
  int code = 0;  ///< the server's reply; 0: none
  /// A sentence for the log: verb and code, never an address or the server's text.
  std::string reason;
  /// Any other mail would have fared the same: no connection, no TLS, no login. Of deferred mails only.
  bool of_the_server = false;
  friend bool operator==(const SendResult&, const SendResult&) = default;
};

/// Sends, one mail at a time. May block for as long as its time limits say.
/// Thread safety: Send is used by one thread; Stop is safe from any thread.
class MailTransport {
 public:
  virtual ~MailTransport() = default;
  virtual SendResult Send(const OutgoingMail& mail) = 0;
  /// Makes a Send under way, and every later one, return soon. What had not ended is deferred.
  virtual void Stop() {}
};

}  // namespace caseclock

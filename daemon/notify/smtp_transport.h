/// @file
/// Mail through an SMTP server (RFC 5321), with libcurl: one connection for one mail.
///
/// Example:
///   SmtpTransport transport({.host = "smtp.council.example", .port = 587, .from = "caseclock@council.example"});
///   transport.Send({"m-1", "north@council.example", bytes})   // {kRefused, 550, "RCPT was answered 550"}
///
/// | what happens | result |
/// |---|---|
/// | 250 to the final dot | delivered, whatever comes after |
/// | 5xx to MAIL, RCPT, DATA or the final dot | refused; but 530 to 538 ask for a login or TLS: deferred |
/// | 5xx to greeting, EHLO, STARTTLS or AUTH | deferred: a fault of the server or of its configuration |
/// | 4xx, no connection, no TLS, no login, a time limit, a lost connection | deferred |
///
/// When the connection is lost after the final dot and before its answer, nobody knows whether the server has taken
/// the mail: it is deferred, so a reader may get it twice, with the same Message-ID, but never not at all.
///
/// Deliberately absent: several recipients (one would learn of the other), pipelining, connections kept open.
#pragma once

#include <atomic>
#include <string>

#include "daemon/notify/mail_transport.h"

namespace caseclock {

/// How the connection is protected.
enum class MailSecurity {
  kNone,      ///< for a server on this machine
  kStartTls,  ///< required: a server without STARTTLS gets no mail and no password
  kTls,       ///< from the first byte; port 465
};

/// Which server, as whom, and how long it may take.
struct SmtpOptions {
  std::string host;
  int port = 587;
  MailSecurity security = MailSecurity::kStartTls;
  std::string ca_file = {};   ///< PEM; "": the certificates of the machine
  std::string username = {};  ///< "": no login. Otherwise nothing is sent to a server without one
  std::string password = {};
  std::string helo = {};  ///< our name in EHLO; "": the name of the machine
  std::string from;       ///< the envelope's; where bounces go

  int connect_ms = 15'000;  ///< until logged in. Units: milliseconds, as all of these
  int whole_ms = 60'000;    ///< from the first packet to the final dot
  /// From the final dot to its answer. RFC 5321, 4.5.3.2.6: ten minutes, because the server may be scanning the mail,
  /// and whoever does not wait for it sends it twice.
  int answer_ms = 600'000;
  int quit_ms = 2'000;  ///< for good manners
  int stop_ms = 5'000;  ///< after Stop, for the answer to a final dot
};

/// Sends with libcurl. Limits are looked at once a second, or more often.
class SmtpTransport final : public MailTransport {
 public:
  explicit SmtpTransport(SmtpOptions options);

  /// Errors: an address that could be more than an address is refused with code 0; nothing is sent.
  SendResult Send(const OutgoingMail& mail) override;
  /// Connects, with TLS and login as configured, and sends no mail. Returns "" or the fault in words, such as "AUTH was
  /// answered 535".
  std::string TryConnection() const;
  void Stop() override { stopping_ = true; }

 private:
  const SmtpOptions options_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace caseclock

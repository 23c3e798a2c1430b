/// @file
/// What the tests of the SMTP transport send, and with which time limits.
///
/// Example: SmtpTransport(PatientOptions(server.port())).Send(SampleMail());
#pragma once

#include "daemon/notify/smtp_transport.h"

namespace caseclock {

inline constexpr const char* kSampleBytes =
    "From: Caseclock <caseclock@council.example>\r\n"
    "To: desk@council.example\r\n"
    "Message-ID: <m-1@council.example>\r\n"
    "Subject: Invented\r\n"
    "\r\n"
    "Nothing is late.\r\n";

/// Limits that a busy machine keeps.
inline SmtpOptions PatientOptions(int port) {
  return {.host = "127.0.0.1",
          .port = port,
          .security = MailSecurity::kNone,
          .helo = "caseclock.example",
          .from = "caseclock@council.example",
          .connect_ms = 60'000,
          .whole_ms = 60'000,
          .answer_ms = 60'000,
          .quit_ms = 100,
          .stop_ms = 100};
}

/// For a server that stalls.
inline SmtpOptions QuickOptions(int port) {
  SmtpOptions options = PatientOptions(port);
  options.connect_ms = 1'000;
  options.whole_ms = 1'500;
  options.answer_ms = 800;
  return options;
}

inline OutgoingMail SampleMail() { return {"m-1", "desk@council.example", kSampleBytes}; }

}  // namespace caseclock

/// @file
/// What the tests of the SMTP transport send, and with which short time limits.
///
/// Example: SmtpTransport(QuickOptions(server.port())).Send(SampleMail());
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

inline SmtpOptions QuickOptions(int port) {
  return {.host = "127.0.0.1",
          .port = port,
          .security = MailSecurity::kNone,
          .helo = "caseclock.example",
          .from = "caseclock@council.example",
          .connect_ms = 400,
          .whole_ms = 600,
          .answer_ms = 600,
          .quit_ms = 100,
          .stop_ms = 100};
}

inline OutgoingMail SampleMail() { return {"m-1", "desk@council.example", kSampleBytes}; }

}  // namespace caseclock

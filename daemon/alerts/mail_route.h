/// @file
/// The route that emails take, as the configuration names it: a server, a folder, or none.
///
/// Example: MakeMailRoute({.host = "smtp.council.example", .from = "caseclock@council.example"}).transport->Send(mail)
#pragma once

#include <memory>
#include <string>

#include "daemon/config/alerts_config.h"
#include "daemon/notify/mail_transport.h"

namespace caseclock {

/// A transport, or why there is none, in the form "could not ...\nDetail: ...\nHint: ...".
struct MailRoute {
  std::unique_ptr<MailTransport> transport;
  std::string problem;
};

/// Connects to the configured server, with TLS and login, and sends nothing. Returns "" or what failed.
std::string TryMailServer(const MailConfig& mail);

/// Errors: the file of the password cannot be read. Without server and folder mails wait, and are given up in the end.
MailRoute MakeMailRoute(const MailConfig& mail);

}  // namespace caseclock

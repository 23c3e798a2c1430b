#include "daemon/alerts/mail_route.h"

#include <utility>

#include "daemon/alerts/secrets.h"
#include "daemon/notify/mail_folder.h"
#include "daemon/notify/smtp_transport.h"

namespace caseclock {
namespace {

class NoRoute final : public MailTransport {
 public:
  SendResult Send(const OutgoingMail&) override {
    return {.kind = SendResult::Kind::kDeferred,
            .reason = "no mail server is configured",
            .of_the_server = true};
  }
};

MailSecurity SecurityOf(MailProtection protection) {
  switch (protection) {
    case MailProtection::kStartTls: return MailSecurity::kStartTls;
    case MailProtection::kTls: return MailSecurity::kTls;
    case MailProtection::kNone: return MailSecurity::kNone;
  }
  return MailSecurity::kStartTls;
}

/// With the password; `problem` says why it could not be read.
SmtpOptions OptionsOf(const MailConfig& mail, std::string& problem) {
  SmtpOptions options;
  options.host = mail.host;
  options.port = mail.port;
  options.security = SecurityOf(mail.security);
  options.ca_file = mail.ca_file;
  options.username = mail.username;
  options.from = mail.from;
  if (!mail.password_file.empty()) {
    Secret secret = ReadSecret(mail.password_file);
    problem = std::move(secret.problem);
    options.password = std::move(secret.value);
  }
  return options;
}

}  // namespace

MailRoute MakeMailRoute(const MailConfig& mail) {
  if (!mail.folder.empty()) return {std::make_unique<MailFolder>(mail.folder), ""};
  if (mail.host.empty()) return {std::make_unique<NoRoute>(), ""};
  std::string problem;
  SmtpOptions options = OptionsOf(mail, problem);
  if (!problem.empty()) return {nullptr, problem};
  return {std::make_unique<SmtpTransport>(std::move(options)), ""};
}

std::string TryMailServer(const MailConfig& mail) {
  if (mail.host.empty()) return "";
  std::string problem;
  SmtpOptions options = OptionsOf(mail, problem);
  if (!problem.empty()) return problem;
  return SmtpTransport(std::move(options)).TryConnection();
}

}  // namespace caseclock

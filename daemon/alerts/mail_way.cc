#include "daemon/alerts/mail_way.h"

#include <utility>

#include "daemon/alerts/secrets.h"
#include "daemon/notify/mail_folder.h"
#include "daemon/notify/smtp_transport.h"

namespace caseclock {
namespace {

class NoWay final : public MailTransport {
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

}  // namespace

MailWay MakeMailWay(const MailConfig& mail) {
  if (!mail.folder.empty()) return {std::make_unique<MailFolder>(mail.folder), ""};
  if (mail.host.empty()) return {std::make_unique<NoWay>(), ""};
  SmtpOptions options;
  options.host = mail.host;
  options.port = mail.port;
  options.security = SecurityOf(mail.security);
  options.ca_file = mail.ca_file;
  options.username = mail.username;
  options.from = mail.from;
  if (!mail.password_file.empty()) {
    Secret secret = ReadSecret(mail.password_file);
    if (!secret.problem.empty()) return {nullptr, secret.problem};
    options.password = std::move(secret.value);
  }
  return {std::make_unique<SmtpTransport>(std::move(options)), ""};
}

}  // namespace caseclock

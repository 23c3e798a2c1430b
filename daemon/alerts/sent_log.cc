#include "daemon/alerts/sent_log.h"

#include <fmt/format.h>

namespace caseclock {
namespace {

const char* Adjective(MailKind kind) {
  switch (kind) {
    case MailKind::kImmediate: return "urgent";
    case MailKind::kDigest: return "digest";
    case MailKind::kTest: return "test";
  }
  return "";
}

std::string EndText(MailEnd end, const std::string& code) {
  switch (end) {
    case MailEnd::kDelivered: return "delivered";
    case MailEnd::kRefused: return "refused by the mail server (" + code + ")";
    case MailEnd::kGivenUp: return "given up because the mail server could not be reached";
  }
  return "";
}

}  // namespace

void SentLog::Note(const LedgerEntry& entry, const Ledger& before) {
  const auto* outcome = std::get_if<MailOutcome>(&entry);
  if (outcome == nullptr) return;
  const MailRecord* mail = before.FindMail(outcome->id);
  if (mail == nullptr || mail->outcome) return;
  Group& group = ended_[{outcome->end, mail->claim.kind, outcome->reason}];
  ++group.emails;
  group.readers.insert(mail->claim.reader);
}

std::string SentLog::TakeLine() {
  std::map<std::pair<MailEnd, std::string>, std::pair<std::int64_t, std::string>> lines;
  for (const auto& [key, group] : ended_) {
    const auto& [end, kind, code] = key;
    auto& [emails, text] = lines[{end, code}];
    emails += group.emails;
    text += fmt::format("{}{} {} to {} {}", text.empty() ? "" : ", ", group.emails, Adjective(kind),
                        group.readers.size(), group.readers.size() == 1 ? "person" : "people");
  }
  ended_.clear();
  std::string all;
  for (const auto& [key, line] : lines) {
    const auto& [emails, text] = line;
    all += fmt::format("{}{} {} {}: {}", all.empty() ? "" : "; ", emails,
                       emails == 1 ? "email" : "emails", EndText(key.first, key.second), text);
  }
  return all;
}

}  // namespace caseclock

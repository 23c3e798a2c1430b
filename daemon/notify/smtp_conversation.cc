#include "daemon/notify/smtp_conversation.h"

#include <array>
#include <charconv>
#include <utility>

namespace caseclock {
namespace {

constexpr std::array<std::pair<std::string_view, SmtpStage>, 7> kVerbs = {{
    {"EHLO", SmtpStage::kEhlo},
    {"HELO", SmtpStage::kEhlo},
    {"STARTTLS", SmtpStage::kStartTls},
    {"AUTH", SmtpStage::kAuth},
    {"MAIL", SmtpStage::kMail},
    {"RCPT", SmtpStage::kRcpt},
    {"DATA", SmtpStage::kData},
}};

// The code of a reply's last line ("250 OK", not "250-SIZE"), or 0.
int LastLineCode(std::string_view line) {
  if (line.size() < 3 || (line.size() > 3 && line[3] == '-')) return 0;
  int code = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + 3, code);
  return error == std::errc() && end == line.data() + 3 ? code : 0;
}

}  // namespace

std::string_view SmtpStageName(SmtpStage stage) {
  switch (stage) {
    case SmtpStage::kGreeting: return "greeting";
    case SmtpStage::kEhlo: return "EHLO";
    case SmtpStage::kStartTls: return "STARTTLS";
    case SmtpStage::kAuth: return "AUTH";
    case SmtpStage::kMail: return "MAIL";
    case SmtpStage::kRcpt: return "RCPT";
    case SmtpStage::kData: return "DATA";
    case SmtpStage::kMessage: return "message";
    case SmtpStage::kFinalDot: return "final dot";
  }
  return "";
}

void SmtpConversation::Sent(std::string_view line) {
  const std::string_view word = line.substr(0, line.find_first_of(" \r\n"));
  quitting_ = quitting_ || word == "QUIT";
  for (const auto& [verb, stage] : kVerbs) {
    if (word != verb || quitting_) continue;
    stage_ = stage;
    if (word != "HELO") code_ = 0;  // why it was EHLO no longer
  }
}

void SmtpConversation::Received(std::string_view line) {
  const int code = LastLineCode(line);
  if (code == 0 || quitting_) return;
  code_ = code;
  if (stage_ == SmtpStage::kAuth && code == 235) logged_in_ = true;
  if (stage_ == SmtpStage::kMessage) stage_ = SmtpStage::kFinalDot;  // only the dot is answered
  if (stage_ == SmtpStage::kFinalDot && code == 250) delivered_ = true;
  if (stage_ == SmtpStage::kData && code == 354) {
    stage_ = SmtpStage::kMessage;
    code_ = 0;
  }
}

void SmtpConversation::ContentEnded() {
  if (stage_ == SmtpStage::kMessage) stage_ = SmtpStage::kFinalDot;
}

}  // namespace caseclock

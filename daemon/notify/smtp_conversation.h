/// @file
/// How far one conversation with an SMTP server has come, as told by the lines that pass: libcurl reports only its last
/// reply, not to which command.
///
/// Example: after Sent("RCPT TO:<...>\r\n") and Received("550 5.1.1 no such user\r\n"):
///   conversation.stage() == SmtpStage::kRcpt; conversation.code() == 550; conversation.delivered() == false
///
/// Nothing of a line is kept but its verb or its code: lines hold addresses and passwords.
#pragma once

#include <string_view>

namespace caseclock {

/// The command that was sent last, in the order of a conversation. QUIT is none: what was said before it counts.
enum class SmtpStage {
  kGreeting,
  kEhlo,
  kStartTls,
  kAuth,
  kMail,
  kRcpt,
  kData,
  kMessage,   ///< the content is on its way
  kFinalDot,  ///< all of it has been handed over
};

/// "greeting", "EHLO", "final dot".
std::string_view SmtpStageName(SmtpStage stage);

/// Used by one thread.
class SmtpConversation {
 public:
  /// Something went to the server; only a line that begins with a verb counts.
  void Sent(std::string_view line);
  /// One line came from the server.
  void Received(std::string_view line);
  /// The whole content has been given to the library, which adds the dot.
  void ContentEnded();

  SmtpStage stage() const { return stage_; }
  bool quitting() const { return quitting_; }
  /// The reply to the last command; 0: none yet.
  int code() const { return code_; }
  /// The server has taken responsibility.
  bool delivered() const { return delivered_; }
  /// A login has been accepted.
  bool logged_in() const { return logged_in_; }

 private:
  SmtpStage stage_ = SmtpStage::kGreeting;
  int code_ = 0;
  bool delivered_ = false;
  bool logged_in_ = false;
  bool quitting_ = false;
};

}  // namespace caseclock

/// @file
/// Texts that want to be more than text: headers, markup, links, parts, lines.
///
/// Example: one is "\r\nBcc: eve@example.org"; none is harmless.
#pragma once

#include <string>
#include <vector>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_message.h"

namespace caseclock {

/// At least a hundred, each another one.
std::vector<std::string> HostileTexts();

/// A content with every list and section, whose every text is `text` and whose every link is `link`.
MailContent FilledWith(const std::string& text, const std::string& link);

/// Its message, whose every other field is `text` too.
MailMessage MessageFilledWith(const std::string& text, const std::string& link);

}  // namespace caseclock

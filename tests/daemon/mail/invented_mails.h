/// @file
/// One mail of each sort, invented: councils, teams and figures are nobody's.
///
/// Example: Invented("urgent") is a mail at once about Assessment North; MessageOf("urgent", it) is its message.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_message.h"

namespace caseclock {

/// The alert of the worked examples: 12 of 85 assessments late in Assessment North.
MailAlert InventedAlert();

/// Name of the golden files and content of every sort of mail.
std::vector<std::pair<std::string, MailContent>> InventedMails();

/// The message that carries the content, with a fixed id, date and thread.
MailMessage MessageOf(const std::string& name, const MailContent& content);

}  // namespace caseclock

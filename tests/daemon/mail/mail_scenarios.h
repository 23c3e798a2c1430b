/// @file
/// Stories of which the emails are golden: what people would have read on days on which emails were false, and in a
/// week in which everything is bad. They are made as in the daemon: figures, rules, ledger, plan, words.
///
/// Example: ScenarioMails() has {"nothing_to_report", a weekly summary that says "No alerts."}.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "daemon/mail/mail_content.h"

namespace caseclock {

/// Name of the golden files and content of each.
std::vector<std::pair<std::string, MailContent>> ScenarioMails();

}  // namespace caseclock

/// @file
/// One test of rules: were the mails sent that were expected, and none that were not?
///
/// Example: CheckMails(test, outcome.mails) == {} when all is as expected; otherwise sentences such as
///   "line 12: no mail on Tue 5 Mar 2024 to north"
#pragma once

#include <span>
#include <string>
#include <vector>

#include "daemon/config/alert_test_file.h"
#include "daemon/rehearsal/rehearsal.h"

namespace caseclock {

/// True when the mail is what the pattern means. What a pattern says of an item must hold of one and the same item.
bool IsMeant(const MailPattern& pattern, const RehearsedMail& mail);

/// The pattern in words. Example: "mail on 2024-03-05 to north, immediate, assessment_45.drag, new".
std::string PatternText(const MailPattern& pattern);

/// What is otherwise than the test expects, a sentence each; empty: nothing.
std::vector<std::string> CheckMails(const AlertTest& test, std::span<const RehearsedMail> mails);

/// The mails as a table, a line for each item: when, to whom, kind, rule, team, item.
std::string MailTable(std::span<const RehearsedMail> mails);

/// "immediate", "digest" or "weekly".
std::string_view KindText(const PlannedMail& mail);

/// "Tue 2024-03-05 09:30".
std::string WhenText(const Moment& moment);

}  // namespace caseclock

/// @file
/// What text and HTML of a mail have in common, so that they say the same in the same order: cleaned texts, words and
/// symbols of states, labelled facts.
///
/// Example: an alert with why "12 of 85 are late." and owner "Team manager":
///   FactsBefore(alert)  // {{"Why", "12 of 85 are late."}}
///   FactsAfter(alert)   // {{"Owner", "Team manager"}, {"Also told", "nobody else"}}
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/mail/mail_content.h"

namespace caseclock {

/// Longest name, and longest sentence. Units: characters; what is longer ends in an ellipsis.
inline constexpr std::size_t kMaxMailName = 120;
inline constexpr std::size_t kMaxMailSentence = 600;
/// Longest link; a longer one is left out. Units: bytes.
inline constexpr std::size_t kMaxMailLink = 1000;
/// Mail programs cut what is over 100 kB: so much of each kMaxMailAlerts alerts has room.
inline constexpr std::size_t kMaxOldItems = 10;
inline constexpr std::size_t kMaxAlsoTold = 10;
inline constexpr std::size_t kMaxWeeklyLines = 40;

/// What the link to acknowledge is for.
inline constexpr std::string_view kAcknowledgeHint =
    "Opens a page: say in a sentence what is being done, and until when. Reminders stop till then.";

/// The content as it may be shown: each text one line of valid UTF-8 without controls, cut, "%" never parted from its
/// number; each link a web link or ""; each list within its bound.
/// How many alerts were left out is said in the footer.
MailContent Readable(MailContent content);

/// True for http:// and https:// followed by visible ASCII that needs no escape in a quoted attribute but "&".
bool IsWebLink(std::string_view link);

/// A label and what it says.
struct MailFact {
  std::string label;
  std::string text;
};

/// Since, resolved, why, what to do: above the oldest items. Without what is "".
std::vector<MailFact> FactsBefore(const MailAlert& alert);
/// Owner, who else was told, who has acknowledged, rule: below them.
std::vector<MailFact> FactsAfter(const MailAlert& alert);

/// State and urgency in words. Example: "NEW, urgent"; "RESOLVED".
std::string StateText(const MailAlert& alert);

/// The command that acknowledges an alert, or "". Example: "caseclock acknowledge A3F7K9Q2M4XTB".
std::string CommandText(const MailContent& content, const MailAlert& alert);

}  // namespace caseclock

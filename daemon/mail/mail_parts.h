/// @file
/// What text and HTML of a mail have in common, so that they say the same in the same order: cleaned texts, words and
/// symbols of states, labelled facts.
///
/// Example: an alert with why "12 of 85 are overdue." and owner "Team manager":
///   FactsBefore(alert)  // {{"Why", "12 of 85 are overdue."}}
///   FactsAfter(alert)   // {{"Owner", "Team manager"}, {"Also told", "No one else"}}
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
/// Mail programs cut what is over 100 kB: so much of so many paragraphs has room.
inline constexpr std::size_t kMaxParagraphs = 20;
inline constexpr std::size_t kMaxOldItems = 10;
inline constexpr std::size_t kMaxAlsoTold = 10;
inline constexpr std::size_t kMaxAlso = 6;
inline constexpr std::size_t kMaxMailLines = 40;
inline constexpr std::size_t kMaxWeeklyTables = 20;
inline constexpr std::size_t kMaxWeeklyLines = 40;

/// What the link to acknowledge is for.
inline constexpr std::string_view kAcknowledgeHint =
    "Opens a page where you say what is being done and until when. No reminders until then.";

/// The content as it may be shown: each text one line of valid UTF-8 without controls, cut, percentages closed up
/// ("84.9%"); each link a web link or ""; each list within its bound.
/// How many alerts were left out is said in the footer.
MailContent Readable(MailContent content);

/// True for http:// and https:// followed by visible ASCII that needs no escape in a quoted attribute but "&".
bool IsWebLink(std::string_view link);

/// A label and what it says.
struct MailFact {
  std::string label;
  std::string text;
};

/// Why, also, why it comes to the reader, what to do: above the oldest items. Without what is "".
std::vector<MailFact> FactsBefore(const MailAlert& alert);
/// Since, owner, who else was told, who has acknowledged, rule: below them.
std::vector<MailFact> FactsAfter(const MailAlert& alert);

/// State and urgency in words. Example: "NEW, urgent"; "RESOLVED".
std::string StateText(const MailAlert& alert);

/// The command that acknowledges an alert, or "". Example: "caseclock acknowledge A3F7K9Q2M4XTB".
std::string CommandText(const MailContent& content, const MailAlert& alert);

}  // namespace caseclock

/// @file
/// The wording of mails: states, dates, subjects, and the sentences that every mail needs.
///
/// Subjects say what and where, the most important first, and never carry a reference.
///
/// Example:
///   SubjectOf({.alerts = {{Item::kNew, Severity::kUrgent, "12 assessments late", key}}})
///     // "[urgent] Assessment North: 12 assessments late, E08000099"
///   MomentText({us, Date::FromYmd(2024, 3, 4), 550})  // "Mon 4 Mar 2024, 09:10"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "processors/alert/ledger.h"
#include "processors/alert/mail_plan.h"

namespace caseclock {

/// How a state is shown: a symbol that is no colour's in any report, and a word.
struct ItemWords {
  std::string_view symbol;  ///< "✱"
  std::string_view word;    ///< "NEW"
};

/// ✱ NEW, ◐ STILL OPEN, ◌ ACKNOWLEDGED, ◆ ESCALATED, ✓ RESOLVED.
ItemWords WordsOf(Item item);

/// The report's symbol of a colour's word: "RED" -> "■"; "" for a word that is none.
std::string_view RagSymbol(std::string_view rag);

/// Example: "Mon 4 Mar 2024".
std::string DayText(Date day);
/// In London. Example: "Mon 4 Mar 2024, 09:10".
std::string MomentText(const Moment& moment);

/// Example: Counted(1, "item", "items") -> "1 item"; Counted(1234, ...) -> "1,234 items".
std::string Counted(std::int64_t count, std::string_view one, std::string_view many);
/// Example: {"a", "b", "c"} -> "a, b and c".
std::string ListText(const std::vector<std::string>& names);

/// Days after (or, negative, before) the due date. Units: working days.
/// Example: 18 -> "18 working days late"; 0 -> "due today"; -1 -> "due in 1 working day".
std::string LateText(int days);

/// Example: "Assessment North"; "whole council"; "no team recorded"; "Caseclock itself" for the installation.
std::string PlaceText(const AlertKey& key);
/// With the authority. Example: "Assessment North, E08000099"; "Caseclock itself".
std::string WhereText(const AlertKey& key);

/// What a subject is made of: one alert of the mail.
struct SubjectAlert {
  Item item = Item::kNew;
  Severity severity = Severity::kAttention;
  std::string what;  ///< a few words with the figure: "12 assessments late"
  AlertKey key;
};

/// What a subject is made of.
struct SubjectWords {
  MailKind kind = MailKind::kImmediate;
  bool weekly = false;
  Date day{};  ///< of the mail; digests and tests
  std::vector<SubjectAlert> alerts{};
};

/// The subject. Names and words are cleaned and cut.
/// Example: "[urgent] Assessment North: 12 assessments late and 2 more, E08000099";
/// "[escalated] ..."; "Resolved: Assessment North: 3 assessments late, E08000099";
/// "Caseclock digest, Mon 4 Mar 2024: 2 new, 3 still open, 1 resolved".
std::string SubjectOf(const SubjectWords& words);

/// How many of each state, the most important first. Example: "1 escalated, 2 new, 3 still open"; "nothing open".
std::string CountsText(const std::vector<Item>& items);

/// Example: "You get this for Head of duty, who is away until Fri 15 Mar 2024."
std::string OnBehalfText(std::string_view title, Date last_day_away);
/// Example: "2 urgent alerts waited for this digest: 3 mails had gone out that day already." "" for 0.
std::string RolledUpText(int count, int budget);
/// Example: "Data as of Mon 4 Mar 2024, 06:12; figures for Mon 4 Mar 2024."
std::string DataAsOfText(const Moment& recorded, Date figures);
/// Example: "No data since Fri 1 Mar 2024, 17:40. What follows is the last known state."
std::string StaleText(const Moment& last);
/// Example: "by Head of duty on Tue 5 Mar 2024, 10:02, until Tue 12 Mar 2024, 10:02: “Two staff back.”"
std::string AcknowledgedText(std::string_view title, const Moment& at, const Moment& until,
                             std::string_view comment);

}  // namespace caseclock

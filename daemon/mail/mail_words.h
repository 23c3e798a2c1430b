/// @file
/// The wording of emails: states, dates, subjects, and the sentences that every email needs.
///
/// Subjects name the noun, then the place, the most important first, and never carry a reference.
///
/// Example:
///   SubjectOf({.alerts = {{Item::kNew, Severity::kUrgent, "12 assessments overdue", key}}})
///     // "Urgent: 12 assessments overdue, Assessment North"
///   MomentText({us, Date::FromYmd(2024, 3, 4), 550})  // "Monday 4 March 2024, 09:10"
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

/// In sentences. Example: "Monday 4 March 2024".
std::string MailDayText(Date day);
/// In London. Example: "Monday 4 March 2024, 09:10".
std::string MomentText(const Moment& moment);
/// An end in London; midnight is the end of the day before. Example: "the end of Tuesday 12 March 2024";
/// "Tuesday 12 March 2024, 10:02".
std::string UntilText(const Moment& moment);

/// Example: Counted(1, "item", "items") -> "1 item"; Counted(1234, ...) -> "1,234 items".
std::string Counted(std::int64_t count, std::string_view one, std::string_view many);
/// Example: {"a", "b", "c"} -> "a, b and c".
std::string ListText(const std::vector<std::string>& names);
/// A title within a sentence. Example: "Head of service" -> "head of service"; "NI lead" stays.
std::string RoleText(std::string_view title);
/// With a capital. Example: "no data" -> "No data".
std::string Capital(std::string text);

/// Days after (or, negative, before) the due date. Units: working days.
/// Example: 18 -> "18 working days overdue"; 0 -> "due today"; -1 -> "due in 1 working day".
std::string LateText(int days);

/// What people call a council, where no name is configured. Example: "Rotherham"; of one without a name its code.
std::string CouncilText(std::string_view authority);
/// Example: "Assessment North"; "Whole council"; "No team recorded"; "Caseclock itself" for the installation.
std::string PlaceText(const AlertKey& key);
/// With the council. Example: "Assessment North, Rotherham"; "Caseclock itself".
std::string WhereText(const AlertKey& key);

/// What a subject is made of: one alert of the email.
struct SubjectAlert {
  Item item = Item::kNew;
  Severity severity = Severity::kAttention;
  std::string what;  ///< a few words with the figure: "12 assessments overdue"
  AlertKey key;
};

/// What a subject is made of.
struct SubjectWords {
  MailKind kind = MailKind::kImmediate;
  bool weekly = false;
  Date day{};  ///< of the email; digests and tests
  std::vector<SubjectAlert> alerts{};
  std::string nothing{};  ///< what is said where there are no alerts: "no alerts", "no data"
};

/// The subject. Names and words are cleaned and cut.
/// Example: "Urgent: 12 assessments overdue, Assessment North, and 2 more"; of a digest "12 assessments overdue,
/// Assessment North, and 2 more"; of one without news "Caseclock, 5 March: 1 alert resolved"; of a summary "Weekly
/// summary, 4 March: 2 new alerts, 3 still open".
std::string SubjectOf(const SubjectWords& words);

/// How many of each state, the most important first. Example: "2 new alerts, 1 escalated to you, 3 still open"; "no
/// alerts".
std::string CountsText(const std::vector<Item>& items);

/// Example: "You are receiving this for head of duty, who is away until Friday 15 March 2024."
std::string OnBehalfText(std::string_view title, Date last_day_away);
/// Example: "2 urgent alerts waited for this digest: 3 urgent emails had already been sent that day." "" for 0.
std::string RolledUpText(int count, int budget);
/// Example: "Data as of Monday 4 March 2024, 06:12; figures for Monday 4 March 2024."
std::string DataAsOfText(const Moment& recorded, Date figures);
/// Example: "No data since Friday 1 March 2024, 17:40. These are the last known figures."
std::string StaleText(const Moment& last);
/// Example: "by head of duty on Tuesday 5 March 2024, 10:02, until the end of Tuesday 12 March 2024: “Two staff back.”"
std::string AcknowledgedText(std::string_view title, const Moment& at, const Moment& until,
                             std::string_view comment);

}  // namespace caseclock

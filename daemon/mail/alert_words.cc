#include "daemon/mail/alert_words.h"

#include "daemon/mail/mail_words.h"
#include "fmt/format.h"
#include "processors/indicator/row_words.h"

namespace caseclock {

std::string_view AdviceFor(Condition condition, const Indicator* indicator) {
  if (indicator != nullptr && !WordsOf(*indicator).advice.empty()) {
    return WordsOf(*indicator).advice;
  }
  switch (condition) {
    case Condition::kRag:
      return "Agree what will bring the figure back and by when, and record it as commentary.";
    case Condition::kShare:
      return "Look at what was completed late and what those cases have in common.";
    case Condition::kCount:
      return "Check what has changed and whether there are enough staff for it.";
    case Condition::kDrag:
    case Condition::kDragShare:
      return "Ask for a completion date for each overdue one, oldest first.";
    case Condition::kOldest:
      return "Look at this one: it is stuck, or was never closed in the case system.";
    case Condition::kDueSoon: return "Check that each has what it needs to finish, oldest first.";
    case Condition::kOutOfReach:
      return "Agree what can still be reached, and tell the people who report on the target.";
    case Condition::kSignal:
      return "This is more than chance: find out what has changed before changing anything.";
    case Condition::kBand:
      return "Check whether each can end soon, and when its next conference is.";
    case Condition::kDataLate:
      return "Check the export and the feed. Managers are told nothing new until data arrive.";
    case Condition::kMailRefused:
      return "Check the addresses in the configuration; caseclock alerts list shows the people.";
  }
  return "";
}

std::string HeadlineOf(const AlertRule* rule, const Catalogue& catalogue, std::string_view brief) {
  if (rule == nullptr) return std::string(brief);
  const Indicator* indicator = catalogue.Find(rule->indicator);
  if (indicator != nullptr) return fmt::format("{}: {}", indicator->title, brief);
  if (rule->condition == Condition::kDataLate) return fmt::format("The feed of events: {}", brief);
  return fmt::format("Emails: {}", brief);
}

std::string FooterFor(const Person& reader) {
  return fmt::format(
      "You are receiving this because you are {}. To change what you receive, ask the people who "
      "run Caseclock at your council. This email contains no names: please keep it "
      "that way if you forward it.",
      RoleText(reader.title));
}

}  // namespace caseclock

#include "daemon/mail/alert_words.h"

#include "fmt/format.h"

namespace caseclock {

std::string_view AdviceFor(Condition condition, const Indicator* indicator) {
  if (indicator != nullptr && indicator->kind == IndicatorKind::kLateReview) {
    return "Ask for each whether its conference can be held earlier, before the line.";
  }
  switch (condition) {
    case Condition::kRag:
      return "Agree what will bring the figure back, by when, and write it beside the figure.";
    case Condition::kShare:
      return "Look at what finished late this time and what the late ones have in common.";
    case Condition::kCount: return "Check that there are people for it, and what has changed.";
    case Condition::kDrag:
    case Condition::kDragShare:
      return "Ask for a date of completion for each late one, the oldest first.";
    case Condition::kOldest:
      return "Look at this one: either it is stuck, or it was never closed in the case system.";
    case Condition::kDueSoon:
      return "Check that each has what it needs to finish, the oldest first.";
    case Condition::kOutOfReach:
      return "Agree what can still be reached, and tell those who report on the target.";
    case Condition::kSignal:
      return "This is more than chance: find out what has changed before changing anything.";
    case Condition::kBand:
      return "Check for each whether it can end soon, and when its next conference is.";
    case Condition::kDataLate:
      return "Check the export and the feed; until then no manager is told anything new.";
    case Condition::kMailRefused:
      return "Check the addresses in the configuration; caseclock alerts list names the people.";
  }
  return "";
}

std::string HeadlineOf(const AlertRule* rule, const Catalogue& catalogue, std::string_view brief) {
  if (rule == nullptr) return std::string(brief);
  const Indicator* indicator = catalogue.Find(rule->indicator);
  if (indicator != nullptr) return fmt::format("{}: {}", indicator->title, brief);
  if (rule->condition == Condition::kDataLate) return fmt::format("The feed of events: {}", brief);
  return fmt::format("Mails: {}", brief);
}

std::string FooterFor(const Person& reader) {
  return fmt::format(
      "You get this as {}. Who is told what, and when, is set by those who run Caseclock at your "
      "council. This mail holds no names; please do not add any when you pass it on.",
      reader.title);
}

}  // namespace caseclock

#include "daemon/page/records_words.h"

namespace caseclock {
namespace {

constexpr char kAsk[] = "Ask whoever runs Caseclock in your council";

}  // namespace

std::string RecordPartText(const RecordQuestion& question, std::string_view counted) {
  switch (question.part) {
    case RecordPart::kAll: return "looked at";
    case RecordPart::kNumerator: return std::string(counted);
    case RecordPart::kDenominator: return "counted";
    case RecordPart::kOpen: return "open";
    case RecordPart::kDrag: return "overdue";
    case RecordPart::kDueSoon: return "due soon";
  }
  return "";
}

std::optional<std::int64_t> RecordPartFigure(const Row& row, RecordPart part) {
  switch (part) {
    case RecordPart::kAll: return std::nullopt;
    case RecordPart::kNumerator: return row.current.numerator;
    case RecordPart::kDenominator: return row.current.denominator;
    case RecordPart::kOpen: return row.open;
    case RecordPart::kDrag: return row.drag;
    case RecordPart::kDueSoon: return row.due_soon;
  }
  return std::nullopt;
}

RefusalWords RefusalWordsOf(std::optional<RecordRefusal> refusal) {
  const std::string ask = kAsk;
  if (!refusal) {
    return {
        404, "Records are not shown here", "This daemon shows figures, not records.",
        ask + " for the records behind a figure; the command \"caseclock explain\" lists them."};
  }
  switch (*refusal) {
    case RecordRefusal::kNotAuthenticated:
      return {401, "Please sign in first",
              "Records are shown only to people who have said who they are.",
              "Open Caseclock through your council's sign-in. " + ask + " where that is."};
    case RecordRefusal::kNotAllowed:
      return {403, "You may not see these records",
              "Your sign-in is known, but it is not on the list of those who may see records of "
              "this council.",
              ask + " to put you on it, if your work needs them."};
    case RecordRefusal::kUnknown:
      return {404, "There is no such figure",
              "No council, indicator, window or part of that name is known.",
              "Go back to the board and follow the figure from there."};
    case RecordRefusal::kNotCaughtUp:
      return {503, "Not just now", "The figures of this council are still being read.",
              "Try again in a few minutes, once the board says that it is live."};
    case RecordRefusal::kBusy:
      return {503, "Not just now", "Too many are asking for records at once.",
              "Try again in a minute."};
    case RecordRefusal::kTooMany:
      return {429, "Too many questions",
              "You have asked for records more often than is possible in so short a time.",
              "Wait a few seconds and try again."};
    case RecordRefusal::kNotAudited:
      return {503, "Not just now",
              "Each look at records is written down. That cannot be done at present, so nothing is "
              "shown.",
              ask + " to look at the audit's file."};
  }
  return {};
}

}  // namespace caseclock

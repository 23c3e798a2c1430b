#include "daemon/page/record_desk.h"

#include <array>
#include <utility>

namespace caseclock {
namespace {

constexpr std::array<std::pair<RecordPart, std::string_view>, 6> kParts = {
    {{RecordPart::kAll, "all"},
     {RecordPart::kNumerator, "numerator"},
     {RecordPart::kDenominator, "denominator"},
     {RecordPart::kOpen, "open"},
     {RecordPart::kDrag, "drag"},
     {RecordPart::kDueSoon, "due_soon"}}};

}  // namespace

std::string_view RecordPartName(RecordPart part) {
  for (const auto& [known, name] : kParts) {
    if (known == part) return name;
  }
  return "";
}

std::optional<RecordPart> RecordPartOf(std::string_view name) {
  for (const auto& [part, known] : kParts) {
    if (known == name) return part;
  }
  return std::nullopt;
}

bool IsInPart(const ExplainedRecord& record, RecordPart part) {
  switch (part) {
    case RecordPart::kAll: return true;
    case RecordPart::kNumerator: return record.in_numerator;
    case RecordPart::kDenominator: return record.in_denominator;
    case RecordPart::kOpen: return record.open;
    case RecordPart::kDrag: return record.drag;
    case RecordPart::kDueSoon: return record.due_soon;
  }
  return false;
}

std::string_view RecordRefusalName(RecordRefusal refusal) {
  switch (refusal) {
    case RecordRefusal::kNotAuthenticated: return "not_authenticated";
    case RecordRefusal::kNotAllowed: return "not_allowed";
    case RecordRefusal::kUnknown: return "unknown";
    case RecordRefusal::kNotCaughtUp: return "not_caught_up";
    case RecordRefusal::kBusy: return "busy";
    case RecordRefusal::kTooMany: return "too_many";
    case RecordRefusal::kNotAudited: return "not_audited";
  }
  return "";
}

}  // namespace caseclock

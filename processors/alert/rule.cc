#include "processors/alert/rule.h"

#include <array>

namespace caseclock {
namespace {

constexpr std::array<std::string_view, kConditionCount> kConditionNames = {
    "rag",      "share",        "count",  "drag", "drag_share", "oldest",
    "due_soon", "out_of_reach", "signal", "band", "data_late",  "mail_refused"};

}  // namespace

std::string_view ConditionName(Condition condition) {
  return kConditionNames[static_cast<std::size_t>(condition)];
}

bool HasLevels(Condition condition) {
  return condition != Condition::kRag && condition != Condition::kOutOfReach &&
         condition != Condition::kSignal;
}

bool IsForOperators(Condition condition) {
  return condition == Condition::kDataLate || condition == Condition::kMailRefused;
}

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kUrgent: return "urgent";
    case Severity::kAttention: return "attention";
    case Severity::kNotice: return "notice";
  }
  return "";
}

const AlertRule* FindRule(const std::vector<AlertRule>& rules, std::string_view id) {
  for (const AlertRule& rule : rules) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

}  // namespace caseclock

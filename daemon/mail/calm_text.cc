#include "daemon/mail/calm_text.h"

#include <algorithm>

#include "daemon/mail/mail_words.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

bool HasTeam(const Person& reader, const std::string& team) {
  return reader.teams.empty() ||
         std::find(reader.teams.begin(), reader.teams.end(), team) != reader.teams.end();
}

/// Alerts that hold, but not for long enough yet.
std::int64_t Waiting(const MakerInput& input, const Person& reader,
                     const std::vector<std::string>& councils) {
  return std::count_if(
      input.ledger.alerts().begin(), input.ledger.alerts().end(), [&](const auto& one) {
        const auto& [key, state] = one;
        const bool theirs =
            std::find(councils.begin(), councils.end(), key.authority) != councils.end();
        return state.phase == Phase::kPending && theirs && HasTeam(reader, key.team);
      });
}

/// The rules were first looked at less than the longest waiting time ago.
bool HaveJustBegun(const MakerInput& input) {
  std::int64_t longest = 0;
  for (const AlertRule& rule : input.rules) longest = std::max(longest, rule.for_minutes);
  const std::int64_t begun_us = input.ledger.begun_us();
  return begun_us == 0 || input.moment.us - begun_us < longest * kMinuteUs;
}

/// "" when the council's figures exist and are fresh.
CalmWords WhatIsWrong(const MakerInput& input, const std::string& authority) {
  const AuthorityView* view = input.view_of ? input.view_of(authority) : nullptr;
  const bool empty = view == nullptr || (view->rows.empty() && view->judgements.empty());
  if (empty || view->data_as_of_us == 0) {
    return {"no data",
            fmt::format("No data: nothing has been received for {}.",
                        authority.empty() ? "any council" : CouncilName(input, authority))};
  }
  const auto days =
      input.days_since ? input.days_since(authority, view->data_as_of_us) : std::optional(0);
  if (!IsFeedLate(input, authority) && days && *days <= kFreshWorkingDays) return {};
  return {"no recent data", fmt::format("Not known: nothing has been recorded for {} since {}.",
                                        CouncilName(input, authority),
                                        MomentText(input.moment_of(view->data_as_of_us)))};
}

}  // namespace

bool IsFeedLate(const MakerInput& input, std::string_view authority) {
  const auto& alerts = input.ledger.alerts();
  return std::any_of(alerts.begin(), alerts.end(), [&](const auto& one) {
    const AlertRule* rule = FindRule(input.rules, one.first.rule);
    return rule != nullptr && rule->condition == Condition::kDataLate &&
           one.first.authority == authority && one.second.phase == Phase::kFiring;
  });
}

CalmWords CalmWordsFor(const MakerInput& input, const Person& reader,
                       const std::vector<std::string>& councils) {
  if (councils.empty()) return WhatIsWrong(input, "");
  for (const std::string& authority : councils) {
    const CalmWords wrong = WhatIsWrong(input, authority);
    if (!wrong.brief.empty()) return wrong;
  }
  if (HaveJustBegun(input)) {
    return {"not yet known", fmt::format("Not yet known: the alert rules started on {}.",
                                         MomentText(input.moment_of(input.ledger.begun_us())))};
  }
  const std::int64_t waiting = Waiting(input, reader, councils);
  if (waiting == 0) return {"no alerts", "No alerts."};
  return {"no alerts yet",
          fmt::format("No alerts yet: {} over a threshold and will become {} if it lasts.",
                      Counted(waiting, "figure is", "figures are"),
                      waiting == 1 ? "an alert" : "alerts")};
}

}  // namespace caseclock

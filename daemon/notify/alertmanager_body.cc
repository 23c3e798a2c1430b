#include "daemon/notify/alertmanager_body.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "daemon/mail/mail_words.h"

namespace caseclock {
namespace {

using nlohmann::json;

constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kDayUs = std::int64_t{24} * 60 * kMinuteUs;
constexpr int kIntervalsAhead = 3;

/// "2024-03-04T09:10:00Z". Requires: not before 1970.
std::string TimeText(std::int64_t us) {
  const std::int64_t seconds = us % kDayUs / kSecondUs;
  char time[16];
  std::snprintf(time, sizeof(time), "T%02d:%02d:%02dZ", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return FormatDate(Date{static_cast<std::int32_t>(us / kDayUs)}) + time;
}

/// An empty label is none.
void Add(std::string_view name, std::string_view value, json& object) {
  if (!value.empty()) object[std::string(name)] = value;
}

json LabelsOf(const AlertKey& key, const AlertRule* rule) {
  json labels = json::object();
  Add("alertname", key.rule, labels);
  Add("rule", key.rule, labels);
  Add("authority", key.authority, labels);
  Add("team", key.team, labels);
  if (rule == nullptr) return labels;
  Add("indicator", rule->indicator, labels);
  Add("severity", SeverityName(rule->severity), labels);
  Add("condition", ConditionName(rule->condition), labels);
  return labels;
}

/// "12 assessments overdue, Assessment North, Rotherham".
std::string SummaryOf(const AlertState& state) {
  const std::string what =
      state.measured.brief.empty() ? state.key.rule : Capital(state.measured.brief);
  return state.key.authority.empty() ? what : what + ", " + WhereText(state.key);
}

json AnnotationsOf(const AlertState& state, const std::string& board) {
  json annotations = json::object();
  Add("summary", SummaryOf(state), annotations);
  Add("description", state.measured.sentence, annotations);
  Add("ref", AlertRef(state.key, state.onset), annotations);
  if (state.stale) Add("stale", "No data at present: this is the last known state.", annotations);
  if (!board.empty()) Add("board", board + "/", annotations);
  return annotations;
}

json AlertOf(const AlertState& state, const AlertRule* rule, std::int64_t now_us,
             const std::string& board, std::int64_t interval_us) {
  const bool fires = state.phase == Phase::kFiring;
  const std::int64_t ends = fires ? now_us + kIntervalsAhead * interval_us : state.resolved_at_us;
  const std::int64_t since = state.since_us == 0 ? ends : state.since_us;
  json alert = {{"labels", LabelsOf(state.key, rule)},
                {"annotations", AnnotationsOf(state, board)},
                {"startsAt", TimeText(std::min(since, ends))},
                {"endsAt", TimeText(ends)}};
  if (!board.empty()) alert["generatorURL"] = board + "/";
  return alert;
}

bool IsToBeSent(const AlertState& state, std::int64_t now_us, std::int64_t interval_us) {
  if (state.phase == Phase::kFiring) return true;
  return state.resolved_at_us != 0 &&
         now_us - state.resolved_at_us <= std::max(kAlertmanagerResolvedUs, 2 * interval_us);
}

}  // namespace

AlertmanagerBody MakeAlertmanagerBody(const Ledger& ledger, const std::vector<AlertRule>& rules,
                                      std::int64_t now_us, const AlertmanagerScope& scope) {
  AlertmanagerBody body;
  json alerts = json::array();
  for (const auto& [key, state] : ledger.alerts()) {
    const AlertRule* rule = FindRule(rules, key.rule);
    const bool is_in_scope = scope.managers || (rule != nullptr && IsForOperators(rule->condition));
    if (!is_in_scope || !IsToBeSent(state, now_us, scope.interval_us)) continue;
    if (alerts.size() == kMaxAlertmanagerAlerts) {
      ++body.left_out;
    } else {
      alerts.push_back(AlertOf(state, rule, now_us, scope.board, scope.interval_us));
    }
  }
  body.alerts = alerts.size();
  // Texts from a ledger that was edited may be no UTF-8.
  body.json = alerts.dump(-1, ' ', false, json::error_handler_t::replace);
  return body;
}

}  // namespace caseclock

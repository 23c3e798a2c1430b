#include "daemon/exposition/collector.h"

#include <array>
#include <set>

#include "daemon/exposition/families.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr double kMicrosPerSecond = 1e6;

double Seconds(std::int64_t instant_us) {
  return static_cast<double>(instant_us) / kMicrosPerSecond;
}

/// Of each source the newest alone: its id is no label, or every night would make a series.
void AddExports(const std::string& code, const std::vector<IncompleteExport>& exports,
                Families& families) {
  std::set<std::string_view> sources;
  for (const IncompleteExport& one : exports) {
    if (!sources.insert(one.key.source).second) continue;
    const std::array<std::string_view, 2> labels = {code, one.key.source};
    if (one.declared) {
      families.Add(Metric::kExportEventsDeclared, labels, static_cast<double>(*one.declared));
    }
    families.Add(Metric::kExportEventsReceived, labels, static_cast<double>(one.accepted));
    families.Add(Metric::kExportEventsRefused, labels, static_cast<double>(one.refused));
    families.Add(Metric::kExportBegan, labels, Seconds(one.began_at_us));
  }
}

void AddIntake(const Health& health, Families& families) {
  families.Add(Metric::kEventsAccepted, health.events_accepted);
  for (const auto& [reason, count] : health.events_rejected) {
    families.Add(Metric::kEventsRejected, {reason}, static_cast<double>(count));
  }
  families.Add(Metric::kEventsDuplicate, health.events_duplicate);
  families.Add(Metric::kDeadLettersDelivered, health.dead_letters_delivered);
  families.AddInstant(Metric::kLastEvent, health.last_event_at_us);
  for (const PartitionHealth& each : health.partitions) {
    const std::string partition = std::to_string(each.partition);
    families.Add(Metric::kKafkaLag, {partition}, static_cast<double>(each.lag));
    families.Add(Metric::kPartitionCaughtUp, {partition}, each.caught_up ? 1 : 0);
  }
  families.Add(Metric::kHeldBatches, health.held_batches);
  if (health.held_batches > 0) families.AddInstant(Metric::kHeldSince, health.held_since_us);
  families.Add(Metric::kContractBreaches,
               static_cast<std::int64_t>(health.contract_breaches.size()));
  for (const auto& [code, exports] : health.incomplete_exports) AddExports(code, exports, families);
}

void AddCheckpointAndAudit(const Health& health, Families& families) {
  const CheckpointHealth& checkpoint = health.checkpoint;
  families.Add(Metric::kCheckpointGeneration, checkpoint.generation);
  families.AddInstant(Metric::kCheckpointWritten, checkpoint.written_at_us);
  families.Add(Metric::kCheckpointSize, checkpoint.bytes);
  families.Add(Metric::kCheckpointDuration, {}, checkpoint.duration_seconds);
  families.Add(Metric::kCheckpointFailures, checkpoint.failures);
  families.Add(Metric::kAuditRuns, health.audit.runs);
  families.Add(Metric::kAuditDifferences, health.audit.differences);
  families.AddInstant(Metric::kAuditLast, health.audit.last_at_us);
}

void AddProcess(const Health& health, std::int64_t now_us, Families& families) {
  families.Add(Metric::kViewsPublished, health.views_published);
  families.Add(Metric::kViewBuildDuration, {}, health.view_build_seconds);
  families.Add(Metric::kResidentMemory, health.resident_memory_bytes);
  families.Add(Metric::kLoopBusy, {}, health.loop_busy_seconds);
  families.Add(Metric::kLoopLongestTurn, {}, health.longest_turn_seconds);
  families.AddInstant(Metric::kHealthTaken, health.at_us);
  families.Add(Metric::kReady, NotReadyReasons(health, now_us).empty() ? 1 : 0);
  families.Add(Metric::kLive, IsLive(health, now_us) ? 1 : 0);
  const std::string definitions = fmt::format("{:016x}", health.definitions);
  families.Add(Metric::kBuildInfo, {health.build_version, definitions}, 1);
}

/// Numbers and times alone: what was said, and by whom, is no label.
void AddFigureAlerts(const std::vector<FigureAlerts>& figures, Families& families) {
  for (const FigureAlerts& each : figures) {
    const std::array<std::string_view, 3> labels = {each.authority, each.team, each.indicator};
    families.Add(Metric::kFigureAlertsFiring, labels, static_cast<double>(each.firing));
    families.Add(Metric::kFigureAlertsAcknowledged, labels, static_cast<double>(each.acknowledged));
    if (each.acknowledged == 0) continue;
    families.Add(Metric::kFigureAcknowledged, labels, Seconds(each.acknowledged_at_us));
    families.Add(Metric::kFigureAcknowledgedUntil, labels, Seconds(each.acknowledged_until_us));
  }
}

std::string_view BetterName(BetterIs better) {
  switch (better) {
    case BetterIs::kHigh: return "high";
    case BetterIs::kLow: return "low";
    case BetterIs::kBand: return "band";
    case BetterIs::kNone: return "none";
  }
  return "";
}

}  // namespace

std::vector<prometheus::MetricFamily> CollectHealth(const Health& health, std::int64_t now_us) {
  Families families;
  AddIntake(health, families);
  AddCheckpointAndAudit(health, families);
  AddProcess(health, now_us, families);
  return families.TakeFilled();
}

std::vector<prometheus::MetricFamily> CollectAlerts(const AlertsHealth& alerts) {
  Families families;
  if (alerts.enabled || alerts.told_elsewhere) {
    families.Add(Metric::kAlertsTelling, alerts.enabled ? 1 : 0);
  }
  if (!alerts.enabled) return families.TakeFilled();
  for (const auto& [severity, count] : alerts.firing) {
    families.Add(Metric::kAlertsFiring, {severity}, static_cast<double>(count));
  }
  families.Add(Metric::kAlertsPending, alerts.pending);
  families.Add(Metric::kAlertsAcknowledged, alerts.acknowledged);
  families.Add(Metric::kAlertsStale, alerts.stale);
  AddFigureAlerts(alerts.figures, families);
  if (!alerts.page_link.empty()) families.Add(Metric::kPageInfo, {alerts.page_link}, 1);
  families.Add(Metric::kAlertLedgerProblems, alerts.ledger_problems);
  families.Add(Metric::kMailsClaimed, alerts.mails_claimed);
  families.Add(Metric::kMailsQueued, alerts.mails_queued);
  families.AddInstant(Metric::kMailOldestQueued, alerts.oldest_queued_us);
  families.Add(Metric::kMailsDelivered, alerts.mails_delivered);
  families.Add(Metric::kMailAttemptsDeferred, alerts.mail_attempts_deferred);
  families.Add(Metric::kMailsRefused, alerts.mails_refused);
  families.AddInstant(Metric::kMailLastDelivered, alerts.last_delivered_us);
  families.Add(Metric::kAlertmanagerFailures, alerts.alertmanager_failures);
  families.Add(Metric::kAcknowledgementsRefused, alerts.acknowledgements_refused);
  return families.TakeFilled();
}

std::string StaleMetricsText(const View* view, const Health& health, std::int64_t now_us) {
  if (view == nullptr) return "";
  Families families;
  for (const auto& each : view->authorities) {
    const FigureState state = StateOfFigures(health, each->authority, true, now_us);
    families.Add(Metric::kStale, {each->authority}, IsStale(state) ? 1 : 0);
  }
  return Serialized(families.TakeFilled());
}

std::string IndicatorMetricsText(const IndicatorTexts& texts) {
  Families families;
  for (const IndicatorText& text : texts) {
    const std::string_view figure = text.figure == FigureKind::kShare ? "share" : "count";
    families.Add(Metric::kIndicatorInfo,
                 {text.id, text.title, text.short_title, text.kind, text.about,
                  BetterName(text.better), figure},
                 1);
  }
  return Serialized(families.TakeFilled());
}

std::string AlertMetricsText(const AlertsHealth& alerts) {
  return Serialized(CollectAlerts(alerts));
}

std::string HealthMetricsText(const Health& health, std::int64_t now_us) {
  return Serialized(CollectHealth(health, now_us));
}

}  // namespace caseclock

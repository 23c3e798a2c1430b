/// @file
/// Every family of metrics that /metrics can show: the one table from which the collector takes
/// names, HELP and labels, and from which ops/docs/metrics.md is generated.
///
/// Example: Describe(Metric::kDragClocks).name == "caseclock_drag_clocks", its labels {"authority",
/// "team", "indicator"}; a sample therefore takes exactly three label values, in that order.
///
/// Names follow Prometheus' conventions, of which promtool rejects "days" and "hours": durations
/// that are counted in working days therefore end in "workdays". Shares are ratios from 0 to 1,
/// instants are Unix seconds.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace caseclock {

/// The families, in the order in which they are shown.
enum class Metric {
  // Figures, from the View.
  kIndicatorNumerator,
  kIndicatorDenominator,
  kIndicatorShareRatio,
  kIndicatorPreviousYearNumerator,
  kIndicatorPreviousYearDenominator,
  kIndicatorPer10000Children,
  kIndicatorAnnualisedPer10000Children,
  kIndicatorMedianWorkdays,
  kIndicatorPercentile90Workdays,
  kOpenClocks,
  kDragClocks,
  kDueSoonClocks,
  kDueClocks,
  kDragAgeClocks,
  kOldestOpenStart,
  kMonthNumerator,
  kMonthDenominator,
  kMonthOpenClocks,
  kMonthDragClocks,
  kWeekOpenClocks,
  kWeekDragClocks,
  kWeekFinishedLateClocks,
  kIndicatorTarget,
  kIndicatorTargetBy,
  kIndicatorComparator,
  kIndicatorRag,
  kIndicatorChange,
  kIndicatorDirection,
  kProjectionRatio,
  kProjectionStoppedClocks,
  kProjectionReach,
  kProjectionOutOfReachSince,
  kOpenFromEarlierYears,
  kOpenBandRecords,
  kBacklogClocks,
  kWeekCount,
  kControlChart,
  kSignals,
  kQualityFailedRecords,
  kRecords,
  kChildren,
  kAsOf,
  kDataAsOf,
  kAuthorityInfo,
  kDefinitionsInfo,
  kIndicatorInfo,
  kSeries,
  kSeriesDropped,
  // The daemon itself, from Health.
  kEventsAccepted,
  kEventsRejected,
  kEventsDuplicate,
  kDeadLettersDelivered,
  kLastEvent,
  kKafkaLag,
  kPartitionCaughtUp,
  kHeldBatches,
  kHeldSince,
  kExportEventsDeclared,
  kExportEventsReceived,
  kExportEventsRefused,
  kExportBegan,
  kContractBreaches,
  kCheckpointGeneration,
  kCheckpointWritten,
  kCheckpointSize,
  kCheckpointDuration,
  kCheckpointFailures,
  kAuditRuns,
  kAuditDifferences,
  kAuditLast,
  kViewsPublished,
  kViewBuildDuration,
  kResidentMemory,
  kLoopBusy,
  kLoopLongestTurn,
  kHealthTaken,
  kReady,
  kStale,
  kLive,
  kBuildInfo,
  // Alerts and their mails, from AlertsHealth; absent without an alerts section in the configuration.
  kAlertsFiring,
  kAlertsPending,
  kAlertsAcknowledged,
  kAlertsStale,
  kFigureAlertsFiring,
  kFigureAlertsAcknowledged,
  kFigureAcknowledged,
  kFigureAcknowledgedUntil,
  kPageInfo,
  kAlertLedgerProblems,
  kMailsClaimed,
  kMailsQueued,
  kMailOldestQueued,
  kMailsDelivered,
  kMailAttemptsDeferred,
  kMailsRefused,
  kMailLastDelivered,
  kAlertmanagerFailures,
  kAcknowledgementsRefused,
  kAlertsTelling,
};
inline constexpr int kMetricCount = static_cast<int>(Metric::kAlertsTelling) + 1;

/// A counter only grows while the daemon runs; a gauge is a value as it stands.
enum class MetricType { kGauge, kCounter };

/// Where a family comes from.
enum class MetricSource { kView, kHealth };

/// At most this many labels on a family.
inline constexpr std::size_t kMaxLabels = 7;

/// One family. Plain values with static texts.
struct MetricDescription {
  Metric metric;
  MetricSource source;
  MetricType type;
  std::string_view name;
  std::array<std::string_view, kMaxLabels> labels;  ///< in order; the unused are ""
  std::string_view unit;                            ///< what one unit of the value is, in words
  std::string_view help;  ///< one line: a line break would break the exposition

  /// The labels in use.
  std::span<const std::string_view> Labels() const;
};

/// All families, each at the place of its number.
std::span<const MetricDescription> MetricCatalogue();

/// The description of one family.
const MetricDescription& Describe(Metric metric);

/// The text of ops/docs/metrics.md: every family with type, labels, unit and meaning.
std::string MetricsDocument();

}  // namespace caseclock

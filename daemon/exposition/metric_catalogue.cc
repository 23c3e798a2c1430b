#include "daemon/exposition/metric_catalogue.h"

#include "fmt/format.h"

namespace caseclock {
namespace {

using Labels = std::array<std::string_view, kMaxLabels>;

constexpr auto kView = MetricSource::kView;
constexpr auto kHealth = MetricSource::kHealth;
constexpr auto kGauge = MetricType::kGauge;
constexpr auto kCounter = MetricType::kCounter;

constexpr Labels kNoLabels = {};
constexpr Labels kByAuthority = {"authority"};
constexpr Labels kByTeam = {"authority", "team", "indicator"};
constexpr Labels kByWindow = {"authority", "team", "indicator", "window"};
constexpr Labels kByAgainst = {"authority", "team", "indicator", "against"};
constexpr Labels kByWeek = {"authority", "indicator", "week"};
constexpr Labels kByMonth = {"authority", "indicator", "period"};

constexpr std::array<MetricDescription, kMetricCount> kCatalogue = {{
    {Metric::kIndicatorNumerator, kView, kGauge, "caseclock_indicator_numerator", kByWindow,
     "count",
     "What counts as reached within the window that ends on the as-of date, for instance in time."},
    {Metric::kIndicatorDenominator, kView, kGauge, "caseclock_indicator_denominator", kByWindow,
     "count", "What could have been reached within the window, for instance clocks stopped."},
    {Metric::kIndicatorShareRatio, kView, kGauge, "caseclock_indicator_share_ratio", kByWindow,
     "ratio 0-1", "Numerator divided by denominator; absent where the denominator is 0."},
    {Metric::kIndicatorPreviousYearNumerator, kView, kGauge,
     "caseclock_indicator_previous_year_numerator", kByWindow, "count",
     "Numerator of the same window a year before, to the same point, as it is known now; absent "
     "before the council's first data."},
    {Metric::kIndicatorPreviousYearDenominator, kView, kGauge,
     "caseclock_indicator_previous_year_denominator", kByWindow, "count",
     "Denominator of the same window a year before, to the same point, as it is known now; absent "
     "before the council's first data."},
    {Metric::kIndicatorPer10000Children, kView, kGauge, "caseclock_indicator_per_10000_children",
     kByWindow, "per 10,000 children",
     "Numerator per 10,000 children aged 0-17; absent where the population is not configured."},
    {Metric::kIndicatorAnnualisedPer10000Children, kView, kGauge,
     "caseclock_indicator_annualised_per_10000_children", kByWindow, "per 10,000 children",
     "The rate that a whole reporting year would have at the window's pace."},
    {Metric::kIndicatorMedianWorkdays, kView, kGauge, "caseclock_indicator_median_workdays",
     kByWindow, "working days",
     "Median duration within the window; absent where nothing was counted."},
    {Metric::kIndicatorPercentile90Workdays, kView, kGauge,
     "caseclock_indicator_percentile_90_workdays", kByWindow, "working days",
     "Duration within which nine in ten fell in the window; absent where nothing was counted."},
    {Metric::kOpenClocks, kView, kGauge, "caseclock_open_clocks", kByTeam, "clocks",
     "Clocks that have started and not stopped, on the as-of date."},
    {Metric::kDragClocks, kView, kGauge, "caseclock_drag_clocks", kByTeam, "clocks",
     "Open clocks already over their limit: certain to count as late when they stop."},
    {Metric::kDueSoonClocks, kView, kGauge, "caseclock_due_soon_clocks", kByTeam, "clocks",
     "Open clocks not in drag whose due date is within the next working days (five, unless "
     "configured)."},
    {Metric::kDueClocks,
     kView,
     kGauge,
     "caseclock_due_clocks",
     {"authority", "team", "indicator", "day"},
     "clocks",
     "Open clocks not in drag that fall due on the day, today and each of the nine days after; of "
     "teams only where there are any."},
    {Metric::kDragAgeClocks,
     kView,
     kGauge,
     "caseclock_drag_age_clocks",
     {"authority", "team", "indicator", "age"},
     "clocks",
     "Clocks in drag by calendar time since they fell due, adding up to caseclock_drag_clocks; of "
     "teams only ages they have."},
    {Metric::kOldestOpenStart, kView, kGauge, "caseclock_oldest_open_start_timestamp_seconds",
     kByTeam, "Unix seconds",
     "Start date, at midnight UTC, of the clock that has been open longest; absent where none is "
     "open."},
    {Metric::kMonthNumerator, kView, kGauge, "caseclock_month_numerator", kByMonth, "count",
     "Numerator of one calendar month of the whole authority as it is known now: corrections "
     "restate it. Months before the council's first data are absent."},
    {Metric::kMonthDenominator, kView, kGauge, "caseclock_month_denominator", kByMonth, "count",
     "Denominator of one calendar month of the whole authority as it is known now."},
    {Metric::kMonthOpenClocks, kView, kGauge, "caseclock_month_open_clocks", kByMonth, "clocks",
     "Clocks open on the last day of the month, or on the as-of date."},
    {Metric::kMonthDragClocks, kView, kGauge, "caseclock_month_drag_clocks", kByMonth, "clocks",
     "Clocks in drag on the last day of the month, or on the as-of date."},
    {Metric::kWeekOpenClocks, kView, kGauge, "caseclock_week_open_clocks", kByWeek, "clocks",
     "Clocks open on the Sunday of one of the last 26 complete weeks, as it is known now."},
    {Metric::kWeekDragClocks, kView, kGauge, "caseclock_week_drag_clocks", kByWeek, "clocks",
     "Clocks in drag on the Sunday of the week, as it is known now."},
    {Metric::kWeekFinishedLateClocks, kView, kGauge, "caseclock_week_finished_late_clocks", kByWeek,
     "clocks", "Clocks that stopped over their limit in the week, as it is known now."},
    {Metric::kIndicatorTarget,
     kView,
     kGauge,
     "caseclock_indicator_target",
     {"authority", "team", "indicator", "unit"},
     "as labelled",
     "Target in force: the next milestone. Unit ratio is 0-1; of a range the end that is nearer."},
    {Metric::kIndicatorTargetBy, kView, kGauge, "caseclock_indicator_target_by_timestamp_seconds",
     kByTeam, "Unix seconds",
     "Day, at midnight UTC, by which the target is to be reached; absent for standing targets."},
    {Metric::kIndicatorComparator,
     kView,
     kGauge,
     "caseclock_indicator_comparator",
     {"authority", "indicator", "comparator", "unit"},
     "as labelled",
     "Published figure of others, or own of last year; only what is comparable."},
    {Metric::kIndicatorRag, kView, kGauge, "caseclock_indicator_rag", kByTeam,
     "0 none, 1 red, 2 amber, 3 green",
     "Colour of the reporting year to date by the configured policy."},
    {Metric::kIndicatorChange, kView, kGauge, "caseclock_indicator_change", kByAgainst,
     "as caseclock_indicator_target",
     "Difference to previous_month, same_point_last_year or last_year; of flows per working day."},
    {Metric::kIndicatorDirection, kView, kGauge, "caseclock_indicator_direction", kByAgainst,
     "-1 worsening, 0 steady, 1 improving",
     "Direction of travel; absent where unknown or where neither way is better."},
    {Metric::kProjectionRatio,
     kView,
     kGauge,
     "caseclock_projection_ratio",
     {"authority", "team", "indicator", "line"},
     "ratio 0-1",
     "Share on 31 March: committed, expected with its 80 per cent interval, best, worst, needed; "
     "and including_drag as of now."},
    {Metric::kProjectionStoppedClocks, kView, kGauge, "caseclock_projection_stopped_clocks",
     kByTeam, "clocks", "Clocks that will have stopped by 31 March at the recent pace."},
    {Metric::kProjectionReach, kView, kGauge, "caseclock_projection_reach", kByTeam,
     "0 no target, 1 needed, 2 certain, 3 out of reach",
     "Whether the target can still be met on 31 March."},
    {Metric::kProjectionOutOfReachSince, kView, kGauge,
     "caseclock_projection_out_of_reach_since_timestamp_seconds", kByTeam, "Unix seconds",
     "First day, at midnight UTC, from which the target could not be met any more."},
    {Metric::kOpenFromEarlierYears, kView, kGauge, "caseclock_open_from_earlier_years_clocks",
     kByTeam, "clocks",
     "Open clocks that started before this reporting year: probably data-entry errors."},
    {Metric::kOpenBandRecords,
     kView,
     kGauge,
     "caseclock_open_band_records",
     {"authority", "team", "indicator", "band"},
     "records",
     "Open records by how long they have been open, where the indicator has bands."},
    {Metric::kBacklogClocks,
     kView,
     kGauge,
     "caseclock_backlog_clocks",
     {"authority", "indicator", "quarter"},
     "clocks",
     "Open clocks of the whole authority by the quarter in which they started."},
    {Metric::kWeekCount, kView, kGauge, "caseclock_week_flow", kByWeek, "count",
     "Flow of one complete week, named by its Monday, as it is known now."},
    {Metric::kControlChart,
     kView,
     kGauge,
     "caseclock_control_chart",
     {"authority", "indicator", "step", "line"},
     "count",
     "Mean and limits of the control chart of a flow, by week or month."},
    {Metric::kSignals,
     kView,
     kGauge,
     "caseclock_signals",
     {"authority", "indicator", "step", "rule"},
     "0 or 1",
     "1 while the last complete week or month fulfils the rule: something has changed."},
    {Metric::kQualityFailedRecords,
     kView,
     kGauge,
     "caseclock_quality_failed_records",
     {"authority", "team", "rule"},
     "records",
     "Records that fail one data quality check."},
    {Metric::kRecords, kView, kGauge, "caseclock_records", kByAuthority, "records",
     "Records held for the authority."},
    {Metric::kChildren, kView, kGauge, "caseclock_children", kByAuthority, "children",
     "Children with a record; those found to be the same count once."},
    {Metric::kAsOf, kView, kGauge, "caseclock_as_of_timestamp_seconds", kByAuthority,
     "Unix seconds", "The date the figures stand for, at midnight UTC."},
    {Metric::kDataAsOf, kView, kGauge, "caseclock_data_as_of_timestamp_seconds", kByAuthority,
     "Unix seconds",
     "The latest time at which anything was recorded; absent before the first event."},
    {Metric::kAuthorityInfo,
     kView,
     kGauge,
     "caseclock_authority_info",
     {"authority", "name"},
     "always 1",
     "What people call the authority: join it to a figure by authority."},
    {Metric::kDefinitionsInfo,
     kView,
     kGauge,
     "caseclock_definitions_info",
     {"authority", "hash", "standards"},
     "always 1",
     "Fingerprint of the catalogue and calendar that the authority's figures were counted with."},
    {Metric::kIndicatorInfo,
     kView,
     kGauge,
     "caseclock_indicator_info",
     {"indicator", "title", "short_title", "kind", "about", "better", "figure"},
     "always 1",
     "The words of one row of the catalogue, of no authority: join them to a figure by indicator."},
    {Metric::kSeries, kView, kGauge, "caseclock_series", kByAuthority, "series",
     "Series of figures shown for the authority, the families about series not counted."},
    {Metric::kSeriesDropped, kView, kGauge, "caseclock_series_dropped", kByAuthority, "series",
     "Series of figures left out to keep the authority within its series budget."},

    {Metric::kEventsAccepted, kHealth, kCounter, "caseclock_events_accepted_total", kNoLabels,
     "events", "Events read, decoded and merged, duplicates included."},
    {Metric::kEventsRejected,
     kHealth,
     kCounter,
     "caseclock_events_rejected_total",
     {"reason"},
     "events",
     "Events refused and sent to the dead letters."},
    {Metric::kEventsDuplicate, kHealth, kCounter, "caseclock_events_duplicate_total", kNoLabels,
     "events", "Accepted events that changed nothing."},
    {Metric::kDeadLettersDelivered, kHealth, kCounter, "caseclock_dead_letters_delivered_total",
     kNoLabels, "events", "Dead letters that the broker has acknowledged."},
    {Metric::kLastEvent, kHealth, kGauge, "caseclock_last_event_timestamp_seconds", kNoLabels,
     "Unix seconds", "The broker's timestamp of the last event taken; absent before the first."},
    {Metric::kKafkaLag,
     kHealth,
     kGauge,
     "caseclock_kafka_lag",
     {"partition"},
     "events",
     "Events between the daemon's position and the end of the partition."},
    {Metric::kPartitionCaughtUp,
     kHealth,
     kGauge,
     "caseclock_kafka_partition_caught_up",
     {"partition"},
     "1 yes, 0 no",
     "Whether the position has passed the end of the partition that was seen at assignment."},
    {Metric::kHeldBatches, kHealth, kGauge, "caseclock_held_batches", kNoLabels, "batches",
     "Authorities whose figures stand still while an export comes in."},
    {Metric::kHeldSince, kHealth, kGauge, "caseclock_held_since_timestamp_seconds", kNoLabels,
     "Unix seconds", "When the oldest export that holds figures began; absent where none does."},
    {Metric::kExportEventsDeclared,
     kHealth,
     kGauge,
     "caseclock_export_events_declared",
     {"authority", "source"},
     "events",
     "Events that the newest incomplete export of the source declares; absent until it says so."},
    {Metric::kExportEventsReceived,
     kHealth,
     kGauge,
     "caseclock_export_events_received",
     {"authority", "source"},
     "events",
     "Events of the newest incomplete export that were accepted; absent where none is incomplete."},
    {Metric::kExportEventsRefused,
     kHealth,
     kGauge,
     "caseclock_export_events_refused",
     {"authority", "source"},
     "events",
     "Events of the newest incomplete export that went to the dead letters."},
    {Metric::kExportBegan,
     kHealth,
     kGauge,
     "caseclock_export_began_timestamp_seconds",
     {"authority", "source"},
     "Unix seconds",
     "When the first event of the newest incomplete export was sent."},
    {Metric::kContractBreaches, kHealth, kGauge, "caseclock_contract_breaches", kNoLabels,
     "breaches",
     "Ways in which the topic breaks its contract; must be 0. /-/ready has the sentences."},
    {Metric::kCheckpointGeneration, kHealth, kGauge, "caseclock_checkpoint_generation", kNoLabels,
     "generation number", "Generation of the newest complete checkpoint; 0 where there is none."},
    {Metric::kCheckpointWritten, kHealth, kGauge, "caseclock_checkpoint_timestamp_seconds",
     kNoLabels, "Unix seconds",
     "When the newest checkpoint was completed; absent where there is none."},
    {Metric::kCheckpointSize, kHealth, kGauge, "caseclock_checkpoint_size_bytes", kNoLabels,
     "bytes", "Size of the newest checkpoint."},
    {Metric::kCheckpointDuration, kHealth, kGauge, "caseclock_checkpoint_duration_seconds",
     kNoLabels, "seconds", "How long writing the newest checkpoint took."},
    {Metric::kCheckpointFailures, kHealth, kCounter, "caseclock_checkpoint_failures_total",
     kNoLabels, "checkpoints", "Checkpoints that could not be written."},
    {Metric::kAuditRuns, kHealth, kCounter, "caseclock_audit_runs_total", kNoLabels, "authorities",
     "Authorities recomputed from their records and compared with the running sums."},
    {Metric::kAuditDifferences, kHealth, kGauge, "caseclock_audit_differences", kNoLabels,
     "differences", "Differences the self-audit has found since the start; must be 0."},
    {Metric::kAuditLast, kHealth, kGauge, "caseclock_audit_timestamp_seconds", kNoLabels,
     "Unix seconds", "When the last authority was audited; absent before the first."},
    {Metric::kViewsPublished, kHealth, kCounter, "caseclock_views_published_total", kNoLabels,
     "views", "Times the figures were published whole."},
    {Metric::kViewBuildDuration, kHealth, kGauge, "caseclock_view_build_duration_seconds",
     kNoLabels, "seconds", "How long building the last view took."},
    {Metric::kResidentMemory, kHealth, kGauge, "caseclock_resident_memory_bytes", kNoLabels,
     "bytes", "Memory of the process that is resident."},
    {Metric::kLoopBusy, kHealth, kCounter, "caseclock_loop_busy_seconds_total", kNoLabels,
     "seconds", "Time the loop has worked; its rate is the share of time it is busy."},
    {Metric::kLoopLongestTurn, kHealth, kGauge, "caseclock_loop_longest_turn_seconds", kNoLabels,
     "seconds",
     "Longest turn of the loop in the last one to two minutes: the longest that anything waited "
     "for "
     "it."},
    {Metric::kHealthTaken, kHealth, kGauge, "caseclock_health_timestamp_seconds", kNoLabels,
     "Unix seconds", "When the loop last reported; one that hangs stops reporting."},
    {Metric::kReady, kHealth, kGauge, "caseclock_ready", kNoLabels, "1 yes, 0 no",
     "Whether the figures are complete and may be used; /-/ready has the reasons."},
    {Metric::kStale, kHealth, kGauge, "caseclock_stale", kByAuthority, "1 yes, 0 no",
     "1 while the figures must not be taken as current; absent until there are any."},
    {Metric::kLive, kHealth, kGauge, "caseclock_live", kNoLabels, "1 yes, 0 no",
     "Whether the loop lives; where it does not, restart the daemon."},
    {Metric::kBuildInfo,
     kHealth,
     kGauge,
     "caseclock_build_info",
     {"version", "definitions"},
     "always 1",
     "Version of the program, and fingerprint of its catalogue and calendar."},
    {Metric::kAlertsFiring,
     kHealth,
     kGauge,
     "caseclock_alerts_firing",
     {"severity"},
     "alerts",
     "Alerts that fire, by how soon somebody must know."},
    {Metric::kAlertsPending, kHealth, kGauge, "caseclock_alerts_pending", kNoLabels, "alerts",
     "Alerts whose condition holds, but not for long enough yet."},
    {Metric::kAlertsAcknowledged, kHealth, kGauge, "caseclock_alerts_acknowledged", kNoLabels,
     "alerts", "Alerts that fire and that somebody has taken up."},
    {Metric::kAlertsStale, kHealth, kGauge, "caseclock_alerts_stale", kNoLabels, "alerts",
     "Alerts that fire and of which nothing is known at present."},
    {Metric::kFigureAlertsFiring, kHealth, kGauge, "caseclock_indicator_alerts_firing", kByTeam,
     "alerts", "Alerts about this row of this team that fire; absent where none does."},
    {Metric::kFigureAlertsAcknowledged, kHealth, kGauge, "caseclock_indicator_alerts_acknowledged",
     kByTeam, "alerts",
     "Those of them that somebody is dealing with; the page has what they said."},
    {Metric::kFigureAcknowledged, kHealth, kGauge,
     "caseclock_indicator_acknowledged_timestamp_seconds", kByTeam, "Unix seconds",
     "When one of them was last acknowledged; absent where none is."},
    {Metric::kFigureAcknowledgedUntil, kHealth, kGauge,
     "caseclock_indicator_acknowledged_until_timestamp_seconds", kByTeam, "Unix seconds",
     "When the first of these acknowledgements ends, a midnight; absent where there is none."},
    {Metric::kPageInfo,
     kHealth,
     kGauge,
     "caseclock_page_info",
     {"link"},
     "always 1",
     "Where readers reach the live page; absent where alerts.link is not configured."},
    {Metric::kAlertLedgerProblems, kHealth, kCounter, "caseclock_alert_ledger_problems_total",
     kNoLabels, "steps",
     "Steps in which the ledger of alerts could not be written: nothing was told."},
    {Metric::kMailsClaimed, kHealth, kCounter, "caseclock_mails_claimed_total", kNoLabels, "emails",
     "Emails that the rules have made."},
    {Metric::kMailsQueued, kHealth, kGauge, "caseclock_mails_queued", kNoLabels, "emails",
     "Emails waiting for the mail server."},
    {Metric::kMailOldestQueued, kHealth, kGauge, "caseclock_mail_oldest_queued_timestamp_seconds",
     kNoLabels, "Unix seconds",
     "When the oldest waiting email was made; absent where none is waiting."},
    {Metric::kMailsDelivered, kHealth, kCounter, "caseclock_mails_delivered_total", kNoLabels,
     "emails", "Emails that the server has accepted."},
    {Metric::kMailAttemptsDeferred, kHealth, kCounter, "caseclock_mail_attempts_deferred_total",
     kNoLabels, "attempts", "Failed attempts that will be made again."},
    {Metric::kMailsRefused, kHealth, kCounter, "caseclock_mails_refused_total", kNoLabels, "emails",
     "Emails that the server refused permanently, or that were given up after three days."},
    {Metric::kMailLastDelivered, kHealth, kGauge, "caseclock_mail_delivered_timestamp_seconds",
     kNoLabels, "Unix seconds", "When the server last accepted an email; absent before the first."},
    {Metric::kAlertmanagerFailures, kHealth, kCounter, "caseclock_alertmanager_failures_total",
     kNoLabels, "posts", "Posts to the Alertmanager that failed; each is made again."},
    {Metric::kAcknowledgementsRefused, kHealth, kCounter,
     "caseclock_acknowledgements_refused_total", kNoLabels, "messages",
     "Messages of the acknowledgement topic that could not be read, or that name nobody of the "
     "configuration."},
    {Metric::kAlertsTelling, kHealth, kGauge, "caseclock_alerts_telling", kNoLabels, "1 yes, 0 no",
     "1 where this instance tells people of alerts, 0 where alerts.tells leaves it to another."},
}};

constexpr bool EachAtItsPlace() {
  for (std::size_t i = 0; i < kCatalogue.size(); ++i) {
    if (static_cast<std::size_t>(kCatalogue[i].metric) != i) return false;
  }
  return true;
}
static_assert(EachAtItsPlace(), "the table is in the order of the enumeration");

constexpr std::string_view kDocumentHead = R"(# Metrics

Generated from the table in `daemon/exposition/metric_catalogue.cc`; a test keeps this page equal to it.
`UPDATE_GOLDEN=1` with that test writes it anew.

Labels:

- `authority`: the council's code; its name is in `caseclock_authority_info`. `team`: the key team; empty for the whole authority (Prometheus treats an empty label
  and an absent one alike: select it by `team=""`), `(none)` for what no team holds.
- `indicator`: an id of the catalogue. `window`: `week`, `month`, `quarter`, `year` (reporting year to date),
  `rolling_12m`, `years_3`; each ends on the as-of date. `period`: a calendar month, `2024-03`. `week`: its Monday,
  `2024-03-18`. `day`: a date, `2024-03-25`.
- `age`: `up to 1 week` (1 to 7 calendar days since the due date), `1 to 4 weeks` (8 to 28), `4 to 13 weeks` (29 to 91),
  `over 13 weeks`.
- `kind`: `timeliness`, `over_limit`, `repeat_share`, `flow`, `stock`, `entry_delay`, `late_review`. `about`: what the
  row is about, `referral`, `assessment`, `section_47`, `plan`, `recording`. `better`: `high`, `low`, `band`, `none`.
  `figure`: `share`, `count`. Titles beside figures: `caseclock_drag_clocks * on (indicator) group_left (short_title)
  caseclock_indicator_info`.
- `source`: the system that sends an export, as its events name it.
- No metric carries anything of a child, a record or a worker: figures come from the published view only, which has none.

Each authority has a budget of series (12,000 unless configured). Where its figures would exceed it, whole groups are left
out in this order, until the rest fits, and counted by `caseclock_series_dropped`: the previous year of teams; of teams'
windows `years_3`, `week`, their projections, `quarter`, `rolling_12m`, then `month`, then `year`; months and weeks; bands of
teams; colours and directions of teams; quality checks; due days and ages of drag of teams; open, drag, due soon and oldest of
teams. Figures of the whole authority are never left out.

All authorities together have a budget, too (500,000 unless configured, some 1.5 GB of Prometheus' memory). While they exceed it,
the first group that any of them still shows is left out of every one, in the same order, so that councils can be compared.

`caseclock_due_clocks` and `caseclock_drag_age_clocks` are of rows with a limit on open clocks. The days within reach add up
to `caseclock_due_soon_clocks`; at Christmas and Easter that reaches further than ten days. A clock due on Friday is neither due
nor in drag at the weekend: finished then it is still in time.

`caseclock_stale` is the word on the live page as a number: 0 for Live and Quiet, 1 for Holding, Catching up, Not ready,
Starting and Stopped. Quiet, an hour without events while all is caught up, is every night and every weekend: the figures are
all that has been told. A feed that stays silent too long shows in working days: alert on the age of
`caseclock_data_as_of_timestamp_seconds`, as the condition `data_late` of [alerts](alerts.md) does.
)";

std::string LabelList(const MetricDescription& description) {
  std::string list;
  for (const std::string_view label : description.Labels()) {
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", label);
  }
  return list.empty() ? "none" : list;
}

void AppendTable(MetricSource source, std::string& document) {
  document += "\n| family | type | labels | unit | meaning |\n|---|---|---|---|---|\n";
  for (const MetricDescription& each : kCatalogue) {
    if (each.source != source) continue;
    document += fmt::format("| `{}` | {} | {} | {} | {} |\n", each.name,
                            each.type == kGauge ? "gauge" : "counter", LabelList(each), each.unit,
                            each.help);
  }
}

}  // namespace

std::span<const std::string_view> MetricDescription::Labels() const {
  std::size_t count = 0;
  while (count < labels.size() && !labels[count].empty()) ++count;
  return std::span(labels).first(count);
}

std::span<const MetricDescription> MetricCatalogue() { return kCatalogue; }

const MetricDescription& Describe(Metric metric) {
  return kCatalogue[static_cast<std::size_t>(metric)];
}

std::string MetricsDocument() {
  std::string document(kDocumentHead);
  document += "\n## Figures\n";
  AppendTable(MetricSource::kView, document);
  document += "\n## The daemon itself\n\nCounters begin at 0 when the daemon starts.\n";
  AppendTable(MetricSource::kHealth, document);
  return document;
}

}  // namespace caseclock

/// @file
/// How the daemon itself is doing, as plain values: what its loop tells the world beside the
/// figures.
///
/// Example: two partitions, one still reading its past:
///   Health health;
///   health.at_us = now_us;
///   health.partitions = {{.partition = 0, .lag = 0, .caught_up = true},
///                        {.partition = 1, .lag = 5200, .caught_up = false}};
///   health.ready = false;
///   health.not_ready_because = {"partition 1 is still catching up: 5,200 events to read"};
///
/// Sentences name topics, partitions, offsets and counts, never a child, a record, a worker or a
/// payload.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "processors/alert/figure_alerts.h"
#include "processors/record/batch_ledger.h"

namespace caseclock {

/// One Kafka partition as the loop sees it.
struct PartitionHealth {
  std::int32_t partition = 0;
  std::int64_t lag = 0;    ///< Units: events between our position and the end of the partition.
  bool caught_up = false;  ///< the position has passed the end that was seen at assignment
  friend bool operator==(const PartitionHealth&, const PartitionHealth&) = default;
};

/// The newest checkpoint, and how often writing one failed.
struct CheckpointHealth {
  std::int64_t generation = 0;     ///< 0: none written or read yet
  std::int64_t written_at_us = 0;  ///< Units: microseconds since 1970; 0: never.
  std::int64_t bytes = 0;
  double duration_seconds = 0;
  std::int64_t failures = 0;  ///< since the daemon started
  friend bool operator==(const CheckpointHealth&, const CheckpointHealth&) = default;
};

/// The self-audit: one authority after the other recomputed from its records and compared.
struct AuditHealth {
  std::int64_t runs = 0;         ///< authorities audited since the daemon started
  std::int64_t differences = 0;  ///< must be 0
  std::int64_t last_at_us = 0;   ///< Units: microseconds since 1970; 0: never.
  friend bool operator==(const AuditHealth&, const AuditHealth&) = default;
};

/// One snapshot. Filled by the loop, published whole (ViewBoard::PublishHealth). Immutable once
/// published. Units: every `_us` is microseconds since 1970-01-01 UTC, 0 meaning "not yet".
struct Health {
  std::int64_t at_us = 0;  ///< when the loop took this snapshot; its age shows a loop that hangs

  // Counted since the daemon started.
  std::int64_t events_accepted = 0;
  std::map<std::string, std::int64_t> events_rejected;  ///< by RejectReasonName
  std::int64_t events_duplicate = 0;                    ///< accepted, but nothing changed
  std::int64_t dead_letters_delivered = 0;
  std::int64_t last_event_at_us = 0;  ///< the broker's timestamp of the last event taken

  std::vector<PartitionHealth> partitions;
  std::int64_t held_batches = 0;   ///< councils whose figures stand still while an export comes in
  std::int64_t held_since_us = 0;  ///< the oldest of them
  std::map<std::string, std::int64_t> held_authorities;  ///< since when, by code; 0: not known
  /// Exports of which not everything has come, by code; the newest first. Also of councils that are not held.
  std::map<std::string, std::vector<IncompleteExport>> incomplete_exports;
  std::vector<std::string>
      contract_breaches;  ///< one sentence each, for instance on the topic's retention

  CheckpointHealth checkpoint;
  AuditHealth audit;

  std::int64_t views_published = 0;
  double view_build_seconds = 0;  ///< the last one
  std::int64_t resident_memory_bytes = 0;
  double loop_busy_seconds = 0;  ///< since the start; its growth per second is how busy the loop is

  double longest_turn_seconds = 0;  ///< of the loop, in the last one to two minutes

  std::string build_version;
  std::uint64_t definitions = 0;  ///< fingerprint of the daemon's catalogue and calendar

  bool ready = false;                          ///< figures are complete and may be used
  std::vector<std::string> not_ready_because;  ///< one sentence each; empty when ready
  bool live = true;                            ///< false: restart me
  friend bool operator==(const Health&, const Health&) = default;
};

/// A mail as the demo shows it. Plain texts.
struct ShownMail {
  std::string when;  ///< "Mon 4 Mar 2024, 09:10"
  std::string to;    ///< a role
  std::string subject;
  std::string text;
  friend bool operator==(const ShownMail&, const ShownMail&) = default;
};

/// How alerts and their mails stand. Published whole (ViewBoard::PublishAlerts). Counters are since the start.
struct AlertsHealth {
  bool enabled = false;         ///< false: no alerts are configured, or another instance tells
  bool told_elsewhere = false;  ///< alerts are configured, and another instance tells
  std::map<std::string, std::int64_t> firing;  ///< by severity: "urgent", "attention", "notice"
  std::int64_t pending = 0;
  std::int64_t acknowledged = 0;
  std::int64_t stale = 0;             ///< firing, and nothing is known of them at present
  std::vector<FigureAlerts> figures;  ///< how the alerts of each figure stand
  std::string page_link;              ///< where readers reach the page; "": not configured
  std::int64_t ledger_problems = 0;   ///< steps that could not write the ledger
  std::int64_t mails_claimed = 0;
  std::int64_t mails_queued = 0;
  std::int64_t oldest_queued_us = 0;  ///< Units: microseconds since 1970; 0: none is queued.
  std::int64_t mails_delivered = 0;
  std::int64_t mail_attempts_deferred = 0;
  std::int64_t mails_refused = 0;      ///< for good, or given up
  std::int64_t last_delivered_us = 0;  ///< 0: none yet
  std::int64_t alertmanager_failures = 0;
  std::int64_t acknowledgements_refused = 0;  ///< messages of the topic for them
  std::vector<ShownMail> latest_mails;        ///< demo only: newest first; a daemon shows none
  friend bool operator==(const AlertsHealth&, const AlertsHealth&) = default;
};

/// A loop that has published no Health for this long is taken for dead. Building the first views of
/// all England takes seconds, a checkpoint slice less. Units: microseconds.
inline constexpr std::int64_t kLoopSilentAfterUs = 60'000'000;

/// True when the loop says it lives and has said so within kLoopSilentAfterUs; a daemon whose loop
/// has not published yet is starting, and lives. Example: at_us 61 s before now_us is not alive.
bool IsLive(const Health& health, std::int64_t now_us);

/// No event for this long while all is caught up is kQuiet. Units: microseconds.
inline constexpr std::int64_t kQuietAfterUs = std::int64_t{3600} * 1'000'000;

/// How an authority's figures stand: what the page says in a word, metrics as a number, and mails.
enum class FigureState {
  kLive,        ///< events come, and all that came is in the figures
  kQuiet,       ///< the same, but none has come for kQuietAfterUs: every night, every weekend
  kHolding,     ///< half an export of the authority has been read: the figures stand still
  kCatchingUp,  ///< some partition's past is still being read
  kNotReady,    ///< the loop gives another reason why figures must not be used
  kStarting,    ///< nothing has been published yet
  kStopped,     ///< the loop does not answer
};

/// The gravest state that holds. `authority`: its code, "" for any. `published`: there is a View.
FigureState StateOfFigures(const Health& health, std::string_view authority, bool published,
                           std::int64_t now_us);

/// True where figures must not be taken as current: all states but kLive and kQuiet. Quiet figures are all that has
/// been told; whether nothing should have been told for so long is a question of working days (Condition::kDataLate).
bool IsStale(FigureState state);

/// Why the figures must not be used now, one sentence each; empty: they may.
/// A loop that says "not ready" without a reason, that is silent or that has breaches gets a
/// sentence here.
std::vector<std::string> NotReadyReasons(const Health& health, std::int64_t now_us);

}  // namespace caseclock

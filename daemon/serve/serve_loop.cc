#include "daemon/serve/serve_loop.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "daemon/exposition/version.h"
#include "daemon/intake/message_check.h"

namespace caseclock {
namespace {

/// Short when quiet, so that an event shows within 20 ms.
constexpr std::chrono::milliseconds kPollTimeout{10};
/// Events that cannot be taken for so long let the source hold, so that it is polled again.
constexpr std::int64_t kHoldAfterUs = 5'000'000;
constexpr std::int64_t kHealthEveryUs = 500'000;
/// A broker that restarts is back before. After it nobody knows what has been written meanwhile.
constexpr std::int64_t kBrokerAwayAfterUs = 60'000'000;
/// Views take at most about a fifth of the loop's time.
constexpr std::int64_t kViewCostFactor = 4;
constexpr std::int64_t kViewAtLeastEveryUs = 1'000'000;

/// What the parts of a turn may take, so that no turn takes much longer: what is left waits for the next.
constexpr std::int64_t kEventsUs = 20'000;
constexpr std::int64_t kCountUs = 10'000;
constexpr std::int64_t kAuditUs = 2'000;
constexpr std::int64_t kViewUs = 5'000;

std::int64_t SteadyUs() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

/// True for so long from now on.
GoOn For(std::int64_t us) {
  return [until = SteadyUs() + us] { return SteadyUs() < until; };
}

/// Units: bytes. Source: /proc/self/statm, second field, in pages.
std::int64_t ResidentMemory() {
  std::ifstream statm("/proc/self/statm");
  std::int64_t size = 0;
  std::int64_t resident = 0;
  statm >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

}  // namespace

ServeLoop::ServeLoop(ServeLoopOptions options, DeadLetterSink& letters, CheckpointStore& store,
                     DefinitionsOf definitions_of, TimeSource& clock, ViewBoard& board, LogSink log)
    : options_(std::move(options)),
      letters_(letters),
      clock_(clock),
      board_(board),
      log_(std::move(log)),
      councils_(std::move(definitions_of), clock.Today(), options_.batch_wait_us, options_.bounds),
      checkpointer_(store, options_.topic, options_.checkpoint_interval_us, councils_, letters,
                    options_.guard),
      export_watch_(options_.batch_wait_us),
      topic_(options_.guard, options_.topic, options_.partitions, options_.contract_breaches,
             log_) {
  checkpointer_.SetCountedAuthorities(options_.counted_authorities);
  health_.build_version = Version();
  health_.definitions = options_.definitions;
  councils_.JudgeBy(options_.standards);
  now_us_ = clock_.NowUs();
  audit_at_us_ = now_us_;
  broker_up_at_us_ = now_us_;
}

std::vector<std::optional<ResumePoint>> ServeLoop::OnAssigned(
    const std::vector<AssignedPartition>& partitions) {
  std::vector<std::optional<ResumePoint>> points;
  std::vector<PartitionOffset> restored;
  for (const AssignedPartition& one : partitions) {
    councils_.AddPartition(one.partition);
    checkpointer_.SetTopicPartitions(one.topic_partitions);
    points.push_back(checkpointer_.Restore(one.partition, [&] {
      TellRestoring(one.partition);
      return !MustStop();
    }));
    restored.push_back({one.partition, points.back() ? points.back()->next_offset : 0});
    topic_.NotePartitions(checkpointer_.topic_partitions(one.partition));
    log_(LogLevel::kInfo, fmt::format("partition {}: reading from offset {} of {}", one.partition,
                                      restored.back().next_offset, one.end_offset));
  }
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const ResumePoint beginning{partitions[i].first_offset, kNoFingerprint};
    topic_.NoteAssigned(partitions[i], points[i].value_or(beginning));
  }
  checkpointer_.SetTopicPartitions(topic_.partitions());
  TellNotices();
  if (MustStop()) return points;
  if (auto problem = letters_.Remember(restored)) letters_problem_ = *problem;
  return points;
}

/// A large state takes seconds: meanwhile the world is told that the loop is alive, and with what.
void ServeLoop::TellRestoring(std::int32_t partition) {
  const std::int64_t now_us = clock_.NowUs();
  if (now_us - health_at_us_ < kHealthEveryUs) return;
  health_at_us_ = health_.at_us = now_us;
  health_.ready = false;
  health_.not_ready_because = {
      fmt::format("the checkpoint of partition {} is being read", partition)};
  board_.PublishHealth(health_);
}

void ServeLoop::OnRevoked(const std::vector<std::int32_t>& partitions) {
  checkpointer_.Finish(now_us_);
  // Whoever reads the partition next reads what was not taken of it.
  batch_.events.clear();
  next_event_ = 0;
  for (const std::int32_t partition : partitions) {
    checkpointer_.Forget(partition);
    councils_.DropPartition(partition);
    log_(LogLevel::kInfo, fmt::format("partition {}: given back", partition));
  }
}

/// False: not now; try again at the next turn.
bool ServeLoop::SendLetter(const Consumed& letter) {
  const auto& rejection = std::get<Rejected>(letter.content).rejection;
  // The sender may be right, and the topic's partitions have changed.
  waits_for_look_ =
      rejection.reason == RejectReason::kWrongPartition && !topic_.ConfirmPartitions();
  if (waits_for_look_) return false;
  if (letters_.Send(letter) == LetterResult::kFull) return false;
  ++health_.events_rejected[std::string(RejectReasonName(rejection.reason))];
  if (rejection.member) {
    councils_.Refuse(letter.partition, *rejection.member, now_us_,
                     MicrosOfMillis(letter.timestamp_ms));
  }
  return true;
}

/// False: it waits for the next turn, and whatever comes after it.
bool ServeLoop::Take(const Consumed& one) {
  if (const auto* event = std::get_if<CaseEvent>(&one.content)) {
    if (letters_.IsRefusedForGood(one)) {
      return Take(
          {one.partition, one.offset, one.timestamp_ms, one.fingerprint, RefusedBefore(*event)});
    }
    const bool changed =
        councils_.Apply(one.partition, *event, now_us_, MicrosOfMillis(one.timestamp_ms));
    ++health_.events_accepted;
    if (const std::string notice = completions_.Note(*event); !notice.empty()) {
      log_(LogLevel::kWarning, "council " + event->authority + ": " + notice);
    }
    if (!changed) ++health_.events_duplicate;
    const std::int64_t at_us = std::min(MicrosOfMillis(one.timestamp_ms), now_us_);
    health_.last_event_at_us = std::max(health_.last_event_at_us, at_us);
  } else if (!SendLetter(one)) {
    return false;
  }
  topic_.NoteRead(one.partition, one.offset, one.fingerprint);
  checkpointer_.Note(one.partition, {one.offset + 1, one.fingerprint});
  return true;
}

/// What cannot be taken now waits, and what comes after it; the source holds when that takes long, so that it can be
/// polled again.
void ServeLoop::Read(EventSource& source) {
  const bool waits_long = waiting_since_us_ != 0 && now_us_ - waiting_since_us_ > kHoldAfterUs;
  source.Hold(waits_long || !topic_.may_read());
  if (next_event_ == batch_.events.size()) {
    source.Poll(kPollTimeout, batch_);
    next_event_ = 0;
    topic_.NotePolled();
    return;
  }
  if (waiting_since_us_ == 0) return;  // the last turn was over before
  letters_.Serve(kPollTimeout);
  if (!waits_long) return;
  Batch nothing;
  source.Poll(std::chrono::milliseconds(0), nothing);
  batch_.failure = nothing.failure;
}

/// Takes what was polled, as much as a turn allows.
void ServeLoop::TakeEvents() {
  constexpr std::size_t kBetweenLooks = 16;
  const GoOn go_on = For(kEventsUs);
  for (; next_event_ < batch_.events.size(); ++next_event_) {
    if (next_event_ % kBetweenLooks == 0 && (!go_on() || MustStop())) return;
    if (topic_.may_read() && Take(batch_.events[next_event_])) {
      waiting_since_us_ = 0;
      continue;
    }
    if (waiting_since_us_ == 0) waiting_since_us_ = now_us_;
    return;
  }
  waiting_since_us_ = 0;
}

void ServeLoop::NoteCaughtUp(const SourceStatus& status) {
  for (const PartitionStatus& partition : status.partitions) {
    if (!partition.caught_up || councils_.IsCaughtUp(partition.partition)) continue;
    councils_.FinishCatchUp(partition.partition);
    log_(LogLevel::kInfo, fmt::format("partition {}: caught up at offset {}", partition.partition,
                                      partition.next_offset));
  }
}

void ServeLoop::ServeRequests() {
  if (options_.requests == nullptr || options_.requests->size() == 0) return;
  councils_.Settle();
  options_.requests->Serve(councils_);
}

/// `turn_begun_us`: a turn that has been long enough leaves the view to the next, which takes no events. No turn does
/// until a view that has been begun is whole: it would never be while they change more than is made.
void ServeLoop::PublishView(std::int64_t turn_begun_us) {
  const std::int64_t pause = std::min(kViewAtLeastEveryUs, kViewCostFactor * view_cost_us_);
  const std::int64_t begun = SteadyUs();
  const bool goes_on = councils_.is_half_made();
  if (!goes_on && (!councils_.IsDirty() || begun - view_at_us_ < pause)) return;
  view_first_ = !view_first_ && begun - turn_begun_us > kEventsUs / 2;
  if (view_first_) return;
  auto view = councils_.MakeView(now_us_, For(kViewUs));
  view_first_ = councils_.is_half_made();
  view_at_us_ = SteadyUs();
  view_cost_us_ = view_at_us_ - begun + (goes_on ? view_cost_us_ : 0);
  if (view == board_.CurrentView()) return;
  board_.Publish(std::move(view));
  ++health_.views_published;
  health_.view_build_seconds = static_cast<double>(view_cost_us_) / 1e6;
}

std::vector<std::string> ServeLoop::NotReady(const SourceStatus& status) const {
  std::vector<std::string> reasons = councils_.Problems();
  const bool away = now_us_ - broker_up_at_us_ > kBrokerAwayAfterUs;
  if (!status.broker_up && (away || !status.CaughtUp())) {
    reasons.push_back("no Kafka broker answers");
  }
  if (!status.assigned) reasons.push_back("waiting for partitions of topic " + options_.topic);
  for (const PartitionStatus& partition : status.partitions) {
    if (partition.caught_up) continue;
    reasons.push_back(fmt::format("partition {} is still catching up: {} events to read",
                                  partition.partition, partition.Lag()));
  }
  for (const std::string& breach : topic_.breaches()) reasons.push_back(breach);
  for (std::string& problem : topic_.Problems(now_us_)) reasons.push_back(std::move(problem));
  if (topic_.may_read() && waiting_since_us_ != 0 && now_us_ - waiting_since_us_ > kHoldAfterUs) {
    reasons.push_back(waits_for_look_
                          ? "no more events are read: a message stands in the wrong partition, and "
                            "the topic's partitions could not be looked at yet"
                          : "no more events are read: there is no room for messages that wait for "
                            "the dead-letter topic");
  }
  return reasons;
}

void ServeLoop::PublishHealth(const SourceStatus& status) {
  if (now_us_ - health_at_us_ < kHealthEveryUs) return;
  health_at_us_ = now_us_;
  health_.at_us = now_us_;
  if (status.broker_up) broker_up_at_us_ = now_us_;
  health_.partitions.clear();
  for (const PartitionStatus& one : status.partitions) {
    health_.partitions.push_back({one.partition, one.Lag(), one.caught_up});
  }
  HeldExports held = councils_.Held(now_us_);
  health_.held_batches = held.count;
  health_.held_since_us = held.since_us;
  health_.dead_letters_delivered = static_cast<std::int64_t>(letters_.Arrived());
  health_.held_authorities = std::move(held.authorities);
  health_.incomplete_exports = std::move(held.incomplete);
  for (const std::string& line : export_watch_.Look(health_.incomplete_exports, now_us_))
    log_(LogLevel::kWarning, line);
  health_.checkpoint = checkpointer_.health();
  health_.resident_memory_bytes = ResidentMemory();
  health_.contract_breaches = topic_.breaches();
  health_.not_ready_because = NotReady(status);
  health_.ready = health_.not_ready_because.empty();
  TellNotices();
  board_.PublishHealth(health_);
}

void ServeLoop::Audit() {
  if (!councils_.is_auditing() && now_us_ - audit_at_us_ < options_.audit_interval_us) return;
  const auto differences = councils_.AuditNext(For(kAuditUs));
  if (!councils_.is_auditing()) audit_at_us_ = now_us_;
  if (!differences) return;
  ++health_.audit.runs;
  health_.audit.differences += *differences;
  health_.audit.last_at_us = now_us_;
  if (*differences != 0) {
    log_(LogLevel::kError,
         fmt::format("self-audit: {} running sums differ from their records", *differences));
  }
}

void ServeLoop::TakeReload() {
  auto reloaded = options_.reload();
  if (!reloaded) return;
  health_.definitions = reloaded->definitions;
  councils_.Redefine(std::move(reloaded->definitions_of));
  councils_.JudgeBy(std::move(reloaded->standards));
}

void ServeLoop::Count() {
  if (!councils_.CountSome(For(kCountUs))) return;
  const auto redefined = councils_.TakeRedefined();
  if (!redefined) return;
  log_(
      LogLevel::kInfo,
      fmt::format(
          "configuration read again: {} council{} counted anew, due dates of {} open clock{} moved",
          redefined->councils, redefined->councils == 1 ? "" : "s", redefined->moved_due_dates,
          redefined->moved_due_dates == 1 ? "" : "s"));
}

bool ServeLoop::Turn(EventSource& source, LoopEnd& end) {
  if (!view_first_) Read(source);
  const std::int64_t begun = SteadyUs();
  now_us_ = clock_.NowUs();
  topic_.Follow(now_us_);
  if (!view_first_) TakeEvents();
  topic_.NoteTurn();
  TakeReload();
  const SourceStatus status = source.Status();
  if (next_event_ == batch_.events.size()) NoteCaughtUp(status);
  councils_.Advance(clock_.Today());
  Count();
  letters_.Serve(std::chrono::milliseconds(0));
  if (auto committed = checkpointer_.Step(now_us_)) source.CommitOffsets({*committed});
  Audit();
  ServeRequests();
  PublishView(begun);
  const std::int64_t ended = SteadyUs();
  longest_turn_.Note(ended, ended - begun);
  health_.loop_busy_seconds += static_cast<double>(ended - begun) / 1e6;
  health_.longest_turn_seconds = static_cast<double>(longest_turn_.us()) / 1e6;
  PublishHealth(status);
  return !IsEnded(end);
}

bool ServeLoop::IsEnded(LoopEnd& end) const {
  if (!checkpointer_.problem().empty()) {
    end = {LoopEnd::Kind::kRecoveryRefused, checkpointer_.problem()};
  } else if (!topic_.lost().empty()) {
    end = {LoopEnd::Kind::kRecoveryRefused, topic_.lost()};
  } else if (batch_.failure) {
    const bool refused = batch_.failure->kind == SourceFailure::Kind::kRecoveryRefused;
    end = {refused ? LoopEnd::Kind::kRecoveryRefused : LoopEnd::Kind::kFatal,
           batch_.failure->message};
  } else if (auto failure = letters_.Failure()) {
    end = {LoopEnd::Kind::kFatal, *failure};
  } else if (!letters_problem_.empty()) {
    end = {LoopEnd::Kind::kFatal, letters_problem_};
  } else {
    return false;
  }
  return true;
}

void ServeLoop::TellNotices() {
  for (const std::string& notice : checkpointer_.TakeNotices()) log_(LogLevel::kWarning, notice);
}

void ServeLoop::Close(EventSource& source) {
  const auto offsets = checkpointer_.Finish(now_us_);
  if (!offsets.empty()) source.CommitOffsets(offsets);
  TellNotices();
}

LoopEnd ServeLoop::Run(EventSource& source, const std::atomic<bool>& stop) {
  LoopEnd end;
  stop_ = &stop;
  while (!MustStop()) {
    if (!Turn(source, end)) return end;
  }
  Close(source);
  return end;
}

}  // namespace caseclock

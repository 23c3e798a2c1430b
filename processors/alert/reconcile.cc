#include "processors/alert/reconcile.h"

namespace caseclock {
namespace {

/// Never one that has been: who was told of that episode would not be told of this one. A machine's clock may be set
/// back over midnight; then the day stays the later one.
Onset NextOnset(const Onset& before, Date day) {
  if (day > before.day) return {day, 1};
  return {before.day, before.ordinal + 1};
}

AlertState Fire(AlertState state, const Observation& seen, const Moment& moment) {
  state.phase = Phase::kFiring;
  state.since_us = moment.us;
  state.clear_since_us = 0;
  state.resolved_at_us = 0;
  state.onset = NextOnset(state.onset, moment.day);
  state.measured = seen.measured;
  state.acknowledged.reset();
  return state;
}

AlertState Resolve(AlertState state, const Moment& moment) {
  state.phase = Phase::kQuiet;
  state.since_us = 0;
  state.clear_since_us = 0;
  state.resolved_at_us = moment.us;
  return state;
}

AlertState Begin(AlertState state, const AlertRule& rule, const Observation& seen,
                 const Moment& moment) {
  if (rule.for_minutes == 0) return Fire(std::move(state), seen, moment);
  state.phase = Phase::kPending;
  state.since_us = moment.us;
  state.measured = seen.measured;
  return state;
}

AlertState Wait(AlertState state, const AlertRule& rule, const Observation& seen,
                const Moment& moment) {
  if (seen.truth != Truth::kFires) {
    state.phase = Phase::kQuiet;
    state.since_us = 0;
  } else if (moment.us - state.since_us >= rule.for_minutes * kMinuteUs) {
    return Fire(std::move(state), seen, moment);
  }
  return state;
}

AlertState KeepFiring(AlertState state, const AlertRule& rule, const Observation& seen,
                      const Moment& moment) {
  if (seen.truth != Truth::kClear) {
    state.clear_since_us = 0;
    return state;
  }
  if (state.clear_since_us == 0) state.clear_since_us = moment.us;
  if (moment.us - state.clear_since_us < rule.keep_firing_minutes * kMinuteUs) return state;
  state.measured = seen.measured;
  return Resolve(std::move(state), moment);
}

}  // namespace

std::optional<AlertState> NextState(const AlertRule& rule, const AlertState* before,
                                    const Observation& seen, const Moment& moment) {
  AlertState state;
  if (before != nullptr) state = *before;
  state.key = seen.key;
  state.stale = seen.truth == Truth::kMissing && state.phase != Phase::kQuiet;
  if (seen.truth != Truth::kMissing) {
    switch (state.phase) {
      case Phase::kQuiet:
        if (seen.truth == Truth::kFires) state = Begin(std::move(state), rule, seen, moment);
        break;
      case Phase::kPending: state = Wait(std::move(state), rule, seen, moment); break;
      case Phase::kFiring: state = KeepFiring(std::move(state), rule, seen, moment); break;
    }
  }
  const bool changed = before == nullptr ? state.phase != Phase::kQuiet : state != *before;
  return changed ? std::optional(state) : std::nullopt;
}

std::optional<AlertState> Retired(const AlertState& before, const Moment& moment) {
  if (before.phase == Phase::kQuiet) return std::nullopt;
  if (before.phase == Phase::kFiring) return Resolve(before, moment);
  AlertState state = before;
  state.phase = Phase::kQuiet;
  state.since_us = 0;
  return state;
}

}  // namespace caseclock

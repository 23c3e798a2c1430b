#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "daemon/codec/codec.h"
#include "processors/check.h"

namespace caseclock {
namespace {

constexpr int kExitConfiguration = 3;

/// Without it no event can be dated, so that the program cannot go on.
absl::TimeZone LoadLondon() {
  absl::TimeZone zone;
  if (absl::LoadTimeZone("Europe/London", &zone)) return zone;
  std::fputs(
      "could not load the time zone Europe/London\n"
      "Detail: the time zone database has no such entry or is not installed.\n"
      "Hint: install the package tzdata, and unset TZDIR if it is set.\n",
      stderr);
  std::exit(kExitConfiguration);
}

const absl::TimeZone& London() {
  static const absl::TimeZone zone = LoadLondon();
  return zone;
}

/// From this instant on London is so far ahead of UTC. Units: microseconds since 1970-01-01 UTC.
struct OffsetFrom {
  std::int64_t begin_us;
  std::int64_t offset_us;
};

constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kDayUs = 86'400 * kSecondUs;

/// The first instant after a transition, whether it skips an hour, repeats one, or changes a name
/// only.
absl::Time InstantOf(const absl::TimeZone::CivilTransition& transition) {
  const auto info = London().At(transition.to);
  return info.kind == absl::TimeZone::TimeInfo::UNIQUE ? info.pre : info.trans;
}

/// London's offsets over the years that events may carry: one in winter, one in summer, about 400
/// in all.
std::vector<OffsetFrom> ListOffsets() {
  const absl::Time last = absl::FromCivil(absl::CivilDay(2100, 1, 1), London());
  absl::Time at = absl::FromCivil(absl::CivilDay(1899, 12, 31), absl::UTCTimeZone());
  std::vector<OffsetFrom> offsets;
  while (at < last) {
    offsets.push_back({absl::ToUnixMicros(at), London().At(at).offset * kSecondUs});
    absl::TimeZone::CivilTransition transition;
    if (!London().NextTransition(at, &transition)) break;
    CASECLOCK_CHECK(InstantOf(transition) > at, "transitions of a time zone run forward");
    at = InstantOf(transition);
  }
  return offsets;
}

/// Before the first and after the last the nearest holds.
std::int64_t OffsetAt(std::int64_t instant_us) {
  static const std::vector<OffsetFrom> offsets = ListOffsets();
  const auto next = std::upper_bound(
      offsets.begin() + 1, offsets.end(), instant_us,
      [](std::int64_t us, const OffsetFrom& offset) { return us < offset.begin_us; });
  return std::prev(next)->offset_us;
}

std::int64_t FloorDivide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

Date LondonDate(std::int64_t instant_us) {
  return Date{static_cast<std::int32_t>(FloorDivide(instant_us + OffsetAt(instant_us), kDayUs))};
}

Moment LondonMoment(std::int64_t instant_us) {
  const std::int64_t local_us = instant_us + OffsetAt(instant_us);
  const std::int64_t day = FloorDivide(local_us, kDayUs);
  const std::int64_t minute = (local_us - day * kDayUs) / kMinuteUs;
  return {instant_us, Date{static_cast<std::int32_t>(day)}, static_cast<int>(minute)};
}

std::int64_t LondonMidnight(Date date) {
  return absl::ToUnixMicros(absl::FromCivil(absl::CivilDay(1970, 1, 1) + date.days, London()));
}

}  // namespace caseclock

#include <cstdio>
#include <cstdlib>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "daemon/codec/codec.h"

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

}  // namespace

Date LondonDate(std::int64_t instant_us) {
  const auto day = absl::ToCivilDay(absl::FromUnixMicros(instant_us), London());
  return Date{static_cast<std::int32_t>(day - absl::CivilDay(1970, 1, 1))};
}

std::int64_t LondonMidnight(Date date) {
  return absl::ToUnixMicros(absl::FromCivil(absl::CivilDay(1970, 1, 1) + date.days, London()));
}

}  // namespace caseclock

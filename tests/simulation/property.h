/// @file
/// A property of every invented history: which seeds are tried, and what is reported.
///
/// Example: ForEveryHistory([](std::uint64_t seed) -> std::string { return ""; });   // holds for
/// all
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "tests/simulation/dice.h"
#include "tests/simulation/random_history.h"
#include "tests/simulation/slow_model.h"

namespace caseclock::simulation {

/// How many histories a run looks at, unless CASECLOCK_HISTORIES says otherwise: about a minute.
inline constexpr std::uint64_t kHistories = 2000;
/// After so many failures a run ends: each is shrunk, which takes a while, and the first tell the
/// story.
inline constexpr int kMostFailures = 5;

/// The number in the environment variable, or `otherwise`.
inline std::uint64_t NumberFrom(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Calls `check` with each seed until some have failed. `check` answers "" or a report.
template <typename Check>
void ForEveryHistory(const Check& check) {
  const std::uint64_t only = NumberFrom("CASECLOCK_SEED", 0);
  const std::uint64_t first = only != 0 ? only : 1;
  const std::uint64_t last = only != 0 ? only : NumberFrom("CASECLOCK_HISTORIES", kHistories);
  int failures = 0;
  for (std::uint64_t seed = first; seed <= last && failures < kMostFailures; ++seed) {
    const std::string report = check(seed);
    if (report.empty()) continue;
    ADD_FAILURE() << report;
    ++failures;
  }
}

/// Limits as councils change them: another length from a day within the history, or another unit
/// altogether.
inline SlowLimitTable SomeLimits(Dice& dice, const RandomHistory& history) {
  const auto some_day = [&] {
    return history.first_day + dice.Between(-200, history.last_day - history.first_day);
  };
  SlowLimitTable limits;
  if (dice.Chance(40)) {
    limits["assessment_45"] = {{Date::Min(), dice.Between(20, 60), SlowLimit::kWorkingDays}};
    limits["assessment_45"].push_back({some_day(), dice.Between(10, 60), SlowLimit::kWorkingDays});
  }
  if (dice.Chance(40)) limits["icpc_15"] = {{Date::Min(), dice.Between(1, 30), SlowLimit::kDays}};
  if (dice.Chance(40)) {
    limits["ni60"] = {{Date::Min(), dice.Between(1, 3), SlowLimit::kMonths}};
    limits["ni60"].push_back({some_day(), dice.Between(1, 3), SlowLimit::kMonths});
  }
  if (dice.Chance(40)) {
    limits["ni64"] = {{Date::Min(), dice.Between(300, 900), SlowLimit::kDays}};
    limits["ni64"].push_back({some_day(), dice.Between(300, 900), SlowLimit::kDays});
  }
  return limits;
}

/// What the council of this seed has configured.
inline SlowSettings SettingsOf(const RandomHistory& history, std::uint64_t seed) {
  Dice dice(seed + 77);
  SlowSettings settings;
  settings.closures = history.closures;
  if (dice.Chance(70)) settings.population = dice.Between(1'000, 90'000);
  if (dice.Chance(10)) settings.due_soon_days = dice.Between(1, 10);
  if (dice.Chance(30)) settings.limits = SomeLimits(dice, history);
  // So small that ordinary histories cross them again and again.
  if (dice.Chance(60)) settings.most_joined = static_cast<std::size_t>(dice.Between(1, 3));
  if (dice.Chance(60)) settings.most_records = static_cast<std::size_t>(dice.Between(1, 9));
  return settings;
}

}  // namespace caseclock::simulation

/// @file
/// How long tests wait: as long as they say on an idle machine, and longer on a busy one.
///
/// Example: Patient(20s) is 20 s with a load of 1 on two cores and 60 s with a load of 6.
///
/// Only for waits that end as soon as what they wait for is there. What a test expects is never multiplied.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <thread>

namespace caseclock {

/// Beyond that a machine is not busy but stuck.
inline constexpr double kMostPatience = 30;

/// 1 on an idle machine, 4 where eight processes want two processors; CASECLOCK_PATIENCE times that.
inline double PatienceFactor() {
  double load = 0;
  getloadavg(&load, 1);
  const char* told = std::getenv("CASECLOCK_PATIENCE");
  const double slow = told == nullptr ? 1 : std::max(1.0, std::atof(told));
  const double crowded = std::max(1.0, load / std::max(1U, std::thread::hardware_concurrency()));
  return std::min(crowded * slow, kMostPatience);
}

/// So long, and longer on a busy machine.
inline std::chrono::milliseconds Patient(std::chrono::milliseconds wait) {
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(static_cast<double>(wait.count()) * PatienceFactor()));
}

/// Until when to wait that begins now.
inline std::chrono::steady_clock::time_point PatientDeadline(std::chrono::milliseconds wait) {
  return std::chrono::steady_clock::now() + Patient(wait);
}

}  // namespace caseclock

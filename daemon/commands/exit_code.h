/// @file
/// What the program says to its caller when it ends.
#pragma once

namespace caseclock {

/// Example: 3 after check-config found mistakes.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,  ///< something that should hold does not; the message says what
  kUsage = 2,
  kConfiguration = 3,
  kUnreadableInput = 4,
  kRecoveryRefused = 5,
  kKafkaFatal = 6,
  kInterrupted = 130,
};

}  // namespace caseclock

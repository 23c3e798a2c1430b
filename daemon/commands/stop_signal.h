/// @file
/// SIGINT and SIGTERM as a flag that loops look at; SIGHUP as a request to read the configuration again.
///
/// Example:
///   InstallStopSignal();
///   loop.Run(source, StopRequested());
///   return WasInterrupted() ? kInterrupted : kDone;
#pragma once

#include <atomic>

namespace caseclock {

/// Set by the first SIGINT or SIGTERM after InstallStopSignal; a second one ends the program at once.
const std::atomic<bool>& StopRequested();
void InstallStopSignal();
/// From here on SIGINT and SIGTERM also end a read of standard input that waits.
void LetStopEndReads();
/// True when the stop came from SIGINT: the exit code is then 130.
bool WasInterrupted();

/// From here on SIGHUP asks for the configuration to be read again; without it SIGHUP ends the program.
void InstallReloadSignal();
/// True once for the SIGHUPs received since the last call.
bool TakeReloadRequest();

}  // namespace caseclock

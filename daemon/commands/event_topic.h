/// @file
/// The topic that produce and import write to: made, or found to be there, before anything is sent.
///
/// Example: PrepareTopic(config, false, "caseclock produce --config a.yaml --create-topic < events.jsonl") is
/// kConfiguration where there is no such topic, after a message with that command as its hint.
#pragma once

#include <string>

#include "daemon/commands/exit_code.h"
#include "daemon/config/config.h"

namespace caseclock {

/// Where kafka.partitions says nothing.
inline constexpr int kDefaultPartitions = 12;

/// kDone, or an exit code after a message. `create`: makes the topics that are not there. A broker that does not answer
/// now is left to the sending, which waits for it.
ExitCode PrepareTopic(const Config& config, bool create, const std::string& command_that_creates);

}  // namespace caseclock

/// @file
/// From the configuration's words to those of the Kafka rooms.
#pragma once

#include "daemon/config/config.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/intake/log_sink.h"

namespace caseclock {

/// Example: kafka.format "json" becomes PayloadFormat::kJson.
KafkaOptions KafkaOptionsOf(const Config& config);

/// A message (primary line, Detail, Hint) to standard error, Detail and Hint indented.
void TellProblem(const std::string& message);

/// One line to standard error, with the time: "2024-03-31T12:00:00Z kafka: ...".
LogSink StandardErrorLog();

/// The same for a line of our own.
void LogLine(const std::string& line);

}  // namespace caseclock

/// @file
/// From the configuration's words to those of the Kafka rooms.
#pragma once

#include "daemon/config/config.h"
#include "daemon/intake/kafka_config.h"

namespace caseclock {

/// Example: kafka.format "json" becomes PayloadFormat::kJson.
KafkaOptions KafkaOptionsOf(const Config& config);

}  // namespace caseclock

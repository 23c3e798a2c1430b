/// @file
/// The partition of a key as the Java clients compute it; librdkafka's own default differs.
///
/// Example: MurmurPartition("E08000018", 12) is where every event of that council is.
#pragma once

#include <cstdint>
#include <string_view>

namespace caseclock {

/// Java's org.apache.kafka.common.utils.Utils.murmur2. Example: Murmur2("21") = -973932308 as a
/// signed number.
std::uint32_t Murmur2(std::string_view bytes);

/// toPositive(murmur2(key)) % partitions. Requires: partitions > 0.
std::int32_t MurmurPartition(std::string_view key, std::int32_t partitions);

}  // namespace caseclock

/// @file
/// Reads back which letters the dead-letter topic holds.
///
/// Example: after a kill, the letter about offset 4,711 of partition 3 is in LetterIds, and is not sent again.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "daemon/intake/event_source.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// Which message a letter is about. The time tells a topic that was made anew from the one before.
struct LetterId {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::int64_t timestamp_ms = 0;
  friend bool operator==(const LetterId&, const LetterId&) = default;

  template <class H>
  friend H AbslHashValue(H hash, const LetterId& id) {
    return H::combine(std::move(hash), id.partition, id.offset, id.timestamp_ms);
  }
};
using LetterIds = absl::flat_hash_set<LetterId>;

/// What the dead-letter topic says of earlier runs.
struct ScannedLetters {
  LetterIds sent;  ///< letters that are there
  LetterIds
      refused;  ///< those of messages whose time was wrong: by our clock of then, so that holds for good
};

/// The letters about messages of options.topic in these partitions from these offsets on, as far as
/// the topic holds them when the call begins. Errors: a sentence, when the broker does not answer
/// for some seconds. Cost: about a second for a million letters.
std::variant<ScannedLetters, std::string> ScanDeadLetters(
    const KafkaOptions& options, const std::vector<PartitionOffset>& restored, const LogSink& log);

}  // namespace caseclock

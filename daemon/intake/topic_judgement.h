/// @file
/// Is the topic the one that was read? The decision alone, without Kafka.
///
/// Example: partition 0 was read up to offset 20 and ends at offset 5 now: "... the topic was deleted and made anew",
/// and the daemon ends with exit code 5. It begins at offset 10 now: what was read needs no reading, but no figure
/// can be rebuilt, which is a breach of the contract.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/intake/topic_contract.h"
#include "daemon/intake/topic_guard.h"
#include "daemon/intake/topic_memory.h"

namespace caseclock {

/// The events that are compared, by partition and offset: the anchor and the last one of each.
using EventPlaces = std::vector<std::pair<std::int32_t, std::int64_t>>;

/// What a broker says of the topics now.
struct TopicNow {
  TopicFacts events;
  TopicFacts dead_letters;                         ///< no name: nobody asked
  bool settings_known = false;                     ///< of both topics
  std::map<std::int32_t, AssignedPartition> ends;  ///< of the partitions that were asked for
  std::map<std::pair<std::int32_t, std::int64_t>, std::uint64_t>
      found;  ///< fingerprints; absent: no such message
};

/// Which events of the topic are to be fetched, given where its partitions begin and end now: those that can be
/// there.
EventPlaces PlacesToCompare(const RememberedTopic& remembered,
                            const std::map<std::int32_t, AssignedPartition>& ends);

/// The sentence about a topic that has other partitions than before.
std::string RepartitionedText(const std::string& topic, int were, int are);

/// What breaks the contract, is lost, or must not be read. `configured_partitions`: 0: not configured.
/// Requires: `now.found` holds what is there of PlacesToCompare.
TopicLook JudgeTopic(const RememberedTopic& remembered, const TopicNow& now,
                     int configured_partitions);

}  // namespace caseclock

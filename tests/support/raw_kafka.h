/// @file
/// Messages as they lie in a topic, for the tests of Kafka's rooms: put them there and read them
/// back, with nothing of the product in between.
///
/// Example:
///   PutMessages(bootstrap, "case-events", {{.partition = 3, .key = "E08000018", .value = "half a
///   pay"}}); EXPECT_EQ(ReadMessages(bootstrap, "case-events.dead-letters").size(), 1);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/intake/event_source.h"

namespace caseclock {

struct TopicMessage {
  std::int32_t partition = 0;
  std::optional<std::string> key = {};
  std::optional<std::string> value = {};
  std::vector<MessageHeader> headers = {};
  std::int64_t timestamp_ms = 0;  ///< 0: now
  std::int64_t offset = 0;        ///< when read

  /// The value of the last header of this name, or "(absent)".
  std::string Header(const std::string& name) const;
};

/// Sends the messages, each to its partition, and waits until they are there.
void PutMessages(const std::string& bootstrap, const std::string& topic,
                 const std::vector<TopicMessage>& messages);

/// All that the topic holds now, by partition and offset. Empty when there is no such topic.
std::vector<TopicMessage> ReadMessages(const std::string& bootstrap, const std::string& topic);

}  // namespace caseclock

/// @file
/// The library's messages of one call, until each has been copied out.
#pragma once

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <cstddef>
#include <vector>

#include "daemon/intake/event_source.h"
#include "daemon/intake/message_check.h"

namespace caseclock {

/// A bounded run of messages. A held message pins its whole fetch buffer, so they are freed one by
/// one as they are taken. Thread safety: used by the loop thread only.
class FetchedMessages {
 public:
  FetchedMessages() = default;
  ~FetchedMessages() { Drop(); }
  FetchedMessages(const FetchedMessages&) = delete;
  FetchedMessages& operator=(const FetchedMessages&) = delete;

  /// Waits for a first message, at most `timeout`, then takes what else is there, up to
  /// kMaxBatchEvents. Callbacks of the client run in here. Requires: empty.
  void Fetch(rd_kafka_t* client, rd_kafka_queue_t* queue, std::chrono::milliseconds timeout);

  bool empty() const { return taken_ == messages_.size(); }
  /// Requires: not empty.
  const rd_kafka_message_t& front() const { return *messages_[taken_]; }
  void PopFront();
  void Drop();

 private:
  std::vector<rd_kafka_message_t*> messages_;
  std::size_t taken_ = 0;
};

/// The message with borrowed bytes.
RawMessage RawOf(const rd_kafka_message_t& message);

/// The message's bytes and headers, copied.
Rejected CopyRejected(const rd_kafka_message_t& message, Rejection rejection);

}  // namespace caseclock

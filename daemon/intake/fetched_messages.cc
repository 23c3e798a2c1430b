#include "daemon/intake/fetched_messages.h"

#include <utility>

#include "daemon/codec/ascii.h"
#include "processors/check.h"

namespace caseclock {
namespace {

std::optional<std::string_view> Bytes(const void* data, std::size_t size) {
  if (data == nullptr) return std::nullopt;
  return std::string_view(static_cast<const char*>(data), size);
}

std::optional<std::string> Copy(std::optional<std::string_view> bytes) {
  if (!bytes) return std::nullopt;
  return std::string(*bytes);
}

std::int64_t TimestampOf(const rd_kafka_message_t& message) {
  rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  const std::int64_t timestamp = rd_kafka_message_timestamp(&message, &type);
  return type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? -1 : timestamp;
}

bool SaysJson(const rd_kafka_message_t& message) {
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return false;
  bool json = false;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0;
       rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    // Of several the last one holds.
    if (IsSameAscii(name, "content-type")) {
      json = IsMediaType(Bytes(value, size).value_or(""), "application/json");
    }
  }
  return json;
}

std::vector<MessageHeader> CopyHeaders(const rd_kafka_message_t& message) {
  std::vector<MessageHeader> copies;
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return copies;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0;
       rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    copies.push_back({name, Copy(Bytes(value, size))});
  }
  return copies;
}

}  // namespace

void FetchedMessages::Fetch(rd_kafka_t* client, rd_kafka_queue_t* queue,
                            std::chrono::milliseconds timeout) {
  CASECLOCK_CHECK(empty(), "the messages of the call before have been taken");
  messages_.resize(kMaxBatchEvents);
  taken_ = 0;
  std::size_t count = 0;
  // A batch call waits its whole time unless it fills; so one message is waited for, and the rest
  // is what is there.
  rd_kafka_message_t* first = rd_kafka_consumer_poll(client, static_cast<int>(timeout.count()));
  if (first != nullptr) {
    messages_[count++] = first;
    const ssize_t more =
        rd_kafka_consume_batch_queue(queue, 0, &messages_[count], kMaxBatchEvents - count);
    if (more > 0) count += static_cast<std::size_t>(more);
  }
  messages_.resize(count);
}

void FetchedMessages::PopFront() {
  rd_kafka_message_destroy(messages_[taken_]);
  ++taken_;
}

void FetchedMessages::Drop() {
  while (!empty()) PopFront();
}

RawMessage RawOf(const rd_kafka_message_t& message) {
  return {.partition = message.partition,
          .timestamp_ms = TimestampOf(message),
          .key = Bytes(message.key, message.key_len),
          .value = Bytes(message.payload, message.len),
          .json = SaysJson(message)};
}

Rejected CopyRejected(const rd_kafka_message_t& message, Rejection rejection) {
  return {.rejection = std::move(rejection),
          .key = Copy(Bytes(message.key, message.key_len)),
          .value = Copy(Bytes(message.payload, message.len)),
          .headers = CopyHeaders(message)};
}

}  // namespace caseclock

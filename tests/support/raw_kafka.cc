#include "tests/support/raw_kafka.h"

#include <gtest/gtest.h>
#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace caseclock {
namespace {

constexpr int kTimeoutMs = 20'000;

rd_kafka_t* Client(rd_kafka_type_t type, const std::string& bootstrap) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  std::array<char, 256> error{};
  const auto set = [&](const char* name, const char* value) {
    EXPECT_EQ(rd_kafka_conf_set(conf, name, value, error.data(), error.size()), RD_KAFKA_CONF_OK)
        << error.data();
  };
  set("bootstrap.servers", bootstrap.c_str());
  if (type == RD_KAFKA_CONSUMER) {
    set("group.id", "test");
    set("fetch.wait.max.ms", "5");
    set("enable.partition.eof", "true");
    set("enable.auto.commit", "false");
  }
  return rd_kafka_new(type, conf, error.data(), error.size());
}

std::optional<std::string> Copy(const void* data, std::size_t size) {
  if (data == nullptr) return std::nullopt;
  return std::string(static_cast<const char*>(data), size);
}

rd_kafka_headers_t* HeadersOf(const TopicMessage& message) {
  rd_kafka_headers_t* headers = rd_kafka_headers_new(message.headers.size());
  for (const MessageHeader& one : message.headers) {
    rd_kafka_header_add(headers, one.name.c_str(), -1, one.value ? one.value->data() : nullptr,
                        one.value ? static_cast<ssize_t>(one.value->size()) : 0);
  }
  return headers;
}

void Put(rd_kafka_t* producer, const std::string& topic, TopicMessage message) {
  char* key = message.key ? message.key->data() : nullptr;
  const std::size_t key_size = message.key ? message.key->size() : 0;
  char* value = message.value ? message.value->data() : nullptr;
  const std::size_t value_size = message.value ? message.value->size() : 0;
  const rd_kafka_resp_err_t code = rd_kafka_producev(
      producer, RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(message.partition),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key, key_size),
      RD_KAFKA_V_VALUE(value, value_size), RD_KAFKA_V_TIMESTAMP(message.timestamp_ms),
      RD_KAFKA_V_HEADERS(HeadersOf(message)), RD_KAFKA_V_END);
  ASSERT_EQ(code, RD_KAFKA_RESP_ERR_NO_ERROR);
}

TopicMessage Read(const rd_kafka_message_t& message) {
  TopicMessage read{.partition = message.partition,
                    .key = Copy(message.key, message.key_len),
                    .value = Copy(message.payload, message.len),
                    .timestamp_ms = rd_kafka_message_timestamp(&message, nullptr),
                    .offset = message.offset};
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return read;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0;
       rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    read.headers.push_back({name, Copy(value, size)});
  }
  return read;
}

int PartitionsOf(rd_kafka_t* client, const std::string& topic) {
  const rd_kafka_metadata_t* metadata = nullptr;
  EXPECT_EQ(rd_kafka_metadata(client, 1, nullptr, &metadata, kTimeoutMs),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  int count = 0;
  for (int i = 0; metadata != nullptr && i < metadata->topic_cnt; ++i) {
    if (metadata->topics[i].topic == topic) count = metadata->topics[i].partition_cnt;
  }
  if (metadata != nullptr) rd_kafka_metadata_destroy(metadata);
  return count;
}

std::vector<TopicMessage> ReadToEnd(rd_kafka_t* consumer, int open_partitions) {
  std::vector<TopicMessage> messages;
  while (open_partitions > 0) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, kTimeoutMs);
    if (message == nullptr) {
      ADD_FAILURE() << "the topic's end did not come";
      return messages;
    }
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) --open_partitions;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) messages.push_back(Read(*message));
    rd_kafka_message_destroy(message);
  }
  return messages;
}

}  // namespace

std::string TopicMessage::Header(const std::string& name) const {
  std::string found = "(absent)";
  for (const MessageHeader& one : headers) {
    if (one.name == name) found = one.value.value_or("(null)");
  }
  return found;
}

void PutMessages(const std::string& bootstrap, const std::string& topic,
                 const std::vector<TopicMessage>& messages) {
  rd_kafka_t* producer = Client(RD_KAFKA_PRODUCER, bootstrap);
  for (const TopicMessage& one : messages) Put(producer, topic, one);
  EXPECT_EQ(rd_kafka_flush(producer, kTimeoutMs), RD_KAFKA_RESP_ERR_NO_ERROR);
  rd_kafka_destroy(producer);
}

std::vector<TopicMessage> ReadMessages(const std::string& bootstrap, const std::string& topic) {
  rd_kafka_t* consumer = Client(RD_KAFKA_CONSUMER, bootstrap);
  const int partitions = PartitionsOf(consumer, topic);
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(partitions);
  for (int i = 0; i < partitions; ++i) {
    rd_kafka_topic_partition_list_add(list, topic.c_str(), i)->offset = RD_KAFKA_OFFSET_BEGINNING;
  }
  rd_kafka_assign(consumer, list);
  rd_kafka_topic_partition_list_destroy(list);
  std::vector<TopicMessage> messages = ReadToEnd(consumer, partitions);
  rd_kafka_consumer_close(consumer);
  rd_kafka_destroy(consumer);
  std::sort(messages.begin(), messages.end(), [](const auto& a, const auto& b) {
    return std::tie(a.partition, a.offset) < std::tie(b.partition, b.offset);
  });
  return messages;
}

}  // namespace caseclock

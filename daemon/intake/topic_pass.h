/// @file
/// One pass over a topic, from where its partitions begin to where they ended when it was opened. Shows librdkafka,
/// and stays in this room.
///
/// Example:
///   TopicPass pass("case-events", log);
///   if (auto problem = pass.Open(options, {"caseclock-export", "error"})) return *problem;
///   for (const Ends& one : pass.ends()) pass.Read(one, take, [] { return true; });
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/intake/fetched_messages.h"
#include "daemon/intake/kafka_client.h"

namespace caseclock {

/// How a pass presents itself to the broker.
struct TopicPassOptions {
  std::string group;         ///< needed by the library, never joined
  const char* offset_reset;  ///< "error": what is gone ends the pass; "earliest": it is passed over
};

/// Used by one thread. Not copyable.
class TopicPass {
 public:
  TopicPass(std::string topic, LogSink log);
  ~TopicPass();
  TopicPass(const TopicPass&) = delete;
  TopicPass& operator=(const TopicPass&) = delete;

  /// Connects and asks where the partitions begin and end. A topic that is not there has none.
  /// Errors: a sentence, when the broker does not answer within `patience`.
  std::optional<std::string> Open(const KafkaOptions& options, const TopicPassOptions& pass,
                                  std::chrono::milliseconds patience);

  /// One for each partition, in order.
  const std::vector<Ends>& ends() const { return ends_; }

  using Take = std::function<void(const rd_kafka_message_t& message)>;
  using GoOn = std::function<bool()>;

  /// Gives the messages of one partition to `take`, in order. Ends early, without an error, once `go_on` says no.
  /// Errors: a sentence, when the broker does not answer for some seconds, or the topic no longer holds a message.
  std::optional<std::string> Read(const Ends& partition, const Take& take, const GoOn& go_on);

  /// The topic no longer holds a message that it held when it was opened.
  bool is_lost() const { return is_lost_; }

  void Say(LogLevel level, std::string_view kind, std::string_view line);

 private:
  void Assign(const Ends& partition);
  /// True when this was the last message of the partition, or it is lost.
  bool IsLast(const rd_kafka_message_t& message, const Ends& partition, const Take& take);

  const std::string topic_;
  std::unique_ptr<KafkaWatch> watch_;
  KafkaPtr<rd_kafka_t> client_;
  KafkaPtr<rd_kafka_queue_t> queue_;
  FetchedMessages fetched_;
  std::vector<Ends> ends_;
  bool is_lost_ = false;
};

}  // namespace caseclock

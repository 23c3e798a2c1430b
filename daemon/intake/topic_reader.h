/// @file
/// Reads the topic of case events once, as far as it went when it was opened, and judges each message as the daemon
/// does: `export` and every command with --from-kafka. Joins no group, commits nothing, writes nothing.
///
/// Example:
///   auto opened = TopicReader::Open(options, log);
///   auto& reader = *std::get<std::unique_ptr<TopicReader>>(opened);
///   auto problem = reader.Read("", [&](Consumed&& one) { ...; return true; });
///
/// A topic of two partitions with 100 and 20 messages gives those of partition 0 first, each by offset: the same topic
/// gives the same sequence. What is produced while it is read is left out, so two readings are of the same events.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "daemon/intake/event_source.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// Why the topic cannot be read.
struct TopicProblem {
  enum class Kind {
    kOptions,      ///< the options cannot be used
    kNoTopic,      ///< the broker has no topic of this name
    kUnreachable,  ///< the broker does not answer
    kLost,         ///< the topic no longer holds all its events
  };
  Kind kind = Kind::kUnreachable;
  std::string message;  ///< primary line, Detail, Hint
};

/// How long the broker may take over the first questions.
inline constexpr std::chrono::seconds kOpenPatience{20};

/// Used by one thread. Not copyable.
class TopicReader {
 public:
  /// Connects, asks where the partitions end, and reads back which messages earlier runs refused for good.
  static std::variant<std::unique_ptr<TopicReader>, TopicProblem> Open(const KafkaOptions& options,
                                                                       LogSink log);
  ~TopicReader();

  /// Takes one message; false ends the reading, without an error.
  using Take = std::function<bool(Consumed&& message)>;

  /// Gives every message, or with `authority` only those in the partition of that council. Can be called again, and
  /// gives the same. Cost: about a second for each half million messages.
  std::optional<TopicProblem> Read(const std::string& authority, const Take& take);

  /// How many messages there are at most. Units: messages.
  std::int64_t size() const;

 private:
  class Pass;
  explicit TopicReader(std::unique_ptr<Pass> pass);

  std::unique_ptr<Pass> pass_;
};

/// How many partitions the topic of events has; 0: there is no such topic. Makes nothing. Errors: a sentence.
std::variant<int, std::string> CountPartitions(const KafkaOptions& options,
                                               std::chrono::milliseconds patience);

}  // namespace caseclock

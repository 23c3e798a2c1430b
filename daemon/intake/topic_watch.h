/// @file
/// Looks at the topic while it is read, in a thread of its own with a client of its own: every 20 seconds, and
/// whenever it is asked to. A look asks for the partitions, for where they begin and end, for the settings of both
/// topics, and fetches the two remembered events of each partition (topic_memory.h) to compare them. It takes some
/// milliseconds, and never disturbs the consumer.
///
/// Example:
///   auto made = TopicWatch::Start(options, log);
///   auto& watch = std::get<std::unique_ptr<TopicWatch>>(made);
///   watch->memory().Read(0, 19, fingerprint);
///   watch->IsSameNow(std::chrono::seconds(2)) == true
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "daemon/intake/kafka_config.h"
#include "daemon/intake/topic_guard.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// How often the topic is looked at when nobody asks.
inline constexpr std::chrono::seconds kLookEvery{20};

/// Looks from Start until destroyed; the destructor waits for the look under way, a few seconds when no broker
/// answers.
class TopicWatch final : public TopicGuard {
 public:
  /// Returns at once, also when no broker answers. `options.verify_topic` false: settings are not looked at.
  /// Errors: a message when the options cannot be used.
  static std::variant<std::unique_ptr<TopicWatch>, std::string> Start(const KafkaOptions& options,
                                                                      LogSink log);
  ~TopicWatch() override;

  TopicMemory& memory() override;
  std::uint64_t Ask() override;
  TopicLook Latest() const override;
  TopicLook Await(std::uint64_t number, std::chrono::milliseconds timeout) override;

 private:
  class Watcher;
  explicit TopicWatch(std::unique_ptr<Watcher> watcher);

  std::unique_ptr<Watcher> watcher_;
};

}  // namespace caseclock

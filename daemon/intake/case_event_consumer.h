/// @file
/// Reads the topic of case events and gives them out decoded and checked.
///
/// Reading starts where the owner's checkpoint says, never where the group's committed offsets say.
/// A topic that no longer holds what the checkpoint was made from is a refusal, never a gap.
///
/// Example:
///   auto made = CaseEventConsumer::Connect(options, owner, log);
///   auto& source = std::get<std::unique_ptr<CaseEventConsumer>>(made);
///   source->Poll(std::chrono::milliseconds(20), batch);
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "daemon/intake/event_source.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// The topic as an EventSource. Partitions come from the group (assignor "range", eager) or all at
/// once. A broker that cannot be reached is waited for; Status().broker_up tells. Memory: at most
/// 256 MiB of fetched messages while catching up, next to nothing when live. Not handled:
/// partitions added to the topic while it is read; they need a new topic and a replay.
class CaseEventConsumer final : public EventSource {
 public:
  /// Requires: `owner` outlives the consumer. Errors: a message when the options cannot be used.
  static std::variant<std::unique_ptr<CaseEventConsumer>, std::string> Connect(
      const KafkaOptions& options, PartitionOwner& owner, LogSink log);

  /// Leaves the group (a static member keeps its partitions). The owner is not called any more.
  ~CaseEventConsumer() override;

  void Poll(std::chrono::milliseconds timeout, Batch& batch) override;
  void Hold(bool held) override;
  SourceStatus Status() const override;
  void CommitOffsets(const std::vector<PartitionOffset>& offsets) override;

 private:
  class Reader;
  explicit CaseEventConsumer(std::unique_ptr<Reader> reader);

  std::unique_ptr<Reader> reader_;
};

}  // namespace caseclock

/// @file
/// A Kafka broker inside the process, for the demo and the tests: librdkafka's mock cluster on
/// loopback.
///
/// Never a place for data: it keeps at most 5 MiB or 100,000 batches of a partition and forgets the
/// oldest, has no disk, no compaction, no TLS, and no Admin API. The first join of a group takes 3
/// seconds.
///
/// Example:
///   std::string problem;
///   auto broker = EmbeddedBroker::Start(&problem);
///   broker->CreateTopic("case-events", 4);
///   options.bootstrap = broker->bootstrap();          // "127.0.0.1:41234"
///   options.properties = EmbeddedBroker::ClientProperties();
#pragma once

#include <map>
#include <memory>
#include <string>

namespace caseclock {

/// One broker with its own topics. Gone, with all it holds, when destroyed.
/// Thread safety: safe from any thread.
class EmbeddedBroker {
 public:
  /// Starts a broker on a free port of 127.0.0.1. Errors: nullptr, and why in `problem`.
  static std::unique_ptr<EmbeddedBroker> Start(std::string* problem);
  ~EmbeddedBroker();
  EmbeddedBroker(const EmbeddedBroker&) = delete;
  EmbeddedBroker& operator=(const EmbeddedBroker&) = delete;

  /// Where clients connect: "127.0.0.1:41234". The same as long as the broker lives.
  const std::string& bootstrap() const { return bootstrap_; }

  /// Settings without which clients are slow here: an empty fetch is parked for its whole waiting
  /// time.
  static std::map<std::string, std::string> ClientProperties();

  /// Makes a topic. A topic that nobody made comes to be when first asked for, with 4 partitions.
  /// Errors: false when there is such a topic already, or `partitions` is below 1.
  bool CreateTopic(const std::string& name, int partitions);

  /// Drops all connections and takes no new ones until SetUp. What it holds stays.
  void SetDown();
  void SetUp();

  /// The next `count` produce requests fail with "message too large", as a broker with a low limit
  /// answers.
  void RefuseNextProduceAsTooLarge(int count);

 private:
  struct Cluster;
  explicit EmbeddedBroker(std::unique_ptr<Cluster> cluster);

  std::unique_ptr<Cluster> cluster_;
  std::string bootstrap_;
};

}  // namespace caseclock

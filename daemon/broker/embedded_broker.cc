#include "daemon/broker/embedded_broker.h"

#include <librdkafka/rdkafka.h>
// Needs the types of the one above.
#include <librdkafka/rdkafka_mock.h>

#include <array>
#include <vector>

namespace caseclock {
namespace {

constexpr int kBrokers = 1;
constexpr int kAllBrokers = -1;
constexpr std::int16_t kProduceRequest = 0;

/// The host is a client of its own cluster. The cluster may sleep for a second over a command,
/// unless a client says something; so the host does, now and then.
rd_kafka_conf_t* HostSettings() {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  for (const char* name :
       {"topic.metadata.refresh.interval.ms", "reconnect.backoff.ms", "reconnect.backoff.max.ms"}) {
    rd_kafka_conf_set(conf, name, "50", nullptr, 0);
  }
  rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
  rd_kafka_conf_set_log_cb(conf, nullptr);
  return conf;
}

}  // namespace

/// The client that hosts the cluster, and the cluster.
struct EmbeddedBroker::Cluster {
  rd_kafka_t* host = nullptr;
  rd_kafka_mock_cluster_t* mock = nullptr;

  ~Cluster() {
    if (mock != nullptr) rd_kafka_mock_cluster_destroy(mock);
    if (host != nullptr) rd_kafka_destroy(host);
  }
};

std::unique_ptr<EmbeddedBroker> EmbeddedBroker::Start(std::string* problem) {
  std::array<char, 512> error{};
  auto cluster = std::make_unique<Cluster>();
  rd_kafka_conf_t* conf = HostSettings();
  cluster->host = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error.data(), error.size());
  if (cluster->host == nullptr) {
    rd_kafka_conf_destroy(conf);
    *problem = std::string("could not start the embedded broker\nDetail: ") + error.data();
    return nullptr;
  }
  cluster->mock = rd_kafka_mock_cluster_new(cluster->host, kBrokers);
  if (cluster->mock == nullptr) {
    *problem = "could not start the embedded broker\nDetail: no port of 127.0.0.1 could be opened";
    return nullptr;
  }
  rd_kafka_brokers_add(cluster->host, rd_kafka_mock_cluster_bootstraps(cluster->mock));
  return std::unique_ptr<EmbeddedBroker>(new EmbeddedBroker(std::move(cluster)));
}

EmbeddedBroker::EmbeddedBroker(std::unique_ptr<Cluster> cluster)
    : cluster_(std::move(cluster)), bootstrap_(rd_kafka_mock_cluster_bootstraps(cluster_->mock)) {}

EmbeddedBroker::~EmbeddedBroker() = default;

std::map<std::string, std::string> EmbeddedBroker::ClientProperties() {
  return {{"fetch.wait.max.ms", "5"}};
}

bool EmbeddedBroker::CreateTopic(const std::string& name, int partitions) {
  if (partitions < 1) return false;
  return rd_kafka_mock_topic_create(cluster_->mock, name.c_str(), partitions, kBrokers) ==
         RD_KAFKA_RESP_ERR_NO_ERROR;
}

void EmbeddedBroker::SetDown() { rd_kafka_mock_broker_set_down(cluster_->mock, kAllBrokers); }

void EmbeddedBroker::SetUp() { rd_kafka_mock_broker_set_up(cluster_->mock, kAllBrokers); }

void EmbeddedBroker::RefuseNextProduceAsTooLarge(int count) {
  const std::vector<rd_kafka_resp_err_t> errors(static_cast<std::size_t>(count),
                                                RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  rd_kafka_mock_push_request_errors_array(cluster_->mock, kProduceRequest, errors.size(),
                                          errors.data());
}

}  // namespace caseclock

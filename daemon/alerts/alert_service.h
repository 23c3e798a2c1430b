/// @file
/// Alerts in a running daemon: a thread that reads the board once a second, decides at the desk and tells the world,
/// and another that sends the mails. Neither ever makes the loop wait.
///
/// Example:
///   auto started = AlertService::Start(options, board, requests, log);
///   auto& service = std::get<std::unique_ptr<AlertService>>(started);
///   router.SetDesk(service->acknowledgements());
///   service->Reconfigure(alerts, definitions);          // after SIGHUP
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "daemon/config/alerts_config.h"
#include "daemon/exposition/view_board.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"
#include "daemon/page/acknowledgement_desk.h"
#include "daemon/serve/loop_requests.h"
#include "daemon/serve/serve_loop.h"

namespace caseclock {

/// What the service is made from.
struct AlertServiceOptions {
  AlertsConfig alerts;
  DefinitionsOf definitions_of;
  std::string
      directory;  ///< of ledger, inbox and key; is made, for its owner only; its parent has to exist
  KafkaOptions kafka;  ///< for the topics of alerts and of acknowledgements
  /// Whether the figures on the board may decide anything now; may wait a moment. Empty: always.
  std::function<bool()> may_decide;
};

/// Why the service could not be started.
struct AlertStartProblem {
  enum class Kind {
    kConfiguration,  ///< what the configuration names cannot be used
    kRecovery,       ///< the ledger cannot be read: people would be told again what they know
  };
  Kind kind = Kind::kConfiguration;
  std::string sentence;  ///< "could not ...\nDetail: ...\nHint: ..."
};

/// Runs from Start until destroyed. Its destructor waits for the mail under way.
class AlertService {
 public:
  virtual ~AlertService() = default;

  /// Errors: a secret or the ledger cannot be read, or a topic's client cannot be made.
  /// Requires: board, requests and log outlive the service.
  static std::variant<std::unique_ptr<AlertService>, AlertStartProblem> Start(
      AlertServiceOptions options, ViewBoard& board, LoopRequests& requests, LogSink log);

  /// The page behind the links. Null when no link is configured.
  virtual AcknowledgementDesk* acknowledgements() = 0;
  /// Other rules, people and definitions from the next step on; ways out need a restart. Safe from any thread.
  virtual void Reconfigure(const AlertsConfig& alerts, DefinitionsOf definitions_of) = 0;
};

}  // namespace caseclock

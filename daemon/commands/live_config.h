/// @file
/// The configuration of a running daemon. SIGHUP reads the file again: targets, comparators, policy, catalogue,
/// calendars, populations, closure days, passwords, certificate and readers of records come into force at once;
/// brokers, ports and directories need a restart. A file with a mistake changes nothing, and every mistake is told.
///
/// Example:
///   LiveConfig live(path, config, router, log);
///   loop_options.reload = [&live] { return live.TakeChange(); };
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/config/config.h"
#include "daemon/http/router.h"
#include "daemon/log/log_sink.h"
#include "daemon/serve/serve_loop.h"

namespace caseclock {

/// Used by the loop thread only.
class LiveConfig {
 public:
  /// `router` gets the words of a changed catalogue; it outlives this object.
  LiveConfig(std::string path, Config config, Router& router, LogSink log);

  /// Called with each configuration that comes into force later.
  using Listener = std::function<void(const Config& config, const DefinitionsOf& definitions)>;
  void OnChange(Listener listener) { listeners_.push_back(std::move(listener)); }

  const Config& config() const { return *config_; }
  /// Definitions by council, of the configuration in force now: later ones need another call.
  DefinitionsOf Definitions() const;

  /// What a SIGHUP since the last call has brought; nullopt when there was none, or the file has mistakes.
  std::optional<Reloaded> TakeChange();

 private:
  std::string path_;
  std::shared_ptr<const Config> config_;
  Router& router_;
  LogSink log_;
  std::vector<Listener> listeners_;
};

}  // namespace caseclock

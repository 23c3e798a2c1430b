/// @file
/// Where a command takes its events from: files (one JSON event a line), or the topic as the daemon reads it. What is
/// wrong with them is told on standard error.
///
/// Example:
///   auto opened = EventInput::Open({.files = {"events.jsonl"}}, config);
///   auto& input = *std::get<std::unique_ptr<EventInput>>(opened);
///   const ExitCode code = input.Read("", {.take = [&](CaseEvent&& event) { ... }});
///   input.refused() == 2 where two lines could not be read
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "daemon/codec/codec.h"
#include "daemon/commands/exit_code.h"
#include "daemon/config/config.h"

namespace caseclock {

/// What the command line says of where the events are.
struct EventOrigin {
  std::vector<std::string> files = {};  ///< "-" is standard input
  bool from_kafka = false;              ///< the topic of the configuration; `files` is empty
};

/// What becomes of what is read.
struct EventTaker {
  std::function<void(CaseEvent&&)> take;
  std::function<void(const Rejection&)> refuse = nullptr;  ///< as well as being told
};

/// Used by one thread.
class EventInput {
 public:
  /// Files are opened when they are read. Of the topic its end is noted: what comes later is never read.
  /// Errors: an exit code after a message, when the topic cannot be read.
  static std::variant<std::unique_ptr<EventInput>, ExitCode> Open(const EventOrigin& origin,
                                                                  const Config& config);
  virtual ~EventInput() = default;

  /// Gives all events, of one council where `authority` is not "", and says what was refused, unless `quiet`. Can be
  /// called again when files can. Errors: an exit code after a message; kInterrupted when the user stopped it.
  virtual ExitCode Read(const std::string& authority, const EventTaker& taker,
                        bool quiet = false) = 0;

  /// Lines or messages that the last Read refused; of the topic only those with the key of the council asked for.
  virtual std::int64_t refused() const = 0;
  /// "lines" or "messages".
  virtual const char* unit() const = 0;
};

}  // namespace caseclock

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/simulation/council_simulation.h"

namespace caseclock {
namespace {

/// One line for each event; false when nobody reads any more.
bool PrintDay(EventCodec& codec, RegionSimulation& region) {
  for (const CaseEvent& event : region.NextDay()) {
    const std::string line = codec.EncodeJson(event) + "\n";
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return false;
  }
  return true;
}

}  // namespace

ExitCode RunSimulate(const SimulateOptions& options) {
  if (options.to < options.from) {
    fmt::print(stderr, "could not simulate\n  Detail: {} is before {}.\n", FormatDate(options.to),
               FormatDate(options.from));
    return kUsage;
  }
  EventCodec codec;
  RegionSimulation region(InventedCouncils(options.authorities, options.from), options.seed,
                          options.from);
  const bool show_progress = isatty(STDERR_FILENO) != 0;
  for (Date day = options.from; day <= options.to; day = day + 1) {
    if (!PrintDay(codec, region)) return kFailed;
    if (show_progress && PartsOf(day).day == 1) {
      fmt::print(stderr, "\r\033[Ksimulating {}", FormatDate(day));
    }
  }
  if (show_progress) fmt::print(stderr, "\r\033[K");
  return std::fflush(stdout) == 0 ? kDone : kFailed;
}

}  // namespace caseclock

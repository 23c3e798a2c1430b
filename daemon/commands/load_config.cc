#include "daemon/commands/load_config.h"

#include <fmt/format.h>

namespace caseclock {

std::optional<Config> LoadConfig(const std::string& path, ConfigUse use) {
  if (path.empty()) return Config{};
  auto read = ReadConfig(path, use);
  if (auto* config = std::get_if<Config>(&read)) return std::move(*config);
  const auto& problems = std::get<std::vector<ConfigProblem>>(read);
  for (const ConfigProblem& problem : problems) fmt::print(stderr, "{}\n", ProblemText(problem));
  fmt::print(stderr, "{} problem{} in the configuration; nothing was started\n", problems.size(),
             problems.size() == 1 ? "" : "s");
  return std::nullopt;
}

}  // namespace caseclock

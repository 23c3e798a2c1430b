/// @file
/// The part of the configuration by which figures are judged: policy, targets, and the file of comparators.
///
/// Example:
///   judgement:
///     comparators_file: comparators.csv
///     targets:
///       - {indicator: ni59, by: 2010-10-31, value: 85 %}
///       - {indicator: referral_rate, from: 500 per 10000, to: 600 per 10000}
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "daemon/config/config.h"

namespace caseclock {

/// Most targets of a configuration: fifty indicators of fifty teams with a milestone a quarter.
inline constexpr std::size_t kMaxTargets = 10'000;

/// Reads the mapping; what is wrong goes to its sink. `folder` is that of the configuration file, from which a relative
/// comparators_file is looked for. Requires: catalogue and authorities of `config` have been read.
std::shared_ptr<const Standards> ReadJudgement(YamlMap map, const Config& config,
                                               const std::string& folder);

}  // namespace caseclock

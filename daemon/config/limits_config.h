/// @file
/// Limits of rows in a configuration: one, or several by date.
///
/// Example: `limit: 45 working days`, or `limits: [{limit: 7 working days}, {from: 2010-04-01, limit: 10 working
/// days}]`.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "daemon/config/yaml_reader.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// "45 working days", "6 months", "730 days". Errors: nullopt.
std::optional<Limit> ParseLimit(std::string_view text);

/// What `limit` or `limits` say; empty when neither is there or both are wrong. `hint` is a limit that would be taken.
std::vector<LimitFrom> ReadLimits(YamlMap& map, const char* hint);

/// A limit that the row would take: some count in one unit alone.
const char* LimitHintFor(const Indicator& row);

/// True for rows that have a limit.
bool TakesLimit(const Indicator& row);

/// True when the row can have these limits; what counts working days, or months, takes no other unit, so that nothing
/// is counted in silence as another. What is wrong is reported.
bool LimitsFit(YamlMap& map, const Indicator& row, const std::vector<LimitFrom>& limits);

}  // namespace caseclock

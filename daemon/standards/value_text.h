/// @file
/// Values of targets and comparators as people write them, read exactly: decimals never pass through floating point.
///
/// Example: ParseValue("85.5 %") is {{85500}, kPercent}; ParseValue("603 per 10,000") is {{603000}, kPer10000}.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "processors/judgement/level.h"

namespace caseclock {

/// A level with its unit.
struct ValueWithUnit {
  Level level;
  ValueUnit unit = ValueUnit::kCount;
  friend bool operator==(const ValueWithUnit&, const ValueWithUnit&) = default;
};

/// A decimal of up to three places, with or without a minus, at most 1,000,000,000: "85", "85.25", "-3". Nothing else:
/// no leading zeros, no blanks, no thousands. Errors: nullopt.
std::optional<Level> ParseLevel(std::string_view text);

/// "85 %" or "85%", "603 per 10,000" or "603 per 10000", "426 days", "12". Errors: nullopt.
std::optional<ValueWithUnit> ParseValue(std::string_view text);

/// The shortest decimal. Example: FormatLevel({85500}) is "85.5". ParseLevel reads it back.
std::string FormatLevel(Level level);

/// "percent", "per_10000", "days", "count": the words of files.
std::string_view UnitName(ValueUnit unit);

/// As it is written in a configuration: "85 %", "603 per 10,000", "426 days", "12". ParseValue reads it back.
std::string FormatValue(const ValueWithUnit& value);

}  // namespace caseclock

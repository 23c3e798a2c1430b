#include "daemon/config/limits_config.h"

#include <charconv>

#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr int kMaxLimit = 2000;

/// One of a list: {from: DATE, limit: LIMIT}, or the limit alone where there is no date to say.
void ReadLimitFrom(const YAML::Node& node, const char* hint, const ProblemSink& sink,
                   std::vector<LimitFrom>& limits) {
  if (node.IsScalar()) {
    const auto alone = ParseLimit(node.Scalar());
    if (!alone || !limits.empty()) {
      sink.Add(node.Mark(), "could not read option \"limits\"",
               alone ? "limits must stand in order of their dates, each with one."
                     : "expected a number and a unit, found \"" + node.Scalar() + "\".",
               hint);
    } else {
      limits.push_back({Date::Min(), *alone});
    }
    return;
  }
  YamlMap entry(node, "limits", sink);
  const Date from = entry.Day("from").value_or(Date::Min());
  const auto text = entry.Text("limit");
  const auto limit = text ? ParseLimit(*text) : std::nullopt;
  if (!limit) entry.Refuse("limit", "expected a number and a unit.", hint);
  if (!limits.empty() && limits.back().from >= from) {
    entry.Refuse("from", "limits must stand in order of their dates, each with one.");
  }
  if (limit) limits.push_back({from, *limit});
  entry.Finish();
}

}  // namespace

std::optional<Limit> ParseLimit(std::string_view text) {
  Limit limit;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit.length);
  const bool is_plain = !text.empty() && '0' <= text[0] && text[0] <= '9' &&
                        (text[0] != '0' || end == text.data() + 1);
  if (error != std::errc() || !is_plain || limit.length > kMaxLimit) return std::nullopt;
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit == " working days" || unit == " working day") {
    limit.unit = LimitUnit::kWorkingDays;
  } else if (unit == " days" || unit == " day") {
    limit.unit = LimitUnit::kDays;
  } else if (unit == " months" || unit == " month") {
    limit.unit = LimitUnit::kMonths;
  } else {
    return std::nullopt;
  }
  return limit;
}

std::vector<LimitFrom> ReadLimits(YamlMap& map, const char* hint) {
  std::vector<LimitFrom> limits;
  if (auto text = map.Text("limit")) {
    if (auto limit = ParseLimit(*text)) {
      limits = {{Date::Min(), *limit}};
    } else {
      map.Refuse("limit", "expected a number and a unit, found \"" + *text + "\".", hint);
    }
  }
  const auto nodes = map.List("limits");
  if (nodes.empty()) return limits;
  if (!limits.empty()) map.Refuse("limits", "limit says something else.", "keep one of them");
  limits.clear();
  for (const YAML::Node& node : nodes) ReadLimitFrom(node, hint, map.sink(), limits);
  if (!limits.empty()) limits.front().from = Date::Min();
  return limits;
}

const char* LimitHintFor(const Indicator& row) {
  const auto unit = TraitsOf(row).limit_unit;
  if (!unit) return "write limit: 45 working days";
  return unit == LimitUnit::kMonths ? "write limit: 12 months" : "write limit: 2 working days";
}

bool TakesLimit(const Indicator& row) {
  return TraitsOf(row).has_clock || TraitsOf(row).limit_unit.has_value();
}

bool LimitsFit(YamlMap& map, const Indicator& row, const std::vector<LimitFrom>& limits) {
  const std::string key = limits.size() > 1 || !map.Text("limit") ? "limits" : "limit";
  if (!TakesLimit(row)) {
    map.Refuse(key, "\"" + row.id + "\" has no limit.");
    return false;
  }
  const auto unit = TraitsOf(row).limit_unit;
  if (!unit) return true;
  for (const LimitFrom& entry : limits) {
    if (entry.limit.unit == *unit) continue;
    map.Refuse(key,
               "\"" + row.id + "\" counts " +
                   (unit == LimitUnit::kMonths ? "months" : "working days") + ", found \"" +
                   LimitText(entry.limit) + "\".",
               LimitHintFor(row));
    return false;
  }
  return true;
}

}  // namespace caseclock

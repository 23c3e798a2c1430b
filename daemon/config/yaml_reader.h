/// @file
/// Strict reading of YAML: every mistake is found, with line and column, before anything is used.
///
/// Refused beyond what yaml-cpp refuses: unknown keys, duplicate keys, numbers with leading zeros, wrong kinds.
///
/// Example: `window_days: 30d` gives
///   caseclock.yaml:4:14: could not read option "window_days"
///   Detail: expected a whole number from 1 to 366, found "30d".
///   Hint: write window_days: 30
#pragma once

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "processors/calendar/date.h"

namespace caseclock {

/// One mistake in a configuration file. Lines and columns count from 1; 0 when unknown.
struct ConfigProblem {
  std::string file;
  int line = 0;
  int column = 0;
  std::string sentence;
  std::string detail;
  std::string hint;
};

/// "file:line:column: sentence", then Detail and Hint lines where there are any.
std::string ProblemText(const ConfigProblem& problem);

/// Where the problems of one file go.
struct ProblemSink {
  std::string file;
  std::vector<ConfigProblem>* problems;
  void Add(const YAML::Mark& mark, std::string sentence, std::string detail = "",
           std::string hint = "") const;
};

/// One mapping, read key by key; Finish() reports what was not asked for.
class YamlMap {
 public:
  /// A node that is not a mapping is a problem (an absent one is an empty mapping).
  YamlMap(YAML::Node node, std::string path, ProblemSink sink);

  /// The values, or nullopt when absent or wrong; wrong ones are reported.
  std::optional<std::string> Text(const std::string& key);
  std::optional<std::int64_t> Whole(const std::string& key, std::int64_t min, std::int64_t max);
  std::optional<bool> Flag(const std::string& key);
  std::optional<Date> Day(const std::string& key);
  /// An empty mapping when absent.
  YamlMap Map(const std::string& key);
  /// The elements of a list; empty when absent.
  std::vector<YAML::Node> List(const std::string& key);
  /// The value, whatever its form; nullopt when absent. For options that may be written in several ways.
  std::optional<YAML::Node> Any(const std::string& key) { return Find(key); }
  /// True when the key is there, whatever it says; it counts as asked for.
  bool Has(const std::string& key);
  /// All keys with their texts, for free mappings such as client properties. One that says nothing has an empty text.
  std::vector<std::pair<std::string, std::string>> AllTexts();

  /// Reports a mistake in the value of a key that the caller has found.
  void Refuse(const std::string& key, std::string detail, std::string hint = "");
  /// Reports that a required key is absent, unless the whole mapping has been refused.
  void Require(const std::string& key, std::string hint);
  /// What has not been asked for is not judged: it hangs on something that was wrong.
  void LeaveRest() { is_left_ = true; }
  /// Reports keys that were never asked for.
  void Finish();

  bool is_present() const { return node_.IsDefined() && !node_.IsNull(); }
  YAML::Mark Mark() const { return node_.Mark(); }
  const ProblemSink& sink() const { return sink_; }

 private:
  std::optional<YAML::Node> Scalar(const std::string& key, const std::string& expected);
  std::optional<YAML::Node> Find(const std::string& key);

  YAML::Node node_;
  std::string path_;
  ProblemSink sink_;
  std::set<std::string> asked_;
  bool is_refused_ = false;  // it was no mapping
  bool is_left_ = false;
};

}  // namespace caseclock

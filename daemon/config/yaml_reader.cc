#include "daemon/config/yaml_reader.h"

#include <charconv>

namespace caseclock {
namespace {

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

bool IsCanonicalNumber(const std::string& text) {
  const std::size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
  return text.size() > first && (text[first] != '0' || text.size() == first + 1);
}

}  // namespace

std::string ProblemText(const ConfigProblem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) {
    text += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  }
  text += ": " + problem.sentence;
  if (!problem.detail.empty()) text += "\n  Detail: " + problem.detail;
  if (!problem.hint.empty()) text += "\n  Hint: " + problem.hint;
  return text;
}

void ProblemSink::Add(const YAML::Mark& mark, std::string sentence, std::string detail,
                      std::string hint) const {
  const bool known = mark.line >= 0 && !mark.is_null();
  problems->push_back({file, known ? mark.line + 1 : 0, known ? mark.column + 1 : 0,
                       std::move(sentence), std::move(detail), std::move(hint)});
}

YamlMap::YamlMap(YAML::Node node, std::string path, ProblemSink sink)
    : node_(std::move(node)), path_(std::move(path)), sink_(std::move(sink)) {
  if (!is_present()) return;
  if (!node_.IsMap()) {
    sink_.Add(node_.Mark(),
              "could not read " + (path_.empty() ? "the configuration" : Quoted(path_)),
              std::string("expected a mapping of options, found ") +
                  (node_.IsSequence() ? "a list." : "a text."));
    node_ = YAML::Node();
    is_refused_ = true;
    return;
  }
  std::set<std::string> seen;
  for (const auto& entry : node_) {
    if (entry.first.IsScalar() && !seen.insert(entry.first.Scalar()).second) {
      sink_.Add(entry.first.Mark(), "option " + Quoted(entry.first.Scalar()) + " is listed twice",
                "", "keep one of them");
    }
  }
}

std::optional<YAML::Node> YamlMap::Find(const std::string& key) {
  asked_.insert(key);
  if (!is_present()) return std::nullopt;
  for (const auto& entry : node_) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.second;
  }
  return std::nullopt;
}

std::optional<YAML::Node> YamlMap::Scalar(const std::string& key, const std::string& expected) {
  auto node = Find(key);
  if (!node || node->IsNull()) return std::nullopt;
  if (!node->IsScalar()) {
    sink_.Add(node->Mark(), "could not read option " + Quoted(key),
              "expected " + expected + ", found a list or a mapping.");
    return std::nullopt;
  }
  return node;
}

std::optional<std::string> YamlMap::Text(const std::string& key) {
  const auto node = Scalar(key, "a text");
  if (!node) return std::nullopt;
  return node->Scalar();
}

std::optional<std::int64_t> YamlMap::Whole(const std::string& key, std::int64_t min,
                                           std::int64_t max) {
  const std::string expected =
      "a whole number from " + std::to_string(min) + " to " + std::to_string(max);
  const auto node = Scalar(key, expected);
  if (!node) return std::nullopt;
  const std::string& text = node->Scalar();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (!is_number || !IsCanonicalNumber(text) || value < min || value > max) {
    sink_.Add(node->Mark(), "could not read option " + Quoted(key),
              "expected " + expected + ", found " + Quoted(text) + ".");
    return std::nullopt;
  }
  return value;
}

std::optional<bool> YamlMap::Flag(const std::string& key) {
  const auto node = Scalar(key, "true or false");
  if (!node) return std::nullopt;
  if (node->Scalar() == "true") return true;
  if (node->Scalar() == "false") return false;
  sink_.Add(node->Mark(), "could not read option " + Quoted(key),
            "expected true or false, found " + Quoted(node->Scalar()) + ".");
  return std::nullopt;
}

std::optional<Date> YamlMap::Day(const std::string& key) {
  const auto node = Scalar(key, "a date such as 2024-03-31");
  if (!node) return std::nullopt;
  const auto date = ParseDate(node->Scalar());
  if (!date) {
    sink_.Add(node->Mark(), "could not read option " + Quoted(key),
              "expected a date such as 2024-03-31, found " + Quoted(node->Scalar()) + ".");
  }
  return date;
}

YamlMap YamlMap::Map(const std::string& key) {
  const auto node = Find(key);
  YamlMap map(node ? *node : YAML::Node(YAML::NodeType::Undefined),
              path_.empty() ? key : path_ + "." + key, sink_);
  map.is_refused_ |= is_refused_;  // what is missing in it is told already
  return map;
}

std::vector<YAML::Node> YamlMap::List(const std::string& key) {
  const auto node = Find(key);
  if (!node || node->IsNull()) return {};
  if (!node->IsSequence()) {
    sink_.Add(node->Mark(), "could not read option " + Quoted(key),
              "expected a list, found something else.");
    return {};
  }
  return {node->begin(), node->end()};
}

bool YamlMap::Has(const std::string& key) { return Find(key).has_value(); }

std::vector<std::pair<std::string, std::string>> YamlMap::AllTexts() {
  std::vector<std::pair<std::string, std::string>> texts;
  if (!is_present()) return texts;
  for (const auto& entry : node_) {
    if (!entry.first.IsScalar()) continue;
    const std::string key = entry.first.Scalar();
    const bool says_nothing = entry.second.IsNull();
    if (auto value = Text(key); value || says_nothing) texts.emplace_back(key, value.value_or(""));
  }
  return texts;
}

void YamlMap::Refuse(const std::string& key, std::string detail, std::string hint) {
  const auto node = Find(key);
  sink_.Add(node ? node->Mark() : node_.Mark(), "could not read option " + Quoted(key),
            std::move(detail), std::move(hint));
}

void YamlMap::Require(const std::string& key, std::string hint) {
  if (is_refused_) return;  // told already
  const std::string where = path_.empty() ? key : path_ + "." + key;
  sink_.Add(is_present() ? node_.Mark() : YAML::Mark::null_mark(),
            "option " + Quoted(where) + " is missing", "", std::move(hint));
}

void YamlMap::Finish() {
  if (!is_present() || is_left_) return;
  for (const auto& entry : node_) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "(not a text)";
    if (asked_.contains(key)) continue;
    sink_.Add(entry.first.Mark(), "there is no option " + Quoted(key),
              path_.empty() ? "" : "in " + Quoted(path_) + ".");
  }
}

}  // namespace caseclock

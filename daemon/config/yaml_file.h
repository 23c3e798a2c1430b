/// @file
/// A file of one YAML document, read strictly from end to end: what every file of ours has in common.
///
/// Example:
///   auto read = ReadYamlFile<Config>(path, [](const YAML::Node& root, const ProblemSink& sink) {
///     return Reader(sink).Read(root);
///   });
/// is the Config, or every mistake: "could not read the file", "this is not YAML", "the file holds more than one
/// document", and what the reader found.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/config/yaml_reader.h"

namespace caseclock {

/// Calls `read` with the only document of the text, an absent node where there is none. Whatever else stands there is
/// a problem of `sink`.
void ReadOnlyDocument(const std::string& text, const ProblemSink& sink,
                      const std::function<void(const YAML::Node&)>& read);

/// The whole text of a file. Errors: it cannot be read, or is a directory.
std::variant<std::string, ConfigProblem> TextOfFile(const std::string& path);

/// What `read(document, sink)` gives, unless there is any problem. `name` stands for the file.
template <typename Value, typename Read>
std::variant<Value, std::vector<ConfigProblem>> ReadYamlText(const std::string& text,
                                                             const std::string& name, Read read) {
  std::vector<ConfigProblem> problems;
  const ProblemSink sink{name, &problems};
  Value value;
  ReadOnlyDocument(text, sink, [&](const YAML::Node& root) { value = read(root, sink); });
  if (problems.empty()) return value;
  return problems;
}

/// The same of a file.
template <typename Value, typename Read>
std::variant<Value, std::vector<ConfigProblem>> ReadYamlFile(const std::string& path, Read read) {
  auto text = TextOfFile(path);
  if (auto* problem = std::get_if<ConfigProblem>(&text)) {
    return std::vector<ConfigProblem>{std::move(*problem)};
  }
  return ReadYamlText<Value>(std::get<std::string>(text), path, std::move(read));
}

}  // namespace caseclock

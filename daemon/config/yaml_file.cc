#include "daemon/config/yaml_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace caseclock {

void ReadOnlyDocument(const std::string& text, const ProblemSink& sink,
                      const std::function<void(const YAML::Node&)>& read) {
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(text);
    read(documents.empty() ? YAML::Node() : documents[0]);
    if (documents.size() > 1) {
      sink.Add(documents[1].Mark(), "the file holds more than one document", "",
               "remove the line ---");
    }
  } catch (const YAML::Exception& error) {
    sink.Add(error.mark, "this is not YAML", error.msg + ".");
  }
}

std::variant<std::string, ConfigProblem> TextOfFile(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  std::error_code ignored;
  if (!in || std::filesystem::is_directory(path, ignored)) {
    return ConfigProblem{path, 0, 0, "could not read the file", "", ""};
  }
  return text.str();
}

}  // namespace caseclock

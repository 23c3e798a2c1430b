#include "daemon/config/narratives_file.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "daemon/config/council_code.h"
#include "daemon/config/id_hint.h"
#include "daemon/config/yaml_file.h"

namespace caseclock {
namespace {

class Reader {
 public:
  Reader(const Catalogue& catalogue, const ProblemSink& sink)
      : catalogue_(catalogue), sink_(sink) {}

  std::vector<Narrative> Read(const YAML::Node& root) {
    YamlMap top(root, "", sink_);
    const auto nodes = top.List("narratives");
    if (nodes.empty()) top.Require("narratives", "write narratives: [{indicator: ..., text: ...}]");
    if (nodes.size() > kMaxNarratives) {
      top.Refuse("narratives", "more than " + std::to_string(kMaxNarratives) + " of them.");
    } else {
      for (const YAML::Node& node : nodes) ReadOne(node);
    }
    top.Finish();
    return std::move(narratives_);
  }

 private:
  void ReadOne(const YAML::Node& node) {
    YamlMap row(node, "narratives", sink_);
    Narrative one;
    one.authority = row.Text("authority").value_or("");
    if (!one.authority.empty()) CheckCouncilCode(row, "authority", one.authority);
    one.comment.indicator = Required(row, "indicator", "write indicator: assessment_45");
    one.comment.team = row.Text("team").value_or("");
    one.comment.author = Required(row, "author", "write author: Head of assessment, not a name");
    one.comment.text = Required(row, "text", "write text: \"Agency cover from Monday.\"");
    if (auto day = row.Day("written_on")) one.comment.written_on = *day;
    if (!row.Text("written_on")) row.Require("written_on", "write written_on: 2024-03-28");
    const std::string& id = one.comment.indicator;
    if (!id.empty() && catalogue_.Find(id) == nullptr) {
      row.Refuse("indicator", "there is no indicator \"" + id + "\".", IdHint(Ids(), id));
    }
    row.Finish();
    narratives_.push_back(std::move(one));
  }

  static std::string Required(YamlMap& row, const char* key, const char* hint) {
    std::string text = row.Text(key).value_or("");
    if (text.empty()) row.Require(key, hint);
    return text;
  }

  std::vector<std::string> Ids() const {
    std::vector<std::string> ids;
    for (const Indicator& row : catalogue_.indicators) ids.push_back(row.id);
    return ids;
  }

  const Catalogue& catalogue_;
  ProblemSink sink_;
  std::vector<Narrative> narratives_;
};

auto ReadBy(const Catalogue& catalogue) {
  return [&catalogue](const YAML::Node& root, const ProblemSink& sink) {
    return Reader(catalogue, sink).Read(root);
  };
}

void Add(const Comment& told, std::vector<Comment>& comments) {
  const auto same = std::ranges::find_if(comments, [&](const Comment& comment) {
    return comment.indicator == told.indicator && comment.team == told.team;
  });
  if (same == comments.end()) {
    comments.push_back(told);
  } else if (same->written_on < told.written_on) {
    *same = told;
  }
}

}  // namespace

std::variant<std::vector<Narrative>, std::vector<ConfigProblem>> ReadNarratives(
    const std::string& path, const Catalogue& catalogue) {
  return ReadYamlFile<std::vector<Narrative>>(path, ReadBy(catalogue));
}

std::variant<std::vector<Narrative>, std::vector<ConfigProblem>> ReadNarrativesText(
    const std::string& text, const std::string& name, const Catalogue& catalogue) {
  return ReadYamlText<std::vector<Narrative>>(text, name, ReadBy(catalogue));
}

View WithNarratives(const View& view, const std::vector<Narrative>& narratives) {
  View told = view;
  if (narratives.empty()) return told;
  for (auto& council : told.authorities) {
    AuthorityView own = *council;
    for (const Narrative& one : narratives) {
      const bool is_of_council = one.authority.empty() || one.authority == own.authority;
      if (is_of_council && one.comment.written_on <= own.as_of) Add(one.comment, own.comments);
    }
    std::ranges::sort(own.comments, {}, [](const Comment& comment) {
      return std::tie(comment.indicator, comment.team);
    });
    council = std::make_shared<const AuthorityView>(std::move(own));
  }
  return told;
}

}  // namespace caseclock

#include "daemon/config/alert_test_file.h"

#include <algorithm>
#include <filesystem>

#include "daemon/config/council_code.h"
#include "daemon/config/id_hint.h"
#include "daemon/config/yaml_file.h"
#include "daemon/text/plain_text.h"
#include "processors/alert/mail_plan.h"

namespace caseclock {
namespace {

constexpr int kMaxTimes = 1000;
constexpr int kMaxWarmUpDays = 366;
/// A test plays so many days at most: beyond it is a back-test.
constexpr int kMaxTestDays = 400;

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

class TestFileReader {
 public:
  explicit TestFileReader(const ProblemSink& sink)
      : sink_(sink), folder_(std::filesystem::path(sink.file).parent_path()) {}

  AlertTestFile Read(const YAML::Node& root) {
    YamlMap top(root, "", sink_);
    ReadConfiguration(top);
    const auto nodes = top.List("tests");
    if (nodes.empty()) top.Require("tests", "write tests: [{name: ..., ...}]");
    for (const YAML::Node& node : nodes) ReadTest(node);
    top.Finish();
    return std::move(file_);
  }

 private:
  void ReadConfiguration(YamlMap& top) {
    const auto name = top.Text("config");
    YamlMap alerts = top.Map("alerts");
    if (name && alerts.is_present()) {
      top.Refuse("alerts", "the file names a configuration already.", "remove config or alerts");
    } else if (name) {
      auto read = ReadConfig((folder_ / *name).string(), ConfigUse::kReport);
      if (auto* config = std::get_if<Config>(&read)) file_.config = std::move(*config);
      if (auto* found = std::get_if<std::vector<ConfigProblem>>(&read)) {
        sink_.problems->insert(sink_.problems->end(), found->begin(), found->end());
      }
    } else if (alerts.is_present()) {
      file_.config.alerts = ReadAlerts(std::move(alerts), file_.config.catalogue, folder_.string());
    } else {
      top.Require("config", "write config: caseclock.yaml, or alerts: {people: ...}");
    }
  }

  void ReadTest(const YAML::Node& node) {
    YamlMap map(node, "tests", sink_);
    AlertTest test;
    test.line = node.Mark().line + 1;
    ReadText(map, "name", "write name: a team that falls behind is told once", test.name);
    ReadText(map, "authority", "write authority: E08000018", test.authority);
    if (!test.authority.empty()) CheckCouncilCode(map, "authority", test.authority);
    ReadEvents(map, test);
    ReadPeriod(map, test);
    if (const auto days = map.Whole("warm_up_days", 0, kMaxWarmUpDays)) {
      test.warm_up_days = static_cast<int>(*days);
    }
    ReadFeed(map, test);
    for (const YAML::Node& one : map.List("expect")) test.expect.push_back(ReadPattern(one, true));
    for (const YAML::Node& one : map.List("expect_none")) {
      test.expect_none.push_back(ReadPattern(one, false));
    }
    if (map.is_present() && test.expect.empty() && test.expect_none.empty()) {
      map.Require("expect", "a test that expects nothing cannot fail: write expect: [...]");
    }
    map.Finish();
    file_.tests.push_back(std::move(test));
  }

  static void ReadText(YamlMap& map, const char* key, const char* hint, std::string& into) {
    if (auto text = map.Text(key)) into = *text;
    if (into.empty()) map.Require(key, hint);
  }

  void ReadEvents(YamlMap& map, AlertTest& test) {
    for (const YAML::Node& node : map.List("events")) {
      if (!node.IsScalar() || node.Scalar().empty()) {
        map.Refuse("events", "expected files, or events as texts.",
                   "put the JSON of an event between single quotes");
      } else if (node.Scalar().front() == '{') {
        test.event_lines.push_back(node.Scalar());
      } else {
        ReadEventsFile(map, node.Scalar(), test);
      }
    }
    if (test.event_files.empty() && test.event_lines.empty()) {
      map.Require("events", "write events: [team_north.jsonl]");
    }
  }

  void ReadEventsFile(YamlMap& map, const std::string& name, AlertTest& test) {
    const auto path = folder_ / name;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) {
      map.Refuse("events", "there is no file " + Quoted(path.string()) + ".",
                 "files are looked for beside this one");
    }
    test.event_files.push_back(path.string());
  }

  void ReadPeriod(YamlMap& map, AlertTest& test) {
    const auto from = map.Day("from");
    const auto to = map.Day("to");
    if (!from) map.Require("from", "write from: 2024-03-01");
    if (!to) map.Require("to", "write to: 2024-03-15");
    if (!from || !to) return;
    test.period = {*from, *to};
    const auto definitions = file_.config.DefinitionsFor(test.authority);
    const WorkingDays& calendar = definitions->calendar;
    if (*to < *from || *to - *from >= kMaxTestDays) {
      map.Refuse("to",
                 "expected a day up to " + std::to_string(kMaxTestDays) + " days after from.");
    } else if (*from - kMaxWarmUpDays < calendar.first() || calendar.last() < *to) {
      map.Refuse("from", "working days are known from " + FormatDate(calendar.first()) + " to " +
                             FormatDate(calendar.last()) + ".");
    }
  }

  static void ReadFeed(YamlMap& map, AlertTest& test) {
    const auto text = map.Text("feed");
    if (!text || *text == "alive") return;
    test.feed_is_alive = false;
    if (*text != "as recorded") {
      map.Refuse("feed", "expected alive or as recorded, found " + Quoted(*text) + ".");
    }
  }

  MailPattern ReadPattern(const YAML::Node& node, bool counted) {
    YamlMap map(node, counted ? "expect" : "expect_none", sink_);
    MailPattern pattern;
    pattern.line = node.Mark().line + 1;
    pattern.on = map.Day("on");
    std::vector<std::string> people, rules, items;
    for (const Person& one : file_.config.alerts.people) people.push_back(one.id);
    for (const AlertRule& one : file_.config.alerts.rules) rules.push_back(one.id);
    for (const Item item :
         {Item::kNew, Item::kStillFiring, Item::kAcknowledged, Item::kEscalated, Item::kResolved}) {
      items.emplace_back(ItemText(item));
    }
    ReadWord(map, "to", people, pattern.to);
    ReadWord(map, "kind", {kKindImmediate, kKindDigest, kKindWeekly}, pattern.kind);
    ReadWord(map, "alert", rules, pattern.alert);
    if (const auto team = map.Text("team")) pattern.team = PlainName(*team);
    ReadWord(map, "item", items, pattern.item);
    if (counted) {
      if (const auto times = map.Whole("times", 1, kMaxTimes)) {
        pattern.times = static_cast<int>(*times);
      }
    }
    map.Finish();
    return pattern;
  }

  static void ReadWord(YamlMap& map, const char* key, const std::vector<std::string>& words,
                       std::string& into) {
    const auto text = map.Text(key);
    if (!text) return;
    into = *text;
    if (std::find(words.begin(), words.end(), *text) != words.end()) return;
    map.Refuse(key, "there is no " + Quoted(*text) + ".", IdHint(words, *text));
  }

  const ProblemSink sink_;
  const std::filesystem::path folder_;
  AlertTestFile file_;
};

AlertTestFile ReadTests(const YAML::Node& root, const ProblemSink& sink) {
  return TestFileReader(sink).Read(root);
}

}  // namespace

std::variant<AlertTestFile, std::vector<ConfigProblem>> ReadAlertTestText(const std::string& text,
                                                                          const std::string& name) {
  return ReadYamlText<AlertTestFile>(text, name, ReadTests);
}

std::variant<AlertTestFile, std::vector<ConfigProblem>> ReadAlertTestFile(const std::string& path) {
  return ReadYamlFile<AlertTestFile>(path, ReadTests);
}

}  // namespace caseclock

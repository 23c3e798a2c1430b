#include "daemon/config/judgement_config.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <tuple>

#include "daemon/config/council_code.h"
#include "daemon/config/id_hint.h"
#include "daemon/standards/comparators_file.h"
#include "daemon/standards/value_text.h"
#include "daemon/text/plain_text.h"

namespace caseclock {
namespace {

constexpr Level kWholeShare{100'000};
constexpr Level kMaxTolerance{1'000'000};
constexpr Level kOne{1'000};

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

/// Those of the catalogue.
std::vector<std::string> IdsOf(const Catalogue& catalogue) {
  std::vector<std::string> ids;
  for (const Indicator& indicator : catalogue.indicators) ids.push_back(indicator.id);
  return ids;
}

/// A value such as the unit wants it.
std::string ExampleOf(ValueUnit unit) {
  const std::int64_t wholes = unit == ValueUnit::kPercent    ? 85
                              : unit == ValueUnit::kPer10000 ? 603
                              : unit == ValueUnit::kDays     ? 426
                                                             : 12;
  return FormatValue({Level{wholes * 1000}, unit});
}

std::string_view NounOf(ValueUnit unit) {
  switch (unit) {
    case ValueUnit::kPercent: return "a percentage";
    case ValueUnit::kPer10000: return "a rate per 10,000";
    case ValueUnit::kDays: return "a number of days";
    case ValueUnit::kCount: return "a number";
  }
  return "";
}

/// Example: 0.85 is "85%".
std::string PercentOf(Level fraction) {
  return FormatValue({Level{fraction.thousandths * 100}, ValueUnit::kPercent});
}

constexpr char kThousands[] = "000";
constexpr char kCutRate[] = " per 10";

/// YAML ends a text inside braces at a comma: {value: 603 per 10,000} is read as "603 per 10" and a key "000". What was
/// meant is beyond doubt, so the keys are taken out and true is returned; where there are others, nothing is done.
bool TakeThousands(YAML::Node node) {
  if (!node.IsMap()) return false;
  int cut = 0;
  int rests = 0;
  for (const auto& entry : node) {
    if (entry.first.IsScalar() && entry.first.Scalar() == kThousands) {
      if (!entry.second.IsNull()) return false;
      ++rests;
    } else if (entry.second.IsScalar() && entry.second.Scalar().ends_with(kCutRate)) {
      ++cut;
    }
  }
  if (rests == 0 || rests != cut) return false;
  while (node.remove(kThousands)) {
  }
  return true;
}

class Reader {
 public:
  Reader(const Config& config, std::string folder) : config_(config), folder_(std::move(folder)) {}

  Standards ReadJudgement(YamlMap& map) {
    if (auto policy = map.Text("policy")) {
      if (*policy == "tolerance") standards_.policy = RagPolicy::kTolerance;
      if (*policy != "tolerance" && *policy != "comparators") {
        map.Refuse("policy", "expected comparators or tolerance, found " + Quoted(*policy) + ".");
      }
    }
    if (auto tolerance = map.Text("tolerance")) ReadTolerance(map, *tolerance);
    if (auto neighbours = map.Text("neighbours")) {
      if (*neighbours == "median") standards_.neighbours = NeighbourStatistic::kMedian;
      if (*neighbours != "median" && *neighbours != "mean") {
        map.Refuse("neighbours", "expected mean or median, found " + Quoted(*neighbours) + ".");
      }
    }
    if (auto file = map.Text("comparators_file")) ReadComparatorsFile(map, *file);
    ReadTargets(map);
    map.Finish();
    return std::move(standards_);
  }

 private:
  void ReadTolerance(YamlMap& map, const std::string& text) {
    const auto tolerance = ParseLevel(text);
    if (tolerance && Level{0} <= *tolerance && *tolerance <= kMaxTolerance) {
      standards_.tolerance = *tolerance;
      return;
    }
    map.Refuse(
        "tolerance",
        "expected points from 0 to 1000 with up to three decimals, found " + Quoted(text) + ".",
        "write tolerance: 5");
  }

  void ReadComparatorsFile(YamlMap& map, const std::string& file) {
    const std::string path = (std::filesystem::path(folder_) / file).string();
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    std::error_code ignored;
    if (file.empty() || !in || std::filesystem::is_directory(path, ignored)) {
      return map.Refuse("comparators_file", "could not open " + path + ".",
                        "caseclock import comparators makes it");
    }
    auto read = ReadComparators(text.str(), config_.catalogue);
    for (FileProblem& problem : read.problems) {
      map.sink().problems->push_back({path, problem.line, problem.column,
                                      std::move(problem.sentence), std::move(problem.detail),
                                      std::move(problem.hint)});
    }
    standards_.comparators = std::move(read.comparators);
  }

  static auto SubjectOf(const Target& target) {
    return std::tie(target.authority, target.indicator, target.team, target.worker, target.by);
  }

  void ReadTargets(YamlMap& map) {
    const auto nodes = map.List("targets");
    if (nodes.size() > kMaxTargets) {
      return map.Refuse("targets", "more than " + std::to_string(kMaxTargets) + " of them.");
    }
    for (const YAML::Node& node : nodes) {
      has_thousands_ = TakeThousands(node);
      YamlMap row(node, "judgement.targets", map.sink());
      ReadTarget(row);
      row.Finish();
    }
    std::sort(standards_.targets.begin(), standards_.targets.end(),
              [](const Target& a, const Target& b) { return SubjectOf(a) < SubjectOf(b); });
  }

  void ReadTarget(YamlMap& row) {
    Target target;
    const std::size_t before = row.sink().problems->size();
    const auto id = row.Text("indicator");
    if (auto authority = row.Text("authority")) target.authority = *authority;
    if (auto team = row.Text("team")) target.team = PlainName(*team);
    if (auto worker = row.Text("worker")) target.worker = PlainName(*worker);
    if (auto by = row.Day("by")) target.by = *by;
    const auto value = row.Text("value");
    const auto from = row.Text("from");
    const auto to = row.Text("to");
    CheckWho(row, target);
    if (!id || id->empty()) return row.Require("indicator", "write indicator: assessment_45");
    target.indicator = *id;
    const Indicator* indicator = config_.catalogue.Find(*id);
    if (indicator == nullptr) {
      return row.Refuse("indicator", "there is no indicator " + Quoted(*id) + ".",
                        IdHint(IdsOf(config_.catalogue), *id));
    }
    if (row.sink().problems->size() == before) Remember(row, target);
    ReadRange(row, *indicator, {value, from, to}, target);
    standards_.targets.push_back(std::move(target));
  }

  void CheckWho(YamlMap& row, const Target& target) {
    if (!target.worker.empty() && target.team.empty()) {
      row.Refuse("worker", "a worker's target needs the team.", "add team: TEAM");
    }
    if (target.authority.empty() || !CheckCouncilCode(row, "authority", target.authority)) return;
    if (!config_.only_known_authorities) return;
    if (config_.authorities.empty()) return;
    const auto& known = config_.authorities;
    const auto same = [&](const AuthorityConfig& one) { return one.code == target.authority; };
    if (std::any_of(known.begin(), known.end(), same)) return;
    row.Refuse("authority",
               "events of " + Quoted(target.authority) +
                   " are not counted: it is not among the authorities.",
               "add it to authorities");
  }

  struct RangeTexts {
    std::optional<std::string> value;
    std::optional<std::string> from;
    std::optional<std::string> to;
  };

  void ReadRange(YamlMap& row, const Indicator& indicator, const RangeTexts& texts,
                 Target& target) {
    const bool one_way =
        indicator.polarity == Polarity::kHigh || indicator.polarity == Polarity::kLow;
    const std::string example = ExampleOf(UnitOf(indicator));
    if (texts.value && (texts.from || texts.to)) {
      return row.Refuse("value", "from and to say something else.", "keep value, or from and to");
    }
    if (texts.value) {
      if (indicator.polarity == Polarity::kBand) {
        return row.Refuse("value", Quoted(indicator.id) + " is judged by a range.",
                          "write from and to");
      }
      target.low = target.high = ReadLevel(row, "value", *texts.value, indicator);
      return;
    }
    if (!texts.from || !texts.to) {
      if (one_way) return row.Require("value", "write value: " + example);
      return row.Require(texts.from ? "to"
                         : texts.to ? "from"
                                    : "value",
                         "write value, or from and to");
    }
    if (one_way) {
      return row.Refuse("from", Quoted(indicator.id) + " has no range: one way is better.",
                        "write value: " + example);
    }
    const std::size_t before = row.sink().problems->size();
    target.low = ReadLevel(row, "from", *texts.from, indicator);
    target.high = ReadLevel(row, "to", *texts.to, indicator);
    if (target.low > target.high && row.sink().problems->size() == before) {
      row.Refuse("from", "it is over to.");
    }
  }

  Level ReadLevel(YamlMap& row, const char* key, const std::string& text,
                  const Indicator& indicator) {
    const ValueUnit unit = UnitOf(indicator);
    const bool cut = has_thousands_ && text.ends_with(kCutRate);
    const std::string whole = cut ? text + ",000" : text;
    const auto value = ParseValue(whole);
    std::string hint = ExampleOf(unit);
    std::string wrong;
    if (!value) {
      wrong = "expected a number and a unit";
    } else if (value->unit != unit) {
      wrong = Quoted(indicator.id) + " must be " + std::string(NounOf(unit));
      hint = MeantBy(*value, unit);
    } else if (value->level < Level{0}) {
      wrong = "expected a number from 0";
    } else if (unit == ValueUnit::kPercent && value->level > kWholeShare) {
      wrong = "expected a share from 0% to 100%";
    }
    if (wrong.empty()) return value->level;
    return RefuseLevel(row, key, wrong, whole, hint);
  }

  /// What a value of another unit probably means, or an example.
  static std::string MeantBy(const ValueWithUnit& value, ValueUnit unit) {
    // 0.85 is how a program writes 85%.
    const bool is_fraction = unit == ValueUnit::kPercent && value.unit == ValueUnit::kCount &&
                             Level{0} < value.level && value.level < kOne;
    if (is_fraction) return PercentOf(value.level);
    const bool fits = unit != ValueUnit::kPercent || value.level <= kWholeShare;
    return fits && Level{0} <= value.level ? FormatValue({value.level, unit}) : ExampleOf(unit);
  }

  static Level RefuseLevel(YamlMap& row, const std::string& key, const std::string& wrong,
                           const std::string& found, const std::string& hint) {
    row.Refuse(key, wrong + ", found " + Quoted(found) + ".", "write " + key + ": " + hint);
    return {};
  }

  void Remember(const YamlMap& row, const Target& target) {
    const auto [known, is_new] = lines_.emplace(SubjectOf(target), row.Mark().line + 1);
    if (is_new) return;
    row.sink().Add(row.Mark(), "a target is listed twice",
                   "line " + std::to_string(known->second) +
                       " has the same indicator, authority, team, worker and date.",
                   "keep one of them, or give them different dates");
  }

  const Config& config_;
  std::string folder_;
  bool has_thousands_ = false;  // of the target that is read
  std::map<std::tuple<std::string, std::string, std::string, std::string, Date>, int> lines_;
  Standards standards_;
};

}  // namespace

std::shared_ptr<const Standards> ReadJudgement(YamlMap map, const Config& config,
                                               const std::string& folder) {
  return std::make_shared<const Standards>(Reader(config, folder).ReadJudgement(map));
}

}  // namespace caseclock

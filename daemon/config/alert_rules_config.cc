#include "daemon/config/alert_rules_config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "daemon/config/id_hint.h"
#include "daemon/standards/value_text.h"
#include "processors/alert/default_rules.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr std::int64_t kMaxMinutes = std::int64_t{90} * 24 * 60;
constexpr std::int64_t kMaxMinimum = 1'000'000;
constexpr int kMaxEscalationDays = 60;

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

/// One of the values whose name is `text`; a problem names them all.
template <typename Value, std::size_t n>
std::optional<Value> OneOf(YamlMap& map, const std::string& key, const std::array<Value, n>& values,
                           std::string_view (*name_of)(Value)) {
  const auto text = map.Text(key);
  if (!text) return std::nullopt;
  std::string names;
  for (const Value value : values) {
    if (name_of(value) == *text) return value;
    names += (names.empty() ? "" : ", ") + std::string(name_of(value));
  }
  map.Refuse(key, "expected one of " + names + "; found " + Quoted(*text) + ".");
  return std::nullopt;
}

constexpr std::array kConditions = {
    Condition::kRag,       Condition::kShare,  Condition::kCount,    Condition::kDrag,
    Condition::kDragShare, Condition::kOldest, Condition::kDueSoon,  Condition::kOutOfReach,
    Condition::kSignal,    Condition::kBand,   Condition::kDataLate, Condition::kMailRefused};
constexpr std::array kSeverities = {Severity::kUrgent, Severity::kAttention, Severity::kNotice};

bool IsShare(Condition condition) {
  return condition == Condition::kShare || condition == Condition::kDragShare;
}

/// Whether the condition can ever hold of an indicator of this kind: what never fires looks like a good team.
bool Suits(Condition condition, const Indicator& indicator) {
  const Traits& traits = TraitsOf(indicator);
  switch (condition) {
    case Condition::kDrag:
    case Condition::kDragShare:
    case Condition::kDueSoon:
    case Condition::kOutOfReach: return traits.has_clock;
    case Condition::kOldest: return traits.has_ages;
    case Condition::kShare: return traits.is_share;
    case Condition::kSignal: return traits.is_flow;
    case Condition::kRag: return indicator.polarity != Polarity::kNone;
    default: return true;
  }
}

class RulesReader {
 public:
  RulesReader(const Catalogue& catalogue, const std::vector<Person>& people,
              const ProblemSink& sink)
      : catalogue_(catalogue), people_(people), sink_(sink), rules_(DefaultRules(catalogue)) {}

  std::vector<AlertRule> Read(const std::vector<YAML::Node>& nodes) {
    for (const YAML::Node& node : nodes) {
      YamlMap row(node, "alerts.rules", sink_);
      // Of a rule that is refused as a whole nothing more is asked, and nothing more is told.
      bool off = false;
      const auto id = ReadId(row, off);
      if (!id || !IsKnownOrNew(row, node, *id)) continue;
      ReadRule(row, *id, off);
      row.Finish();
    }
    return std::move(rules_);
  }

 private:
  std::optional<std::string> ReadId(YamlMap& row, bool& off) {
    const auto id = row.Text("id");
    off = row.Flag("off").value_or(false);
    if (!id || id->empty()) {
      row.Require("id", "write id: assessment_45.drag");
    } else if (!seen_.insert(*id).second) {
      row.Refuse("id", "the rule " + Quoted(*id) + " is listed twice.");
    } else if (off && FindRule(rules_, *id) == nullptr) {
      row.Refuse("id", "there is no rule " + Quoted(*id) + " to turn off.", IdHint(Ids(), *id));
    } else {
      return id;
    }
    return std::nullopt;
  }

  /// A rule without a condition changes one that is there: an id that is none is a slip.
  bool IsKnownOrNew(YamlMap& row, const YAML::Node& node, const std::string& id) const {
    if (FindRule(rules_, id) != nullptr || node["condition"].IsDefined()) return true;
    row.Refuse("id", "there is no rule " + Quoted(id) + " to change.",
               IdHint(Ids(), id) + "; a new rule needs indicator and condition");
    return false;
  }

  void ReadRule(YamlMap& row, const std::string& id, bool off) {
    const auto known = std::find_if(rules_.begin(), rules_.end(),
                                    [&](const AlertRule& rule) { return rule.id == id; });
    AlertRule rule;
    rule.id = id;
    if (known != rules_.end()) rule = *known;
    ReadSubject(row, known == rules_.end(), rule);
    ReadLevels(row, known == rules_.end(), rule);
    ReadTimes(row, rule);
    ReadWho(row, rule);
    Keep(row, known, off, std::move(rule));
  }

  void Keep(YamlMap& row, std::vector<AlertRule>::iterator known, bool off, AlertRule rule) {
    if (off) {
      rules_.erase(known);
    } else if (known != rules_.end()) {
      *known = std::move(rule);
    } else if (rules_.size() >= kMaxRules) {
      row.Refuse("id", "more than " + std::to_string(kMaxRules) + " rules.");
    } else {
      rules_.push_back(std::move(rule));
    }
  }

  std::vector<std::string> Ids() const {
    std::vector<std::string> ids;
    for (const AlertRule& rule : rules_) ids.push_back(rule.id);
    return ids;
  }

  /// What a rule watches is said once: a default rule keeps it.
  void ReadSubject(YamlMap& row, bool is_new, AlertRule& rule) {
    const auto indicator = row.Text("indicator");
    const auto condition = OneOf(row, "condition", kConditions, ConditionName);
    if (auto band = row.Text("band")) rule.band = *band;
    if (auto window = OneOf(row, "window", kAllWindows, WindowName)) rule.window = *window;
    if (!is_new) {
      if (indicator && *indicator != rule.indicator) {
        row.Refuse("indicator", "the rule " + Quoted(rule.id) + " is about " + rule.indicator + ".",
                   "give a new rule another id");
      }
      if (condition && *condition != rule.condition) {
        row.Refuse("condition",
                   "the rule " + Quoted(rule.id) + " is about " +
                       std::string(ConditionName(rule.condition)) + ".",
                   "give a new rule another id");
      }
      CheckUnused(row, rule.condition);
      CheckBand(row, rule);
      return;
    }
    if (!condition) return;  // told: it is none of the words
    rule.condition = *condition;
    CheckUnused(row, rule.condition);
    if (IsForOperators(rule.condition)) {
      if (indicator) {
        row.Refuse("indicator", "the condition " + std::string(ConditionName(rule.condition)) +
                                    " is about no indicator.");
      }
      return;
    }
    if (!indicator) return row.Require("indicator", "write indicator: assessment_45");
    rule.indicator = *indicator;
    CheckSubject(row, rule);
  }

  /// What the condition does not look at would be believed to hold.
  static void CheckUnused(YamlMap& row, Condition condition) {
    const bool has_window = condition == Condition::kShare || condition == Condition::kCount;
    const auto refuse = [&](const char* key, bool is_used) {
      if (is_used || !row.Text(key)) return;
      row.Refuse(key,
                 "the condition " + std::string(ConditionName(condition)) + " does not look at it.",
                 "remove it");
    };
    refuse("window", has_window);
    refuse("band", condition == Condition::kBand);
    refuse("fires", HasLevels(condition));
    refuse("at_least", IsShare(condition));
  }

  void CheckSubject(YamlMap& row, const AlertRule& rule) {
    const Indicator* indicator = catalogue_.Find(rule.indicator);
    if (indicator == nullptr) {
      std::vector<std::string> ids;
      for (const Indicator& one : catalogue_.indicators) ids.push_back(one.id);
      return row.Refuse("indicator", "there is no indicator " + Quoted(rule.indicator) + ".",
                        IdHint(ids, rule.indicator));
    }
    if (!Suits(rule.condition, *indicator)) {
      row.Refuse("condition", rule.indicator + " has nothing that " +
                                  std::string(ConditionName(rule.condition)) +
                                  " watches: it would never fire.");
    }
    CheckBand(row, rule);
  }

  /// Of an indicator that exists.
  void CheckBand(YamlMap& row, const AlertRule& rule) {
    if (rule.condition != Condition::kBand) return;
    const Indicator* indicator = catalogue_.Find(rule.indicator);
    std::vector<std::string> bands;
    for (const AgeBand& band : indicator->bands) bands.push_back(band.name);
    if (std::find(bands.begin(), bands.end(), rule.band) != bands.end()) return;
    row.Refuse("band", indicator->id + " has no band " + Quoted(rule.band) + ".",
               IdHint(bands, rule.band));
  }

  /// A level in the unit of the condition: "10 %", or a plain number.
  std::optional<Level> ReadLevel(YamlMap& row, const std::string& key, const AlertRule& rule) {
    const auto text = row.Text(key);
    if (!text) return std::nullopt;
    const auto value = ParseValue(*text);
    const ValueUnit unit = IsShare(rule.condition) ? ValueUnit::kPercent : ValueUnit::kCount;
    if (!HasLevels(rule.condition)) {
      row.Refuse(key, "the condition " + std::string(ConditionName(rule.condition)) +
                          " has no level: it holds or it does not.");
    } else if (!value || value->unit != unit || value->level < Level{0}) {
      row.Refuse(key,
                 std::string("expected a ") + (unit == ValueUnit::kPercent ? "share" : "number") +
                     ", found " + Quoted(*text) + ".",
                 "write " + key + (unit == ValueUnit::kPercent ? ": 10%" : ": 20"));
    } else if (unit == ValueUnit::kPercent && Level{100'000} < value->level) {
      row.Refuse(key, "no share is above 100%, found " + Quoted(*text) + ".");
    } else {
      return value->level;
    }
    return std::nullopt;
  }

  void ReadLevels(YamlMap& row, bool is_new, AlertRule& rule) {
    if (auto side = row.Text("fires")) {
      if (*side == "above" || *side == "below") {
        rule.above = *side == "above";
      } else {
        row.Refuse("fires", "expected above or below, found " + Quoted(*side) + ".");
      }
    }
    const auto level = ReadLevel(row, "level", rule);
    const auto clear = ReadLevel(row, "clear", rule);
    if (level) rule.fire = rule.clear = *level;
    if (clear) rule.clear = *clear;
    if (is_new && HasLevels(rule.condition) && !row.Has("level")) {
      row.Require("level", IsShare(rule.condition) ? "write level: 10%" : "write level: 20");
    }
    const bool bounces = rule.above ? rule.clear > rule.fire : rule.clear < rule.fire;
    if (bounces) {
      row.Refuse("clear", std::string("a rule that fires ") + (rule.above ? "above" : "below") +
                              " a level clears " + (rule.above ? "at or below" : "at or above") +
                              " it.");
    }
    if (auto minimum = row.Whole("at_least", 0, kMaxMinimum)) rule.minimum = *minimum;
  }

  void ReadDuration(YamlMap& row, const std::string& key, std::int64_t& into) {
    const auto text = row.Text(key);
    if (!text) return;
    if (const auto minutes = ParseMinutes(*text)) {
      into = *minutes;
    } else {
      row.Refuse(key, "expected minutes, hours or days up to 90 days, found " + Quoted(*text) + ".",
                 "write " + key + ": 2 hours");
    }
  }

  void ReadTimes(YamlMap& row, AlertRule& rule) {
    ReadDuration(row, "for", rule.for_minutes);
    ReadDuration(row, "keep_firing", rule.keep_firing_minutes);
    if (auto days = row.Whole("escalate_after_working_days", 0, kMaxEscalationDays)) {
      rule.escalate_after_days = static_cast<int>(*days);
    }
  }

  void ReadWho(YamlMap& row, AlertRule& rule) {
    if (auto severity = OneOf(row, "severity", kSeverities, SeverityName)) {
      rule.severity = *severity;
    }
    if (auto scope = row.Text("scope")) {
      rule.authority = *scope != "teams";
      rule.teams = *scope != "authority";
      if (*scope != "teams" && *scope != "authority" && *scope != "both") {
        row.Refuse("scope", "expected authority, teams or both, found " + Quoted(*scope) + ".");
      }
    }
    const auto owner = row.Text("owner");
    if (!owner) return;
    if (FindPerson(people_, *owner) == nullptr) {
      std::vector<std::string> ids;
      for (const Person& one : people_) ids.push_back(one.id);
      row.Refuse("owner", "there is no person " + Quoted(*owner) + ".", IdHint(ids, *owner));
    }
    rule.owner = *owner;
  }

  const Catalogue& catalogue_;
  const std::vector<Person>& people_;
  const ProblemSink& sink_;
  std::vector<AlertRule> rules_;
  std::set<std::string> seen_;
};

}  // namespace

std::optional<std::int64_t> ParseMinutes(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> kUnits = {{{" minute", 1},
                                                                                {" minutes", 1},
                                                                                {" hour", 60},
                                                                                {" hours", 60},
                                                                                {" day", 1440},
                                                                                {" days", 1440}}};
  for (const auto& [unit, minutes] : kUnits) {
    if (!text.ends_with(unit)) continue;
    const std::string_view digits = text.substr(0, text.size() - unit.size());
    std::int64_t count = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
    if (whole && count >= 0 && count <= kMaxMinutes / minutes) return count * minutes;
  }
  return std::nullopt;
}

std::vector<AlertRule> ReadAlertRules(const std::vector<YAML::Node>& nodes,
                                      const Catalogue& catalogue, const std::vector<Person>& people,
                                      const ProblemSink& sink) {
  return RulesReader(catalogue, people, sink).Read(nodes);
}

}  // namespace caseclock

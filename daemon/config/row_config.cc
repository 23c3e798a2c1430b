#include "daemon/config/row_config.h"

#include <algorithm>
#include <charconv>

#include "daemon/config/id_hint.h"
#include "processors/indicator/row_fields.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

using Words = std::vector<std::string>;

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

Words KindWords() {
  Words words;
  for (const KindRow& row : fact_table::kKinds) {
    if (row.of_child && row.kind != RecordKind::kUnspecified) words.emplace_back(row.name);
  }
  return words;
}

Words FactWords(RecordKinds kinds, bool (*is_wanted)(const FactRow&)) {
  Words words;
  for (const FactRow& row : fact_table::kFacts) {
    if ((row.of.bits & kinds.bits) != 0 && is_wanted(row)) words.emplace_back(row.name);
  }
  return words;
}

bool IsDate(const FactRow& row) {
  return row.role == FactRole::kHappened || row.role == FactRole::kBooked;
}
bool SaysACode(const FactRow& row) {
  return row.role != FactRole::kNone && row.role != FactRole::kHolds && row.role != FactRole::kLink;
}
bool HoldsForDays(const FactRow& row) {
  return row.role == FactRole::kHolds && row.fact != Fact::kAllocation;
}

Fact FactNamed(std::string_view name) {
  for (const FactRow& row : fact_table::kFacts) {
    if (row.name == name) return row.fact;
  }
  return Fact::kUnspecified;
}

std::optional<RecordKind> KindNamed(std::string_view name) {
  for (const KindRow& row : fact_table::kKinds) {
    if (row.name == name && row.of_child && row.kind != RecordKind::kUnspecified) return row.kind;
  }
  return std::nullopt;
}

/// The fact by which records of one kind name those of the other; kUnspecified: none.
Fact LinkBetween(RecordKind a, RecordKind b) {
  for (const FactRow& row : fact_table::kFacts) {
    if (row.role != FactRole::kLink || row.fact == Fact::kChildAlias) continue;
    if (row.of.Has(a) && row.links_to.Has(b)) return row.fact;
    if (row.of.Has(b) && row.links_to.Has(a)) return row.fact;
  }
  return Fact::kUnspecified;
}

/// Reads the values of one row's fields; what is wrong is reported where it stands.
class FieldReader {
 public:
  explicit FieldReader(YamlMap& map) : map_(map), sink_(map.sink()) {}

  void ReadSelections(std::vector<Selection>& of) {
    const auto node = map_.Any("of");
    if (node) {
      for (const YAML::Node& one : ListOf(*node)) {
        const auto kind = one.IsScalar() ? KindNamed(one.Scalar()) : std::nullopt;
        if (kind) {
          of.push_back({*kind, {}});
          kinds_ = kinds_ | *kind;
        } else {
          Refuse(one, "of", "a kind of record of a child", KindWords());
        }
      }
    }
    if (const auto where = map_.Any("where"); where && !kinds_.is_empty()) {
      const std::vector<Where> wheres = ReadWheres(*where, "where", kinds_);
      for (Selection& one : of) one.where = wheres;
    }
  }

  // Called by Describe.
  void operator()(const char* name, FactDate& date) {
    if (const auto node = map_.Any(name)) date = ReadFactDate(*node, name);
  }
  void operator()(const char* name, FactDates& dates) {
    const auto node = map_.Any(name);
    if (!node) return;
    for (const YAML::Node& one : ListOf(*node)) dates.push_back(ReadFactDate(one, name));
  }
  void operator()(const char* name, bool& flag) {
    if (const auto value = map_.Flag(name)) flag = *value;
  }
  void operator()(const char* name, int& days) {
    if (const auto value = map_.Whole(name, 0, 36500)) days = static_cast<int>(*value);
  }
  void operator()(const char* name, std::vector<Holding>& without) {
    const auto node = map_.Any(name);
    if (!node) return;
    if (!node->IsMap())
      return Refuse(*node, name, "a fact and its texts, {legal_status: [V3, V4]}", {});
    for (const auto& entry : *node) {
      Holding holding{
          ReadFact(entry.first, name, kinds_, HoldsForDays, "a fact that holds for days"), {}};
      for (const YAML::Node& text : ListOf(entry.second)) {
        if (text.IsScalar()) holding.texts.push_back(text.Scalar());
      }
      without.push_back(std::move(holding));
    }
  }
  void operator()(const char* name, Property& property) {
    const auto node = map_.Any(name);
    if (!node) return map_.Require(name, "write property: repeats");
    if (node->IsScalar()) {
      if (node->Scalar() == "repeats") {
        property = Repeats{};
      } else {
        Refuse(*node, name, "a property",
               {"repeats", "led_to: {fact: ..., of: ...}", "FACT: CODE"});
      }
    } else if (node->IsMap() && (*node)["led_to"]) {
      property = LedTo{ReadFactDate((*node)["led_to"], name)};
    } else {
      property = Says{ReadWheres(*node, name, kinds_)};
    }
  }

 private:
  static std::vector<YAML::Node> ListOf(const YAML::Node& node) {
    if (!node.IsSequence()) return {node};
    return {node.begin(), node.end()};
  }

  void Refuse(const YAML::Node& node, std::string_view name, std::string_view expected,
              const Words& words) {
    const std::string found = node.IsScalar() ? Quoted(node.Scalar()) : "a list or a mapping";
    sink_.Add(node.Mark(), "could not read option " + Quoted(name),
              "expected " + std::string(expected) + ", found " + found + ".",
              words.empty() ? "" : IdHint(words, node.IsScalar() ? node.Scalar() : ""));
  }

  Fact ReadFact(const YAML::Node& node, std::string_view name, RecordKinds kinds,
                bool (*is_wanted)(const FactRow&), std::string_view expected) {
    const Fact fact = node.IsScalar() ? FactNamed(node.Scalar()) : Fact::kUnspecified;
    const FactRow& row = RowOf(fact);
    if (fact != Fact::kUnspecified && (row.of.bits & kinds.bits) == kinds.bits && is_wanted(row)) {
      return fact;
    }
    Refuse(node, name, expected, FactWords(kinds, is_wanted));
    return Fact::kUnspecified;
  }

  std::vector<Where> ReadWheres(const YAML::Node& node, std::string_view name, RecordKinds kinds) {
    std::vector<Where> wheres;
    if (!node.IsMap()) {
      Refuse(node, name, "facts and what they say, {plan_type: child_protection}", {});
      return wheres;
    }
    for (const auto& entry : node) {
      Where where{ReadFact(entry.first, name, kinds, SaysACode, "a fact of the record"), {}};
      if (where.fact == Fact::kUnspecified) continue;
      for (const YAML::Node& code : ListOf(entry.second)) ReadCode(code, name, where);
      wheres.push_back(std::move(where));
    }
    return wheres;
  }

  /// A word of the fact, a number where it has none, or `known`, which leaves the codes empty.
  void ReadCode(const YAML::Node& node, std::string_view name, Where& where) {
    const auto codes = RowOf(where.fact).codes;
    Words words = {"known"};
    for (const CodeRow& row : codes) {
      words.emplace_back(row.word);
      if (node.IsScalar() && node.Scalar() == row.word) return where.codes.push_back(row.code);
    }
    if (node.IsScalar() && node.Scalar() == "known") return;
    int number = 0;
    const std::string text = node.IsScalar() ? node.Scalar() : "";
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (codes.empty() && !text.empty() && error == std::errc() &&
        end == text.data() + text.size()) {
      return where.codes.push_back(number);
    }
    Refuse(node, name, "what " + std::string(FactName(where.fact)) + " may say", words);
  }

  /// A fact of the record, or {fact: FACT, of: KIND, where: {...}} of another one that is linked with it.
  FactDate ReadFactDate(const YAML::Node& node, const char* name) {
    if (!node.IsMap()) return {ReadFact(node, name, kinds_, IsDate, "a date of the record")};
    YamlMap map(node, name, sink_);
    FactDate date;
    RecordKinds kinds = kinds_;
    if (const auto of = map.Any("of")) {
      const auto kind = of->IsScalar() ? KindNamed(of->Scalar()) : std::nullopt;
      date.link = kind ? LinkTo(*kind) : Fact::kUnspecified;
      if (date.link == Fact::kUnspecified) {
        Refuse(*of, "of", "a kind of record that is linked with these", LinkedKindWords());
        return date;
      }
      kinds = *kind;
    }
    if (const auto fact = map.Any("fact")) {
      date.fact = ReadFact(*fact, "fact", kinds, IsDate, "a date of the record");
    } else {
      map.Require("fact", "write fact: " + std::string(FactName(StartFact(FirstOf(kinds)))));
    }
    if (const auto where = map.Any("where")) date.where = ReadWheres(*where, "where", kinds);
    map.Finish();
    return date;
  }

  static RecordKind FirstOf(RecordKinds kinds) {
    return static_cast<RecordKind>(std::countr_zero(kinds.bits));
  }

  /// Of rows about several kinds the link has to be one.
  Fact LinkTo(RecordKind kind) const {
    if (!std::has_single_bit(kinds_.bits)) return Fact::kUnspecified;
    return LinkBetween(FirstOf(kinds_), kind);
  }

  Words LinkedKindWords() const {
    Words words;
    for (const std::string& word : KindWords()) {
      if (LinkTo(*KindNamed(word)) != Fact::kUnspecified) words.push_back(word);
    }
    return words;
  }

  YamlMap& map_;
  ProblemSink sink_;
  RecordKinds kinds_;
};

constexpr std::pair<std::string_view, Polarity> kPolarities[] = {{"high", Polarity::kHigh},
                                                                 {"low", Polarity::kLow},
                                                                 {"band", Polarity::kBand},
                                                                 {"none", Polarity::kNone}};

void ReadBetter(YamlMap& map, Indicator& row) {
  const auto text = map.Text("better");
  if (!text) return map.Require("better", "write better: high, low, band or none");
  for (const auto& [word, polarity] : kPolarities) {
    if (word != *text) continue;
    row.polarity = polarity;
    return;
  }
  map.Refuse("better", "found " + Quoted(*text) + ".", "write high, low, band or none");
}

void ReadBands(YamlMap& map, Indicator& row) {
  for (const YAML::Node& node : map.List("bands")) {
    YamlMap band(node, "bands", map.sink());
    const auto name = band.Text("name");
    const auto from = band.Whole("from_days", 0, 36500);
    if (!name || name->empty()) band.Require("name", "write name: \"under 6 months\"");
    if (!from) band.Require("from_days", "write from_days: 0");
    if (name && from) row.bands.push_back({*name, static_cast<int>(*from)});
    band.Finish();
  }
  if (row.bands.empty()) return;
  const bool in_order =
      std::ranges::is_sorted(row.bands, std::less_equal<>(), &AgeBand::from_days) ||
      row.bands.size() == 1;
  if (!TraitsOf(row).has_ages) {
    map.Refuse("bands", "nothing of this row is open, so that nothing has an age.");
  } else if (row.bands.size() > kMaxBands) {
    map.Refuse("bands", "more than " + std::to_string(kMaxBands) + ".");
  } else if (!in_order || row.bands.front().from_days != 0) {
    map.Refuse("bands", "they must stand in order of from_days, the first from 0.");
  }
}

/// What one field alone does not show.
void CheckShape(YamlMap& map, const Indicator& row) {
  if (const auto* clock = std::get_if<ClockShape>(&row.shape)) {
    if (clock->to.empty()) map.Require("to", "write to: plan_ceased");
    const bool answers = clock->to.size() == 1 && row.of.size() == 1 &&
                         IsFollowedBack(clock->to.front(), row.of.front().kind);
    if (clock->counts_each && !answers) {
      map.Refuse("counts_each",
                 "what is counted must be records that name the one whose clock runs.",
                 "write to: {fact: conference_held, of: conference}");
    }
  } else if (const auto* stock = std::get_if<StockShape>(&row.shape)) {
    if (stock->to.empty()) map.Require("to", "write to: plan_ceased");
  } else if (const auto* late = std::get_if<LateReviewShape>(&row.shape)) {
    if (late->to.empty()) map.Require("to", "write to: plan_ceased");
    if (row.of.size() != 1 || !IsFollowedBack(late->next, row.of.front().kind)) {
      map.Require("next", "write next: {fact: review_scheduled, of: review}");
    }
    if (late->line_days <= late->near_line_from_days) {
      map.Require("line_days", "write a number above near_line_from_days");
    }
  }
}

}  // namespace

std::optional<Indicator> ReadRow(YamlMap& map, const std::string& shape) {
  const std::size_t before = map.sink().problems->size();
  Indicator row;
  if (const auto named = ShapeNamed(shape)) {
    row.shape = *named;
  } else {
    Words words;
    for (const std::string_view name : ShapeNames()) words.emplace_back(name);
    map.Refuse("shape", "found " + Quoted(shape) + ".", IdHint(words, shape));
    map.LeaveRest();
    return std::nullopt;
  }
  FieldReader reader(map);
  reader.ReadSelections(row.of);
  if (!map.Has("of") && !TraitsOf(row).of_recording) map.Require("of", "write of: plan");
  if (map.sink().problems->size() == before) {
    std::visit([&](auto& fields) { Describe(fields, reader); }, row.shape);
  } else {
    map.LeaveRest();
  }
  ReadBetter(map, row);
  ReadBands(map, row);
  if (const auto flag = map.Flag("per_10000")) row.per_10000 = *flag;
  if (row.per_10000 && TraitsOf(row).is_share)
    map.Refuse("per_10000", "a share is no number of children.");
  row.counted = map.Text("counted").value_or(
      TraitsOf(row).has_clock ? (TraitsOf(row).counts_late ? "over the limit" : "in time")
                              : "counted");
  row.source = map.Text("source").value_or("local");
  if (map.sink().problems->size() == before) CheckShape(map, row);
  if (map.sink().problems->size() != before) return std::nullopt;
  return row;
}

}  // namespace caseclock

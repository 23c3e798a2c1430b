#include "daemon/config/indicators_config.h"

#include <algorithm>
#include <set>

#include "daemon/config/id_hint.h"
#include "daemon/config/limits_config.h"
#include "daemon/config/row_config.h"

namespace caseclock {
namespace {

constexpr std::size_t kMaxShortTitleBytes = 40;
constexpr std::size_t kMaxIdBytes = 40;

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// An id is a label of metrics and a word in addresses.
bool IsId(const std::string& id) {
  const auto is_plain = [](char c) {
    return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '_';
  };
  return id.size() <= kMaxIdBytes && 'a' <= id[0] && id[0] <= 'z' &&
         std::ranges::all_of(id, is_plain);
}

class RowsReader {
 public:
  explicit RowsReader(Catalogue& catalogue) : rows_(catalogue.indicators) {}

  void Read(YamlMap& map) {
    const auto id = map.Text("id");
    const Asked asked{map.Text("copy_of"), map.Text("shape"), map.Text("title"),
                      map.Text("short_title")};
    const bool is_off = map.Flag("off").value_or(false);
    if (!id || id->empty()) return map.Require("id", "write id: assessment_40");
    if (is_off) return TakeOff(map, *id);
    const std::size_t problems = map.sink().problems->size();
    const std::size_t rows = rows_.size();
    Indicator* row = asked.shape ? Added(map, *id, *asked.shape) : Changed(map, *id, asked.copy_of);
    const auto limits =
        ReadLimits(map, row == nullptr ? "write limit: 45 working days" : LimitHintFor(*row));
    if (row != nullptr) Change(map, asked, limits, *row);
    // Nothing else has to cope with half a row.
    if (map.sink().problems->size() > problems) rows_.resize(rows);
  }

  /// Rows that are off go last, so that others may be copies of them.
  void Finish() {
    std::erase_if(rows_, [this](const Indicator& row) { return off_.contains(row.id); });
  }

 private:
  /// What every row may say of itself.
  struct Asked {
    std::optional<std::string> copy_of;
    std::optional<std::string> shape;
    std::optional<std::string> title;
    std::optional<std::string> short_title;
  };

  static void Change(YamlMap& map, const Asked& asked, const std::vector<LimitFrom>& limits,
                     Indicator& row) {
    if (asked.title) row.title = *asked.title;
    if (row.title.empty()) map.Require("title", "write title: \"Visits made in time\"");
    if (asked.short_title && asked.short_title->size() > kMaxShortTitleBytes) {
      map.Refuse("short_title", "it is longer than a narrow column.", "write one to three words");
    } else if (asked.short_title) {
      row.short_title = *asked.short_title;
    }
    if (!limits.empty() && LimitsFit(map, row, limits)) row.limits = limits;
    const bool is_told = map.Has("limit") || map.Has("limits");
    if (TakesLimit(row) && row.limits.empty() && !is_told) map.Require("limit", LimitHintFor(row));
  }

  Indicator* Find(const std::string& id) {
    const auto row = std::ranges::find(rows_, id, &Indicator::id);
    return row == rows_.end() ? nullptr : &*row;
  }

  std::string Hint(const std::string& wanted) const {
    std::vector<std::string> ids;
    for (const Indicator& row : rows_) ids.push_back(row.id);
    return IdHint(ids, wanted);
  }

  void TakeOff(YamlMap& map, const std::string& id) {
    if (Find(id) == nullptr) return map.Refuse("id", "no indicator " + Quoted(id) + ".", Hint(id));
    off_.insert(id);
  }

  bool IsNew(YamlMap& map, const std::string& id) {
    if (Find(id) != nullptr) {
      map.Refuse("id", "indicator " + Quoted(id) + " exists already.");
      return false;
    }
    if (!IsId(id)) {
      map.Refuse("id",
                 "expected small letters, digits and _, a letter first, not more than " +
                     std::to_string(kMaxIdBytes) + ", found " + Quoted(id) + ".",
                 "write id: assessment_40");
      return false;
    }
    return true;
  }

  /// A row that is there already is changed; a new one is a copy of another. nullptr when refused.
  Indicator* Changed(YamlMap& map, const std::string& id,
                     const std::optional<std::string>& copy_of) {
    Indicator* row = Find(id);
    if (!copy_of) {
      if (row == nullptr) {
        map.Refuse("id", "no indicator " + Quoted(id) + ".",
                   "add copy_of: ID, or shape: clock, to make a new one");
      }
      return row;
    }
    const Indicator* original = Find(*copy_of);
    if (original == nullptr) {
      map.Refuse("copy_of", "no indicator " + Quoted(*copy_of) + ".", Hint(*copy_of));
      return nullptr;
    }
    if (!IsNew(map, id)) return nullptr;
    Indicator copy = *original;
    copy.id = id;
    copy.short_title.clear();  // two columns of one name would be taken for each other
    rows_.push_back(std::move(copy));
    return &rows_.back();
  }

  Indicator* Added(YamlMap& map, const std::string& id, const std::string& shape) {
    auto row = ReadRow(map, shape);
    if (!IsNew(map, id) || !row) return nullptr;
    row->id = id;
    rows_.push_back(std::move(*row));
    return &rows_.back();
  }

  std::vector<Indicator>& rows_;
  std::set<std::string> off_;
};

}  // namespace

void ReadIndicators(YamlMap& top, Catalogue& catalogue) {
  RowsReader reader(catalogue);
  for (const YAML::Node& node : top.List("indicators")) {
    YamlMap map(node, "indicators", top.sink());
    reader.Read(map);
    map.Finish();
  }
  reader.Finish();
  if (catalogue.indicators.size() > kMaxIndicators) {
    top.Refuse("indicators", "more than " + std::to_string(kMaxIndicators) + " rows.");
  }
  if (catalogue.indicators.empty())
    top.Refuse("indicators", "every row is off: nothing is counted.");
}

}  // namespace caseclock

#include <algorithm>

#include "daemon/config/row_config.h"
#include "processors/indicator/row_fields.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

/// One alone stands for itself.
std::string ListYaml(const std::vector<std::string>& parts) {
  return parts.size() == 1 ? parts.front() : "[" + Joined(parts) + "]";
}

std::string CodeYaml(Fact fact, std::int32_t code) {
  for (const CodeRow& row : RowOf(fact).codes) {
    if (row.code == code) return std::string(row.word);
  }
  return std::to_string(code);
}

std::string WheresYaml(const std::vector<Where>& wheres) {
  std::vector<std::string> parts;
  for (const Where& where : wheres) {
    std::vector<std::string> codes;
    for (const std::int32_t code : where.codes) codes.push_back(CodeYaml(where.fact, code));
    parts.push_back(std::string(FactName(where.fact)) + ": " +
                    (codes.empty() ? "known" : ListYaml(codes)));
  }
  return "{" + Joined(parts) + "}";
}

/// Writes what is not empty.
class FieldWriter {
 public:
  explicit FieldWriter(RecordKind kind) : kind_(kind) {}

  void operator()(const char* name, const FactDate& date) {
    if (date != FactDate{}) Add(name, DateYaml(date));
  }
  void operator()(const char* name, const FactDates& dates) {
    std::vector<std::string> parts;
    for (const FactDate& date : dates) parts.push_back(DateYaml(date));
    if (!parts.empty()) Add(name, ListYaml(parts));
  }
  void operator()(const char* name, bool flag) {
    if (flag) Add(name, "true");
  }
  void operator()(const char* name, int days) { Add(name, std::to_string(days)); }
  void operator()(const char* name, const std::vector<Holding>& without) {
    std::vector<std::string> parts;
    for (const Holding& one : without) {
      parts.push_back(std::string(FactName(one.fact)) + ": " + ListYaml(one.texts));
    }
    if (!parts.empty()) Add(name, "{" + Joined(parts) + "}");
  }
  void operator()(const char* name, const Property& property) {
    if (const auto* says = std::get_if<Says>(&property)) {
      Add(name, WheresYaml(says->where));
    } else if (const auto* led = std::get_if<LedTo>(&property)) {
      Add(name, "{led_to: " + DateYaml(led->at) + "}");
    } else {
      Add(name, "repeats");
    }
  }

  void Add(std::string_view name, const std::string& value) {
    parts_.push_back(std::string(name) + ": " + value);
  }
  std::string text() const { return "{" + Joined(parts_) + "}"; }

 private:
  std::string DateYaml(const FactDate& date) const {
    if (date.is_own()) return std::string(FactName(date.fact));
    std::string text = "{fact: " + std::string(FactName(date.fact)) +
                       ", of: " + std::string(RecordKindName(KindReadIn(date, kind_)));
    if (!date.where.empty()) text += ", where: " + WheresYaml(date.where);
    return text + "}";
  }

  RecordKind kind_;
  std::vector<std::string> parts_;
};

std::string TextYaml(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string_view BetterYaml(Polarity polarity) {
  switch (polarity) {
    case Polarity::kHigh: return "high";
    case Polarity::kLow: return "low";
    case Polarity::kBand: return "band";
    case Polarity::kNone: return "none";
  }
  return "none";
}

void AddRecords(const Indicator& row, FieldWriter& writer) {
  std::vector<std::string> kinds;
  for (const Selection& one : row.of) kinds.emplace_back(RecordKindName(one.kind));
  if (!kinds.empty()) writer.Add("of", ListYaml(kinds));
  if (!row.of.empty() && !row.of.front().where.empty()) {
    writer.Add("where", WheresYaml(row.of.front().where));
  }
}

void AddLimits(const Indicator& row, FieldWriter& writer) {
  if (row.limits.empty()) return;
  if (row.limits.size() == 1) return writer.Add("limit", LimitText(row.limits.front().limit));
  std::vector<std::string> limits;
  for (const LimitFrom& entry : row.limits) {
    const std::string from =
        entry.from == Date::Min() ? "" : "from: " + FormatDate(entry.from) + ", ";
    limits.push_back("{" + from + "limit: " + LimitText(entry.limit) + "}");
  }
  writer.Add("limits", "[" + Joined(limits) + "]");
}

void AddBands(const Indicator& row, FieldWriter& writer) {
  std::vector<std::string> bands;
  for (const AgeBand& band : row.bands) {
    bands.push_back("{name: " + TextYaml(band.name) +
                    ", from_days: " + std::to_string(band.from_days) + "}");
  }
  if (!bands.empty()) writer.Add("bands", "[" + Joined(bands) + "]");
}

}  // namespace

std::string RowYaml(const Indicator& row) {
  FieldWriter writer(KindOf(row));
  writer.Add("id", row.id);
  writer.Add("title", TextYaml(row.title));
  if (!row.short_title.empty()) writer.Add("short_title", TextYaml(row.short_title));
  writer.Add("shape", std::string(ShapeName(row.shape)));
  AddRecords(row, writer);
  std::visit([&](const auto& shape) { Describe(shape, writer); }, row.shape);
  AddLimits(row, writer);
  writer.Add("better", std::string(BetterYaml(row.polarity)));
  writer.Add("counted", TextYaml(row.counted));
  AddBands(row, writer);
  if (row.per_10000) writer.Add("per_10000", "true");
  writer.Add("source", TextYaml(row.source));
  return writer.text();
}

}  // namespace caseclock

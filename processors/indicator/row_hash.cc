#include "processors/indicator/row_hash.h"

#include "processors/indicator/row_fields.h"

namespace caseclock {
namespace {

/// Feeds each field with how many parts it has, so that no two rows are told alike.
class Hasher {
 public:
  explicit Hasher(FieldHash& hash) : hash_(hash) {}

  template <typename Value>
  void operator()(const char* name, const Value& value) {
    hash_.Add(std::string_view(name));
    Add(value);
  }

 private:
  template <typename Number>
  requires std::integral<Number> || std::is_enum_v<Number>
  void Add(Number value) { hash_.Add(static_cast<std::int64_t>(value)); }
  void Add(const std::string& text) { hash_.Add(std::string_view(text)); }
  template <typename Value>
  void Add(const std::vector<Value>& values) {
    Add(values.size());
    for (const Value& value : values) Add(value);
  }
  void Add(const Where& where) {
    Add(where.fact);
    Add(where.codes);
  }
  void Add(const Selection& selection) {
    Add(selection.kind);
    Add(selection.where);
  }
  void Add(const FactDate& at) {
    Add(at.fact);
    Add(at.link);
    Add(at.where);
  }
  void Add(const Holding& holding) {
    Add(holding.fact);
    Add(holding.texts);
  }
  void Add(const Property& property) {
    Add(property.index());
    if (const auto* says = std::get_if<Says>(&property)) Add(says->where);
    if (const auto* led = std::get_if<LedTo>(&property)) Add(led->at);
  }
  void Add(const LimitFrom& limit) {
    Add(limit.from.days);
    Add(limit.limit.length);
    Add(limit.limit.unit);
  }
  void Add(const AgeBand& band) {
    Add(band.name);
    Add(band.from_days);
  }

  FieldHash& hash_;
};

/// Feeds from where to where it runs, and no other field.
class DatesHasher {
 public:
  explicit DatesHasher(Hasher& hasher) : hasher_(hasher) {}

  void operator()(std::string_view name, const FactDate& date) {
    if (name == "from" || name == "on") hasher_("from", date);
  }
  void operator()(const char* name, const FactDates& dates) {
    if (!dates.empty()) hasher_(name, dates);
  }
  template <typename Other>
  void operator()(std::string_view, const Other&) {}

 private:
  Hasher& hasher_;
};

}  // namespace

void AddTo(FieldHash& hash, const Indicator& row) {
  hash.Add(std::string_view(row.id));
  hash.Add(ShapeName(row.shape));
  Hasher hasher(hash);
  DescribeRow(row, hasher);
}

std::uint64_t WorkHash(const Indicator& row) {
  FieldHash hash;
  Hasher hasher(hash);
  hasher("of", row.of);
  DatesHasher dates(hasher);
  std::visit([&](const auto& shape) { Describe(shape, dates); }, row.shape);
  return hash.value();
}

}  // namespace caseclock

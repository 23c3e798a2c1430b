#include "processors/indicator/fact_date.h"

#include <algorithm>
#include <bit>

namespace caseclock {
namespace {

Fact FactOf(const FactDate& at, RecordKind kind) {
  return at.fact == Fact::kUnspecified ? StartFact(kind) : at.fact;
}

Date OwnDate(Fact fact, const Record& record) {
  const KindRow& row = RowOf(record.kind);
  const bool may_be_undone = row.reopen != Fact::kUnspecified && fact == row.end;
  if (may_be_undone && !IsClosed(record)) return kNoDate;
  return DateOf(record, fact);
}

/// Something of the record has happened, its cancelling apart.
bool HasBegun(const Record& record) {
  const Fact cancel = RowOf(record.kind).cancel;
  return std::ranges::any_of(record.registers, [cancel](const Register& reg) {
    return reg.fact != cancel && IsOccurrence(reg.fact) && reg.value.date != kNoDate;
  });
}

RecordKind KindOfLinked(const FactDate& at, const Register& link) {
  const RecordKinds kinds = RowOf(at.link).links_to;
  const auto first = static_cast<RecordKind>(std::countr_zero(kinds.bits));
  return kinds == RecordKinds(first) ? first : static_cast<RecordKind>(link.value.code);
}

/// Example: "initial conference or pre-birth conference held".
std::string OfThoseThatName(const FactDate& at) {
  const auto kind = static_cast<RecordKind>(std::countr_zero(RowOf(at.link).of.bits));
  const std::string_view noun = RowOf(kind).noun.one;
  std::string names;
  for (const Where& where : at.where) {
    for (const std::int32_t code : where.codes) {
      names += (names.empty() ? "" : " or ") + std::string(FullNounOf(kind, where.fact, code).one);
    }
  }
  std::string text = FactText(at.fact);
  if (!names.empty() && text.starts_with(noun)) text.replace(0, noun.size(), names);
  return text;
}

/// The record that this one names, or nullptr.
const Record* Named(const FactDate& at, const Record& record, const History& history) {
  const Register* link = record.Find(at.link);
  if (link == nullptr || link->value.text.empty()) return nullptr;
  return FindRecord(history, KindOfLinked(at, *link), link->value.text);
}

}  // namespace

bool IsFollowedBack(const FactDate& at, RecordKind kind) {
  return !at.is_own() && !RowOf(at.link).of.Has(kind);
}

RecordKind KindReadIn(const FactDate& at, RecordKind kind) {
  if (at.is_own()) return kind;
  const FactRow& link = RowOf(at.link);
  const RecordKinds kinds = IsFollowedBack(at, kind) ? link.of : link.links_to;
  return static_cast<RecordKind>(std::countr_zero(kinds.bits));
}

RecordKinds KindsRead(const FactDate& at, RecordKind kind) {
  if (at.is_own()) return kind;
  const FactRow& link = RowOf(at.link);
  return RecordKinds(kind) | (IsFollowedBack(at, kind) ? link.of : link.links_to);
}

Date DateAt(const FactDate& at, const Record& record, const History& history) {
  if (at.is_own()) return OwnDate(FactOf(at, record.kind), record);
  if (!IsFollowedBack(at, record.kind)) {
    const Record* named = Named(at, record, history);
    return named == nullptr ? kNoDate : OwnDate(FactOf(at, named->kind), *named);
  }
  Date earliest = kNoDate;
  ForEachThatNames(at, record, history, [&](const Record& other) {
    const Date date = OwnDate(FactOf(at, other.kind), other);
    if (date != kNoDate && (earliest == kNoDate || date < earliest)) earliest = date;
  });
  return earliest;
}

std::variant<Date, NotCounted> StartAt(const FactDate& at, const Record& record,
                                       const History& history) {
  if (!at.is_own() && !HasBegun(record)) return NotCounted::kNotBegun;
  const Date start = DateAt(at, record, history);
  if (start != kNoDate) return start;
  return at.is_own() ? NotCounted::kNoStart : NotCounted::kNotLinked;
}

std::string FactDateText(const FactDate& at, RecordKind kind) {
  if (at.is_own()) return FactText(FactOf(at, kind));
  if (IsFollowedBack(at, kind)) return OfThoseThatName(at);
  const RecordKind linked = KindReadIn(at, kind);
  const std::string noun(RowOf(linked).noun.one);
  if (FactOf(at, linked) == StartFact(linked)) return "date of the linked " + noun;
  return FactText(at.fact) + " of the linked " + noun;
}

}  // namespace caseclock

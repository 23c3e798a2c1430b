#include "processors/record/record.h"

#include <algorithm>
#include <tuple>

#include "processors/check.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

StampRef Borrow(const Stamp& stamp) {
  return {stamp.recorded_at_us, stamp.source, stamp.sequence, stamp.event_id};
}

FactValueRef Borrow(const FactValue& value) { return {value.date, value.code, value.text}; }

/// The register of (fact, first_day), made in its place if it is not there.
Register& Place(Record& record, Fact fact, Date first_day) {
  auto at = record.registers.begin();
  while (at != record.registers.end() &&
         std::tie(at->fact, at->first_day) < std::tie(fact, first_day)) {
    ++at;
  }
  if (at == record.registers.end() || at->fact != fact || at->first_day != first_day) {
    Register made;
    made.fact = fact;
    made.first_day = first_day;
    made.stamp.recorded_at_us = std::numeric_limits<std::int64_t>::min();
    at = record.registers.insert(at, made);
  }
  return *at;
}

bool MergeFirstRecorded(Register& reg, std::optional<Date> recorded_on) {
  if (!recorded_on) return false;
  if (reg.first_recorded_on != kNoDate && reg.first_recorded_on <= *recorded_on) return false;
  reg.first_recorded_on = *recorded_on;
  return true;
}

bool MergeFact(Record& record, DatedSink* dated, const Register& said,
               std::optional<Date> recorded_on) {
  if (dated != nullptr && IsDated(said.fact)) return dated->Merge(said, recorded_on);
  return MergeInto(Place(record, said.fact, said.first_day), said, recorded_on);
}

bool MergeChild(Record& record, const StampRef& stamp, std::string_view child) {
  if (child.empty()) return false;
  if (record.has_child && std::tie(stamp, child) <= std::tie(record.child_stamp, record.child)) {
    return false;
  }
  record.has_child = true;
  record.child = child;
  record.child_stamp = stamp;
  return true;
}

bool MergeFloor(Record& record, const StampRef& stamp) {
  if (record.has_floor && stamp <= record.floor) return false;
  record.has_floor = true;
  record.floor = stamp;
  return true;
}

}  // namespace

const Register* Record::Find(Fact fact) const {
  for (const Register& reg : registers) {
    if (reg.fact == fact) return &reg;
  }
  return nullptr;
}

bool MergeInto(Register& reg, const Register& said, std::optional<Date> recorded_on) {
  bool changed = false;
  if (std::tie(said.stamp, said.asserted, said.value) >
      std::tie(reg.stamp, reg.asserted, reg.value)) {
    reg.stamp = said.stamp;
    reg.asserted = said.asserted;
    reg.value = said.value;
    changed = true;
  }
  return MergeFirstRecorded(reg, recorded_on) || changed;
}

bool Merge(const CaseEvent& event, Record& record, DatedSink* dated) {
  const StampRef stamp = Borrow(event.stamp);
  if (const auto* assert = std::get_if<Assert>(&event.action)) {
    bool changed = MergeChild(record, stamp, event.child);
    for (const FactAssertion& said : assert->facts) {
      const Register reg{said.fact, said.first_day, true, Borrow(said.value), stamp, kNoDate};
      changed |= MergeFact(record, dated, reg, event.recorded_on);
    }
    return changed;
  }
  if (const auto* clear = std::get_if<Clear>(&event.action)) {
    const Register reg{clear->fact, clear->first_day, false, {}, stamp, kNoDate};
    return MergeFact(record, dated, reg, std::nullopt);
  }
  if (std::holds_alternative<Withdraw>(event.action)) return MergeFloor(record, stamp);
  if (const auto* move = std::get_if<Move>(&event.action)) {
    return MergeChild(record, stamp, move->to_child);
  }
  CASECLOCK_CHECK(false, "a batch completion is not merged into a record");
  return false;
}

}  // namespace caseclock

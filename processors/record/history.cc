#include "processors/record/history.h"

#include <algorithm>
#include <iterator>

namespace caseclock {
namespace {

/// Up to so many facts are gone through faster than halved.
constexpr std::size_t kFewRegisters = 16;

/// Bookings lie ahead by nature: they exist from when they are made.
bool MayLieAhead(Fact fact) { return RoleOf(fact) == FactRole::kBooked; }

/// The winner's date, whether it exists any more or not; what was cleared is no date.
Date RawDate(const Record& record, Fact fact) {
  const Register* reg = record.Find(fact);
  return reg == nullptr || !reg->asserted ? kNoDate : reg->value.date;
}

/// The day from which the fact exists: its own date or the first day it holds.
Date ExistsFrom(const Register& reg) {
  if (IsDated(reg.fact)) return reg.first_day;
  if (reg.value.date == kNoDate || MayLieAhead(reg.fact)) return Date::Min();
  return reg.value.date;
}

/// What it says from its first day on.
bool SaysTheSame(const Register& one, const Register& other) {
  return one.fact == other.fact && IsDated(one.fact) && one.value == other.value;
}

/// The kinds that have links by which the record they name looks for them.
constexpr RecordKinds kFollowedBack = [] {
  RecordKinds kinds;
  for (const FactRow& row : fact_table::kFacts) {
    if (row.followed_back) kinds = kinds | row.of;
  }
  return kinds;
}();

/// What was ended was reopened, at the same time or since.
bool IsReopened(const Record& record, const KindRow& row, const Register& end) {
  if (row.reopen == Fact::kUnspecified) return false;
  const Register* reopened = record.Find(row.reopen);
  return reopened != nullptr && reopened->asserted && reopened->stamp >= end.stamp;
}

void MakeIndex(const History& history) {
  History::Index& index = history.index;
  if (index.is_made) return;
  index.is_made = true;
  for (std::size_t i = 0; i < history.records.size(); ++i) {
    const Record& record = history.records[i];
    index.by_id.try_emplace({record.kind, record.id}, i);
    if (!kFollowedBack.Has(record.kind)) continue;
    for (const Register& reg : record.registers) {
      if (!RowOf(reg.fact).followed_back || reg.value.text.empty()) continue;
      index.by_link[{reg.fact, reg.value.text}].push_back(i);
    }
  }
}

}  // namespace

bool IsClosed(const Record& referral) { return HasEnded(referral); }

void History::Index::Clear() {
  if (!is_made) return;
  by_id.clear();
  by_link.clear();
  is_made = false;
}

FloorCheck::FloorCheck(const Record& record, const BatchLedger& batches)
    : batches_(batches), kind_(record.kind) {
  if (batches.has_no_floors()) return;
  active_ = true;
  start_ = RawDate(record, StartFact(record.kind));
  has_ended_ = HasEnded(record);
}

bool FloorCheck::IsBelow(const StampRef& stamp) {
  if (!active_) return false;
  if (!known_ || stamp.source != source_) {
    source_ = stamp.source;
    floor_ = batches_.FloorOf(source_, kind_, start_, has_ended_);
    known_ = true;
  }
  return stamp.recorded_at_us < floor_;
}

bool HasEnded(const Record& record) {
  const KindRow& row = RowOf(record.kind);
  if (row.end == Fact::kUnspecified) return true;
  const Register* end = record.Find(row.end);
  if (end != nullptr && end->asserted) return !IsReopened(record, row, *end);
  return row.cancel != Fact::kUnspecified && RawDate(record, row.cancel) != kNoDate;
}

Date KeepExisting(Record& record, const BatchLedger& batches, Date as_of, bool& has_future_date) {
  FloorCheck floors(record, batches);
  absl::InlinedVector<bool, 8> keep;
  Date next = Date::Max();
  has_future_date = false;
  for (const Register& reg : record.registers) {
    bool exists = IsAlive(record, reg) && !floors.IsBelow(reg.stamp);
    if (exists) {
      const Date from = ExistsFrom(reg);
      if (reg.first_recorded_on != kNoDate && reg.first_recorded_on > as_of) {
        next = std::min(next, reg.first_recorded_on);
      }
      if (from > as_of) {
        next = std::min(next, from);
        has_future_date |= !IsDated(reg.fact);
        exists = false;
      }
    }
    keep.push_back(exists);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    if (kept > 0 && SaysTheSame(record.registers[kept - 1], record.registers[i])) continue;
    if (kept != i) record.registers[kept] = record.registers[i];
    ++kept;
  }
  record.registers.resize(kept);
  return next;
}

Date DateOf(const Record& record, Fact fact) {
  const Register* reg = record.Find(fact);
  return reg == nullptr ? kNoDate : reg->value.date;
}

std::int32_t CodeOf(const Record& record, Fact fact) {
  const Register* reg = record.Find(fact);
  return reg == nullptr ? 0 : reg->value.code;
}

std::string_view TextOf(const Record& record, Fact fact) {
  const Register* reg = record.Find(fact);
  return reg == nullptr ? std::string_view() : reg->value.text;
}

std::string_view TeamOf(std::string_view allocation) {
  return allocation.substr(0, allocation.find(kWorkerSeparator));
}

std::string_view WorkerOf(std::string_view allocation) {
  const std::size_t separator = allocation.find(kWorkerSeparator);
  return separator == std::string_view::npos ? "" : allocation.substr(separator + 1);
}

std::string_view AllocationOn(const Record& record, Date day) {
  // Allocations stand first, by first day; mostly there are one or two.
  const auto holds = [day](const Register& reg) {
    return reg.fact == Fact::kAllocation && reg.first_day <= day;
  };
  const auto begin = record.registers.begin();
  const auto end = record.registers.end();
  const auto after = record.registers.size() <= kFewRegisters
                         ? std::find_if_not(begin, end, holds)
                         : std::partition_point(begin, end, holds);
  return after == begin ? "" : std::prev(after)->value.text;
}

std::string_view TeamOn(const Record& record, Date day) {
  return TeamOf(AllocationOn(record, day));
}

const Record* FindRecord(const History& history, RecordKind kind, std::string_view id) {
  if (history.records.size() >= kIndexedFrom) {
    MakeIndex(history);
    const auto found = history.index.by_id.find({kind, id});
    return found == history.index.by_id.end() ? nullptr : &history.records[found->second];
  }
  for (const Record& record : history.records) {
    if (record.kind == kind && record.id == id) return &record;
  }
  return nullptr;
}

const std::vector<std::size_t>& PlacesOfLinked(const History& history, Fact link,
                                               std::string_view id) {
  static const std::vector<std::size_t> kNone;
  MakeIndex(history);
  const auto found = history.index.by_link.find({link, id});
  return found == history.index.by_link.end() ? kNone : found->second;
}

}  // namespace caseclock

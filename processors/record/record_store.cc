#include "processors/record/record_store.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "absl/hash/hash.h"
#include "processors/check.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

std::string_view ReadId(const char* id) {
  std::uint16_t size = 0;
  std::memcpy(&size, id, sizeof size);
  return {id + sizeof size, size};
}

char* CopyId(std::string_view id) {
  const auto size = static_cast<std::uint16_t>(id.size());
  char* copy = new char[sizeof size + id.size()];
  std::memcpy(copy, &size, sizeof size);
  if (!id.empty()) std::memcpy(copy + sizeof size, id.data(), id.size());
  return copy;
}

/// 32 bits are kept of a hash, and spread over the word that a table wants.
std::uint32_t Fold(std::size_t hash) { return static_cast<std::uint32_t>(hash ^ (hash >> 32)); }
std::size_t Spread(std::uint32_t hash) { return hash * std::size_t{0x9e3779b97f4a7c15}; }

/// Brings in order what has been appended, in order, to the first `sorted`.
void MergeFacts(Record& record, std::size_t sorted) {
  auto& registers = record.registers;
  std::inplace_merge(registers.begin(), registers.begin() + static_cast<std::ptrdiff_t>(sorted),
                     registers.end(), [](const Register& a, const Register& b) {
                       return std::tie(a.fact, a.first_day) < std::tie(b.fact, b.first_day);
                     });
}

}  // namespace

/// What is looked for: the key and its hash, computed once.
struct RecordStore::WantedRecord {
  RecordKey key;
  std::uint32_t hash = Fold(absl::HashOf(static_cast<int>(key.kind), key.id));
};

struct RecordStore::KeyHash {
  using is_transparent = void;
  const RecordStore* store;
  std::size_t operator()(const WantedRecord& wanted) const { return Spread(wanted.hash); }
  std::size_t operator()(RecordNumber n) const { return Spread(store->record_hashes_[n]); }
};

struct RecordStore::KeyEqual {
  using is_transparent = void;
  const RecordStore* store;
  bool operator()(RecordNumber a, RecordNumber b) const { return a == b; }
  bool operator()(RecordNumber n, const WantedRecord& wanted) const {
    return store->record_hashes_[n] == wanted.hash &&
           DecodeKey(store->records_[n].bytes) == wanted.key;
  }
};

struct RecordStore::WantedChild {
  std::string_view id;
  std::uint32_t hash = Fold(absl::HashOf(id));
};

struct RecordStore::ChildHash {
  using is_transparent = void;
  const RecordStore* store;
  std::size_t operator()(const WantedChild& wanted) const { return Spread(wanted.hash); }
  std::size_t operator()(ChildNumber n) const { return Spread(store->child_hashes_[n]); }
};

struct RecordStore::ChildEqual {
  using is_transparent = void;
  const RecordStore* store;
  bool operator()(ChildNumber a, ChildNumber b) const { return a == b; }
  bool operator()(ChildNumber n, const WantedChild& wanted) const {
    return store->child_hashes_[n] == wanted.hash && store->ChildId(n) == wanted.id;
  }
};

RecordStore::RecordStore(RecordBounds bounds)
    : bounds_(bounds),
      by_key_(std::make_unique<absl::flat_hash_set<RecordNumber, KeyHash, KeyEqual>>(
          0, KeyHash{this}, KeyEqual{this})),
      by_child_id_(std::make_unique<absl::flat_hash_set<ChildNumber, ChildHash, ChildEqual>>(
          0, ChildHash{this}, ChildEqual{this})),
      aliases_(bounds.joined_children, [this](ChildNumber child) { return ChildId(child); }) {
  aliases_.CountRecordsBy([this](ChildNumber child) { return children_[child].records; });
}

RecordStore::~RecordStore() {
  for (const StoredRecord& record : records_) delete[] record.bytes;
  for (const StoredChild& child : children_) delete[] child.id;
}

RecordNumber RecordStore::Find(RecordKind kind, std::string_view id) {
  const WantedRecord wanted{{kind, id}};
  const auto found = by_key_->find(wanted);
  if (found != by_key_->end()) return *found;
  const auto number = static_cast<RecordNumber>(records_.size());
  records_.push_back({nullptr, kNoChild, kNoRecord});
  previous_of_child_.push_back(kNoRecord);
  has_outside_.push_back(false);
  kinds_.push_back(kind);
  record_hashes_.push_back(wanted.hash);
  Record fresh;
  fresh.kind = kind;
  fresh.id = id;
  Store(number, fresh);
  by_key_->insert(number);
  return number;
}

std::string_view RecordStore::ChildId(ChildNumber child) const {
  return ReadId(children_[child].id);
}

ChildNumber RecordStore::FindChild(std::string_view id) {
  const WantedChild wanted{id};
  const auto found = by_child_id_->find(wanted);
  if (found != by_child_id_->end()) return *found;
  CASECLOCK_CHECK(!id.empty() && id.size() < 65536, "a child's id has 1 to 65,535 bytes");
  const auto number = static_cast<ChildNumber>(children_.size());
  children_.push_back({CopyId(id), kNoRecord, 0});
  child_hashes_.push_back(wanted.hash);
  by_child_id_->insert(number);
  return number;
}

void RecordStore::Store(RecordNumber number, const Record& record) {
  encoded_.clear();
  EncodeRecord(record, pool_, encoded_);
  // The old form is dropped last: the record borrows its texts from it.
  char* bytes = new char[encoded_.size()];
  std::memcpy(bytes, encoded_.data(), encoded_.size());
  delete[] records_[number].bytes;
  records_[number].bytes = bytes;
}

/// Without the dated facts that lie outside.
void RecordStore::ReadPacked(RecordNumber number, Record& record) const {
  DecodeRecord(records_[number].bytes, pool_, record);
  const ChildNumber child = records_[number].child;
  if (child != kNoChild) record.child = ChildId(child);
}

void RecordStore::Read(RecordNumber number, Record& record) const {
  ReadPacked(number, record);
  if (const DatedFacts* outside = OutsideOf(number)) {
    const std::size_t inside = record.registers.size();
    outside->Append(record.registers);
    MergeFacts(record, inside);
  }
}

DatedFacts* RecordStore::OutsideOf(RecordNumber number) const {
  return has_outside_[number] ? outside_.at(number).get() : nullptr;
}

/// Takes the dated facts out of `record` when they are many, or some are outside already.
void RecordStore::MoveOut(RecordNumber number, Record& record) {
  if (record.registers.size() <= bounds_.dated_inside && !has_outside_[number]) return;
  const auto is_dated = [](const Register& reg) { return IsDated(reg.fact); };
  const auto dated = static_cast<std::size_t>(
      std::count_if(record.registers.begin(), record.registers.end(), is_dated));
  if (dated == 0 || (dated <= bounds_.dated_inside && !has_outside_[number])) return;
  auto& outside = outside_[number];
  if (outside == nullptr) outside = std::make_unique<DatedFacts>(pool_);
  has_outside_[number] = true;
  for (const Register& reg : record.registers) {
    if (is_dated(reg)) outside->Put(reg);
  }
  record.registers.erase(std::remove_if(record.registers.begin(), record.registers.end(), is_dated),
                         record.registers.end());
}

/// The child of the record in scratch_; mostly the one it was.
ChildNumber RecordStore::NumberOfChild(RecordNumber number) {
  if (!scratch_.has_child) return kNoChild;
  const ChildNumber before = records_[number].child;
  if (before != kNoChild && ChildId(before) == scratch_.child) return before;
  return FindChild(scratch_.child);
}

bool RecordStore::Merge(RecordNumber number, const CaseEvent& event) {
  ReadPacked(number, scratch_);
  if (!caseclock::Merge(event, scratch_, OutsideOf(number))) return false;
  MoveOut(number, scratch_);
  const ChildNumber child = NumberOfChild(number);
  const bool may_change_alias = scratch_.kind == RecordKind::kChild;
  Store(number, scratch_);
  if (child != records_[number].child) {
    Unlink(number);
    Link(number, child);
  }
  if (may_change_alias) UpdateAlias(number);
  return true;
}

void RecordStore::Link(RecordNumber number, ChildNumber child) {
  records_[number].child = child;
  if (child == kNoChild) return;
  StoredChild& owner = children_[child];
  if (owner.first_record == kNoRecord) {
    ++children_with_records_;
  } else {
    previous_of_child_[owner.first_record] = number;
  }
  records_[number].next_of_child = owner.first_record;
  previous_of_child_[number] = kNoRecord;
  owner.first_record = number;
  ++owner.records;
  aliases_.AddRecords(child, +1);
}

void RecordStore::Unlink(RecordNumber number) {
  const ChildNumber child = records_[number].child;
  if (child == kNoChild) return;
  StoredChild& owner = children_[child];
  const RecordNumber next = records_[number].next_of_child;
  const RecordNumber previous = previous_of_child_[number];
  if (next != kNoRecord) previous_of_child_[next] = previous;
  (previous == kNoRecord ? owner.first_record : records_[previous].next_of_child) = next;
  if (owner.first_record == kNoRecord) --children_with_records_;
  --owner.records;
  aliases_.AddRecords(child, -1);
}

/// Whom a record of kind kChild says its child to be the same as.
ChildNumber RecordStore::TargetOf(const Record& record) {
  const Register* alias = record.Find(Fact::kChildAlias);
  if (alias == nullptr || !IsAlive(record, *alias)) return kNoChild;
  if (alias->value.text.empty() || alias->value.text == record.id) return kNoChild;
  return FindChild(alias->value.text);
}

void RecordStore::UpdateAlias(RecordNumber number) {
  ReadPacked(number, scratch_);
  aliases_.Say(FindChild(scratch_.id), TargetOf(scratch_));
}

ChildNumber RecordStore::AliasAfter(RecordNumber record, const CaseEvent& event) {
  ReadPacked(record, scratch_);
  caseclock::Merge(event, scratch_);
  return TargetOf(scratch_);
}

void RecordStore::GroupOf(ChildNumber child, std::vector<ChildNumber>& group) const {
  group.clear();
  aliases_.ForEachOfGroup(child, [&](ChildNumber member) { group.push_back(member); });
}

void RecordStore::AddTo(History& history, std::size_t place, RecordNumber number,
                        Date as_of) const {
  if (place == history.records.size()) history.records.emplace_back();
  if (place == history.numbers.size()) {
    history.numbers.push_back(number);
    history.has_future_date.push_back(false);
  }
  history.index.Clear();
  Record& record = history.records[place];
  ReadPacked(number, record);
  FloorCheck floors(record, batches_);
  bool has_future_date = false;
  Date next = KeepExisting(record, batches_, as_of, has_future_date);
  if (DatedFacts* outside = OutsideOf(number)) {
    next = std::min(next, ReadDated(*outside, floors, as_of, record));
  }
  history.next_change = std::min(history.next_change, next);
  history.has_future_date[place] = has_future_date;
}

/// Adds the dated facts that exist to those of `record`, from outside.
Date RecordStore::ReadDated(DatedFacts& outside, FloorCheck& floors, Date as_of,
                            Record& record) const {
  FloorState state;
  state.completions = completions_;
  state.has_floor = record.has_floor;
  if (record.has_floor) {
    state.floor = {record.floor.recorded_at_us, std::string(record.floor.source),
                   record.floor.sequence, std::string(record.floor.event_id)};
  }
  state.start = floors.start();
  state.has_ended = floors.has_ended();
  const auto is_alive = [&](const Register& reg) {
    return IsAlive(record, reg) && !floors.IsBelow(reg.stamp);
  };
  const std::size_t inside = record.registers.size();
  const Date next = outside.AppendExisting(state, is_alive, as_of, record.registers);
  MergeFacts(record, inside);
  return next;
}

void RecordStore::Forget(History& history) {
  history.index.Clear();
  history.of_too_many_records = false;
  history.of_too_many_children = false;
  history.has_future_date.clear();
  history.numbers.clear();
  history.next_change = Date::Max();
}

template <typename Wanted>
void RecordStore::ReadGroup(ChildNumber child, Date as_of, Wanted wanted, History& history) const {
  std::size_t used = 0;
  Forget(history);
  history.of_too_many_children = aliases_.IsTooLarge(child);
  aliases_.ForEachOfGroup(child, [&](ChildNumber member) {
    for (RecordNumber n = children_[member].first_record; n != kNoRecord;
         n = records_[n].next_of_child) {
      if (wanted(kinds_[n])) AddTo(history, used++, n, as_of);
    }
  });
  history.records.resize(used);
}

/// Of the child's own records, whomever it is joined with.
void RecordStore::ReadOwn(ChildNumber child, Date as_of, History& history) const {
  std::size_t used = 0;
  Forget(history);
  for (RecordNumber n = children_[child].first_record; n != kNoRecord;
       n = records_[n].next_of_child) {
    AddTo(history, used++, n, as_of);
  }
  history.records.resize(used);
}

void RecordStore::ReadHistory(ChildNumber child, Date as_of, History& history) const {
  // Records are large to move: of a long history room is made once.
  constexpr std::int64_t kLongHistory = 1000;
  const std::int64_t records = RecordsOfGroup(child);
  if (records > kLongHistory) history.records.reserve(static_cast<std::size_t>(records));
  ReadGroup(
      child, as_of, [](RecordKind) { return true; }, history);
}

void RecordStore::ReadKinds(ChildNumber child, RecordKinds kinds, Date as_of,
                            History& history) const {
  ReadGroup(
      child, as_of, [kinds](RecordKind kind) { return kinds.Has(kind); }, history);
}

void RecordStore::ReadAlone(RecordNumber record, Date as_of, History& history) const {
  Forget(history);
  if (const ChildNumber child = records_[record].child; child != kNoChild) {
    history.of_too_many_records = HasTooManyRecords(child);
    history.of_too_many_children = aliases_.IsTooLarge(child);
  }
  AddTo(history, 0, record, as_of);
  history.records.resize(1);
}

void RecordStore::ReadAgain(RecordNumber record, Date as_of, History& history) const {
  const auto at = std::find(history.numbers.begin(), history.numbers.end(), record);
  AddTo(history, static_cast<std::size_t>(at - history.numbers.begin()), record, as_of);
}

void RecordStore::Restore(const Record& record) {
  const RecordNumber number = Find(record.kind, record.id);
  const ChildNumber child = record.has_child ? FindChild(record.child) : kNoChild;
  scratch_ = record;
  MoveOut(number, scratch_);
  Store(number, scratch_);
  Unlink(number);
  Link(number, child);
  if (record.kind == RecordKind::kChild) UpdateAlias(number);
}

}  // namespace caseclock

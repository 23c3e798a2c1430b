#include "processors/record/record_store.h"

#include <algorithm>
#include <cstring>

#include "absl/hash/hash.h"
#include "processors/check.h"

namespace caseclock {
namespace {

constexpr RecordNumber kNoRecord = 0xffffffff;

std::string_view ReadId(const char* id) {
  std::uint16_t size = 0;
  std::memcpy(&size, id, sizeof size);
  return {id + sizeof size, size};
}

char* CopyId(std::string_view id) {
  const auto size = static_cast<std::uint16_t>(id.size());
  char* copy = new char[sizeof size + id.size()];
  std::memcpy(copy, &size, sizeof size);
  std::memcpy(copy + sizeof size, id.data(), id.size());
  return copy;
}

/// 32 bits are kept of a hash, and spread over the word that a table wants.
std::uint32_t Fold(std::size_t hash) { return static_cast<std::uint32_t>(hash ^ (hash >> 32)); }
std::size_t Spread(std::uint32_t hash) { return hash * std::size_t{0x9e3779b97f4a7c15}; }

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

RecordStore::RecordStore()
    : by_key_(std::make_unique<absl::flat_hash_set<RecordNumber, KeyHash, KeyEqual>>(
          0, KeyHash{this}, KeyEqual{this})),
      by_child_id_(std::make_unique<absl::flat_hash_set<ChildNumber, ChildHash, ChildEqual>>(
          0, ChildHash{this}, ChildEqual{this})) {}

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
  children_.push_back({CopyId(id), kNoRecord});
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

void RecordStore::Read(RecordNumber number, Record& record) const {
  DecodeRecord(records_[number].bytes, pool_, record);
  const ChildNumber child = records_[number].child;
  if (child != kNoChild) record.child = ChildId(child);
}

/// The child of the record in scratch_; mostly the one it was.
ChildNumber RecordStore::NumberOfChild(RecordNumber number) {
  if (!scratch_.has_child) return kNoChild;
  const ChildNumber before = records_[number].child;
  if (before != kNoChild && ChildId(before) == scratch_.child) return before;
  return FindChild(scratch_.child);
}

bool RecordStore::Merge(RecordNumber number, const CaseEvent& event) {
  Read(number, scratch_);
  if (!caseclock::Merge(event, scratch_)) return false;
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
  if (children_[child].first_record == kNoRecord) ++children_with_records_;
  records_[number].next_of_child = children_[child].first_record;
  children_[child].first_record = number;
}

void RecordStore::Unlink(RecordNumber number) {
  const ChildNumber child = records_[number].child;
  if (child == kNoChild) return;
  RecordNumber* at = &children_[child].first_record;
  while (*at != number) at = &records_[*at].next_of_child;
  *at = records_[number].next_of_child;
  if (children_[child].first_record == kNoRecord) --children_with_records_;
}

void RecordStore::UpdateAlias(RecordNumber number) {
  Read(number, scratch_);
  const ChildNumber child = FindChild(scratch_.id);
  const Register* alias = scratch_.Find(Fact::kChildAlias);
  ChildNumber target = kNoChild;
  if (alias != nullptr && IsAlive(scratch_, *alias) && !alias->value.text.empty()) {
    target = FindChild(alias->value.text);
  }
  SetAlias(child, target == child ? kNoChild : target);
}

void RecordStore::SetAlias(ChildNumber child, ChildNumber target) {
  const auto said = alias_of_.find(child);
  const ChildNumber before = said == alias_of_.end() ? kNoChild : said->second;
  if (before == target) return;
  const auto drop = [this](ChildNumber from, ChildNumber to) {
    auto& joined = joined_to_[from];
    joined.erase(std::find(joined.begin(), joined.end(), to));
    if (joined.empty()) joined_to_.erase(from);
  };
  if (before != kNoChild) {
    drop(child, before);
    drop(before, child);
    alias_of_.erase(child);
  }
  if (target != kNoChild) {
    alias_of_[child] = target;
    joined_to_[child].push_back(target);
    joined_to_[target].push_back(child);
  }
}

void RecordStore::GroupOf(ChildNumber child, std::vector<ChildNumber>& group) const {
  group.assign(1, child);
  if (joined_to_.empty() || !joined_to_.contains(child)) return;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto joined = joined_to_.find(group[i]);
    if (joined == joined_to_.end()) continue;
    for (const ChildNumber other : joined->second) {
      if (std::find(group.begin(), group.end(), other) == group.end()) group.push_back(other);
    }
  }
  std::sort(group.begin(), group.end(),
            [this](ChildNumber a, ChildNumber b) { return ChildId(a) < ChildId(b); });
}

ChildNumber RecordStore::Representative(ChildNumber child) const {
  if (joined_to_.empty() || !joined_to_.contains(child)) return child;
  std::vector<ChildNumber> group;
  GroupOf(child, group);
  return group.front();
}

void RecordStore::AddTo(History& history, std::size_t place, RecordNumber number,
                        Date as_of) const {
  if (place == history.records.size()) history.records.emplace_back();
  if (place == history.numbers.size()) {
    history.numbers.push_back(number);
    history.has_future_date.push_back(false);
  }
  Record& record = history.records[place];
  Read(number, record);
  bool has_future_date = false;
  const Date next = KeepExisting(record, batches_, as_of, has_future_date);
  history.next_change = std::min(history.next_change, next);
  history.has_future_date[place] = has_future_date;
}

void RecordStore::Forget(History& history) {
  history.has_future_date.clear();
  history.numbers.clear();
  history.next_change = Date::Max();
}

template <typename Wanted>
void RecordStore::ReadGroup(ChildNumber child, Date as_of, Wanted wanted, History& history) const {
  std::size_t used = 0;
  Forget(history);
  const auto read_child = [&](ChildNumber member) {
    for (RecordNumber n = children_[member].first_record; n != kNoRecord;
         n = records_[n].next_of_child) {
      if (wanted(kinds_[n])) AddTo(history, used++, n, as_of);
    }
  };
  if (joined_to_.empty() || !joined_to_.contains(child)) {
    read_child(child);
  } else {
    std::vector<ChildNumber> group;
    GroupOf(child, group);
    for (const ChildNumber member : group) read_child(member);
  }
  history.records.resize(used);
}

void RecordStore::ReadHistory(ChildNumber child, Date as_of, History& history) const {
  ReadGroup(
      child, as_of, [](RecordKind) { return true; }, history);
}

void RecordStore::ReadFamily(ChildNumber child, Family family, Date as_of, History& history) const {
  ReadGroup(
      child, as_of, [family](RecordKind kind) { return FamilyOf(kind) == family; }, history);
}

void RecordStore::ReadAlone(RecordNumber record, Date as_of, History& history) const {
  Forget(history);
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
  Store(number, record);
  Unlink(number);
  Link(number, child);
  if (record.kind == RecordKind::kChild) UpdateAlias(number);
}

}  // namespace caseclock

#include "daemon/report/touched_children.h"

#include <algorithm>
#include <set>
#include <utility>

namespace caseclock {
namespace {

using RecordKeys = std::set<std::pair<RecordKind, std::string>>;

/// Calls `each(record, child's id)` for every record that belongs to a child.
template <typename Each>
void ForEachRecord(const RecordStore& store, Each each) {
  Record record;
  for (RecordNumber number = 0; number < store.record_count(); ++number) {
    const ChildNumber child = store.ChildOf(number);
    if (child == kNoChild) continue;
    store.Read(number, record);
    each(record, store.ChildId(child));
  }
}

/// Adds everybody who hangs together with one of the children by aliases, joined or one of too many.
void AddJoined(const RecordStore& store, ChildIds& children) {
  store.aliases().ForEachComponent([&](const auto& members) {
    const auto is_among = [&](ChildNumber one) {
      return children.contains(std::string(store.ChildId(one)));
    };
    if (!std::any_of(members.begin(), members.end(), is_among)) return;
    for (const ChildNumber one : members) children.insert(std::string(store.ChildId(one)));
  });
}

}  // namespace

std::int64_t LastRecorded(const Record& record) {
  std::int64_t last = 0;
  for (const Register& reg : record.registers) last = std::max(last, reg.stamp.recorded_at_us);
  if (record.has_child) last = std::max(last, record.child_stamp.recorded_at_us);
  if (record.has_floor) last = std::max(last, record.floor.recorded_at_us);
  return last;
}

ChildIds TouchedChildren(const Authority& then, const Authority& now, std::int64_t since_us) {
  ChildIds children;
  RecordKeys touched;
  ForEachRecord(now.store(), [&](const Record& record, std::string_view child) {
    if (LastRecorded(record) < since_us) return;
    touched.emplace(record.kind, std::string(record.id));
    children.emplace(std::string(child));
  });
  // A record that is another child's now counted for this one then.
  ForEachRecord(then.store(), [&](const Record& record, std::string_view child) {
    if (touched.contains(std::pair(record.kind, std::string(record.id))))
      children.emplace(std::string(child));
  });
  // Who was joined then may be joined with others now.
  for (std::size_t size = 0; size != children.size();) {
    size = children.size();
    AddJoined(then.store(), children);
    AddJoined(now.store(), children);
  }
  return children;
}

std::unique_ptr<Authority> PartOf(const Authority& whole, const ChildIds& children) {
  auto part = std::make_unique<Authority>(
      whole.code(), std::make_shared<const Definitions>(whole.definitions()), whole.as_of());
  part->BeginCatchUp();
  ForEachRecord(whole.store(), [&](const Record& record, std::string_view child) {
    if (children.contains(std::string(child))) part->RestoreRecord(record);
  });
  part->RestoreBatches(whole.store().batches().state());
  part->EndCatchUp();
  return part;
}

}  // namespace caseclock

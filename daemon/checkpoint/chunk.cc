#include "daemon/checkpoint/chunk.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "caseclock/v1/checkpoint.pb.h"
#include "daemon/checkpoint/batch_message.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

constexpr char kNotAChunk[] = "it is not in the form of a chunk";
constexpr char kUnknownKind[] = "it has a kind of record that this version does not know";
constexpr char kUnknownFact[] = "it has a fact that this version does not know";
constexpr char kBadRecord[] = "a record in it contradicts itself";

// --- Writing ------------------------------------------------------------------------------------

void AppendEntry(int field, const google::protobuf::MessageLite& entry, std::string& chunk) {
  char head[16];
  auto* at = reinterpret_cast<std::uint8_t*>(head);
  at = WireFormatLite::WriteTagToArray(field, WireFormatLite::WIRETYPE_LENGTH_DELIMITED, at);
  at = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(
      static_cast<std::uint32_t>(entry.ByteSizeLong()), at);
  chunk.append(head, static_cast<std::size_t>(reinterpret_cast<char*>(at) - head));
  entry.AppendToString(&chunk);
}

void Set(std::string* field, std::string_view text) { field->assign(text.data(), text.size()); }

/// The position of `stamp` in the record's list, counted from 1; appended if it is not there.
std::uint32_t StampPosition(const StampRef& stamp, v1::RecordState& state) {
  for (int i = 0; i < state.stamps_size(); ++i) {
    const v1::StampState& known = state.stamps(i);
    if (known.recorded_at_us() == stamp.recorded_at_us && known.sequence() == stamp.sequence &&
        known.source() == stamp.source && known.event_id() == stamp.event_id) {
      return static_cast<std::uint32_t>(i) + 1;
    }
  }
  v1::StampState* added = state.add_stamps();
  added->set_recorded_at_us(stamp.recorded_at_us);
  Set(added->mutable_source(), stamp.source);
  added->set_sequence(stamp.sequence);
  Set(added->mutable_event_id(), stamp.event_id);
  return static_cast<std::uint32_t>(state.stamps_size());
}

void AddFact(const Register& reg, v1::RecordState& state) {
  const std::uint32_t stamp = StampPosition(reg.stamp, state);
  v1::FactState* fact = state.add_facts();
  fact->set_fact(static_cast<std::uint32_t>(reg.fact));
  if (reg.first_day != kNoDate) fact->set_first_day(reg.first_day.days);
  fact->set_asserted(reg.asserted);
  if (reg.value.date != kNoDate) fact->set_date(reg.value.date.days);
  fact->set_code(reg.value.code);
  Set(fact->mutable_text(), reg.value.text);
  fact->set_stamp(stamp);
  if (reg.first_recorded_on != kNoDate) fact->set_first_recorded_on(reg.first_recorded_on.days);
}

// --- Reading ------------------------------------------------------------------------------------

/// The stamp at `position`, or nullopt when there is none.
std::optional<StampRef> StampAt(const v1::RecordState& state, std::uint32_t position) {
  if (position == 0 || position > static_cast<std::uint32_t>(state.stamps_size())) {
    return std::nullopt;
  }
  const v1::StampState& stamp = state.stamps(static_cast<int>(position) - 1);
  return StampRef{stamp.recorded_at_us(), stamp.source(), stamp.sequence(), stamp.event_id()};
}

/// Sets `stamp` and `has` from a position of which 0 means none. False when it points nowhere.
bool TakeOptionalStamp(const v1::RecordState& state, std::uint32_t position, StampRef& stamp,
                       bool& has) {
  has = position != 0;
  if (!has) return true;
  const auto found = StampAt(state, position);
  if (found) stamp = *found;
  return found.has_value();
}

std::string_view TakeFact(const v1::RecordState& state, const v1::FactState& fact, Register& reg) {
  if (!IsFact(fact.fact())) return kUnknownFact;
  const auto stamp = StampAt(state, fact.stamp());
  if (!stamp) return kBadRecord;
  reg.fact = static_cast<Fact>(fact.fact());
  if (fact.has_first_day()) reg.first_day = Date{fact.first_day()};
  reg.asserted = fact.asserted();
  reg.value.date = fact.has_date() ? Date{fact.date()} : kNoDate;
  reg.value.code = fact.code();
  reg.value.text = fact.text();
  reg.stamp = *stamp;
  if (fact.has_first_recorded_on()) reg.first_recorded_on = Date{fact.first_recorded_on()};
  return {};
}

bool IsInOrder(const Record& record) {
  const auto not_before = [](const Register& a, const Register& b) {
    return std::tie(a.fact, a.first_day) >= std::tie(b.fact, b.first_day);
  };
  return std::adjacent_find(record.registers.begin(), record.registers.end(), not_before) ==
         record.registers.end();
}

/// Fills `record`, which borrows from `state`; "" or why not.
std::string_view TakeRecord(const v1::RecordState& state, Record& record) {
  if (!IsRecordKind(state.kind())) return kUnknownKind;
  record.kind = static_cast<RecordKind>(state.kind());
  record.id = state.id();
  record.child = state.child();
  if (!TakeOptionalStamp(state, state.child_stamp(), record.child_stamp, record.has_child) ||
      !TakeOptionalStamp(state, state.floor(), record.floor, record.has_floor) ||
      record.id.empty() || record.has_child == record.child.empty()) {
    return kBadRecord;
  }
  for (const v1::FactState& fact : state.facts()) {
    const auto trouble = TakeFact(state, fact, record.registers.emplace_back());
    if (!trouble.empty()) return trouble;
  }
  return IsInOrder(record) ? std::string_view() : kBadRecord;
}

/// Reads entry after entry; its messages are reused, so that their texts keep their memory.
class ChunkReader {
 public:
  explicit ChunkReader(const ChunkVisitor& visitor) : visitor_(visitor) {}

  std::string_view Entry(std::uint32_t tag, std::string_view bytes) {
    const auto size = static_cast<int>(bytes.size());
    if (tag == Tag(v1::Chunk::kRecordsFieldNumber)) {
      return state_.ParseFromArray(bytes.data(), size) ? GiveRecord() : kNotAChunk;
    }
    if (tag == Tag(v1::Chunk::kBatchesFieldNumber)) {
      return ledger_.ParseFromArray(bytes.data(), size) ? GiveBatches() : kNotAChunk;
    }
    return kNotAChunk;
  }

 private:
  static std::uint32_t Tag(int field) {
    return WireFormatLite::MakeTag(field, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  }

  std::string_view GiveRecord() {
    Record record;
    const auto trouble = TakeRecord(state_, record);
    if (trouble.empty() && visitor_.record) visitor_.record(record);
    return trouble;
  }

  std::string_view GiveBatches() {
    BatchState batches;
    if (!ReadBatches(ledger_, batches)) return kUnknownKind;
    if (visitor_.batches) visitor_.batches(std::move(batches));
    return {};
  }

  const ChunkVisitor& visitor_;
  v1::RecordState state_;
  v1::BatchLedger ledger_;
};

}  // namespace

void SerializeRecord(const Record& record, std::string& chunk) {
  static thread_local v1::RecordState state;  // reused: a fresh one costs as much as the rest
  state.Clear();
  state.set_kind(static_cast<std::uint32_t>(record.kind));
  Set(state.mutable_id(), record.id);
  if (record.has_child) {
    Set(state.mutable_child(), record.child);
    state.set_child_stamp(StampPosition(record.child_stamp, state));
  }
  if (record.has_floor) state.set_floor(StampPosition(record.floor, state));
  for (const Register& reg : record.registers) AddFact(reg, state);
  AppendEntry(v1::Chunk::kRecordsFieldNumber, state, chunk);
}

void SerializeBatches(const BatchState& batches, std::string& chunk) {
  v1::BatchLedger ledger;
  WriteBatches(batches, ledger);
  AppendEntry(v1::Chunk::kBatchesFieldNumber, ledger, chunk);
}

std::string ReadChunk(std::string_view chunk, const ChunkVisitor& visitor) {
  ChunkReader reader(visitor);
  CodedInputStream in(reinterpret_cast<const std::uint8_t*>(chunk.data()),
                      static_cast<int>(chunk.size()));
  const auto position = [&in] { return static_cast<std::size_t>(in.CurrentPosition()); };
  while (position() < chunk.size()) {
    std::uint32_t size = 0;
    const std::uint32_t tag = in.ReadTagNoLastTag();
    if (!in.ReadVarint32(&size) || size > chunk.size() - position()) return kNotAChunk;
    const auto trouble = reader.Entry(tag, chunk.substr(position(), size));
    if (!trouble.empty()) return std::string(trouble);
    in.Skip(static_cast<int>(size));
  }
  return "";
}

}  // namespace caseclock

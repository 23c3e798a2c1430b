#include "processors/record/record_codec.h"

#include "absl/container/inlined_vector.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

constexpr std::uint8_t kHasFirstDay = 1, kHasDate = 2, kHasCode = 4, kHasText = 8, kAsserted = 16,
                       kHasFirstRecorded = 32, kTextInPool = 64;
constexpr std::int64_t kMicros = 1'000'000;

/// No varint is longer.
constexpr std::size_t kMaxVarint = 10;

/// Writes to memory that is large enough: the caller has counted.
class Writer {
 public:
  explicit Writer(char* at) : at_(at) {}
  char* at() const { return at_; }

  void Byte(std::uint8_t value) { *at_++ = static_cast<char>(value); }
  void Varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) Byte(static_cast<std::uint8_t>(value | 0x80));
    Byte(static_cast<std::uint8_t>(value));
  }
  void Signed(std::int64_t value) {
    Varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void Text(std::string_view text) {
    Varint(text.size());
    at_ += text.copy(at_, text.size());  // unlike memcpy it takes a text that is nowhere
  }

 private:
  char* at_;
};

std::uint64_t GetVarint(const char*& at) {
  std::uint64_t value = static_cast<std::uint8_t>(*at++);
  if (value < 0x80) return value;
  value &= 0x7f;
  for (int shift = 7;; shift += 7) {
    const auto byte = static_cast<std::uint8_t>(*at++);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

std::int64_t GetSigned(const char*& at) {
  const std::uint64_t value = GetVarint(at);
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

std::string_view GetText(const char*& at) {
  const auto size = static_cast<std::size_t>(GetVarint(at));
  const std::string_view text(at, size);
  at += size;
  return text;
}

std::int32_t GetDays(const char*& at) { return static_cast<std::int32_t>(GetSigned(at)); }

/// Links and sentences hardly repeat, so they are stored in place.
bool IsPooled(Fact fact) {
  const FactRole role = RoleOf(fact);
  return role != FactRole::kLink && role != FactRole::kSentence;
}

/// The stamps of one record, each once. Looked through: the facts of a compact form are few, what may be many is kept
/// outside (dated_facts.h).
class StampTable {
 public:
  std::size_t Index(const StampRef& stamp) {
    for (std::size_t i = 0; i < stamps_.size(); ++i) {
      if (stamps_[i] == stamp) return i;
    }
    stamps_.push_back(stamp);
    return stamps_.size() - 1;
  }
  auto begin() const { return stamps_.begin(); }
  auto end() const { return stamps_.end(); }
  std::size_t size() const { return stamps_.size(); }

 private:
  absl::InlinedVector<StampRef, 8> stamps_;
};

void PutStamp(Writer& out, const StampRef& stamp, StringPool& pool) {
  std::int64_t seconds = stamp.recorded_at_us / kMicros;
  std::int64_t micros = stamp.recorded_at_us % kMicros;
  if (micros < 0) {
    micros += kMicros;
    --seconds;
  }
  out.Signed(seconds);
  out.Varint(static_cast<std::uint64_t>(micros));
  out.Varint(stamp.sequence);
  out.Varint(pool.Intern(stamp.source));
  out.Text(stamp.event_id);
}

StampRef GetStamp(const char*& at, const StringPool& pool) {
  StampRef stamp;
  const std::int64_t seconds = GetSigned(at);
  stamp.recorded_at_us = seconds * kMicros + static_cast<std::int64_t>(GetVarint(at));
  stamp.sequence = GetVarint(at);
  stamp.source = pool.Text(static_cast<std::uint32_t>(GetVarint(at)));
  stamp.event_id = GetText(at);
  return stamp;
}

std::uint8_t FlagsOf(const Register& reg) {
  unsigned flags = 0;
  if (reg.first_day != kNoDate) flags |= kHasFirstDay;
  if (reg.value.date != kNoDate) flags |= kHasDate;
  if (reg.value.code != 0) flags |= kHasCode;
  if (!reg.value.text.empty()) flags |= kHasText;
  if (reg.asserted) flags |= kAsserted;
  if (reg.first_recorded_on != kNoDate) flags |= kHasFirstRecorded;
  if (!reg.value.text.empty() && IsPooled(reg.fact)) flags |= kTextInPool;
  return static_cast<std::uint8_t>(flags);
}

void PutRegister(Writer& out, const Register& reg, std::size_t stamp, StringPool& pool) {
  const std::uint8_t flags = FlagsOf(reg);
  out.Byte(static_cast<std::uint8_t>(reg.fact));
  out.Byte(flags);
  out.Varint(stamp);
  if (flags & kHasFirstDay) out.Signed(reg.first_day.days);
  if (flags & kHasDate) out.Signed(reg.value.date.days);
  if (flags & kHasCode) out.Signed(reg.value.code);
  if (flags & kTextInPool) {
    out.Varint(pool.Intern(reg.value.text));
  } else if (flags & kHasText) {
    out.Text(reg.value.text);
  }
  if (flags & kHasFirstRecorded) out.Signed(reg.first_recorded_on.days);
}

/// Never less than what the compact form takes.
std::size_t SizeBound(const Record& record, const StampTable& stamps) {
  std::size_t size = 1 + record.id.size() + 5 * kMaxVarint;
  for (const StampRef& stamp : stamps) size += stamp.event_id.size() + 5 * kMaxVarint;
  for (const Register& reg : record.registers) size += 2 + reg.value.text.size() + 6 * kMaxVarint;
  return size;
}

void GetRegister(const char*& at, const absl::InlinedVector<StampRef, 8>& stamps,
                 const StringPool& pool, Register& reg) {
  reg.fact = static_cast<Fact>(*at++);
  const auto flags = static_cast<std::uint8_t>(*at++);
  reg.stamp = stamps[static_cast<std::size_t>(GetVarint(at))];
  reg.asserted = (flags & kAsserted) != 0;
  if (flags & kHasFirstDay) reg.first_day = Date{GetDays(at)};
  if (flags & kHasDate) reg.value.date = Date{GetDays(at)};
  if (flags & kHasCode) reg.value.code = static_cast<std::int32_t>(GetSigned(at));
  if (flags & kTextInPool) {
    reg.value.text = pool.Text(static_cast<std::uint32_t>(GetVarint(at)));
  } else if (flags & kHasText) {
    reg.value.text = GetText(at);
  }
  if (flags & kHasFirstRecorded) reg.first_recorded_on = Date{GetDays(at)};
}

}  // namespace

void EncodeRecord(const Record& record, StringPool& pool, std::string& out) {
  StampTable table;
  const std::size_t child_stamp = record.has_child ? table.Index(record.child_stamp) + 1 : 0;
  const std::size_t floor = record.has_floor ? table.Index(record.floor) + 1 : 0;
  absl::InlinedVector<std::size_t, 8> of_register;
  for (const Register& reg : record.registers) of_register.push_back(table.Index(reg.stamp));

  const std::size_t begin = out.size();
  out.resize(begin + SizeBound(record, table));
  Writer writer(out.data() + begin);
  writer.Byte(static_cast<std::uint8_t>(record.kind));
  writer.Text(record.id);
  writer.Varint(table.size());
  for (const StampRef& stamp : table) PutStamp(writer, stamp, pool);
  writer.Varint(child_stamp);
  writer.Varint(floor);
  writer.Varint(record.registers.size());
  for (std::size_t i = 0; i < record.registers.size(); ++i) {
    PutRegister(writer, record.registers[i], of_register[i], pool);
  }
  out.resize(static_cast<std::size_t>(writer.at() - out.data()));
}

void DecodeRecord(const char* bytes, const StringPool& pool, Record& record) {
  const char* at = bytes;
  record.kind = static_cast<RecordKind>(*at++);
  record.id = GetText(at);
  record.child = {};
  absl::InlinedVector<StampRef, 8> stamps(static_cast<std::size_t>(GetVarint(at)));
  for (StampRef& stamp : stamps) stamp = GetStamp(at, pool);
  const auto child_stamp = static_cast<std::size_t>(GetVarint(at));
  const auto floor = static_cast<std::size_t>(GetVarint(at));
  record.has_child = child_stamp != 0;
  if (record.has_child) record.child_stamp = stamps[child_stamp - 1];
  record.has_floor = floor != 0;
  if (record.has_floor) record.floor = stamps[floor - 1];
  record.registers.clear();
  record.registers.resize(static_cast<std::size_t>(GetVarint(at)));
  for (Register& reg : record.registers) GetRegister(at, stamps, pool, reg);
}

RecordKey DecodeKey(const char* bytes) {
  const auto kind = static_cast<RecordKind>(*bytes++);
  return {kind, GetText(bytes)};
}

}  // namespace caseclock

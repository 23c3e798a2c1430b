#include "daemon/codec/wire_reader.h"

#include <cstring>

#include "daemon/codec/event_shape.h"

namespace caseclock::wire {
namespace {

// Types of the wire format.
constexpr unsigned kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kStartGroup = 3, kEndGroup = 4,
                   kFixed32 = 5;
/// As deep as the generated class goes into groups and messages.
constexpr int kMaxDepth = 100;

/// A field's number and wire type.
struct Tag {
  std::uint32_t bits = 0;
  int number() const { return static_cast<int>(bits >> 3); }
  unsigned type() const { return bits & 7; }
};

/// Reads the wire format from front to back. Every step returns false when the bytes do not go on
/// as they should.
class Input {
 public:
  explicit Input(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

  bool AtEnd() const { return at_ == end_; }

  /// At most ten bytes; what goes beyond 64 bits is dropped.
  bool Varint(std::uint64_t& value) {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 0x80) [[likely]] {
      value = static_cast<unsigned char>(*at_++);
      return true;
    }
    return Bytes7(10, value);
  }

  /// At most five bytes; number 0 does not exist.
  bool ReadTag(Tag& tag) {
    std::uint64_t value = 0;
    if (!(at_ != end_ && static_cast<unsigned char>(*at_) < 0x80 ? Varint(value)
                                                                 : Bytes7(5, value))) {
      return false;
    }
    tag.bits = static_cast<std::uint32_t>(value);
    return tag.number() != 0;
  }

  /// A length, of at most five bytes and below 2 GiB, and as many bytes.
  bool Delimited(std::string_view& bytes) {
    std::uint64_t size = 0;
    if (!Bytes7(5, size) || size > static_cast<std::uint64_t>(end_ - at_)) return false;
    bytes = {at_, static_cast<std::size_t>(size)};
    at_ += size;
    return true;
  }

  bool Text(std::string_view& text) { return Delimited(text) && IsUtf8(text); }

  /// Skips a field that is not known, or not of the type that is known.
  bool Skip(Tag tag, int depth) {
    std::uint64_t number = 0;
    std::string_view bytes;
    switch (tag.type()) {
      case kVarint: return Varint(number);
      case kFixed64: return Advance(8);
      case kLengthDelimited: return Delimited(bytes);
      case kStartGroup: return SkipGroup(tag, depth - 1);
      case kFixed32: return Advance(4);
      default: return false;
    }
  }

 private:
  bool Bytes7(unsigned most, std::uint64_t& value) {
    value = 0;
    for (unsigned i = 0; i < most && at_ != end_; ++i) {
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= static_cast<std::uint64_t>(byte & 0x7fu) << (7 * i);
      if (byte < 0x80) return true;
    }
    return false;
  }

  bool Advance(std::ptrdiff_t count) {
    if (end_ - at_ < count) return false;
    at_ += count;
    return true;
  }

  bool SkipGroup(Tag start, int depth) {
    if (depth < 0) return false;
    for (Tag tag; ReadTag(tag);) {
      if (tag.type() == kEndGroup) return tag.number() == start.number();
      if (!Skip(tag, depth)) return false;
    }
    return false;
  }

  const char* at_;
  const char* end_;
};

/// Gives each field of a message to `take`, which reads or skips it.
template <typename Take>
bool EachField(std::string_view bytes, Take take) {
  Input in(bytes);
  while (!in.AtEnd()) {
    Tag tag;
    if (!in.ReadTag(tag) || !take(in, tag)) return false;
  }
  return true;
}

/// The bits of a field with a known number and type.
constexpr std::uint32_t Bits(int number, unsigned type) {
  return static_cast<std::uint32_t>(number) << 3 | type;
}

template <typename Number>
bool TakeNumber(Input& in, Number& number) {
  std::uint64_t value = 0;
  if (!in.Varint(value)) return false;
  if constexpr (std::is_same_v<Number, bool>) {
    number = value != 0;
  } else {
    number = static_cast<Number>(value);
  }
  return true;
}

bool ReadInstant(std::string_view bytes, Instant& instant, int depth) {
  instant.present = true;
  return EachField(bytes, [&](Input& in, Tag tag) {
    switch (tag.bits) {
      case Bits(1, kVarint): return TakeNumber(in, instant.seconds);
      case Bits(2, kVarint): return TakeNumber(in, instant.nanos);
      default: return in.Skip(tag, depth);
    }
  });
}

bool ReadScope(std::string_view bytes, ScopeFields& scope, int depth) {
  return EachField(bytes, [&](Input& in, Tag tag) {
    switch (tag.bits) {
      case Bits(1, kVarint): return TakeNumber(in, scope.kind);
      case Bits(2, kLengthDelimited): return in.Text(scope.first);
      case Bits(3, kLengthDelimited): return in.Text(scope.last);
      case Bits(4, kVarint): return TakeNumber(in, scope.open);
      default: return in.Skip(tag, depth);
    }
  });
}

bool ReadBatch(std::string_view bytes, WireEvent& wire, int depth) {
  wire.has_batch = true;
  return EachField(bytes, [&](Input& in, Tag tag) {
    std::string_view inner;
    switch (tag.bits) {
      case Bits(1, kLengthDelimited): return in.Text(wire.batch_id);
      case Bits(2, kLengthDelimited):
        return in.Delimited(inner) && ReadInstant(inner, wire.extracted_at, depth - 1);
      case Bits(3, kLengthDelimited):
        return in.Delimited(inner) && ReadScope(inner, wire.scopes.emplace_back(), depth - 1);
      default: return in.Skip(tag, depth);
    }
  });
}

bool IsText(Role role) {
  switch (role) {
    case Role::kText:
    case Role::kPart:
    case Role::kPartDate:
    case Role::kOwnText:
    case Role::kOwnMonth:
    case Role::kSubject:
    case Role::kClearedDay:
    case Role::kToChild: return true;
    default: return false;
  }
}

/// The number as a field of this role holds it.
std::uint64_t Narrow(Role role, std::uint64_t value) {
  switch (role) {
    case Role::kEnum:
    case Role::kOwnEnum:
    case Role::kLinkKind:
    case Role::kKind:
    case Role::kClearedFact: return static_cast<std::uint64_t>(static_cast<std::int32_t>(value));
    case Role::kCount:
    case Role::kOwnCount: return static_cast<std::uint32_t>(value);
    case Role::kTriState:
    case Role::kPartFlag: return value != 0 ? 1 : 0;
    default: return value;
  }
}

bool TakeField(Input& in, const FieldShape& shape, Field& field) {
  if (IsText(shape.role)) {
    if (!in.Text(field.text)) return false;
    field.present = !field.text.empty();
    return true;
  }
  if (!in.Varint(field.number)) return false;
  field.number = Narrow(shape.role, field.number);
  const bool optional = shape.role == Role::kTriState || shape.role == Role::kOwnCount ||
                        shape.role == Role::kEventCount;
  field.present = optional || field.number != 0;
  return true;
}

bool ReadPayload(std::string_view bytes, const EventShape& shape, WireEvent& wire, int depth) {
  if (wire.event != shape.number) wire.fields = {};
  wire.event = shape.number;
  return EachField(bytes, [&](Input& in, Tag tag) {
    // Payloads number their fields from 1 without gaps; a test of the table holds it.
    const auto index = static_cast<std::size_t>(tag.number()) - 1;
    if (index >= shape.fields.size()) return in.Skip(tag, depth);
    const FieldShape& field = shape.fields[index];
    if (tag.type() != (IsText(field.role) ? kLengthDelimited : kVarint)) {
      return in.Skip(tag, depth);
    }
    return TakeField(in, field, wire.fields[index + 1]);
  });
}

bool TakeMember(Input& in, Tag tag, WireEvent& wire) {
  const EventShape* shape = FindShape(tag.number());
  if (shape == nullptr || tag.type() != kLengthDelimited) return in.Skip(tag, kMaxDepth);
  std::string_view inner;
  return in.Delimited(inner) && ReadPayload(inner, *shape, wire, kMaxDepth - 1);
}

bool TakeEnvelope(Input& in, Tag tag, WireEvent& wire) {
  std::string_view inner;
  switch (tag.bits) {
    case Bits(1, kLengthDelimited): return in.Text(wire.event_id);
    case Bits(2, kLengthDelimited): return in.Text(wire.authority);
    case Bits(3, kLengthDelimited): return in.Text(wire.child);
    case Bits(4, kLengthDelimited): return in.Text(wire.record);
    case Bits(5, kLengthDelimited): return in.Text(wire.occurred_on);
    case Bits(6, kLengthDelimited):
      return in.Delimited(inner) && ReadInstant(inner, wire.recorded_at, kMaxDepth - 1);
    case Bits(7, kLengthDelimited): return in.Text(wire.source);
    case Bits(8, kVarint): return TakeNumber(in, wire.source_sequence);
    case Bits(9, kLengthDelimited):
      return in.Delimited(inner) && ReadBatch(inner, wire, kMaxDepth - 1);
    default: return TakeMember(in, tag, wire);
  }
}

bool IsContinuation(unsigned char byte) { return (byte & 0xc0) == 0x80; }

/// The length of the character at the front, 0 when there is none.
std::size_t CharacterLength(const unsigned char* at, std::size_t left) {
  const unsigned char first = at[0];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (left < length) return 0;
  // The second byte decides what is too long a form, a surrogate or beyond the last character.
  const unsigned char lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned char highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (at[1] < lowest || at[1] > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!IsContinuation(at[i])) return 0;
  }
  return length;
}

/// How many leading bytes, a multiple of eight, are ASCII.
std::size_t AsciiWords(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080) != 0) break;
  }
  return at;
}

}  // namespace

bool ReadWire(std::string_view bytes, WireEvent& wire) {
  std::vector<ScopeFields> scopes = std::move(wire.scopes);
  scopes.clear();
  wire = {};
  wire.scopes = std::move(scopes);
  return EachField(bytes, [&](Input& in, Tag tag) { return TakeEnvelope(in, tag, wire); });
}

bool IsUtf8(std::string_view text) {
  text.remove_prefix(AsciiWords(text));
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t left = text.size(); left > 0;) {
    const std::size_t length = CharacterLength(at, left);
    if (length == 0) return false;
    at += length;
    left -= length;
  }
  return true;
}

}  // namespace caseclock::wire

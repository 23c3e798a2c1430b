#include "daemon/codec/plain_json.h"

#include <charconv>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/event_shape.h"
#include "daemon/codec/wire_reader.h"

namespace caseclock::wire {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

/// Reads JSON from front to back. Every step returns false where the text is not plain.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  /// Takes the character if it comes next.
  bool Take(char wanted) {
    SkipSpace();
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }

  bool AtEnd() {
    SkipSpace();
    return at_ == end_;
  }

  bool NextIs(char wanted) {
    SkipSpace();
    return at_ != end_ && *at_ == wanted;
  }

  /// A text without escapes and control characters.
  bool Text(std::string_view& text) {
    if (!Take('"')) return false;
    const char* begin = at_;
    for (; at_ != end_ && *at_ != '"'; ++at_) {
      if (*at_ == '\\' || static_cast<unsigned char>(*at_) < 0x20) return false;
    }
    text = {begin, static_cast<std::size_t>(at_ - begin)};
    return at_++ != end_;
  }

  /// A whole number in its shortest form, in quotes or not.
  template <typename Number>
  bool Integer(Number& number) {
    const bool quoted = Take('"');
    const char* begin = at_;
    const auto [end, error] = std::from_chars(at_, end_, number);
    if (error != std::errc() || !IsShortest({begin, static_cast<std::size_t>(end - begin)})) {
      return false;
    }
    at_ = end;
    return quoted ? at_ != end_ && *at_++ == '"' : EndsValue();
  }

  bool Flag(bool& flag) {
    SkipSpace();
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    flag = rest.starts_with("true");
    if (!flag && !rest.starts_with("false")) return false;
    at_ += flag ? 4 : 5;
    return EndsValue();
  }

  /// An object; `member` reads the value of each name.
  template <typename Member>
  bool Object(Member member) {
    if (!Take('{')) return false;
    if (Take('}')) return true;
    do {
      std::string_view name;
      if (!Text(name) || !Take(':') || !member(name)) return false;
    } while (Take(','));
    return Take('}');
  }

  /// A list; `element` reads each.
  template <typename Element>
  bool List(Element element) {
    if (!Take('[')) return false;
    if (Take(']')) return true;
    do {
      if (!element()) return false;
    } while (Take(','));
    return Take(']');
  }

 private:
  void SkipSpace() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r')) ++at_;
  }

  static bool IsShortest(std::string_view digits) {
    return digits == "0" || (digits[0] != '0' && !digits.starts_with("-0"));
  }

  /// After a number or a word: no fraction, exponent or further letter.
  bool EndsValue() const {
    return at_ != end_ && std::string_view(",]} \t\n\r").find(*at_) != std::string_view::npos;
  }

  const char* at_;
  const char* end_;
};

/// The two digits at `at`, or -1.
int TwoDigits(std::string_view text, std::size_t at) {
  const int tens = text[at] - '0', ones = text[at + 1] - '0';
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
}

/// The fraction of a second behind the point, in nanoseconds, or -1. One to nine digits.
std::int32_t Nanos(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return -1;
  std::int32_t nanos = 0;
  for (std::size_t i = 0; i < 9; ++i) {
    const int digit = i < digits.size() ? digits[i] - '0' : 0;
    if (digit < 0 || digit > 9) return -1;
    nanos = 10 * nanos + digit;
  }
  return nanos;
}

/// "10:00:00" at a place of the text, in seconds of the day; -1 for no time of day.
int SecondOfDay(std::string_view text, std::size_t at) {
  const int hour = TwoDigits(text, at), minute = TwoDigits(text, at + 3);
  const int second = TwoDigits(text, at + 6);
  if (text[at + 2] != ':' || text[at + 5] != ':') return -1;
  const bool is_time =
      0 <= hour && hour <= 23 && 0 <= minute && minute <= 59 && 0 <= second && second <= 59;
  return is_time ? hour * 3600 + minute * 60 + second : -1;
}

/// "2024-03-04T10:00:00Z" with or without a fraction, from 1900 to 2099.
bool ReadTime(Scanner& in, Instant& instant) {
  constexpr std::size_t kWholeSeconds = 19;
  std::string_view text;
  if (!in.Text(text) || text.size() <= kWholeSeconds || !text.ends_with('Z')) return false;
  const auto date = ParseDate(text.substr(0, 10));
  const int second = SecondOfDay(text, 11);
  if (!date || text[10] != 'T' || second < 0) return false;
  const std::string_view fraction = text.substr(kWholeSeconds, text.size() - kWholeSeconds - 1);
  if (!fraction.empty() && fraction[0] != '.') return false;
  instant.nanos = fraction.empty() ? 0 : Nanos(fraction.substr(1));
  instant.seconds = std::int64_t{date->days} * 86'400 + second;
  instant.present = true;
  return instant.nanos >= 0;
}

/// An enum by name or number.
bool ReadEnum(Scanner& in, const EnumDescriptor& type, std::int32_t& number) {
  if (!in.NextIs('"')) return in.Integer(number);
  std::string_view name;
  if (!in.Text(name)) return false;
  const auto* value = type.FindValueByName(std::string(name));
  if (value != nullptr) number = value->number();
  return value != nullptr;
}

/// One field of a payload, by its JSON name.
struct NamedField {
  std::string name;
  const FieldDescriptor* field;
};

/// One member of the oneof.
struct NamedEvent {
  int number;
  std::vector<NamedField> fields;
};

/// Every event by its JSON name, which the descriptors own. Made once.
const absl::flat_hash_map<std::string_view, NamedEvent>& EventsByName() {
  static const auto* events = [] {
    auto* made = new absl::flat_hash_map<std::string_view, NamedEvent>;
    const auto* oneof = v1::CaseEvent::descriptor()->FindOneofByName("event");
    for (int i = 0; i < oneof->field_count(); ++i) {
      const FieldDescriptor* member = oneof->field(i);
      NamedEvent& event = (*made)[member->json_name()];
      event.number = member->number();
      for (int j = 0; j < member->message_type()->field_count(); ++j) {
        const FieldDescriptor* field = member->message_type()->field(j);
        event.fields.push_back({field->json_name(), field});
      }
    }
    return made;
  }();
  return *events;
}

/// Stores what `read` gave as the field's number.
template <typename Number, typename Read>
bool TakeNumber(Field& field, Read read) {
  Number number{};
  if (!read(number)) return false;
  field.number = static_cast<std::uint64_t>(number);
  return true;
}

bool ReadValue(Scanner& in, const FieldDescriptor& type, Field& field) {
  const auto integer = [&in](auto& number) { return in.Integer(number); };
  switch (type.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: return in.Text(field.text);
    case FieldDescriptor::CPPTYPE_ENUM:
      return TakeNumber<std::int32_t>(
          field, [&](std::int32_t& number) { return ReadEnum(in, *type.enum_type(), number); });
    case FieldDescriptor::CPPTYPE_UINT32: return TakeNumber<std::uint32_t>(field, integer);
    case FieldDescriptor::CPPTYPE_UINT64: return TakeNumber<std::uint64_t>(field, integer);
    case FieldDescriptor::CPPTYPE_INT64: return TakeNumber<std::int64_t>(field, integer);
    case FieldDescriptor::CPPTYPE_BOOL:
      return TakeNumber<bool>(field, [&in](bool& flag) { return in.Flag(flag); });
    default: return false;
  }
}

/// Reads one event into a cleared WireEvent.
class EventReader {
 public:
  EventReader(std::string_view line, WireEvent& wire) : in_(line), wire_(wire) {}

  bool Run() {
    return in_.Object([this](std::string_view name) { return Member(name); }) && in_.AtEnd();
  }

 private:
  /// Notes that a name was there; false when it was there before.
  static bool Once(unsigned& seen, unsigned bit) {
    const bool first = ((seen >> bit) & 1u) == 0;
    seen |= 1u << bit;
    return first;
  }

  bool Text(unsigned bit, std::string_view& text) { return Once(seen_, bit) && in_.Text(text); }

  bool Member(std::string_view name) {
    if (name == "eventId") return Text(1, wire_.event_id);
    if (name == "authority") return Text(2, wire_.authority);
    if (name == "child") return Text(3, wire_.child);
    if (name == "record") return Text(4, wire_.record);
    if (name == "occurredOn") return Text(5, wire_.occurred_on);
    if (name == "recordedAt") return Once(seen_, 6) && ReadTime(in_, wire_.recorded_at);
    if (name == "source") return Text(7, wire_.source);
    if (name == "sourceSequence") return Once(seen_, 8) && in_.Integer(wire_.source_sequence);
    if (name == "batch") return Once(seen_, 9) && Batch();
    const auto event = EventsByName().find(name);
    return event != EventsByName().end() && Once(seen_, 10) && Payload(event->second);
  }

  bool Batch() {
    wire_.has_batch = true;
    unsigned seen = 0;
    return in_.Object([&](std::string_view name) {
      if (name == "id") return Once(seen, 1) && in_.Text(wire_.batch_id);
      if (name == "extractedAt") return Once(seen, 2) && ReadTime(in_, wire_.extracted_at);
      return name == "scopes" && Once(seen, 3) && in_.List([this] { return Scope(); });
    });
  }

  bool Scope() {
    ScopeFields& scope = wire_.scopes.emplace_back();
    unsigned seen = 0;
    return in_.Object([&](std::string_view name) {
      if (name == "kind") {
        return Once(seen, 1) && ReadEnum(in_, *v1::RecordKind_descriptor(), scope.kind);
      }
      if (name == "first") return Once(seen, 2) && in_.Text(scope.first);
      if (name == "last") return Once(seen, 3) && in_.Text(scope.last);
      return name == "open" && Once(seen, 4) && in_.Flag(scope.open);
    });
  }

  bool Payload(const NamedEvent& event) {
    wire_.event = event.number;
    unsigned seen = 0;
    return in_.Object([&](std::string_view name) {
      for (const NamedField& named : event.fields) {
        if (named.name != name) continue;
        const int number = named.field->number();
        Field& field = wire_.fields[static_cast<std::size_t>(number)];
        if (!Once(seen, static_cast<unsigned>(number)) || !ReadValue(in_, *named.field, field)) {
          return false;
        }
        field.present =
            named.field->has_optional_keyword() || field.number != 0 || !field.text.empty();
        return true;
      }
      return false;
    });
  }

  Scanner in_;
  WireEvent& wire_;
  unsigned seen_ = 0;
};

}  // namespace

bool ReadPlainJson(std::string_view line, WireEvent& wire) {
  wire = {};
  return IsUtf8(line) && EventReader(line, wire).Run();
}

}  // namespace caseclock::wire

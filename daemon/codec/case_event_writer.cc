#include "daemon/codec/case_event_writer.h"

#include <charconv>
#include <cstdint>
#include <string_view>

#include "daemon/codec/codec.h"
#include "daemon/codec/event_shape.h"
#include "processors/check.h"
#include "processors/record/fact_table.h"

namespace caseclock::wire {
namespace {

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::uint32_t kVarint = 0, kLengthDelimited = 2;

void PutVarint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

void PutTag(std::string& out, int field, std::uint32_t type) {
  PutVarint(out, static_cast<std::uint32_t>(field) << 3 | type);
}

/// A message, or a text that is written even when it is empty.
void PutMessage(std::string& out, int field, std::string_view bytes) {
  PutTag(out, field, kLengthDelimited);
  PutVarint(out, bytes.size());
  out.append(bytes);
}

void PutText(std::string& out, int field, std::string_view text) {
  if (!text.empty()) PutMessage(out, field, text);
}

/// A number of an `optional` field, written even when it is 0.
void PutPresent(std::string& out, int field, std::uint64_t number) {
  PutTag(out, field, kVarint);
  PutVarint(out, number);
}

void PutNumber(std::string& out, int field, std::uint64_t number) {
  if (number != 0) PutPresent(out, field, number);
}

void PutDate(std::string& out, int field, Date date) { PutText(out, field, FormatDate(date)); }

void PutInstant(std::string& out, int field, std::int64_t us) {
  std::int64_t seconds = us / kMicros;
  std::int64_t micros = us % kMicros;
  if (micros < 0) {
    micros += kMicros;
    --seconds;
  }
  std::string timestamp;
  PutNumber(timestamp, 1, static_cast<std::uint64_t>(seconds));
  PutNumber(timestamp, 2, static_cast<std::uint64_t>(micros * 1000));
  PutMessage(out, field, timestamp);
}

void PutScope(std::string& out, const Scope& scope) {
  std::string bytes;
  PutNumber(bytes, 1, static_cast<std::uint64_t>(scope.kind));
  if (scope.first != Date::Min()) PutDate(bytes, 2, scope.first);
  if (scope.last != Date::Max()) PutDate(bytes, 3, scope.last);
  PutNumber(bytes, 4, scope.open ? 1 : 0);
  PutMessage(out, 3, bytes);
}

void PutBatch(std::string& out, const CaseEvent& event) {
  std::string batch;
  PutText(batch, 1, event.batch_id);
  PutInstant(batch, 2, event.stamp.recorded_at_us);
  if (const auto* complete = std::get_if<CompleteBatch>(&event.action)) {
    for (const Scope& scope : complete->scopes) PutScope(batch, scope);
  }
  PutMessage(out, 9, batch);
}

/// The nth part of a joined text, "" beyond its end.
std::string_view PartOf(std::string_view joined, int n) {
  for (; n > 0; --n) {
    const auto at = joined.find(kWorkerSeparator);
    if (at == std::string_view::npos) return {};
    joined.remove_prefix(at + 1);
  }
  return joined.substr(0, joined.find(kWorkerSeparator));
}

std::uint64_t ToInteger(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return static_cast<std::uint64_t>(value);
}

std::uint64_t Unsigned(std::int32_t code) { return static_cast<std::uint64_t>(code); }

/// Writes the payload of one event.
class PayloadWriter {
 public:
  PayloadWriter(const CaseEvent& event, const EventShape& shape, std::string& out)
      : event_(event), shape_(shape), out_(out), assert_(std::get_if<Assert>(&event.action)) {}

  void Run() {
    if (shape_.primary != Fact::kUnspecified) written_ = 1;
    for (const FieldShape& field : shape_.fields) One(field);
    CASECLOCK_CHECK(assert_ == nullptr || written_ == assert_->facts.size(),
                    "the facts of an event fit one event of the protocol");
  }

 private:
  const FactValue& Primary() const { return assert_->facts.front().value; }

  /// The value of the field's own fact, counted as written, or nullptr.
  const FactValue* Own(const FieldShape& field) {
    for (const FactAssertion& said : assert_->facts) {
      if (said.fact != field.fact) continue;
      ++written_;
      return &said.value;
    }
    return nullptr;
  }

  void One(const FieldShape& field) {
    const int number = field.number;
    switch (field.role) {
      case Role::kText: return PutText(out_, number, Primary().text);
      case Role::kEnum:
      case Role::kCount: return PutNumber(out_, number, Unsigned(Primary().code));
      case Role::kTriState: return TriState(number, Primary().code);
      case Role::kPart:
      case Role::kPartDate: return PutText(out_, number, NextPart());
      case Role::kPartInteger: return PutNumber(out_, number, ToInteger(NextPart()));
      case Role::kPartFlag: return PutNumber(out_, number, NextPart().empty() ? 0 : 1);
      case Role::kLinkKind: return LinkKind(number);
      case Role::kOwnEnum:
      case Role::kOwnCount:
      case Role::kOwnText:
      case Role::kOwnMonth: return OwnFact(field);
      default: return OfEvent(field);
    }
  }

  /// Of what the event itself says, and no fact.
  void OfEvent(const FieldShape& field) {
    const int number = field.number;
    switch (field.role) {
      case Role::kKind: return PutNumber(out_, number, static_cast<std::uint64_t>(event_.kind));
      case Role::kSubject: return PutText(out_, number, event_.record);
      case Role::kToChild: return PutText(out_, number, std::get<Move>(event_.action).to_child);
      case Role::kEventCount:
        return PutNumber(out_, number, std::get<CompleteBatch>(event_.action).events);
      default: return Cleared(field);
    }
  }

  void OwnFact(const FieldShape& field) {
    const FactValue* value = Own(field);
    if (value == nullptr) return;
    if (field.role == Role::kOwnText || field.role == Role::kOwnMonth) {
      PutText(out_, field.number, value->text);
    } else {
      PutPresent(out_, field.number, Unsigned(value->code));
    }
  }

  void TriState(int number, std::int32_t code) {
    if (code != 0)
      PutPresent(out_, number, code == static_cast<std::int32_t>(SeenAlone::kYes) ? 1 : 0);
  }

  /// The link itself is the field that follows.
  void LinkKind(int number) {
    if (assert_->facts.size() > 1) PutNumber(out_, number, Unsigned(assert_->facts[1].value.code));
  }

  void Cleared(const FieldShape& field) {
    const auto& clear = std::get<Clear>(event_.action);
    if (field.role == Role::kClearedFact) {
      PutNumber(out_, field.number, static_cast<std::uint64_t>(clear.fact));
    } else if (IsDated(clear.fact)) {
      PutDate(out_, field.number, clear.first_day);
    }
  }

  std::string_view NextPart() { return PartOf(Primary().text, part_++); }

  const CaseEvent& event_;
  const EventShape& shape_;
  std::string& out_;
  const Assert* assert_;
  std::size_t written_ = 0;  ///< facts that found their field
  int part_ = 0;
};

/// Records whose id is in the payload, or is the child's own, have none in the envelope.
std::string_view EnvelopeRecord(const CaseEvent& event, const EventShape& shape) {
  return IsNamedElsewhere(shape.kind) ? std::string_view() : std::string_view(event.record);
}

void PutOccurredOn(std::string& out, const CaseEvent& event, const EventShape& shape) {
  if (shape.verb != Verb::kAssert || shape.kind == RecordKind::kChild) return;
  const FactAssertion& primary = std::get<Assert>(event.action).facts.front();
  PutDate(out, 5, IsDated(primary.fact) ? primary.first_day : primary.value.date);
}

/// A batch keeps of recorded_at only its day: any instant of that day says the same.
void PutRecordedAt(std::string& out, const CaseEvent& event) {
  if (event.batch_id.empty()) {
    PutInstant(out, 6, event.stamp.recorded_at_us);
  } else if (event.recorded_on) {
    PutInstant(out, 6, LondonMidnight(*event.recorded_on));
  }
}

}  // namespace

void WriteCaseEvent(const CaseEvent& event, std::string& out) {
  const EventShape& shape = ShapeOf(event);
  PutText(out, 1, event.stamp.event_id);
  PutText(out, 2, event.authority);
  PutText(out, 3, event.child);
  PutText(out, 4, EnvelopeRecord(event, shape));
  PutOccurredOn(out, event, shape);
  PutRecordedAt(out, event);
  PutText(out, 7, event.stamp.source);
  PutNumber(out, 8, event.stamp.sequence);
  if (!event.batch_id.empty()) PutBatch(out, event);
  std::string payload;
  PayloadWriter(event, shape, payload).Run();
  PutMessage(out, shape.number, payload);
}

}  // namespace caseclock::wire

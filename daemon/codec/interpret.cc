#include "daemon/codec/interpret.h"

#include <limits>
#include <string>
#include <utility>

#include "daemon/codec/event_shape.h"
#include "daemon/text/plain_text.h"
#include "processors/record/authority_code.h"
#include "processors/record/fact_table.h"

namespace caseclock::wire {
namespace {

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::int64_t kFirstSecond = -2'208'988'800;  // 1900-01-01T00:00:00Z
constexpr std::int64_t kLastSecond = 4'102'444'799;    // 2099-12-31T23:59:59Z

/// "YYYY-MM" within the span of dates.
bool IsMonth(std::string_view text) {
  return text.size() == 7 && ParseDate(std::string(text) + "-01").has_value();
}

/// Reads one event. Every step returns false once `fault` says why it cannot be read.
class Interpreter {
 public:
  explicit Interpreter(const WireEvent& wire) : wire_(wire), shape_(FindShape(wire.event)) {}

  Decoded Run() {
    if (shape_ == nullptr) return Rejection{RejectReason::kUnknownEvent, "event"};
    if (!(Envelope() && Batch() && Times() && Payload() && Subject())) return std::move(fault_);
    // A team's own record is called as the team is.
    if (event_.kind == RecordKind::kTeam && !IsPlain(event_.record)) {
      event_.record = PlainName(event_.record);
    }
    return std::move(event_);
  }

 private:
  bool Reject(RejectReason reason, std::string detail) {
    fault_ = {reason, std::move(detail)};
    return false;
  }

  bool Text(std::string_view text, bool required, std::string_view name) {
    if (text.empty()) return !required || Reject(RejectReason::kMissingField, std::string(name));
    if (text.size() > kMaxTextBytes || HasControlCharacter(text)) {
      return Reject(RejectReason::kInvalidText, std::string(name));
    }
    return true;
  }

  bool Envelope() {
    const bool needs_record =
        !IsNamedElsewhere(shape_->kind) && shape_->verb != Verb::kCompleteBatch;
    if (!(Text(wire_.event_id, true, "event_id") && Text(wire_.authority, true, "authority") &&
          Text(wire_.source, true, "source") && Text(wire_.record, needs_record, "record") &&
          Text(wire_.child, false, "child"))) {
      return false;
    }
    if (!IsAuthorityCode(wire_.authority)) {
      return Reject(RejectReason::kUnknownAuthority, "authority: not a letter and eight digits");
    }
    event_.authority = wire_.authority;
    event_.stamp.source = wire_.source;
    event_.stamp.sequence = wire_.source_sequence;
    event_.stamp.event_id = wire_.event_id;
    return true;
  }

  bool Batch() {
    if (!wire_.has_batch) {
      return shape_->verb != Verb::kCompleteBatch || Reject(RejectReason::kMissingField, "batch");
    }
    if (!Text(wire_.batch_id, true, "batch.id")) return false;
    if (!wire_.extracted_at.present) {
      return Reject(RejectReason::kMissingField, "batch.extracted_at");
    }
    event_.batch_id = wire_.batch_id;
    return true;
  }

  bool Time(const Instant& instant, std::string_view name, std::int64_t& us) {
    const auto read = MicrosecondsOf(instant);
    if (!read) return Reject(RejectReason::kInvalidTime, std::string(name));
    us = *read;
    return true;
  }

  bool Times() {
    if (!wire_.recorded_at.present && !wire_.has_batch) {
      return Reject(RejectReason::kMissingField, "recorded_at");
    }
    if (wire_.recorded_at.present) {
      if (!Time(wire_.recorded_at, "recorded_at", event_.stamp.recorded_at_us)) return false;
      event_.recorded_on = LondonDate(event_.stamp.recorded_at_us);
    }
    return !wire_.has_batch ||
           Time(wire_.extracted_at, "batch.extracted_at", event_.stamp.recorded_at_us);
  }

  bool Payload() {
    event_.kind = shape_->kind;
    event_.record = wire_.record;
    switch (shape_->verb) {
      case Verb::kAssert: return Facts();
      case Verb::kClear: event_.action = Clear{}; return Fields() && ClearedDay();
      case Verb::kWithdraw: event_.action = Withdraw{}; return Fields();
      case Verb::kMove: event_.action = Move{}; return Fields();
      case Verb::kCompleteBatch:
        event_.action = CompleteBatch{};
        event_.record.clear();
        return Fields() && Scopes();
    }
    return false;
  }

  bool Facts() {
    auto& facts = event_.action.emplace<Assert>().facts;
    facts.reserve(shape_->fields.size() + 1);
    if (shape_->primary != Fact::kUnspecified) {
      FactAssertion& primary = facts.emplace_back();
      primary.fact = shape_->primary;
      primary.value.code = shape_->code;
    }
    if (shape_->kind != RecordKind::kChild && !OccurredOn(facts.front())) return false;
    if (!Fields()) return false;
    if (parts_ > 0) facts.front().value.text = std::move(joined_);
    return true;
  }

  bool OccurredOn(FactAssertion& primary) {
    if (wire_.occurred_on.empty()) return Reject(RejectReason::kMissingField, "occurred_on");
    const auto date = ParseDate(wire_.occurred_on);
    if (!date) return Reject(RejectReason::kInvalidDate, "occurred_on");
    (IsDated(primary.fact) ? primary.first_day : primary.value.date) = *date;
    return true;
  }

  bool Fields() {
    for (const FieldShape& shape : shape_->fields) {
      if (!One(shape, wire_.fields[shape.number])) return false;
    }
    return true;
  }

  template <typename Text>
  bool Written(const FieldShape& shape, const Text& text) {
    if (!TextField(shape, text)) return false;
    return shape.team ? Team(shape, text) : Take(shape, text);
  }

  bool One(const FieldShape& shape, const Field& field) {
    switch (shape.role) {
      case Role::kText:
      case Role::kPart:
      case Role::kOwnText:
      case Role::kSubject:
      case Role::kToChild: return Written(shape, field.text);
      case Role::kEnum:
      case Role::kOwnEnum:
      case Role::kLinkKind:
      case Role::kKind: return EnumField(shape, field.number);
      case Role::kCount:
      case Role::kOwnCount: return Count(shape, field);
      case Role::kTriState:
        Primary().code = field.present ? Alone(field.number != 0) : 0;
        return true;
      default: return Other(shape, field);
    }
  }

  /// Parts of a text, and what one kind of event alone has.
  bool Other(const FieldShape& shape, const Field& field) {
    switch (shape.role) {
      case Role::kPartDate: return PartDate(shape, field.text);
      case Role::kPartInteger:
        Part(std::to_string(static_cast<std::int64_t>(field.number)));
        return true;
      case Role::kPartFlag: Part(field.number != 0 ? "1" : ""); return true;
      case Role::kOwnMonth: return Month(shape, field.text);
      case Role::kClearedFact: return ClearedFact(shape, field.number);
      case Role::kClearedDay: return true;  // needs the fact: see ClearedDay
      case Role::kEventCount:
        std::get<CompleteBatch>(event_.action).events = field.number;
        return true;
      default: return false;
    }
  }

  static std::int32_t Alone(bool yes) {
    return static_cast<std::int32_t>(yes ? SeenAlone::kYes : SeenAlone::kNo);
  }

  FactValue& Primary() { return std::get<Assert>(event_.action).facts.front().value; }

  std::string Path(const FieldShape& shape) const {
    return std::string(shape_->name) + "." + std::string(shape.name);
  }

  bool TextField(const FieldShape& shape, std::string_view text) {
    if (text.empty()) {
      return !shape.required || Reject(RejectReason::kMissingField, Path(shape));
    }
    if (text.size() > shape.limit || HasControlCharacter(text)) {
      return Reject(RejectReason::kInvalidText, Path(shape));
    }
    return true;
  }

  /// "Team A " and "Team A" are one team. Plain texts, nearly all, are not copied for it.
  bool Team(const FieldShape& shape, std::string_view text) {
    if (IsPlain(text)) return Take(shape, text);
    const std::string plain = PlainName(text);
    return TextField(shape, plain) && Take(shape, plain);
  }

  bool Take(const FieldShape& shape, std::string_view text) {
    switch (shape.role) {
      case Role::kText: Primary().text = text; return true;
      case Role::kPart: Part(text); return true;
      case Role::kSubject: event_.record = text; return true;
      case Role::kToChild: std::get<Move>(event_.action).to_child = text; return true;
      default: return text.empty() || Link(shape, text);
    }
  }

  bool Link(const FieldShape& shape, std::string_view text) {
    if (says_link_kind_ && link_kind_ == 0) {
      return Reject(RejectReason::kUnknownEnum, Path(shape_->fields[0]));
    }
    Own(shape.fact, {kNoDate, shape.code != 0 ? shape.code : link_kind_, std::string(text)});
    return true;
  }

  void Own(Fact fact, FactValue value) {
    std::get<Assert>(event_.action).facts.push_back({fact, kNoDate, std::move(value)});
  }

  /// Joins with kWorkerSeparator; separators are put only before a part that is not empty.
  void Part(std::string_view text) {
    if (!text.empty()) {
      for (; separators_ < parts_; ++separators_) joined_.push_back(kWorkerSeparator);
      joined_.append(text);
    }
    ++parts_;
  }

  bool EnumField(const FieldShape& shape, std::uint64_t number) {
    const bool known = number < 32 && ((shape.allowed >> number) & 1u) != 0;
    if (!known && (number != 0 || shape.required)) {
      return Reject(RejectReason::kUnknownEnum, Path(shape));
    }
    const std::int32_t code = known ? static_cast<std::int32_t>(number) : shape.code;
    switch (shape.role) {
      case Role::kEnum: Primary().code = code; break;
      case Role::kKind: event_.kind = static_cast<RecordKind>(code); break;
      case Role::kLinkKind:
        says_link_kind_ = true;
        link_kind_ = code;
        break;
      default:
        if (code != 0) Own(shape.fact, {kNoDate, code, {}});
    }
    return true;
  }

  bool Count(const FieldShape& shape, const Field& field) {
    if (field.number > std::numeric_limits<std::int32_t>::max()) {
      return Reject(RejectReason::kMalformed, Path(shape));
    }
    const auto code = static_cast<std::int32_t>(field.number);
    if (shape.role == Role::kCount) {
      Primary().code = code;
    } else if (field.present) {
      Own(shape.fact, {kNoDate, code, {}});
    }
    return true;
  }

  bool PartDate(const FieldShape& shape, std::string_view text) {
    if (!text.empty() && !ParseDate(text)) return Reject(RejectReason::kInvalidDate, Path(shape));
    Part(text);
    return true;
  }

  bool Month(const FieldShape& shape, std::string_view text) {
    if (text.empty()) return true;
    if (!IsMonth(text)) return Reject(RejectReason::kInvalidDate, Path(shape));
    Own(shape.fact, {kNoDate, 0, std::string(text)});
    return true;
  }

  bool ClearedFact(const FieldShape& shape, std::uint64_t number) {
    if (!IsFact(number)) return Reject(RejectReason::kUnknownEnum, Path(shape));
    std::get<Clear>(event_.action).fact = static_cast<Fact>(number);
    return true;
  }

  /// Of facts that are not dated a first day means nothing and is not kept.
  bool ClearedDay() {
    auto& clear = std::get<Clear>(event_.action);
    if (!IsDated(clear.fact)) return true;
    const std::string_view text = wire_.fields[3].text;
    if (text.empty()) return Reject(RejectReason::kMissingField, "fact_cleared.first_day");
    const auto day = ParseDate(text);
    if (!day) return Reject(RejectReason::kInvalidDate, "fact_cleared.first_day");
    clear.first_day = *day;
    return true;
  }

  bool Scopes() {
    for (const ScopeFields& fields : wire_.scopes) {
      if (!OneScope(fields)) return false;
    }
    return true;
  }

  bool OneScope(const ScopeFields& fields) {
    if (!IsRecordKind(static_cast<std::uint64_t>(fields.kind))) {
      return Reject(RejectReason::kUnknownEnum, "batch.scopes.kind");
    }
    Scope scope{.kind = static_cast<RecordKind>(fields.kind), .open = fields.open};
    if (!(Bound(fields.first, "batch.scopes.first", scope.first) &&
          Bound(fields.last, "batch.scopes.last", scope.last))) {
      return false;
    }
    if (scope.first > scope.last) return Reject(RejectReason::kInvalidDate, "batch.scopes.last");
    std::get<CompleteBatch>(event_.action).scopes.push_back(scope);
    return true;
  }

  bool Bound(std::string_view text, std::string_view name, Date& bound) {
    if (text.empty()) return true;
    const auto date = ParseDate(text);
    if (!date) return Reject(RejectReason::kInvalidDate, std::string(name));
    bound = *date;
    return true;
  }

  /// Whose record it is. Records of no child have none, whatever the envelope says.
  bool Subject() {
    if (shape_->verb == Verb::kCompleteBatch) return true;
    if (!BelongsToChild(event_.kind)) return true;
    if (shape_->verb == Verb::kAssert && wire_.child.empty()) {
      return Reject(RejectReason::kMissingField, "child");
    }
    event_.child = wire_.child;
    if (shape_->kind == RecordKind::kChild) event_.record = wire_.child;
    return true;
  }

  const WireEvent& wire_;
  const EventShape* shape_;
  CaseEvent event_;
  Rejection fault_;
  bool says_link_kind_ = false;
  std::int32_t link_kind_ = 0;
  std::string joined_;
  int parts_ = 0;
  int separators_ = 0;
};

}  // namespace

bool HasControlCharacter(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  }
  return false;
}

std::optional<std::int64_t> MicrosecondsOf(const Instant& instant) {
  if (!instant.present || instant.seconds < kFirstSecond || instant.seconds > kLastSecond ||
      instant.nanos < 0 || instant.nanos > 999'999'999) {
    return std::nullopt;
  }
  return instant.seconds * kMicros + instant.nanos / 1000;
}

Decoded Interpret(const WireEvent& wire) { return Interpreter(wire).Run(); }

}  // namespace caseclock::wire

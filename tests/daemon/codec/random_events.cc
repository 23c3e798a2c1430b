#include "tests/daemon/codec/random_events.h"

#include "processors/calendar/date.h"

namespace caseclock {

v1::CaseEvent RandomEvents::Next(int event) {
  v1::CaseEvent message;
  message.set_event_id(Text());
  // Mostly a code: whatever comes after it would never be read otherwise.
  message.set_authority(random_() % 10 == 0 ? Text() : "X9900000" + std::to_string(random_() % 10));
  message.set_child(Text());
  message.set_record(Text());
  message.set_occurred_on(Day());
  message.set_source(Text());
  message.set_source_sequence(random_());
  Times(message);
  const Field* member = v1::CaseEvent::descriptor()->FindFieldByNumber(event);
  auto* payload = message.GetReflection()->MutableMessage(&message, member);
  for (int i = 0; i < payload->GetDescriptor()->field_count(); ++i) {
    if (random_() % 4 != 0) Fill(*payload, payload->GetDescriptor()->field(i));
  }
  return message;
}

std::vector<int> RandomEvents::EventNumbers() {
  std::vector<int> numbers;
  const auto* events = v1::CaseEvent::descriptor()->FindOneofByName("event");
  for (int i = 0; i < events->field_count(); ++i) numbers.push_back(events->field(i)->number());
  return numbers;
}

/// One in twenty is beyond ASCII or has to be escaped in JSON.
std::string RandomEvents::Text() {
  constexpr const char* kEnds[] = {"", "x", "\xc2\xa3", "\"<\\>"};
  return "t" + std::to_string(random_() % 1000) +
         kEnds[random_() % 40 < 36 ? random_() % 2 : random_() % 4];
}

std::string RandomEvents::Day() { return FormatDate(Date{static_cast<int>(random_() % 20000)}); }

void RandomEvents::Times(v1::CaseEvent& message) {
  const bool batch = random_() % 2 == 0;
  if (!batch || random_() % 2 == 0) Time(*message.mutable_recorded_at());
  if (!batch) return;
  message.mutable_batch()->set_id(Text());
  Time(*message.mutable_batch()->mutable_extracted_at());
  auto* scope = message.mutable_batch()->add_scopes();
  scope->set_kind(static_cast<v1::RecordKind>(1 + random_() % 20));
  if (random_() % 2 == 0) scope->set_first(Day());
  scope->set_open(random_() % 2 == 0);
}

/// Whole seconds, thousandths and finer ones.
void RandomEvents::Time(google::protobuf::Timestamp& time) {
  constexpr int kSteps[] = {1'000'000'000, 1'000'000, 1000, 1};
  const int step = kSteps[random_() % 4];
  time.set_seconds(static_cast<std::int64_t>(random_()) - 2'000'000'000);
  time.set_nanos(static_cast<int>(random_() % 1'000'000'000) / step * step);
}

void RandomEvents::Fill(google::protobuf::Message& payload, const Field* field) {
  const auto* reflection = payload.GetReflection();
  switch (field->cpp_type()) {
    case Field::CPPTYPE_STRING: return reflection->SetString(&payload, field, TextOf(*field));
    case Field::CPPTYPE_ENUM: return reflection->SetEnumValue(&payload, field, EnumOf(*field));
    case Field::CPPTYPE_UINT32:
      return reflection->SetUInt32(&payload, field, static_cast<std::uint32_t>(random_() % 9));
    case Field::CPPTYPE_UINT64: return reflection->SetUInt64(&payload, field, random_());
    case Field::CPPTYPE_INT64:
      return reflection->SetInt64(&payload, field, static_cast<std::int64_t>(random_()) - 9);
    default: return reflection->SetBool(&payload, field, random_() % 2 == 0);
  }
}

std::string RandomEvents::TextOf(const Field& field) {
  if (field.name() == "birth_month") return Day().substr(0, 7);
  return field.name() == "target_date" || field.name() == "first_day" ? Day() : Text();
}

int RandomEvents::EnumOf(const Field& field) {
  const auto* type = field.enum_type();
  return type->value(static_cast<int>(random_() % static_cast<unsigned>(type->value_count())))
      ->number();
}

}  // namespace caseclock

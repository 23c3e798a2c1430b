// Every field that a sender can set has an effect: it changes what is kept, or the event is refused. The few that
// change nothing are named here, and the protocol's comments say so.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/codec.h"
#include "processors/authority.h"
#include "tests/daemon/codec/samples.h"

namespace caseclock {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// What a council keeps of this one event, "refused", or the name of another council.
std::string StateAfter(const v1::CaseEvent& message) {
  EventCodec codec;
  const Decoded decoded = codec.DecodeBinary(message.SerializeAsString());
  const auto* event = std::get_if<CaseEvent>(&decoded);
  if (event == nullptr) return "refused";
  Authority authority(event->authority, std::make_shared<const Definitions>(),
                      Date::FromYmd(2024, 3, 31));
  authority.Apply(*event);
  return event->authority + "\n" + authority.CanonicalState();
}

/// Sets the field to one of its values; false when there is no further one.
bool SetTo(Message& message, const FieldDescriptor* field, int attempt) {
  const auto& reflection = *message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      const char* values[] = {"", "X2", "2024-03-09", "2024-02", "2026-01-09", "E08000018"};
      if (attempt >= 6) return false;
      reflection.SetString(&message, field, values[attempt]);
      return true;
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      if (attempt >= 150) return false;
      reflection.SetEnumValue(&message, field, attempt);
      return true;
    case FieldDescriptor::CPPTYPE_UINT32:
      reflection.SetUInt32(&message, field, static_cast<std::uint32_t>(attempt));
      return attempt < 4;
    case FieldDescriptor::CPPTYPE_UINT64:
      reflection.SetUInt64(&message, field, static_cast<std::uint64_t>(attempt));
      return attempt < 4;
    case FieldDescriptor::CPPTYPE_INT64:
      reflection.SetInt64(&message, field, attempt);
      return attempt < 4;
    case FieldDescriptor::CPPTYPE_BOOL:
      reflection.SetBool(&message, field, attempt == 1);
      return attempt < 2;
    default: return false;
  }
}

/// The states that the values of a field lead to.
std::set<std::string> StatesOf(const v1::CaseEvent& sample, const FieldDescriptor* member,
                               const FieldDescriptor* field) {
  std::set<std::string> states;
  for (int attempt = 0; attempt < 200; ++attempt) {
    v1::CaseEvent changed = sample;
    Message* at =
        member == nullptr ? &changed : changed.GetReflection()->MutableMessage(&changed, member);
    if (!SetTo(*at, field, attempt)) break;
    states.insert(StateAfter(changed));
  }
  return states;
}

v1::CaseEvent MessageOf(const Sample& sample) {
  v1::CaseEvent message;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(sample.json, &message).ok())
      << sample.json;
  return message;
}

TEST(FieldEffectTest, EveryFieldOfEveryPayloadChangesWhatIsKeptOrIsRefused) {
  std::set<std::string> with_effect, all;
  for (const Sample& sample : Samples()) {
    const v1::CaseEvent message = MessageOf(sample);
    const FieldDescriptor* member =
        v1::CaseEvent::descriptor()->FindFieldByNumber(message.event_case());
    for (int i = 0; i < member->message_type()->field_count(); ++i) {
      const FieldDescriptor* field = member->message_type()->field(i);
      const std::string name = member->name() + "." + field->name();
      all.insert(name);
      if (StatesOf(message, member, field).size() > 1) with_effect.insert(name);
    }
  }
  EXPECT_EQ(with_effect, all);
}

TEST(FieldEffectTest, EveryFieldOfTheEnvelopeChangesWhatIsKeptOrIsRefused) {
  std::set<std::string> with_effect;
  for (const Sample& sample : Samples()) {
    const v1::CaseEvent message = MessageOf(sample);
    for (int i = 0; i < v1::CaseEvent::descriptor()->field_count(); ++i) {
      const FieldDescriptor* field = v1::CaseEvent::descriptor()->field(i);
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) continue;
      if (StatesOf(message, nullptr, field).size() > 1) with_effect.insert(field->name());
    }
  }
  EXPECT_EQ(with_effect, (std::set<std::string>{"event_id", "authority", "child", "record",
                                                "occurred_on", "source", "source_sequence"}));
}

/// A council that knows an old referral, and an export of one other event.
std::string StateAfterExport(const v1::CaseEvent& completion) {
  EventCodec codec;
  Authority authority("E08000099", std::make_shared<const Definitions>(),
                      Date::FromYmd(2024, 3, 31));
  const std::string batch =
      R"("batch":{"id":"b1","extractedAt":"2024-03-31T00:00:00Z"},"referralOpened":{})";
  authority.Apply(std::get<CaseEvent>(codec.DecodeJson(Envelope(batch))));
  const Decoded decoded = codec.DecodeBinary(completion.SerializeAsString());
  if (const auto* event = std::get_if<CaseEvent>(&decoded)) authority.Apply(*event);
  return authority.CanonicalState();
}

TEST(FieldEffectTest, EveryFieldOfABatchAndItsScopesDecidesWhatIsWithdrawn) {
  v1::CaseEvent whole;
  const std::string json = Envelope(
      R"("batch":{"id":"b1","extractedAt":"2024-03-31T00:00:00Z","scopes":[{"kind":"RECORD_KIND_REFERRAL",)"
      R"("first":"2024-01-01","last":"2024-03-31","open":true}]},"batchCompleted":{"events":"1"})");
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &whole).ok());
  std::set<std::string> states = {StateAfterExport(whole)};
  EXPECT_NE(states.begin()->find("floors invented referral open"), std::string::npos)
      << *states.begin();
  const auto with = [&](auto change) {
    v1::CaseEvent changed = whole;
    change(changed);
    states.insert(StateAfterExport(changed));
  };
  with([](v1::CaseEvent& e) { e.mutable_batch()->set_id("b2"); });
  with([](v1::CaseEvent& e) {
    e.mutable_batch()->mutable_extracted_at()->set_seconds(1'711'900'000);
  });
  with([](v1::CaseEvent& e) { e.mutable_batch()->clear_scopes(); });
  with([](v1::CaseEvent& e) {
    e.mutable_batch()->mutable_scopes(0)->set_kind(v1::RECORD_KIND_PLAN);
  });
  with([](v1::CaseEvent& e) { e.mutable_batch()->mutable_scopes(0)->clear_first(); });
  with([](v1::CaseEvent& e) { e.mutable_batch()->mutable_scopes(0)->clear_last(); });
  with([](v1::CaseEvent& e) { e.mutable_batch()->mutable_scopes(0)->clear_open(); });
  with([](v1::CaseEvent& e) { e.mutable_batch_completed()->set_events(2); });
  with([](v1::CaseEvent& e) { e.mutable_batch_completed()->clear_events(); });
  EXPECT_EQ(states.size(), 10u) << "each leads to another state";
}

}  // namespace
}  // namespace caseclock

// The protocol is a promise: its numbers never change, and the domain's numbers are the protocol's.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "caseclock/v1/alert.pb.h"
#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/event_shape.h"
#include "daemon/codec/wire_event.h"
#include "processors/record/fact_table.h"
#include "processors/record/record_kind.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

const google::protobuf::FileDescriptor& Protocol() { return *v1::CaseEvent::descriptor()->file(); }

std::string TypeName(const FieldDescriptor& field) {
  if (field.message_type() != nullptr) return field.message_type()->full_name();
  if (field.enum_type() != nullptr) return field.enum_type()->full_name();
  return field.type_name();
}

/// One line for each field and each enum value: "CaseEvent 1 event_id string".
std::string Listing(const google::protobuf::FileDescriptor& protocol) {
  std::ostringstream out;
  for (int i = 0; i < protocol.message_type_count(); ++i) {
    const Descriptor* message = protocol.message_type(i);
    out << "message " << message->name() << "\n";
    for (int j = 0; j < message->field_count(); ++j) {
      const FieldDescriptor& field = *message->field(j);
      out << "  " << field.number() << " " << field.name() << " "
          << (field.is_repeated()            ? "repeated "
              : field.has_optional_keyword() ? "optional "
                                             : "")
          << TypeName(field) << "\n";
    }
  }
  for (int i = 0; i < protocol.enum_type_count(); ++i) {
    const EnumDescriptor* type = protocol.enum_type(i);
    out << "enum " << type->name() << "\n";
    for (int j = 0; j < type->value_count(); ++j) {
      out << "  " << type->value(j)->number() << " " << type->value(j)->name() << "\n";
    }
  }
  return out.str();
}

void ExpectGolden(const google::protobuf::FileDescriptor& protocol, const std::string& name) {
  const std::string path = CASECLOCK_SOURCE_DIR "/tests/daemon/codec/" + name;
  const std::string listing = Listing(protocol);
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path) << listing;
  std::stringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(listing, golden.str())
      << "Lines may be added (UPDATE_GOLDEN=1 rewrites the file), never changed or taken away.";
}

TEST(ProtocolTest, NumbersNamesAndTypesNeverChange) {
  ExpectGolden(Protocol(), "protocol.golden.txt");
}

TEST(ProtocolTest, ThoseOfAlertsNeither) {
  ExpectGolden(*v1::AlertEvent::descriptor()->file(), "alert_protocol.golden.txt");
}

/// "RECORD_KIND_SECTION47" without its prefix, in lower case.
std::string Plain(const std::string& name, std::string_view prefix) {
  EXPECT_TRUE(name.starts_with(prefix)) << name;
  std::string plain = name.substr(prefix.size());
  for (char& c : plain) c = static_cast<char>(std::tolower(c));
  return plain;
}

/// A fact's enum, if it has one: that of the field by which the protocol says its code.
struct CodedFact {
  Fact fact;
  const EnumDescriptor* type;
};

std::vector<CodedFact> CodedFacts() {
  const auto* events = v1::CaseEvent::descriptor()->FindOneofByName("event");
  std::vector<CodedFact> coded;
  for (const wire::EventShape& shape : wire::EventShapes()) {
    const Descriptor* payload =
        events->containing_type()->FindFieldByNumber(shape.number)->message_type();
    for (const wire::FieldShape& field : shape.fields) {
      if (field.role != wire::Role::kEnum && field.role != wire::Role::kOwnEnum) continue;
      const Fact fact = field.role == wire::Role::kEnum ? shape.primary : field.fact;
      coded.push_back({fact, payload->FindFieldByNumber(field.number)->enum_type()});
    }
  }
  return coded;
}

TEST(ProtocolTest, WordsOfCodesAreThoseOfTheEnums) {
  ASSERT_GE(CodedFacts().size(), 6u);
  for (const CodedFact& coded : CodedFacts()) {
    const std::string prefix = coded.type->value(0)->name();
    const std::size_t stem = prefix.size() - std::string_view("UNSPECIFIED").size();
    const auto codes = RowOf(coded.fact).codes;
    EXPECT_EQ(static_cast<int>(codes.size()) + 1, coded.type->value_count()) << prefix;
    for (const CodeRow& code : codes) {
      const auto* value = coded.type->FindValueByNumber(code.code);
      ASSERT_NE(value, nullptr) << prefix << code.code;
      EXPECT_EQ(code.word, Plain(value->name(), std::string_view(prefix).substr(0, stem)));
    }
  }
}

TEST(EventShapeTest, AFactIsSaidOfKindsThatHaveIt) {
  for (const wire::EventShape& shape : wire::EventShapes()) {
    if (shape.kind == RecordKind::kUnspecified) continue;
    if (shape.primary != Fact::kUnspecified) {
      EXPECT_TRUE(RowOf(shape.primary).of.Has(shape.kind)) << shape.name;
    }
    for (const wire::FieldShape& field : shape.fields) {
      if (field.fact != Fact::kUnspecified) {
        EXPECT_TRUE(RowOf(field.fact).of.Has(shape.kind)) << shape.name << "." << field.name;
      }
    }
  }
}

template <typename Ours, typename Theirs>
void ExpectSame(Ours ours, Theirs theirs) {
  EXPECT_EQ(static_cast<int>(ours), static_cast<int>(theirs));
}

TEST(ProtocolTest, TypesAreTheDomains) {
  ExpectSame(AssessmentType::kInitial, v1::ASSESSMENT_TYPE_INITIAL);
  ExpectSame(AssessmentType::kCore, v1::ASSESSMENT_TYPE_CORE);
  ExpectSame(AssessmentType::kChildAndFamily, v1::ASSESSMENT_TYPE_CHILD_AND_FAMILY);
  ExpectSame(ConferenceType::kInitial, v1::CONFERENCE_TYPE_INITIAL);
  ExpectSame(ConferenceType::kReview, v1::CONFERENCE_TYPE_REVIEW);
  ExpectSame(ConferenceType::kPreBirth, v1::CONFERENCE_TYPE_PRE_BIRTH);
  ExpectSame(ConferenceType::kTransferIn, v1::CONFERENCE_TYPE_TRANSFER_IN);
  ExpectSame(PlanType::kChildProtection, v1::PLAN_TYPE_CHILD_PROTECTION);
  ExpectSame(PlanType::kChildInNeed, v1::PLAN_TYPE_CHILD_IN_NEED);
  ExpectSame(PlanType::kPathway, v1::PLAN_TYPE_PATHWAY);
  ExpectSame(ReferralOutcome::kNoFurtherAction, v1::REFERRAL_OUTCOME_NO_FURTHER_ACTION);
}

bool IsEnum(wire::Role role) {
  using enum wire::Role;
  return role == kEnum || role == kOwnEnum || role == kLinkKind || role == kKind;
}

void ExpectSameField(const wire::FieldShape& shape, const FieldDescriptor& field) {
  SCOPED_TRACE(field.full_name());
  EXPECT_EQ(shape.number, field.number());
  EXPECT_EQ(shape.name, field.name());
  EXPECT_LE(field.number(), static_cast<int>(wire::kMaxPayloadField));
  EXPECT_FALSE(field.is_repeated());
  EXPECT_NE(field.cpp_type(), FieldDescriptor::CPPTYPE_MESSAGE);
  EXPECT_EQ(field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM,
            IsEnum(shape.role) || shape.role == wire::Role::kClearedFact);
}

TEST(EventShapeTest, TableIsTheProtocols) {
  const auto* events = v1::CaseEvent::descriptor()->FindOneofByName("event");
  const auto shapes = wire::EventShapes();
  ASSERT_EQ(static_cast<int>(shapes.size()), events->field_count());
  for (int i = 0; i < events->field_count(); ++i) {
    const wire::EventShape& shape = shapes[static_cast<std::size_t>(i)];
    const Descriptor* payload = events->field(i)->message_type();
    EXPECT_EQ(shape.number, events->field(i)->number());
    EXPECT_EQ(shape.name, events->field(i)->name());
    ASSERT_EQ(static_cast<int>(shape.fields.size()), payload->field_count()) << shape.name;
    for (int j = 0; j < payload->field_count(); ++j) {
      ExpectSameField(shape.fields[static_cast<std::size_t>(j)], *payload->field(j));
      EXPECT_EQ(payload->field(j)->number(), j + 1) << "the reader finds fields by position";
    }
  }
}

TEST(EventShapeTest, UnknownNumbersHaveNone) {
  EXPECT_EQ(wire::FindShape(15), nullptr);
  EXPECT_EQ(wire::FindShape(64), nullptr);
  EXPECT_EQ(wire::FindShape(0), nullptr);
}

}  // namespace
}  // namespace caseclock

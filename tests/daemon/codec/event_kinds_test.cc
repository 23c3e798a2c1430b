// Every event of the protocol: what it means, and that writing it gives back what was read.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/codec.h"
#include "tests/daemon/codec/samples.h"

namespace caseclock {
namespace {

class EventKindTest : public testing::TestWithParam<Sample> {
 protected:
  /// The event, or a failure that says why not.
  static CaseEvent Read(const Decoded& decoded) {
    if (const auto* event = std::get_if<CaseEvent>(&decoded)) return *event;
    const auto& refused = std::get<Rejection>(decoded);
    ADD_FAILURE() << RejectReasonName(refused.reason) << ": " << refused.detail;
    return {};
  }

  EventCodec codec_;
};

TEST_P(EventKindTest, MeansWhatItSays) {
  EXPECT_EQ(Read(codec_.DecodeJson(GetParam().json)), GetParam().event);
}

TEST_P(EventKindTest, SurvivesBinary) {
  const std::string bytes = codec_.EncodeBinary(GetParam().event);
  EXPECT_EQ(Read(codec_.DecodeBinary(bytes)), GetParam().event);
}

TEST_P(EventKindTest, SurvivesJson) {
  const std::string line = codec_.EncodeJson(GetParam().event);
  EXPECT_EQ(Read(codec_.DecodeJson(line)), GetParam().event);
}

TEST_P(EventKindTest, IsWrittenAsTheGeneratedClassWritesIt) {
  const std::string bytes = codec_.EncodeBinary(GetParam().event);
  v1::CaseEvent message;
  ASSERT_TRUE(message.ParseFromString(bytes));
  EXPECT_EQ(message.SerializeAsString(), bytes);
}

std::string TestName(const testing::TestParamInfo<Sample>& info) {
  std::string name;
  for (const char c : info.param.name) name += std::isalnum(c) ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, EventKindTest, testing::ValuesIn(Samples()), TestName);

TEST(SamplesTest, HaveEveryEventOfTheProtocol) {
  std::set<std::string> sampled;
  for (const Sample& sample : Samples())
    sampled.insert(sample.name.substr(0, sample.name.find(',')));
  const auto* events = v1::CaseEvent::descriptor()->FindOneofByName("event");
  for (int i = 0; i < events->field_count(); ++i) {
    EXPECT_TRUE(sampled.contains(events->field(i)->name())) << events->field(i)->name();
  }
}

}  // namespace
}  // namespace caseclock

// The writer of plain JSON against protobuf's own: what it writes, protobuf writes to the letter.
#include "daemon/codec/plain_json_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "daemon/codec/json.h"
#include "daemon/codec/message_reader.h"
#include "tests/daemon/codec/random_events.h"

namespace caseclock {
namespace {

/// The line, or "" when it is not plain.
std::string Plain(const v1::CaseEvent& message) {
  std::string line;
  return wire::WritePlainJson(wire::ReadMessage(message), line) ? line : "";
}

TEST(PlainJsonWriterTest, WritesWhatProtobufWrites) {
  constexpr int kRounds = 40;
  RandomEvents random(20240301);
  int plain = 0;
  for (int round = 0; round < kRounds; ++round) {
    for (const int number : RandomEvents::EventNumbers()) {
      const v1::CaseEvent message = random.Next(number);
      const std::string line = Plain(message);
      if (line.empty()) continue;
      ++plain;
      EXPECT_EQ(line, wire::ToJson(message));
    }
  }
  const int all = kRounds * static_cast<int>(RandomEvents::EventNumbers().size());
  EXPECT_GT(plain, all / 3);
  EXPECT_LT(plain, all) << "some texts are not plain";
}

TEST(PlainJsonWriterTest, LeavesToProtobufWhatHasToBeEscaped) {
  for (char c = 0x20; c < 0x7f; ++c) {
    v1::CaseEvent message;
    message.mutable_referral_opened();
    message.set_event_id(std::string(1, c));
    const std::string line = Plain(message);
    const std::string expected = wire::ToJson(message);
    const std::string unescaped = std::string(R"({"eventId":")") + c + R"(","referralOpened":{}})";
    EXPECT_EQ(line, expected == unescaped ? expected : "") << c;
  }
}

TEST(PlainJsonWriterTest, LeavesToProtobufWhatIsNotAscii) {
  v1::CaseEvent message;
  message.mutable_commentary_written()->set_text("\xc2\xa3 5");
  EXPECT_EQ(Plain(message), "");
  message.mutable_commentary_written()->set_text("\x7f");
  EXPECT_EQ(Plain(message), "");
}

TEST(PlainJsonWriterTest, NumbersOfALaterVersionAreNotPlain) {
  v1::CaseEvent message;
  EXPECT_EQ(Plain(message), "") << "no event";
  message.mutable_plan_started()->set_type(static_cast<v1::PlanType>(4));
  EXPECT_EQ(Plain(message), "");
}

TEST(PlainJsonWriterTest, TimesBefore1970) {
  v1::CaseEvent message;
  message.mutable_referral_opened();
  message.mutable_recorded_at()->set_seconds(-1);
  message.mutable_recorded_at()->set_nanos(500'000'000);
  EXPECT_EQ(Plain(message), R"({"recordedAt":"1969-12-31T23:59:59.500Z","referralOpened":{}})");
}

}  // namespace
}  // namespace caseclock

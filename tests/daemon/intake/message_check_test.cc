#include "daemon/intake/message_check.h"

#include <gtest/gtest.h>

#include <limits>

#include "daemon/intake/murmur2.h"

namespace caseclock {

/// So that a failed comparison says which reason it found.
void PrintTo(RejectReason reason, std::ostream* out) { *out << RejectReasonName(reason); }

namespace {

constexpr int kPartitions = 12;
constexpr char kCouncil[] = "E08000018";
constexpr std::int64_t kRecordedAtMs = 1709546400000;  // 2024-03-04T10:00:00Z
constexpr std::int64_t kDayMs = 24 * 3600 * 1000;

const std::string kEvent =
    R"({"eventId":"e-1","authority":"E08000018","child":"C1","record":"R1",)"
    R"("occurredOn":"2024-03-01","recordedAt":"2024-03-04T10:00:00Z","source":"invented",)"
    R"("referralOpened":{}})";

/// A sound message; a test changes one thing.
class MessageCheckTest : public testing::Test {
 protected:
  MessageCheckTest() {
    message_.partition = MurmurPartition(kCouncil, kPartitions);
    message_.timestamp_ms = kRecordedAtMs;
    message_.key = kCouncil;
    message_.value = kEvent;
    message_.json = true;
  }

  Decoded Check(PayloadFormat format = PayloadFormat::kProtobuf) {
    return MessageCheck(format, known_).Check(message_, kPartitions, now_us_);
  }

  /// The refusal's reason, or nothing for an event.
  std::optional<RejectReason> Reason() {
    const Decoded decoded = Check();
    const auto* refused = std::get_if<Rejection>(&decoded);
    if (refused == nullptr) return std::nullopt;
    return refused->reason;
  }

  RawMessage message_;
  std::vector<std::string> known_;
  std::int64_t now_us_ = kRecordedAtMs * 1000;
};

TEST_F(MessageCheckTest, ASoundMessageIsAnEvent) {
  const Decoded decoded = Check();
  ASSERT_TRUE(std::holds_alternative<CaseEvent>(decoded));
  EXPECT_EQ(std::get<CaseEvent>(decoded).record, "R1");
}

TEST_F(MessageCheckTest, ALossIsPutDownToAnExportOnlyUnderItsOwnKeyAndPartition) {
  const std::string refused =
      R"({"eventId":"e-1","authority":"E08000018","child":"C1","record":"R1","occurredOn":"1.3.2024",)"
      R"("source":"invented","batch":{"id":"b1","extractedAt":"2024-03-04T10:00:00Z"},"referralOpened":{}})";
  message_.value = refused;
  const auto has_member = [this] { return std::get<Rejection>(Check()).member.has_value(); };
  EXPECT_TRUE(has_member());
  message_.key = "E09000001";
  EXPECT_FALSE(has_member());
  message_.key = kCouncil;
  known_ = {"E09000001"};
  EXPECT_FALSE(has_member());
  known_ = {};
  message_.partition = (message_.partition + 1) % kPartitions;
  EXPECT_FALSE(has_member());
}

TEST_F(MessageCheckTest, TheFormIsThatOfTheHeaderOrOfTheConfiguration) {
  message_.json = false;
  EXPECT_TRUE(std::holds_alternative<Rejection>(Check(PayloadFormat::kProtobuf)));
  EXPECT_TRUE(std::holds_alternative<CaseEvent>(Check(PayloadFormat::kJson)));
}

TEST_F(MessageCheckTest, BinaryIsReadWithAndWithoutRegistryFraming) {
  EventCodec codec;
  const std::string binary = codec.EncodeBinary(std::get<CaseEvent>(codec.DecodeJson(kEvent)));
  message_.json = false;
  message_.value = binary;
  EXPECT_EQ(Reason(), std::nullopt);
  const std::string framed = std::string("\0\0\0\0\7\0", 6) + binary;
  message_.value = framed;
  EXPECT_EQ(Reason(), std::nullopt);
}

TEST_F(MessageCheckTest, TheKeyIsTheAuthority) {
  message_.key = "E09000001";
  EXPECT_EQ(Reason(), RejectReason::kWrongKey);
  message_.key = std::nullopt;
  EXPECT_EQ(Reason(), RejectReason::kWrongKey);
  message_.key = "";
  EXPECT_EQ(Reason(), RejectReason::kWrongKey);
}

TEST_F(MessageCheckTest, TheAuthorityIsKnownWhereAListSaysWhichAre) {
  known_ = {"E09000001", kCouncil};
  EXPECT_EQ(Reason(), std::nullopt);
  known_ = {"E09000001"};
  EXPECT_EQ(Reason(), RejectReason::kUnknownAuthority);
}

TEST_F(MessageCheckTest, ThePartitionIsThatOfTheKey) {
  message_.partition = (message_.partition + 1) % kPartitions;
  EXPECT_EQ(Reason(), RejectReason::kWrongPartition);
}

TEST_F(MessageCheckTest, RecordedAtMostADayAfterTheMessage) {
  message_.timestamp_ms = kRecordedAtMs - kDayMs;
  EXPECT_EQ(Reason(), std::nullopt);
  message_.timestamp_ms = kRecordedAtMs - kDayMs - 1;
  EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture);
  message_.timestamp_ms = -1;
  EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture);
}

TEST_F(MessageCheckTest, NeitherTheMessageNorTheEventIsOverADayAheadOfOurClock) {
  now_us_ = (kRecordedAtMs - kDayMs) * 1000;
  EXPECT_EQ(Reason(), std::nullopt);
  now_us_ -= 1;  // the producer stamps what it likes
  EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture);
  message_.timestamp_ms = kRecordedAtMs - kDayMs;
  EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture) << "the event alone";
  now_us_ = kRecordedAtMs * 1000;
  message_.timestamp_ms = kRecordedAtMs + kDayMs;
  EXPECT_EQ(Reason(), std::nullopt);
  message_.timestamp_ms += 1;
  EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture) << "the message alone";
}

TEST_F(MessageCheckTest, AnEventOfABatchIsHeldAgainstBothItsTimes) {
  const std::string head = R"({"eventId":"e-1","authority":"E08000018","child":"C1","record":"R1",)"
                           R"("occurredOn":"2024-03-01","source":"invented","referralOpened":{},)";
  const std::string late_told =
      head +
      R"("recordedAt":"2024-03-05T10:00:01Z","batch":{"id":"b","extractedAt":"2024-03-04T09:00:00Z"}})";
  message_.value = late_told;
  EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture);
  const std::string late_taken =
      head +
      R"("recordedAt":"2024-03-04T10:00:00Z","batch":{"id":"b","extractedAt":"2024-03-05T10:00:01Z"}})";
  message_.value = late_taken;
  EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture);
  const std::string in_time =
      head +
      R"("recordedAt":"2024-03-05T10:00:00Z","batch":{"id":"b","extractedAt":"2024-03-05T10:00:00Z"}})";
  message_.value = in_time;
  EXPECT_EQ(Reason(), std::nullopt);
  const std::string without = head + R"("batch":{"id":"b","extractedAt":"2024-03-04T09:00:00Z"}})";
  message_.value = without;
  EXPECT_EQ(Reason(), std::nullopt) << "what the message before said is forgotten";
}

TEST_F(MessageCheckTest, NoTimeOverflows) {
  for (const std::int64_t ms : {std::numeric_limits<std::int64_t>::max(),
                                std::numeric_limits<std::int64_t>::max() / 1000 + 1,
                                std::numeric_limits<std::int64_t>::min(), std::int64_t{-2}}) {
    message_.timestamp_ms = ms;
    EXPECT_EQ(Reason(), RejectReason::kRecordedInFuture) << ms;
  }
  EXPECT_EQ(MicrosOfMillis(1500), 1'500'000);
  EXPECT_EQ(MicrosOfMillis(std::numeric_limits<std::int64_t>::max()),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(MicrosOfMillis(std::numeric_limits<std::int64_t>::min()),
            std::numeric_limits<std::int64_t>::min());
  const std::string far = R"({"eventId":"e-1","authority":"E08000018","child":"C1","record":"R1",)"
                          R"("occurredOn":"2024-03-01","recordedAt":"9999-12-31T23:59:59Z",)"
                          R"("source":"invented","referralOpened":{}})";
  message_.timestamp_ms = kRecordedAtMs;
  message_.value = far;
  EXPECT_EQ(Reason(), RejectReason::kInvalidTime);
}

TEST_F(MessageCheckTest, AnAuthorityThatIsNoCodeIsUnknown) {
  std::string leeds = kEvent;
  leeds.replace(leeds.find(kCouncil), 9, "Leeds");
  message_.key = "Leeds";
  message_.value = leeds;
  EXPECT_EQ(Reason(), RejectReason::kUnknownAuthority);
}

TEST_F(MessageCheckTest, WhatIsNoEventIsMalformed) {
  message_.value = std::nullopt;
  EXPECT_EQ(Reason(), RejectReason::kMalformed);
  message_.value = std::string_view(kEvent).substr(0, 40);
  EXPECT_EQ(Reason(), RejectReason::kMalformed);
}

TEST_F(MessageCheckTest, OverSizeIsToldBeforeReading) {
  const std::string large(kMaxEventBytes + 1, '{');
  message_.value = large;
  EXPECT_EQ(Reason(), RejectReason::kTooLarge);
}

TEST_F(MessageCheckTest, TheReasonInThePayloadComesBeforeTheKey) {
  message_.key = "E09000001";
  message_.value = "{}";
  EXPECT_EQ(Reason(), RejectReason::kUnknownEvent);
}

}  // namespace
}  // namespace caseclock

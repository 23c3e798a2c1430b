// What the codec accepts beyond the plain forms, and what it keeps.
#include "daemon/codec/codec.h"

#include <gtest/gtest.h>

#include <string>

#include "caseclock/v1/case_event.pb.h"
#include "tests/daemon/codec/random_events.h"
#include "tests/daemon/codec/samples.h"

namespace caseclock {
namespace {

const std::string kReferral = Envelope(R"("referralOpened":{})");

class CodecTest : public testing::Test {
 protected:
  CaseEvent Json(const std::string& line) { return Event(codec_.DecodeJson(line)); }
  CaseEvent Binary(const std::string& bytes) { return Event(codec_.DecodeBinary(bytes)); }

  static CaseEvent Event(const Decoded& decoded) {
    if (const auto* event = std::get_if<CaseEvent>(&decoded)) return *event;
    ADD_FAILURE() << std::get<Rejection>(decoded).detail;
    return {};
  }

  EventCodec codec_;
  const CaseEvent referral_ =
      EnvelopeEvent(RecordKind::kReferral,
                    Assert{{{Fact::kReferralOpened, kNoDate, {Date::FromYmd(2024, 3, 1), 0, ""}}}});
};

TEST_F(CodecTest, JsonIsCanonical) { EXPECT_EQ(codec_.EncodeJson(referral_), kReferral); }

TEST_F(CodecTest, UnknownJsonFieldsAreIgnored) {
  EXPECT_EQ(Json(Envelope(R"("shoeSize":[{"x":9}],"referralOpened":{"later":{"a":1}})")),
            referral_);
}

TEST_F(CodecTest, UnknownBinaryFieldsAreIgnored) {
  const std::string field_1000 = "\xc2\x3e\x03new";
  EXPECT_EQ(Binary(field_1000 + codec_.EncodeBinary(referral_) + field_1000), referral_);
}

TEST_F(CodecTest, ProtocolNamesAreJsonToo) {
  std::string line = kReferral;
  line.replace(line.find("eventId"), 7, "event_id");
  line.replace(line.find("referralOpened"), 14, "referral_opened");
  EXPECT_EQ(Json(line), referral_);
}

TEST_F(CodecTest, SchemaRegistryFraming) {
  const std::string bytes = codec_.EncodeBinary(referral_);
  using namespace std::string_literals;
  EXPECT_EQ(Binary("\0\0\0\1\2\0"s + bytes), referral_) << "[0], written short";
  EXPECT_EQ(Binary("\0\0\0\1\2\2\0"s + bytes), referral_) << "[0], written out";
}

TEST_F(CodecTest, FramingOfAnotherMessageIsRefused) {
  const std::string bytes = codec_.EncodeBinary(referral_);
  using namespace std::string_literals;
  for (const std::string& framing : {"\0"s, "\0\0\0\1\2"s, "\0\0\0\1\2\2\2"s, "\0\0\0\1\2\4\0\0"s,
                                     "\0\0\0\1\2\1"s, "\0\0\0\1\2\xff\xff\xff\xff\xff\xff"s}) {
    const std::string message = framing.size() < 6 ? framing : framing + bytes;
    EXPECT_EQ(std::get<Rejection>(codec_.DecodeBinary(message)).detail, "schema registry framing");
  }
}

TEST_F(CodecTest, ExtractionTakesTheOrderOfTheBatch) {
  const CaseEvent event = Json(Envelope(
      R"("batch":{"id":"b1","extractedAt":"2024-03-31T00:00:00.000001999Z"},"referralOpened":{})"));
  EXPECT_EQ(event.stamp.recorded_at_us, 1'711'843'200'000'001) << "nanoseconds are dropped";
  EXPECT_EQ(event.recorded_on, Date::FromYmd(2024, 3, 4)) << "of recorded_at, not of the batch";
}

TEST_F(CodecTest, RecordedOnIsTheDayInLondon) {
  std::string line = kReferral;
  line.replace(line.find("2024-03-04T10:00:00Z"), 20, "2024-03-31T23:30:00Z");
  EXPECT_EQ(Json(line).recorded_on, Date::FromYmd(2024, 4, 1)) << "British Summer Time";
}

TEST_F(CodecTest, TimesBefore1970KeepTheirFraction) {
  std::string line = kReferral;
  line.replace(line.find("2024-03-04T10:00:00Z"), 20, "1969-12-31T23:59:59.750Z");
  const CaseEvent event = Json(line);
  EXPECT_EQ(event.stamp.recorded_at_us, -250'000);
  EXPECT_EQ(codec_.EncodeJson(event), line);
}

TEST_F(CodecTest, DayOfEventsWithoutOneIsIgnored) {
  std::string line = Envelope(R"("recordWithdrawn":{"kind":"RECORD_KIND_PLAN"})");
  line.replace(line.find("2024-03-01"), 10, "irrelevant");
  EXPECT_EQ(Json(line).kind, RecordKind::kPlan);
}

TEST_F(CodecTest, TeamsAreTakenAsPeopleSeeThem) {
  const auto team = [this](const std::string& written) {
    const CaseEvent event = Json(Envelope(
        R"("recordAllocated":{"kind":"RECORD_KIND_REFERRAL","team":")" + written + R"("})"));
    return std::get<Assert>(event.action).facts.at(0).value.text;
  };
  EXPECT_EQ(team("North Team"), "North Team");
  for (const char* written : {"North Team ", " North Team", "North  Team", "North\xC2\xA0Team",
                              "North Team\xE2\x80\x8B", "\xEF\xBB\xBFNorth Team"}) {
    EXPECT_EQ(team(written), "North Team") << written;
  }
  EXPECT_EQ(team("Caf"
                 "e\xCC\x81"),
            "Caf\xC3\xA9");
}

TEST_F(CodecTest, ATeamsOwnRecordAndItsParentToo) {
  const CaseEvent event =
      Json(Envelope(R"("teamChanged":{"team":"North\u00a0A ","parent":" North"})"));
  EXPECT_EQ(event.record, "North A");
  EXPECT_EQ(std::get<Assert>(event.action).facts.at(0).value.text, "North");
  const Decoded blank = codec_.DecodeJson(Envelope(R"("teamChanged":{"team":"\u200b "})"));
  ASSERT_TRUE(std::holds_alternative<Rejection>(blank));
  EXPECT_EQ(std::get<Rejection>(blank).reason, RejectReason::kMissingField);
}

TEST_F(CodecTest, WithdrawalNeedsNoChild) {
  std::string line = Envelope(R"("recordWithdrawn":{"kind":"RECORD_KIND_PLAN"})");
  line.erase(line.find(R"("child":"C1",)"), 13);
  EXPECT_EQ(Json(line).child, "");
}

TEST_F(CodecTest, TextsOfTheLongestLengthAreKept) {
  const std::string longest(kMaxTextBytes, 'x');
  EXPECT_EQ(
      Json(Envelope(R"("referralOpened":{"referralSource":")" + longest + R"("})")).action,
      Action(Assert{{{Fact::kReferralOpened, kNoDate, {Date::FromYmd(2024, 3, 1), 0, longest}}}}));
  const std::string commentary(kMaxCommentaryBytes, 'x');
  const CaseEvent event =
      Json(Envelope(R"("commentaryWritten":{"indicator":"a","text":")" + commentary + R"("})"));
  EXPECT_EQ(std::get<Assert>(event.action).facts[0].value.text, "a\x1f\x1f" + commentary);
}

TEST_F(CodecTest, OneBadEventLeavesNothingBehind) {
  const std::string full = codec_.EncodeBinary(Samples().back().event);
  (void)codec_.DecodeBinary(full.substr(0, full.size() / 2));
  EXPECT_EQ(Binary(codec_.EncodeBinary(referral_)), referral_);
}

using CodecDeathTest = CodecTest;

TEST_F(CodecDeathTest, FactsOfTwoEventsAreNotOne) {
  CaseEvent both = referral_;
  std::get<Assert>(both.action).facts.push_back({Fact::kPlanCeased, kNoDate, {}});
  EXPECT_DEATH((void)codec_.EncodeBinary(both), "fit one event of the protocol");
}

TEST_F(CodecTest, WhatIsReadIsWrittenBack) {
  RandomEvents random(20240301);
  int read = 0;
  for (int round = 0; round < 20; ++round) {
    for (const int number : RandomEvents::EventNumbers()) {
      const auto message = random.Next(number);
      const Decoded decoded = codec_.DecodeBinary(message.SerializeAsString());
      const auto* event = std::get_if<CaseEvent>(&decoded);
      if (event == nullptr) continue;  // a required field was left out, or a kind did not fit
      ++read;
      EXPECT_EQ(Binary(codec_.EncodeBinary(*event)), *event) << message.ShortDebugString();
      EXPECT_EQ(Json(codec_.EncodeJson(*event)), *event) << message.ShortDebugString();
    }
  }
  EXPECT_GT(read, 600) << "most of 940 events are readable";
}

}  // namespace
}  // namespace caseclock

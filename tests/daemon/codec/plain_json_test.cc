// The reader of plain JSON against protobuf's own: what it reads, protobuf reads alike; what is not
// plain it leaves.
#include "daemon/codec/plain_json.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/codec.h"
#include "daemon/codec/json.h"
#include "daemon/codec/message_reader.h"
#include "tests/daemon/codec/samples.h"

namespace caseclock {
namespace {

/// Counts the lines that were plain; of those protobuf has to read the same.
class Comparison {
 public:
  testing::AssertionResult Agree(const std::string& line) {
    if (!wire::ReadPlainJson(line, fields_)) return testing::AssertionSuccess();
    ++plain;
    if (const auto fault = wire::ParseJson(line, message_)) {
      return testing::AssertionFailure() << "protobuf refuses " << line << ": " << fault->detail;
    }
    if (fields_ == wire::ReadMessage(message_)) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "protobuf reads otherwise: " << line;
  }

  int plain = 0;

 private:
  EventCodec silences_protobuf_;
  wire::WireEvent fields_;
  v1::CaseEvent message_;
};

TEST(PlainJsonTest, EverySampleIsPlain) {
  Comparison comparison;
  for (const Sample& sample : Samples()) EXPECT_TRUE(comparison.Agree(sample.json)) << sample.name;
  EXPECT_EQ(comparison.plain, static_cast<int>(Samples().size()));
}

TEST(PlainJsonTest, WhatTheCodecWritesIsPlain) {
  Comparison comparison;
  EventCodec codec;
  for (const Sample& sample : Samples()) {
    EXPECT_TRUE(comparison.Agree(codec.EncodeJson(sample.event))) << sample.name;
  }
  EXPECT_EQ(comparison.plain, static_cast<int>(Samples().size()));
}

struct Row {
  std::string name;
  std::string json;
  bool is_plain;
};

class PlainJsonRuleTest : public testing::TestWithParam<Row> {};

TEST_P(PlainJsonRuleTest, IsPlainOrNot) {
  Comparison comparison;
  EXPECT_TRUE(comparison.Agree(GetParam().json));
  EXPECT_EQ(comparison.plain == 1, GetParam().is_plain);
}

std::string Time(const std::string& time) { return R"({"recordedAt":")" + time + R"("})"; }

INSTANTIATE_TEST_SUITE_P(
    Every, PlainJsonRuleTest,
    testing::Values(
        Row{"Empty", "{}", true},
        Row{"Spaces", "\t{ \"eventId\" :\r\n \"e\" , \"child\": \"c\" } ", true},
        Row{"Escape", R"({"eventId":"e\"1"})", false}, Row{"TextAfterwards", "{} {}", false},
        Row{"NoEnd", R"({"eventId":"e")", false},
        Row{"CommaAtTheEnd", R"({"eventId":"e",})", false},
        Row{"TwoBytesOfUtf8", "{\"eventId\":\"\xc2\xa3\"}", true},
        Row{"NotUtf8", "{\"eventId\":\"\xa3\"}", false},
        Row{"ControlCharacter", "{\"eventId\":\"\x01\"}", false},
        Row{"Delete", "{\"eventId\":\"\x7f\"}", true}, Row{"Null", R"({"eventId":null})", false},
        Row{"ProtocolsName", R"({"event_id":"e"})", false},
        Row{"UnknownName", R"({"shoeSize":9})", false},
        Row{"NameTwice", R"({"eventId":"e","eventId":"f"})", false},
        Row{"TwoEvents", R"({"referralOpened":{},"adoptionPlaced":{}})", false},
        Row{"FieldTwice", R"({"planStarted":{"category":"a","category":"b"}})", false},
        Row{"NumberUnquoted", R"({"sourceSequence":18446744073709551615})", true},
        Row{"NumberQuoted", R"({"sourceSequence":"18446744073709551615"})", true},
        Row{"NumberTooLarge", R"({"sourceSequence":"18446744073709551616"})", false},
        Row{"NegativeOfUnsigned", R"({"sourceSequence":-1})", false},
        Row{"LeadingZero", R"({"sourceSequence":"01"})", false},
        Row{"Fraction", R"({"sourceSequence":1.0})", false},
        Row{"Exponent", R"({"sourceSequence":1e3})", false},
        Row{"NoNumber", R"({"sourceSequence":""})", false},
        Row{"Negative", R"({"measureReported":{"numerator":-9223372036854775808}})", true},
        Row{"MinusZero", R"({"measureReported":{"numerator":-0}})", false},
        Row{"CountOfZero", R"({"planStarted":{"previousPlans":0}})", true},
        Row{"CountTooLarge", R"({"planStarted":{"previousPlans":4294967296}})", false},
        Row{"EnumByName", R"({"planStarted":{"type":"PLAN_TYPE_PATHWAY"}})", true},
        Row{"EnumByNumber", R"({"planStarted":{"type":3}})", true},
        Row{"EnumByUnknownNumber", R"({"planStarted":{"type":-77}})", true},
        Row{"EnumByQuotedNumber", R"({"planStarted":{"type":"3"}})", false},
        Row{"EnumByUnknownName", R"({"planStarted":{"type":"plan_type_pathway"}})", false},
        Row{"Flag", R"({"visitMade":{"seenAlone":false}})", true},
        Row{"FlagOfMoreLetters", R"({"visitMade":{"seenAlone":falsely}})", false},
        Row{"FlagInQuotes", R"({"visitMade":{"seenAlone":"true"}})", false},
        Row{"TimeWithFraction", Time("2024-03-04T10:00:00.000000001Z"), true},
        Row{"TimeWithTenDigits", Time("2024-03-04T10:00:00.0000000001Z"), false},
        Row{"TimeWithPointOnly", Time("2024-03-04T10:00:00.Z"), false},
        Row{"TimeWithOffset", Time("2024-03-04T10:00:00+01:00"), false},
        Row{"TimeBefore1970", Time("1969-12-31T23:59:59.5Z"), true},
        Row{"TimeBefore1900", Time("1899-12-31T23:59:59Z"), false},
        Row{"LeapSecond", Time("2016-12-31T23:59:60Z"), false},
        Row{"HourOf24", Time("2024-03-04T24:00:00Z"), false},
        Row{"NoSuchDay", Time("2023-02-29T00:00:00Z"), false},
        Row{"TimeTooShort", Time("Z"), false},
        Row{"Scopes", R"({"batch":{"scopes":[{"kind":2,"open":true},{}]}})", true},
        Row{"NoScopes", R"({"batch":{"scopes":[]}})", true},
        Row{"AScopeOnly", R"({"batch":{"scopes":{}}})", false}),
    [](const auto& row) { return row.param.name; });

TEST(PlainJsonTest, SpoiltLinesAreReadAsProtobufReadsThem) {
  constexpr unsigned kSeed = 20240301;
  constexpr int kLines = 20'000;
  const std::string alphabet = "\"\"{}[]:,0123456789-.eE+TZ truefalsn\\\x01\x7f\xc2\xa3";
  std::mt19937 random(kSeed);
  const auto below = [&random](std::size_t bound) { return random() % bound; };
  const auto samples = Samples();
  Comparison comparison;
  for (int i = 0; i < kLines; ++i) {
    std::string line = samples[below(samples.size())].json;
    for (auto steps = 1 + below(2); steps > 0; --steps) {
      const std::size_t at = below(line.size());
      switch (below(4)) {
        case 0: line[at] = alphabet[below(alphabet.size())]; break;
        case 1: line.insert(at, 1, alphabet[below(alphabet.size())]); break;
        case 2: line.erase(at, 1); break;
        default: line.insert(at, line.substr(below(line.size()), below(30))); break;
      }
    }
    ASSERT_TRUE(comparison.Agree(line));
  }
  EXPECT_GT(comparison.plain, kLines / 20) << "some stay plain";
  EXPECT_LT(comparison.plain, kLines / 2) << "and most do not";
}

}  // namespace
}  // namespace caseclock

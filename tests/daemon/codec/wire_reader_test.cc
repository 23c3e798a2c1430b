// The hand-written reader against the generated class: whatever the bytes, both read the same or
// neither reads.
#include "daemon/codec/wire_reader.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/codec.h"
#include "daemon/codec/message_reader.h"
#include "tests/daemon/codec/samples.h"

namespace caseclock {

namespace wire {

/// So that a failed comparison can be read.
void PrintTo(const WireEvent& wire, std::ostream* out) {
  *out << "event " << wire.event << " id " << testing::PrintToString(wire.event_id);
  for (const Field& field : wire.fields) {
    *out << " [" << testing::PrintToString(field.text) << " " << field.number << " "
         << field.present << "]";
  }
}

}  // namespace wire

namespace {

std::string Hex(const std::string& bytes) {
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

/// Whether both read the bytes alike; `reads` counts those that could be read.
class Comparison {
 public:
  testing::AssertionResult Agree(const std::string& bytes) {
    const bool expected = message_.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    if (wire::ReadWire(bytes, fields_) != expected) {
      return testing::AssertionFailure() << (expected ? "refused " : "read ") << Hex(bytes);
    }
    if (!expected) return testing::AssertionSuccess();
    ++reads;
    const wire::WireEvent oracle = wire::ReadMessage(message_);
    if (fields_ == oracle) return testing::AssertionSuccess();
    return testing::AssertionFailure()
           << Hex(bytes) << "\n  here   " << testing::PrintToString(fields_) << "\n  oracle "
           << testing::PrintToString(oracle);
  }

  int reads = 0;

 private:
  EventCodec silences_protobuf_;
  v1::CaseEvent message_;
  wire::WireEvent fields_;
};

std::vector<std::string> Encoded() {
  std::vector<std::string> all;
  EventCodec codec;
  for (const Sample& sample : Samples()) all.push_back(codec.EncodeBinary(sample.event));
  return all;
}

TEST(WireReaderTest, ReadsEverySample) {
  Comparison comparison;
  for (const std::string& bytes : Encoded()) EXPECT_TRUE(comparison.Agree(bytes));
  EXPECT_EQ(comparison.reads, static_cast<int>(Encoded().size()));
}

/// Bytes in and around the rules of the wire format, as text that a C++ literal cannot hold well.
struct Row {
  std::string name;
  std::string bytes;
  bool is_read;
};

class WireRuleTest : public testing::TestWithParam<Row> {};

TEST_P(WireRuleTest, IsTheGeneratedClasss) {
  Comparison comparison;
  EXPECT_TRUE(comparison.Agree(GetParam().bytes));
  EXPECT_EQ(comparison.reads == 1, GetParam().is_read);
}

std::string Repeat(const std::string& bytes, int times) {
  std::string all;
  while (times-- > 0) all += bytes;
  return all;
}

using namespace std::string_literals;

INSTANTIATE_TEST_SUITE_P(
    Every, WireRuleTest,
    testing::Values(
        Row{"Empty", "", true},
        Row{"LastTextCounts",
            "\x0a\x01"
            "a\x0a\x01"
            "b",
            true},
        Row{"EmptyTextOverwrites",
            "\x0a\x01"
            "a\x0a\x00"s,
            true},
        Row{"TagOfTwoBytesForOne",
            "\x8a\x00\x01"
            "a"s,
            true},
        Row{"TagOfFiveBytes",
            "\x8a\x80\x80\x80\x00\x01"
            "a"s,
            true},
        Row{"TagOfSixBytes",
            "\x8a\x80\x80\x80\x80\x00\x01"
            "a"s,
            false},
        Row{"TagBeyond32Bits",
            "\x8a\x80\x80\x80\x70\x01"
            "a"s,
            true},
        Row{"FieldZero", "\x02\x00"s, false}, Row{"ZeroByte", "\x00"s, false},
        Row{"WireTypeSix", "\x0e", false}, Row{"WireTypeSeven", "\x0f", false},
        Row{"LengthOfFiveBytes",
            "\x0a\x81\x80\x80\x80\x00"
            "a"s,
            true},
        Row{"LengthOfSixBytes",
            "\x0a\x81\x80\x80\x80\x80\x00"
            "a"s,
            false},
        Row{"LengthBeyondTheEnd",
            "\x0a\x02"
            "a",
            false},
        Row{"LengthOfFourGigabytes",
            "\x0a\xff\xff\xff\xff\x0f"
            "a",
            false},
        Row{"NumberOfTenBytes", "\x40\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", true},
        Row{"NumberBeyond64Bits", "\x40\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", true},
        Row{"NumberOfElevenBytes", "\x40\xff\xff\xff\xff\xff\xff\xff\xff\xff\x80\x00"s, false},
        Row{"NumberCutOff", "\x40\xff", false}, Row{"TextAsNumberIsUnknown", "\x08\x05", true},
        Row{"NumberAsTextIsUnknown", "\x42\x01\xff", true},
        Row{"EventAsNumberIsUnknown", "\x88\x01\x01", true},
        Row{"UnknownFixed",
            "\xa1\x06"
            "12345678\xa5\x06"
            "1234",
            true},
        Row{"UnknownFixedCutOff",
            "\xa1\x06"
            "1234567",
            false},
        Row{"UnknownTextNeedsNoUtf8", "\xa2\x06\x01\xff", true},
        Row{"UnknownGroup", "\xa3\x06\x08\x01\x12\x01x\xa4\x06", true},
        Row{"GroupEndsAnother", "\xa3\x06\xac\x06", false},
        Row{"GroupWithoutEnd", "\xa3\x06\x08\x01", false},
        Row{"EndWithoutGroup", "\xa4\x06", false},
        Row{"HundredGroups", Repeat("\xa3\x06", 100) + Repeat("\xa4\x06", 100), true},
        Row{"HundredAndOneGroups", Repeat("\xa3\x06", 101) + Repeat("\xa4\x06", 101), false},
        Row{"KnownTextAsGroup", "\x0b\x0c", true},
        Row{"TimeInTwoPieces", "\x32\x02\x08\x05\x32\x02\x10\x07", true},
        Row{"BatchInTwoPieces",
            "\x4a\x03\x0a\x01"
            "a\x4a\x02\x1a\x00"s,
            true},
        Row{"EventInTwoPieces", "\xaa\x01\x02\x08\x02\xaa\x01\x03\x12\x01R", true},
        Row{"EventReplacesEvent", "\xaa\x01\x02\x08\x02\xba\x01\x00\xaa\x01\x00"s, true},
        Row{"BadTextInAReplacedEvent", "\xaa\x01\x03\x12\x01\xff\xba\x01\x00"s, false},
        Row{"NegativeEnum", "\xaa\x01\x0b\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", true},
        Row{"EnumBeyond32Bits", "\xaa\x01\x07\x08\x81\x80\x80\x80\x80\x01", true},
        Row{"CountBeyond32Bits", "\xea\x01\x07\x10\x81\x80\x80\x80\x80\x01", true},
        Row{"ZeroOfAnOptional", "\xea\x01\x02\x10\x00"s, true},
        Row{"FlagOfTwo", "\xba\x02\x02\x18\x02", true},
        Row{"EventOfALaterVersion", "\xaa\x01\x02\x08\x02\xfa\x03\x00"s, true},
        Row{"FieldOfALaterVersion", "\xaa\x01\x02\x38\x02", true}),
    [](const auto& row) { return row.param.name; });

TEST(WireReaderTest, LeavesNothingOfTheEventBefore) {
  wire::WireEvent fields;
  for (const std::string& bytes : Encoded()) EXPECT_TRUE(wire::ReadWire(bytes, fields));
  EXPECT_TRUE(wire::ReadWire("", fields));
  EXPECT_EQ(fields, wire::WireEvent());
}

TEST(IsUtf8Test, EveryPairAndTheBoundsOfLongerOnes) {
  Comparison comparison;
  const auto agree = [&](const std::string& text) {
    ASSERT_TRUE(comparison.Agree("\x0a" + std::string(1, static_cast<char>(text.size())) + text));
  };
  for (int i = 0; i < 0x10000; ++i) {
    agree({static_cast<char>(i >> 8), static_cast<char>(i)});
    // All leading pairs before good continuations: forms too long, surrogates, beyond the last.
    agree({static_cast<char>(i >> 8), static_cast<char>(i), '\x80'});
    agree({static_cast<char>(i >> 8), static_cast<char>(i), '\xbf', '\x80'});
  }
  for (const std::string text : {"eight by\xc2\xa3", "eight by\xc2", "\xa3", "seven b\xff"})
    agree(text);
}

/// Spoils messages: single bytes, lengths, whole fields put in, taken out, doubled, exchanged.
class Spoiler {
 public:
  explicit Spoiler(unsigned seed) : random_(seed) {}

  std::string Spoil(const std::vector<std::string>& all) {
    std::string bytes = all[Below(all.size())];
    for (std::size_t i = 1 + Below(3); i > 0; --i) Step(all, bytes);
    return bytes;
  }

 private:
  std::size_t Below(std::size_t bound) { return random_() % bound; }
  char Byte() { return static_cast<char>(random_()); }

  void Step(const std::vector<std::string>& all, std::string& bytes) {
    const std::size_t at = Below(bytes.size() + 1);
    switch (Below(8)) {
      case 0: bytes.insert(at, 1, Byte()); break;
      case 1: bytes.erase(at, 1 + Below(4)); break;
      case 2: bytes += all[Below(all.size())]; break;
      case 3: bytes.insert(at, UnknownField()); break;
      case 4: bytes += UnknownField(); break;
      case 5: bytes.insert(0, UnknownField()); break;
      default:
        if (at < bytes.size())
          bytes[at] = Below(2) == 0 ? Byte() : static_cast<char>(bytes[at] ^ (1 << Below(8)));
    }
  }

  /// A field with any number and type, often well formed.
  std::string UnknownField() {
    std::string field = Varint(random_() % 600 + 1);
    for (std::size_t i = Below(12); i > 0; --i) field += Byte();
    return field;
  }

  std::string Varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
  }

  std::mt19937 random_;
};

TEST(WireReaderTest, ReadsSpoiltMessagesAsTheGeneratedClassDoes) {
  constexpr unsigned kSeed = 20240301;
  constexpr int kMessages = 100'000;
  Comparison comparison;
  Spoiler spoiler(kSeed);
  const std::vector<std::string> all = Encoded();
  for (int i = 0; i < kMessages; ++i) ASSERT_TRUE(comparison.Agree(spoiler.Spoil(all)));
  EXPECT_GT(comparison.reads, kMessages / 10) << "some are to be read";
  EXPECT_LT(comparison.reads, kMessages / 10 * 9) << "and some refused";
}

}  // namespace
}  // namespace caseclock

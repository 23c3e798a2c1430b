#include "daemon/checkpoint/fingerprint.h"

#include <gtest/gtest.h>

#include <string>

namespace caseclock {
namespace {

TEST(FingerprintTest, PublishedValues) {
  EXPECT_EQ(Fingerprint(""), 0xcbf29ce484222325);
  EXPECT_EQ(Fingerprint("a"), 0xaf63dc4c8601ec8c);
  EXPECT_EQ(Fingerprint("foobar"), 0x85944171f73967e8);
}

TEST(FingerprintTest, Continues) {
  EXPECT_EQ(Fingerprint("bar", Fingerprint("foo")), Fingerprint("foobar"));
}

TEST(FingerprintTest, HighBytesCountAsUnsigned) {
  EXPECT_EQ(Fingerprint("\xff"), (kFingerprintOfNothing ^ 0xff) * 0x100000001b3);
}

TEST(FingerprintTest, NoFlippedBitGoesUnseen) {
  const std::string bytes = "E08000099, child 1, referral 1";
  for (std::size_t i = 0; i < 8 * bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << (i % 8)));
    EXPECT_NE(Fingerprint(flipped), Fingerprint(bytes)) << i;
  }
}

}  // namespace
}  // namespace caseclock

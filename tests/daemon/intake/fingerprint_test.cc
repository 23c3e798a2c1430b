#include "daemon/intake/fingerprint.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace caseclock {
namespace {

// Computed by hand from the definition of MurmurHash64A. Stored in checkpoints: when one of these
// changes, no daemon can recover its checkpoints.
TEST(FingerprintTest, NeverChanges) {
  EXPECT_EQ(Fingerprint("", ""), 3211776949246196860uLL);
  EXPECT_EQ(Fingerprint("E08000018", "an invented event"), 11749634587578511515uLL);
}

TEST(FingerprintTest, DependsOnEveryByteOfKeyAndValue) {
  const std::string value = "an invented event";
  std::set<std::uint64_t> seen = {Fingerprint("E08000018", value)};
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string other = value;
    other[i] ^= 1;
    EXPECT_TRUE(seen.insert(Fingerprint("E08000018", other)).second) << "byte " << i;
  }
  EXPECT_TRUE(seen.insert(Fingerprint("E08000019", value)).second);
}

TEST(FingerprintTest, KeyAndValueAreKeptApart) {
  EXPECT_NE(Fingerprint("ab", "c"), Fingerprint("a", "bc"));
}

TEST(FingerprintTest, EmptyAndZeroBytesDiffer) {
  EXPECT_NE(Fingerprint("", std::string_view("\0", 1)),
            Fingerprint("", std::string_view("\0\0", 2)));
  EXPECT_NE(Fingerprint("", ""), kNoFingerprint);
}

}  // namespace
}  // namespace caseclock

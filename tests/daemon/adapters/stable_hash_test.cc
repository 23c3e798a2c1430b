#include "daemon/adapters/stable_hash.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

/// Records that were imported carry these for ever.
TEST(StableHashTest, NeverChanges) {
  EXPECT_EQ(StableHash().Hex(16), "efd01f60ba992926");
  EXPECT_EQ(StableHash().Add("E99999999").Add("contact").Add(std::int64_t{7}).Hex(16),
            "cbbf88b70b9539a1");
}

TEST(StableHashTest, TellsPartsApart) {
  EXPECT_NE(StableHash().Add("ab").Add("c").Value(), StableHash().Add("a").Add("bc").Value());
  EXPECT_NE(StableHash().Add("").Value(), StableHash().Value());
  EXPECT_NE(StableHash().Add(std::int64_t{1}).Value(), StableHash().Add(std::int64_t{-1}).Value());
}

TEST(StableHashTest, HexIsTheBeginningOfTheValue) {
  const StableHash hash = StableHash().Add("x");
  EXPECT_EQ(hash.Hex(16).substr(0, 12), hash.Hex(12));
  EXPECT_EQ(std::stoull(hash.Hex(16), nullptr, 16), hash.Value());
}

}  // namespace
}  // namespace caseclock

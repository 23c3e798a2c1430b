#include "processors/record/authority_name.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace caseclock {
namespace {

TEST(AuthorityNameTest, EnglishCouncilsAreKnownByName) {
  EXPECT_EQ(AuthorityName("E08000018"), "Rotherham");
  EXPECT_EQ(AuthorityName("E06000001"), "Hartlepool");
  EXPECT_EQ(AuthorityName("E10000034"), "Worcestershire");
  // Boundaries moved on 1 April 2025: the council is the same, its code another.
  EXPECT_EQ(AuthorityName("E08000016"), "Barnsley");
  EXPECT_EQ(AuthorityName("E08000038"), "Barnsley");
}

TEST(AuthorityNameTest, NamesAreAsTheyAreSaid) {
  EXPECT_EQ(AuthorityName("E06000023"), "Bristol");
  EXPECT_EQ(AuthorityName("E06000010"), "Kingston upon Hull");
  EXPECT_EQ(AuthorityName("E09000001"), "City of London");
  for (const EnglishAuthority& one : EnglishAuthorities()) {
    EXPECT_EQ(one.name.find(", City"), std::string_view::npos) << one.name;
    EXPECT_EQ(one.name.find(", County"), std::string_view::npos) << one.name;
    EXPECT_FALSE(one.name.empty()) << one.code;
  }
}

TEST(AuthorityNameTest, OthersAreCalledByTheirCode) {
  EXPECT_EQ(AuthorityName("X99000009"), "X99000009");
  EXPECT_EQ(EnglishAuthorityName("X99000009"), "");
  EXPECT_EQ(EnglishAuthorityName("E06000048"), "");  // Northumberland is E06000057
  EXPECT_EQ(EnglishAuthorityName(""), "");
}

TEST(AuthorityNameTest, TheTableIsInOrderWithEachCodeOnce) {
  const auto all = EnglishAuthorities();
  EXPECT_EQ(all.size(), 163u);
  EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::less_equal(), &EnglishAuthority::code));
}

}  // namespace
}  // namespace caseclock

// Each text once, under a number that stays.
#include "processors/record/string_pool.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

TEST(StringPoolTest, NumbersAreGivenInOrderOfFirstUseAndStay) {
  StringPool pool;
  EXPECT_EQ(pool.Intern("liquidlogic"), 0u);
  EXPECT_EQ(pool.Intern(""), 1u);
  EXPECT_EQ(pool.Intern("liquidlogic"), 0u);
  EXPECT_EQ(pool.Text(0), "liquidlogic");
  EXPECT_EQ(pool.size(), 2u);
}

TEST(StringPoolTest, TextsKeepTheirPlaceWhileThePoolGrows) {
  StringPool pool;
  pool.Intern("first");
  const std::string_view first = pool.Text(0);
  for (int i = 0; i < 10'000; ++i) pool.Intern("text " + std::to_string(i));
  EXPECT_EQ(first, "first");
  EXPECT_EQ(first.data(), pool.Text(0).data());
  EXPECT_EQ(pool.Text(pool.Intern("text 77")), "text 77");
}

}  // namespace
}  // namespace caseclock

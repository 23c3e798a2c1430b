#include "daemon/page/form_values.h"

#include "gtest/gtest.h"

namespace caseclock {
namespace {

TEST(QueryValueTest, DecodesAndFindsTheFirst) {
  EXPECT_EQ(QueryValue("a=1&authority=E08%30", "authority"), "E080");
  EXPECT_EQ(QueryValue("authority=one+two&authority=x", "authority"), "one two");
  EXPECT_EQ(QueryValue("authority", "authority"), "");
  EXPECT_EQ(QueryValue("authority=", "authority"), "");
  EXPECT_EQ(QueryValue("", "authority"), "");
  EXPECT_EQ(QueryValue("xauthority=1", "authority"), "");
  EXPECT_EQ(QueryValue("authority=a=b", "authority"), "a=b");
}

TEST(QueryValueTest, LeavesBrokenEscapesAsTheyAre) {
  EXPECT_EQ(QueryValue("q=%", "q"), "%");
  EXPECT_EQ(QueryValue("q=%4", "q"), "%4");
  EXPECT_EQ(QueryValue("q=%zz%41", "q"), "%zzA");
}

}  // namespace
}  // namespace caseclock

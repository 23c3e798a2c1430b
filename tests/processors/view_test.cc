#include "processors/view.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

TEST(ViewNameTest, AViewIsCalledAsConfiguredElseAsKnown) {
  AuthorityView view;
  view.authority = "E08000018";
  EXPECT_EQ(NameOf(view), "Rotherham");
  EXPECT_EQ(NameAndCodeOf(view), "Rotherham (E08000018)");
  view.name = "Rotherham Council";
  EXPECT_EQ(NameOf(view), "Rotherham Council");
  view = {};
  view.authority = "X99000009";
  EXPECT_EQ(NameAndCodeOf(view), "X99000009");
}

}  // namespace
}  // namespace caseclock

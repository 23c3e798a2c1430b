#include "processors/judgement/sentence.h"

#include "gtest/gtest.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {
namespace {

TEST(CountAsTextTest, OneIsNamedAsOne) {
  EXPECT_EQ(CountAsText(1, "children on plans"), "1 child on plans");
  EXPECT_EQ(CountAsText(1, "referrals"), "1 referral");
  const Catalogue catalogue = BuiltInCatalogue();
  const std::string& counted = catalogue.Find("cpp_late_conference")->counted;
  EXPECT_EQ(CountAsText(1, counted), "1 plan that will pass 24 months before the next conference");
  EXPECT_EQ(CountAsText(12'345, counted),
            "12,345 plans that will pass 24 months before the next conference");
}

TEST(CountAsTextTest, WhatIsNoNounStaysAsItIs) {
  EXPECT_EQ(CountAsText(1, "in time"), "1 in time");
  EXPECT_EQ(CountAsText(0, "referrals"), "0 referrals");
}

}  // namespace
}  // namespace caseclock

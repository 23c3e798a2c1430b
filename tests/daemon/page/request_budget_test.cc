#include "daemon/page/request_budget.h"

#include "gtest/gtest.h"

namespace caseclock {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

int Granted(RequestBudget& budget, std::string_view name, int times, std::int64_t now_us) {
  int granted = 0;
  for (int i = 0; i < times; ++i) granted += budget.Spend(name, now_us).granted ? 1 : 0;
  return granted;
}

TEST(RequestBudgetTest, SoManyAtOnceThenOneInSoMuchTime) {
  RequestBudget budget({.at_once = 3, .one_every_us = 2 * kSecond});
  EXPECT_EQ(Granted(budget, "anna", 10, 0), 3);
  EXPECT_EQ(Granted(budget, "anna", 10, 2 * kSecond - 1), 0);
  EXPECT_EQ(Granted(budget, "anna", 10, 2 * kSecond), 1);
  EXPECT_EQ(Granted(budget, "anna", 10, 100 * kSecond), 3)
      << "no more is saved than is had at once";
}

TEST(RequestBudgetTest, EachHasTheirOwn) {
  RequestBudget budget({.at_once = 1, .one_every_us = kSecond});
  EXPECT_EQ(Granted(budget, "anna", 5, 0), 1);
  EXPECT_EQ(Granted(budget, "ben", 5, 0), 1);
}

TEST(RequestBudgetTest, TheFirstRefusalIsKnown) {
  RequestBudget budget({.at_once = 1, .one_every_us = kSecond});
  EXPECT_TRUE(budget.Spend("anna", 0).granted);
  EXPECT_TRUE(budget.Spend("anna", 0).first_refusal);
  EXPECT_FALSE(budget.Spend("anna", 0).first_refusal);
  EXPECT_TRUE(budget.Spend("anna", kSecond).granted);
  EXPECT_TRUE(budget.Spend("anna", kSecond).first_refusal);
}

TEST(RequestBudgetTest, AClockThatIsPutBackLocksNobodyOut) {
  RequestBudget budget({.at_once = 1, .one_every_us = kSecond});
  EXPECT_EQ(Granted(budget, "anna", 1, 1000 * kSecond), 1);
  EXPECT_EQ(Granted(budget, "anna", 1, 0), 0);
  EXPECT_EQ(Granted(budget, "anna", 1, kSecond), 1);
}

TEST(RequestBudgetTest, WhoOwesNothingIsForgottenWhenThereIsNoRoom) {
  RequestBudget budget({.at_once = 1, .one_every_us = kSecond, .most_names = 2});
  EXPECT_EQ(Granted(budget, "a", 1, 0) + Granted(budget, "b", 1, 0), 2);
  EXPECT_EQ(Granted(budget, "c", 1, 0), 0);
  EXPECT_EQ(Granted(budget, "c", 1, kSecond), 1);
}

}  // namespace
}  // namespace caseclock

#include "daemon/http/password_check.h"

#include <chrono>

#include "gtest/gtest.h"

namespace caseclock {
namespace {

using Users = PasswordCheck::Users;

// Of "open sesame", cost 4; one for each way in which programs mark bcrypt.
constexpr char kHash2y[] = "$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";
constexpr char kHash2b[] = "$2b$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";
constexpr char kHash2a[] = "$2a$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";

TEST(PasswordCheckTest, BcryptOfEveryMarkIsUnderstood) {
  for (const char* hash : {kHash2y, kHash2b, kHash2a}) {
    PasswordCheck check(Users{{"anna", hash}});
    EXPECT_TRUE(check.Check("anna", "open sesame")) << hash;
    EXPECT_FALSE(check.Check("anna", "open sesam")) << hash;
    EXPECT_FALSE(check.Check("anna", "")) << hash;
    EXPECT_FALSE(check.Check("ben", "open sesame")) << hash;
  }
}

TEST(PasswordCheckTest, WithoutUsersNobodyNeedsAPassword) {
  PasswordCheck check(Users{});
  EXPECT_FALSE(check.IsNeeded());
  EXPECT_FALSE(check.Check("", ""));
  check.SetUsers({{"anna", kHash2y}});
  EXPECT_TRUE(check.IsNeeded());
}

TEST(PasswordCheckTest, WhatWasCheckedIsRememberedRightAndWrong) {
  PasswordCheck check(Users{{"anna", kHash2y}});
  EXPECT_EQ(check.Remembered("anna", "open sesame"), std::nullopt);
  check.Check("anna", "open sesame");
  check.Check("anna", "guess");
  EXPECT_EQ(check.Remembered("anna", "open sesame"), true);
  EXPECT_EQ(check.Remembered("anna", "guess"), false);
  EXPECT_EQ(check.Remembered("ben", "open sesame"), std::nullopt);
}

TEST(PasswordCheckTest, GuessesDriveNoRightOneOut) {
  PasswordCheck check(Users{{"anna", kHash2y}});
  check.Check("anna", "open sesame");
  for (std::size_t n = 0; n <= kMaxRemembered; ++n) check.Check("anna", std::to_string(n));
  EXPECT_EQ(check.Remembered("anna", "open sesame"), true);
  EXPECT_EQ(check.Remembered("anna", "0"), std::nullopt) << "the oldest guess has gone";
}

TEST(PasswordCheckTest, AnotherHashForgetsWhatWasRight) {
  PasswordCheck check(Users{{"anna", kHash2y}});
  check.Check("anna", "open sesame");
  check.SetUsers({{"anna", kHash2b}});
  EXPECT_EQ(check.Remembered("anna", "open sesame"), std::nullopt);
  check.SetUsers({});
  EXPECT_NE(check.Remembered("anna", "open sesame"), true);
}

// The work of a wrong password is done for an unknown user, too: several times, the fastest of each compared.
TEST(PasswordCheckTest, AnUnknownUserTakesAsLongAsAWrongPassword) {
  PasswordCheck check(Users{{"anna", kHash2y}, {"ben", kHash2b}});
  const auto fastest = [&](const char* user) {
    auto best = std::chrono::nanoseconds::max();
    for (int n = 0; n < 20; ++n) {
      const auto begun = std::chrono::steady_clock::now();
      check.Check(user, "guess" + std::to_string(n));
      best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - begun);
    }
    return best;
  };
  const auto known = fastest("anna"), unknown = fastest("nobody");
  EXPECT_LT(known, 2 * unknown);
  EXPECT_LT(unknown, 2 * known);
}

}  // namespace
}  // namespace caseclock

#include "processors/record/authority_code.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace caseclock {
namespace {

TEST(AuthorityCodeTest, IsACapitalLetterAndEightDigits) {
  for (const char* code : {"E08000018", "E06000001", "E10000003", "X99000009", "W06000015"}) {
    EXPECT_TRUE(IsAuthorityCode(code)) << code;
  }
  for (const char* code :
       {"", "E", "Leeds", "e08000018", "E0800001", "E080000180", "E0800001O", " E08000018",
        "E08000018 ", "E0800001\xd9\xa8", "108000018", "E0800-018"}) {
    EXPECT_FALSE(IsAuthorityCode(code)) << code;
  }
}

TEST(AuthorityCodeTest, KnowsWhoHasChildrensServicesInEngland) {
  for (const char* code : {"E06000001", "E06000047", "E06000066", "E08000018", "E08000037",
                           "E08000038", "E09000001", "E09000033", "E10000003", "E10000034"}) {
    EXPECT_TRUE(IsEnglishChildrensServices(code)) << code;
  }
  // A district, a Welsh council, an invented one, numbers that are not in use, a region.
  for (const char* code :
       {"E07000008", "W06000015", "X99000009", "E06000048", "E08000020", "E08000099", "E09000000",
        "E09000034", "E10000001", "E10000033", "E12000003", "Leeds"}) {
    EXPECT_FALSE(IsEnglishChildrensServices(code)) << code;
  }
}

TEST(AuthorityCodeTest, ListsThemInOrderAndOnce) {
  const auto codes = EnglishChildrensServices();
  EXPECT_EQ(codes.size(), 163u);
  EXPECT_TRUE(std::is_sorted(codes.begin(), codes.end(), std::less_equal<>()));
  EXPECT_TRUE(std::all_of(codes.begin(), codes.end(), IsEnglishChildrensServices));
}

}  // namespace
}  // namespace caseclock

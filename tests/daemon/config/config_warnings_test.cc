#include "daemon/config/config_warnings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/config/council_code.h"
#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> WarningsOf(const std::string& text) { return ConfigWarnings(Good(text)); }

TEST(ConfigWarningsTest, CouncilsThatAreListedAreNoWarning) {
  EXPECT_THAT(WarningsOf(""), IsEmpty());
  EXPECT_THAT(WarningsOf("authorities: [{code: E08000018}, {code: X99000001}]\n"
                         "alerts: {people: [{id: head, address: head@council.example, authority: "
                         "X99000001}]}\n"),
              IsEmpty());
}

TEST(ConfigWarningsTest, EachSectionMayNameACouncilThatIsNotListed) {
  EXPECT_THAT(
      WarningsOf("authorities: [{code: X99000001}]\nonly_known_authorities: false\n"
                 "judgement: {targets: [{indicator: ni60, authority: X99000002, value: 84 %}]}\n"
                 "alerts: {people: [{id: head, address: head@council.example, authority: "
                 "X99000003}]}\n"
                 "http: {record_readers: [{user: analyst, authorities: [X99000004]}]}\n"),
      ElementsAre("a target of ni60 is of council X99000002, which is not among the authorities",
                  "\"head\" is told of council X99000003, which is not among the authorities",
                  "\"analyst\" may see records of council X99000004, which is not among the "
                  "authorities"));
}

TEST(ConfigWarningsTest, ACodeOfNoEnglishCouncilIsProbablyASlip) {
  EXPECT_THAT(
      WarningsOf("authorities: [{code: E08000099}]\n"),
      ElementsAre("E08000099 is not the code of an English council with children's services"));
}

TEST(ConfigWarningsTest, ACouncilOfWalesIsProbablyASlipAndAnInventedOneIsNot) {
  EXPECT_THAT(
      WarningsOf("authorities: [{code: W06000015}, {code: X99000001}]\n"),
      ElementsAre("W06000015 is not the code of an English council with children's services"));
}

TEST(ConfigWarningsTest, AClosureDayOutsideTheCalendarClosesNothing) {
  const auto warnings = WarningsOf(
      "authorities: [{code: X99000001, closure_days: [2024-12-24, 1999-12-24, 2099-12-24]}]\n");
  ASSERT_EQ(warnings.size(), 2u);
  EXPECT_TRUE(
      warnings[0].starts_with("closure day 1999-12-24 of council X99000001 has no effect: "
                              "working days are known from 2005-01-01 to "))
      << warnings[0];
}

TEST(CouncilCodeTest, OffersTheCodeThatATextHolds) {
  EXPECT_EQ(CouncilCodeMeant("e08000018"), "E08000018");
  EXPECT_EQ(CouncilCodeMeant(" E06-000 001 "), "E06000001");
  EXPECT_EQ(CouncilCodeMeant("Leeds"), "E08000018");
}

}  // namespace
}  // namespace caseclock

// Names of alerts that stand in mails and links, and when an acknowledgement is in force.
#include "processors/alert/alert.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/day.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

const AlertKey kNorth{"assessment_45.drag", kInventedCouncil, "North"};
const Onset kFourthOfMarch{Day("2024-03-04"), 1};

TEST(AlertRefTest, IsALetterAndTwelveSignsThatNobodyMisreads) {
  std::set<char> signs;
  for (int ordinal = 1; ordinal <= 200; ++ordinal) {
    const std::string ref = AlertRef(kNorth, {Day("2024-03-04"), ordinal});
    ASSERT_EQ(ref.size(), 13u);
    EXPECT_EQ(ref.front(), 'A');
    signs.insert(ref.begin() + 1, ref.end());
  }
  EXPECT_EQ(std::string(signs.begin(), signs.end()), "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
}

TEST(AlertRefTest, IsWrittenDownInMailsAndMustNeverBecomeAnother) {
  EXPECT_EQ(AlertRef(kNorth, kFourthOfMarch), "AHGDQM685CVWR");
}

TEST(AlertRefTest, DiffersByRuleAuthorityTeamDayAndOrdinal) {
  const std::set<std::string> refs = {
      AlertRef(kNorth, kFourthOfMarch),
      AlertRef({"assessment_45.red", kInventedCouncil, "North"}, kFourthOfMarch),
      AlertRef({"assessment_45.drag", "X99000098", "North"}, kFourthOfMarch),
      AlertRef({"assessment_45.drag", kInventedCouncil, "South"}, kFourthOfMarch),
      AlertRef({"assessment_45.drag", kInventedCouncil, kWholeAuthority}, kFourthOfMarch),
      AlertRef(kNorth, {Day("2024-03-05"), 1}),
      AlertRef(kNorth, {Day("2024-03-04"), 2})};
  EXPECT_EQ(refs.size(), 7u);
}

TEST(AlertRefTest, WordsThatRunTogetherAreStillApart) {
  EXPECT_NE(AlertRef({"a", "bc", "d"}, kFourthOfMarch), AlertRef({"ab", "c", "d"}, kFourthOfMarch));
  EXPECT_NE(AlertRef({"a", "b", ""}, kFourthOfMarch), AlertRef({"a", "", "b"}, kFourthOfMarch));
}

TEST(AcknowledgementTest, HoldsUntilItsEndAndNotOnIt) {
  AlertState state;
  EXPECT_FALSE(IsAcknowledged(state, 0));
  state.acknowledged = Acknowledgement{"head", "Two workers come on Monday.", 100, 200};
  EXPECT_TRUE(IsAcknowledged(state, 199));
  EXPECT_FALSE(IsAcknowledged(state, 200));
}

}  // namespace
}  // namespace caseclock

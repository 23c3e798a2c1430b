#include "daemon/page/page_rotation.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using testing::HasSubstr;

class RotationTest : public testing::Test {
 protected:
  std::string Html(const std::string& query, std::string_view team = "", std::size_t council = 0) {
    return RotationHtml(*view_, *view_->authorities[council], invented::Texts(), team,
                        ParseRotation(query));
  }
  std::shared_ptr<const View> view_ = invented::CouncilView();
};

TEST(ParseRotationTest, ReadsWhatAndHowLong) {
  EXPECT_EQ(ParseRotation("rotate=teams&every=45").what, Rotation::kTeams);
  EXPECT_EQ(ParseRotation("rotate=teams&every=45").every_s, 45);
  EXPECT_EQ(ParseRotation("rotate=councils").every_s, kRotateEvery);
  EXPECT_EQ(ParseRotation("rotate=councils&every=1").every_s, kRotateAtLeast);
  EXPECT_EQ(ParseRotation("rotate=councils&every=soon").every_s, kRotateEvery);
  EXPECT_EQ(ParseRotation("rotate=planets").what, Rotation::kNone);
}

TEST_F(RotationTest, CouncilsComeInTurnAndBeginAgain) {
  EXPECT_THAT(Html("rotate=councils"),
              HasSubstr("data-next=\"./?authority=X01000002&amp;rotate=councils&amp;every=30\" "
                        "data-every=\"30\">1 of 2; next X01000002, every 30 seconds. <a "
                        "href=\"./?authority=X01000001\">Stop</a>"));
  EXPECT_THAT(Html("rotate=councils", "", 1), HasSubstr("data-next=\"./?authority=X01000001&amp;"));
}

TEST_F(RotationTest, TheCouncilThenItsTeamsByName) {
  EXPECT_THAT(
      Html("rotate=teams&every=20"),
      HasSubstr("data-next=\"team?authority=X01000001&amp;team=%28none%29&amp;rotate=teams&amp;"
                "every=20\""));
  EXPECT_THAT(Html("rotate=teams", "Assessment East"), HasSubstr("team=Assessment%20North&amp;"));
  EXPECT_THAT(Html("rotate=teams", "Unaccompanied <18"),
              HasSubstr("data-next=\"./?authority=X01000001&amp;rotate=teams"))
      << "the last leads to the council again";
}

TEST_F(RotationTest, NothingTurnsUnlessAsked) {
  EXPECT_EQ(Html(""), "");
  const auto one = invented::SmallView();
  EXPECT_EQ(RotationHtml(*one, *one->authorities[0], {}, "", ParseRotation("rotate=councils")), "");
}

TEST_F(RotationTest, LinksBeginIt) {
  const std::string links = RotationLinks(*view_, *view_->authorities[0], invented::Texts());
  EXPECT_THAT(links, HasSubstr("rotate=teams&amp;every=30\">Teams in turn</a>"));
  EXPECT_THAT(links, HasSubstr("rotate=councils&amp;every=30\">Councils in turn</a>"));
}

}  // namespace
}  // namespace caseclock

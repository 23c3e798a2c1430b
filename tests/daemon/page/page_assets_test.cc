#include "daemon/page/page_assets.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

TEST(PageAssetsTest, TheChartLibraryIsTheWholeFileOfThePackage) {
  const auto asset = FindAsset("/" + ChartLibraryAddress());
  ASSERT_TRUE(asset);
  const std::string text(asset->text);
  EXPECT_TRUE(asset->for_ever);
  EXPECT_EQ(asset->content_type, "text/javascript; charset=utf-8");
  EXPECT_GT(text.size(), 150'000u);
  EXPECT_THAT(text.substr(0, 100), HasSubstr("Chart.js v3."));
  EXPECT_THAT(text.substr(text.size() - 100), HasSubstr("}"));
  EXPECT_EQ(text.find('\0'), std::string::npos) << "not a byte too many";
}

TEST(PageAssetsTest, TheLicenceIsServedBesideIt) {
  const auto asset = FindAsset("/assets/chart-licence.txt");
  ASSERT_TRUE(asset);
  EXPECT_FALSE(asset->for_ever);
  EXPECT_THAT(std::string(asset->text), HasSubstr("Chart.js Contributors"));
  EXPECT_THAT(std::string(asset->text), HasSubstr("THE SOFTWARE IS PROVIDED \"AS IS\""));
}

TEST(PageAssetsTest, NamesChangeWithTheText) {
  EXPECT_THAT(PageScriptAddress(), MatchesRegex("assets/page-[0-9a-f]{8}\\.js"));
  EXPECT_THAT(ChartLibraryAddress(), MatchesRegex("assets/chart-[0-9a-f]{8}\\.js"));
  EXPECT_NE(PageScriptAddress().substr(12), ChartLibraryAddress().substr(13));
}

TEST(PageAssetsTest, NothingElseIsThere) {
  for (const char* path : {"/assets/", "/assets/page-00000000.js", "/assets/../etc/passwd",
                           "assets", "", "/assets/chart-licence.txt/"}) {
    EXPECT_FALSE(FindAsset(path)) << path;
  }
}

TEST(PageAssetsTest, TheScriptAsksNobodyElse) {
  EXPECT_THAT(std::string(PageScriptText()), Not(HasSubstr("http")));
  EXPECT_THAT(std::string(PageScriptText()), HasSubstr("caseclockCharts"));
}

}  // namespace
}  // namespace caseclock

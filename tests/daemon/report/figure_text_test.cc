#include "daemon/report/figure_text.h"

#include "gtest/gtest.h"

namespace caseclock {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

TEST(GroupedTextTest, GroupsByThousands) {
  EXPECT_EQ(GroupedText(0), "0");
  EXPECT_EQ(GroupedText(999), "999");
  EXPECT_EQ(GroupedText(1000), "1,000");
  EXPECT_EQ(GroupedText(1234567), "1,234,567");
  EXPECT_EQ(GroupedText(-123), "-123");
  EXPECT_EQ(GroupedText(-1234), "-1,234");
}

TEST(PercentTextTest, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(PercentText(1780, 2100), "84.8%");
  EXPECT_EQ(PercentText(13, 80), "16.3%");  // 16.25 exactly
  EXPECT_EQ(PercentText(1, 2000), "0.1%");  // 0.05 exactly
  EXPECT_EQ(PercentText(1, 3), "33.3%");
  EXPECT_EQ(PercentText(2, 3), "66.7%");
  EXPECT_EQ(PercentText(0, 7), "0.0%");
  EXPECT_EQ(PercentText(7, 7), "100.0%");
}

TEST(PercentTextTest, NeverRoundsUpToAllUnlessItIs) {
  EXPECT_EQ(PercentText(9994, 10000), "99.9%");
  EXPECT_EQ(PercentText(9996, 10000), "100.0%");  // what one decimal can say
}

TEST(ShareTextTest, ShowsCountsBesideTheShare) {
  EXPECT_EQ(ShareText(1780, 2100), "1,780 of 2,100 · 84.8%");
  EXPECT_EQ(ShareText(0, 0), "0 of 0 · no share");
}

TEST(PointsTenthsTest, ComparesExactSharesNotPrintedOnes) {
  EXPECT_EQ(PointsTenths(354, 600, 426, 600), -120);
  EXPECT_EQ(PointsTenths(1780, 2100, 1690, 2050), 23);  // 84.7619 - 82.4390 = 2.3229
  EXPECT_EQ(PointsTenths(1, 2, 1, 2), 0);
}

TEST(DateTextTest, WritesDatesAsPeopleSayThem) {
  const Date date = Date::FromYmd(2024, 3, 1);
  EXPECT_EQ(LongDateText(date), "Fri 1 Mar 2024");
  EXPECT_EQ(ShortDateText(date), "1 Mar 2024");
  EXPECT_EQ(MonthText(date), "Mar");
}

TEST(AgeTextTest, UsesTheLargestUnitOfWhichThereAreTwo) {
  EXPECT_EQ(AgeText(kSecond), "1 second");
  EXPECT_EQ(AgeText(119 * kSecond), "119 seconds");
  EXPECT_EQ(AgeText(125 * kSecond), "2 minutes");
  EXPECT_EQ(AgeText(26 * 3600 * kSecond), "26 hours");
  EXPECT_EQ(AgeText(50 * 3600 * kSecond), "2 days");
}

TEST(AgeTextTest, ClocksThatDisagreeAreNoAge) { EXPECT_EQ(AgeText(-5 * kSecond), "0 seconds"); }

TEST(InstantTextTest, IsOfLondonInSummerAndWinter) {
  const std::int64_t evening = 1'711'927'805 * kSecond;  // 2024-03-31 23:30:05 UTC
  EXPECT_EQ(InstantText(evening), "1 Apr 2024, 00:30 BST");
  EXPECT_EQ(TimeOfDayText(evening), "00:30:05 BST");
  EXPECT_EQ(Rfc3339Text(evening), "2024-03-31T23:30:05Z");
  EXPECT_EQ(InstantText(evening - 90 * 86'400 * kSecond), "1 Jan 2024, 23:30 GMT");
}

TEST(BytesTextTest, UsesPowersOfAThousand) {
  EXPECT_EQ(BytesText(999), "999 bytes");
  EXPECT_EQ(BytesText(1'834'000), "1.8 MB");
  EXPECT_EQ(BytesText(999'960), "1.0 MB");
}

TEST(RateTextTest, HasOneDecimal) { EXPECT_EQ(RateText(621.04), "621.0"); }

TEST(HtmlEscapedTest, LeavesNothingThatHtmlReads) {
  EXPECT_EQ(HtmlEscaped("<b class=\"x\" id='y'>A&B</b>"),
            "&lt;b class=&quot;x&quot; id=&#39;y&#39;&gt;A&amp;B&lt;/b&gt;");
}

}  // namespace
}  // namespace caseclock

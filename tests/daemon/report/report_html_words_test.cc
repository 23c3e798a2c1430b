#include "daemon/report/report_html_words.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <regex>

#include "daemon/report/report_html_parts.h"

namespace caseclock::report_html {
namespace {

TEST(SafeTextTest, EscapesMarkup) {
  EXPECT_EQ(SafeText("<b>\"A\" & 'B'"), "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;");
}

TEST(RatioTextTest, RoundsHalvesAsCountedSharesAre) {
  EXPECT_EQ(RatioText(5.0 / 16), "31.3%");
  EXPECT_EQ(RatioText(0.0), "0.0%");
}

TEST(SafeTextTest, DropsControlsAndTurnsBreaksIntoSpaces) {
  EXPECT_EQ(SafeText(std::string_view("a\0\x01\x7f\u0085z", 7)), "az");
  EXPECT_EQ(SafeText("a\nb\tc\u2028d\u2029e"), "a b c d e");
}

TEST(SafeTextTest, DropsMarksThatTurnTheDirectionOfWriting) {
  EXPECT_EQ(SafeText("a\u202E\u2066\u200F\uFEFFb"), "ab");
}

TEST(SafeTextTest, KeepsLettersOfEveryLength) {
  EXPECT_EQ(SafeText("Llŷn — 東京 😀"), "Llŷn — 東京 😀");
}

TEST(SafeTextTest, ReplacesWhatIsNoText) {
  EXPECT_EQ(SafeText("a\xff"
                     "b"),
            "a\uFFFDb");
  EXPECT_EQ(SafeText("a\xe2\x82"), "a\uFFFD\uFFFD");          // cut short
  EXPECT_EQ(SafeText("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");  // half a pair
  EXPECT_EQ(SafeText("\xc0\xbc"), "\uFFFD\uFFFD");            // "<" written too long
}

TEST(SafeTextTest, CutsByCharactersNotBytes) {
  EXPECT_EQ(SafeText("éééé", 3), "ééé…");
  EXPECT_EQ(SafeText("&&&", 3), "&amp;&amp;&amp;");
}

TEST(TeamHtmlTest, NamesTheWholeAndTheMissing) {
  EXPECT_EQ(TeamHtml(""), "Whole council");
  EXPECT_EQ(TeamHtml("(none)"), "No team recorded");
  EXPECT_EQ(TeamHtml("North & East"), "North &amp; East");
}

TEST(ChangeInBracketsTest, HasItsSign) {
  EXPECT_EQ(ChangeInBrackets(8, 9), "8 (−1)");
  EXPECT_EQ(ChangeInBrackets(1210, 10), "1,210 (+1,200)");
  EXPECT_EQ(ChangeInBrackets(8, 8), "8 (0)");
}

TEST(ChangeHtmlTest, TheArrowIsTheFiguresAndTheWordTheMeaning) {
  const std::string html = ChangeHtml({Direction::kImproving, -210}, ValueUnit::kPercent);
  EXPECT_NE(html.find("↓</span> improving"), std::string::npos);
  EXPECT_NE(html.find("−2.10 points"), std::string::npos);
}

TEST(ChangeHtmlTest, TheUnknownHasNoArrow) {
  EXPECT_EQ(ChangeHtml({}, ValueUnit::kPercent), NothingHtml());
}

TEST(ComparatorValueTextTest, CountedValuesHaveOneDecimalPublishedOnesTheirOwn) {
  AppliedComparator comparator;
  comparator.value = {74'689};
  EXPECT_EQ(ComparatorValueText(comparator, ValueUnit::kPercent), "74.689%");
  comparator.kind = ComparatorKind::kLastYear;
  EXPECT_EQ(ComparatorValueText(comparator, ValueUnit::kPercent), "74.7%");
}

TEST(ReportingYearTextTest, BeginsInApril) {
  EXPECT_EQ(ReportingYearText(Date::FromYmd(2024, 3, 31)), "2023-24");
  EXPECT_EQ(ReportingYearText(Date::FromYmd(1999, 4, 1)), "1999-00");
}

TEST(LondonDayTest, IsTheDayInSummerTime) {
  EXPECT_EQ(LondonDay(1'719'788'400'000'000), Date::FromYmd(2024, 7, 1));  // 30 Jun, 23:00 UTC
}

// As WCAG 2 defines it, for "#rrggbb".
double Luminance(const std::string& colour) {
  const auto channel = [&](std::size_t at) {
    const double part = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
    return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double Contrast(const std::string& a, const std::string& b) {
  const double x = Luminance(a), y = Luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

std::map<std::string, std::string> Palette() {
  const std::string style(ReportStyle().substr(0, ReportStyle().find('}')));
  const std::regex colour("--([a-z-]+): (#[0-9a-f]{6})");
  std::map<std::string, std::string> palette{{"page", "#ffffff"}};
  for (std::sregex_iterator at(style.begin(), style.end(), colour), end; at != end; ++at) {
    palette[(*at)[1]] = (*at)[2];
  }
  return palette;
}

// Drawings and overlapped cells too, which the browser's check cannot judge.
TEST(ReportStyleTest, EveryTextHasAContrastOfFourAndAHalf) {
  const auto palette = Palette();
  for (const char* text : {"text", "quiet", "accent", "red", "amber", "green"}) {
    for (const char* ground : {"page", "tint"}) {
      EXPECT_GE(Contrast(palette.at(text), palette.at(ground)), 4.5) << text << " on " << ground;
    }
  }
  for (const std::string colour : {"red", "amber", "green"}) {
    EXPECT_GE(Contrast(palette.at(colour), palette.at(colour + "-ground")), 4.5) << colour;
  }
}

TEST(ReportStyleTest, CannotEndItsElementEarly) {
  EXPECT_EQ(ReportStyle().find('<'), std::string_view::npos);
}

}  // namespace
}  // namespace caseclock::report_html

#include "daemon/page/page_style.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

using Palette = std::map<std::string, std::string>;

// The colours of the nth ":root" of the style, by name: 0 is light, 1 is dark.
Palette PaletteOf(int which) {
  const std::string style = PageStyle();
  std::size_t begin = 0;
  for (int i = 0; i <= which; ++i) begin = style.find(":root", begin) + 5;
  const std::string block = style.substr(begin, style.find('}', begin) - begin);
  Palette palette;
  for (std::size_t at = block.find("--"); at != std::string::npos; at = block.find("--", at + 1)) {
    const std::size_t colon = block.find(": ", at);
    palette[block.substr(at + 2, colon - at - 2)] = block.substr(colon + 2, 7);
  }
  return palette;
}

double Channel(const std::string& colour, std::size_t at) {
  const double value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double Luminance(const std::string& colour) {
  return 0.2126 * Channel(colour, 1) + 0.7152 * Channel(colour, 3) + 0.0722 * Channel(colour, 5);
}

// As WCAG 2 defines it.
double Contrast(const std::string& a, const std::string& b) {
  const double x = Luminance(a), y = Luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(PageStyleTest, EveryTextHasAContrastOfFourAndAHalf) {
  for (const int which : {0, 1}) {
    const Palette palette = PaletteOf(which);
    for (const char* text : {"text", "quiet", "drag", "soon", "good", "link"}) {
      EXPECT_GE(Contrast(palette.at(text), palette.at("ground")), 4.5)
          << text << " of palette " << which;
    }
    EXPECT_GE(Contrast(palette.at("text"), palette.at("warn-ground")), 4.5);
    for (const auto& [text, ground] :
         {std::pair{"drag", "red-ground"}, {"soon", "amber-ground"}, {"good", "green-ground"}}) {
      EXPECT_GE(Contrast(palette.at(text), palette.at(ground)), 4.5) << ground << " of " << which;
    }
    for (const char* graphic : {"bar", "tone1", "tone2", "tone3", "tone4", "tone5", "tone6"}) {
      EXPECT_GE(Contrast(palette.at(graphic), palette.at("ground")), 3.0)
          << "WCAG 1.4.11, graphics: " << graphic << " of palette " << which;
    }
  }
}

TEST(PageStyleTest, AgesOfDragDifferInLightToo) {
  for (const int which : {0, 1}) {
    const Palette palette = PaletteOf(which);
    for (const auto& [a, b] :
         {std::pair{"tone1", "tone2"}, {"tone2", "tone3"}, {"tone3", "tone4"}}) {
      EXPECT_GE(Contrast(palette.at(a), palette.at(b)), 1.25) << a << " beside " << b;
    }
  }
}

TEST(PageStyleTest, BarsHaveEveryPercent) {
  EXPECT_THAT(PageStyle(), HasSubstr(".w0{width:0%}"));
  EXPECT_THAT(PageStyle(), HasSubstr(".w100{width:100%}"));
}

TEST(PageStyleTest, NothingIsFetchedFromElsewhere) {
  EXPECT_THAT(PageStyle(), Not(HasSubstr("url(")));
  EXPECT_THAT(PageStyle(), Not(HasSubstr("@import")));
}

TEST(PageStyleTest, CannotEndItsElementEarly) { EXPECT_THAT(PageStyle(), Not(HasSubstr("</"))); }

}  // namespace
}  // namespace caseclock

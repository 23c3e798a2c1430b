#include "daemon/text/plain_text.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

TEST(PlainTextTest, PlainTextsStayAsTheyAre) {
  for (const char* text : {"", "Team A", "C-1001/2", "\xC3\xA9quipe"}) {
    EXPECT_EQ(MakePlain(text), PlainText{.text = text}) << text;
  }
}

TEST(PlainTextTest, BlanksOfEveryKindAreOne) {
  for (const char* text : {" Team A", "Team A ", "Team  A", "Team\tA", "Team\r\nA",
                           "Team\xC2\xA0"
                           "A",
                           "Team\xE2\x80\xAF"
                           "A",
                           "\xE3\x80\x80Team A"}) {
    const PlainText plain = MakePlain(text);
    EXPECT_EQ(plain.text, "Team A") << text;
    EXPECT_TRUE(plain.blanks) << text;
    EXPECT_FALSE(plain.invisible) << text;
  }
}

TEST(PlainTextTest, WhatNobodySeesIsDropped) {
  for (const char* hidden : {"\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\x8E", "\xC2\xAD",
                             "\xE2\x81\xA0", "\xE2\x80\x8D", "\xEF\xB8\x8F", "\xCD\x8F"}) {
    for (const std::string text : {std::string(hidden) + "77", "7" + std::string(hidden) + "7",
                                   "77" + std::string(hidden)}) {
      const PlainText plain = MakePlain(text);
      EXPECT_EQ(plain.text, "77");
      EXPECT_TRUE(plain.invisible);
    }
  }
  EXPECT_EQ(MakePlain(" \xE2\x80\x8B ").text, "");
}

TEST(PlainTextTest, LettersAreComposed) {
  const PlainText plain = MakePlain(
      "Caf"
      "e\xCC\x81");
  EXPECT_EQ(plain.text, "Caf\xC3\xA9");
  EXPECT_TRUE(plain.form);
}

TEST(PlainTextTest, LookAlikesAreOneInIdentifiersOnly) {
  const std::string full_width = "\xEF\xBC\x91\xEF\xBC\x90";
  EXPECT_EQ(MakePlainIdentifier(full_width).text, "10");
  EXPECT_TRUE(MakePlainIdentifier(full_width).form);
  EXPECT_EQ(MakePlain(full_width).text, full_width);
}

TEST(PlainTextTest, SaysWhatIsNoUtf8) {
  EXPECT_FALSE(MakePlain("A\xFF").valid);
  EXPECT_EQ(PlainName("A\xFF "), "A\xFF ");
  EXPECT_EQ(PlainName("  North \xE2\x80\x8B"), "North");
}

TEST(PlainTextTest, IsStable) {
  for (const char* text :
       {" a \xE2\x80\x8B b", "\xEF\xBD\xA0x", "e\xCC\x81 \xC2\xA0", "\xEF\xBC\x91 "}) {
    const std::string once = MakePlainIdentifier(text).text;
    EXPECT_EQ(MakePlainIdentifier(once), PlainText{.text = once}) << text;
  }
}

}  // namespace
}  // namespace caseclock

#include "daemon/page/page_address.h"

#include "gtest/gtest.h"

namespace caseclock {
namespace {

TEST(PageAddressTest, AnyNameSurvives) {
  EXPECT_EQ(TeamAddress("X01", "R&D <North> 50%"),
            "team?authority=X01&amp;team=R%26D%20%3CNorth%3E%2050%25");
  EXPECT_EQ(TeamAddress("X01", kNoTeam), "team?authority=X01&amp;team=%28none%29");
}

TEST(PageAddressTest, TheBoardIsThatOfTheAuthority) {
  EXPECT_EQ(BoardAddress("X01"), "./?authority=X01");
  EXPECT_EQ(BoardAddress("X01", "ni59"), "./?authority=X01&amp;indicator=ni59");
}

TEST(PageAddressTest, AQuestionForRecordsComesBackAsItWas) {
  for (const RecordPart part : {RecordPart::kAll, RecordPart::kNumerator, RecordPart::kDenominator,
                                RecordPart::kOpen, RecordPart::kDrag, RecordPart::kDueSoon}) {
    for (const Window window : kAllWindows) {
      const RecordQuestion question = {"X01", "Moss & Fern", "ni59", window, part};
      std::string query = RecordsAddress(question).substr(std::string("records?").size());
      for (std::size_t at = query.find("&amp;"); at != std::string::npos;
           at = query.find("&amp;")) {
        query.replace(at, 5, "&");
      }
      EXPECT_EQ(ParseRecordQuestion(query), question);
    }
  }
}

TEST(PageAddressTest, WhatIsAbsentIsTheYearAndAll) {
  const auto question = ParseRecordQuestion("authority=X01&indicator=ni59");
  ASSERT_TRUE(question);
  EXPECT_EQ(question->window, Window::kYear);
  EXPECT_EQ(question->part, RecordPart::kAll);
  EXPECT_EQ(question->team, kWholeAuthority);
}

TEST(PageAddressTest, UnknownWindowsAndPartsAreRefused) {
  EXPECT_FALSE(ParseRecordQuestion("authority=X01&window=decade"));
  EXPECT_FALSE(ParseRecordQuestion("authority=X01&part=everything"));
}

}  // namespace
}  // namespace caseclock

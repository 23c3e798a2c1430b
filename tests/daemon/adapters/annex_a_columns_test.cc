#include "daemon/adapters/annex_a_columns.h"

#include <gtest/gtest.h>

#include <set>

namespace caseclock {
namespace {

TEST(AnnexAColumnsTest, HeadingsIgnoreCaseBlanksAndPunctuation) {
  for (const char* heading : {"Date of referral", "DATE OF REFERRAL", " date  of\nreferral ",
                              "Date_of_Referral:", "Date of Referral (DD/MM/YYYY)"}) {
    EXPECT_EQ(FoldHeading(heading), "dateofreferral") << heading;
  }
  EXPECT_EQ(FoldHeading("Child\xE2\x80\x99s Legal Status"), FoldHeading("Child's Legal Status"));
}

TEST(AnnexAColumnsTest, EveryHeadingNamesOneColumn) {
  for (const ListSpec& list : AnnexALists()) {
    std::set<std::string> seen;
    for (const ColumnSpec& column : list.columns) {
      EXPECT_TRUE(seen.insert(FoldHeading(column.heading)).second) << column.heading;
      EXPECT_EQ(MatchHeading(list, FoldHeading(column.heading)).column, &column);
      for (const std::string_view alias : column.aliases) {
        if (alias.empty()) continue;
        EXPECT_TRUE(seen.insert(FoldHeading(alias)).second) << alias;
        EXPECT_EQ(MatchHeading(list, FoldHeading(alias)).column, &column) << alias;
      }
    }
    for (const std::string_view unused : list.unused) {
      EXPECT_TRUE(seen.insert(FoldHeading(unused)).second) << unused;
    }
  }
}

TEST(AnnexAColumnsTest, KnownHeadingsThatAreNotUsedAreKnown) {
  const HeadingMatch match = MatchHeading(AnnexAList(3), FoldHeading("Date of Birth"));
  EXPECT_TRUE(match.known);
  EXPECT_EQ(match.column, nullptr);
  EXPECT_FALSE(MatchHeading(AnnexAList(3), FoldHeading("Date of Contact")).known);
  EXPECT_FALSE(MatchHeading(AnnexAList(3), "").known);
}

TEST(AnnexAColumnsTest, ListsAreInOrder) {
  for (int number = 1; number <= kAnnexALists; ++number) {
    EXPECT_EQ(AnnexAList(number).number, number);
  }
}

}  // namespace
}  // namespace caseclock

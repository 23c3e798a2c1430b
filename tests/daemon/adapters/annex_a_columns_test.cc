#include "daemon/adapters/annex_a_columns.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

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
      EXPECT_EQ(MatchHeading(list, column.heading).column, &column);
      EXPECT_EQ(MatchHeading(list, column.heading).rank, 0);
    }
    for (const std::string_view unused : list.unused) {
      EXPECT_TRUE(seen.insert(FoldHeading(unused)).second) << unused;
    }
  }
}

/// The inspectorate's wording of the column that a heading is taken for; "" none.
std::string ColumnOf(int list, std::string_view heading) {
  const HeadingMatch match = MatchHeading(AnnexAList(list), heading);
  return match.column == nullptr ? "" : std::string(match.column->heading);
}

TEST(AnnexAColumnsTest, KnowsHeadingsByWhatTheyMean) {
  const struct {
    int list;
    const char* heading;
    const char* column;
  } cases[] = {
      {1, "CHILD_ID", "Child Unique ID"},
      {1, "Child reference number", "Child Unique ID"},
      {1, "Mosaic ID", "Child Unique ID"},
      {1, "Identifier of the child", "Child Unique ID"},
      {1, "Date\xC2\xA0of\nContact", "Date of Contact"},
      {1, "contactdate", "Date of Contact"},
      {3, "DATEOFREFERRAL", "Date of referral"},
      {3, "3. Date Referral Received (dd/mm/yyyy)", "Date of referral"},
      {3, "Referral - no further action", "Referral NFA?"},
      {3, "Team name", "Allocated Team"},
      {4, "Date single assessment commenced", "Continuous Assessment Start Date"},
      {4, "C&F Assessment Authorised Date", "Continuous Assessment Date of Authorisation"},
      {4, "AsmtStartDate", "Continuous Assessment Start Date"},
      {5, "Strategy meeting date", "Strategy discussion initiating Section 47 Enquiry Start Date"},
      {5, "Date s47 started", "Strategy discussion initiating Section 47 Enquiry Start Date"},
      {5, "Initial CP conference not needed",
       "Was an Initial Child Protection Conference deemed unnecessary?"},
      {5, "Initial Conference Date", "Date of Initial Child Protection Conference"},
      {6, "Date CIN episode closed", "CIN Closure Date"},
      {7, "CP plan ended", "Child Protection Plan End Date"},
      {7, "Latest review conference date", "Date of latest review conference"},
      {7, "No. of previous CP plans", "Number of Previous Child Protection Plans"},
      {8, "Date became looked after", "Date Started to be Looked After"},
      {8, "CLA end date", "Date Ceased to be Looked After"},
      {8, "Reason ceased looked after", "Reason Ceased to be Looked After"},
      {10, "Agency decision date", "Date of Decision that Child Should be Placed for Adoption"},
      {10, "Date matched", "Date of Matching Child and Prospective Adopters"},
      {10, "Decision reversal date",
       "Date of Decision that Child Should No Longer be Placed for Adoption"},
  };
  for (const auto& one : cases)
    EXPECT_EQ(ColumnOf(one.list, one.heading), one.column) << one.heading;
}

TEST(AnnexAColumnsTest, AHeadingThatSaysMoreMeansSomethingElse) {
  const std::pair<int, const char*> cases[] = {
      {1, "Mother's ID"},
      {1, "Family ID"},
      {1, "Number of children"},
      {1, "Date of last contact with father"},
      {3, "Date of referral closure"},
      {3, "Referral decision date"},
      {3, "Referring team"},
      {3, "Date"},
      {4, "Date assessment due"},
      {4, "Assessment team"},
      {5, "Initial conference required"},
      {5, "ICPC due date"},
      {6, "Date child last seen"},
      {7, "Next review conference date"},
      {7, "Latest category of abuse"},
      {7, "Team manager"},
      {8, "Date of last IRO visit / contact to the child"},
      {8, "Number of placements in the last 12 months"},
      {8, "Placement location"},
      {10, "Date the child was placed for fostering"},
  };
  for (const auto& [list, heading] : cases) EXPECT_EQ(ColumnOf(list, heading), "") << heading;
}

TEST(AnnexAColumnsTest, KnownHeadingsThatAreNotUsedAreKnown) {
  const HeadingMatch match = MatchHeading(AnnexAList(3), "Date of Birth");
  EXPECT_TRUE(match.known);
  EXPECT_TRUE(match.personal);
  EXPECT_EQ(match.column, nullptr);
  EXPECT_FALSE(MatchHeading(AnnexAList(3), "Date of Contact").known);
  EXPECT_FALSE(MatchHeading(AnnexAList(3), "").known);
}

TEST(AnnexAColumnsTest, ListsAreInOrder) {
  for (int number = 1; number <= kAnnexALists; ++number) {
    EXPECT_EQ(AnnexAList(number).number, number);
  }
}

}  // namespace
}  // namespace caseclock

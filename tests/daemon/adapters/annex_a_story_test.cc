/// @file
/// Exports one after the other, told to the engine: what a council's figures become when
/// yesterday's mistake is mended in today's file.

#include <gtest/gtest.h>

#include <memory>

#include "processors/authority.h"
#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

/// A council that is told one export after the other, each of the next day from 2024-06-27 on.
class Council {
 public:
  void Import(const WorkbookBuilder& book) {
    day_ = day_ + 1;
    for (const CaseEvent& event : testing::Import(book.Bytes(), FormatDate(day_)).events) {
      authority_.Apply(event);
    }
  }

  /// "open 1, drag 0, 1 of 2": of the whole authority in the reporting year.
  std::string Figures(const std::string& indicator) const {
    const AuthorityView view = authority_.MakeView();
    for (const Row& row : view.rows) {
      if (row.indicator != indicator || row.team != kWholeAuthority) continue;
      if (row.window != Window::kYear) continue;
      return "open " + std::to_string(row.open) + ", drag " + std::to_string(row.drag) + ", " +
             std::to_string(row.current.numerator) + " of " +
             std::to_string(row.current.denominator);
    }
    return "open 0, drag 0, 0 of 0";
  }

  std::string State() const { return authority_.CanonicalState(); }

 private:
  Date day_ = D("2024-06-27");
  Authority authority_{"E99999999", std::make_shared<const Definitions>(), D("2024-06-30")};
};

WorkbookBuilder Assessments(std::vector<std::vector<CellXml>> rows) {
  WorkbookBuilder book;
  auto& sheet = book.Sheet("List_4").Row({"Child Unique ID", "Continuous Assessment Start Date",
                                          "Continuous Assessment Date of Authorisation"});
  for (auto& row : rows) sheet.Row(std::move(row));
  return book;
}

WorkbookBuilder Enquiries(std::vector<std::vector<CellXml>> rows) {
  WorkbookBuilder book;
  auto& sheet = book.Sheet("List_5").Row(
      {"Child Unique ID", "Strategy discussion initiating Section 47 Enquiry Start Date",
       "Was an Initial Child Protection Conference deemed unnecessary?",
       "Date of Initial Child Protection Conference"});
  for (auto& row : rows) sheet.Row(std::move(row));
  return book;
}

/// Lists 6 and 7; the first with one episode of need, so that both have rows.
WorkbookBuilder Plans(std::vector<std::vector<CellXml>> rows) {
  WorkbookBuilder book;
  book.Sheet("List_6")
      .Row({"Child Unique ID", "CIN Start Date", "CIN Closure Date"})
      .Row({"C9", Day("2020-01-06")});
  auto& sheet = book.Sheet("List_7").Row(
      {"Child Unique ID", "Child Protection Plan Start Date", "Child Protection Plan End Date"});
  for (auto& row : rows) sheet.Row(std::move(row));
  return book;
}

TEST(AnnexAStoryTest, ImportingTheSameFileAgainChangesNothing) {
  const auto book =
      Assessments({{"C1", Day("2024-05-01"), Day("2024-06-03")}, {"C2", Day("2024-04-02")}});
  const auto events = Import(book.Bytes(), "2024-06-28").events;
  Authority once("E99999999", std::make_shared<const Definitions>(), D("2024-06-30"));
  for (const CaseEvent& event : events) once.Apply(event);
  const std::string state = once.CanonicalState();
  for (const CaseEvent& event : events) once.Apply(event);
  EXPECT_EQ(once.CanonicalState(), state);
}

TEST(AnnexAStoryTest, ACorrectedStartMovesTheAssessmentAndMakesNoSecondOne) {
  Council council;
  // 2 January to 28 June is far over 45 working days; 4 June is not.
  council.Import(Assessments({{"C1", Day("2024-01-04")}}));
  EXPECT_EQ(council.Figures("assessment_45"), "open 1, drag 1, 0 of 0");
  council.Import(Assessments({{"C1", Day("2024-06-04")}}));
  EXPECT_EQ(council.Figures("assessment_45"), "open 1, drag 0, 0 of 0");
}

TEST(AnnexAStoryTest, AnAuthorisationThatWasAMistakeIsUndone) {
  Council council;
  council.Import(Assessments({{"C1", Day("2024-05-01"), Day("2024-06-03")}}));
  EXPECT_EQ(council.Figures("assessment_45"), "open 0, drag 0, 1 of 1");
  council.Import(Assessments({{"C1", Day("2024-05-01"), ""}}));
  EXPECT_EQ(council.Figures("assessment_45"), "open 1, drag 0, 0 of 0");
}

TEST(AnnexAStoryTest, ADroppedRowKeepsYesterdaysRecord) {
  Council council;
  council.Import(Assessments({{"C1", Day("2024-05-01")}, {"C2", Day("2024-06-03")}}));
  council.Import(Assessments({{"C1", Day("2024-05-01")}, {"C2", "31/06/2024"}}));
  EXPECT_EQ(council.Figures("assessment_45"), "open 2, drag 0, 0 of 0");
}

TEST(AnnexAStoryTest, AnEnquiryWithoutNeedOfAConferenceIsNoDrag) {
  Council council;
  council.Import(Enquiries({{"C1", Day("2024-02-01")}}));
  EXPECT_EQ(council.Figures("icpc_15"), "open 1, drag 1, 0 of 0");
  council.Import(Enquiries({{"C1", Day("2024-02-01"), "a) Yes"}}));
  EXPECT_EQ(council.Figures("icpc_15"), "open 0, drag 0, 0 of 0");
}

TEST(AnnexAStoryTest, AConferenceDateThatIsTakenBackReopensTheEnquiry) {
  Council council;
  council.Import(Enquiries({{"C1", Day("2024-06-03"), "No", Day("2024-06-14")}}));
  EXPECT_EQ(council.Figures("icpc_15"), "open 0, drag 0, 1 of 1");
  council.Import(Enquiries({{"C1", Day("2024-06-03"), "No", Day("2024-06-27")}}));
  EXPECT_EQ(council.Figures("icpc_15"), "open 0, drag 0, 0 of 1");
  council.Import(Enquiries({{"C1", Day("2024-06-03"), "No", ""}}));
  EXPECT_EQ(council.Figures("icpc_15"), "open 1, drag 1, 0 of 0");
}

TEST(AnnexAStoryTest, APlanThatLeavesTheListLongAfterItCeasedIsKept) {
  Council council;
  council.Import(Plans({{"C1", Day("2022-01-10"), Day("2024-04-10")}, {"C2", Day("2023-01-10")}}));
  EXPECT_EQ(council.Figures("ni64"), "open 1, drag 0, 1 of 1");
  council.Import(Plans({{"C2", Day("2023-01-10")}}));
  EXPECT_EQ(council.Figures("ni64"), "open 1, drag 0, 1 of 1");
}

TEST(AnnexAStoryTest, AnOpenPlanThatLeavesTheListIsWithdrawn) {
  Council council;
  council.Import(Plans({{"C1", Day("2024-01-10")}, {"C2", Day("2023-01-10")}}));
  EXPECT_EQ(council.Figures("cpp").substr(0, 6), "open 2");
  council.Import(Plans({{"C1", Day("2024-01-11")}, {"C2", Day("2023-01-10")}}));
  EXPECT_EQ(council.Figures("cpp").substr(0, 6), "open 2") << "the corrected plan replaces the old";
}

TEST(AnnexAStoryTest, APlanThatDidNotCeaseAfterAllIsOpenAgain) {
  Council council;
  council.Import(Plans({{"C1", Day("2022-01-10"), Day("2024-06-10")}}));
  EXPECT_EQ(council.Figures("ni64"), "open 0, drag 0, 1 of 1");
  council.Import(Plans({{"C1", Day("2022-01-10"), ""}}));
  EXPECT_EQ(council.Figures("ni64"), "open 1, drag 1, 0 of 0");
}

}  // namespace
}  // namespace caseclock::testing

#include "daemon/adapters/import.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

ImportProblem Problem(std::string sheet, int row, std::string column, ImportSeverity severity,
                      std::string sentence = "it is wrong") {
  return {.sheet = std::move(sheet),
          .row = row,
          .column = std::move(column),
          .severity = severity,
          .sentence = std::move(sentence)};
}

TEST(ImportTest, DescribesWhereAndWhat) {
  ImportProblem problem =
      Problem("List_3", 12, "F", ImportSeverity::kRowDropped, "the cell is blank");
  problem.file = "a.xlsx";
  problem.heading = "Date of referral";
  EXPECT_EQ(Describe(problem),
            "a.xlsx, List_3, row 12, column F (Date of referral): row dropped: the cell is blank");
  EXPECT_EQ(Describe(ImportProblem{.file = "a.xlsx", .sentence = "hm"}), "a.xlsx: note: hm");
}

TEST(ImportTest, DescribesErrorsInThreeParts) {
  EXPECT_EQ(Describe(ImportError{"could not read", "it is empty.", "export it."}),
            "could not read\nDetail: it is empty.\nHint: export it.");
  EXPECT_EQ(Describe(ImportError{"could not read", "it is empty.", ""}),
            "could not read\nDetail: it is empty.");
}

TEST(ImportTest, ProblemsComeBySheetRowAndColumn) {
  ProblemLog log("a.xlsx");
  log.Add(Problem("B", 2, "A", ImportSeverity::kRowDropped));
  log.Add(Problem("A", 9, "AA", ImportSeverity::kRowDropped));
  log.Add(Problem("A", 9, "Z", ImportSeverity::kRowDropped));
  log.Add(Problem("A", 3, "B", ImportSeverity::kRowDropped));
  log.Add(Problem("", 0, "", ImportSeverity::kNote));
  ImportResult result;
  log.MoveTo({"A", "B"}, result);
  std::string order;
  for (const ImportProblem& p : result.problems) {
    EXPECT_EQ(p.file, "a.xlsx");
    order += p.sheet + std::to_string(p.row) + p.column + " ";
  }
  EXPECT_EQ(order, "0 A3B A9Z A9AA B2A ");
}

TEST(ImportTest, EqualNotesBecomeOneWithTheFirstRowAndACount) {
  ProblemLog log("a.xlsx");
  log.Add(Problem("A", 7, "H", ImportSeverity::kNote));
  log.Add(Problem("A", 5, "H", ImportSeverity::kNote));
  log.Add(Problem("A", 6, "G", ImportSeverity::kNote));
  log.Add(Problem("A", 6, "H", ImportSeverity::kFieldIgnored));
  log.Add(Problem("A", 8, "H", ImportSeverity::kFieldIgnored));
  ImportResult result;
  log.MoveTo({}, result);
  ASSERT_EQ(result.problems.size(), 4u);
  EXPECT_EQ(Describe(result.problems[0]),
            "a.xlsx, A, row 5, column H: note: it is wrong (2 rows, this is the first)");
}

TEST(ImportTest, NotesBeyondTheLimitAreNoProblems) {
  ProblemLog log("lists.xlsx");
  for (std::size_t i = 0; i < kMaxImportProblems + 3; ++i) {
    log.Add({.sheet = "List 4",
             .severity = ImportSeverity::kNote,
             .sentence = "note " + std::to_string(i)});
  }
  ImportResult result;
  log.MoveTo({"List 4"}, result);
  EXPECT_EQ(result.unlisted_problems, 0);
  EXPECT_EQ(result.unlisted_notes, 3);
  EXPECT_EQ(CountProblems(result).problems, 0);
  EXPECT_EQ(CountProblems(result).notes, static_cast<int>(kMaxImportProblems) + 3);
}

TEST(ImportTest, ProblemsBeyondTheLimitAreCounted) {
  ProblemLog log("a.xlsx");
  for (std::size_t i = 0; i < kMaxImportProblems + 5; ++i) {
    log.Add(Problem("A", 1, "A", ImportSeverity::kRowDropped));
  }
  ImportResult result;
  log.MoveTo({}, result);
  EXPECT_EQ(result.problems.size(), kMaxImportProblems);
  EXPECT_EQ(result.unlisted_problems, 5);
}

}  // namespace
}  // namespace caseclock

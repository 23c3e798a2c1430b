// Workbooks on which an import once went wrong, where they are on this machine, as the engine counts them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "processors/authority.h"
#include "tests/daemon/adapters/workbook_builder.h"
#include "tests/support/source_dir.h"

namespace caseclock::testing {
namespace {

std::string CasesFolder() {
  const char* stated = std::getenv("CASECLOCK_SHARED");
  const std::string shared =
      stated != nullptr ? stated : std::string(CASECLOCK_SOURCE_DIR) + "/../shared";
  return shared + "/cases/exports";
}

/// "open 1, 2 of 3" in the twelve months to 2024-06-30, of the whole authority.
std::string Figures(const ImportResult& result, const std::string& indicator) {
  Authority authority{"E99999999", std::make_shared<const Definitions>(), D("2024-06-30")};
  for (const CaseEvent& event : result.events) authority.Apply(event);
  const AuthorityView view = authority.MakeView();
  for (const Row& row : view.rows) {
    if (row.indicator != indicator || row.team != kWholeAuthority) continue;
    if (row.window != Window::kRolling12Months) continue;
    return "open " + std::to_string(row.open) + ", " + std::to_string(row.current.numerator) +
           " of " + std::to_string(row.current.denominator);
  }
  return "open 0, 0 of 0";
}

struct Case {
  const char* file;
  const char* indicator;
  const char* figures;
  int errors = 0;
};

TEST(AnnexACasesTest, WorkbooksThatOnceWentWrong) {
  if (!std::filesystem::exists(CasesFolder())) {
    GTEST_SKIP() << "the workbooks are not here; set CASECLOCK_SHARED";
  }
  const Case cases[] = {
      {"m1_identical_referral_rows", "rereferral", "open 0, 0 of 1"},
      {"m1b_identical_assessment_rows", "assessment_45", "open 0, 1 of 1"},
      {"m2_id_point_zero", "rereferral", "open 0, 1 of 2"},
      {"m2b_id_invisible", "rereferral", "open 0, 2 of 3"},
      {"m3_hidden_old_sheet", "rereferral", "open 0, 0 of 2"},
      {"m4_unknown_dates_become_care_leavers", "assessment_45", "open 1, 0 of 0"},
      {"m5_icpc_1_yes", "icpc_15", "open 0, 0 of 0"},
      {"m5b_icpc_heading", "icpc_15", "open 0, 0 of 0"},
      {"var_icpc_unnecessary", "icpc_15", "open 5, 0 of 0"},
      {"m6_0_heading", "rereferral", "open 0, 0 of 1"},
      {"m6_1_heading", "rereferral", "open 0, 0 of 1"},
      {"m6_2_heading", "rereferral", "open 0, 0 of 1"},
      {"m6_3_heading", "rereferral", "open 0, 0 of 1"},
      {"m6_4_heading", "rereferral", "open 0, 0 of 1"},
      {"m6_5_heading", "rereferral", "open 0, 0 of 1"},
      {"m7_backslash", "rereferral", "open 0, 0 of 1"},
      {"m9_float_midnight", "rereferral", "open 0, 0 of 1"},
      {"cdata_comment_text", "rereferral", "open 0, 0 of 2"},
      {"formula_nocache", "assessment_45", "open 2, 1 of 1", 1},
      {"ssd_headings_list_sheets", "assessment_45", "open 0, 3 of 3"},
      {"ssd_headings_list_sheets", "icpc_15", "open 0, 3 of 3"},
      {"ssd_headings_ssd_sheets", "assessment_45", "open 0, 3 of 3"},
      {"textdates", "rereferral", "open 0, 0 of 15"},
      {"veryhidden_sheet", "rereferral", "open 0, 0 of 1"},
  };
  for (const Case& one : cases) {
    const auto read =
        ReadAnnexA(CasesFolder() + "/" + one.file + ".xlsx",
                   {.authority = "E99999999", .extracted = {}, .midnight = &UtcMidnight});
    ASSERT_TRUE(std::holds_alternative<ImportResult>(read)) << one.file;
    const ImportResult& result = std::get<ImportResult>(read);
    EXPECT_EQ(Figures(result, one.indicator), one.figures) << one.file;
    EXPECT_EQ(CountProblems(result).errors, one.errors) << one.file << "\n" << Problems(result);
  }
}

}  // namespace
}  // namespace caseclock::testing

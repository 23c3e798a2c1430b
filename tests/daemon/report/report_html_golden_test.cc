// The whole page, as it stands in report.golden.html: open it in a browser.
#include <gtest/gtest.h>

#include "daemon/report/report_html.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/daemon/report/invented_report_view.h"

namespace caseclock {
namespace {

TEST(ReportHtmlGoldenTest, OfTheInventedCouncil) {
  const ReportHeader header{
      .as_of = InventedReportDay(),
      .known_by = std::nullopt,
      .definition_changes = {"Conferences: the limit of 15 working days is now counted from the "
                             "strategy discussion (invented)."}};
  ExpectGolden(ReportHtml(InventedReportView(), BuiltInCatalogue(), header, kInventedCouncil),
               "tests/daemon/report/report.golden.html");
}

}  // namespace
}  // namespace caseclock

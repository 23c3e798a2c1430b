// The whole page, as it stands in report.golden.html and demo_report.golden.html: open them in a browser.
#include <gtest/gtest.h>

#include "daemon/report/report_html.h"
#include "daemon/simulation/council_simulation.h"
#include "daemon/simulation/invented_standards.h"
#include "processors/authority.h"
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

/// The demo's council after three years, with its standards and its owners' sentences.
View DemoView(Date as_of) {
  const Date from = AddMonths(as_of, -36);
  const CouncilProfile profile = StandardCouncil(1);
  Definitions definitions;
  definitions.population = profile.children;
  definitions.authority_name = "Inventshire";
  Authority council(profile.authority, std::make_shared<const Definitions>(definitions), as_of);
  council.JudgeBy(InventedStandards(profile.authority, from, as_of));
  council.BeginCatchUp();
  CouncilSimulation simulation(profile, 1, from);
  for (Date day = from; day <= as_of; day = day + 1) {
    for (const CaseEvent& event : simulation.NextDay()) council.Apply(event);
    for (const CaseEvent& event : InventedComments(profile.authority, day)) council.Apply(event);
  }
  council.EndCatchUp();
  View view;
  view.as_of = as_of;
  view.authorities.push_back(std::make_shared<const AuthorityView>(council.MakeView()));
  return view;
}

TEST(ReportHtmlGoldenTest, OfTheCouncilOfTheDemo) {
  const Date as_of = Date::FromYmd(2025, 12, 31);
  const View view = DemoView(as_of);
  ExpectGolden(ReportHtml(view, BuiltInCatalogue(), {.as_of = as_of, .known_by = std::nullopt},
                          view.authorities.front()->authority),
               "tests/daemon/report/demo_report.golden.html");
}

}  // namespace
}  // namespace caseclock

// The records behind a figure, as people read them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/report/report.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/daemon/report/two_children.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Explained(const std::string& indicator, const std::string& team = "",
                      std::size_t max_records = 100) {
  const auto council = TwoChildren(Date::FromYmd(2024, 5, 9));
  const auto explanation = Explain(*council, indicator, team, Window::kRolling12Months);
  return ExplanationText(council->code(), *explanation, max_records);
}

TEST(ExplanationTextTest, OfEveryIndicatorOfTheTwoChildren) {
  std::string text;
  for (const Indicator& row : BuiltInCatalogue().indicators) text += Explained(row.id) + "\n";
  ExpectGolden(text, "tests/daemon/report/two_children_explained.golden.txt");
}

TEST(ExplanationTextTest, NamesTheMetric) {
  EXPECT_THAT(Explained("ni60"),
              HasSubstr("caseclock_indicator_numerator{authority=\"X99000009\",team=\"\","
                        "indicator=\"ni60\",window=\"rolling_12m\"}"));
}

TEST(ExplanationTextTest, ATeamsNameIsEscapedInTheMetric) {
  EXPECT_THAT(Explained("ni60", "The \"A\" \\ team"), HasSubstr(R"(team="The \"A\" \\ team")"));
}

TEST(ExplanationTextTest, SaysWhatItDoesNotShow) {
  const std::string text = Explained("rereferral", "", 1);
  EXPECT_THAT(text, HasSubstr("more records (--limit shows more)"));
  EXPECT_THAT(Explained("rereferral"), Not(HasSubstr("--limit")));
}

TEST(ExplanationTextTest, ATeamAlone) {
  EXPECT_THAT(Explained("assessment_45", "Safeguarding East"),
              HasSubstr("team Safeguarding East  rolling_12m"));
}

TEST(ExplanationTextTest, NothingIsSaidPlainly) {
  Authority nobody("X99000009", std::make_shared<const Definitions>(), Date::FromYmd(2024, 5, 9));
  const auto explanation = Explain(nobody, "ni60", "", Window::kYear);
  EXPECT_THAT(ExplanationText("X99000009", *explanation, 10),
              HasSubstr("No record of this kind is known.\n"));
}

}  // namespace
}  // namespace caseclock

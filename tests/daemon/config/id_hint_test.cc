// Does a slip of the pen find the id that was meant?
#include "daemon/config/id_hint.h"

#include <gtest/gtest.h>

#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

TEST(IdHintTest, OfAFewTheClosestAndAll) {
  EXPECT_EQ(IdHint({"ni59", "ni60"}, "ni95"), "did you mean ni59? there are ni59, ni60");
}

TEST(IdHintTest, OfManyTheClosestSaysEnough) {
  std::vector<std::string> ids = {"assessment_45.drag"};
  for (int i = 0; i < 20; ++i) ids.push_back("other." + std::to_string(i));
  EXPECT_EQ(IdHint(ids, "assessment_45.drga"), "did you mean assessment_45.drag?");
}

TEST(IdHintTest, WhereNothingIsCloseAllAreNamed) {
  EXPECT_EQ(IdHint({"ni59", "ni60"}, "visits"), "there are ni59, ni60");
}

TEST(AlertsWayOutTest, PeopleWithoutAWayToTellThemAreAMistakeOfTheDaemonOnly) {
  const std::string serve =
      "kafka: {bootstrap: \"a:1\", assignment: all}\ncheckpoint: {directory: /tmp}\n"
      "alerts: {people: [{id: head, address: head@c.example}]}\n";
  EXPECT_TRUE(std::holds_alternative<std::vector<ConfigProblem>>(
      ReadConfigText(serve, "caseclock.yaml", ConfigUse::kServe)));
  EXPECT_TRUE(
      std::holds_alternative<Config>(ReadConfigText(serve, "caseclock.yaml", ConfigUse::kReport)));
}

}  // namespace
}  // namespace caseclock

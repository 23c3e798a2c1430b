// Is a file of tests read strictly, so that no test passes by a typing mistake?
#include "daemon/config/alert_test_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace caseclock {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kHead[] = R"(
alerts:
  mail: {folder: mails, from: caseclock@council.example}
  people: [{id: north, address: north@council.example, authority: X99000099}]
tests:
  - name: invented
    authority: X99000099
    events: ['{"eventId": "e1"}']
)";

/// A file with one test, which goes on with `rest`.
std::variant<AlertTestFile, std::vector<ConfigProblem>> ReadTest(const std::string& rest) {
  return ReadAlertTestText(kHead + rest, "t.yaml");
}

std::vector<std::string> ProblemsOfTest(const std::string& rest) {
  std::vector<std::string> texts;
  const auto read = ReadTest(rest);
  if (const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read)) {
    for (const ConfigProblem& one : *problems) texts.push_back(ProblemText(one));
  }
  return texts;
}

constexpr char kPeriod[] = "    from: 2024-03-01\n    to: 2024-03-15\n";

TEST(AlertTestFileTest, ReadsATest) {
  const auto read = ReadTest(std::string(kPeriod) +
                             "    expect: [{on: 2024-03-05, to: north, team: \"\", times: 2}]\n");
  ASSERT_TRUE(std::holds_alternative<AlertTestFile>(read));
  const AlertTest& test = std::get<AlertTestFile>(read).tests.at(0);
  EXPECT_EQ(test.period, (Period{Day("2024-03-01"), Day("2024-03-15")}));
  EXPECT_THAT(test.event_lines, ElementsAre("{\"eventId\": \"e1\"}"));
  EXPECT_TRUE(test.feed_is_alive);
  EXPECT_EQ(test.expect[0].line, 11);
  EXPECT_EQ(test.expect[0].team, "");
  EXPECT_EQ(test.expect[0].times, 2);
}

TEST(AlertTestFileTest, ATestThatExpectsNothingIsRefused) {
  EXPECT_THAT(ProblemsOfTest(kPeriod), ElementsAre(HasSubstr("that expects nothing cannot fail")));
}

TEST(AlertTestFileTest, UnknownPeopleRulesKindsAndKeysAreAllTold) {
  const auto problems = ProblemsOfTest(
      std::string(kPeriod) +
      "    expect: [{to: nort, kind: fax, alert: assessment_45.drg, item: gone, at: noon}]\n");
  for (const char* part : {"nort", "fax", "assessment_45.drg", "gone", "\"at\""}) {
    EXPECT_THAT(problems, Contains(HasSubstr(part)));
  }
}

TEST(AlertTestFileTest, AFileOfEventsMustBeThere) {
  const auto problems = ProblemsOfTest(
      std::string(kPeriod) +
      "    expect: [{to: north}]\n  - {name: a, authority: X99000002, events: [none.jsonl], "
      "from: 2024-03-01, to: 2024-03-02, expect: [{to: north}]}\n");
  EXPECT_THAT(problems, ElementsAre(HasSubstr("there is no file \"none.jsonl\"")));
}

TEST(AlertTestFileTest, APeriodEndsAfterItBeginsAndWithinTheCalendar) {
  EXPECT_THAT(
      ProblemsOfTest("    from: 2024-03-02\n    to: 2024-03-01\n    expect: [{to: north}]\n"),
      ElementsAre(HasSubstr("expected a day up to 400 days after from")));
  EXPECT_THAT(
      ProblemsOfTest("    from: 2090-03-01\n    to: 2090-03-01\n    expect: [{to: north}]\n"),
      ElementsAre(HasSubstr("working days are known from")));
}

TEST(AlertTestFileTest, WhatIsNotYamlIsTold) {
  const auto read = ReadAlertTestText("tests: [", "t.yaml");
  EXPECT_THAT(ProblemText(std::get<1>(read).at(0)), HasSubstr("t.yaml:1:1: this is not YAML"));
}

}  // namespace
}  // namespace caseclock

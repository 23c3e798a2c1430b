#include "daemon/config/judgement_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "daemon/standards/comparators_file.h"
#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::string Targets(const std::string& rows) { return "judgement: {targets: [" + rows + "]}"; }

Standards StandardsOf(const std::string& text) { return *Good(text).standards; }

Target Wanted(const std::string& indicator, std::int64_t low, std::int64_t high) {
  Target target;
  target.indicator = indicator;
  target.low = {low};
  target.high = {high};
  return target;
}

TEST(JudgementConfigTest, WithoutItNothingIsWanted) {
  for (const char* text : {"", "judgement: {}", "judgement: {targets: []}"}) {
    const Standards standards = StandardsOf(text);
    EXPECT_EQ(standards.policy, RagPolicy::kComparators);
    EXPECT_EQ(standards.tolerance, Level{5000});
    EXPECT_EQ(standards.neighbours, NeighbourStatistic::kMean);
    EXPECT_TRUE(standards.targets.empty());
  }
}

TEST(JudgementConfigTest, ThePolicyIsChosen) {
  const Standards standards =
      StandardsOf("judgement: {policy: tolerance, tolerance: 2.5, neighbours: median}");
  EXPECT_EQ(standards.policy, RagPolicy::kTolerance);
  EXPECT_EQ(standards.tolerance, Level{2500});
  EXPECT_EQ(standards.neighbours, NeighbourStatistic::kMedian);
}

TEST(JudgementConfigTest, MilestonesAndStandingTargetsComeInOrder) {
  const Standards standards = StandardsOf(
      "judgement:\n"
      "  targets:\n"
      "    - {indicator: ni60, value: 84%}\n"
      "    - {indicator: ni59, by: 2011-03-31, value: 87 %}\n"
      "    - {indicator: ni59, by: 2010-10-31, value: 85 %}\n");
  Target october = Wanted("ni59", 85000, 85000);
  october.by = Date::FromYmd(2010, 10, 31);
  Target march = Wanted("ni59", 87000, 87000);
  march.by = Date::FromYmd(2011, 3, 31);
  EXPECT_THAT(standards.targets, ElementsAre(october, march, Wanted("ni60", 84000, 84000)));
  const Target* next = TargetFor(standards, "X", "ni59", "", "", Date::FromYmd(2010, 8, 20));
  EXPECT_EQ(*next, october);
}

TEST(JudgementConfigTest, ATargetMayBeACouncilsATeamsOrAWorkers) {
  const Standards standards = StandardsOf(
      Targets("{indicator: ni60, authority: X99000001, team: North, worker: w17, value: 80.5 %}"));
  Target target = Wanted("ni60", 80500, 80500);
  target.authority = "X99000001";
  target.team = "North";
  target.worker = "w17";
  EXPECT_THAT(standards.targets, ElementsAre(target));
}

TEST(JudgementConfigTest, ARateMayHaveARange) {
  EXPECT_THAT(
      StandardsOf(Targets("{indicator: cpp, from: 40 per 10000, to: 45.5 per 10000}")).targets,
      ElementsAre(Wanted("cpp", 40000, 45500)));
}

TEST(JudgementConfigTest, APublishedRateIsReadWithItsComma) {
  const auto wanted = ElementsAre(Wanted("referral_rate", 603000, 603000));
  for (const char* row : {"{indicator: referral_rate, value: 603 per 10,000}",
                          "{indicator: referral_rate, value: \"603 per 10,000\"}",
                          "{indicator: referral_rate, value: 603 per 10000}"}) {
    EXPECT_THAT(StandardsOf(Targets(row)).targets, wanted) << row;
  }
  EXPECT_THAT(StandardsOf("judgement:\n  targets:\n    - indicator: referral_rate\n      value: "
                          "603 per 10,000\n")
                  .targets,
              wanted);
}

TEST(JudgementConfigTest, ARangeOfPublishedRatesIsReadWithItsCommas) {
  EXPECT_THAT(
      StandardsOf(Targets("{indicator: cpp, from: 40 per 10,000, to: 45 per 10,000}")).targets,
      ElementsAre(Wanted("cpp", 40000, 45000)));
  EXPECT_THAT(ProblemsOf(Targets("{indicator: ni60, value: 85 %, 000}")),
              ElementsAre("test.yaml:1:54: there is no option \"000\""));
  EXPECT_THAT(ProblemsOf(Targets("{indicator: cpp, value: 40 per 10,000: 5}")).size(), 2u);
}

TEST(JudgementConfigTest, MistakesOfTargetsAreTold) {
  const std::pair<const char*, const char*> mistakes[] = {
      {"{value: 85 %}", "option \"judgement.targets.indicator\" is missing"},
      {"{indicator: ni60}", "option \"judgement.targets.value\" is missing"},
      {"{indicator: cpp, from: 4 per 10000}", "option \"judgement.targets.to\" is missing"},
      {"{indicator: cpp, to: 4 per 10000}", "option \"judgement.targets.from\" is missing"},
      {"{indicator: ni99, value: 85 %}", "could not read option \"indicator\""},
      {"{indicator: ni60, value: 85 %, colour: red}", "there is no option \"colour\""},
      {"{indicator: ni60, value: 100.001 %}", "could not read option \"value\""},
      {"{indicator: ni60, value: -1 %}", "could not read option \"value\""},
      {"{indicator: ni60, value: 85}", "could not read option \"value\""},
      {"{indicator: ni60, value: 603 per 10,000}", "could not read option \"value\""},
      {"{indicator: cpp, value: 603 per 10}", "could not read option \"value\""},
      {"{indicator: cpp, value: 40 per 10,000, from: 1}", "could not read option \"value\""},
      {"{indicator: cpp, value: 60 %}", "could not read option \"value\""},
      {"{indicator: cpp, value: 1 per 10000, to: 2 per 10000}", "could not read option \"value\""},
      {"{indicator: cpp, from: 2 per 10000, to: 1 per 10000}", "could not read option \"from\""},
      {"{indicator: ni60, from: 80 %, to: 85 %}", "could not read option \"from\""},
      {"{indicator: ni60, worker: w17, value: 85 %}", "could not read option \"worker\""},
      {"{indicator: ni60, by: 2011-02-30, value: 85 %}", "could not read option \"by\""},
      {"ni60", "could not read \"judgement.targets\""},
  };
  for (const auto& [row, problem] : mistakes) {
    const auto problems = ProblemsOf(Targets(row));
    ASSERT_EQ(problems.size(), 1u) << row;
    EXPECT_THAT(problems[0], testing::EndsWith(problem)) << row;
  }
}

TEST(JudgementConfigTest, AMistakeHasItsPlaceAndAHint) {
  EXPECT_THAT(ProblemsOf("judgement:\n  targets:\n    - {indicator: ni60, value: 85}\n"),
              ElementsAre("test.yaml:3:32: could not read option \"value\""));
  EXPECT_THAT(DetailAndHint(Targets("{indicator: ni60, value: 85}")),
              Pair("\"ni60\" must be a percentage, found \"85\".", "write value: 85 %"));
  EXPECT_THAT(DetailAndHint(Targets("{indicator: asessment_45, value: 85 %}")).second,
              testing::StartsWith("did you mean assessment_45? there are assessment_45, ni59, "));
  EXPECT_THAT(DetailAndHint(Targets("{indicator: happiness, value: 85 %}")).second,
              testing::StartsWith("there are assessment_45, ni59, "));
}

TEST(JudgementConfigTest, AllMistakesAreToldAtOnce) {
  EXPECT_THAT(ProblemsOf("judgement:\n"
                         "  policy: traffic lights\n"
                         "  tolerance: five\n"
                         "  neighbours: all\n"
                         "  comparators_file: /not/there.csv\n"
                         "  targets:\n"
                         "    - {indicator: ni99, value: 85 %}\n"
                         "    - {indicator: ni60, value: 101 %, worker: w17}\n"
                         "  colour: red\n"),
              ElementsAre("test.yaml:2:11: could not read option \"policy\"",
                          "test.yaml:3:14: could not read option \"tolerance\"",
                          "test.yaml:4:15: could not read option \"neighbours\"",
                          "test.yaml:5:21: could not read option \"comparators_file\"",
                          "test.yaml:7:19: could not read option \"indicator\"",
                          "test.yaml:8:47: could not read option \"worker\"",
                          "test.yaml:8:32: could not read option \"value\"",
                          "test.yaml:9:3: there is no option \"colour\""));
}

TEST(JudgementConfigTest, OverlappingTargetsNameTheLineOfTheFirst) {
  const std::string text =
      "judgement:\n"
      "  targets:\n"
      "    - {indicator: ni60, value: 84 %}\n"
      "    - {indicator: ni60, by: 2011-03-31, value: 85 %}\n"
      "    - {indicator: ni60, team: North, value: 85 %}\n";
  EXPECT_EQ(StandardsOf(text).targets.size(), 3u);
  EXPECT_THAT(ProblemsOf(text + "    - {indicator: ni60, value: 86 %}\n"),
              ElementsAre("test.yaml:6:7: a target is listed twice"));
  EXPECT_THAT(DetailAndHint(text + "    - {indicator: ni60, by: 2011-03-31, value: 86 %}\n").first,
              "line 4 has the same indicator, authority, team, worker and date.");
}

TEST(JudgementConfigTest, AnUnlistedCouncilIsRefusedWhereOnlyKnownOnesAre) {
  const std::string rest = "authorities: [{code: X99000001}]\n" +
                           Targets("{indicator: ni60, authority: X99000002, value: 85 %}");
  EXPECT_EQ(StandardsOf("only_known_authorities: false\n" + rest).targets.size(), 1u);
  EXPECT_THAT(ProblemsOf(rest), ElementsAre("test.yaml:2:52: could not read option \"authority\""));
}

TEST(JudgementConfigTest, TargetsOfAChangedCatalogueAreFound) {
  EXPECT_EQ(StandardsOf("indicators: [{id: assessment_40, copy_of: assessment_45, limit: 40 "
                        "working days}]\n" +
                        Targets("{indicator: assessment_40, value: 85 %}"))
                .targets.size(),
            1u);
}

TEST(JudgementConfigTest, TeamsAndWorkersAreNamedAsEventsAre) {
  const Standards standards = StandardsOf(Targets(
      "{indicator: assessment_45, team: ' Assessment  North', worker: 'w 17 ', value: 85%}"));
  EXPECT_EQ(standards.targets[0].team, "Assessment North");
  EXPECT_EQ(standards.targets[0].worker, "w 17");
}

TEST(JudgementConfigTest, ABandIsARange) {
  Config config;
  config.catalogue.indicators[0].polarity = Polarity::kBand;  // assessment_45
  std::vector<ConfigProblem> problems;
  const auto read = [&](const std::string& text) {
    return ReadJudgement(YamlMap(YAML::Load(text), "judgement", {"t", &problems}), config, "");
  };
  const auto band = read("targets: [{indicator: assessment_45, from: 10 %, to: 15 %}]");
  EXPECT_THAT(band->targets, ElementsAre(Wanted("assessment_45", 10000, 15000)));
  EXPECT_TRUE(problems.empty());
  read("targets: [{indicator: assessment_45, value: 10 %}]");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].hint, "write from and to");
}

class ComparatorsFileConfigTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / test->name();
    std::filesystem::create_directories(folder_);
    Write("caseclock.yaml", "judgement: {comparators_file: comparators.csv}");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name)) << text;
  }

  std::filesystem::path folder_;
};

constexpr char kRow[] =
    "national,,ni60,,2009-04-01,2010-03-31,2010-11-30,78.2,percent,true,,England,,invented\n";

TEST_F(ComparatorsFileConfigTest, LiesBesideTheConfiguration) {
  Write("comparators.csv", std::string(kComparatorColumns) + "\n" + kRow);
  const auto read = ReadConfig(Path("caseclock.yaml"), ConfigUse::kReport);
  const auto& standards = *std::get<Config>(read).standards;
  ASSERT_EQ(standards.comparators.size(), 1u);
  EXPECT_EQ(standards.comparators[0].value, Level{78200});
}

TEST_F(ComparatorsFileConfigTest, ItsMistakesHaveItsOwnName) {
  Write("comparators.csv", std::string(kComparatorColumns) + "\n" + kRow + kRow);
  const auto read = ReadConfig(Path("caseclock.yaml"), ConfigUse::kReport);
  const auto& problems = std::get<std::vector<ConfigProblem>>(read);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(ProblemText(problems[0]),
              testing::StartsWith(Path("comparators.csv") + ":3:1: a comparator is listed twice"));
}

}  // namespace
}  // namespace caseclock

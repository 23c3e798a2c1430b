#include "daemon/adapters/comparator_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/standards/comparators_file.h"

namespace caseclock {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kOwn[] = "E06000901";

/// Invented councils 901 to 912; the neighbours of 901 are 902 to 911.
class ComparatorRowsTest : public testing::Test {
 protected:
  ComparatorRowsTest() {
    extract_.file = "extract.csv";
    neighbours_.file = "neighbours.csv";
    populations_.file = "populations.csv";
    for (int number = 901; number <= 912; ++number) {
      populations_.councils.push_back(
          {2024, number, "E06000" + std::to_string(number), "Council", number * 100});
      if (number > 901 && number < 912) neighbours_.neighbours[901].push_back(number);
      extract_.councils[number] = "Council " + std::to_string(number);
    }
  }

  void Publish(const std::string& measure, int number, std::int64_t thousandths, int year = 2025) {
    extract_.figures.push_back({0,
                                measure,
                                year,
                                number,
                                AreaKind::kCouncil,
                                extract_.councils[number],
                                "South",
                                {thousandths}});
    extract_.suppressed[measure];
  }
  void PublishArea(const std::string& measure, AreaKind kind, const std::string& area,
                   std::int64_t thousandths) {
    extract_.figures.push_back({0, measure, 2025, 970, kind, area, "", {thousandths}});
  }

  ComparatorsMade Make(ComparatorWishes wishes = {.authorities = {kOwn}}) const {
    return MakeComparators({&extract_, &neighbours_, &populations_, &catalogue_}, wishes);
  }

  /// "kind statistic value areas" of each row of one authority.
  static std::vector<std::string> Rows(const ComparatorsMade& made, const std::string& authority) {
    std::vector<std::string> rows;
    for (const Comparator& one : made.comparators) {
      if (one.authority != authority) continue;
      const char* statistic = one.statistic == NeighbourStatistic::kMean     ? " mean"
                              : one.statistic == NeighbourStatistic::kMedian ? " median"
                                                                             : "";
      rows.push_back(std::string(ComparatorKindName(one.kind)) + statistic + " " +
                     std::to_string(one.value.thousandths) + " " + std::to_string(one.areas));
    }
    return rows;
  }
  static std::vector<std::string> Told(const ComparatorsMade& made) {
    std::vector<std::string> told;
    for (const OpenDataProblem& problem : made.problems) told.push_back(Describe(problem));
    return told;
  }

  LaitExtract extract_;
  NeighbourLists neighbours_;
  CouncilPopulations populations_;
  Catalogue catalogue_ = BuiltInCatalogue();
};

TEST_F(ComparatorRowsTest, NeighboursHaveAMeanAndAMedianOfThoseWithAValue) {
  Publish("ReReferral", 902, 20000);
  Publish("ReReferral", 903, 22000);
  Publish("ReReferral", 904, 30000);
  Publish("ReReferral", 912, 99000);  // no neighbour
  const auto made = Make();
  EXPECT_THAT(Rows(made, kOwn), ElementsAre("statistical_neighbours mean 24000 3",
                                            "statistical_neighbours median 22000 3"));
  EXPECT_THAT(Told(made), IsEmpty());
}

TEST_F(ComparatorRowsTest, TheMedianOfAnEvenNumberIsBetweenTheMiddleTwo) {
  Publish("ReReferral", 902, 10000);
  Publish("ReReferral", 911, 10001);
  EXPECT_THAT(Rows(Make(), kOwn), ElementsAre("statistical_neighbours mean 10001 2",
                                              "statistical_neighbours median 10001 2"));
}

TEST_F(ComparatorRowsTest, EnglandIsForEveryCouncilAndTheRegionForItsOwn) {
  Publish("ReReferral", 901, 20000);
  PublishArea("ReReferral", AreaKind::kEngland, "England", 22600);
  PublishArea("ReReferral", AreaKind::kRegion, "South", 21000);
  PublishArea("ReReferral", AreaKind::kRegion, "North", 23000);
  const auto made = Make();
  EXPECT_THAT(Rows(made, ""), ElementsAre("national 22600 0", "best_quartile 20000 1"));
  EXPECT_THAT(Rows(made, kOwn),
              ElementsAre("own_published 20000 0", "region 21000 0", "rank 1000 1"));
}

TEST_F(ComparatorRowsTest, ACouncilWithAWithheldValueKeepsItsRegion) {
  Publish("ReReferral", 901, 20000, 2024);
  PublishArea("ReReferral", AreaKind::kRegion, "South", 21000);
  EXPECT_THAT(Rows(Make({.authorities = {kOwn}, .years = {2025}}), kOwn),
              ElementsAre("region 21000 0"));
}

TEST_F(ComparatorRowsTest, LowIsBestForReReferralsAndHighForTimeliness) {
  for (int i = 0; i < 5; ++i) {  // 10, 20, 30, 40, 50 %
    Publish("ReReferral", 901 + i, 10000 + 10000 * i);
    Publish("Continue_Assess_Comp", 901 + i, 10000 + 10000 * i);
  }
  const auto made = Make();
  EXPECT_THAT(Rows(made, ""), ElementsAre("best_quartile 40000 5", "best_quartile 20000 5"));
  EXPECT_THAT(Rows(made, kOwn), Contains("rank 5000 5"));
  EXPECT_THAT(Rows(made, kOwn), Contains("rank 1000 5"));
}

TEST_F(ComparatorRowsTest, EqualCouncilsShareTheBetterPlace) {
  Publish("ReReferral", 902, 10000);
  Publish("ReReferral", 901, 20000);
  Publish("ReReferral", 903, 20000);
  EXPECT_THAT(Rows(Make(), kOwn), Contains("rank 2000 3"));
}

TEST_F(ComparatorRowsTest, RatesWithoutABetterWayHaveNoPlaces) {
  Publish("CPP_rate", 901, 40000);
  const auto made = Make();
  EXPECT_THAT(Rows(made, ""), IsEmpty());
  EXPECT_THAT(Rows(made, kOwn), ElementsAre("own_published 40000 0"));
  EXPECT_EQ(made.comparators[0].note, "at 31 March");
}

TEST_F(ComparatorRowsTest, ARateOfZeroCountsForNeighboursButIsNoComparator) {
  Publish("CPP_rate", 901, 0);
  Publish("CPP_rate", 902, 0);
  Publish("CPP_rate", 903, 10000);
  const auto made = Make();
  EXPECT_THAT(Rows(made, kOwn), ElementsAre("statistical_neighbours mean 5000 2",
                                            "statistical_neighbours median 5000 2"));
  EXPECT_THAT(Told(made),
              ElementsAre("extract.csv, value: cpp of Council 901 for E06000901 is 0 in 2025; "
                          "a rate of 0 is left out"));
}

TEST_F(ComparatorRowsTest, AYearIsTheReportingYearThatEndsInIt) {
  Publish("ReReferral", 901, 20000);
  Comparator one = Make().comparators.at(1);
  EXPECT_EQ(one.period, (Period{Date::FromYmd(2024, 4, 1), Date::FromYmd(2025, 3, 31)}));
  EXPECT_EQ(one.published_on, Date::FromYmd(2025, 11, 30));
  const Date day = Date::FromYmd(2025, 10, 23);
  one = Make({.authorities = {kOwn}, .published_on = day}).comparators.at(1);
  EXPECT_EQ(one.published_on, day);
}

TEST_F(ComparatorRowsTest, NothingIsPublishedBeforeItsPeriodEnds) {
  Publish("ReReferral", 901, 20000);
  const auto made = Make({.authorities = {kOwn}, .published_on = Date::FromYmd(2025, 3, 30)});
  EXPECT_THAT(made.comparators, IsEmpty());
  EXPECT_THAT(Told(made), ElementsAre("extract.csv: the reporting year 2025 ends after the day "
                                      "given as published; left out"));
}

TEST_F(ComparatorRowsTest, WhatCannotBeMappedIsTold) {
  neighbours_.neighbours[902] = {901, 999};
  Publish("Happiness", 901, 1000);
  Publish("ReReferral", 901, 100001);
  const auto made = Make({.authorities = {"E06000902", "E06000903", "E99999999"}});
  EXPECT_THAT(made.comparators, IsEmpty());
  EXPECT_THAT(Told(made),
              ElementsAre("populations.csv, new_la_code: there is no council E99999999",
                          "extract.csv, value: a share over 100%; left out",
                          "extract.csv: there is no row of number 999, a neighbour of Council "
                          "(E06000902, number 902)",
                          "neighbours.csv: there is no row of Council (E06000903, number 903)"));
  EXPECT_THAT(made.notes, Contains("without an indicator, left out: Happiness"));
}

TEST_F(ComparatorRowsTest, TheSecondOfTwoFiguresIsLeftOut) {
  Publish("CPP_rate", 901, 40000);
  Publish("CPP_rate", 901, 50000);
  const auto made = Make();
  EXPECT_THAT(Rows(made, kOwn), ElementsAre("own_published 40000 0"));
  EXPECT_THAT(Told(made), ElementsAre("extract.csv: Council 901 has stood before for this measure "
                                      "and year; left out"));
}

TEST_F(ComparatorRowsTest, AllIsEveryCouncilOfTheNewestYear) {
  populations_.councils.push_back({2018, 837, "E06000028", "Gone", 1});
  extract_.councils = {{837, "Gone"}, {838, "Unknown"}};
  const auto made = Make({.all = true});
  EXPECT_THAT(made.notes, Contains("no longer there in 2024, left out: Gone (837)"));
  EXPECT_THAT(Told(made),
              Contains("extract.csv, la_number: Unknown (838) has no code in populations.csv"));
  std::vector<OpenDataProblem> problems;
  EXPECT_EQ(WantedCodes({.all = true}, populations_, problems).size(), 12u);
}

TEST_F(ComparatorRowsTest, TheCatalogueSaysFirstWhichMeasureIsWhich) {
  EXPECT_EQ(IndicatorOfMeasure("Continue_Assess_Comp", catalogue_)->id, "assessment_45");
  EXPECT_EQ(IndicatorOfMeasure("CPPlans2yrs", catalogue_)->id, "ni64");
  EXPECT_EQ(IndicatorOfMeasure("CPPlans2yrsActive", catalogue_), nullptr);
  EXPECT_EQ(IndicatorOfMeasure("CPP_Total_Rateper10,000", catalogue_)->id, "referral_rate");
  catalogue_.indicators[3].source = "NI 60, LAIT CPPlans2yrs";
  EXPECT_EQ(IndicatorOfMeasure("CPPlans2yrs", catalogue_)->id, "ni60");
  catalogue_.indicators[3].source = "LAIT CPPlans2yrsOther";
  EXPECT_EQ(IndicatorOfMeasure("CPPlans2yrs", catalogue_)->id, "ni64");
}

TEST_F(ComparatorRowsTest, WhatIsMadeIsReadBack) {
  for (int number = 901; number <= 912; ++number) {
    Publish("ReReferral", number, number * 11);
    Publish("CPP_rate", number, number * 7);
  }
  const auto made = Make({.all = true});
  const auto read = ReadComparators(WriteComparators(made.comparators, catalogue_), catalogue_);
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.comparators.size(), made.comparators.size());
}

TEST_F(ComparatorRowsTest, PopulationsAreLinesOfTheConfiguration) {
  populations_.councils[0].name = "Council\n- {code: E06000902}";
  populations_.councils[1].children.reset();
  std::vector<OpenDataProblem> problems;
  EXPECT_EQ(PopulationLines({kOwn, "E06000902"}, populations_, problems),
            "- {code: E06000901, population: 90100}  # mid-2024, Council - {code: E06000902}\n");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0].sentence, HasSubstr("(E06000902) is withheld"));
}

}  // namespace
}  // namespace caseclock

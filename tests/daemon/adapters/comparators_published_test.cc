// The published files themselves: their figures of England, and neighbours computed a second time in another way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

#include "daemon/adapters/comparator_rows.h"
#include "daemon/standards/comparators_file.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

using testing::IsEmpty;

std::string Folder() {
  const char* stated = std::getenv("CASECLOCK_SHARED");
  return (stated != nullptr ? stated : std::string(CASECLOCK_SOURCE_DIR) + "/../shared") +
         "/comparators/";
}

std::string TextOf(const std::string& name) {
  std::ifstream in(Folder() + name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The last fields of a line, without quotes in them, the last one first.
std::vector<std::string> LastFields(std::string line, std::size_t count) {
  if (line.ends_with('\r')) line.pop_back();
  std::vector<std::string> fields;
  while (fields.size() < count) {
    const std::size_t comma = line.rfind(',');
    fields.push_back(line.substr(comma + 1));
    line.resize(comma);
  }
  return fields;
}

/// Values of one measure in 2025 by number, in floating point.
std::map<std::string, double> SecondReading(const std::string& measure) {
  std::map<std::string, double> values;
  std::istringstream lines(TextOf("lait_extract.csv"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(measure + ",,2025,")) continue;
    const auto fields = LastFields(line, 3);  // region, number, value
    if (fields[2] != "-") values[fields[1]] = std::stod(fields[2]);
  }
  return values;
}

/// Mean and median of the ten neighbours of one council.
std::pair<double, double> SecondNeighbours(const std::string& number,
                                           const std::map<std::string, double>& values) {
  std::vector<double> found;
  std::istringstream lines(TextOf("statistical_neighbours_2025.csv"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(number + ",")) continue;
    const auto fields = LastFields(line, 20);  // how close, number, how close, ...
    for (std::size_t i = 1; i < 20; i += 2) {
      if (values.contains(fields[i])) found.push_back(values.at(fields[i]));
    }
  }
  if (found.empty()) return {-1, -1};
  std::sort(found.begin(), found.end());
  const std::size_t n = found.size();
  return {std::accumulate(found.begin(), found.end(), 0.0) / static_cast<double>(n),
          (found[(n - 1) / 2] + found[n / 2]) / 2};
}

class PublishedComparatorsTest : public testing::Test {
 protected:
  /// Reads the published files, or skips the test when they are not on this machine.
  void SetUp() override {
    if (!std::filesystem::exists(Folder() + "lait_extract.csv")) {
      GTEST_SKIP() << "the published files are not here; set CASECLOCK_SHARED";
    }
    Read(&ReadLaitExtract, "lait_extract.csv", extract_);
    Read(&ReadNeighbourLists, "statistical_neighbours_2025.csv", neighbours_);
    Read(&ReadCouncilPopulations, "child_population_2012_2024.csv", populations_);
    standards_.comparators = Make({.all = true}).comparators;
  }

  template <typename File, typename Reader>
  void Read(Reader reader, const std::string& name, File& into) {
    auto made = reader(OpenDataFile{name, TextOf(name)}, problems_);
    ASSERT_TRUE(std::holds_alternative<File>(made)) << std::get<std::string>(made);
    into = std::get<File>(std::move(made));
  }

  ComparatorsMade Make(const ComparatorWishes& wishes) const {
    return MakeComparators({&extract_, &neighbours_, &populations_, &catalogue_}, wishes);
  }

  Level Published(const std::string& code, const std::string& indicator, ComparatorKind kind,
                  NeighbourStatistic statistic = NeighbourStatistic::kMean) {
    standards_.neighbours = statistic;
    const Comparator* found =
        ComparatorFor(standards_, code, indicator, kind, Date::FromYmd(2026, 1, 1));
    if (found == nullptr || PartsOf(found->period.last).year != 2025) return {-1000};
    return found->value;
  }

  LaitExtract extract_;
  NeighbourLists neighbours_;
  CouncilPopulations populations_;
  std::vector<OpenDataProblem> problems_;
  Catalogue catalogue_ = BuiltInCatalogue();
  Standards standards_;
};

TEST_F(PublishedComparatorsTest, EveryRowIsRead) {
  EXPECT_THAT(problems_, IsEmpty());
  EXPECT_EQ(extract_.rows, 35360);
  EXPECT_EQ(extract_.councils.size(), 158u);
  EXPECT_EQ(neighbours_.neighbours.size(), 153u);
  EXPECT_EQ(populations_.rows, 2132);
  NeighbourLists model_of_2021;
  Read(&ReadNeighbourLists, "statistical_neighbours_2021.csv", model_of_2021);
  EXPECT_EQ(model_of_2021.neighbours.size(), 156u);
  EXPECT_EQ(model_of_2021.neighbours.at(201).front(), 207);
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(PublishedComparatorsTest, EnglandIn2025) {
  const std::pair<const char*, Level> figures[] = {
      {"assessment_45", {85700}}, {"icpc_15", {81400}},        {"ni64", {4400}},
      {"rereferral", {22600}},    {"referral_rate", {519400}}, {"cpp", {40600}},
  };
  for (const auto& [indicator, value] : figures) {
    EXPECT_EQ(Published("E08000018", indicator, ComparatorKind::kNational), value) << indicator;
  }
}

TEST_F(PublishedComparatorsTest, NeighboursOfEveryCouncilAreThoseOfASecondComputation) {
  int compared = 0;
  for (const char* measure : {"Continue_Assess_Comp", "CPPlans2yrs"}) {
    const auto values = SecondReading(measure);
    const std::string indicator = IndicatorOfMeasure(measure, catalogue_)->id;
    for (const auto& [number, neighbours] : neighbours_.neighbours) {
      const auto [mean, median] = SecondNeighbours(std::to_string(number), values);
      const std::string code = populations_.OfNumber(number)->code;
      const auto kind = ComparatorKind::kStatisticalNeighbours;
      const Level our_mean = Published(code, indicator, kind, NeighbourStatistic::kMean);
      const Level our_median = Published(code, indicator, kind, NeighbourStatistic::kMedian);
      EXPECT_NEAR(static_cast<double>(our_mean.thousandths), mean * 1000, 0.5001) << code;
      EXPECT_NEAR(static_cast<double>(our_median.thousandths), median * 1000, 0.5001) << code;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 306);
}

TEST_F(PublishedComparatorsTest, EveryCouncilIsInItsRegion) {
  int without = 0;
  for (const auto& [number, neighbours] : neighbours_.neighbours) {
    const std::string code = populations_.OfNumber(number)->code;
    if (Published(code, "assessment_45", ComparatorKind::kRegion) == Level{-1000}) ++without;
  }
  EXPECT_EQ(without, 0);
  EXPECT_EQ(Published("E09000002", "assessment_45", ComparatorKind::kRegion),
            Level{std::llround(SecondReading("Continue_Assess_Comp").at("988") * 1000)});
}

TEST_F(PublishedComparatorsTest, WhatIsMadeIsAcceptedByTheConfiguration) {
  const std::string text = WriteComparators(standards_.comparators, catalogue_);
  const auto read = ReadComparators(text, catalogue_);
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.comparators.size(), standards_.comparators.size());
  EXPECT_LT(read.comparators.size(), kMaxComparators);
}

}  // namespace
}  // namespace caseclock

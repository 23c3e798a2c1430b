// Changed and added rows of the catalogue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/config/config.h"
#include "daemon/config/limits_config.h"
#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::Pair;

const Indicator& Row(const Config& config, const std::string& id) {
  return *config.catalogue.Find(id);
}

LimitFrom From(Date from, int length, LimitUnit unit) { return {from, {length, unit}}; }

TEST(IndicatorsTest, ALimitIsANumberAndAUnit) {
  EXPECT_EQ(ParseLimit("45 working days"), (Limit{45, LimitUnit::kWorkingDays}));
  EXPECT_EQ(ParseLimit("1 working day"), (Limit{1, LimitUnit::kWorkingDays}));
  EXPECT_EQ(ParseLimit("729 days"), (Limit{729, LimitUnit::kDays}));
  EXPECT_EQ(ParseLimit("6 months"), (Limit{6, LimitUnit::kMonths}));
  EXPECT_EQ(ParseLimit("0 days"), (Limit{0, LimitUnit::kDays}));
  for (const char* text :
       {"", "45", "45days", "45  days", " 45 days", "45 weeks", "-1 days", "2001 days", "45 days ",
        "forty days", "4.5 days", "99999999999 days", "010 days", "+5 days"}) {
    EXPECT_EQ(ParseLimit(text), std::nullopt) << text;
  }
}

TEST(IndicatorsTest, ARowThatIsThereIsChanged) {
  const Config config = Good("indicators: [{id: ni60, title: Core, limit: 30 working days}]");
  EXPECT_EQ(config.catalogue.indicators.size(), BuiltInCatalogue().indicators.size());
  EXPECT_EQ(Row(config, "ni60").title, "Core");
  EXPECT_THAT(Row(config, "ni60").limits,
              ElementsAre(From(Date::Min(), 30, LimitUnit::kWorkingDays)));
  EXPECT_EQ(Row(config, "assessment_45"), *BuiltInCatalogue().Find("assessment_45"));
}

TEST(IndicatorsTest, ACopyWatchesASecondLimitBesideTheFirst) {
  const Config config =
      Good("indicators: [{id: assessment_40, copy_of: assessment_45, limit: 40 working days}]");
  EXPECT_EQ(config.catalogue.indicators.size(), BuiltInCatalogue().indicators.size() + 1);
  EXPECT_EQ(config.catalogue.indicators.back().id, "assessment_40");
  EXPECT_EQ(Row(config, "assessment_40").shape, Row(config, "assessment_45").shape);
  EXPECT_EQ(LimitText(Row(config, "assessment_40").limits.front().limit), "40 working days");
  EXPECT_EQ(LimitText(Row(config, "assessment_45").limits.front().limit), "45 working days");
}

TEST(IndicatorsTest, AShortTitleIsTheRowsOwnAndACopyHasItsIdUntilItIsGivenOne) {
  const Config config = Good(
      "indicators: [{id: ni60, short_title: Core}, {id: ni60_30, copy_of: ni60},"
      " {id: ni60_40, copy_of: ni60, short_title: \"Core, 40 days\"}]");
  EXPECT_EQ(ShortTitleOf(Row(config, "ni60")), "Core");
  EXPECT_EQ(ShortTitleOf(Row(config, "ni60_30")), "ni60_30");
  EXPECT_EQ(ShortTitleOf(Row(config, "ni60_40")), "Core, 40 days");
}

TEST(IndicatorsTest, LimitsByDate) {
  const Config config = Good(
      "indicators:\n"
      "  - id: ni59\n"
      "    limits:\n"
      "      - {limit: 7 working days}\n"
      "      - {from: 2010-04-01, limit: 10 working days}\n");
  EXPECT_THAT(Row(config, "ni59").limits,
              ElementsAre(From(Date::Min(), 7, LimitUnit::kWorkingDays),
                          From(Date::FromYmd(2010, 4, 1), 10, LimitUnit::kWorkingDays)));
  EXPECT_EQ(LimitOn(Row(config, "ni59"), Date::FromYmd(2010, 3, 31)).length, 7);
  EXPECT_EQ(LimitOn(Row(config, "ni59"), Date::FromYmd(2010, 4, 1)).length, 10);
}

TEST(IndicatorsTest, LimitsStandInOrderEachWithItsDate) {
  EXPECT_THAT(ProblemsOf("indicators:\n"
                         "  - id: ni59\n"
                         "    limits:\n"
                         "      - {limit: 7 working days}\n"
                         "      - {from: 2010-04-01, limit: 10 working days}\n"
                         "      - {from: 2009-04-01, limit: 8 working days}\n"),
              ElementsAre("test.yaml:6:16: could not read option \"from\""));
  EXPECT_THAT(ProblemsOf("indicators:\n"
                         "  - id: ni59\n"
                         "    limits:\n"
                         "      - {limit: 7 working days}\n"
                         "      - {limit: 10 working days}\n"),
              ElementsAre("test.yaml:5:9: could not read option \"from\""));
}

TEST(IndicatorsTest, ALimitAndLimitsContradictEachOther) {
  EXPECT_THAT(
      ProblemsOf(
          "indicators: [{id: ni59, limit: 7 working days, limits: [{limit: 8 working days}]}]"),
      ElementsAre("test.yaml:1:56: could not read option \"limits\""));
}

TEST(IndicatorsTest, MistakesOfRowsAreTold) {
  const std::pair<const char*, const char*> mistakes[] = {
      {"{title: a}", "test.yaml:1:14: option \"indicators.id\" is missing"},
      {"{id: none}", "test.yaml:1:19: could not read option \"id\""},
      {"{id: a, copy_of: none}", "test.yaml:1:31: could not read option \"copy_of\""},
      {"{id: ni60, copy_of: ni59}", "test.yaml:1:19: could not read option \"id\""},
      {"{id: ni60, limit: 30d}", "test.yaml:1:32: could not read option \"limit\""},
      {"{id: ni60, limits: [{limit: 30}]}", "test.yaml:1:42: could not read option \"limit\""},
      {"{id: ni60, limits: [{}]}", "test.yaml:1:34: could not read option \"limit\""},
      {"{id: ni60, short_title: Core assessments that were completed in time}",
       "test.yaml:1:38: could not read option \"short_title\""},
      {"{id: ni60, colour: red}", "test.yaml:1:25: there is no option \"colour\""},
  };
  for (const auto& [row, problem] : mistakes) {
    EXPECT_THAT(ProblemsOf("indicators: [" + std::string(row) + "]"), ElementsAre(problem)) << row;
  }
}

TEST(IndicatorsTest, ARepeatShareCountsInMonths) {
  EXPECT_THAT(DetailAndHint("indicators: [{id: rereferral, limit: 365 days}]"),
              Pair("\"rereferral\" counts months, found \"365 days\".", "write limit: 12 months"));
  EXPECT_THAT(DetailAndHint("indicators: [{id: entry_delay, limits: [{limit: 2 days}]}]"),
              Pair("\"entry_delay\" counts working days, found \"2 days\".",
                   "write limit: 2 working days"));
  EXPECT_EQ(Row(Good("indicators: [{id: rereferral, limit: 6 months}]"), "rereferral")
                .limits.front()
                .limit.length,
            6);
}

TEST(IndicatorsTest, RowsWithoutAClockTakeNoLimit) {
  for (const char* id : {"referral_rate", "cpp", "cpp_late_conference"}) {
    EXPECT_THAT(DetailAndHint("indicators: [{id: " + std::string(id) + ", limit: 5 days}]").first,
                "\"" + std::string(id) + "\" has no limit.");
  }
}

TEST(IndicatorsTest, ThereIsAnEndToRows) {
  std::string text = "indicators:\n";
  const std::size_t shipped = BuiltInCatalogue().indicators.size();
  for (std::size_t i = shipped; i < kMaxIndicators; ++i)
    text += "  - {id: a" + std::to_string(i) + ", copy_of: ni60}\n";
  EXPECT_EQ(Good(text).catalogue.indicators.size(), kMaxIndicators);
  text += "  - {id: one_too_many, copy_of: ni60}\n";
  EXPECT_THAT(ProblemsOf(text), ElementsAre("test.yaml:2:3: could not read option \"indicators\""));
}

}  // namespace
}  // namespace caseclock

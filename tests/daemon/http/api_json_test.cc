#include "daemon/report/report.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using nlohmann::json;

std::string ApiJson(const View& view, std::string_view authority) {
  return ReportJson(view, {view.as_of, std::nullopt}, {.authority = std::string(authority)});
}

TEST(ApiJsonTest, HasTheKeysOfTheReport) {
  const json answer = json::parse(ApiJson(*invented::SmallView(), ""));
  EXPECT_EQ(answer["as_of"], "2024-03-31");
  EXPECT_TRUE(answer["known_by"].is_null());
  EXPECT_EQ(answer["data_as_of"], "2024-03-31T16:01:31Z");
  ASSERT_EQ(answer["rows"].size(), 4u);
  EXPECT_EQ(answer["rows"][1], json::parse(R"({
    "authority": "X01", "team": "", "indicator": "assessment_45", "window": "year",
    "from": "2023-04-01", "to": "2024-03-31", "numerator": 1780, "denominator": 2100,
    "share": 0.8476190476190476,
    "previous_year": {"from": "2022-04-01", "to": "2023-03-31", "numerator": 1690, "denominator": 2050,
                      "share": 0.824390243902439},
    "previous": {"from": "1970-01-01", "to": "1970-01-01", "numerator": 0, "denominator": 0,
                 "share": null},
    "open_from_earlier_years": 0,
    "open": 310, "drag": 24, "due_soon": 41, "oldest_open_start": "2023-11-02", "small": false})"));
}

TEST(ApiJsonTest, UndefinedIsNull) {
  const json row = json::parse(ApiJson(*invented::SmallView(), ""))["rows"][3];
  EXPECT_TRUE(row["share"].is_null());
  EXPECT_TRUE(row["oldest_open_start"].is_null());
  EXPECT_FALSE(row.contains("per_10000"));
}

TEST(ApiJsonTest, RatesAndDurationsAreThereWhereKnown) {
  const json answer = json::parse(ApiJson(*invented::CouncilView(), "X01000001"));
  int rates = 0, durations = 0;
  for (const json& row : answer["rows"]) {
    rates += row.contains("per_10000") ? 1 : 0;
    durations += row.contains("median_days") && row.contains("percentile_90_days") ? 1 : 0;
  }
  EXPECT_EQ(rates, 12);     // two indicators, six windows
  EXPECT_EQ(durations, 6);  // entry_delay
}

TEST(ApiJsonTest, OneAuthorityLeavesOutTheOthers) {
  const json answer = json::parse(ApiJson(*invented::CouncilView(), "X01000002"));
  for (const json& row : answer["rows"]) EXPECT_EQ(row["authority"], "X01000002");
  EXPECT_EQ(answer["rows"].size(), 9u * 6 * 19);
}

TEST(ApiJsonTest, AnEmptyViewHasNoRows) {
  const json answer =
      json::parse(ApiJson(View{.as_of = Date::FromYmd(2024, 1, 1), .authorities = {}}, ""));
  EXPECT_TRUE(answer["data_as_of"].is_null());
  EXPECT_EQ(answer["rows"], json::array());
}

TEST(ApiJsonTest, TextIsEscaped) {
  auto authority = invented::SmallAuthority();
  authority->rows[2].team = "The \"A\\B\"\tteam";
  const View view{.as_of = authority->as_of, .authorities = {authority}};
  EXPECT_EQ(json::parse(ApiJson(view, ""))["rows"][2]["team"], "The \"A\\B\"\tteam");
}

}  // namespace
}  // namespace caseclock

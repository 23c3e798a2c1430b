// The keys are a promise: added to, never renamed. ops/docs/report.md lists them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "daemon/report/report.h"
#include "tests/daemon/report/invented_view.h"
#include "tests/support/invented_judgement.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

json Parsed(const View& view, std::optional<Date> known_by = std::nullopt,
            std::string_view authority = "") {
  return json::parse(
      ReportJson(view, {ReportDay(), known_by}, {.authority = std::string(authority)}));
}

std::vector<std::string> KeysOf(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

/// A row with everything a row can have.
Row FullRow() {
  Row row = RowOf("entry_delay", "", 354, 600);
  row.previous_year.numerator = 3;
  row.previous_year.denominator = 4;
  row.previous = row.previous_year;
  row.open = 482;
  row.drag = 186;
  row.due_soon = 7;
  row.oldest_open_start = Date::FromYmd(2023, 11, 2);
  row.per_10000 = 62.5;
  row.per_10000_annualised = 621.0;
  row.median_days = 1;
  row.percentile_90_days = 4;
  return row;
}

/// Everything a view can have.
View FullView() {
  AuthorityView council = *ViewOf({FullRow()}).authorities.front();
  council.months = {{"ni60", Date::FromYmd(2024, 2, 1), 5, 8, 3, 1}};
  council.quality = {{"date_in_future", "Assessment North", 2}};
  AddEverything(council, "entry_delay", "");
  View view;
  view.as_of = ReportDay();
  view.authorities.push_back(std::make_shared<const AuthorityView>(council));
  return view;
}

TEST(ReportJsonTest, TheWholeHasItsKeys) {
  const json report = Parsed(FullView());
  EXPECT_THAT(KeysOf(report),
              UnorderedElementsAre("as_of", "known_by", "supervised_team", "data_as_of",
                                   "authorities", "rows", "months", "quality", "weeks", "charts",
                                   "backlog", "bands", "due", "drag_ages", "clock_weeks",
                                   "comments", "restated", "incomplete_exports"));
  EXPECT_EQ(report["as_of"], "2024-03-31");
  EXPECT_TRUE(report["known_by"].is_null());
  EXPECT_EQ(report["data_as_of"], "2024-03-31T16:02:05Z");
}

TEST(ReportJsonTest, ARowHasItsKeysAndTypes) {
  const json row = Parsed(ViewOf({FullRow()}))["rows"][0];
  const json expected = json::parse(R"({
    "authority": "X99000001", "team": "", "indicator": "entry_delay", "window": "year",
    "from": "2023-04-01", "to": "2024-03-31", "numerator": 354, "denominator": 600, "share": 0.59,
    "small": false, "open": 482, "drag": 186, "due_soon": 7, "oldest_open_start": "2023-11-02",
    "open_from_earlier_years": 0,
    "previous": {"from": "2022-04-01", "to": "2023-03-31", "numerator": 3, "denominator": 4,
                 "share": 0.75},
    "previous_year": {"from": "2022-04-01", "to": "2023-03-31", "numerator": 3, "denominator": 4,
                      "share": 0.75},
    "per_10000": 62.5, "per_10000_annualised": 621.0, "median_days": 1, "percentile_90_days": 4})");
  EXPECT_EQ(row, expected);
  EXPECT_TRUE(row["numerator"].is_number_integer());
}

TEST(ReportJsonTest, AShareOfNothingIsNull) {
  const json row = Parsed(ViewOf({RowOf("ni60", "", 0, 0)}))["rows"][0];
  EXPECT_TRUE(row["share"].is_null());
  EXPECT_TRUE(row["oldest_open_start"].is_null());
  EXPECT_TRUE(row["previous_year"]["share"].is_null());
  EXPECT_EQ(row["small"], true);
  EXPECT_FALSE(row.contains("per_10000"));
  EXPECT_FALSE(row.contains("median_days"));
}

TEST(ReportJsonTest, TenIsNotSmall) {
  const json rows = Parsed(ViewOf({RowOf("ni60", "", 0, 9), RowOf("ni60", "", 0, 10)}))["rows"];
  EXPECT_EQ(rows[0]["small"], true);
  EXPECT_EQ(rows[0]["share"], 0.0);
  EXPECT_EQ(rows[1]["small"], false);
}

TEST(ReportJsonTest, MonthsQualityAndCouncils) {
  const json report = Parsed(FullView());
  EXPECT_EQ(report["months"][0], json::parse(R"({"authority": "X99000001", "indicator": "ni60",
      "month": "2024-02", "numerator": 5, "denominator": 8, "open_at_end": 3, "drag_at_end": 1})"));
  EXPECT_EQ(report["quality"][0], json::parse(R"({"authority": "X99000001",
      "team": "Assessment North", "rule": "date_in_future", "count": 2})"));
  EXPECT_EQ(report["authorities"][0], json::parse(R"({"authority": "X99000001", "name": "X99000001",
      "records": 1234, "children": 567, "data_as_of": "2024-03-31T16:02:05Z", "definitions": "42",
      "standards": "43"})"));
}

TEST(ReportJsonTest, ARowOfTheYearIsJudged) {
  const json row = Parsed(FullView())["rows"][0];
  EXPECT_EQ(row["rag"], "red");
  EXPECT_EQ(row["rag_reason"], "nothing_met");
  EXPECT_EQ(row["sentence"], "RED: 354 of 600 in time, 59.0%");
  EXPECT_EQ(row["value"], 59.0);
  EXPECT_EQ(row["target"], json::parse(R"({"value": 85.0, "by": "2024-03-31", "met": false,
      "difference": -26.0})"));
  EXPECT_EQ(row["direction"]["previous_month"],
            json::parse(R"({"direction": "worsening", "difference": -6.86})"));
  EXPECT_EQ(row["comparators"][0]["gap"], -12.6);
  EXPECT_FALSE(row["comparators"][2].contains("gap")) << "a rank has none";
}

TEST(ReportJsonTest, AProjectionHasItsLines) {
  const json lines = Parsed(FullView())["rows"][0]["projection"];
  EXPECT_EQ(lines["on"], "2024-03-31");
  EXPECT_EQ(lines["committed"]["numerator"], 650);
  EXPECT_EQ(lines["reach"], "out_of_reach");
  EXPECT_EQ(lines["out_of_reach_since"], "2023-11-02");
  EXPECT_TRUE(lines["needed"].is_null());
}

TEST(ReportJsonTest, WhatStandsBesideRows) {
  const json report = Parsed(FullView());
  EXPECT_EQ(report["bands"][0], json::parse(R"({"authority": "X99000001", "team": "",
      "indicator": "cpp", "band": "24 months and over", "count": 8, "change": -1})"));
  EXPECT_EQ(report["charts"][0]["signals"][0],
            json::parse(R"({"rule": "outside_limits", "at": "2024-03-18", "way": "up"})"));
  EXPECT_EQ(report["comments"][0]["author"], "Head of Assessment");
  EXPECT_EQ(report["backlog"][0]["open"], 31);
  EXPECT_EQ(report["weeks"][0]["count"], 105);
}

TEST(ReportJsonTest, KnownByIsSaid) {
  EXPECT_EQ(Parsed(FullView(), Date::FromYmd(2024, 1, 31))["known_by"], "2024-01-31");
}

TEST(ReportJsonTest, OneCouncilAlone) {
  View view = FullView();
  view.authorities.push_back(ViewOf({RowOf("ni60", "", 1, 2)}, "X99000002").authorities.front());
  EXPECT_EQ(Parsed(view)["rows"].size(), 2u);
  const json report = Parsed(view, std::nullopt, "X99000002");
  EXPECT_EQ(report["rows"].size(), 1u);
  EXPECT_EQ(report["rows"][0]["authority"], "X99000002");
  EXPECT_EQ(report["authorities"].size(), 1u);
  EXPECT_EQ(report["months"].size(), 0u);
}

TEST(ReportJsonTest, NobodyIsEmptyAndNull) {
  const json report = Parsed(View{});
  EXPECT_EQ(report["rows"], json::array());
  EXPECT_TRUE(report["data_as_of"].is_null());
}

TEST(ReportJsonTest, NamesOfTeamsAreEscaped) {
  const std::string team = "Team \"A\" \\ Süd\xE2\x80\xA8";
  const json report = Parsed(ViewOf({RowOf("ni60", team, 1, 2)}));
  EXPECT_EQ(report["rows"][0]["team"], team);
}

Restatement FullRestatement() {
  Restatement one;
  one.published = "2023-24-q3";
  one.published_on = Date::FromYmd(2024, 1, 10);
  one.as_of = Date::FromYmd(2023, 12, 31);
  one.authority = "X99000001";
  one.indicator = "ni60";
  one.period = WindowAt(Window::kYear, one.as_of);
  one.was = {5, 6, 3, 1};
  one.now = FigureCounts{3, 6, 2, 0};
  one.corrected_records = 1;
  one.corrections = {{RecordKind::kAssessment,
                      "A7",
                      "",
                      "counted as in time",
                      "counted as late",
                      "Stopped.",
                      {{1'711'900'925'000'000, "invented-system", "e-19"}}}};
  return one;
}

json ParsedRestated(std::string_view authority = "") {
  ReportHeader header{ReportDay(), std::nullopt};
  header.restated = {FullRestatement()};
  return json::parse(ReportJson(FullView(), header, {.authority = std::string(authority)}));
}

TEST(ReportJsonTest, ARestatementHasItsKeysAndTypes) {
  const json expected = json::parse(R"({
    "published": "2023-24-q3", "published_on": "2024-01-10", "as_of": "2023-12-31",
    "authority": "X99000001", "team": "", "indicator": "ni60", "window": "year",
    "from": "2023-04-01", "to": "2023-12-31",
    "was": {"numerator": 5, "denominator": 6, "share": 0.8333333333333334, "open": 3, "drag": 1},
    "now": {"numerator": 3, "denominator": 6, "share": 0.5, "open": 2, "drag": 0},
    "definitions_changed": false, "cause": "1 record has been corrected since.",
    "corrected_records": 1, "corrections": [{"kind": "assessment", "record": "A7", "fact": null,
      "before": "counted as in time", "after": "counted as late", "why": "Stopped.",
      "events": [{"event": "e-19", "source": "invented-system",
                  "recorded_at": "2024-03-31T16:02:05Z"}]}]})");
  EXPECT_EQ(ParsedRestated()["restated"], json::array({expected}));
}

TEST(ReportJsonTest, OneCouncilAloneHasItsRestatementsOnly) {
  EXPECT_EQ(ParsedRestated("X99000001")["restated"].size(), 1u);
  EXPECT_EQ(ParsedRestated("X99000002")["restated"], json::array());
}

TEST(ReportJsonTest, DueDaysAgesOfDragAndWeeksHaveTheirKeysAndTypes) {
  const json report = Parsed(FullView());
  EXPECT_EQ(report["due"][1], json::parse(R"({"authority": "X99000001", "team": "Assessment North",
    "indicator": "ni60", "day": "2024-04-02", "due": 2})"));
  EXPECT_EQ(report["drag_ages"][0], json::parse(R"({"authority": "X99000001", "team": "",
    "indicator": "ni60", "age": "up to 1 week", "count": 5})"));
  EXPECT_EQ(report["clock_weeks"][0], json::parse(R"({"authority": "X99000001",
    "indicator": "ni60", "week": "2024-03-18", "open_at_end": 300, "drag_at_end": 20,
    "finished_late": 6})"));
}

TEST(ReportJsonTest, EveryKeyIsDocumented) {
  std::ostringstream page;
  page << std::ifstream(CASECLOCK_SOURCE_DIR "/ops/docs/report.md").rdbuf();
  std::set<std::string> keys;
  const json report = ParsedRestated();
  for (const std::string& key : KeysOf(report)) keys.insert(key);
  for (const char* list : {"authorities", "rows", "months", "quality", "weeks", "charts", "backlog",
                           "bands", "due", "drag_ages", "clock_weeks", "comments", "restated"}) {
    for (const std::string& key : KeysOf(report[list][0]))
      keys.insert(std::string(list) + "[]." + key);
  }
  for (const std::string& key : keys) {
    EXPECT_THAT(page.str(), testing::HasSubstr("| `" + key + "` |"));
  }
  EXPECT_EQ(keys.size(), 125u) << "a new key needs a line in ops/docs/report.md";
}

}  // namespace
}  // namespace caseclock

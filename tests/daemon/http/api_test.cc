// What the API answers without a daemon; against its description it is held by tests/integration/api_test.py.
#include "daemon/http/api.h"

#include "daemon/http/router.h"
#include "daemon/report/report.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "processors/record/fact_table.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/support/fake_record_desk.h"

namespace caseclock {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

class ApiTest : public testing::Test {
 protected:
  HttpAnswer Get(std::string path, std::string query = "", std::string user = "") {
    return router_.Answer({.method = "GET",
                           .path = "/api/v1/" + path,
                           .query = std::move(query),
                           .user = std::move(user),
                           .client = "10.1.2.3"},
                          invented::kNowUs);
  }
  std::string ErrorOf(const HttpAnswer& answer) { return json::parse(answer.body)["error"]; }

  ViewBoard board_;
  Router router_{&board_, invented::Texts()};
};

TEST_F(ApiTest, BeforeTheFirstViewThereIsNothingToShow) {
  for (const char* path : {"indicators", "drag", "report"}) {
    EXPECT_EQ(Get(path).status, 503) << path;
    EXPECT_GT(Get(path).retry_after_seconds, 0) << path;
  }
}

TEST_F(ApiTest, AChoiceNarrowsTheRows) {
  board_.Publish(invented::CouncilView());
  const json all = json::parse(Get("indicators").body);
  const json one = json::parse(
      Get("indicators", "authority=X01000001&team=&indicator=assessment_45&window=year").body);
  ASSERT_EQ(one["rows"].size(), 1u);
  EXPECT_EQ(one["rows"][0]["team"], "");
  for (const json& row : all["rows"]) {
    if (row["authority"] == "X01000001" && row["team"] == "" && row["window"] == "year" &&
        row["indicator"] == "assessment_45") {
      EXPECT_EQ(row, one["rows"][0]);
    }
  }
}

TEST_F(ApiTest, PagesHoldEveryCouncilOnceAndBelongTogether) {
  board_.Publish(invented::CouncilView());
  for (const char* path : {"indicators", "drag"}) {
    const json all = json::parse(Get(path).body);
    EXPECT_TRUE(all["next"].is_null());
    EXPECT_FALSE(all["view_changed"]);
    json rows = json::array();
    std::string query = "limit=1";
    for (int pages = 0; !query.empty() && pages < 10; ++pages) {
      const json page = json::parse(Get(path, query).body);
      EXPECT_EQ(page["view"], all["view"]);
      EXPECT_FALSE(page["view_changed"]);
      for (const json& row : page["rows"]) rows.push_back(row);
      const std::string next = page["next"].is_null() ? "" : page["next"].get<std::string>();
      query = next.empty() ? "" : next.substr(next.find('?') + 1);
      EXPECT_TRUE(next.empty() ||
                  next.starts_with(std::string("/api/v1/") + path + "?limit=1&after="));
    }
    EXPECT_EQ(rows, all["rows"]);
  }
}

TEST_F(ApiTest, APageSaysWhenTheFiguresHaveChanged) {
  board_.Publish(invented::CouncilView());
  const std::string next = json::parse(Get("drag", "limit=1").body)["next"];
  View changed = *invented::CouncilView();
  auto council = std::make_shared<AuthorityView>(*changed.authorities[0]);
  ++council->rows[0].open;
  changed.authorities[0] = council;
  board_.Publish(std::make_shared<const View>(changed));
  const json page = json::parse(Get("drag", next.substr(next.find('?') + 1)).body);
  EXPECT_TRUE(page["view_changed"]);
  EXPECT_GT(page["rows"].size(), 0u);
  EXPECT_EQ(Get("drag", "limit=21").status, 400);
  EXPECT_EQ(Get("drag", "limit=0").status, 400);
}

TEST_F(ApiTest, ReportsAreThoseOfTheCommand) {
  board_.Publish(invented::CouncilView());
  const auto whole = invented::CouncilView();
  const View one = {.as_of = whole->as_of, .authorities = {whole->authorities[0]}};
  EXPECT_EQ(Get("report", "authority=X01000001").body, ReportJson(one, {one.as_of, std::nullopt}));
  EXPECT_EQ(Get("report", "authority=X01000001&format=csv").body, ReportCsv(one));
  EXPECT_EQ(Get("report").status, 400) << "of two councils";
  EXPECT_THAT(Get("report", "authority=X01000001&format=html").style_hash, StartsWith("'sha256-"));
}

TEST_F(ApiTest, MistakesInParametersAreToldInOneSentence) {
  board_.Publish(invented::CouncilView());
  EXPECT_EQ(ErrorOf(Get("drag", "windwo=year")), "there is no parameter \"windwo\"");
  EXPECT_EQ(ErrorOf(Get("drag", "team=a&team=b")), "parameter \"team\" is listed twice");
  EXPECT_EQ(ErrorOf(Get("indicators", "window=decade")), "there is no window \"decade\"");
  EXPECT_EQ(ErrorOf(Get("indicators", "team=%22Moss%22")), "there is no team \"\"Moss\"\"");
  EXPECT_EQ(Get("indicators", "authority=X98").status, 404);
  EXPECT_EQ(ErrorOf(Get("nothing")), "not found");
}

TEST_F(ApiTest, ACouncilWhoseExportIsArrivingIsNotUnknown) {
  board_.Publish(invented::CouncilView());
  Health health;
  health.held_batches = 1;
  health.held_authorities = {{"X98", 0}};
  board_.PublishHealth(health);
  for (const char* path : {"indicators", "drag", "report"}) {
    const HttpAnswer answer = Get(path, "authority=X98");
    EXPECT_EQ(answer.status, 503) << path;
    EXPECT_GT(answer.retry_after_seconds, 0) << path;
    EXPECT_EQ(ErrorOf(answer), "no figures of \"X98\" yet: an export is arriving") << path;
    EXPECT_EQ(Get(path, "authority=X97").status, 404) << path;
  }
  board_.Publish(std::make_shared<const View>());
  EXPECT_EQ(Get("report").status, 503) << "the only council is not there yet";
}

TEST_F(ApiTest, WithoutADeskRecordsAreForNobodyAndItSaysWhatToConfigure) {
  const HttpAnswer answer = Get("explain", "authority=X99000099&indicator=assessment_45", "anna");
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, HasSubstr("http.record_readers"));
}

class ApiRecordsTest : public ApiTest {
 protected:
  ApiRecordsTest() {
    router_.SetRecordDesk(&desk_);
    desk_.Allow("anna");
  }
  const std::string question_ = "authority=X99000099&indicator=assessment_45";
  FakeRecordDesk desk_;
};

TEST_F(ApiRecordsTest, ReadersOfRecordsSeeThem) {
  const json answer = json::parse(Get("explain", question_ + "&part=drag&limit=7", "anna").body);
  EXPECT_EQ(answer["found"], 1);
  EXPECT_EQ(answer["records"][0]["record"], "A1");
  EXPECT_EQ(answer["records"][0]["counted_in"], json::parse(R"(["open", "drag"])"));
  ASSERT_EQ(desk_.asked().size(), 1u);
  EXPECT_EQ(desk_.asked()[0].second.limit, 7u);
}

// Readers may see which child and record it is, not who works on it; nor does the page say it.
TEST_F(ApiRecordsTest, WorkersAreNotNamed) {
  ExplainedFact allocation{.name = std::string(FactName(Fact::kAllocation))};
  allocation.text = std::string("Moss Team") + kWorkerSeparator + "worker-5";
  ExplainedFact action{.name = std::string(FactName(Fact::kAction))};
  action.text = std::string("Plan A") + kWorkerSeparator + "Head of duty";
  desk_.answer.records.records[0].facts = {allocation, action};
  const HttpAnswer answer = Get("explain", question_, "anna");
  EXPECT_THAT(answer.body, testing::Not(HasSubstr("worker-5")));
  const json facts = json::parse(answer.body)["records"][0]["facts"];
  EXPECT_EQ(facts[0]["text"], "Moss Team");
  EXPECT_EQ(facts[1]["text"], "Plan A/Head of duty") << "other texts of several parts are whole";
}

TEST_F(ApiRecordsTest, EveryRefusalHasItsStatus) {
  EXPECT_EQ(Get("explain", question_).status, 401);
  EXPECT_TRUE(Get("explain", question_).asks_who);
  EXPECT_EQ(Get("explain", question_, "ben").status, 403);
  EXPECT_EQ(Get("explain", question_ + "&window=decade", "anna").status, 400);
  EXPECT_EQ(Get("explain", question_ + "&limit=501", "anna").status, 400);
  EXPECT_EQ(Get("explain", "authority=X98&indicator=assessment_45", "anna").status, 404);
  for (const RecordRefusal refusal :
       {RecordRefusal::kBusy, RecordRefusal::kNotCaughtUp, RecordRefusal::kNotAudited}) {
    desk_.Refuse(refusal);
    EXPECT_EQ(Get("explain", question_, "anna").status, 503);
    EXPECT_THAT(Get("explain", question_, "anna").body, testing::Not(HasSubstr("A1")));
  }
}

TEST_F(ApiRecordsTest, RecordsComeInPages) {
  const json first = json::parse(Get("explain", question_ + "&limit=1", "anna").body);
  EXPECT_EQ(first["records"].size(), 1u);
  const std::string next = first["next"];
  const json second = json::parse(Get("explain", next.substr(next.find('?') + 1), "anna").body);
  EXPECT_EQ(second["records"].size(), 1u);
  EXPECT_NE(second["records"][0], first["records"][0]);
  EXPECT_TRUE(second["next"].is_null());
}

TEST_F(ApiRecordsTest, WhoAsksTooOftenIsToldWhenToAskAgain) {
  desk_.Refuse(RecordRefusal::kTooMany);
  EXPECT_EQ(Get("explain", question_, "anna").status, 429);
  EXPECT_EQ(Get("explain", question_, "anna").retry_after_seconds, 2);
}

TEST_F(ApiTest, TheDescriptionIsServed) {
  EXPECT_EQ(json::parse(Get("openapi.json").body)["openapi"], "3.1.0");
}

}  // namespace
}  // namespace caseclock

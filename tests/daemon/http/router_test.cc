#include "daemon/http/router.h"

#include <string>
#include <utility>

#include "daemon/page/page_assets.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/support/fake_acknowledgement_desk.h"
#include "tests/support/fake_past_desk.h"
#include "tests/support/fake_record_desk.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class RouterTest : public testing::Test {
 protected:
  void PublishCouncil() {
    board_.Publish(invented::CouncilView());
    board_.PublishHealth(invented::GoodHealth());
  }
  HttpAnswer Get(std::string path, std::string query = "") {
    return router_.Answer({.method = "GET", .path = std::move(path), .query = std::move(query)},
                          kNowUs);
  }
  int Status(std::string method, std::string path) {
    return router_
        .Answer({.method = std::move(method), .path = std::move(path), .query = ""}, kNowUs)
        .status;
  }

  ViewBoard board_;
  Router router_{&board_, invented::Texts()};
};

TEST_F(RouterTest, MetricsAreFiguresThenTheDaemonsOwn) {
  PublishCouncil();
  const HttpAnswer answer = Get("/metrics");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.content_type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(*answer.shared_body, StartsWith("# HELP caseclock_indicator_numerator"));
  EXPECT_THAT(answer.body, StartsWith("# HELP caseclock_events_accepted_total"));
  EXPECT_EQ(answer.BodyBytes(), answer.shared_body->size() + answer.body.size());
}

TEST_F(RouterTest, BeforeTheFirstViewOnlyTheDaemonIsShown) {
  EXPECT_EQ(Get("/metrics").status, 200);
  EXPECT_EQ(Get("/").status, 200);
  EXPECT_EQ(Get("/api/v1/indicators").status, 503);
  EXPECT_EQ(Get("/-/healthy").status, 200);
  const HttpAnswer ready = Get("/-/ready");
  EXPECT_EQ(ready.status, 503);
  EXPECT_EQ(ready.body, "the daemon is starting\n");
}

TEST_F(RouterTest, ReadyGivesEveryReasonOnItsOwnLine) {
  PublishCouncil();
  EXPECT_EQ(Get("/-/ready").body, "ready\n");
  Health health = invented::GoodHealth();
  health.ready = false;
  health.not_ready_because = {"first reason", "second reason"};
  board_.PublishHealth(health);
  EXPECT_EQ(Get("/-/ready").status, 503);
  EXPECT_EQ(Get("/-/ready").body, "first reason\nsecond reason\n");
}

TEST_F(RouterTest, ASilentLoopIsNotHealthy) {
  Health health = invented::GoodHealth();
  health.at_us = kNowUs - kLoopSilentAfterUs - 1;
  board_.PublishHealth(health);
  EXPECT_EQ(Get("/-/healthy").status, 503);
  EXPECT_EQ(Get("/-/ready").status, 503);
}

TEST_F(RouterTest, PathsAreExact) {
  PublishCouncil();
  for (const char* path : {"", "//", "/metrics/", "//metrics", "/Metrics", "/-/", "/api/v1",
                           "/index.html", "/..", "/metrics/../metrics", "metrics"}) {
    EXPECT_EQ(Get(path).status, 404) << path;
  }
}

TEST_F(RouterTest, OnlyGetAndHead) {
  PublishCouncil();
  for (const char* path : {"/metrics", "/", "/-/healthy", "/-/ready", "/api/v1/indicators"}) {
    EXPECT_EQ(Status("HEAD", path), 200) << path;
    for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", ""}) {
      EXPECT_EQ(Status(method, path), 405) << method << " " << path;
    }
  }
}

TEST_F(RouterTest, AuthorityChoosesPageAndRows) {
  PublishCouncil();
  EXPECT_THAT(Get("/", "authority=X01000002").body,
              HasSubstr("<h1>X01000002 <span>Caseclock</span></h1>"));
  EXPECT_THAT(Get("/").body, HasSubstr("<h1>X01000001 <span>Caseclock</span></h1>"));
  EXPECT_EQ(Get("/", "authority=X99").status, 404);
  EXPECT_EQ(Get("/api/v1/indicators", "authority=X99").status, 404);
  EXPECT_EQ(Get("/api/v1/indicators", "authority=X01000002").content_type, "application/json");
}

TEST_F(RouterTest, NoncesAreFreshAndOnThePage) {
  const HttpAnswer first = Get("/");
  EXPECT_EQ(first.nonce.size(), 32u);
  EXPECT_THAT(first.body, HasSubstr(".js\" nonce=\"" + first.nonce + "\"></script>"));
  EXPECT_THAT(first.body, HasSubstr("<style nonce=\"" + first.nonce + "\">"));
  EXPECT_NE(first.nonce, Get("/").nonce);
}

TEST_F(RouterTest, ATeamHasAPageOfItsOwn) {
  PublishCouncil();
  EXPECT_THAT(Get("/team", "authority=X01000002&team=Court+Team").body,
              HasSubstr("<h1>Court Team <span>X01000002</span></h1>"));
  EXPECT_EQ(Get("/team", "authority=X01000002&team=Nobody").status, 404);
  EXPECT_EQ(Get("/team").status, 404);
}

TEST_F(RouterTest, PagesHaveATagThatOutlivesTheNonce) {
  PublishCouncil();
  const std::string tag = Get("/").etag;
  EXPECT_EQ(tag.size(), 18u);
  EXPECT_EQ(Get("/").etag, tag);
  EXPECT_NE(Get("/", "authority=X01000002").etag, tag);
}

TEST_F(RouterTest, ScriptsOfThePageAreKeptForEver) {
  const HttpAnswer answer = Get("/" + ChartLibraryAddress());
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.for_ever);
  EXPECT_EQ(answer.content_type, "text/javascript; charset=utf-8");
  EXPECT_FALSE(Get("/assets/chart-licence.txt").for_ever);
  EXPECT_EQ(Get("/assets/chart-00000000.js").status, 404);
}

TEST_F(RouterTest, RecordsAreForThoseWhoMaySeeThem) {
  PublishCouncil();
  EXPECT_EQ(Get("/records", "authority=X01000001").status, 404) << "there is no desk";
  FakeRecordDesk desk;
  desk.Allow("analyst");
  router_.SetRecordDesk(&desk);
  const HttpAnswer nobody = Get("/records", "authority=X01000001&indicator=ni59");
  EXPECT_EQ(nobody.status, 401);
  EXPECT_TRUE(nobody.asks_who);
  EXPECT_THAT(Get("/").body, Not(HasSubstr("records?")));
  const HttpRequest board = {.method = "GET", .path = "/", .user = "analyst"};
  EXPECT_THAT(router_.Answer(board, kNowUs).body, HasSubstr("records?authority=X01000001"));
}

TEST_F(RouterTest, WithoutADeskThereIsNoPageToAcknowledge) {
  EXPECT_EQ(Status("GET", "/alerts/acknowledge"), 404);
  EXPECT_EQ(Status("POST", "/alerts/acknowledge"), 405);
}

class RouterDeskTest : public RouterTest {
 protected:
  RouterDeskTest() { router_.SetDesk(&desk_); }
  FakeAcknowledgementDesk desk_;
};

TEST_F(RouterDeskTest, ALinkShowsAFormThatMayBeSentToThisServer) {
  const HttpAnswer answer = Get("/alerts/acknowledge", "t=good");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.has_form);
  EXPECT_THAT(answer.body, HasSubstr("<style nonce=\"" + answer.nonce + "\">"));
  EXPECT_TRUE(desk_.taken().empty());
}

TEST_F(RouterDeskTest, BesideTheBoardsChooserNoOtherAnswerHasAForm) {
  PublishCouncil();
  EXPECT_TRUE(Get("/").has_form);
  for (const char* path : {"/metrics", "/-/ready", "/nowhere"}) EXPECT_FALSE(Get(path).has_form);
}

TEST_F(RouterDeskTest, HeadChangesNothing) {
  EXPECT_EQ(
      router_.Answer({.method = "HEAD", .path = "/alerts/acknowledge", .query = "t=good"}, kNowUs)
          .status,
      200);
  EXPECT_TRUE(desk_.taken().empty());
}

TEST_F(RouterDeskTest, AFormIsTakenFromItsBodyNotFromTheAddress) {
  HttpRequest request = {
      .method = "POST", .path = "/alerts/acknowledge", .query = "t=good&sentence=x&days=1"};
  EXPECT_EQ(router_.Answer(request, kNowUs).status, 400);
  request.body = std::exchange(request.query, "");
  EXPECT_EQ(router_.Answer(request, kNowUs).status, 200);
  EXPECT_EQ(desk_.taken().size(), 1u);
}

TEST_F(RouterDeskTest, FormsAreTakenThereAndNowhereElse) {
  EXPECT_TRUE(router_.TakesForm({.method = "POST", .path = "/alerts/acknowledge"}));
  for (const char* path :
       {"/", "/metrics", "/alerts/acknowledge/", "/alerts", "//alerts/acknowledge"}) {
    EXPECT_FALSE(router_.TakesForm({.method = "POST", .path = path})) << path;
    EXPECT_EQ(Status("POST", path), 405) << path;
  }
}

TEST_F(RouterDeskTest, OtherMethodsAreToldWhatIsAllowed) {
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "post"}) {
    const HttpAnswer answer =
        router_.Answer({.method = method, .path = "/alerts/acknowledge"}, kNowUs);
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.allow, "GET, HEAD, POST") << method;
  }
}

class PastDayTest : public RouterTest {
 protected:
  PastDayTest() {
    PublishCouncil();
    router_.SetPastDesk(&desk_);
  }
  FakePastDesk desk_{*invented::CouncilView()->authorities[0]};
};

TEST_F(PastDayTest, ThePageIsOfTheDay) {
  const HttpAnswer answer = Get("/", "authority=X01000002&as_of=2024-02-29");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("Figures as of <b>Thu 29 Feb 2024</b>"));
  EXPECT_THAT(answer.body, HasSubstr(">Past day</strong>"));
  EXPECT_THAT(answer.body, HasSubstr("With everything recorded to 31 Mar 2024, 17:00 BST"));
  EXPECT_EQ(Get("/team", "authority=X01000002&team=Court+Team&as_of=2024-02-29").status, 200);
}

TEST_F(PastDayTest, TodayIsThePageItself) {
  EXPECT_THAT(Get("/", "as_of=2024-03-31").body, HasSubstr(">Live</strong>"));
}

TEST_F(PastDayTest, ReportAndRowsAreOfTheDay) {
  EXPECT_THAT(Get("/api/v1/report", "authority=X01000001&as_of=2024-02-29").body,
              StartsWith("{\"as_of\":\"2024-02-29\""));
  EXPECT_THAT(Get("/api/v1/indicators", "authority=X01000001&as_of=2024-02-29").body,
              HasSubstr("\"as_of\":\"2024-02-29\""));
  EXPECT_THAT(Get("/api/v1/report", "authority=X01000001&format=html&as_of=2024-02-29").body,
              HasSubstr("as of 29 Feb 2024</title>"));
  EXPECT_EQ(Get("/api/v1/indicators", "as_of=2024-02-29").status, 400) << "of which council?";
}

TEST_F(PastDayTest, RefusalsSayWhy) {
  EXPECT_EQ(Get("/", "as_of=yesterday").body, "as_of must be a date such as 2024-03-31\n");
  EXPECT_EQ(Get("/api/v1/report", "authority=X01000001&as_of=yesterday").status, 400);
  desk_.Refuse(PastRefusal::kBusy);
  const HttpAnswer busy = Get("/", "as_of=2024-02-29");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.retry_after_seconds, 5);
  EXPECT_THAT(busy.body, StartsWith("another day is being counted\n"));
  EXPECT_EQ(Get("/api/v1/report", "authority=X01000001&as_of=2024-02-29").retry_after_seconds, 5);
  desk_.Refuse(PastRefusal::kOutside);
  EXPECT_EQ(Get("/", "as_of=2024-04-01").status, 400);
  desk_.Refuse(PastRefusal::kTooLarge);
  EXPECT_THAT(Get("/", "as_of=2024-02-29").body, HasSubstr("caseclock report --as-of DATE"));
  router_.SetPastDesk(nullptr);
  EXPECT_EQ(Get("/", "as_of=2024-02-29").status, 404);
}

TEST_F(RouterTest, WhatHasBeenSaidOfAlertsStandsOnPageAndReport) {
  PublishCouncil();
  FakeAcknowledgementDesk desk;
  desk.said_of = "X01000001";
  desk.said = {{"", "assessment_45", "Agency cover from Monday.", "Head of duty"}};
  router_.SetDesk(&desk);
  EXPECT_THAT(Get("/", "authority=X01000001").body,
              HasSubstr("Being dealt with: <q>Agency cover from Monday.</q> Head of duty"));
  EXPECT_THAT(Get("/", "authority=X01000002").body, Not(HasSubstr("Agency cover")));
  EXPECT_THAT(
      Get("/api/v1/report", "authority=X01000001&format=html").body,
      HasSubstr("Being dealt with: “Agency cover from Monday.” <small>Head of duty</small>"));
}

TEST_F(RouterTest, DueCountsByTheCouncilsOwnCalendar) {
  PublishCouncil();
  EXPECT_THAT(Get("/").body, HasSubstr("What is due by Mon 8 Apr?"));
  router_.SetDefinitionsOf([](const std::string&) {
    auto definitions = std::make_shared<Definitions>();
    definitions->due_soon_working_days = 1;
    return definitions;
  });
  EXPECT_THAT(Get("/").body, HasSubstr("What is due by Tue 2 Apr?"));
}

TEST_F(RouterTest, TheWindowIsChosen) {
  PublishCouncil();
  EXPECT_THAT(Get("/", "window=month").body,
              HasSubstr("Indicators <span>Month to date, 1 Mar 2024"));
  EXPECT_THAT(Get("/", "window=decade").body, HasSubstr("Indicators <span>Year to date"));
}

TEST_F(RouterTest, AWallTurnsWhenAsked) {
  PublishCouncil();
  EXPECT_THAT(Get("/", "rotate=councils").body, HasSubstr("data-next="));
  EXPECT_THAT(Get("/").body, Not(HasSubstr("data-next=")));
}

}  // namespace
}  // namespace caseclock

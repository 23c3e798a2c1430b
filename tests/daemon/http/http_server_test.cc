#include "daemon/http/http_server.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/daemon/http/http_client.h"

namespace caseclock {
namespace {

using std::chrono::steady_clock;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr int kTimeoutMs = 1000;

// One server for all tests of the suite.
class HttpServerTest : public testing::Test {
 protected:
  struct Running {
    ViewBoard board;
    Router router{&board, invented::Texts()};
    std::unique_ptr<HttpServer> server;
  };

  static void SetUpTestSuite() {
    running_ = std::make_unique<Running>();
    auto started = HttpServer::Start({.listen = "127.0.0.1:0",
                                      .request_timeout_ms = kTimeoutMs,
                                      .now_us = [] { return invented::kNowUs; }},
                                     &running_->router);
    if (auto* error = std::get_if<HttpServerError>(&started)) FAIL() << error->message;
    running_->server = std::move(std::get<std::unique_ptr<HttpServer>>(started));
  }
  static void TearDownTestSuite() { running_.reset(); }

  HttpServerTest()
      : board_(running_->board), router_(running_->router), server_(running_->server.get()) {
    board_.Publish(invented::CouncilView());
    board_.PublishHealth(invented::GoodHealth());
  }
  std::string Get(std::string_view target) { return Ask(server_->Port(), "GET", target); }

  static inline std::unique_ptr<Running> running_;
  ViewBoard& board_;
  const Router& router_;
  const HttpServer* const server_;
};

TEST_F(HttpServerTest, TakesAFreePortAndSaysWhich) {
  EXPECT_GT(server_->Port(), 0);
  EXPECT_EQ(server_->Url(), "http://127.0.0.1:" + std::to_string(server_->Port()));
}

TEST_F(HttpServerTest, MetricsArriveWholeWithTheirMediaType) {
  const std::string answer = Get("/metrics");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
  const MetricsText text = board_.Metrics(invented::kNowUs);
  EXPECT_TRUE(BodyOf(answer) == *text.figures + text.daemon) << "over a megabyte, byte for byte";
}

TEST_F(HttpServerTest, HeadIsTheSameWithoutTheBody) {
  const std::string answer = Ask(server_->Port(), "HEAD", "/metrics");
  const MetricsText text = board_.Metrics(invented::kNowUs);
  const std::size_t bytes = text.figures->size() + text.daemon.size();
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: " + std::to_string(bytes) + "\r\n"));
  EXPECT_THAT(BodyOf(answer), IsEmpty());
}

TEST_F(HttpServerTest, EveryAnswerIsGuarded) {
  for (const char* target : {"/", "/metrics", "/-/ready", "/api/v1/indicators", "/nowhere"}) {
    EXPECT_THAT(Get(target),
                AllOf(HasSubstr("\r\nContent-Security-Policy: default-src 'self'; "),
                      HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"),
                      HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"),
                      HasSubstr("\r\nCache-Control: no-store\r\n"),
                      HasSubstr("\r\nConnection: close\r\n"), Not(HasSubstr("unsafe-inline"))))
        << target;
  }
}

TEST_F(HttpServerTest, OnlyThePagesOwnStyleAndScriptMayRun) {
  const std::string answer = Get("/");
  const std::size_t at = answer.find("script-src 'nonce-") + 18;
  const std::string nonce = answer.substr(at, 32);
  EXPECT_THAT(answer, HasSubstr("style-src 'nonce-" + nonce + "'"));
  EXPECT_THAT(BodyOf(answer), HasSubstr("<style nonce=\"" + nonce + "\">"));
  EXPECT_THAT(BodyOf(answer), Not(HasSubstr(" style=")));
}

TEST_F(HttpServerTest, OtherMethodsAreRefusedAndTold) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
    EXPECT_THAT(Ask(server_->Port(), method, "/metrics"),
                AllOf(StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"),
                      HasSubstr("\r\nAllow: GET, HEAD\r\n")))
        << method;
  }
}

TEST_F(HttpServerTest, PathsThatLookAlikeAreNotFound) {
  for (const char* target :
       {"//metrics", "/metrics/", "/./metrics", "/x/../metrics", "/-/../../etc/passwd"}) {
    EXPECT_THAT(Get(target),
                testing::AnyOf(StartsWith("HTTP/1.1 404 "), StartsWith("HTTP/1.1 400 ")))
        << target;
  }
}

// Long runs of slashes overflow a buffer in the library where it serves a directory.
TEST_F(HttpServerTest, LongRunsOfSlashesChangeNothing) {
  for (const std::size_t length : {2u, 255u, 1023u, 4096u, 8000u, 15000u, 40000u}) {
    Get(std::string(length, '/'));
    Get(std::string(length, '/') + "metrics");
    Get("/" + std::string(length, '.') + "/");
  }
  EXPECT_THAT(Get("/-/healthy"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(HttpServerTest, WhatIsNoRequestIsRefused) {
  for (const char* bytes :
       {"\r\n\r\n", "GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET /metrics HTTP/9.9\r\n\r\n"}) {
    HttpClient client(server_->Port());
    client.Say(bytes);
    EXPECT_THAT(client.Hear(), Not(HasSubstr(" 200 "))) << bytes;
  }
  EXPECT_THAT(Get("/-/healthy"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

// Nobody is dropped here: a good client that waited for a stalled one would wait for a minute.
TEST_F(HttpServerTest, StalledClientsCostAGoodOneNothing) {
  auto started = HttpServer::Start({.listen = "127.0.0.1:0",
                                    .request_timeout_ms = 60'000,
                                    .now_us = [] { return invented::kNowUs; }},
                                   &router_);
  const int port = std::get<std::unique_ptr<HttpServer>>(started)->Port();
  std::vector<std::unique_ptr<HttpClient>> stalled;
  for (const std::size_t clients : {2u, 7u, 50u, 300u}) {
    while (stalled.size() < clients) {
      stalled.push_back(std::make_unique<HttpClient>(port));
      ASSERT_TRUE(stalled.back()->Connected());
      if (stalled.size() % 3 == 1) stalled.back()->Say("GET /metrics HT");
      if (stalled.size() % 3 == 2) {
        stalled.back()->Say("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      }
    }
    const auto begin = steady_clock::now();
    EXPECT_THAT(Ask(port, "GET", "/-/healthy"), StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(Ask(port, "GET", "/metrics"), StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(10)) << clients;
  }
}

TEST_F(HttpServerTest, StalledClientsAreDroppedAfterTheTimeout) {
  for (const char* half : {"", "GET /metrics HT", "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n"}) {
    HttpClient stalled(server_->Port());
    stalled.Say(half);
    const auto begin = steady_clock::now();
    EXPECT_THAT(stalled.Hear(), IsEmpty());
    EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(5)) << half;
  }
}

// A byte now and then resets every clock of inactivity; the deadline is of the whole.
TEST_F(HttpServerTest, AClientThatDripsIsDroppedLikeOneThatStalls) {
  HttpClient dripping(server_->Port());
  const auto begin = steady_clock::now();
  dripping.Say("GET /metrics HTTP/1.1\r\nX-Slow: ");
  while (dripping.IsOpen() && steady_clock::now() - begin < std::chrono::seconds(10)) {
    dripping.Say("x");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(HttpServerTest, AConnectionServesManyRequests) {
  HttpClient client(server_->Port());
  for (int n = 0; n < 3; ++n) {
    client.Say("GET /-/healthy HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    EXPECT_THAT(client.HearSome(),
                AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), Not(HasSubstr("Connection: close"))));
  }
}

TEST_F(HttpServerTest, MetricsAreCompressedForWhoAcceptsIt) {
  const auto ask = [&](const std::string& path, const std::string& accepts) {
    HttpClient client(server_->Port());
    client.Say("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + accepts +
               "\r\n");
    return client.Hear();
  };
  const std::string gzip = "Accept-Encoding: deflate, gzip;q=0.8\r\n";
  for (const char* path : {"/metrics", "/api/v1/drag", "/api/v1/report?authority=X01000001"}) {
    const std::string compressed = ask(path, gzip);
    EXPECT_THAT(compressed,
                AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr("\r\nContent-Encoding: gzip\r\n"),
                      HasSubstr("\r\nVary: Accept-Encoding\r\n")))
        << path;
    EXPECT_TRUE(BodyOf(compressed).starts_with("\x1f\x8b")) << path;
    EXPECT_LT(2 * BodyOf(compressed).size(), BodyOf(ask(path, "")).size()) << path;
  }
  for (const auto& [path, accepts] :
       {std::pair{"/metrics", std::string("Accept-Encoding: gzip;q=0\r\n")},
        {"/", gzip},
        {"/records", gzip},
        {"/-/ready", gzip}}) {
    EXPECT_THAT(ask(path, accepts), Not(HasSubstr("Content-Encoding"))) << path;
  }
}

// A wake-up that is lost costs the loop's longest wait each time: ten seconds here.
TEST_F(HttpServerTest, WhatAnotherThreadHasAnsweredLeavesAtOnce) {
  const auto begun = steady_clock::now();
  for (int n = 0; n < 40; ++n) EXPECT_THAT(Get("/nowhere"), StartsWith("HTTP/1.1 404 "));
  EXPECT_LT(steady_clock::now() - begun, std::chrono::seconds(4));
}

TEST_F(HttpServerTest, WhoHasItAlreadyIsToldSo) {
  const std::string first = Get("/api/v1/openapi.json");
  const std::size_t at = first.find("ETag: ") + 6;
  const std::string etag = first.substr(at, first.find("\r\n", at) - at);
  for (const auto& [known, status] :
       {std::pair{etag, "304"}, std::pair{std::string("\"other\""), "200"}}) {
    HttpClient client(server_->Port());
    client.Say(
        "GET /api/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: "
        "close\r\nIf-None-Match: " +
        known + "\r\n\r\n");
    const std::string answer = client.Hear();
    EXPECT_THAT(answer, StartsWith(std::string("HTTP/1.1 ") + status));
    EXPECT_EQ(BodyOf(answer).empty(), known == etag);
  }
}

TEST_F(HttpServerTest, ABodyNobodyWantsIsRefused) {
  HttpClient client(server_->Port());
  client.Say(
      "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000000000\r\n\r\nxxx");
  EXPECT_THAT(client.HearSome(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(HttpServerTest, HeadersBeyondTheirBoundAreRefused) {
  HttpClient client(server_->Port());
  client.Say("GET /metrics HTTP/1.1\r\nX-Long: " + std::string(2 * kConnectionBytes, 'x') +
             "\r\n\r\n");
  EXPECT_THAT(client.Hear(), Not(HasSubstr(" 200 ")));
  EXPECT_THAT(Get("/-/healthy"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(HttpServerTest, ManyReadersAtOnceSeeWholeAnswersWhileViewsChange) {
  std::atomic<bool> done = false;
  std::thread loop([&] {
    while (!done) board_.Publish(invented::SmallView());
  });
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      for (int n = 0; n < 10; ++n) EXPECT_THAT(BodyOf(Get("/")), HasSubstr("</html>"));
    });
  }
  for (std::thread& reader : readers) reader.join();
  done = true;
  loop.join();
}

/// A View whose text no kernel takes whole from the server: figures of sixteen councils.
std::shared_ptr<const View> LargeView() {
  auto view = std::make_shared<View>(*invented::CouncilView());
  const AuthorityView first = *view->authorities.front();
  for (int i = 1; i < 16; ++i) {
    AuthorityView other = first;
    other.authority = "E0800" + std::to_string(1000 + i);
    view->authorities.push_back(std::make_shared<const AuthorityView>(std::move(other)));
  }
  return view;
}

// Each with figures of its own, which stay in memory until they have left.
TEST(HttpServerBytesTest, ClientsThatDoNotReadMakeRoomForOthers) {
  ViewBoard board;
  Router router(&board, invented::Texts());
  board.PublishHealth(invented::GoodHealth());
  auto started = HttpServer::Start({.listen = "127.0.0.1:0",
                                    .request_timeout_ms = 60'000,
                                    .most_bytes_in_flight = 1,
                                    .now_us = [] { return invented::kNowUs; }},
                                   &router);
  const auto& server = std::get<std::unique_ptr<HttpServer>>(started);
  std::vector<std::unique_ptr<HttpClient>> clients;
  std::vector<std::string> begins;
  for (int i = 0; i < 6; ++i) {
    board.Publish(LargeView());
    clients.push_back(std::make_unique<HttpClient>(server->Port()));
    clients.back()->Say("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    begins.push_back(clients.back()->HearSome());
  }
  const std::string whole = clients.back()->Hear();
  const std::size_t bytes = board.Metrics(invented::kNowUs).figures->size();
  ASSERT_GT(bytes, std::size_t{8} << 20);
  EXPECT_GT(begins.back().size() + whole.size(), bytes);
  EXPECT_LT(clients.front()->Hear().size(), bytes / 2) << "dropped: four answers have room";
}

TEST_F(HttpServerTest, APortInUseIsAnErrorWithAHint) {
  const auto second =
      HttpServer::Start({.listen = "127.0.0.1:" + std::to_string(server_->Port())}, &router_);
  ASSERT_TRUE(std::holds_alternative<HttpServerError>(second));
  EXPECT_THAT(std::get<HttpServerError>(second).message,
              AllOf(StartsWith("could not listen on 127.0.0.1:"), HasSubstr("\nDetail: "),
                    HasSubstr("\nHint: ")));
}

TEST(HttpServerStartTest, EndsAtOnceWhateverItsClientsDo) {
  ViewBoard board;
  const Router router(&board, {});
  auto started = HttpServer::Start({.listen = "127.0.0.1:0"}, &router);
  auto& server = std::get<std::unique_ptr<HttpServer>>(started);
  HttpClient silent(server->Port());
  HttpClient half(server->Port());
  half.Say("GET /metrics HT");
  HttpClient idle(server->Port());
  idle.Say("GET /-/healthy HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  EXPECT_THAT(idle.HearSome(), StartsWith("HTTP/1.1 200 OK\r\n"));
  const auto begin = steady_clock::now();
  server.reset();
  EXPECT_LT(steady_clock::now() - begin, std::chrono::milliseconds(500));
}

TEST(HttpServerStartTest, AddressesMustBeAddressAndPort) {
  ViewBoard board;
  const Router router(&board, {});
  for (const char* listen :
       {"", "9746", ":9746", "localhost:9746", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999",
        "127.0.0.1:97x", "127.0.0.1:0,0.0.0.0:0", "127.0.0.1:0s"}) {
    const auto started = HttpServer::Start({.listen = listen}, &router);
    ASSERT_TRUE(std::holds_alternative<HttpServerError>(started)) << listen;
    EXPECT_THAT(std::get<HttpServerError>(started).message,
                StartsWith("could not read the address"))
        << listen;
  }
}

}  // namespace
}  // namespace caseclock

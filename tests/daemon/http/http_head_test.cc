#include <memory>
#include <string>

#include "daemon/http/http_server.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/daemon/http/http_client.h"

namespace caseclock {
namespace {

using std::string_literals::operator""s;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Heads byte for byte, as clients would say them that mean to be misread.
class HttpHeadTest : public testing::Test {
 protected:
  HttpHeadTest() {
    board_.PublishHealth(invented::GoodHealth());
    board_.Publish(invented::SmallView());
    auto started = HttpServer::Start({.listen = "127.0.0.1:0",
                                      .request_timeout_ms = 1000,
                                      .now_us = [] { return invented::kNowUs; },
                                      .host_names = HostNames({"caseclock.council.example"})},
                                     &router_);
    server_ = std::get<std::unique_ptr<HttpServer>>(std::move(started));
  }

  /// All that is answered, to the end of the connection.
  std::string Said(const std::string& bytes) {
    HttpClient client(server_->Port());
    client.Say(bytes);
    return client.Hear();
  }

  std::string WithHost(const std::string& host, const std::string& path = "/metrics") {
    return Said("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  static std::size_t Answers(const std::string& heard) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = heard.find("HTTP/1.1 ", at)) != std::string::npos; ++at) ++count;
    return count;
  }

  ViewBoard board_;
  Router router_{&board_, invented::Texts()};
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpHeadTest, APageElsewhereThatPointsItsNameHereIsRefused) {
  for (const char* path : {"/", "/metrics", "/api/v1/drag", "/-/ready", "/alerts/acknowledge"}) {
    EXPECT_THAT(WithHost("attacker.example", path),
                AllOf(StartsWith("HTTP/1.1 421 "), HasSubstr("http.host_names"),
                      Not(HasSubstr("attacker"))))
        << path;
  }
  EXPECT_THAT(WithHost(""), StartsWith("HTTP/1.1 421 "));
}

TEST_F(HttpHeadTest, KnownNamesAndAddressesAreAnswered) {
  for (const char* host : {"127.0.0.1:9464", "10.1.2.3", "[::1]:9464", "localhost:9464",
                           "Caseclock.council.example"}) {
    EXPECT_THAT(WithHost(host), StartsWith("HTTP/1.1 200 ")) << host;
  }
  EXPECT_THAT(WithHost("caseclock-0.caseclock.svc", "/-/healthy"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpHeadTest, AWholeAddressIsTakenApartAndItsHostMustBeKnown) {
  const auto ask = [&](const std::string& target) {
    return Said("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  };
  for (const char* target : {"http://127.0.0.1:9464/metrics", "HTTP://localhost/metrics?x=1",
                             "http://127.0.0.1:9464", "https://127.0.0.1/api/v1/drag?limit=1"}) {
    EXPECT_THAT(ask(target), StartsWith("HTTP/1.1 200 ")) << target;
  }
  EXPECT_THAT(ask("http://attacker.example/metrics"), StartsWith("HTTP/1.1 421 "));
  EXPECT_THAT(ask("http://127.0.0.1@attacker.example/metrics"), StartsWith("HTTP/1.1 421 "));
  EXPECT_THAT(ask("http://127.0.0.1/nothing"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(ask("http://127.0.0.1/api/v1/drag?nothing=1"), StartsWith("HTTP/1.1 400 "));
}

TEST_F(HttpHeadTest, NamesOfHeadersAreReadInAnyCase) {
  EXPECT_THAT(Said("GET /metrics HTTP/1.1\r\nhOsT:attacker.example\r\nconnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 421 "));
}

TEST_F(HttpHeadTest, HostIsOneAndNeverMissing) {
  EXPECT_THAT(Said("GET /metrics HTTP/1.1\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(Said("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n"),
              StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(Said("GET /metrics HTTP/1.0\r\n\r\n"), HasSubstr(" 200 OK\r\n"));
}

// What follows would be the body for one reader and the next request for another.
TEST_F(HttpHeadTest, ARequestWithTwoEndsIsRefusedAndNothingAfterItIsRead) {
  const std::string next = "GET /-/healthy HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  const std::string length = "Content-Length: " + std::to_string(next.size()) + "\r\n";
  for (const std::string& headers :
       {"Content-Length: 0\r\n" + length, length + "Content-Length: 0\r\n", length + length,
        length + "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\n" + length,
        "Transfer-Encoding:\r\n" + length, "Content-Length : 0\r\n" + length,
        "Content-Length: 0\r\n" + length + "X: y\r\n", "Content-Length : " + length}) {
    for (const std::string& line : {"GET /-/healthy"s, "POST /alerts/acknowledge"s}) {
      const std::string heard =
          Said(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n" + next);
      EXPECT_THAT(heard, StartsWith("HTTP/1.1 400 ")) << line << "\n" << headers;
      EXPECT_EQ(Answers(heard), 1u) << line << "\n" << headers << heard;
    }
  }
}

TEST_F(HttpHeadTest, AZeroByteIsRefusedWhereverItStands) {
  const std::string host = "Host: 127.0.0.1\r\n";
  const std::string end = "Connection: close\r\n\r\n";
  for (const std::string& bytes :
       {"GET /metrics\0 HTTP/1.1\r\n"s + host + end,
        "GET /metrics\0.html HTTP/1.1\r\n"s + host + end,
        "GET /metrics?a=\0b HTTP/1.1\r\n"s + host + end,
        "GET \0/metrics HTTP/1.1\r\n"s + host + end,
        "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\0.attacker.example\r\n"s + end,
        "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\0\r\n"s + end,
        "GET /metrics HTTP/1.1\r\nHost:\0 127.0.0.1\r\n"s + end,
        "GET /metrics HTTP/1.1\r\nX\0Y: z\r\n"s + host + end,
        "GET /metrics HTTP/1.1\r\n"s + host + "\0X: y\r\n"s + end,
        "GET /metrics HTTP/1.1\r\n"s + host + "\0\r\n"s + end,
        "GET /metrics HTTP/1.1\r\n"s + host + "X: y\0\r\n"s + end,
        "GET /metrics HTTP/1.1\r\n"s + host + "X: y\0z\r\n\r\n"s}) {
    EXPECT_THAT(Said(bytes), StartsWith("HTTP/1.1 400 ")) << bytes;
  }
}

TEST_F(HttpHeadTest, AFoldedLineIsRefused) {
  EXPECT_THAT(Said("GET /metrics HTTP/1.1\r\nX: a\r\n b\r\nHost: 127.0.0.1\r\n\r\n"),
              StartsWith("HTTP/1.1 400 "));
}

// The check looks at the bytes between what the library has found: none of these may be taken for a gap.
TEST_F(HttpHeadTest, HeadsOfEveryGoodFormAreAnswered) {
  const std::string line = "GET /metrics?a=1&b=%20c&d HTTP/1.1\r\n";
  for (const std::string& headers :
       {"Host:127.0.0.1\r\n"s, "Host: \t 127.0.0.1\r\n"s,
        "Host: 127.0.0.1\r\nX-Empty:\r\nX-Blank: \r\n"s,
        "Host: 127.0.0.1\r\nCookie: a=b; c=\"d e\"; f\r\nX: y\r\n"s,
        "Host: 127.0.0.1\r\nAccept: text/html,*/*;q=0.8\r\nX: trailing blanks \t \r\n"s,
        "Host: 127.0.0.1\r\nX-Long: "s + std::string(6000, 'x') + "\r\nX-Last: y\r\n"s}) {
    EXPECT_THAT(Said(line + headers + "Connection: close\r\n\r\n"), StartsWith("HTTP/1.1 200 "))
        << headers;
  }
  EXPECT_THAT(Said("GET /metrics HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n"),
              StartsWith("HTTP/1.1 200 "));
  std::string many = line + "Host: 127.0.0.1\r\n";
  for (int i = 0; i < 60; ++i)
    many += "X-" + std::to_string(i) + ": " + std::string(50, 'y') + "\r\n";
  EXPECT_THAT(Said(many + "Connection: close\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpHeadTest, AHeadInPiecesIsReadAsAWhole) {
  HttpClient client(server_->Port());
  for (const char* piece : {"GET /metr", "ics HTTP/1.1\r", "\nHos", "t: 127.0.0.1\r\nX: ", "y\r\n",
                            "Connection: close\r\n\r\n"}) {
    client.Say(piece);
  }
  EXPECT_THAT(client.Hear(), StartsWith("HTTP/1.1 200 "));
}

}  // namespace
}  // namespace caseclock

#include <chrono>
#include <memory>
#include <string>

#include "daemon/http/http_server.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/daemon/http/http_client.h"
#include "tests/support/fake_acknowledgement_desk.h"

namespace caseclock {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const std::string kPath = "/alerts/acknowledge";
const std::string kForm = "t=good&sentence=Agency+cover.&days=5";
const std::string kType = "Content-Type: application/x-www-form-urlencoded\r\n";

// One server for all tests of the suite.
class HttpFormTest : public testing::Test {
 protected:
  struct Running {
    ViewBoard board;
    Router router{&board, invented::Texts()};
    FakeAcknowledgementDesk desk;
    std::unique_ptr<HttpServer> server;
  };

  static void SetUpTestSuite() {
    running_ = std::make_unique<Running>();
    running_->router.SetDesk(&running_->desk);
    auto started =
        HttpServer::Start({.listen = "127.0.0.1:0", .request_timeout_ms = 300}, &running_->router);
    if (auto* error = std::get_if<HttpServerError>(&started)) FAIL() << error->message;
    running_->server = std::move(std::get<std::unique_ptr<HttpServer>>(started));
  }
  static void TearDownTestSuite() { running_.reset(); }
  HttpFormTest() { running_->desk = FakeAcknowledgementDesk(); }

  static int Port() { return running_->server->Port(); }
  // The answer to a request with these header lines and this body.
  static std::string Say(const std::string& line, const std::string& headers,
                         const std::string& body) {
    HttpClient client(Port());
    client.Say(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n" +
               body);
    return client.Hear();
  }
  static std::string Length(std::size_t size) {
    return "Content-Length: " + std::to_string(size) + "\r\n";
  }
  static std::string Post(const std::string& body) {
    return Say("POST " + kPath, kType + Length(body.size()), body);
  }
  static const auto& TakenSoFar() { return running_->desk.taken(); }

  static inline std::unique_ptr<Running> running_;
};

TEST_F(HttpFormTest, AFormIsTakenAndItsPageIsNotStored) {
  const std::string answer = Post(kForm);
  EXPECT_THAT(
      answer,
      AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), HasSubstr("\r\nCache-Control: no-store\r\n"),
            HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"), HasSubstr("<h1>Noted</h1>")));
  ASSERT_EQ(TakenSoFar().size(), 1u);
  EXPECT_EQ(TakenSoFar()[0].sentence, "Agency cover.");
}

TEST_F(HttpFormTest, FormsMayBeSentFromThatPageOnly) {
  EXPECT_THAT(Ask(Port(), "GET", kPath + "?t=good"),
              AllOf(HasSubstr("form-action 'self'"), Not(HasSubstr("form-action 'none'"))));
  EXPECT_THAT(Ask(Port(), "GET", "/metrics"), HasSubstr("form-action 'none'"));
}

TEST_F(HttpFormTest, HeadIsTheSameWithoutTheBody) {
  const std::string answer = Ask(Port(), "HEAD", kPath + "?t=good");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(BodyOf(answer), IsEmpty());
  EXPECT_THAT(TakenSoFar(), IsEmpty());
}

TEST_F(HttpFormTest, WithoutItsLengthAFormIsRefused) {
  for (const char* length :
       {"", "Content-Length: \r\n", "Content-Length: ten\r\n", "Content-Length: -1\r\n",
        "Content-Length: 36 5\r\n", "Content-Length: 0x24\r\n"}) {
    EXPECT_THAT(Say("POST " + kPath, kType + length, kForm),
                testing::AnyOf(StartsWith("HTTP/1.1 411 Length Required\r\n"),
                               StartsWith("HTTP/1.1 400 Bad Request\r\n")))
        << length;
  }
  EXPECT_THAT(TakenSoFar(), IsEmpty());
}

TEST_F(HttpFormTest, InChunksAFormIsRefused) {
  const std::string chunks = "24\r\n" + kForm + "\r\n0\r\n\r\n";
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  EXPECT_THAT(Say("POST " + kPath, kType + chunked, chunks),
              StartsWith("HTTP/1.1 411 Length Required\r\n"));
  EXPECT_THAT(Say("POST " + kPath, kType + Length(kForm.size()) + chunked, chunks),
              StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(TakenSoFar(), IsEmpty());
}

TEST_F(HttpFormTest, TheBoundIsAByteFine) {
  const std::string longest = kForm + "&x=" + std::string(kMaxFormBytes - kForm.size() - 3, 'x');
  EXPECT_THAT(Post(longest), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(Say("POST " + kPath, kType + Length(kMaxFormBytes + 1), ""),
              StartsWith("HTTP/1.1 413 Content Too Large\r\n"));
  EXPECT_EQ(TakenSoFar().size(), 1u);
}

TEST_F(HttpFormTest, ALengthBeyondCountingIsRefused) {
  for (const char* length :
       {"9223372036854775807", "18446744073709551616", "99999999999999999999999"}) {
    EXPECT_THAT(Say("POST " + kPath, kType + "Content-Length: " + length + "\r\n", kForm),
                testing::AnyOf(StartsWith("HTTP/1.1 413 "), StartsWith("HTTP/1.1 400 "), IsEmpty()))
        << length;
  }
  EXPECT_THAT(TakenSoFar(), IsEmpty());
}

TEST_F(HttpFormTest, OnlyFormsAsBrowsersSendThemAreTaken) {
  for (const char* type : {"", "Content-Type: application/json\r\n",
                           "Content-Type: multipart/form-data; boundary=x\r\n",
                           "Content-Type: application/x-www-form-urlencoded2\r\n"}) {
    EXPECT_THAT(Say("POST " + kPath, type + Length(kForm.size()), kForm),
                StartsWith("HTTP/1.1 415 "))
        << type;
  }
  EXPECT_THAT(Say("POST " + kPath,
                  "content-type: Application/X-WWW-Form-URLEncoded;charset=UTF-8\r\n" +
                      Length(kForm.size()),
                  kForm),
              StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpFormTest, AFormThatStaysAwayEndsInTime) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(Say("POST " + kPath, kType + Length(kForm.size() + 1), kForm), IsEmpty())
      << "dropped, like everybody who is late";
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_THAT(TakenSoFar(), IsEmpty());
}

TEST_F(HttpFormTest, MoreThanItsLengthIsNotRead) {
  EXPECT_THAT(Say("POST " + kPath, kType + Length(kForm.size()), kForm + "&sentence=other"),
              StartsWith("HTTP/1.1 200 "));
  EXPECT_EQ(TakenSoFar().at(0).sentence, "Agency cover.");
}

TEST_F(HttpFormTest, PostElsewhereAndOtherMethodsHereAreRefused) {
  EXPECT_THAT(Say("POST /metrics", kType + Length(kForm.size()), kForm),
              AllOf(StartsWith("HTTP/1.1 405 "), HasSubstr("\r\nAllow: GET, HEAD\r\n")));
  for (const char* method : {"PUT ", "DELETE ", "PATCH "}) {
    EXPECT_THAT(Say(method + kPath, kType + Length(kForm.size()), kForm),
                AllOf(StartsWith("HTTP/1.1 405 "), HasSubstr("\r\nAllow: GET, HEAD, POST\r\n")));
  }
  EXPECT_THAT(TakenSoFar(), IsEmpty());
}

TEST_F(HttpFormTest, ABrokenLinkIsAnsweredGuarded) {
  EXPECT_THAT(Ask(Port(), "GET", kPath + "?t=broken"),
              AllOf(StartsWith("HTTP/1.1 400 Bad Request\r\n"),
                    HasSubstr("\r\nCache-Control: no-store\r\n")));
  running_->desk.Refuse(AcknowledgementRefusal::kExpired);
  EXPECT_THAT(Ask(Port(), "GET", kPath + "?t=good"), StartsWith("HTTP/1.1 410 Gone\r\n"));
}

}  // namespace
}  // namespace caseclock

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <string>

#include "daemon/notify/smtp_transport.h"
#include "tests/daemon/notify/smtp_sample.h"
#include "tests/support/smtp_server.h"

namespace caseclock {
namespace {

using Kind = SendResult::Kind;

// One fault, what it is taken for, and how many copies the server has after it.
struct FaultCase {
  const char* fault;
  SendResult expected;
  std::size_t copies = 0;
};

const FaultCase kFaults[] = {
    {"GREETING 554", {Kind::kDeferred, 554, "greeting was answered 554", true}},
    {"GREETING 421", {Kind::kDeferred, 421, "greeting was answered 421", true}},
    {"GREETING stall", {Kind::kDeferred, 0, "greeting timed out", true}},
    {"GREETING drop", {Kind::kDeferred, 0, "connection lost at greeting", true}},
    {"EHLO 421", {Kind::kDeferred, 421, "EHLO was answered 421", true}},
    {"EHLO stall", {Kind::kDeferred, 0, "EHLO timed out", true}},
    {"EHLO drop", {Kind::kDeferred, 0, "connection lost at EHLO", true}},
    {"MAIL 451", {Kind::kDeferred, 451, "MAIL was answered 451"}},
    {"MAIL 421", {Kind::kDeferred, 421, "MAIL was answered 421", true}},
    {"MAIL 550", {Kind::kRefused, 550, "MAIL was answered 550"}},
    {"MAIL 530", {Kind::kDeferred, 530, "MAIL was answered 530", true}},
    {"MAIL stall", {Kind::kDeferred, 0, "MAIL timed out"}},
    {"MAIL drop", {Kind::kDeferred, 0, "connection lost at MAIL"}},
    {"RCPT 450", {Kind::kDeferred, 450, "RCPT was answered 450"}},
    {"RCPT 550", {Kind::kRefused, 550, "RCPT was answered 550"}},
    {"RCPT stall", {Kind::kDeferred, 0, "RCPT timed out"}},
    {"RCPT drop", {Kind::kDeferred, 0, "connection lost at RCPT"}},
    {"DATA 451", {Kind::kDeferred, 451, "DATA was answered 451"}},
    {"DATA 554", {Kind::kRefused, 554, "DATA was answered 554"}},
    {"DATA stall", {Kind::kDeferred, 0, "DATA timed out"}},
    {"DATA drop", {Kind::kDeferred, 0, "connection lost at DATA"}},
    {"DOT 452", {Kind::kDeferred, 452, "final dot was answered 452"}},
    {"DOT 554", {Kind::kRefused, 554, "final dot was answered 554"}},
    {"DOT stall", {Kind::kDeferred, 0, "final dot timed out"}},
    {"DOT drop", {Kind::kDeferred, 0, "connection lost at final dot"}},
    {"DOT late-stall", {Kind::kDeferred, 0, "final dot timed out"}, 1},
    {"DOT late-drop", {Kind::kDeferred, 0, "connection lost at final dot"}, 1},
    {"QUIT stall", {Kind::kDelivered, 250, "final dot was answered 250"}, 1},
    {"QUIT drop", {Kind::kDelivered, 250, "final dot was answered 250"}, 1},
    {"QUIT 554", {Kind::kDelivered, 250, "final dot was answered 250"}, 1},
};

class SmtpFaultTest : public testing::TestWithParam<FaultCase> {
 protected:
  static void SetUpTestSuite() { server_ = new SmtpServer; }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  static SmtpServer* server_;
};
SmtpServer* SmtpFaultTest::server_ = nullptr;

TEST_P(SmtpFaultTest, IsTakenForWhatItIs) {
  server_->Clear();
  server_->Fault(GetParam().fault);
  const bool stalls = std::string(GetParam().fault).find("stall") != std::string::npos;
  SmtpTransport transport(stalls ? QuickOptions(server_->port()) : PatientOptions(server_->port()));
  const auto begun = std::chrono::steady_clock::now();
  const SendResult sent = transport.Send(SampleMail());
  EXPECT_EQ(sent, GetParam().expected) << sent.reason << (sent.of_the_server ? " (server)" : "");
  EXPECT_EQ(server_->Received().size(), GetParam().copies);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
}

std::string NameOf(const testing::TestParamInfo<FaultCase>& info) {
  std::string name;
  for (const char* c = info.param.fault; *c != 0; ++c) {
    if (isalnum(static_cast<unsigned char>(*c))) name += *c;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(EachVerb, SmtpFaultTest, testing::ValuesIn(kFaults), NameOf);

TEST_F(SmtpFaultTest, AConnectionLostInTheMidstOfTheContentIsDeferred) {
  server_->Clear();
  server_->Fault("CONTENT drop");
  const SendResult sent = SmtpTransport(PatientOptions(server_->port())).Send(SampleMail());
  EXPECT_EQ(sent.kind, Kind::kDeferred) << sent.reason;
  EXPECT_TRUE(server_->Received().empty());
}

TEST_F(SmtpFaultTest, AServerThatKnowsNoEhloIsSpokenToWithHelo) {
  server_->Clear();
  server_->Fault("EHLO 502");
  const SendResult sent = SmtpTransport(PatientOptions(server_->port())).Send(SampleMail());
  EXPECT_EQ(sent.kind, Kind::kDelivered) << sent.reason;
}

TEST_F(SmtpFaultTest, AServerThatKnowsNeitherIsDeferred) {
  server_->Clear();
  server_->Fault("EHLO 550");
  server_->Fault("HELO 550");
  const SendResult expected{Kind::kDeferred, 550, "EHLO was answered 550", true};
  EXPECT_EQ(SmtpTransport(PatientOptions(server_->port())).Send(SampleMail()), expected);
}

// The server may be looking through the mail: whoever does not wait for it sends it twice.
TEST_F(SmtpFaultTest, TheAnswerToTheFinalDotMayTakeLongerThanAllTheRest) {
  server_->Clear();
  server_->Fault("DOT slow");
  SmtpOptions options = QuickOptions(server_->port());
  options.whole_ms = 1'000;  // less than the server takes
  options.answer_ms = 60'000;
  EXPECT_EQ(SmtpTransport(options).Send(SampleMail()).kind, Kind::kDelivered);
}

// Stops an attempt that stalls at this verb; what came of it.
SendResult StoppedAt(SmtpServer& server, const std::string& verb) {
  server.Clear();
  server.Fault(verb + " stall");
  SmtpTransport transport(PatientOptions(server.port()));
  auto sent = std::async(std::launch::async, [&] { return transport.Send(SampleMail()); });
  server.WaitForAFault();
  transport.Stop();
  return sent.get();
}

TEST_F(SmtpFaultTest, StopEndsAnAttemptThatStalls) {
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(StoppedAt(*server_, "EHLO").reason, "stopped at EHLO");
  EXPECT_EQ(StoppedAt(*server_, "RCPT").reason, "stopped at RCPT");
  EXPECT_EQ(StoppedAt(*server_, "DOT").reason, "stopped at final dot");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
}

TEST_F(SmtpFaultTest, ATransportGoesOnAfterAnyFault) {
  server_->Clear();
  SmtpTransport transport(PatientOptions(server_->port()));
  server_->Fault("DOT drop");
  EXPECT_EQ(transport.Send(SampleMail()).kind, Kind::kDeferred);
  EXPECT_EQ(transport.Send(SampleMail()).kind, Kind::kDelivered);
}

// A port that is bound and never listened on: nobody else gets it, and nobody answers.
TEST(SmtpNoServerTest, NobodyThereIsDeferredAsAFaultOfTheServer) {
  const int quiet = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(quiet, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(getsockname(quiet, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const SendResult expected{Kind::kDeferred, 0, "the server could not be reached", true};
  EXPECT_EQ(SmtpTransport(PatientOptions(ntohs(address.sin_port))).Send(SampleMail()), expected);
  close(quiet);
}

}  // namespace
}  // namespace caseclock

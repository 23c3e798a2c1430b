#include <gmock/gmock.h>

#include <string>

#include "daemon/notify/smtp_transport.h"
#include "tests/daemon/notify/smtp_sample.h"
#include "tests/support/smtp_server.h"

namespace caseclock {
namespace {

using Kind = SendResult::Kind;
using testing::HasSubstr;
using testing::Not;

class SmtpTlsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    certificates_ = new TestCertificates;
    starttls_ = new SmtpServer(With({"--starttls", "--login", "caseclock:invented password"}));
    tls_ = new SmtpServer(With({"--tls"}));
    bare_ = new SmtpServer({"--login", "caseclock:invented password"});
  }
  static void TearDownTestSuite() {
    delete starttls_;
    delete tls_;
    delete bare_;
    delete certificates_;
  }
  void SetUp() override {
    for (SmtpServer* each : {starttls_, tls_, bare_}) each->Clear();
  }
  static std::vector<std::string> With(std::vector<std::string> options) {
    for (const std::string& each : {std::string("--cert"), certificates_->certificate(),
                                    std::string("--key"), certificates_->key()}) {
      options.push_back(each);
    }
    return options;
  }
  static SmtpOptions To(const SmtpServer& server, MailSecurity security) {
    SmtpOptions options = PatientOptions(server.port());
    options.security = security;
    options.ca_file = certificates_->ca();
    return options;
  }
  static SmtpOptions LoggedIn(SmtpOptions options, const char* password = "invented password") {
    options.username = "caseclock";
    options.password = password;
    return options;
  }
  static SendResult Send(const SmtpOptions& options) {
    return SmtpTransport(options).Send(SampleMail());
  }

  static TestCertificates* certificates_;
  static SmtpServer* starttls_;
  static SmtpServer* tls_;
  static SmtpServer* bare_;
};
TestCertificates* SmtpTlsTest::certificates_ = nullptr;
SmtpServer* SmtpTlsTest::starttls_ = nullptr;
SmtpServer* SmtpTlsTest::tls_ = nullptr;
SmtpServer* SmtpTlsTest::bare_ = nullptr;

TEST_F(SmtpTlsTest, StartTlsAndLoginDeliver) {
  const SendResult sent = Send(LoggedIn(To(*starttls_, MailSecurity::kStartTls)));
  ASSERT_EQ(sent.kind, Kind::kDelivered) << sent.reason;
  EXPECT_EQ(starttls_->Received().at(0).protection, "tls");
  EXPECT_EQ(starttls_->Received().at(0).login, "caseclock");
}

TEST_F(SmtpTlsTest, TlsFromTheFirstByteDelivers) {
  const SendResult sent = Send(To(*tls_, MailSecurity::kTls));
  ASSERT_EQ(sent.kind, Kind::kDelivered) << sent.reason;
  EXPECT_EQ(tls_->Received().at(0).protection, "tls");
}

TEST_F(SmtpTlsTest, AServerWithoutStartTlsGetsNothing) {
  const SendResult expected{Kind::kDeferred, 0, "the server offers no STARTTLS", true};
  EXPECT_EQ(Send(LoggedIn(To(*bare_, MailSecurity::kStartTls))), expected);
  EXPECT_TRUE(bare_->Received().empty());
}

TEST_F(SmtpTlsTest, ACertificateOfAnotherAuthorityIsNotAccepted) {
  for (const auto& [server, security] :
       {std::pair{starttls_, MailSecurity::kStartTls}, {tls_, MailSecurity::kTls}}) {
    SmtpOptions options = To(*server, security);
    options.ca_file = certificates_->other_ca();
    const SendResult expected{Kind::kDeferred, 0, "the server's certificate was not accepted",
                              true};
    EXPECT_EQ(Send(options), expected);
  }
}

TEST_F(SmtpTlsTest, TheMachinesAuthoritiesDoNotKnowAnInventedOne) {
  SmtpOptions options = To(*tls_, MailSecurity::kTls);
  options.ca_file = "";
  EXPECT_EQ(Send(options).kind, Kind::kDeferred);
}

TEST_F(SmtpTlsTest, ACertificateForAnotherNameIsNotAccepted) {
  SmtpOptions options = To(*tls_, MailSecurity::kTls);
  options.host = "localhost";
  EXPECT_EQ(Send(options).reason, "the server's certificate was not accepted");
}

TEST_F(SmtpTlsTest, AFileOfAuthoritiesThatIsNotThereIsSaid) {
  SmtpOptions options = To(*tls_, MailSecurity::kTls);
  options.ca_file = "/nowhere/ca.pem";
  EXPECT_EQ(Send(options).reason, "the file of certificates could not be read");
}

TEST_F(SmtpTlsTest, AWrongPasswordIsDeferredAndNotRepeatedInTheReason) {
  const SendResult sent =
      Send(LoggedIn(To(*starttls_, MailSecurity::kStartTls), "another password"));
  const SendResult expected{Kind::kDeferred, 535, "AUTH was answered 535", true};
  EXPECT_EQ(sent, expected);
  EXPECT_THAT(sent.reason, Not(HasSubstr("another")));
}

TEST_F(SmtpTlsTest, AServerThatAsksForALoginDefers) {
  const SendResult expected{Kind::kDeferred, 530, "MAIL was answered 530", true};
  EXPECT_EQ(Send(To(*bare_, MailSecurity::kNone)), expected);
}

TEST_F(SmtpTlsTest, AServerWithoutALoginGetsNothingWhenOneIsConfigured) {
  const SendResult expected{Kind::kDeferred, 0, "the server offers no login", true};
  EXPECT_EQ(Send(LoggedIn(To(*tls_, MailSecurity::kTls))), expected);
  EXPECT_TRUE(tls_->Received().empty());
}

TEST_F(SmtpTlsTest, FaultsOfStartTlsAndLoginAreTheServers) {
  for (const auto& [fault, reason] : {std::pair{"STARTTLS 454", "STARTTLS was answered 454"},
                                      {"STARTTLS 554", "STARTTLS was answered 554"},
                                      {"STARTTLS stall", "STARTTLS timed out"},
                                      {"STARTTLS drop", "connection lost at STARTTLS"},
                                      {"AUTH 454", "AUTH was answered 454"},
                                      {"AUTH 554", "AUTH was answered 554"},
                                      {"AUTH stall", "AUTH timed out"},
                                      {"AUTH drop", "connection lost at AUTH"}}) {
    starttls_->Clear();
    starttls_->Fault(fault);
    SmtpOptions options = LoggedIn(To(*starttls_, MailSecurity::kStartTls));
    if (std::string(fault).ends_with("stall")) options.connect_ms = 1'000;
    const SendResult sent = Send(options);
    EXPECT_EQ(sent.kind, Kind::kDeferred) << fault;
    EXPECT_EQ(sent.reason, reason) << fault;
    EXPECT_TRUE(sent.of_the_server) << fault;
  }
}

}  // namespace
}  // namespace caseclock

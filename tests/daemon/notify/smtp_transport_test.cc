#include "daemon/notify/smtp_transport.h"

#include <gmock/gmock.h>

#include "tests/daemon/notify/smtp_sample.h"
#include "tests/support/smtp_server.h"

namespace caseclock {
namespace {

class SmtpTransportTest : public testing::Test {
 protected:
  // Sends a message and returns it as the server has it.
  std::string There(const std::string& message) {
    SmtpTransport transport(PatientOptions(server_.port()));
    const SendResult sent = transport.Send({"m-1", "desk@council.example", message});
    EXPECT_EQ(sent.kind, SendResult::Kind::kDelivered) << sent.reason;
    const auto mails = server_.Received();
    return mails.empty() ? "" : mails.back().bytes;
  }

  SmtpServer server_;
};

TEST_F(SmtpTransportTest, AMailArrivesWithItsEnvelope) {
  EXPECT_EQ(There(kSampleBytes), kSampleBytes);
  const ReceivedMail mail = server_.Received().at(0);
  EXPECT_EQ(mail.from, "caseclock@council.example");
  EXPECT_EQ(mail.to, "desk@council.example");
  EXPECT_EQ(mail.helo, "caseclock.example");
}

TEST_F(SmtpTransportTest, A250ToTheFinalDotIsDelivered) {
  SmtpTransport transport(PatientOptions(server_.port()));
  const SendResult expected{SendResult::Kind::kDelivered, 250, "final dot was answered 250"};
  EXPECT_EQ(transport.Send(SampleMail()), expected);
}

TEST_F(SmtpTransportTest, TryingTheConnectionSendsNothing) {
  EXPECT_EQ(SmtpTransport(PatientOptions(server_.port())).TryConnection(), "");
  EXPECT_THAT(server_.Received(), testing::IsEmpty());
}

TEST_F(SmtpTransportTest, TryingTheConnectionSaysWhatFails) {
  SmtpOptions options = PatientOptions(server_.port());
  options.username = "caseclock";
  options.password = "invented";
  EXPECT_EQ(SmtpTransport(options).TryConnection(), "the server offers no login");
  options = PatientOptions(server_.port());
  options.security = MailSecurity::kStartTls;
  EXPECT_EQ(SmtpTransport(options).TryConnection(), "the server offers no STARTTLS");
  options = PatientOptions(1);
  EXPECT_EQ(SmtpTransport(options).TryConnection(), "the server could not be reached");
}

TEST_F(SmtpTransportTest, LinesOfDotsArriveAsTheyWere) {
  for (const char* message :
       {".\r\n", "..\r\n", "a\r\n.\r\nb\r\n", "a\r\n..b\r\n.c\r\n", "a.\r\n.\r\n.\r\n"}) {
    EXPECT_EQ(There(message), message);
  }
}

TEST_F(SmtpTransportTest, AMailOfNothingButDotsArrivesWhole) {
  std::string message;
  for (int i = 0; i < 50'000; ++i) message += ".\r\n";
  EXPECT_EQ(There(message), message);
}

TEST_F(SmtpTransportTest, AMegabyteArrivesWhole) {
  std::string message = "Subject: long\r\n\r\n";
  while (message.size() < 1'000'000) message += ".line " + std::to_string(message.size()) + "\r\n";
  EXPECT_EQ(There(message), message);
}

TEST_F(SmtpTransportTest, OneTransportSendsManyMails) {
  SmtpTransport transport(PatientOptions(server_.port()));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(transport.Send(SampleMail()).kind, SendResult::Kind::kDelivered);
  }
  EXPECT_EQ(server_.Received().size(), 5u);
}

TEST_F(SmtpTransportTest, AnAddressThatIsMoreThanOneIsRefusedBeforeAnythingIsSent) {
  SmtpTransport transport(PatientOptions(server_.port()));
  for (const std::string address :
       {"a@b.example\r\nRCPT TO:<c@d.example>", "a@b.example>", "<a@b.example", "a b@c.example",
        "a@b.example,c@d.example", "\"a\"@b.example", "\xC3\xA9@b.example", "a@b@c.example",
        "@b.example", "a@", ""}) {
    const SendResult expected{SendResult::Kind::kRefused, 0,
                              "the address is not one for an envelope"};
    EXPECT_EQ(transport.Send({"m-1", address, kSampleBytes}), expected) << address;
  }
  EXPECT_TRUE(server_.Received().empty());
}

TEST_F(SmtpTransportTest, ASenderOrServerThatCannotBeOneDefersAll) {
  SmtpOptions no_sender = PatientOptions(server_.port());
  no_sender.from = "nobody";
  SmtpOptions no_host = PatientOptions(server_.port());
  no_host.host = "a host";
  for (const SmtpOptions& options : {no_sender, no_host}) {
    const SendResult sent = SmtpTransport(options).Send(SampleMail());
    EXPECT_EQ(sent.kind, SendResult::Kind::kDeferred);
    EXPECT_TRUE(sent.of_the_server);
  }
}

TEST_F(SmtpTransportTest, AfterStopNothingIsSent) {
  SmtpTransport transport(PatientOptions(server_.port()));
  transport.Stop();
  EXPECT_EQ(transport.Send(SampleMail()).kind, SendResult::Kind::kDeferred);
  EXPECT_TRUE(server_.Received().empty());
}

TEST_F(SmtpTransportTest, AProxyOfTheEnvironmentIsNotUsed) {
  setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
  EXPECT_EQ(There(kSampleBytes), kSampleBytes);
  unsetenv("ALL_PROXY");
}

}  // namespace
}  // namespace caseclock

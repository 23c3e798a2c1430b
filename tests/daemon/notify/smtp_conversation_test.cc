#include "daemon/notify/smtp_conversation.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

// Brings a conversation to where the content goes.
SmtpConversation AtTheMessage() {
  SmtpConversation said;
  said.Received("220 mail.example\r\n");
  for (const char* command :
       {"EHLO here\r\n", "MAIL FROM:<a@b.example>\r\n", "RCPT TO:<c@d.example>\r\n"}) {
    said.Sent(command);
    said.Received("250 OK\r\n");
  }
  said.Sent("DATA\r\n");
  said.Received("354 go on\r\n");
  return said;
}

TEST(SmtpConversationTest, BeginsWithTheGreeting) {
  SmtpConversation said;
  said.Received("554 no\r\n");
  EXPECT_EQ(said.stage(), SmtpStage::kGreeting);
  EXPECT_EQ(said.code(), 554);
}

TEST(SmtpConversationTest, AReplyBelongsToTheCommandBeforeIt) {
  SmtpConversation said;
  said.Sent("MAIL FROM:<a@b.example>\r\n");
  said.Received("250 OK\r\n");
  said.Sent("RCPT TO:<c@d.example>\r\n");
  EXPECT_EQ(said.code(), 0);
  said.Received("550 no\r\n");
  EXPECT_EQ(said.stage(), SmtpStage::kRcpt);
  EXPECT_EQ(said.code(), 550);
}

TEST(SmtpConversationTest, OnlyTheLastLineOfAReplyCounts) {
  SmtpConversation said;
  said.Sent("EHLO here\r\n");
  said.Received("250-SIZE 1000\r\n");
  EXPECT_EQ(said.code(), 0);
}

TEST(SmtpConversationTest, A250ToTheFinalDotIsADelivery) {
  SmtpConversation said = AtTheMessage();
  EXPECT_EQ(said.stage(), SmtpStage::kMessage);
  EXPECT_FALSE(said.delivered());
  said.ContentEnded();
  said.Received("250 taken\r\n");
  EXPECT_TRUE(said.delivered());
}

TEST(SmtpConversationTest, WhatIsSaidToQuitChangesNothing) {
  SmtpConversation said = AtTheMessage();
  said.ContentEnded();
  said.Received("554 no\r\n");
  said.Sent("QUIT\r\n");
  said.Received("250 bye\r\n");
  EXPECT_EQ(said.code(), 554);
  EXPECT_FALSE(said.delivered());
}

TEST(SmtpConversationTest, APasswordIsNoVerb) {
  SmtpConversation said;
  said.Sent("AUTH PLAIN\r\n");
  said.Sent("bWFpbAo=\r\n");
  EXPECT_EQ(said.stage(), SmtpStage::kAuth);
}

TEST(SmtpConversationTest, WhatIsNoReplyIsPassedOver) {
  SmtpConversation said;
  for (const char* line : {"", "25", "hello there", "2x0 OK"}) said.Received(line);
  EXPECT_EQ(said.code(), 0);
}

}  // namespace
}  // namespace caseclock

#include "daemon/notify/mail_folder.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/smtp_server.h"

namespace caseclock {
namespace {

using testing::ElementsAre;

class MailFolderTest : public testing::Test {
 protected:
  SendResult::Kind Send(const std::string& id, const std::string& message = "bytes\r\n") {
    return MailFolder(path_).Send({id, "desk@council.example", message}).kind;
  }
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(path_)) {
      names.push_back(each.path().filename());
    }
    std::ranges::sort(names);
    return names;
  }

  TestFolder folder_;
  const std::string path_ = folder_.path() + "/mails";
};

TEST_F(MailFolderTest, NumbersMailsInTheOrderOfSending) {
  Send("zebra");
  Send("ape");
  EXPECT_THAT(Names(), ElementsAre("0001-zebra.eml", "0002-ape.eml"));
}

TEST_F(MailFolderTest, WritesTheBytesAsTheyAre) {
  EXPECT_EQ(Send("m-1", "a\r\n.\r\n\xC3\xA9"), SendResult::Kind::kDelivered);
  std::ifstream file(path_ + "/0001-m-1.eml", std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "a\r\n.\r\n\xC3\xA9");
}

TEST_F(MailFolderTest, AMailSentAgainIsThereOnce) {
  Send("m-1");
  EXPECT_EQ(Send("m-1"), SendResult::Kind::kDelivered);
  EXPECT_THAT(Names(), ElementsAre("0001-m-1.eml"));
}

TEST_F(MailFolderTest, LeavesOtherFilesAlone) {
  std::filesystem::create_directory(path_);
  std::ofstream(path_ + "/0041-notes.txt") << "mine";
  std::ofstream(path_ + "/0006-m-6.eml") << "earlier";
  Send("m-7");
  EXPECT_THAT(Names(), ElementsAre("0006-m-6.eml", "0007-m-7.eml", "0041-notes.txt"));
}

TEST_F(MailFolderTest, AnIdThatIsNoFileNameIsRefused) {
  for (const char* id : {"", "../up", "a b", "a\n"})
    EXPECT_EQ(Send(id), SendResult::Kind::kRefused);
}

TEST_F(MailFolderTest, AFolderThatCannotBeMadeDefersAll) {
  std::ofstream(path_) << "a file where the folder should be";
  const SendResult sent = MailFolder(path_).Send({"m-1", "desk@council.example", "bytes"});
  EXPECT_EQ(sent.kind, SendResult::Kind::kDeferred);
  EXPECT_TRUE(sent.of_the_server);
}

TEST_F(MailFolderTest, ARunCutShortLeavesNothingInTheWay) {
  std::filesystem::create_directory(path_);
  std::ofstream(path_ + "/.0001-m-1.eml.partial") << "ha";
  EXPECT_EQ(Send("m-1"), SendResult::Kind::kDelivered);
  EXPECT_THAT(Names(), ElementsAre("0001-m-1.eml"));
}

}  // namespace
}  // namespace caseclock

#include "daemon/notify/acknowledgement_inbox.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/smtp_server.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class AcknowledgementInboxTest : public testing::Test {
 protected:
  static AlertAcknowledged Said(const std::string& comment,
                                std::int64_t at_us = 1'700'000'000'000'000) {
    return {"A3F7K9Q2M4XTB", {"head", comment, at_us, at_us + 1}, "link"};
  }
  void WriteFile(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(directory_);
    std::ofstream(directory_ + "/" + name) << text;
  }
  std::string NameOf(int i) const {
    std::string lot = std::to_string(i);
    lot.insert(0, 16 - lot.size(), '0');
    return "00001700000000000000-" + lot + ".json";
  }
  std::vector<std::string> Comments() const {
    std::vector<std::string> comments;
    for (const auto& each : inbox_.Take().waiting) {
      comments.push_back(each.acknowledged.acknowledgement.comment);
    }
    return comments;
  }

  TestFolder folder_;
  const std::string directory_ = folder_.path() + "/deep/inbox";
  AcknowledgementInbox inbox_{directory_};
};

TEST_F(AcknowledgementInboxTest, GivesBackWhatWasPut) {
  const AlertAcknowledged said = Said("\xC3\x84rger, \"quoted\"\nand a second line <b>");
  EXPECT_EQ(inbox_.Put(said), "");
  const auto taken = inbox_.Take();
  ASSERT_EQ(taken.waiting.size(), 1u);
  EXPECT_EQ(taken.waiting[0].acknowledged, said);
}

TEST_F(AcknowledgementInboxTest, IsEmptyBeforeAnythingIsPut) {
  const auto taken = inbox_.Take();
  EXPECT_TRUE(taken.waiting.empty());
  EXPECT_EQ(taken.problem, "");
}

TEST_F(AcknowledgementInboxTest, GivesTheOldestFirst) {
  for (const std::int64_t at_us : {30, 9, 200}) inbox_.Put(Said(std::to_string(at_us), at_us));
  EXPECT_THAT(Comments(), testing::ElementsAre("9", "30", "200"));
}

TEST_F(AcknowledgementInboxTest, WhatIsNotDoneIsGivenAgain) {
  inbox_.Put(Said("first", 1));
  inbox_.Put(Said("second", 2));
  EXPECT_EQ(inbox_.Done(inbox_.Take().waiting[0].file), "");
  EXPECT_THAT(Comments(), testing::ElementsAre("second"));
  EXPECT_THAT(Comments(), testing::ElementsAre("second"));
}

TEST_F(AcknowledgementInboxTest, DoneTwiceIsNoProblem) {
  inbox_.Put(Said("once"));
  const std::string file = inbox_.Take().waiting[0].file;
  EXPECT_EQ(inbox_.Done(file), "");
  EXPECT_EQ(inbox_.Done(file), "");
}

TEST_F(AcknowledgementInboxTest, DoneRemovesNothingOutsideTheInbox) {
  WriteFile("../notes.json", "mine");
  EXPECT_THAT(inbox_.Done("../notes.json"), StartsWith("could not remove"));
  EXPECT_TRUE(std::filesystem::exists(directory_ + "/../notes.json"));
}

TEST_F(AcknowledgementInboxTest, FilesThatAreNotOursAreLeftAloneAndCounted) {
  const std::string good =
      R"({"ref":"A1","by":"b","comment":"c","at_us":1,"until_us":2,"via":"link"})";
  WriteFile("notes.json", good);
  WriteFile(NameOf(1), "{");
  WriteFile(NameOf(2), R"({"ref":7})");
  WriteFile(NameOf(3), "[" + std::string(100'000, ' ') + "]");
  std::filesystem::create_directory(directory_ + "/" + NameOf(4));
  std::filesystem::create_symlink(directory_ + "/notes.json", directory_ + "/" + NameOf(5));
  WriteFile(NameOf(6), good);
  WriteFile(".being-written.partial", "{");
  const auto taken = inbox_.Take();
  EXPECT_EQ(taken.waiting.size(), 1u);
  EXPECT_EQ(taken.passed_over, 6);
  EXPECT_TRUE(std::filesystem::exists(directory_ + "/notes.json"));
}

TEST_F(AcknowledgementInboxTest, CommentsHaveABoundInCharacters) {
  std::string comment;
  for (std::size_t i = 0; i < kMaxAcknowledgementComment; ++i) comment += "\xC3\xA4";
  EXPECT_EQ(inbox_.Put(Said(comment)), "");
  EXPECT_THAT(inbox_.Put(Said(comment + "x")), HasSubstr("1001 characters, at most 1000"));
  EXPECT_EQ(inbox_.Take().waiting.size(), 1u);
}

TEST_F(AcknowledgementInboxTest, TheLongestCommentOfControlsIsReadBack) {
  const AlertAcknowledged said = Said(std::string(kMaxAcknowledgementComment, '\x01'));
  EXPECT_EQ(inbox_.Put(said), "");
  EXPECT_EQ(inbox_.Take().waiting.at(0).acknowledged, said);
}

TEST_F(AcknowledgementInboxTest, WhatIsEmptyOrNoUtf8IsRefused) {
  EXPECT_THAT(inbox_.Put(Said("")), HasSubstr("a text is empty"));
  EXPECT_THAT(inbox_.Put(Said("\xff")), HasSubstr("not UTF-8"));
}

TEST_F(AcknowledgementInboxTest, AFullInboxRefusesOneMore) {
  for (int i = 0; i < int{kMaxWaitingAcknowledgements}; ++i) WriteFile(NameOf(i), "x");
  EXPECT_THAT(inbox_.Put(Said("one more")), HasSubstr("1000 wait in"));
}

TEST_F(AcknowledgementInboxTest, OnlyItsOwnerMayRead) {
  inbox_.Put(Said("mine"));
  const auto of = [](const std::string& path) {
    return std::filesystem::status(path).permissions();
  };
  const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  EXPECT_EQ(of(directory_) & others, std::filesystem::perms::none);
  EXPECT_EQ(of(directory_ + "/" + inbox_.Take().waiting[0].file) & others,
            std::filesystem::perms::none);
}

TEST_F(AcknowledgementInboxTest, ADirectoryThatCannotBeMadeIsSaid) {
  std::ofstream(folder_.path() + "/deep") << "a file where the directory should be";
  EXPECT_THAT(inbox_.Put(Said("lost")), StartsWith("could not keep the acknowledgement\nDetail: "));
  EXPECT_THAT(inbox_.Take().problem, StartsWith("could not read acknowledgements\nDetail: "));
}

TEST_F(AcknowledgementInboxTest, ManyMayPutAtOnce) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([this] {
      for (int j = 0; j < 10; ++j) EXPECT_EQ(inbox_.Put(Said("same instant")), "");
    });
  }
  for (std::thread& each : writers) each.join();
  EXPECT_EQ(inbox_.Take().waiting.size(), 40u);
}

}  // namespace
}  // namespace caseclock

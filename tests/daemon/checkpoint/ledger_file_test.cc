#include "daemon/checkpoint/ledger_file.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>

#include "tests/daemon/checkpoint/temporary_directory.h"

namespace caseclock {
namespace {

using Found = LedgerFileReader::Found;

class LedgerFileTest : public testing::Test {
 protected:
  /// What the first record of a file of these bytes is.
  Found First(const std::string& records) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << kLedgerMagic << records;
    EXPECT_EQ(reader_.Open(path_), 0);
    return reader_.Next(content_);
  }

  TemporaryDirectory directory_;
  const std::string path_ = directory_.path() + "/ledger";
  LedgerFileReader reader_;
  std::string content_;
};

TEST_F(LedgerFileTest, ARecordHasTwentyFiveBytesBesidesItsContent) {
  EXPECT_EQ(FrameRecord("abc").size(), 28u);
}

TEST_F(LedgerFileTest, RecordsComeInOrderThenTheEnd) {
  EXPECT_EQ(First(FrameRecord("abc") + FrameRecord("")), Found::kRecord);
  EXPECT_EQ(content_, "abc");
  EXPECT_EQ(reader_.position(), 8u + 28u);
  EXPECT_EQ(reader_.Next(content_), Found::kRecord);
  EXPECT_EQ(content_, "");
  EXPECT_EQ(reader_.Next(content_), Found::kEnd);
}

TEST_F(LedgerFileTest, WhatIsAppendedLaterIsRead) {
  EXPECT_EQ(First(""), Found::kEnd);
  std::ofstream(path_, std::ios::binary | std::ios::app) << FrameRecord("later");
  EXPECT_EQ(reader_.Next(content_), Found::kRecord);
  EXPECT_EQ(content_, "later");
}

TEST_F(LedgerFileTest, ACutIsTorn) {
  const std::string whole = FrameRecord("abc");
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_EQ(First(whole.substr(0, size)), Found::kTorn) << size;
    EXPECT_EQ(reader_.Left(), size);
  }
}

TEST_F(LedgerFileTest, ZerosToTheEndAreTorn) {
  const std::string whole = FrameRecord("abc");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string zeros(whole.size() - size, '\0');
    EXPECT_EQ(First(whole.substr(0, size) + zeros), Found::kTorn) << size;
    EXPECT_EQ(First(whole.substr(0, size) + zeros + std::string(5000, '\0')), Found::kTorn) << size;
  }
}

TEST_F(LedgerFileTest, AFlippedBitIsDamage) {
  const std::string whole = FrameRecord("abc");
  for (std::size_t i = 0; i < 8 * whole.size(); ++i) {
    std::string flipped = whole;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << (i % 8)));
    EXPECT_EQ(First(flipped), Found::kDamaged) << "bit " << i;
    EXPECT_NE(reader_.trouble(), "");
  }
}

TEST_F(LedgerFileTest, ZerosBeforeAWholeRecordAreDamage) {
  EXPECT_EQ(First(std::string(28, '\0') + FrameRecord("abc")), Found::kDamaged);
}

TEST_F(LedgerFileTest, AnotherBeginningIsNoLedger) {
  for (const std::string content : {"", "caselgr", "caseclk1and more"}) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << content;
    EXPECT_EQ(reader_.Open(path_), EBADMSG) << content;
  }
  EXPECT_EQ(reader_.Open(path_ + "-not"), ENOENT);
}

}  // namespace
}  // namespace caseclock

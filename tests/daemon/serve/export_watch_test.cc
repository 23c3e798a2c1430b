#include "daemon/serve/export_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kSecond = 1'000'000;

class ExportWatchTest : public testing::Test {
 protected:
  std::vector<std::string> Look(std::int64_t second) {
    return watch_.Look(incomplete_, second * kSecond);
  }

  IncompleteExport& Begin(const std::string& id, std::int64_t second,
                          const std::string& code = "X99000001") {
    IncompleteExport& one = incomplete_[code].emplace_back();
    one.key = {1, "annex-a", id};
    one.accepted = 20;
    one.began_at_us = second * kSecond;
    return one;
  }

  std::map<std::string, std::vector<IncompleteExport>> incomplete_;
  ExportWatch watch_{900 * kSecond};
};

TEST_F(ExportWatchTest, AnExportThatComesInIsNoNewsUntilItsWaitIsOver) {
  Begin("night-7", 1000);
  EXPECT_THAT(Look(1000), IsEmpty());
  EXPECT_THAT(Look(1899), IsEmpty());
  EXPECT_THAT(Look(1900), IsEmpty()) << "looked at twice";
  EXPECT_THAT(Look(1901), ElementsAre(HasSubstr(
                              "council X99000001: Export night-7 of annex-a is incomplete: 20 "
                              "events received")));
  EXPECT_THAT(Look(5000), IsEmpty()) << "once";
}

TEST_F(ExportWatchTest, OneThatHasEndedShortIsToldAtOnceAndAgainWhenItChanges) {
  Begin("night-7", 1000).declared = 200;
  EXPECT_THAT(Look(1000), IsEmpty());
  EXPECT_THAT(Look(1002), ElementsAre(HasSubstr("20 of 200 events received, 180 missing")));
  incomplete_["X99000001"][0].accepted = 21;
  EXPECT_THAT(Look(1003), IsEmpty()) << "at most a line a minute";
  EXPECT_THAT(Look(1062), ElementsAre(HasSubstr("21 of 200 events received, 179 missing")));
}

TEST_F(ExportWatchTest, WhatCameWholeBetweenTwoLooksIsNeverTold) {
  Begin("night-7", 1000).declared = 200;
  EXPECT_THAT(Look(1000), IsEmpty());
  incomplete_.clear();
  EXPECT_THAT(Look(1002), IsEmpty());
}

TEST_F(ExportWatchTest, ManyAtOnceDoNotFillTheLog) {
  for (int n = 0; n < 30; ++n)
    Begin("night", 1000, "X990000" + std::to_string(10 + n)).declared = 200;
  Look(1000);
  EXPECT_THAT(Look(1002), SizeIs(ExportWatch::kMostLinesAMinute));
  EXPECT_THAT(Look(1003), IsEmpty());
  EXPECT_THAT(Look(1100), SizeIs(ExportWatch::kMostLinesAMinute));
}

}  // namespace
}  // namespace caseclock

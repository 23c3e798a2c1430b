// Who is one child by what aliases say: the same as looking at all aliases afresh, whatever was said on the way.
#include "processors/record/alias_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

namespace caseclock {
namespace {

using testing::ElementsAre;

/// Children 0, 1, 2 ... called "c1000", "c1001" and so on, each with as many records as its number.
class AliasGroupsTest : public testing::Test {
 protected:
  explicit AliasGroupsTest(std::size_t most_joined = 3) : groups_(most_joined, IdOf) {
    for (int i = 0; i < 5000; ++i) ids_.push_back("c" + std::to_string(1000 + i));
    groups_.CountRecordsBy([](ChildNumber child) { return std::int64_t{child}; });
  }

  static std::string_view IdOf(ChildNumber child) { return ids_[child]; }
  std::vector<ChildNumber> GroupOf(ChildNumber child) const {
    std::vector<ChildNumber> group;
    groups_.ForEachOfGroup(child, [&](ChildNumber member) { group.push_back(member); });
    return group;
  }

  static inline std::vector<std::string> ids_;
  AliasGroups groups_;
};

TEST_F(AliasGroupsTest, JoinedThroughOthersTheyAreOne) {
  EXPECT_TRUE(groups_.empty());
  groups_.Say(7, 5);
  groups_.Say(5, 9);
  EXPECT_THAT(GroupOf(9), ElementsAre(5, 7, 9));
  EXPECT_EQ(groups_.Representative(9), 5u);
  EXPECT_EQ(groups_.RecordsOfGroup(7, 7), 5 + 7 + 9);
  EXPECT_THAT(GroupOf(6), ElementsAre(6));
}

TEST_F(AliasGroupsTest, MoreThanTheBoundAreNotJoinedAndOneLessAreAgain) {
  groups_.Say(1, 0);
  groups_.Say(2, 0);
  EXPECT_FALSE(groups_.IsTooLarge(0));
  groups_.Say(3, 2);
  for (const ChildNumber child : {0u, 1u, 2u, 3u}) {
    EXPECT_TRUE(groups_.IsTooLarge(child));
    EXPECT_THAT(GroupOf(child), ElementsAre(child));
    EXPECT_EQ(groups_.RecordsOfGroup(child, child), child);
  }
  groups_.Say(3, kNoChild);
  EXPECT_THAT(GroupOf(2), ElementsAre(0, 1, 2));
  EXPECT_THAT(GroupOf(3), ElementsAre(3));
}

TEST_F(AliasGroupsTest, SaidByBothOneWordStillJoins) {
  groups_.Say(1, 2);
  groups_.Say(2, 1);
  groups_.Say(1, kNoChild);
  EXPECT_THAT(GroupOf(1), ElementsAre(1, 2));
  groups_.Say(2, kNoChild);
  EXPECT_TRUE(groups_.empty());
}

/// By looking at everything that is said.
std::set<ChildNumber> AllWith(ChildNumber child, const std::map<ChildNumber, ChildNumber>& said) {
  std::set<ChildNumber> found = {child};
  for (std::size_t size = 0; size != found.size();) {
    size = found.size();
    for (const auto& [one, other] : said) {
      if (found.contains(one) || found.contains(other)) found.insert({one, other});
    }
  }
  return found;
}

TEST_F(AliasGroupsTest, WhateverIsSaidAndTakenBackItIsAsIfOnlyTheLastWordsHadBeenSaid) {
  std::mt19937 random(5);
  std::map<ChildNumber, ChildNumber> said;
  for (int step = 0; step < 3000; ++step) {
    const auto child = static_cast<ChildNumber>(random() % 12);
    const auto target = static_cast<ChildNumber>(random() % 12);
    const bool takes_back = random() % 3 == 0 || child == target;
    groups_.Say(child, takes_back ? kNoChild : target);
    if (takes_back) {
      said.erase(child);
    } else {
      said[child] = target;
    }
    for (ChildNumber one = 0; one < 12; ++one) {
      const std::set<ChildNumber> expected = AllWith(one, said);
      ASSERT_EQ(groups_.ComponentSize(one), expected.size()) << "step " << step;
      ASSERT_EQ(groups_.IsTooLarge(one), expected.size() > 3) << "step " << step;
      std::int64_t records = 0;
      for (const ChildNumber member : expected) records += member;
      if (expected.size() <= 3) {
        ASSERT_EQ(groups_.Representative(one), *expected.begin()) << "step " << step;
        ASSERT_EQ(groups_.RecordsOfGroup(one, one), records) << "step " << step;
      }
    }
  }
}

class WithoutBound : public AliasGroupsTest {
 protected:
  WithoutBound() : AliasGroupsTest(1'000'000) {}
};

TEST_F(WithoutBound, AChainOfThousandsPartsInTheMiddle) {
  for (ChildNumber child = 0; child < 4999; ++child) groups_.Say(child, child + 1);
  EXPECT_EQ(groups_.ComponentSize(2500), 5000u);
  groups_.Say(1999, kNoChild);
  EXPECT_EQ(groups_.ComponentSize(0), 2000u);
  EXPECT_EQ(groups_.ComponentSize(4999), 3000u);
  EXPECT_EQ(groups_.Representative(4999), 2000u);
}

}  // namespace
}  // namespace caseclock

#include "processors/record/part_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Pair {
  std::vector<int> odd;
  std::vector<int> even;
};
using Odd = PartList<int, Pair, &Pair::odd>;
using Even = PartList<int, Pair, &Pair::even>;

std::shared_ptr<const Odd::Group> GroupOf(std::vector<Pair> parts) {
  auto group = std::make_shared<Odd::Group>();
  for (Pair& part : parts) group->push_back(std::make_shared<const Pair>(std::move(part)));
  return group;
}

std::shared_ptr<const Odd::Table> Table() {
  return std::make_shared<const Odd::Table>(
      Odd::Table{GroupOf({{{}, {2}}, {{1, 3}, {}}}), GroupOf({}), GroupOf({{{5}, {4, 6}}})});
}

TEST(PartListTest, ReadsTheItemsOfAllPartsInOrder) {
  const Odd odd(Table());
  EXPECT_THAT(odd, ElementsAre(1, 3, 5));
  EXPECT_THAT(Even(Table()), ElementsAre(2, 4, 6));
  EXPECT_EQ(odd.size(), 3u);
  EXPECT_EQ(odd[2], 5);
  EXPECT_EQ(odd.front(), 1);
  EXPECT_FALSE(odd.empty());
  EXPECT_THAT(std::vector<int>(odd), ElementsAre(1, 3, 5));
}

TEST(PartListTest, WithoutItemsIsEmpty) {
  EXPECT_THAT(Odd(), IsEmpty());
  EXPECT_THAT(Odd(std::make_shared<const Odd::Table>()), IsEmpty());
  EXPECT_THAT(Odd(std::make_shared<const Odd::Table>(Odd::Table{GroupOf({{{}, {2}}})})), IsEmpty());
}

TEST(PartListTest, WhoWritesHasACopy) {
  const Odd shared(Table());
  Odd mine = shared;
  EXPECT_EQ(mine, shared);
  mine[0] = 7;
  mine.push_back(9);
  EXPECT_THAT(std::as_const(mine), ElementsAre(7, 3, 5, 9));
  EXPECT_THAT(shared, ElementsAre(1, 3, 5));
  EXPECT_EQ(mine.table(), nullptr);
}

TEST(PartListTest, EqualItemsMakeEqualListsHoweverTheyAreParted) {
  EXPECT_EQ(Odd(Table()), Odd(Table()));
  EXPECT_EQ(Odd(Table()), (Odd{1, 3, 5}));
  EXPECT_NE(Odd(Table()), (Odd{1, 3}));
}

}  // namespace
}  // namespace caseclock

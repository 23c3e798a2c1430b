#include "daemon/http/bytes_in_flight.h"

#include <list>

#include "gtest/gtest.h"

namespace caseclock {
namespace {

std::shared_ptr<const std::string> Figures(std::size_t bytes) {
  return std::make_shared<const std::string>(bytes, 'x');
}

class BytesInFlightTest : public testing::Test {
 protected:
  /// A connection that is sent an answer.
  ConnectionDeadlines::Handle Line(int socket) {
    return lines_.insert(lines_.end(), {.socket = socket});
  }
  std::vector<int> Overdue() {
    std::vector<int> sockets;
    for (const auto& line : bytes_.TakeOverdue()) sockets.push_back(line->socket);
    return sockets;
  }

  std::list<ConnectionDeadlines::Line> lines_;
  BytesInFlight bytes_{1000};
};

TEST_F(BytesInFlightTest, WhatIsSharedIsCountedOnce) {
  const auto figures = Figures(400);
  const auto first = bytes_.Add(figures, 10, Line(1));
  const auto second = bytes_.Add(figures, 20, Line(2));
  EXPECT_EQ(bytes_.total(), 430u);
  bytes_.Remove(first);
  EXPECT_EQ(bytes_.total(), 420u);
  bytes_.Remove(second);
  EXPECT_EQ(bytes_.total(), 0u);
}

TEST_F(BytesInFlightTest, TheOldestGoWhereThereIsNoRoom) {
  const auto first = bytes_.Add(Figures(240), 0, Line(1));
  for (const int socket : {2, 3, 4}) bytes_.Add(Figures(240), 0, Line(socket));
  EXPECT_EQ(Overdue(), std::vector<int>());
  bytes_.Add(nullptr, 240, Line(5));
  EXPECT_EQ(Overdue(), std::vector({1}));
  EXPECT_EQ(Overdue(), std::vector<int>());
  EXPECT_EQ(bytes_.total(), 960u);
  bytes_.Remove(first);  // its connection has ended: nothing is taken off twice
  EXPECT_EQ(bytes_.total(), 960u);
}

TEST_F(BytesInFlightTest, OldFiguresGoOnlyWithTheLastWhoIsSentThem) {
  const auto old = Figures(700);
  bytes_.Add(old, 0, Line(1));
  bytes_.Add(old, 0, Line(2));
  bytes_.Add(nullptr, 301, Line(3));
  bytes_.Add(nullptr, 100, Line(4));
  EXPECT_EQ(Overdue(), std::vector({1, 2}));
  EXPECT_EQ(bytes_.total(), 401u);
}

TEST_F(BytesInFlightTest, FiguresLargerThanTheBoundAreStillSent) {
  for (const int socket : {1, 2, 3, 4}) bytes_.Add(Figures(5000), 0, Line(socket));
  EXPECT_EQ(Overdue(), std::vector<int>());
  bytes_.Add(Figures(5000), 0, Line(5));
  EXPECT_EQ(Overdue(), std::vector({1}));
}

}  // namespace
}  // namespace caseclock

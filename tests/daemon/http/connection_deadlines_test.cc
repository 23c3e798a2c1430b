#include "daemon/http/connection_deadlines.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "gtest/gtest.h"

namespace caseclock {
namespace {

using std::chrono::seconds;

const ConnectionDeadlines::Moment kBegin{};

/// A connection and its other end.
class Pair {
 public:
  Pair() { socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()); }
  ~Pair() {
    for (const int end : ends_) close(end);
  }
  int server() const { return ends_[0]; }
  bool IsShut() const {
    char byte = 0;
    return recv(ends_[1], &byte, 1, MSG_DONTWAIT) == 0;
  }

 private:
  std::array<int, 2> ends_ = {};
};

TEST(ConnectionDeadlinesTest, WhoIsLateIsShutOnceAndTheOthersGoOn) {
  ConnectionDeadlines deadlines;
  const Pair early, late, busy;
  deadlines.Open(early.server(), kBegin + seconds(9));
  deadlines.Open(late.server(), kBegin + seconds(5));
  const auto line = deadlines.Open(busy.server(), kBegin + seconds(5));
  deadlines.Set(line, ConnectionDeadlines::kNever);
  EXPECT_EQ(deadlines.ShutLate(kBegin + seconds(4), 100), 0u);
  EXPECT_EQ(deadlines.ShutLate(kBegin + seconds(5), 100), 1u);
  EXPECT_TRUE(late.IsShut());
  EXPECT_FALSE(early.IsShut());
  EXPECT_FALSE(busy.IsShut());
  EXPECT_EQ(deadlines.ShutLate(kBegin + seconds(6), 100), 0u);
}

TEST(ConnectionDeadlinesTest, WhereManyAreTheIdleGoFirst) {
  ConnectionDeadlines deadlines;
  const Pair idle, reading;
  deadlines.SetIdle(deadlines.Open(idle.server(), kBegin), kBegin + seconds(75));
  deadlines.Open(reading.server(), kBegin + seconds(5));
  EXPECT_EQ(deadlines.ShutLate(kBegin, 3), 0u);
  EXPECT_EQ(deadlines.ShutLate(kBegin, 2), 1u);
  EXPECT_TRUE(idle.IsShut());
  EXPECT_FALSE(reading.IsShut());
}

TEST(ConnectionDeadlinesTest, AClosedOneIsForgotten) {
  ConnectionDeadlines deadlines;
  const Pair pair;
  deadlines.Close(deadlines.Open(pair.server(), kBegin));
  EXPECT_EQ(deadlines.size(), 0u);
  EXPECT_EQ(deadlines.ShutLate(kBegin + seconds(1), 1), 0u);
  EXPECT_FALSE(pair.IsShut());
}

}  // namespace
}  // namespace caseclock

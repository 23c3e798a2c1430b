// What holds of the projection of every history: 2,000 invented ones, each from clocks with random starts, stops,
// limits and cancellations. A failure names the seed.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "processors/judgement/projection.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

constexpr unsigned kSeeds = 2000;
constexpr int kDays = 460;
// What a quotient of doubles may be off by.
constexpr double kRounding = 1e-12;

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int Between(int first, int last) {
    return first + static_cast<int>(engine_() % static_cast<unsigned>(last - first + 1));
  }

 private:
  std::mt19937 engine_;
};

/// Days counted from the first of the history; a day beyond it has not come.
struct Clock {
  int start = 0;
  int end = 0;
  int limit = 0;
  bool cancelled = false;
  bool is_late() const { return end - start > limit; }
};

void Add(DailyHistory& history, const Clock& clock) {
  const int end = std::min(clock.end, static_cast<int>(history.days.size()));
  for (int day = std::max(clock.start, 0); day < end; ++day) {
    DayCounts& counts = history.days[static_cast<std::size_t>(day)];
    ++counts.open;
    counts.drag += day - clock.start > clock.limit;
  }
  const bool stops = clock.end < static_cast<int>(history.days.size()) && !clock.cancelled;
  if (!stops || clock.end < 0) return;
  DayCounts& counts = history.days[static_cast<std::size_t>(clock.end)];
  ++counts.stopped;
  counts.in_time += !clock.is_late();
}

/// As of any day of 2023-24, every eighth time of 31 March; from no clocks to some hundred, begun as late as may be.
DailyHistory Invented(Dice& dice) {
  const Date as_of =
      dice.Between(0, 7) == 0 ? Day("2024-03-31") : Day("2023-04-01") + dice.Between(0, 364);
  DailyHistory history{as_of - (kDays - 1), std::vector<DayCounts>(kDays)};
  const int clocks = dice.Between(0, 1) == 0 ? dice.Between(0, 12) : dice.Between(0, 400);
  const int first = dice.Between(-150, kDays - 1);
  const int limit = dice.Between(1, 90);
  const int longest = dice.Between(1, 200);
  for (int i = 0; i < clocks; ++i) {
    const int start = dice.Between(first, kDays - 1);
    Add(history, {start, start + dice.Between(0, longest), limit, dice.Between(0, 19) == 0});
  }
  return history;
}

/// Calls `check` with every history that can be projected, and dice for more.
template <typename Check>
void ForEveryHistory(const Check& check) {
  int projected = 0;
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const DailyHistory history = Invented(dice);
    const auto projection = Project({history, false, {}});
    if (!projection) continue;
    ++projected;
    check(history, *projection, dice);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(projected, static_cast<int>(kSeeds) * 9 / 10);
}

double Value(ShareCounts share, double undefined) {
  if (share.denominator == 0) return undefined;
  return static_cast<double>(share.numerator) / static_cast<double>(share.denominator);
}

/// a <= b, exactly; true when either is undefined.
bool AtMost(ShareCounts a, ShareCounts b) {
  return a.denominator == 0 || b.denominator == 0 ||
         a.numerator * b.denominator <= b.numerator * a.denominator;
}

/// The first day of the last unbroken run of days out of reach, asking for each day as if it were today.
Date SlowOutOfReachSince(DailyHistory history, Level target) {
  const Date april = ReportingYearStart(history.last());
  Date since = history.last();
  while (history.last() > april) {
    history.days.pop_back();
    const auto then = Project({history, false, target});
    if (!then || then->reach != Reach::kOutOfReach) break;
    since = history.last();
  }
  return since;
}

TEST(ProjectionPropertyTest, WorstCommittedAndBestAreInThisOrder) {
  ForEveryHistory([](const DailyHistory&, const Projection& p, Dice&) {
    EXPECT_TRUE(AtMost(p.worst, p.committed));
    EXPECT_TRUE(AtMost(p.committed, p.best));
    EXPECT_TRUE(AtMost(p.including_drag, {1, 1}));
  });
}

TEST(ProjectionPropertyTest, TheExpectedLineAndItsIntervalLieBetweenWorstAndBest) {
  ForEveryHistory([](const DailyHistory&, const Projection& p, Dice&) {
    ASSERT_EQ(p.expected.has_value(), p.stopped_by_then > 0);
    if (!p.expected) return;
    EXPECT_LE(Value(p.worst, 0), *p.expected_low + kRounding);
    EXPECT_LE(*p.expected_low, *p.expected);
    EXPECT_LE(*p.expected, *p.expected_high);
    EXPECT_LE(*p.expected_high, Value(p.best, 1) + kRounding);
  });
}

TEST(ProjectionPropertyTest, OnThe31stOfMarchEveryLineIsTheActualShare) {
  int seen = 0;
  ForEveryHistory([&seen](const DailyHistory& history, const Projection& p, Dice&) {
    if (history.last() != p.on) return;
    ++seen;
    std::int64_t in_time = 0;
    std::int64_t stopped = 0;
    for (std::size_t day = kDays - 366; day < kDays; ++day) {
      in_time += history.days[day].in_time;
      stopped += history.days[day].stopped;
    }
    const ShareCounts actual = {in_time, stopped};
    EXPECT_TRUE(p.committed == actual && p.best == actual && p.worst == actual);
    EXPECT_EQ(p.expected, Value(actual, -1));
    EXPECT_TRUE(p.expected_low == p.expected && p.expected == p.expected_high);
    EXPECT_EQ(p.still_to_stop, 0);
  });
  EXPECT_GT(seen, 100);
}

TEST(ProjectionPropertyTest, AClockInTimeNeverLowersTheCommittedLineAndALateOneNeverRaisesIt) {
  ForEveryHistory([](const DailyHistory& history, const Projection& p, Dice& dice) {
    const int start = dice.Between(kDays / 2, kDays - 1);
    const Clock in_time = {start, start + dice.Between(0, 60), 60, false};
    const Clock late = {start, start + dice.Between(1, 60), 0, false};
    DailyHistory better = history;
    Add(better, in_time);
    DailyHistory worse = history;
    Add(worse, late);
    EXPECT_TRUE(AtMost(p.committed, Project({better, false, {}})->committed));
    // One begun today is not late yet, whatever its limit.
    const auto after = Project({worse, false, {}})->committed;
    EXPECT_TRUE(late.start == kDays - 1 || AtMost(after, p.committed));
  });
}

TEST(ProjectionPropertyTest, ExactlyWhatIsNeededReachesTheTarget) {
  ForEveryHistory([](const DailyHistory& history, const Projection&, Dice& dice) {
    const Level target{dice.Between(0, 1000) * 100};
    const Projection p = *Project({history, false, target});
    if (p.reach != Reach::kNeeded || !p.needed_ratio || *p.needed_ratio == 1) return;
    const std::int64_t in_time = p.including_drag.numerator;
    const auto to_stop = static_cast<double>(p.still_to_stop);
    const auto needed = static_cast<std::int64_t>(std::ceil(*p.needed_ratio * to_stop - 1e-6));
    EXPECT_TRUE(Compare(Percent(in_time + needed, p.stopped_by_then), target) >= 0);
    if (needed == 0) return;  // the pace reaches it by itself
    EXPECT_TRUE(Compare(Percent(in_time + needed - 1, p.stopped_by_then), target) < 0);
  });
}

TEST(ProjectionPropertyTest, ReachFollowsFromTheLines) {
  ForEveryHistory([](const DailyHistory& history, const Projection&, Dice& dice) {
    const Level target{dice.Between(0, 1000) * 100};
    const Projection p = *Project({history, false, target});
    const auto reaches = [target](ShareCounts share) {
      return share.denominator > 0 &&
             Compare(Percent(share.numerator, share.denominator), target) >= 0;
    };
    EXPECT_EQ(p.reach == Reach::kOutOfReach, p.best.denominator > 0 && !reaches(p.best));
    EXPECT_EQ(p.reach == Reach::kCertain, reaches(p.committed) && reaches(p.worst));
    EXPECT_EQ(p.needed_ratio.has_value(), p.reach == Reach::kNeeded && p.still_to_stop > 0);
    EXPECT_TRUE(p.needed_ratio.value_or(0) >= 0 && p.needed_ratio.value_or(0) <= 1);
  });
}

TEST(ProjectionPropertyTest, OutOfReachSinceIsWhatAskingEveryDayGives) {
  int seen = 0;
  ForEveryHistory([&seen](const DailyHistory& history, const Projection&, Dice& dice) {
    const Level target{dice.Between(700, 1000) * 100};
    const Projection p = *Project({history, false, target});
    if (p.reach != Reach::kOutOfReach || dice.Between(0, 3) != 0) return;
    ++seen;
    EXPECT_EQ(p.out_of_reach_since, SlowOutOfReachSince(history, target));
  });
  EXPECT_GT(seen, 50);
}

TEST(ProjectionPropertyTest, CountedOverTheLimitIsTheSameSeenFromTheOtherSide) {
  ForEveryHistory([](const DailyHistory& history, const Projection&, Dice& dice) {
    const Level target{dice.Between(0, 1000) * 100};
    const Projection good = *Project({history, false, target});
    const Projection late = *Project({history, true, Level{100'000 - target.thousandths}});
    for (const auto line : {&Projection::committed, &Projection::best, &Projection::worst,
                            &Projection::including_drag, &Projection::pace}) {
      EXPECT_EQ((good.*line).denominator, (late.*line).denominator);
      EXPECT_EQ((good.*line).numerator + (late.*line).numerator, (late.*line).denominator);
    }
    EXPECT_TRUE(AtMost(late.best, late.committed) && AtMost(late.committed, late.worst));
    ASSERT_EQ(late.expected.has_value(), good.expected.has_value());
    if (late.expected) {
      EXPECT_TRUE(late.expected_low <= late.expected && late.expected <= late.expected_high);
      EXPECT_DOUBLE_EQ(*late.expected, 1 - *good.expected);
    }
    EXPECT_TRUE(good.reach == late.reach && good.needed_ratio == late.needed_ratio &&
                good.out_of_reach_since == late.out_of_reach_since);
  });
}

TEST(ProjectionPropertyTest, NoMoreStopThanAreOpenOrArriveAndTheSameHistoryGivesTheSame) {
  ForEveryHistory([](const DailyHistory& history, const Projection& p, Dice&) {
    EXPECT_LE(p.stopped_by_then, p.worst.denominator);
    EXPECT_EQ(p.stopped_by_then - p.still_to_stop,
              p.including_drag.denominator - history.days.back().drag);
    EXPECT_TRUE(Project({history, false, {}}) == p);
  });
}

}  // namespace
}  // namespace caseclock

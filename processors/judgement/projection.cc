#include "processors/judgement/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "processors/check.h"
#include "processors/judgement/standing.h"

namespace caseclock {
namespace {

__extension__ typedef __int128 Wide;

/// The whole of a share, in the unit of Level.
constexpr std::int64_t kWhole = 100'000;

// What the interval takes for granted; ops/docs/projection.md tells how it fares.
constexpr double kHalfWidth80 = 1.2816;  ///< of a normal distribution, in standard deviations
constexpr int kBlockDays = 28;           ///< counts are compared four weeks by four weeks
constexpr std::size_t kMostBlocks = 16;  ///< and not further back than these
/// So many blocks without anything but chance are added to those seen: few blocks alone say little.
constexpr double kCalmBlocks = 6;
/// How far the rate itself wanders in thirteen weeks (one standard deviation), beyond what the blocks show.
constexpr double kDriftInPace = 0.01;

/// How much counts vary, as a multiple of what chance alone would do.
struct Dispersion {
  double rate = 1;    ///< of those in time, never below 1
  double volume = 1;  ///< of those stopped, never below 1
};

double Square(double value) { return value * value; }

struct Block {
  double in_time = 0;
  double stopped = 0;
};

/// Never below 1: what looks calmer than chance is a coincidence.
double Pearson(double chi_squared, double blocks) {
  return std::max(1.0, (chi_squared + kCalmBlocks) / (blocks - 1 + kCalmBlocks));
}

Dispersion DispersionOf(std::span<const Block> blocks) {
  Block all;
  for (const Block& block : blocks) {
    all.in_time += block.in_time;
    all.stopped += block.stopped;
  }
  if (blocks.size() < 2 || all.stopped == 0) return {};
  const double rate = all.in_time / all.stopped;
  const double volume = all.stopped / static_cast<double>(blocks.size());
  double of_rate = 0;
  double of_volume = 0;
  double with_stops = 0;
  for (const Block& block : blocks) {
    of_volume += Square(block.stopped - volume) / volume;
    if (block.stopped == 0) continue;
    with_stops += 1;
    if (rate == 0 || rate == 1) continue;
    of_rate += Square(block.in_time - block.stopped * rate) / (block.stopped * rate * (1 - rate));
  }
  return {Pearson(of_rate, with_stops), Pearson(of_volume, static_cast<double>(blocks.size()))};
}

Dispersion DispersionOf(const DailyHistory& history, Date first_active) {
  std::array<Block, kMostBlocks> blocks;
  const int days = history.last() - first_active + 1;
  const auto count = std::min(kMostBlocks, static_cast<std::size_t>(days / kBlockDays));
  std::size_t day = history.days.size();
  for (std::size_t i = 0; i < count; ++i) {
    for (int n = 0; n < kBlockDays; ++n) {
      const DayCounts& counts = history.days[--day];
      blocks[i].in_time += counts.in_time;
      blocks[i].stopped += counts.stopped;
    }
  }
  return DispersionOf(std::span(blocks).first(count));
}

/// Of what is still to stop, how many at the recent rate. Where nothing stopped lately nothing is to stop.
double ToBeInTime(const Standing& now) {
  if (now.pace.stopped == 0) return 0;
  const double rate = static_cast<double>(now.pace.in_time) / static_cast<double>(now.pace.stopped);
  return std::min(rate * static_cast<double>(now.to_stop),
                  static_cast<double>(now.can_be_in_time()));
}

/// One standard deviation of the share on 31 March about `expected`.
double Spread(const Standing& now, const Dispersion& dispersion, double expected) {
  const auto stopped = static_cast<double>(now.pace.stopped);
  const auto days = static_cast<double>(now.pace.days());
  // One more than expected, and a rate drawn a little to the middle: 8 of 8 do not make the ninth certain.
  const double more = static_cast<double>(now.to_stop) + 1;
  const double rate = (static_cast<double>(now.pace.in_time) + 1) / (stopped + 2);
  const double chance = dispersion.rate * rate * (1 - rate);
  // The mean of a random walk over the days ahead, less its mean over the days behind.
  const double drift = kDriftInPace * kDriftInPace * (days + now.days_left) / (3 * kPaceDays);
  const double of_rate = more * chance + more * more * (chance / (stopped + 2) + drift);
  const double of_volume = dispersion.volume * more * (1 + now.days_left / days);
  const double variance = of_rate + Square(rate - expected) * of_volume;
  return std::sqrt(variance) / (static_cast<double>(now.stopped) + more);
}

/// `undefined` when there is nothing to divide by.
double Value(ShareCounts share, double undefined) {
  if (share.denominator == 0) return undefined;
  return static_cast<double>(share.numerator) / static_cast<double>(share.denominator);
}

/// Every line as in time / stopped.
void DrawLines(const Standing& now, Projection& out) {
  out.best = now.Best();
  if (now.days_left == 0) {
    out.committed = out.worst = out.best;
  } else {
    out.committed = {now.in_time + now.open - now.drag, now.stopped + now.open};
    out.worst = {now.in_time, now.stopped + now.open + now.to_arrive};
  }
  out.including_drag = {now.in_time, now.stopped + now.drag};
  out.pace = {now.pace.in_time, now.pace.stopped};
  out.pace_period = now.pace.period;
  out.still_to_stop = now.to_stop;
  out.stopped_by_then = now.stopped + now.to_stop;
}

void Expect(const Standing& now, const Dispersion& dispersion, Projection& out) {
  if (out.stopped_by_then == 0) return;  // nothing has stopped and nothing will: a share of nothing
  const double worst = Value(out.worst, 0);
  const double best = Value(out.best, 1);
  const auto all = static_cast<double>(out.stopped_by_then);
  const double share = (static_cast<double>(now.in_time) + ToBeInTime(now)) / all;
  const double expected = std::clamp(share, worst, best);
  const double half = now.days_left == 0 ? 0 : kHalfWidth80 * Spread(now, dispersion, expected);
  out.expected = expected;
  out.expected_low = std::max(expected - half, worst);
  out.expected_high = std::min(expected + half, best);
}

/// True when the share of in time is below the target, exactly. Of nothing it is neither below nor at it.
bool IsWorse(ShareCounts in_time, std::int64_t target) {
  return Wide{in_time.numerator} * kWhole < Wide{target} * in_time.denominator;
}

bool IsReached(ShareCounts in_time, std::int64_t target) {
  return in_time.denominator > 0 && !IsWorse(in_time, target);
}

/// Back from today, while the best line of each day stays below the target.
Date OutOfReachSince(HistoryWalk walk, std::int64_t target) {
  Date since = walk.today();
  while (!walk.at_start_of_year()) {
    walk.StepBack();
    if (!IsWorse(walk.Now().Best(), target)) break;
    since = walk.today();
  }
  return since;
}

/// `target`: of those in time. Units: as Level.
void SeeReach(const HistoryWalk& walk, const Standing& now, std::int64_t target, Projection& out) {
  if (IsWorse(out.best, target)) {
    out.reach = Reach::kOutOfReach;
    out.out_of_reach_since = OutOfReachSince(walk, target);
    return;
  }
  if (IsReached(out.committed, target) && IsReached(out.worst, target)) {
    out.reach = Reach::kCertain;
    return;
  }
  out.reach = Reach::kNeeded;
  if (now.to_stop == 0) return;  // a share of nothing
  // Of F, in parts of kWhole.
  const Wide needed = Wide{target} * out.stopped_by_then - Wide{now.in_time} * kWhole;
  const Wide most = Wide{now.to_stop} * kWhole;
  out.needed_ratio =
      static_cast<double>(std::clamp(needed, Wide{0}, most)) / static_cast<double>(most);
}

ShareCounts Late(ShareCounts in_time) {
  return {in_time.denominator - in_time.numerator, in_time.denominator};
}

/// From in time / stopped to late / stopped.
void Turn(Projection& out) {
  for (ShareCounts* share :
       {&out.committed, &out.best, &out.worst, &out.including_drag, &out.pace}) {
    *share = Late(*share);
  }
  if (!out.expected) return;
  out.expected = 1 - *out.expected;
  out.expected_low = 1 - *std::exchange(out.expected_high, 1 - *out.expected_low);
}

}  // namespace

std::optional<Projection> Project(const ProjectionInput& input) {
  const HistoryWalk walk(input.history);
  const Standing now = walk.Now();
  if (now.stopped == 0 && (now.days_left == 0 || (now.open == 0 && now.pace.stopped == 0))) {
    return std::nullopt;
  }
  Projection out;
  out.on = walk.today() + now.days_left;
  out.target = input.target;
  DrawLines(now, out);
  Expect(now, DispersionOf(input.history, walk.first_active()), out);
  if (input.target) {
    const std::int64_t target = input.target->thousandths;
    SeeReach(walk, now, input.counts_over_limit ? kWhole - target : target, out);
  }
  if (input.counts_over_limit) Turn(out);
  return out;
}

}  // namespace caseclock

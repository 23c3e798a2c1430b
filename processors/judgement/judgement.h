/// @file
/// What a figure means: how it stands to its target and to others, where it is going, where it will end, and why, in
/// one sentence. Plain values, part of the View.
///
/// Example: ni59 with 354 of 600, a target of 85 % by October 2010, neighbours 71.6 % and national 71.8 %:
///   rag == kRed, sentence == "RED: 354 of 600 in time, 59.0 %; target 85 % by October 2010: not on course; worse
///   than statistical neighbours 71.6 % and national 71.8 % (2009-10)"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/judgement/level.h"
#include "processors/judgement/projection.h"
#include "processors/judgement/standards.h"

namespace caseclock {

/// Below this denominator a share is marked small and not judged.
inline constexpr std::int64_t kSmallDenominator = 10;

enum class Rag { kNone, kRed, kAmber, kGreen };

/// "none", "red", "amber", "green": metric labels and JSON.
std::string_view RagName(Rag rag);

/// Why a colour is what it is, or why there is none.
enum class RagReason {
  kNotJudgedNoPolarity,     ///< neither way is better
  kNotJudgedSmall,          ///< denominator below 10
  kNotJudgedNoTarget,       ///< no target is set, or its unit needs a population that is not known
  kTargetMet,               ///< met, and no comparator is known
  kTargetMissed,            ///< missed, and no comparator is known
  kTargetAndComparatorMet,  ///< met, and at or better than a comparator
  kComparatorMetOnly,       ///< missed, but at or better than a comparator
  kNothingMet,              ///< missed, and worse than every comparator
  kBelowEveryComparator,    ///< met, but worse than every comparator
  kWithinTolerance,         ///< policy tolerance
  kOutsideTolerance,        ///< policy tolerance
};

/// "target_missed_comparator_met" and so on: the words of JSON.
std::string_view RagReasonName(RagReason reason);

/// Where a figure is going.
enum class Direction {
  kUnknown,  ///< nothing to compare with, or too few
  kImproving,
  kSteady,  ///< within 1 point (rates and counts: 1 per cent)
  kWorsening,
  kRising,  ///< neither way is better
  kFalling,
};

struct Change;

/// The difference with its sign and unit. Example: "+4.91 points"; of flows "+0.25 a working day". Requires: defined.
std::string ChangeText(const Change& change, ValueUnit unit);

/// "unknown", "improving", ...: metric labels and JSON; also fit for sentences.
std::string_view DirectionName(Direction direction);

/// The two counts of a flow that are compared, with the working days that each had.
struct FlowCounts {
  std::int64_t now = 0;
  std::int64_t before = 0;
  int working_days = 0;
  int working_days_before = 0;
  friend bool operator==(const FlowCounts&, const FlowCounts&) = default;
};

/// One figure against an earlier one.
struct Change {
  Direction direction = Direction::kUnknown;
  /// Units: hundredths of a percentage point, or of the unit; of flows hundredths a working day. nullopt: undefined.
  std::optional<std::int64_t> hundredths;
  std::optional<FlowCounts> flow;  ///< flows only
  friend bool operator==(const Change&, const Change&) = default;
};

/// The target in force, and how far the figure is from it.
struct AppliedTarget {
  Level low;
  Level high;
  Date by = Date::Max();  ///< Date::Max(): standing
  bool met = false;
  bool has_passed = false;  ///< its day is behind as-of
  bool is_ahead =
      false;  ///< a milestone whose day is still to come: it can be off course, not missed
  /// Value - target, of a range to its nearer end, 0 within.
  std::int64_t difference_hundredths = 0;
  /// How far a missed target is away, rounded up; 0 when met. Units: thousandths.
  std::int64_t miss_thousandths = 0;
  friend bool operator==(const AppliedTarget&, const AppliedTarget&) = default;
};

/// One figure of others beside ours.
struct AppliedComparator {
  ComparatorKind kind = ComparatorKind::kNational;
  std::string name;
  Period period;
  Level value;
  bool comparable = true;
  int areas = 0;
  std::string note;
  bool at_or_better = false;        ///< ours is at or better than it; false without polarity
  std::int64_t gap_hundredths = 0;  ///< ours - theirs
  std::optional<std::int64_t>
      previous_gap_hundredths;  ///< own outturn last year - theirs of the period before
  friend bool operator==(const AppliedComparator&, const AppliedComparator&) = default;
};

/// A sentence of the owner beside a figure.
struct Comment {
  std::string indicator;
  std::string team;
  Date written_on;
  std::string text;
  std::string author;  ///< a role, never a name
  friend bool operator==(const Comment&, const Comment&) = default;
};

/// How last reporting year ended, by the standards of its last day.
struct LastOutturn {
  Period period;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  Rag rag = Rag::kNone;
  friend bool operator==(const LastOutturn&, const LastOutturn&) = default;
};

/// The judgement of one indicator of one team: over the reporting year to date.
struct Judgement {
  std::string indicator;
  std::string team;
  ValueUnit unit = ValueUnit::kPercent;
  ExactValue value;            ///< the reporting year to date (stocks: now)
  std::int64_t numerator = 0;  ///< as counted
  std::int64_t denominator = 0;
  bool small = false;  ///< denominator below 10: shown, not judged
  std::optional<AppliedTarget> target;
  std::vector<AppliedComparator> comparators;  ///< in order of their kinds, each at most once
  Rag rag = Rag::kNone;
  RagReason reason = RagReason::kNotJudgedNoTarget;
  std::string sentence;
  Change month_on_month;  ///< this month to date against the same days of the month before
  Change year_on_year;    ///< the year to date against the same point last year
  Change on_outturn;      ///< the year to date against last year's outturn
  std::optional<Projection> projection;  ///< indicators with clocks
  /// Shares of which this year has too few to rate, where last year had enough: how that one ended.
  std::optional<LastOutturn> last_outturn;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

}  // namespace caseclock

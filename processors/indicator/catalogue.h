/// @file
/// The indicators, as data. A council adds, copies and changes them in its configuration; the engine knows the kinds.
///
/// Example: BuiltInCatalogue().Find("assessment_45")->limits is {{from the beginning, 45 working days}}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/date.h"
#include "processors/record/record_kind.h"

namespace caseclock {

/// In what a limit is counted.
enum class LimitUnit { kWorkingDays, kDays, kMonths };

/// How long a clock may run. Example: {45, kWorkingDays}.
struct Limit {
  int length = 0;
  LimitUnit unit = LimitUnit::kWorkingDays;
  friend bool operator==(const Limit&, const Limit&) = default;
};

/// A limit and the first day on which it is in force.
struct LimitFrom {
  Date from = Date::Min();
  Limit limit;
  friend bool operator==(const LimitFrom&, const LimitFrom&) = default;
};

/// What is counted, and so how a record contributes. Known in this room alone: who is outside asks traits.h and
/// row_words.h.
enum class IndicatorKind {
  kTimeliness,   ///< stopped clocks in time / stopped clocks
  kOverLimit,    ///< stopped clocks over the limit / stopped clocks
  kRepeatShare,  ///< records that follow another of the same child within the limit / records
  kFlow,         ///< records, by start date
  kStock,        ///< children with an open record
  kEntryDelay,   ///< facts recorded within the limit / facts recorded
  kLateReview,   ///< children with an open record near its line and its next review beyond it
};

/// Where the start of a clock is read.
enum class ClockStart {
  kOwn,       ///< the record's start fact
  kReferral,  ///< the start of the referral the record is linked to
};

/// Where the stop of a clock is read.
enum class ClockStop {
  kOwn,         ///< the record's `stop` fact
  kConference,  ///< the earliest initial conference linked to the record; each that was held is counted
};

/// Which way is good. Band: towards a range. None: not judged.
enum class Polarity { kHigh, kLow, kBand, kNone };

/// Open items by how long they have been open. Example: {"24 months and over", 730}.
struct AgeBand {
  std::string name;
  int from_days = 0;  ///< to the day before the next band's
  friend bool operator==(const AgeBand&, const AgeBand&) = default;
};
inline constexpr std::size_t kMaxBands = 4;

/// One row of the catalogue. Value type.
struct Indicator {
  std::string id;  ///< "assessment_45"; also the metric label
  std::string
      title;  ///< a sentence's subject: "Child and family assessments authorised within 45 working days"
  std::string
      short_title;  ///< one to three words, heads a narrow column: "Assessments"; "": the id
  IndicatorKind kind = IndicatorKind::kTimeliness;
  RecordKind record = RecordKind::kUnspecified;
  Fact subtype_fact = Fact::kUnspecified;  ///< kUnspecified: every record of the kind
  std::int32_t subtype = 0;                ///< the code that fact must have
  ClockStart clock_start = ClockStart::kOwn;
  ClockStop clock_stop = ClockStop::kOwn;
  Fact start = Fact::kUnspecified;
  Fact stop = Fact::kUnspecified;
  Fact cancel = Fact::kUnspecified;
  std::vector<LimitFrom> limits;  ///< by date, the first from the beginning; empty: no limit
  Polarity polarity = Polarity::kHigh;
  std::string counted = "in time";  ///< what the numerator is, after "354 of 600"
  std::vector<AgeBand> bands;   ///< of what is open, youngest first, at most kMaxBands; empty: none
  int near_line_from_days = 0;  ///< kLateReview: how long a record has run when it nears its line
  int line_days = 0;            ///< kLateReview: how long when it is there
  bool per_10000 = false;       ///< shown per 10,000 children aged 0-17 too
  std::string source;           ///< where the definition comes from
  friend bool operator==(const Indicator&, const Indicator&) = default;
};

/// What a narrow column or a list calls the row: its short title, or its id where it has none.
const std::string& ShortTitleOf(const Indicator& indicator);

/// What the row is about, in one word: that of its record, "recording" for kEntryDelay, which looks at every record.
/// Example: "assessment", "section_47", "plan".
std::string_view AboutOf(const Indicator& indicator);

/// What is to be said beside the row's projection, or "": of conferences that open enquiries are not all in it.
std::string_view ProjectionNoteOf(const Indicator& indicator);

/// The limit in force on a day. Requires: limits not empty.
const Limit& LimitOn(const Indicator& indicator, Date day);

/// "45 working days", "729 days", "12 months".
std::string LimitText(const Limit& limit);

/// Most rows a catalogue may have: every row costs series and time for each team.
inline constexpr std::size_t kMaxIndicators = 200;

/// The rows in their order.
struct Catalogue {
  std::vector<Indicator> indicators;

  /// nullptr when there is none.
  const Indicator* Find(std::string_view id) const;
  /// Differs when any definition does; titles, short titles and sources, which move no figure, are left out.
  std::uint64_t Fingerprint() const;
};

/// The shipped rows.
Catalogue BuiltInCatalogue();

/// True when a limit of some row comes into force on a day from `first` to `last`, both included.
bool LimitBeginsWithin(const Catalogue& catalogue, Date first, Date last);

}  // namespace caseclock

/// @file
/// The indicators, as data: a row says which records it looks at, a shape how they are counted. A council adds, copies
/// and changes rows in its configuration.
///
/// Example: BuiltInCatalogue().Find("assessment_45")->limits is {{from the beginning, 45 working days}}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/date.h"
#include "processors/indicator/selection.h"
#include "processors/indicator/shape.h"
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
///
/// Example: {.id = "ni60", .of = {{kAssessment, {{kAssessmentType, {2}}}}}, .shape = ClockShape{.from =
/// {kAssessmentStarted}, .to = {{kAssessmentAuthorised}}}, .limits = {{Date::Min(), {35, kWorkingDays}}}}.
struct Indicator {
  std::string id;  ///< "assessment_45"; also the metric label
  std::string
      title;  ///< a sentence's subject: "Child and family assessments authorised within 45 working days"
  std::string
      short_title;  ///< one to three words, heads a narrow column: "Assessments"; "": the id
  std::vector<Selection> of = {};      ///< which records; empty: all that are some child's
  Shape shape;                         ///< how they are counted
  std::vector<LimitFrom> limits = {};  ///< by date, the first from the beginning; empty: no limit
  Polarity polarity = Polarity::kHigh;
  std::string counted = "in time";  ///< what the numerator is, after "354 of 600"
  std::vector<AgeBand> bands =
      {};                  ///< of what is open, youngest first, at most kMaxBands; empty: none
  bool per_10000 = false;  ///< shown per 10,000 children aged 0-17 too
  std::string source;      ///< where the definition comes from
  friend bool operator==(const Indicator&, const Indicator&) = default;
};

/// What a narrow column or a list calls the row: its short title, or its id where it has none.
const std::string& ShortTitleOf(const Indicator& indicator);

/// The kind of the records that the row is about; kUnspecified for one that looks at every record.
RecordKind KindOf(const Indicator& indicator);

/// What the row is about, in one word: that of its record, "recording" for one that looks at every record.
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
  std::vector<Indicator> indicators = {};

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

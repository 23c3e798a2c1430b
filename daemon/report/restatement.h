/// @file
/// What a published report said, what the same figure reads today, and which corrections lie between the two.
///
/// Example: published on 2024-04-10, assessment_45 of the year to 2024-03-31 read 5 of 6; A7 was authorised a month
/// later than had been recorded, so that it reads 4 of 6 today. The restatement has `was` {5, 6, 3, 1}, `now`
/// {4, 6, 3, 1} and one correction: assessment A7, "counted as in time", now "counted as late", by event e-19.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/explanation.h"

namespace caseclock {

/// The counts of a figure that are compared. Everything else of a row follows from these and the day.
struct FigureCounts {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t open = 0;
  std::int64_t drag = 0;
  friend bool operator==(const FigureCounts&, const FigureCounts&) = default;
};

/// An event that was recorded after the publication.
struct CorrectionEvent {
  std::int64_t recorded_at_us = 0;  ///< Units: microseconds since 1970
  std::string source;
  std::string event_id;
  friend auto operator<=>(const CorrectionEvent&, const CorrectionEvent&) = default;
};

/// A record whose part in a figure differs between what was known then and what is known now.
struct Correction {
  RecordKind kind = RecordKind::kUnspecified;
  std::string record;
  std::string fact;    ///< entry_delay only: which fact
  std::string before;  ///< "counted as in time"
  std::string after;   ///< "counted as late"
  std::string why;     ///< the sentence that explains the record today; "" where it is not there
  /// Of the record itself, oldest first; where it has none, of the child's records that it is counted with. Empty: a
  /// completed export no longer lists it.
  std::vector<CorrectionEvent> events;
  friend bool operator==(const Correction&, const Correction&) = default;
};

/// Most corrections kept for one restatement; corrected_records counts them all.
inline constexpr std::size_t kMaxCorrections = 1000;

/// One published figure that reads otherwise today.
struct Restatement {
  std::string published;  ///< the name of the publication
  Date published_on;
  Date as_of;  ///< of both figures
  std::string authority;
  std::string indicator;  ///< its id
  std::string title;      ///< of the indicator; "" when it is no longer counted
  bool is_rate = false;   ///< a count: its denominator is a population, or there is none
  std::string team;
  Window window = Window::kYear;
  Period period;
  FigureCounts was;
  std::optional<FigureCounts> now;   ///< nullopt: the indicator is no longer counted
  bool definitions_changed = false;  ///< catalogue, calendar or population are not those of then
  /// Not even what had been recorded by then gives today what was published: definitions, or events that arrived later
  /// than they say they were recorded.
  bool differs_then = false;
  std::vector<Correction> corrections;  ///< by (kind, record, fact)
  std::size_t corrected_records = 0;
  std::int64_t first_recorded_us = 0;  ///< of all their events; 0: there are none
  std::int64_t last_recorded_us = 0;
  friend bool operator==(const Restatement&, const Restatement&) = default;
};

/// Why the figure reads otherwise, in one or two sentences. Example: "1 record has been corrected since."
std::string CauseText(const Restatement& restatement);

/// The records of the figure that count otherwise, without events. Both explanations are of the same indicator, window
/// and day; `team` "" is the whole council. A team's records may be picked out of explanations of the whole council,
/// except of stocks, which count a child once for each team.
std::vector<Correction> FindCorrections(const Explanation& then, const Explanation& now,
                                        std::string_view team);

/// Fills in title, is_rate, corrections and differs_then of restatements of one council and publication.
/// `then` holds what was recorded before `known_until_us`, `now` everything; both as of the published day and by
/// today's definitions.
/// Cost: reads every record a few times, and those of children with later events for each (indicator, window) restated;
/// where an export has been completed since, those of all children.
void AddCorrections(const Authority& then, const Authority& now, std::int64_t known_until_us,
                    std::span<Restatement> restatements);

/// A section of the HTML report, of one council or of all (""): a table for each publication, without identifiers of
/// records and events. "" when nothing is restated.
std::string RestatementsHtml(const std::vector<Restatement>& restatements,
                             std::string_view authority = "");

}  // namespace caseclock

/// @file
/// Where a row reads a date: in a fact of the record itself, of the record that it names, or of those that name it.
///
/// Example, of an initial assessment: {Fact::kReferralOpened, Fact::kAssessmentReferral} is the day on which the
/// referral was opened that the assessment names. Of an enquiry: {Fact::kConferenceHeld, Fact::kConferenceSection47}
/// is the day of the earliest conference that names the enquiry.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "processors/indicator/not_counted.h"
#include "processors/indicator/selection.h"
#include "processors/record/history.h"

namespace caseclock {

/// A date of a record. Value type.
struct FactDate {
  Fact fact = Fact::kUnspecified;  ///< kUnspecified: the one that starts the record
  Fact link = Fact::
      kUnspecified;  ///< kUnspecified: of the record itself; otherwise by what the other one is found
  std::vector<Where> where = {};  ///< of those that name the record: which of them
  friend bool operator==(const FactDate&, const FactDate&) = default;

  bool is_own() const { return link == Fact::kUnspecified; }
};

/// Several at once: the earliest of them is meant.
using FactDates = std::vector<FactDate>;

/// True when the record is found by looking for those that name it, false when it names the other one.
bool IsFollowedBack(const FactDate& at, RecordKind kind);

/// The kind of the record in which the date is read; of links to several kinds the first.
RecordKind KindReadIn(const FactDate& at, RecordKind kind);

/// The kinds that are read beside `kind`, itself among them.
RecordKinds KindsRead(const FactDate& at, RecordKind kind);

/// The date; of several records that name this one the earliest. kNoDate when there is none. An end that was undone is
/// none.
Date DateAt(const FactDate& at, const Record& record, const History& history);

/// The same of a start, and why there is none. A start that lies in another record holds once anything of the record
/// itself has happened.
std::variant<Date, NotCounted> StartAt(const FactDate& at, const Record& record,
                                       const History& history);

/// Calls `each` with the records that the moment is read in. Requires: IsFollowedBack.
template <typename Each>
void ForEachThatNames(const FactDate& at, const Record& record, const History& history, Each each) {
  const bool is_of_several = RowOf(at.link).links_to != RecordKinds(record.kind);
  ForEachLinked(history, at.link, record.id, [&](const Record& other) {
    if (is_of_several && CodeOf(other, at.link) != static_cast<std::int32_t>(record.kind)) {
      return;
    }
    if (SaysAll(other, at.where)) each(other);
  });
}

/// In words. Example: "date of the linked referral", "section 47 started", "conference held".
std::string FactDateText(const FactDate& at, RecordKind kind);

}  // namespace caseclock

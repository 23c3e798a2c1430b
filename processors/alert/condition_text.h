/// @file
/// Why a rule fires, or what it sees, in one sentence of figures: for mails, lists and the audit trail.
///
/// Example: DragWords(rule, subject).sentence == "12 of 85 open are over the limit of 45 working days (14.1 %), 9 a
/// week before; the rule fires above 10 %."
#pragma once

#include <optional>
#include <string>

#include "processors/alert/rule.h"
#include "processors/alert/subject.h"

namespace caseclock {

/// A few words for a subject, and the whole sentence.
struct ConditionWords {
  std::string brief;     ///< "12 of 85 open late"
  std::string sentence;  ///< ends with a full stop
};

/// A value of the rule's condition. Example: "14.1 %", "62 working days", "12". "" for conditions without levels.
std::string MeasuredText(const AlertRule& rule, Level value);
/// What it was before, and when that was. Example: "9 a week before"; of stocks "2 at the end of the month before". ""
/// where it is not known. `indicator`: the rule's, nullptr where it has none.
std::string BeforeText(const AlertRule& rule, const Indicator* indicator,
                       const std::optional<Level>& before);

/// kRag.
ConditionWords ColourWords(const Judgement& judgement);
/// kDrag and kDragShare.
ConditionWords DragWords(const AlertRule& rule, const Subject& subject);
/// kShare and kCount, of the row over the rule's window. A stock is a number of now, whatever the window.
ConditionWords WindowWords(const AlertRule& rule, const Subject& subject, const Row& row);
/// kOldest. `days`: working days it has run.
ConditionWords OldestWords(const AlertRule& rule, Date start, int days, bool at_least);
/// kDueSoon. `reach`: working days ahead.
ConditionWords DueSoonWords(const AlertRule& rule, const Row& row, int reach);
/// kOutOfReach, where it is or is not.
ConditionWords ReachWords(const Projection& projection);
/// kSignal. `signal`: nullptr when the newest week is none.
ConditionWords SignalWords(const FlowChart& chart, const WeekPoint& week, const Signal* signal);
/// kBand.
ConditionWords BandWords(const AlertRule& rule, std::int64_t count, std::int64_t before);
/// kDataLate.
ConditionWords DataLateWords(const AlertRule& rule, int days);
/// kMailRefused.
ConditionWords MailRefusedWords(std::int64_t count);

}  // namespace caseclock

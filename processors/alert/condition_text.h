/// @file
/// Why a rule fires, or what it sees, in words: for emails, lists and the audit trail. Every text names its noun.
///
/// Example: DragWords(rule, subject) is {"12 assessments overdue", "12 of 85 open assessments are overdue (14.1%); the
/// limit is 45 working days. A week ago: 9."}
#pragma once

#include <optional>
#include <string>

#include "processors/alert/rule.h"
#include "processors/alert/subject.h"

namespace caseclock {

/// A few words for a subject, and the whole sentence.
struct ConditionWords {
  std::string brief;     ///< "12 assessments overdue"
  std::string sentence;  ///< ends with a full stop
};

/// What it was before, and when that was. Example: "9 in the month before"; of stocks "2 at the end of the month
/// before". "" where it is not known. `indicator`: the rule's, nullptr where it has none.
std::string BeforeText(const AlertRule& rule, const Indicator* indicator,
                       const std::optional<Level>& before);

/// kRag.
ConditionWords ColourWords(const Judgement& judgement, const Indicator* indicator);
/// kRag and kOutOfReach while the year has too few to rate, with last year's rating where there is one.
/// Example: "Not rated yet: 3 of the 10 needed counted since 1 April. 2023-24 ended RED, 354 of 600, 59.0%."
ConditionWords UnratedWords(const Judgement& judgement, const Indicator* indicator);
/// kShare while the window has too few. `least`: how many are needed.
ConditionWords TooFewWords(const AlertRule& rule, const Subject& subject, const Row& row,
                           std::int64_t least);
/// kDrag and kDragShare.
ConditionWords DragWords(const AlertRule& rule, const Subject& subject);
/// kShare and kCount, of the row over the rule's window. A stock is a number of now, whatever the window.
ConditionWords WindowWords(const AlertRule& rule, const Subject& subject, const Row& row);
/// kOldest. `days`: working days it has run.
ConditionWords OldestWords(const Subject& subject, Date start, int days, bool at_least);
/// kOldest where nothing is open.
ConditionWords NothingOpenWords(const Subject& subject);
/// kDueSoon. `reach`: working days ahead.
ConditionWords DueSoonWords(const Subject& subject, const Row& row, int reach);
/// kOutOfReach, where it is or is not.
ConditionWords ReachWords(const Projection& projection, const Indicator* indicator);
/// kSignal. `signal`: nullptr when the newest week is none.
ConditionWords SignalWords(const FlowChart& chart, const WeekPoint& week, const Signal* signal,
                           const Indicator* indicator);
/// kBand.
ConditionWords BandWords(const AlertRule& rule, const Indicator* indicator, std::int64_t count,
                         std::int64_t before);
/// kDataLate.
ConditionWords DataLateWords(int days);
/// kMailRefused.
ConditionWords MailRefusedWords(std::int64_t count);

}  // namespace caseclock

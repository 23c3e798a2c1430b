/// @file
/// Why a rule fires, or what it sees, in one sentence of figures: for mails, lists and the audit trail.
///
/// Example: DragText(row, rule, indicator) == "12 of 85 open are over their limit of 45 working days (14.1 %), 9 a week
/// before; the rule fires above 10 %."
#pragma once

#include <string>

#include "processors/alert/rule.h"
#include "processors/alert/subject.h"

namespace caseclock {

/// kDrag and kDragShare.
std::string DragText(const AlertRule& rule, const Subject& subject);
/// kShare and kCount, of the row over the rule's window.
std::string WindowText(const AlertRule& rule, const Subject& subject, const Row& row);
/// kOldest. `days`: working days it has run.
std::string OldestText(const AlertRule& rule, Date start, int days, bool at_least);
/// kDueSoon. `reach`: working days ahead.
std::string DueSoonText(const AlertRule& rule, const Row& row, int reach);
/// kOutOfReach, where it is or is not.
std::string ReachText(const Projection& projection);
/// kSignal. `signal`: nullptr when the newest week is none.
std::string SignalText(const FlowChart& chart, const WeekPoint& week, const Signal* signal);
/// kBand.
std::string BandText(const AlertRule& rule, std::int64_t count, std::int64_t before);
/// kDataLate.
std::string DataLateText(const AlertRule& rule, int days);
/// kMailRefused.
std::string MailRefusedText(std::int64_t count);

}  // namespace caseclock

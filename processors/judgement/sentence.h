/// @file
/// The sentence that goes with a colour: counts, value, target and comparators with their periods, and why.
///
/// Example: "RED: 354 of 600 in time, 59.0%; target 85% by October 2010: not on course; worse than statistical
/// neighbours 71.6% and national 71.8% (2009-10)".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "processors/calendar/period.h"
#include "processors/judgement/judgement.h"

namespace caseclock {

/// The sentence of a judgement whose other fields are set. `counted` is Indicator::counted.
std::string JudgementSentence(const Judgement& judgement, std::string_view counted);

/// "2009-10" for a reporting year, "2024" for a calendar year, else "1 Apr 2024 to 30 Jun 2024".
std::string PeriodText(Period period);

/// "by October 2010" when the day ends a month, else "by 15 Oct 2010"; "" for a standing target.
std::string ByText(Date by);

/// "12,345".
std::string CountText(std::int64_t count);

/// A count with what was counted (Indicator::counted), of one as of one. Example: (1, "children on plans") is "1 child
/// on plans", (12, "referrals") "12 referrals", (1, "in time") "1 in time".
std::string CountAsText(std::int64_t count, std::string_view counted);

/// In tables and on axes. Example: "31 Mar 2024".
std::string DayText(Date date);

/// In sentences. Example: "31 March 2024".
std::string FullDayText(Date date);

}  // namespace caseclock

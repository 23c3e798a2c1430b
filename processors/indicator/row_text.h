/// @file
/// What a row counts, told from its fields alone: for documents and for the definitions of a report.
///
/// Example, ni59: FromToText is "date of the linked referral -> assessment authorised", CancelledByText "assessment
/// cancelled".
#pragma once

#include <string>

#include "processors/indicator/catalogue.h"

namespace caseclock {

/// From where to where, with `arrow` between; of rows that are dated on one day that day.
std::string FromToText(const Indicator& row, std::string_view arrow = " -> ");

/// What cancels it, or "".
std::string CancelledByText(const Indicator& row);

/// Of a row whose clocks start with another record what that is, else what its own is called. Example, ni59:
/// "referral".
std::string StartingNounOf(const Indicator& row);

/// Of a row that counts what answers its records what that is, else "answer". Example, icpc_15: "conference".
std::string AnswerNounOf(const Indicator& row);

/// Which records: "child and family assessments", "referrals". Of a row that looks at all of them "every record".
std::string RecordsText(const Indicator& row);

/// Everything that is counted, in sentences, from which it can be counted by hand.
/// Example: "Of child and family assessments. From assessment started to assessment authorised. ..."
std::string CountingText(const Indicator& row);

}  // namespace caseclock

/// @file
/// What people call the work that a row of the catalogue watches, one and many of it: so that every sentence names its
/// noun. And which rows watch the same work.
///
/// Example: of assessment_45 {"assessment", "assessments"}; of ni59 {"initial assessment", "initial assessments"}; of
/// icpc_15 {"section 47 enquiry", "section 47 enquiries"}.
#pragma once

#include <string>

#include "processors/indicator/catalogue.h"
#include "processors/record/fact_table.h"

namespace caseclock {

/// "item", "items" where the kind of record has no better word.
WorkNoun NounOf(const Indicator& indicator);
/// The same in full: of assessment_45 {"child and family assessment", "child and family assessments"}.
WorkNoun FullNounOf(const Indicator& indicator);

/// What is equal for rows about the same records: what makes one of them late makes the other late.
/// Example: the same for ni59 and ni59_7; another one for ni60. Rows without clocks and stocks: their own id.
std::string WorkOf(const Indicator& indicator);

}  // namespace caseclock

/// @file
/// Records that answer a clock, as they are counted: every one that happened, once for each child, on its day.
///
/// Example: initial conferences and enquiries. Enquiry S1 of 2024-05-01 with conferences K1 on 2024-05-10 and K2 on
/// 2024-06-10, and K3 on 2024-06-12 that names no enquiry: three conferences; K1 at 6 of 15 working days in time, K2
/// at 27 not, K3 not.
#pragma once

#include <vector>

#include "processors/indicator/fact_date.h"

namespace caseclock {

/// One answer of a child. Borrows from the history.
struct CountedAnswer {
  const Record* answer = nullptr;
  const Record* asked =
      nullptr;  ///< what it answers; nullptr: it is linked to none that has started
  const Record* holder =
      nullptr;  ///< whose team counts it: what it answers, or itself where there is none
  Date day = kNoDate;
  Date start = kNoDate;   ///< of what it answers
  bool is_again = false;  ///< the one before in the list is the same: it is not counted again
};

/// Those that happened, by day. Records of one day are one answer, the first of them: an export that repeats a
/// conference for each enquiry does not multiply it. Of what they name it answers the one that started latest on or
/// before that day; where all began after it the first of them. `answer` is followed back; `asked` and `start` say what
/// may be answered and where it begins.
/// Cost: looks through the history once for each answer.
std::vector<CountedAnswer> ReadAnswers(const FactDate& answer, const std::vector<Selection>& asked,
                                       const FactDate& start, const History& history);

/// True when an answer to the record is recorded and did not happen yet: it is booked for a later day, or decided.
bool HasBookedAnswer(const FactDate& answer, const Record& record, const History& history);

}  // namespace caseclock

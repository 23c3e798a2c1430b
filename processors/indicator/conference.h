/// @file
/// Initial child protection conferences as they are counted: every one that was held, once for each child, on its day.
///
/// Example: enquiry S1 of 2024-05-01 with conferences K1 on 2024-05-10 and K2 on 2024-06-10, and K3 on 2024-06-12 that
/// names no enquiry: three conferences; K1 at 6 of 15 working days in time, K2 at 27 not, K3 not.
#pragma once

#include <optional>
#include <vector>

#include "processors/indicator/clock.h"

namespace caseclock {

/// One conference of a child. Borrows from the history.
struct CountedConference {
  const Record* conference = nullptr;
  const Record* enquiry = nullptr;  ///< nullptr: it is linked to none that has started
  const Record* holder =
      nullptr;  ///< whose team counts it: the enquiry, or itself where there is none
  Date held = kNoDate;
  Date start = kNoDate;   ///< the enquiry's strategy discussion
  bool is_again = false;  ///< the one before in the list is the same: it is not counted again
};

/// True for conferences of type initial or pre-birth: those that stop an enquiry.
bool IsInitialConference(const Record& record);

/// The conferences that were held, by day. Records of one day are one conference, the first of them: an export that
/// repeats it for each enquiry does not multiply it. Of the enquiries they name it answers the one that started latest
/// on or before that day; where all began after it the first of them.
/// Cost: looks through the history once for each conference.
std::vector<CountedConference> ReadConferences(const History& history);

/// Whether it was held within the limit in force on its day; one that answers no enquiry was not. Errors: nullopt
/// when the enquiry starts outside the calendar.
std::optional<bool> InTimeOf(const Indicator& indicator, const CountedConference& conference,
                             const History& history, const WorkingDays& calendar);

/// True when a conference on the enquiry is recorded and was not held yet: it is booked for a later day, or decided.
bool HasBookedConference(const Record& enquiry, const History& history);

}  // namespace caseclock

/// @file
/// Dates as people and programs write them in spreadsheets.
///
/// Example: ReadDateText("1/3/2024 00:00") is 2024-03-01; ReadDateText("01/03/24") is a reason: the
/// year has two digits.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "processors/calendar/date.h"

namespace caseclock {

/// The date, or half a sentence that says why there is none and shows no content but digits and
/// separators.
using DateOrReason = std::variant<Date, std::string>;

/// Day first, as in England; ISO when the year comes first; a month may be a word ("1-Mar-2024").
/// Separators / - . and blanks. A time of day behind it is dropped. Requires: `text` without blanks
/// around it, and not empty.
DateOrReason ReadDateText(std::string_view text);

/// The day of a spreadsheet's serial number; its fraction is a time of day, and dropped. In the
/// 1900 system day 60 never was: spreadsheets believe in 29 February 1900. Serials outside 1900 to
/// 2099 are no dates. Example: 43474 is 2019-01-09; in the 1904 system 42012 is.
DateOrReason DateOfSerial(double serial, bool date_1904);

}  // namespace caseclock

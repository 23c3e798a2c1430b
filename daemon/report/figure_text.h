/// @file
/// How figures, dates and ages are written on the page and in sentences.
///
/// Example: ShareText(1780, 2100) is "1,780 of 2,100 · 84.8%".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "processors/calendar/date.h"

namespace caseclock {

/// Example: 1234567 -> "1,234,567"; -1234 -> "-1,234".
std::string GroupedText(std::int64_t value);

/// A share with one decimal, halves rounded away from zero. Requires: denominator > 0.
/// Example: 1780 of 2100 -> "84.8%"; 1 of 8 -> "12.5%"; 13 of 80 (16.25) -> "16.3%".
std::string PercentText(std::int64_t numerator, std::int64_t denominator);

/// Example: "1,780 of 2,100 · 84.8%"; with denominator 0 "0 of 0 · no share".
std::string ShareText(std::int64_t numerator, std::int64_t denominator);

/// The difference of two shares in tenths of a percentage point, of the exact shares, rounded half
/// away from zero. Requires: both denominators > 0. Example: 354 of 600 against 426 of 600: -120,
/// that is 12.0 points down.
std::int64_t PointsTenths(std::int64_t numerator, std::int64_t denominator,
                          std::int64_t previous_numerator, std::int64_t previous_denominator);

/// A rate with one decimal, halves away from zero. Example: 621.04 -> "621.0", 1.25 -> "1.3".
std::string RateText(double rate);

/// Example: 2024-03-01 -> "Fri 1 Mar 2024".
std::string LongDateText(Date date);
/// Example: 2024-03-01 -> "1 Mar 2024".
std::string ShortDateText(Date date);

/// Example: 2024-03-01 -> "Mar".
std::string_view MonthText(Date date);

/// How long ago, in the largest whole unit that has at least two, in words. Units: microseconds.
/// Example: 59 s -> "59 seconds"; 61 s -> "61 seconds"; 125 s -> "2 minutes"; 26 h -> "26 hours";
/// 50 h -> "2 days".
std::string AgeText(std::int64_t age_us);

/// The instant in London with its zone. Units: microseconds since 1970-01-01 UTC.
/// Example: 2024-03-31 23:30 UTC -> "1 Apr 2024, 00:30 BST". Where the machine has no time zones,
/// in UTC.
std::string InstantText(std::int64_t instant_us);
/// The time of day of the instant in London, to the second. Example: "00:30:05 BST".
std::string TimeOfDayText(std::int64_t instant_us);
/// The instant as RFC 3339 in UTC, whole seconds. Example: "2024-03-31T23:30:00Z".
std::string Rfc3339Text(std::int64_t instant_us);

/// Bytes in powers of 1,000 with at most one decimal. Example: 1834000 -> "1.8 MB".
std::string BytesText(std::int64_t bytes);

/// Escapes & < > " ' for text and quoted attributes of HTML.
std::string HtmlEscaped(std::string_view text);

}  // namespace caseclock

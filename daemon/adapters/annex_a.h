/// @file
/// The inspectorate's Annex A: one .xlsx workbook with up to eleven child-level lists becomes one
/// batch of events.
///
/// Example:
///   auto read = ReadAnnexA("annex_a.xlsx", {.authority = "E08000018", .midnight =
///   &LondonMidnight}); if (auto* error = std::get_if<ImportError>(&read)) Fail(Describe(*error));
///   for (const CaseEvent& event : std::get<ImportResult>(read).events)
///   Print(codec.EncodeJson(event));
///
/// What each list becomes is said in annex_a_records.h, what is withdrawn in annex_a_scopes.h,
/// where lists and columns are found in annex_a_tables.h. Whether dates make sense (an end before
/// its start) is not judged here: the quality checks do that for every source.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "daemon/adapters/import.h"

namespace caseclock {

/// The source of its events' stamps.
inline constexpr char kAnnexASource[] = "annex-a";

/// Reads one workbook. The same file and options give the same result.
/// The day of extraction is `options.extracted`; else the day on which the workbook was last saved;
/// else the latest day in it that has another within the month before it, so that a single mistyped
/// year does not decide. All events are stamped with the beginning of that day in London, plus one
/// microsecond for each second from then until the workbook was last saved: a corrected workbook,
/// saved again, wins over the one it corrects. Requires: options.midnight. Errors: a file that
/// cannot be read, is no workbook, is over its limits, has no list of Annex A or no date at all.
std::variant<ImportResult, ImportError> ReadAnnexA(const std::string& path,
                                                   const ImportOptions& options);

/// The same from memory. `file` is what problems call it.
std::variant<ImportResult, ImportError> ReadAnnexABytes(std::string_view bytes,
                                                        const std::string& file,
                                                        const ImportOptions& options);

}  // namespace caseclock

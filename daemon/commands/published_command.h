/// @file
/// What `caseclock report` does with published figures: --publish keeps them, --restated-since compares with them.
///
/// Example: Publish(options, ReportJson(view, header)) with the name 2023-24-q4 writes ./2023-24-q4.published.json.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/commands/commands.h"
#include "daemon/commands/event_log.h"
#include "daemon/report/published.h"

namespace caseclock {

/// Before anything is read: kUsage after a message when the report could not be published under its name, or the events
/// could not be read once more.
ExitCode CheckPublishing(const ReportOptions& options);

/// Writes the report whole or not at all; never over another one.
ExitCode Publish(const ReportOptions& options, const std::string& report_json);

/// Errors: nullopt after a message when one cannot be read.
std::optional<std::vector<PublishedReport>> ReadPublishedReports(
    const std::vector<std::string>& files);

/// What of the published reports reads otherwise by the events of `log`, in the order of the reports, or an exit code
/// after a message. Councils that were not asked for (--authority) are left out. Where something is restated,
/// `input` is read once more for what was known then. Afterwards `log` stands on another day.
/// Errors: kUsage when a published day has no calendar or was not known yet; as of
/// `input` when it cannot be read again.
std::variant<std::vector<Restatement>, ExitCode> FindRestatements(
    const ReportOptions& options, const Config& config,
    const std::vector<PublishedReport>& published, EventInput& input, EventLog& log);

}  // namespace caseclock

// Restatements as people read them.
#include <fmt/format.h>

#include "daemon/report/figure_text.h"
#include "daemon/report/published.h"
#include "daemon/report/report.h"
#include "processors/indicator/team_names.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

/// Most corrections that are told of one restatement; JSON has more.
constexpr std::size_t kToldCorrections = 20;
/// Most events that are told of one correction.
constexpr std::size_t kToldEvents = 10;

std::string Records(std::size_t count) {
  return count == 1 ? "1 record has"
                    : GroupedText(static_cast<std::int64_t>(count)) + " records have";
}

std::string TeamText(const std::string& team) {
  if (team == kWholeAuthority) return "whole authority";
  return team == kNoTeam ? "no team" : "team " + team;
}

/// "5 of 6, 83.3%", of a rate "5" or "5 to 12,000 children".
std::string FigureText(const FigureCounts& counts, bool is_rate) {
  const std::string numerator = GroupedText(counts.numerator);
  const std::string denominator = GroupedText(counts.denominator);
  if (!is_rate) {
    return numerator + " of " + denominator + ", " +
           SharePercentText(counts.numerator, counts.denominator);
  }
  return counts.denominator == 0 ? numerator : numerator + " to " + denominator + " children";
}

/// "5 of 6, 83.3%; open 3, drag 1".
std::string CountsText(const FigureCounts& counts, bool is_rate) {
  return fmt::format("{}; open {}, drag {}", FigureText(counts, is_rate), GroupedText(counts.open),
                     GroupedText(counts.drag));
}

void AddCorrection(const Correction& correction, std::string& out) {
  out += fmt::format("      {} {}{}: {}; now {}.{}{}\n", RecordKindName(correction.kind),
                     correction.record, correction.fact.empty() ? "" : ", " + correction.fact,
                     correction.before, correction.after, correction.why.empty() ? "" : " ",
                     correction.why);
  for (std::size_t i = 0; i < correction.events.size() && i < kToldEvents; ++i) {
    const CorrectionEvent& event = correction.events[i];
    out += fmt::format("        event {} of {}, recorded {}\n", event.event_id, event.source,
                       Rfc3339Text(event.recorded_at_us));
  }
  if (correction.events.size() > kToldEvents) {
    out += fmt::format("        ... and {} more events\n", correction.events.size() - kToldEvents);
  }
}

void AddRestatement(const Restatement& one, std::string& out) {
  out += fmt::format("  {}  {}  {}  {} {} to {}\n", one.authority, one.indicator,
                     TeamText(one.team), WindowName(one.window), FormatDate(one.period.first),
                     FormatDate(one.period.last));
  out += "    was " + CountsText(one.was, one.is_rate) + "\n";
  if (one.now) out += "    now " + CountsText(*one.now, one.is_rate) + "\n";
  out += "    " + CauseText(one) + "\n";
  const std::size_t told = std::min(one.corrections.size(), kToldCorrections);
  for (std::size_t i = 0; i < told; ++i) AddCorrection(one.corrections[i], out);
  if (one.corrected_records > told) {
    out += fmt::format("      ... and {} more (--format json lists up to {})\n",
                       GroupedText(static_cast<std::int64_t>(one.corrected_records - told)),
                       GroupedText(kMaxCorrections));
  }
}

bool IsOf(const Restatement& one, const PublishedReport& report) {
  return one.published == report.name && one.published_on == report.published_on &&
         one.as_of == report.as_of;
}

}  // namespace

std::string CauseText(const Restatement& one) {
  if (!one.now) return "The indicator is no longer counted.";
  const bool by_definitions = one.differs_then && one.definitions_changed;
  if (one.corrected_records == 0) {
    return by_definitions ? "The definitions are not those of then, which may be the cause."
                          : "Events recorded before the publication have arrived since.";
  }
  std::string text = Records(one.corrected_records) + " been corrected since.";
  if (by_definitions) {
    text += " The definitions are not those of then, which may be a part of the cause.";
  } else if (one.differs_then) {
    text += " Events recorded before the publication have arrived since, too.";
  }
  return text;
}

std::string RestatementsText(const std::vector<PublishedReport>& published,
                             const std::vector<Restatement>& restatements) {
  std::string out;
  for (const PublishedReport& report : published) {
    out += fmt::format("Restated since {}, published {}, as of {}\n", report.name,
                       FormatDate(report.published_on), FormatDate(report.as_of));
    const std::size_t heading = out.size();
    for (const Restatement& one : restatements) {
      if (IsOf(one, report)) AddRestatement(one, out);
    }
    if (out.size() == heading) out += "  Every published figure reads the same today.\n";
    out += "\n";
  }
  return out;
}

}  // namespace caseclock

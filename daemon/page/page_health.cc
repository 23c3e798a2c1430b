#include "daemon/page/page_health.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/record/export_text.h"

namespace caseclock {
namespace {

std::int64_t TotalLag(const Health& health) {
  return std::accumulate(
      health.partitions.begin(), health.partitions.end(), std::int64_t{0},
      [](std::int64_t sum, const PartitionHealth& each) { return sum + each.lag; });
}

std::size_t CaughtUp(const Health& health) {
  return static_cast<std::size_t>(
      std::ranges::count(health.partitions, true, &PartitionHealth::caught_up));
}

std::string Plural(std::int64_t count, const char* one) {
  return fmt::format("{} {}{}", GroupedText(count), one, count == 1 ? "" : "s");
}

std::string LastEventSentence(const Health& health, std::int64_t now_us) {
  if (health.last_event_at_us == 0) return "No event has come yet.";
  return fmt::format("The last event came {} ago.", AgeText(now_us - health.last_event_at_us));
}

/// The exports of one authority that have not come whole; nullptr: none.
const std::vector<IncompleteExport>* IncompleteOf(const Health& health,
                                                  const std::string& authority) {
  const auto found = health.incomplete_exports.find(authority);
  return found == health.incomplete_exports.end() || found->second.empty() ? nullptr
                                                                           : &found->second;
}

/// Of one authority, or of all of them ("").
std::string HoldingSentence(const Health& health, const std::string& authority,
                            std::int64_t now_us) {
  const auto own = health.held_authorities.find(authority);
  const bool is_one = own != health.held_authorities.end() || health.held_batches == 1;
  const std::int64_t since_us =
      own != health.held_authorities.end() ? own->second : health.held_since_us;
  const std::string exports = is_one ? "An export" : Plural(health.held_batches, "export");
  std::string text =
      exports + (since_us == 0 ? fmt::format(" {} being read", is_one ? "is" : "are")
                               : fmt::format(" {} been coming in for {}", is_one ? "has" : "have",
                                             AgeText(now_us - since_us)));
  if (const auto* incomplete = IncompleteOf(health, authority)) {
    text += " (" + ExportCounts(incomplete->front()) + ")";
  }
  return text + "; the figures stand still until it is complete.";
}

/// What figures that are shown say of exports that have not come whole.
std::string MarkOf(const Health& health, const std::string& authority) {
  const auto* incomplete = IncompleteOf(health, authority);
  if (incomplete == nullptr) return "";
  std::string text;
  for (const IncompleteExport& one : *incomplete)
    text += (text.empty() ? "" : " ") + ExportSentence(one);
  return text;
}

// What changes by itself, second by second, and is no news: left out of the page's tag.
std::string PassingHtml(const std::string& text) {
  return "<span data-passing>" + text + "</span>";
}

std::string CatchingUpSentence(const Health& health) {
  return fmt::format("Past events are still being read: {} of {} partitions done, {} to go.",
                     CaughtUp(health), health.partitions.size(), Plural(TotalLag(health), "event"));
}

std::string StartingSentence(const Health& health) {
  return health.at_us == 0 ? "Caseclock is starting." : "There are no figures yet.";
}

std::string ReasonSentence(std::string reason) {
  if (!reason.empty() && 'a' <= reason.front() && reason.front() <= 'z')
    reason.front() -= 'a' - 'A';
  return reason + ".";
}

// Figures of a day want the entries of that day or of the working day before: an export of the night brings no more.
std::optional<Freshness> LateData(const AuthorityView& council, const PageCalendar& calendar) {
  if (council.data_as_of_us == 0) return std::nullopt;
  const Date latest = report_html::LondonDay(council.data_as_of_us);
  const auto behind = WorkingDaysSince(latest, council.as_of, calendar);
  if (!behind || *behind <= kFreshWorkingDays) return std::nullopt;
  return Freshness{"Late data",
                   fmt::format("The latest entry is of {}, {} before the day of these figures.",
                               LongDateText(latest), Plural(*behind, "working day")),
                   false};
}

void AppendItem(std::string& html, const char* term, bool good, const std::string& value,
                const std::string& detail) {
  html += fmt::format("<div><dt>{}</dt><dd{}>{}{}{}</dd></div>\n", term,
                      good ? "" : " class=\"look\"", good ? "" : "Look: ", value,
                      detail.empty() ? "" : fmt::format("<small>{}</small>", detail));
}

void AppendEvents(const Health& health, std::string& html) {
  AppendItem(html, "Events taken", true, GroupedText(health.events_accepted),
             Plural(health.events_duplicate, "duplicate") + " changed nothing");
  std::int64_t rejected = 0;
  std::string reasons;
  for (const auto& [reason, count] : health.events_rejected) {
    rejected += count;
    if (count == 0) continue;
    reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", GroupedText(count),
                           HtmlEscaped(reason));
  }
  std::ranges::replace(reasons, '_', ' ');
  AppendItem(html, "Rejected", true, GroupedText(rejected),
             rejected == 0 ? "nothing in the dead letters" : reasons);
}

void AppendLag(const Health& health, std::string& html) {
  const bool caught_up = CaughtUp(health) == health.partitions.size();
  AppendItem(html, "Lag", caught_up, Plural(TotalLag(health), "event"),
             fmt::format("{} of {} caught up", CaughtUp(health),
                         Plural(static_cast<std::int64_t>(health.partitions.size()), "partition")));
}

void AppendCheckpoint(const CheckpointHealth& checkpoint, std::int64_t now_us, std::string& html) {
  if (checkpoint.written_at_us == 0) {
    AppendItem(html, "Checkpoint", checkpoint.failures == 0, "none yet",
               checkpoint.failures == 0 ? "" : Plural(checkpoint.failures, "failure"));
    return;
  }
  const std::int64_t age_us = now_us - checkpoint.written_at_us;
  AppendItem(html, "Checkpoint", age_us <= kCheckpointOldAfterUs && checkpoint.failures == 0,
             AgeHtml(checkpoint.written_at_us, now_us) + " ago",
             fmt::format("generation {}, {}, {}", checkpoint.generation,
                         BytesText(checkpoint.bytes), Plural(checkpoint.failures, "failure")));
}

void AppendAudit(const AuditHealth& audit, std::int64_t now_us, std::string& html) {
  AppendItem(html, "Self-audit", audit.differences == 0, Plural(audit.differences, "difference"),
             audit.last_at_us == 0 ? "none run yet"
                                   : fmt::format("{}, last {} ago", Plural(audit.runs, "run"),
                                                 AgeHtml(audit.last_at_us, now_us)));
}

Freshness WordsOf(FigureState state, const Health& health, const std::string& authority,
                  std::int64_t now_us) {
  switch (state) {
    case FigureState::kLive: return {"Live", LastEventSentence(health, now_us), true};
    case FigureState::kQuiet: return {"Quiet", LastEventSentence(health, now_us), false};
    case FigureState::kHolding:
      return {"Holding", HoldingSentence(health, authority, now_us), false};
    case FigureState::kCatchingUp: return {"Catching up", CatchingUpSentence(health), false};
    case FigureState::kNotReady:
      return {"Not ready", ReasonSentence(NotReadyReasons(health, now_us).front()), false};
    case FigureState::kStarting: return {"Starting", StartingSentence(health), false};
    case FigureState::kStopped:
      return {"Stopped", "Caseclock does not answer; these figures no longer change.", false};
  }
  return {};
}

}  // namespace

Freshness FreshnessOf(const View* view, const Health& health, std::string_view authority,
                      std::int64_t now_us, const PageCalendar& calendar) {
  const FigureState state = StateOfFigures(health, authority, view != nullptr, now_us);
  Freshness fresh = WordsOf(state, health, std::string(authority), now_us);
  fresh.stale = IsStale(state);
  const AuthorityView* council = view == nullptr ? nullptr : FindCouncil(*view, authority);
  if (!fresh.stale && council != nullptr) {
    fresh = LateData(*council, calendar).value_or(std::move(fresh));
  }
  if (!fresh.stale) fresh.mark = MarkOf(health, std::string(authority));
  if (!fresh.mark.empty()) fresh.good = false;
  return fresh;
}

std::string AgeHtml(std::int64_t at_us, std::int64_t now_us) {
  return fmt::format("<span data-passing data-age=\"{}\">{}</span>", at_us / 1000,
                     AgeText(now_us - at_us));
}

std::string FreshnessHtml(const Freshness& fresh, const Health& health, std::int64_t now_us) {
  std::string sentence = HtmlEscaped(fresh.sentence);
  if (sentence == LastEventSentence(health, now_us) && health.last_event_at_us != 0) {
    sentence = "The last event came " + AgeHtml(health.last_event_at_us, now_us) + " ago.";
  }
  const std::string word = !fresh.stale ? HtmlEscaped(fresh.word)
                                        : fmt::format("Stale<span class=\"reason\">: {}</span>",
                                                      HtmlEscaped(fresh.word));
  return fmt::format(
             "<div class=\"fresh {}\"><strong role=\"status\">{}</strong>\n<p "
             "class=\"told\">{}</p>",
             fresh.good    ? "good"
             : fresh.stale ? "look stale"
                           : "look",
             word, sentence) +
         (fresh.mark.empty() ? "" : "<p class=\"told\">" + HtmlEscaped(fresh.mark) + "</p>");
}

std::string HealthNotice(const Health& health) {
  std::string items;
  for (const std::string& breach : health.contract_breaches) {
    items += "<li>" + HtmlEscaped(breach) + "</li>";
  }
  for (const std::string& reason : health.not_ready_because) {
    items += "<li>" + HtmlEscaped(reason) + "</li>";
  }
  if (health.audit.differences > 0) {
    items += fmt::format("<li>the self-audit found {}: do not rely on these figures</li>",
                         Plural(health.audit.differences, "difference"));
  }
  if (items.empty()) return "";
  return "<section class=\"notice\" aria-label=\"Needs attention\"><p>Needs attention:</p><ul>" +
         items + "</ul></section>\n";
}

std::string HealthStrip(const Health& health, std::int64_t now_us) {
  std::string html = "<dl>\n";
  AppendEvents(health, html);
  AppendLag(health, html);
  AppendCheckpoint(health.checkpoint, now_us, html);
  AppendAudit(health.audit, now_us, html);
  AppendItem(html, "Memory", true, PassingHtml(BytesText(health.resident_memory_bytes)),
             PassingHtml(fmt::format("view built in {:.0f} ms", health.view_build_seconds * 1000)));
  return html + "</dl>\n";
}

}  // namespace caseclock

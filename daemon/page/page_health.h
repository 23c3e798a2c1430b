/// @file
/// What the live page says about the daemon: how fresh the figures are, and the health strip.
///
/// Example: all caught up and the last event three seconds ago is {"Live", "The last event came 3
/// seconds ago.", good}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/exposition/health.h"
#include "daemon/page/page_calendar.h"
#include "processors/view.h"

namespace caseclock {

/// A checkpoint older than this deserves a look. Units: microseconds.
inline constexpr std::int64_t kCheckpointOldAfterUs = std::int64_t{3600} * 1'000'000;

/// Figures are fresh when the latest entry is at most so many working days older than their day. Example: Monday's
/// figures with entries to Friday are fresh, with entries to Thursday they are not.
inline constexpr int kFreshWorkingDays = 1;

/// How fresh the figures are: one word for the state, one sentence why.
struct Freshness {
  std::string
      word;  ///< "Live", "Quiet", "Late data", "Holding", "Catching up", "Starting", "Not ready", "Stopped"
  std::string sentence;  ///< plain text, not HTML
  bool good = false;     ///< nothing deserves a look: only "Live"
  bool stale = false;    ///< the figures must not be taken as current: IsStale
  /// Plain text: exports that are in the figures and have not come whole; "": none.
  std::string mark = {};
};

/// StateOfFigures in words, and whether the data are as fresh as the day of the figures demands, of one authority's
/// page. `view` may be nullptr.
Freshness FreshnessOf(const View* view, const Health& health, std::string_view authority,
                      std::int64_t now_us, const PageCalendar& calendar = {});

/// How long ago, as a piece that the script counts on by itself. Units: microseconds since 1970.
/// Example: "<span data-passing data-age=\"1711900948000\">3 seconds</span>".
std::string AgeHtml(std::int64_t at_us, std::int64_t now_us);

/// "Live", "Quiet" or "Stale" with its reason, large, and the sentence, in a <div> that is left open for what else
/// tells how fresh the figures are. Only the word is announced by screen readers, and only when it changes.
std::string FreshnessHtml(const Freshness& fresh, const Health& health, std::int64_t now_us);

/// The sentences that need somebody's attention, as HTML; "" when there are none.
std::string HealthNotice(const Health& health);

/// Events, rejections, lag, checkpoint, self-audit and process, as an HTML description list. What
/// needs a look is marked in words too.
std::string HealthStrip(const Health& health, std::int64_t now_us);

}  // namespace caseclock

/// @file
/// Figures of past days in the running daemon: the council's records are copied from the loop, some thousands a turn,
/// and counted by the thread that was asked. The loop itself counts nothing anew.
///
/// Example: 300,000 records are copied in 15 turns of about 20 milliseconds, with four times as long for events in
/// between, and counted as of 30 November in about a second. Another day of the same council within a minute costs the
/// count alone; the same day nothing.
///
/// One question is answered at a time, and one council is kept: its records take as much memory again. Events that come
/// while it is copied may be in it or not; an export that takes effect meanwhile withdraws nothing in it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>

#include "daemon/exposition/view_board.h"
#include "daemon/page/past_desk.h"
#include "daemon/serve/loop_requests.h"
#include "processors/authority.h"

namespace caseclock {

/// Copied in one turn of the loop.
inline constexpr std::size_t kPastRecordsATurn = 10'000;
/// Of larger councils no past day is counted here.
inline constexpr std::size_t kMostPastRecords = 1'000'000;
/// How long the loop may keep each part waiting.
inline constexpr std::chrono::milliseconds kPastPatience{2000};
/// A copy is used again for so long. Units: microseconds.
inline constexpr std::int64_t kPastCopyKeptUs = 60'000'000;
/// Days of one copy that are remembered.
inline constexpr std::size_t kMostPastDays = 40;

/// Thread safety: Safe from any thread.
class LoopPastDesk final : public PastDesk {
 public:
  /// Units: microseconds since 1970-01-01 UTC.
  using Clock = std::function<std::int64_t()>;

  /// By what figures are judged now; never null.
  using StandardsNow = std::function<std::shared_ptr<const Standards>()>;

  /// `board` and `requests` outlive the desk. Borrowed, not owned. `now_us`: empty for the machine's clock.
  LoopPastDesk(const ViewBoard& board, LoopRequests& requests, StandardsNow standards,
               Clock now_us = {});

  std::variant<PastFigures, PastRefusal> FiguresOf(const std::string& authority,
                                                   Date as_of) override;

 private:
  using Outcome = std::variant<PastFigures, PastRefusal>;
  /// A council as it was copied, and the days counted of it.
  struct Copy {
    std::unique_ptr<Authority> council;
    std::int64_t taken_us = 0;
    std::map<Date, std::shared_ptr<const AuthorityView>> days;
  };

  std::variant<std::unique_ptr<Authority>, PastRefusal> TakeCopy(const std::string& authority,
                                                                 Date as_of);
  std::shared_ptr<const AuthorityView> Count(Date as_of);

  const ViewBoard& board_;
  LoopRequests& requests_;
  const StandardsNow standards_;
  const Clock now_us_;
  std::mutex asking_;
  Copy copy_;  // guarded by asking_
};

}  // namespace caseclock

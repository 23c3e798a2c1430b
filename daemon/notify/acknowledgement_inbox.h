/// @file
/// Where acknowledgements wait for the loop, whichever way they came: a directory of small files, so that a link, the
/// command line (another process) and a topic need nothing from each other, and a crash loses none.
///
/// Example:
///   AcknowledgementInbox inbox("/var/lib/caseclock/acknowledgements");
///   inbox.Put({"A3F7K9Q2M4XTB", {"head", "Two staff are off.", now_us, until_us}, "link"});   // "", and it is safe
///   for (const auto& each : inbox.Take().waiting) {
///     ledger.Append(each.acknowledged);
///     inbox.Done(each.file);       // only now: after a crash in between it is taken again, which changes nothing
///   }
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "processors/alert/ledger.h"

namespace caseclock {

/// Most that wait; one more is refused.
inline constexpr std::size_t kMaxWaitingAcknowledgements = 1'000;
/// Longest comment. Units: characters.
inline constexpr std::size_t kMaxAcknowledgementComment = 1'000;

/// One that waits.
struct WaitingAcknowledgement {
  std::string file;  ///< for Done
  AlertAcknowledged acknowledged;
};

/// What a look into the directory found.
struct TakenAcknowledgements {
  std::vector<WaitingAcknowledgement> waiting;  ///< oldest first
  int passed_over = 0;  ///< files that are none of ours or cannot be read; they are left alone
  std::string problem;  ///< why nothing could be looked at; or ""
};

/// Thread safety: Safe from any thread, and from several processes.
class AcknowledgementInbox {
 public:
  /// `directory` is made when it is first needed, for its owner only.
  explicit AcknowledgementInbox(std::string directory) : directory_(std::move(directory)) {}

  /// On return it survives a power cut. Returns "" or a problem, in the form "could not ...\nDetail: ...\nHint: ...".
  /// Errors: a comment that is empty, too long or no UTF-8; no room; what the disk says.
  std::string Put(const AlertAcknowledged& acknowledged) const;
  /// All that wait, each time anew. A directory that is not there holds nothing.
  TakenAcknowledgements Take() const;
  /// Removes one. Returns "" or a problem. One that is gone already is none.
  std::string Done(std::string_view file) const;

 private:
  const std::string directory_;
};

}  // namespace caseclock

/// @file
/// The ledger of alerts in a directory of one machine.
///
/// Files:
///   ROOT/alerts.ledger   the entries (ledger_file.h); readable by its owner only, for it holds addresses and mails
///   ROOT/alerts.lock     held by the daemon that writes, so that two never share a ledger and tell everything twice
/// Entries of one Append are one record, so that they are there together or not at all. A record that was never
/// finished was never acknowledged: the next start cuts it off and says so in notice(). A record that is spoilt is a
/// problem: to go on without it would tell people again what they know.
///
/// Not handled: a disk that says it has written and has not.
///
/// Example:
///   DirectoryLedger store("/var/lib/caseclock");
///   std::string problem = store.ReadNew([&](std::uint64_t, const LedgerEntry& entry) { ledger.Apply(entry); });
///   if (!store.notice().empty()) log(store.notice());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/checkpoint/file.h"
#include "daemon/checkpoint/ledger_file.h"
#include "daemon/checkpoint/ledger_store.h"

namespace caseclock {

/// Smaller files are never compacted. Units: bytes.
inline constexpr std::uint64_t kCompactLedgerFrom = std::uint64_t{1024} * 1024;

/// Opens, locks and checks the file at the first call, whichever it is; a problem is given again by each call, and the
/// next one tries anew. Used by one thread.
class DirectoryLedger : public LedgerStore {
 public:
  /// `root` has to exist and to be writable: a mistyped path must not pass for a first start.
  explicit DirectoryLedger(std::string root) : root_(std::move(root)) {}

  /// Keeps other daemons out, before anything is read. Every other call does so, too. "" or a problem.
  std::string Lock();
  std::string Append(const std::vector<LedgerEntry>& entries) override;
  std::string ReadNew(const LedgerSink& sink) override;
  /// Only when the file is longer than kCompactLedgerFrom and more than twice as long as the snapshot.
  std::string Compact(const std::vector<LedgerEntry>& snapshot) override;

  /// "" or, in a sentence, what was cut off when the file was opened: a line for the log.
  const std::string& notice() const { return notice_; }

  /// Every entry of the ledger in `root`, also while a daemon has it; none when there is no ledger yet. Writes nothing.
  /// Returns "" or a problem, and then has given nothing.
  static std::string ReadOnly(const std::string& root, const LedgerSink& sink);

 private:
  std::string Path() const { return root_ + "/alerts.ledger"; }
  std::string Open();
  std::string Create();
  std::string FindEnd();
  std::string Fail(int error, bool may_be_there);
  std::string Replace(const std::string& bytes);
  std::string Reopen();

  std::string root_;
  std::string notice_;
  std::string broken_;  // a problem after which only a restart helps
  bool locked_ = false;
  bool open_ = false;
  FileLock lock_;
  OutputFile out_;
  LedgerFileReader reader_;  // stands behind what was given
  std::uint64_t size_ = 0;   // Units: bytes, of whole records
  std::uint64_t last_ = 0;   // number of the last entry
  std::uint64_t given_ = 0;  // number of the last entry given
};

}  // namespace caseclock

#include "daemon/checkpoint/directory_ledger.h"

#include <cerrno>
#include <filesystem>
#include <functional>
#include <system_error>
#include <utility>

#include "daemon/checkpoint/ledger_codec.h"
#include "processors/check.h"

namespace caseclock {
namespace {

using Found = LedgerFileReader::Found;

constexpr char kPartial[] = ".partial";

std::string Problem(const std::string& what, const std::string& detail, const std::string& hint) {
  return "could not " + what + "\nDetail: " + detail + ".\nHint: " + hint;
}

std::string UseProblem(const std::string& path, int error) {
  return Problem("use the ledger of alerts " + path, ErrorText(error),
                 "make its directory one that exists and is writable for the user that runs "
                 "caseclock, or name another one in the configuration.");
}

std::string WriteProblem(const std::string& path, int error) {
  return Problem("write to the ledger of alerts " + path, ErrorText(error),
                 "make room in the directory, or make it writable for the user that runs "
                 "caseclock; what cannot be noted is not sent.");
}

std::string DamageProblem(const std::string& path, std::uint64_t position,
                          const std::string& detail) {
  return Problem("read the ledger of alerts " + path,
                 "at byte " + std::to_string(position) + " " + detail,
                 "put back a copy of the file that is whole; or move it away, and everybody is "
                 "told once more of what fires.");
}

std::string LockProblem(const std::string& path, const std::string& lock_path, int error) {
  if (error != EWOULDBLOCK) return UseProblem(path, error);
  return Problem("use the ledger of alerts " + path,
                 "another caseclock has it: " + FileLock::Holder(lock_path),
                 "stop the other one, or give each an alerts.ledger_directory of its own.");
}

std::string OpenProblem(const std::string& path, int error) {
  return error == EBADMSG ? DamageProblem(path, 0, "it does not begin as a ledger does")
                          : UseProblem(path, error);
}

/// Gives `use` every batch from where the reader stands; `last` is the number of the last entry before, then of the
/// last there is. A torn end is an end. Returns "" or a problem.
std::string ForEachBatch(LedgerFileReader& reader, const std::string& path, std::uint64_t& last,
                         const std::function<void(LedgerBatch&)>& use) {
  std::string content;
  for (;;) {
    const std::uint64_t position = reader.position();
    const Found found = reader.Next(content);
    if (found == Found::kEnd || found == Found::kTorn) return "";
    if (found == Found::kDamaged) return DamageProblem(path, position, reader.trouble());
    LedgerBatch batch;
    std::string trouble = ParseLedgerBatch(content, batch);
    if (trouble.empty() && batch.first_sequence <= last) trouble = "the numbers run backwards";
    if (!trouble.empty()) return DamageProblem(path, position, trouble);
    last = batch.last_sequence();
    use(batch);
  }
}

void Give(const LedgerBatch& batch, const LedgerSink& sink) {
  std::uint64_t sequence = batch.first_sequence;
  for (const LedgerEntry& entry : batch.entries) sink(sequence++, entry);
}

/// A file that is whole, or not there at all.
int WriteWhole(const std::string& path, const std::string& bytes) {
  const std::string partial = path + kPartial;
  std::error_code ignored;
  std::filesystem::remove(partial, ignored);  // of a start that was killed
  OutputFile file;
  int error = file.Create(partial);
  if (error == 0) error = file.Append(bytes);
  if (error == 0) error = file.SyncAndClose();
  if (error == 0) error = Rename(partial, path);
  if (error != 0) std::filesystem::remove(partial, ignored);
  return error;
}

}  // namespace

// --- Opening ------------------------------------------------------------------------------------

std::string DirectoryLedger::Lock() {
  if (locked_) return "";
  const std::string lock_path = root_ + "/alerts.lock";
  if (const int error = lock_.Take(lock_path)) return LockProblem(Path(), lock_path, error);
  locked_ = true;
  return "";
}

std::string DirectoryLedger::Open() {
  if (open_ || !broken_.empty()) return broken_;
  std::string problem = Lock();
  if (problem.empty()) problem = Create();
  if (problem.empty()) problem = FindEnd();
  if (problem.empty()) problem = Reopen();
  open_ = problem.empty();
  return problem;
}

std::string DirectoryLedger::Create() {
  std::error_code error;
  if (std::filesystem::exists(Path(), error)) return "";
  if (error) return UseProblem(Path(), error.value());
  int failed = WriteWhole(Path(), std::string(kLedgerMagic));
  if (failed == 0) failed = SyncDirectory(root_);
  return failed == 0 ? "" : WriteProblem(Path(), failed);
}

std::string DirectoryLedger::FindEnd() {
  LedgerFileReader reader;
  if (const int error = reader.Open(Path())) return OpenProblem(Path(), error);
  last_ = 0;
  std::string problem = ForEachBatch(reader, Path(), last_, [](LedgerBatch&) {});
  if (!problem.empty()) return problem;
  size_ = reader.position();
  if (reader.Left() > 0) {
    notice_ = "the last entries of the ledger of alerts " + Path() +
              " were never finished: " + std::to_string(reader.Left()) + " bytes are cut off";
  }
  return "";
}

std::string DirectoryLedger::Reopen() {
  int error = out_.Continue(Path(), size_);
  if (error == 0) error = out_.Sync();
  if (error != 0) return UseProblem(Path(), error);
  error = reader_.Open(Path());
  return error == 0 ? "" : OpenProblem(Path(), error);
}

// --- Writing ------------------------------------------------------------------------------------

std::string DirectoryLedger::Append(const std::vector<LedgerEntry>& entries) {
  if (std::string problem = Open(); !problem.empty() || entries.empty()) return problem;
  const std::string record = FrameRecord(SerializeLedgerBatch(last_ + 1, entries));
  if (const int error = out_.Append(record)) return Fail(error, false);
  if (const int error = out_.Sync()) return Fail(error, true);
  size_ += record.size();
  last_ += entries.size();
  return "";
}

/// Takes the record back. When the system did not manage to write, what it says afterwards of the same bytes is not
/// to be trusted: only a fresh look at the file after a restart is.
std::string DirectoryLedger::Fail(int error, bool may_be_there) {
  std::string problem = WriteProblem(Path(), error);
  if (out_.CutTo(size_) != 0 || out_.Sync() != 0 || may_be_there) broken_ = problem;
  return problem;
}

// --- Reading ------------------------------------------------------------------------------------

std::string DirectoryLedger::ReadNew(const LedgerSink& sink) {
  if (std::string problem = Open(); !problem.empty()) return problem;
  return ForEachBatch(reader_, Path(), given_, [&sink](LedgerBatch& batch) { Give(batch, sink); });
}

std::string DirectoryLedger::ReadOnly(const std::string& root, const LedgerSink& sink) {
  const DirectoryLedger named(root);
  std::error_code error;
  if (std::filesystem::is_directory(root, error) && !std::filesystem::exists(named.Path(), error) &&
      !error) {
    return "";
  }
  LedgerFileReader reader;
  if (const int failed = reader.Open(named.Path())) return OpenProblem(named.Path(), failed);
  std::uint64_t last = 0;
  std::vector<LedgerBatch> batches;
  std::string problem = ForEachBatch(reader, named.Path(), last, [&batches](LedgerBatch& batch) {
    batches.push_back(std::move(batch));
  });
  if (!problem.empty()) return problem;
  for (const LedgerBatch& batch : batches) Give(batch, sink);
  return "";
}

// --- Compacting ---------------------------------------------------------------------------------

std::string DirectoryLedger::Compact(const std::vector<LedgerEntry>& snapshot) {
  if (std::string problem = Open(); !problem.empty()) return problem;
  if (size_ <= kCompactLedgerFrom) return "";
  CASECLOCK_CHECK(snapshot.size() <= given_, "a snapshot has no more entries than were given");
  const std::string record =
      FrameRecord(SerializeLedgerBatch(given_ - snapshot.size() + 1, snapshot));
  if (size_ <= 2 * record.size()) return "";
  return Replace(record);
}

std::string DirectoryLedger::Replace(const std::string& record) {
  std::string before, not_given;
  InputFile file;
  int error = file.Open(Path());
  if (error == 0) error = file.Read(reader_.position(), before);
  if (error == 0) error = file.Read(size_ - reader_.position(), not_given);
  if (error != 0) return UseProblem(Path(), error);
  error = WriteWhole(Path(), std::string(kLedgerMagic) + record + not_given);
  if (error != 0) return WriteProblem(Path(), error);
  // From here on the new file is the ledger: without it nothing can go on.
  size_ = kLedgerMagic.size() + record.size() + not_given.size();
  error = SyncDirectory(root_);
  broken_ = error == 0 ? Reopen() : WriteProblem(Path(), error);
  std::string content;
  if (broken_.empty() && reader_.Next(content) != Found::kRecord) {
    broken_ = DamageProblem(Path(), kLedgerMagic.size(), "what was just written is not there");
  }
  return broken_;
}

}  // namespace caseclock

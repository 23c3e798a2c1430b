#include "daemon/records/record_audit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "daemon/report/figure_text.h"

namespace caseclock {
namespace {

/// A descriptor that is closed when dropped.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Half a line, left by a power cut, must not swallow the next one.
bool EndsInHalfALine(int file, off_t size) {
  char last = '\n';
  return size > 0 && (pread(file, &last, 1, size - 1) != 1 || last != '\n');
}

std::string LineOf(const AuditedQuestion& question) {
  const nlohmann::ordered_json json = {{"time", Rfc3339Text(question.time_us)},
                                       {"user", question.user},
                                       {"client", question.client},
                                       {"authority", question.authority},
                                       {"team", question.team},
                                       {"indicator", question.indicator},
                                       {"window", question.window},
                                       {"part", question.part},
                                       {"as_of", question.as_of},
                                       {"found", question.found},
                                       {"shown", question.shown},
                                       {"outcome", question.outcome}};
  return json.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool SyncDirectoryOf(const std::string& directory) {
  const Descriptor opened(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.is_open() && fsync(opened.get()) == 0;
}

/// False: it has been made, but its name may not outlast a power cut; it is made again with the next line.
bool MakeDirectory(const std::string& directory) {
  if (mkdir(directory.c_str(), 0700) != 0)
    return true;  // mostly it is there; else no file can be opened
  if (SyncDirectoryOf(directory + "/..")) return true;
  rmdir(directory.c_str());
  return false;
}

}  // namespace

RecordAudit::RecordAudit(std::string directory) : directory_(std::move(directory)) {}

bool RecordAudit::Write(const AuditedQuestion& question) {
  const std::string month = Rfc3339Text(question.time_us).substr(0, 7);
  const std::string path = directory_ + "/records-" + month + ".jsonl";
  const std::lock_guard lock(mutex_);
  if (!MakeDirectory(directory_)) return false;
  // Opened anew for each line: whoever moves the file away gets whole lines, and the next goes to a new one.
  const Descriptor file(
      open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  struct stat found = {};
  if (!file.is_open() || fstat(file.get(), &found) != 0) return false;
  std::string line = LineOf(question);
  if (EndsInHalfALine(file.get(), found.st_size)) line.insert(0, "\n");
  const bool kept = WriteAll(file.get(), line) && fsync(file.get()) == 0 &&
                    (found.st_size > 0 || SyncDirectoryOf(directory_));
  if (kept) return true;
  // Taken back as far as that can be had; what stays is mended before the next line.
  [[maybe_unused]] const int ignored = ftruncate(file.get(), found.st_size);
  return false;
}

}  // namespace caseclock

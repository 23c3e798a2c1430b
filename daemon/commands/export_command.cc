#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "daemon/checkpoint/file.h"
#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/event_input.h"
#include "daemon/commands/load_config.h"

namespace caseclock {
namespace {

constexpr std::size_t kWriteBytes = std::size_t{1} << 20;

/// Where lines go: standard output, or a file that is there whole or not at all and that only its owner may read.
class EventsFile {
 public:
  explicit EventsFile(std::string path) : path_(std::move(path)), partial_(path_ + ".partial") {}
  ~EventsFile() {
    if (is_partial_) std::remove(partial_.c_str());
  }
  EventsFile(const EventsFile&) = delete;
  EventsFile& operator=(const EventsFile&) = delete;

  /// Each returns false after a message.
  bool Open() {
    if (IsStandardOutput()) return true;
    std::error_code ignored;
    if (std::filesystem::exists(path_, ignored) &&
        !std::filesystem::is_regular_file(path_, ignored)) {
      fmt::print(stderr,
                 "could not write {}\n  Detail: it is there, and is not a file.\n"
                 "  Hint: --out - writes to standard output\n",
                 path_);
      return false;
    }
    std::remove(partial_.c_str());  // of a run that was killed
    const int error = file_.Create(partial_);
    is_partial_ = error == 0;
    return Tell(error);
  }

  bool Append(const std::string& line) {
    waiting_ += line;
    waiting_ += '\n';
    return waiting_.size() < kWriteBytes || Flush();
  }

  bool Finish() {
    if (!Flush()) return false;
    if (IsStandardOutput()) return std::fflush(stdout) == 0;
    int error = file_.SyncAndClose();
    if (error == 0) error = Rename(partial_, path_);
    if (error == 0) is_partial_ = false;
    if (error == 0) error = SyncDirectory(Folder());
    return Tell(error);
  }

 private:
  bool IsStandardOutput() const { return path_ == "-"; }
  std::string Folder() const {
    const std::string folder = std::filesystem::path(path_).parent_path().string();
    return folder.empty() ? "." : folder;
  }

  bool Flush() {
    const std::string bytes = std::move(waiting_);
    waiting_.clear();
    if (!IsStandardOutput()) return Tell(file_.Append(bytes));
    return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
  }

  bool Tell(int error) const {
    if (error != 0) fmt::print(stderr, "could not write {}: {}\n", path_, ErrorText(error));
    return error == 0;
  }

  const std::string path_;
  const std::string partial_;
  OutputFile file_;
  bool is_partial_ = false;
  std::string waiting_;
};

/// From the topic into the file.
class Export {
 public:
  explicit Export(const ExportOptions& options)
      : file_(options.out), authority_(options.authority) {}

  ExitCode Run(EventInput& input) {
    if (!file_.Open()) return kFailed;
    const ExitCode code =
        input.Read(authority_, {.take = [this](CaseEvent&& event) { Take(event); }});
    if (code != kDone) return code;
    if (!is_written_ || !file_.Finish()) return kFailed;
    fmt::print(stderr, "{} event{} exported, {} message{} refused\n", events_,
               events_ == 1 ? "" : "s", input.refused(), input.refused() == 1 ? "" : "s");
    return kDone;
  }

 private:
  void Take(const CaseEvent& event) {
    if (!is_written_) return;
    const std::string line = codec_.EncodeJson(event);
    // A completion of very many scopes is longer as JSON than in the topic.
    if (line.size() > kMaxEventBytes) {
      fmt::print(stderr,
                 "could not export an event of council {}\n  Detail: as JSON it is over 64 KiB, "
                 "and could not be read back.\n  Hint: report --from-kafka reads it\n",
                 event.authority);
      is_written_ = false;
      return;
    }
    is_written_ = file_.Append(line);
    ++events_;
  }

  EventsFile file_;
  const std::string authority_;
  EventCodec codec_;
  std::int64_t events_ = 0;
  bool is_written_ = true;
};

}  // namespace

ExitCode RunExport(const ExportOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kReport);
  if (!config) return kConfiguration;
  auto opened = EventInput::Open({.from_kafka = true}, *config);
  if (const auto* refused = std::get_if<ExitCode>(&opened)) return *refused;
  return Export(options).Run(*std::get<std::unique_ptr<EventInput>>(opened));
}

}  // namespace caseclock

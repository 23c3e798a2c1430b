#include "daemon/checkpoint/directory_store.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <functional>
#include <map>
#include <system_error>
#include <utility>

#include "daemon/checkpoint/file.h"
#include "daemon/checkpoint/fingerprint.h"
#include "daemon/checkpoint/manifest.h"
#include "processors/check.h"

namespace caseclock {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kState = ".state", kManifest = ".manifest", kPartial = ".partial";
constexpr std::size_t kGenerationDigits = 20;
/// A manifest of England's 20,000 chunks is 300 KB.
constexpr std::uint64_t kMaxManifestBytes = std::uint64_t{256} * 1024 * 1024;

std::string Problem(const std::string& what, const std::string& detail, const std::string& hint) {
  return "could not " + what + "\nDetail: " + detail + ".\nHint: " + hint;
}

std::string WriteProblem(const std::string& path, int error) {
  return Problem("write the checkpoint " + path, ErrorText(error),
                 "make room in the directory, or make it writable for the user that runs "
                 "caseclock; older checkpoints still stand.");
}

std::string DirectoryProblem(const std::string& path, const std::string& detail) {
  return Problem("use the checkpoint directory " + path, detail,
                 "create it and make it writable for the user that runs caseclock, or name "
                 "another one in the configuration.");
}

std::string FileName(const std::string& directory, std::uint64_t generation,
                     std::string_view kind) {
  std::string number = std::to_string(generation);
  number.insert(0, kGenerationDigits - number.size(), '0');
  return directory + "/" + number + std::string(kind);
}

/// What lies in a partition's directory, by generation: whether there is a manifest.
using Generations = std::map<std::uint64_t, bool>;

void Note(const std::string& name, Generations& found) {
  std::uint64_t generation = 0;
  const char* digits_end = name.data() + std::min(name.size(), kGenerationDigits);
  const auto [end, error] = std::from_chars(name.data(), digits_end, generation);
  if (error != std::errc() || end != digits_end || name.size() <= kGenerationDigits) return;
  found[generation] |= std::string_view(name).substr(kGenerationDigits) == kManifest;
}

/// Lists the directory; a message when it cannot be, "" and nothing found when there is none.
std::string List(const std::string& directory, Generations& found) {
  std::error_code error;
  fs::directory_iterator at(directory, error);
  if (error == std::errc::no_such_file_or_directory) return "";
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    Note(at->path().filename().string(), found);
  }
  return error ? DirectoryProblem(directory, error.message()) : "";
}

std::string CheckRoot(const std::string& root) {
  std::error_code error;
  const fs::file_status status = fs::status(root, error);
  if (error) return DirectoryProblem(root, error.message());
  return fs::is_directory(status) ? "" : DirectoryProblem(root, "it is not a directory");
}

void RemoveGeneration(const std::string& directory, std::uint64_t generation) {
  std::error_code ignored;  // what stays is tried again after the next commit
  for (const std::string_view kind : {kManifest, kState}) {
    const std::string path = FileName(directory, generation, kind);
    fs::remove(path, ignored);
    fs::remove(path + std::string(kPartial), ignored);
  }
}

/// Removes all but the newest `keep` generations, and older ones that never came to be.
void Prune(const std::string& directory, std::uint64_t newest, int keep) {
  Generations found;
  if (!List(directory, found).empty()) return;
  for (auto at = found.rbegin(); at != found.rend(); ++at) {
    const auto& [generation, complete] = *at;
    if (generation > newest) continue;
    if (complete && keep-- > 0) continue;
    RemoveGeneration(directory, generation);
  }
}

// --- Writing ------------------------------------------------------------------------------------

class DirectoryWriter : public CheckpointWriter {
 public:
  DirectoryWriter(std::string directory, std::uint64_t generation, int keep,
                  const CheckpointPosition& position)
      : directory_(std::move(directory)), generation_(generation), keep_(keep) {
    manifest_.position = position;
  }
  ~DirectoryWriter() override { Abandon(); }

  /// 0 or the system's error; EEXIST when somebody else has this generation.
  int Open() {
    const int error = state_.Create(Partial(kState));
    open_ = error == 0;
    return error;
  }

  std::string AddChunk(std::string_view authority, std::string_view chunk) override {
    CASECLOCK_CHECK(open_, "chunks are added before commit and abandon");
    CASECLOCK_CHECK(chunk.size() <= kMaxChunkBytes, "chunks have at most kMaxChunkBytes");
    const int error = failed_ != 0 ? failed_ : state_.Append(chunk);
    if (error != 0) return Fail(kState, error);
    manifest_.Add(authority, chunk);
    return "";
  }

  std::string Commit() override {
    CASECLOCK_CHECK(open_, "a checkpoint is committed once");
    int error = failed_ != 0 ? failed_ : state_.SyncAndClose();
    if (error == 0) error = Rename(Partial(kState), Name(kState));
    if (error != 0) return Fail(kState, error);
    if (error = WriteManifest(); error != 0) return Fail(kManifest, error);
    open_ = false;
    Prune(directory_, generation_, keep_);
    return "";
  }

  void Abandon() override {
    if (!open_) return;
    open_ = false;
    RemoveGeneration(directory_, generation_);
  }

 private:
  std::string Name(std::string_view kind) const { return FileName(directory_, generation_, kind); }
  std::string Partial(std::string_view kind) const { return Name(kind) + std::string(kPartial); }

  std::string Fail(std::string_view kind, int error) {
    failed_ = error;
    return WriteProblem(Name(kind), error);
  }

  int WriteManifest() {
    OutputFile out;
    int error = out.Create(Partial(kManifest));
    if (error == 0) error = out.Append(SerializeManifest(manifest_));
    if (error == 0) error = out.SyncAndClose();
    // The state's new name has to be on the disk before the manifest's is.
    if (error == 0) error = SyncDirectory(directory_);
    if (error == 0) error = Rename(Partial(kManifest), Name(kManifest));
    return error == 0 ? SyncDirectory(directory_) : error;
  }

  std::string directory_;
  std::uint64_t generation_;
  int keep_;
  Manifest manifest_;
  OutputFile state_;
  bool open_ = false;
  int failed_ = 0;
};

// --- Reading ------------------------------------------------------------------------------------

/// Why a generation cannot be used, or "".
using Trouble = std::string;

Trouble ReadManifest(const std::string& path, Manifest& manifest) {
  InputFile in;
  if (const int error = in.Open(path)) return ErrorText(error);
  if (in.Size() > kMaxManifestBytes) return "the manifest is too long to be one";
  std::string bytes;
  if (const int error = in.Read(static_cast<std::size_t>(in.Size()), bytes)) {
    return ErrorText(error);
  }
  return ParseManifest(bytes, manifest);
}

/// Gives each chunk of the state file to `use` once its checksum is right.
Trouble ForEachChunk(const std::string& path, const Manifest& manifest,
                     const std::function<Trouble(std::string_view, std::string_view)>& use) {
  InputFile in;
  if (const int error = in.Open(path)) return "the state: " + ErrorText(error);
  if (in.Size() != manifest.TotalBytes()) return "the state is not as long as its manifest says";
  std::string bytes;
  for (const ManifestChunk& chunk : manifest.chunks) {
    if (const int error = in.Read(static_cast<std::size_t>(chunk.size), bytes)) {
      return "the state: " + ErrorText(error);
    }
    if (Fingerprint(bytes) != chunk.checksum) return "a chunk's checksum does not fit its content";
    Trouble trouble = use(manifest.authorities[chunk.authority], bytes);
    if (!trouble.empty()) return trouble;
  }
  return "";
}

/// The trouble of a reader that does not want to go on.
constexpr char kStopped[] = "stopped";

/// Reads manifest and state and finds nothing wrong, or says what is.
Trouble Verify(const std::string& directory, std::uint64_t generation, const PartitionId& partition,
               ChunkSink& sink, Manifest& manifest) {
  Trouble trouble = ReadManifest(FileName(directory, generation, kManifest), manifest);
  if (!trouble.empty()) return trouble;
  if (manifest.position.partition != partition) return "it is of another partition";
  trouble = sink.CheckPosition(manifest.position);
  if (!trouble.empty()) return trouble;
  return ForEachChunk(FileName(directory, generation, kState), manifest,
                      [&sink](std::string_view, std::string_view chunk) {
                        return sink.GoOn() ? sink.Check(chunk) : Trouble(kStopped);
                      });
}

void TakeAll(const std::string& directory, std::uint64_t generation, const Manifest& manifest,
             ChunkSink& sink, LoadResult& result) {
  const std::string path = FileName(directory, generation, kState);
  const Trouble trouble =
      ForEachChunk(path, manifest, [&sink](std::string_view authority, std::string_view chunk) {
        if (!sink.GoOn()) return Trouble(kStopped);
        sink.Take(authority, chunk);
        return Trouble();
      });
  if (trouble == kStopped) {
    result.stopped = true;
  } else if (trouble.empty()) {
    result.checkpoint = manifest.position;
    result.generation = generation;
  } else {
    result.problem =
        Problem("read the checkpoint " + path, "it changed while it was read: " + trouble,
                "stop whatever else writes there and start again.");
  }
}

}  // namespace

std::string LockDirectory(const std::string& root, FileLock& lock) {
  if (std::string problem = CheckRoot(root); !problem.empty()) return problem;
  const std::string path = root + "/caseclock.lock";
  const int error = lock.Take(path);
  if (error == EWOULDBLOCK) {
    return Problem("use the checkpoint directory " + root,
                   "another caseclock has it: " + FileLock::Holder(path),
                   "stop the other one, or give each a checkpoint.directory of its own.");
  }
  return error == 0 ? "" : DirectoryProblem(root, ErrorText(error));
}

DirectoryStore::DirectoryStore(std::string root, int generations)
    : root_(std::move(root)), generations_(generations) {
  CASECLOCK_CHECK(generations >= 1, "at least one generation is kept");
}

BeginResult DirectoryStore::Begin(const CheckpointPosition& position) {
  BeginResult result;
  if (result.problem = CheckRoot(root_); !result.problem.empty()) return result;
  const std::string directory = root_ + "/" + PartitionDirectoryName(position.partition);
  if (const int failed = MakePrivateDirectory(directory)) {
    result.problem = DirectoryProblem(directory, ErrorText(failed));
    return result;
  }
  Generations found;
  if (result.problem = List(directory, found); !result.problem.empty()) return result;
  const std::uint64_t next = found.empty() ? 1 : found.rbegin()->first + 1;
  auto writer = std::make_unique<DirectoryWriter>(directory, next, generations_, position);
  if (const int failed = writer->Open()) {
    result.problem = DirectoryProblem(directory, ErrorText(failed));
  } else {
    result.writer = std::move(writer);
  }
  return result;
}

LoadResult DirectoryStore::Load(const PartitionId& partition, ChunkSink& sink) {
  LoadResult result;
  if (result.problem = CheckRoot(root_); !result.problem.empty()) return result;
  const std::string directory = root_ + "/" + PartitionDirectoryName(partition);
  Generations found;
  if (result.problem = List(directory, found); !result.problem.empty()) return result;
  for (auto at = found.rbegin(); at != found.rend(); ++at) {
    const auto& [generation, complete] = *at;
    if (!complete) continue;
    Manifest manifest;
    const Trouble trouble = Verify(directory, generation, partition, sink, manifest);
    if (trouble == kStopped) {
      result.stopped = true;
      return result;
    }
    if (trouble.empty()) {
      TakeAll(directory, generation, manifest, sink, result);
      return result;
    }
    result.passed_over.push_back("generation " + std::to_string(generation) + ": " + trouble);
  }
  return result;
}

std::string PartitionDirectoryName(const PartitionId& partition) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string name;
  for (const char c : partition.topic) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
        c == '_' || c == '-') {
      name.push_back(c);
    } else {
      name += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return name + "-" + std::to_string(partition.partition);
}

}  // namespace caseclock

#include "daemon/checkpoint/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace caseclock {
namespace {

void CloseQuietly(int& descriptor) {
  if (descriptor >= 0) close(descriptor);
  descriptor = -1;
}

constexpr std::uint64_t kMaxHolderBytes = 1024;

/// For whoever finds the lock taken: what cannot be written is only missed in a sentence.
void WriteHolder(int descriptor) {
  char host[256] = {};
  gethostname(host, sizeof(host) - 1);
  const std::string who = "process " + std::to_string(getpid()) + " of " + host + "\n";
  if (ftruncate(descriptor, 0) != 0) return;
  [[maybe_unused]] const ssize_t written = pwrite(descriptor, who.data(), who.size(), 0);
}

}  // namespace

OutputFile::~OutputFile() { CloseQuietly(descriptor_); }

int OutputFile::Create(const std::string& path, unsigned mode) {
  descriptor_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  return descriptor_ >= 0 ? 0 : errno;
}

int OutputFile::Continue(const std::string& path, std::uint64_t size) {
  CloseQuietly(descriptor_);
  descriptor_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  return descriptor_ >= 0 ? CutTo(size) : errno;
}

int OutputFile::CutTo(std::uint64_t size) {
  written_ = static_cast<std::int64_t>(size);
  if (ftruncate(descriptor_, written_) != 0) return errno;
  return lseek(descriptor_, written_, SEEK_SET) == written_ ? 0 : errno;
}

int OutputFile::Sync() { return fsync(descriptor_) == 0 ? 0 : errno; }

int OutputFile::Append(std::string_view bytes) {
  const auto begin = written_;
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
    written_ += count;
  }
  // Only a hint: what it cannot do, the sync will.
  sync_file_range(descriptor_, begin, written_ - begin, SYNC_FILE_RANGE_WRITE);
  return 0;
}

int OutputFile::SyncAndClose() {
  int error = Sync();
  if (close(descriptor_) != 0 && error == 0) error = errno;
  descriptor_ = -1;
  return error;
}

InputFile::~InputFile() { CloseQuietly(descriptor_); }

int InputFile::Open(const std::string& path) {
  CloseQuietly(descriptor_);
  descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  return descriptor_ >= 0 ? 0 : errno;
}

std::uint64_t InputFile::Size() const {
  struct stat status {};
  return fstat(descriptor_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

int InputFile::Read(std::size_t size, std::string& bytes) {
  bytes.resize(size);
  for (std::size_t done = 0; done < size;) {
    const ssize_t count = read(descriptor_, bytes.data() + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) return ENODATA;
    done += static_cast<std::size_t>(count);
  }
  return 0;
}

FileLock::~FileLock() { CloseQuietly(descriptor_); }

int FileLock::Take(const std::string& path) {
  CloseQuietly(descriptor_);
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) return errno;
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
    WriteHolder(descriptor_);
    return 0;
  }
  const int error = errno;
  CloseQuietly(descriptor_);
  return error;
}

std::string FileLock::Holder(const std::string& path) {
  InputFile file;
  std::string text;
  const bool read = file.Open(path) == 0 && file.Size() <= kMaxHolderBytes &&
                    file.Read(static_cast<std::size_t>(file.Size()), text) == 0;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return read && !text.empty() ? text : "another process";
}

int MakePrivateDirectory(const std::string& path) {
  if (mkdir(path.c_str(), S_IRWXU) != 0) {
    const int error = errno;
    struct stat found = {};
    return error == EEXIST && stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode) ? 0 : error;
  }
  if (chmod(path.c_str(), S_IRWXU) != 0) return errno;
  const std::size_t slash = path.find_last_of('/', path.size() - 2);
  if (slash == std::string::npos) return SyncDirectory(".");
  return SyncDirectory(slash == 0 ? "/" : path.substr(0, slash));
}

int SyncDirectory(const std::string& path) {
  int descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  CloseQuietly(descriptor);
  return error;
}

int Rename(const std::string& from, const std::string& to) {
  return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

std::string ErrorText(int error) { return std::generic_category().message(error); }

}  // namespace caseclock

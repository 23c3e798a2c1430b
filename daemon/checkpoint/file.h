/// @file
/// Files as the directory stores need them: written whole, brought to the disk, read in pieces.
/// Errors are numbers of the system (errno); 0 is none.
///
/// Example:
///   OutputFile out;
///   int error = out.Create("/var/lib/caseclock/x.partial");
///   if (error == 0) error = out.Append("bytes");
///   if (error == 0) error = out.SyncAndClose();
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace caseclock {

/// A new file that is written from front to back. Readable by its owner only unless said otherwise,
/// for checkpoints hold identifiers of children. Closed without a sync when dropped. Not copyable.
class OutputFile {
 public:
  OutputFile() = default;
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// `mode` as of open(2), less what the process masks.
  /// Errors: EEXIST when there is one already, and what the system says.
  int Create(const std::string& path, unsigned mode = 0600);
  /// Goes on with a file that exists, behind its first `size` bytes; cuts off what comes after them.
  int Continue(const std::string& path, std::uint64_t size);
  /// Appends and asks the system to begin writing out, so that the sync at the end has little left
  /// to wait for.
  int Append(std::string_view bytes);
  /// Takes back what was appended beyond the first `size` bytes.
  int CutTo(std::uint64_t size);
  /// Returns once the bytes are on the disk.
  int Sync();
  int SyncAndClose();

 private:
  int descriptor_ = -1;
  std::int64_t written_ = 0;
};

/// A file that is read from front to back. Not copyable.
class InputFile {
 public:
  InputFile() = default;
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  int Open(const std::string& path);
  /// Units: bytes. Requires: open.
  std::uint64_t Size() const;
  /// Reads exactly `size` bytes. Errors: ENODATA when the file ends before.
  int Read(std::size_t size, std::string& bytes);

 private:
  int descriptor_ = -1;
};

/// Keeps everybody else out: held until dropped, or until the process ends in whatever way. Not copyable.
class FileLock {
 public:
  FileLock() = default;
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Creates the file when it is missing, and writes into it who holds it. Errors: EWOULDBLOCK when somebody does.
  int Take(const std::string& path);
  /// Who holds it, as far as the file says. Example: "process 4711 of council-server"; "another process": it does not.
  static std::string Holder(const std::string& path);

 private:
  int descriptor_ = -1;
};

/// Makes a directory that only its owner may enter, whatever the process masks; its parent has to exist. One that is
/// there already is left as it is. 0 or an error.
int MakePrivateDirectory(const std::string& path);

/// Makes sure that creations and renamings in the directory are on the disk.
int SyncDirectory(const std::string& path);

/// Renames within a file system; 0 or an error.
int Rename(const std::string& from, const std::string& to);

/// "No space left on device" for ENOSPC.
std::string ErrorText(int error);

}  // namespace caseclock

/// @file
/// Checkpoints in a directory of one machine.
///
/// Files, with generation 42 of partition 0 of the topic "case-events":
///   ROOT/case-events-0/00000000000000000042.state      the chunks, end to end
///   ROOT/case-events-0/00000000000000000042.manifest   which chunks, whose, how long, their
///   checksums (manifest.h)
/// Both are written under the name with ".partial" behind it, brought to the disk and renamed, the
/// manifest last. So a manifest names a state that is whole, or the disk has lied, which the
/// checksums tell. Files that no manifest names are removed by the next commit. The newest
/// generation is the one with the highest number: here, unlike in a topic with several writers,
/// that is also the one that was written last.
///
/// Two daemons must not use one directory: each would forget the other's generations. LockDirectory keeps the second
/// one out, with ROOT/caseclock.lock, which the system releases when the daemon ends in whatever way.
///
/// Example:
///   FileLock lock;
///   std::string problem = LockDirectory("/var/lib/caseclock", lock);
///   DirectoryStore store("/var/lib/caseclock");
///   LoadResult loaded = store.Load({"case-events", 0}, sink);
#pragma once

#include <string>

#include "daemon/checkpoint/checkpoint_store.h"
#include "daemon/checkpoint/file.h"

namespace caseclock {

/// Takes the directory for as long as `lock` lives. Returns "" or, in the form "could not ...\nDetail: ...\nHint: ...",
/// why not: it is missing, it cannot be written to, or another daemon has it.
std::string LockDirectory(const std::string& root, FileLock& lock);

/// Thread safety: none of its own; different partitions may be used from different threads.
class DirectoryStore : public CheckpointStore {
 public:
  /// `root` has to exist and to be writable: a missing one is a problem at the first use, since a
  /// mistyped path must not pass for a first start. Requires: generations >= 1.
  explicit DirectoryStore(std::string root, int generations = kDefaultGenerations);

  BeginResult Begin(const CheckpointPosition& position) override;
  LoadResult Load(const PartitionId& partition, ChunkSink& sink) override;

 private:
  std::string root_;
  int generations_;
};

/// The name of a partition's directory: "case-events-0". Characters that no topic has are written
/// as %XX.
std::string PartitionDirectoryName(const PartitionId& partition);

}  // namespace caseclock

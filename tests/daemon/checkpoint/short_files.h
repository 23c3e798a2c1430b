/// @file
/// A limit on the length of files stands for a full disk.
///
/// Example: { const ShortFiles full(1000); ... }   // no file grows beyond 1,000 bytes in between
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace caseclock {

/// Holds for the whole process.
class ShortFiles {
 public:
  explicit ShortFiles(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~ShortFiles() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

}  // namespace caseclock

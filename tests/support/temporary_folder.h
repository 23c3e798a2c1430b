/// @file
/// A folder of a test's own, gone with what is in it.
///
/// Example: TemporaryFolder folder; std::ofstream(folder.path() + "/a") << "text";
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

namespace caseclock {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "caseclock-test-XXXXXX";
    const char* made = mkdtemp(pattern.data());
    path_ = made == nullptr ? "" : made;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace caseclock

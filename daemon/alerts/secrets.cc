#include "daemon/alerts/secrets.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <random>

namespace caseclock {
namespace {

constexpr int kKeyWords = 8;

std::string Problem(const std::string& path, const char* detail) {
  return fmt::format("could not read the secret in {}\nDetail: {}\nHint: {}", path, detail,
                     "one line, readable by the daemon's user only (chmod 600).");
}

std::string RandomKey() {
  std::random_device random;
  std::string key;
  for (int i = 0; i < kKeyWords; ++i) key += fmt::format("{:08x}", random());
  return key;
}

/// The file is there whole or not at all. False when it cannot be made; one that is there already is left alone.
bool MakeKey(const std::string& path) {
  const std::string partial = path + ".partial";
  const int file =
      open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  const std::string line = RandomKey() + "\n";
  const bool written = write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const bool safe = fsync(file) == 0;
  close(file);
  const bool made = written && safe && link(partial.c_str(), path.c_str()) == 0;
  unlink(partial.c_str());
  return made;
}

}  // namespace

Secret ReadSecret(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (!in) return {"", Problem(path, "the file cannot be opened.")};
  std::getline(in, line);
  while (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty()) return {"", Problem(path, "its first line is empty.")};
  return {line, ""};
}

Secret ReadOrMakeKey(const std::string& path) {
  if (access(path.c_str(), F_OK) != 0 && !MakeKey(path)) {
    return {"", Problem(path, "it is not there and cannot be made.")};
  }
  return ReadSecret(path);
}

}  // namespace caseclock

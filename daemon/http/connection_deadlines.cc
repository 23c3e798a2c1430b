#include "daemon/http/connection_deadlines.h"

#include <sys/socket.h>

namespace caseclock {

ConnectionDeadlines::Handle ConnectionDeadlines::Open(int socket, Moment until) {
  const std::lock_guard lock(mutex_);
  return lines_.insert(lines_.end(), {.socket = socket, .until = until});
}

void ConnectionDeadlines::Set(Handle line, Moment until) {
  const std::lock_guard lock(mutex_);
  line->until = until;
  line->idle = false;
}

void ConnectionDeadlines::SetIdle(Handle line, Moment until) {
  const std::lock_guard lock(mutex_);
  line->until = until;
  line->idle = true;
}

void ConnectionDeadlines::Close(Handle line) {
  const std::lock_guard lock(mutex_);
  lines_.erase(line);
}

std::size_t ConnectionDeadlines::ShutLate(Moment now, std::size_t crowded) {
  const std::lock_guard lock(mutex_);
  std::size_t shut = 0;
  const bool is_crowded = lines_.size() >= crowded;
  for (Line& line : lines_) {
    if (now < line.until && !(line.idle && is_crowded)) continue;
    // Not closed: its number would be given to another connection while the library still uses it.
    shutdown(line.socket, SHUT_RDWR);
    line.until = kNever;
    line.idle = false;
    ++shut;
  }
  return shut;
}

std::size_t ConnectionDeadlines::size() const {
  const std::lock_guard lock(mutex_);
  return lines_.size();
}

}  // namespace caseclock

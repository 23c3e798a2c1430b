#include "daemon/config/id_hint.h"

#include <algorithm>
#include <numeric>

namespace caseclock {
namespace {

/// Mistakes of typing within which another id is what was meant.
constexpr std::size_t kNearEnough = 3;
constexpr std::size_t kFewIds = 12;
constexpr std::size_t kManyIds = 30;

/// How many letters to add, drop or change to make one of the other.
std::size_t EditDistance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string IdHint(const std::vector<std::string>& ids, const std::string& wanted) {
  std::string all;
  std::string closest;
  std::size_t least = std::min(kNearEnough, wanted.size() / 2) + 1;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string& id = ids[i];
    if (i < kManyIds) all += (all.empty() ? "" : ", ") + id;
    const std::size_t distance = EditDistance(wanted, id);
    if (distance >= least) continue;
    least = distance;
    closest = id;
  }
  all = "there are " + all + (ids.size() > kManyIds ? ", ..." : "");
  // Of many the one that was meant says enough.
  if (!closest.empty() && ids.size() > kFewIds) return "did you mean " + closest + "?";
  return closest.empty() ? all : "did you mean " + closest + "? " + all;
}

}  // namespace caseclock

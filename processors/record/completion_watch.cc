#include "processors/record/completion_watch.h"

#include <algorithm>

namespace caseclock {

std::string CompletionWatch::Note(const CaseEvent& event) {
  const auto* completion = std::get_if<CompleteBatch>(&event.action);
  if (completion == nullptr || completion->events == 0) return "";
  const Key key{event.authority, {event.stamp.recorded_at_us, event.stamp.source, event.batch_id}};
  const auto [before, is_new] = completions_.try_emplace(key, *completion);
  if (is_new) {
    if (completions_.size() > kMostExports) {
      const auto oldest = std::ranges::min_element(
          completions_, {}, [](const auto& one) { return one.first.second.extracted_at_us; });
      completions_.erase(oldest);
    }
    return "";
  }
  if (before->second == *completion) return "";
  const std::uint64_t fewest = std::min(before->second.events, completion->events);
  const std::uint64_t most = std::max(before->second.events, completion->events);
  before->second = *completion;
  const std::string name = "Export " + event.batch_id + " of " + event.stamp.source;
  if (fewest == most) {
    return name +
           " was completed twice, with different lists. If only one was right, export again.";
  }
  return name + " was completed twice, with " + std::to_string(fewest) + " and with " +
         std::to_string(most) +
         " events. Each takes effect once as many events have come. If only one was right, export "
         "again.";
}

}  // namespace caseclock

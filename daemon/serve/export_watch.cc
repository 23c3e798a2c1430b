#include "daemon/serve/export_watch.h"

#include "processors/record/export_text.h"

namespace caseclock {
namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;
/// Events that come right behind their completion are not missed.
constexpr std::int64_t kPatienceUs = 1'000'000;

}  // namespace

bool ExportWatch::MayTell(std::int64_t now_us) {
  if (now_us - minute_us_ >= kMinuteUs) {
    minute_us_ = now_us;
    lines_ = 0;
  }
  return ++lines_ <= kMostLinesAMinute;
}

std::vector<std::string> ExportWatch::Look(
    const std::map<std::string, std::vector<IncompleteExport>>& incomplete, std::int64_t now_us) {
  std::vector<std::string> lines;
  std::map<Key, Told> still;
  for (const auto& [code, exports] : incomplete) {
    for (const IncompleteExport& one : exports) {
      const bool has_ended = one.declared || one.ended_without_count;
      if (!has_ended && now_us - one.began_at_us < wait_us_) continue;
      Key key{code, one.key};
      Told& told = still[key];
      if (const auto known = told_.find(key); known != told_.end()) told = std::move(known->second);
      if (told.since_us == 0) told.since_us = now_us;
      const bool is_due = told.at_us == 0 ? now_us - told.since_us >= kPatienceUs
                                          : now_us - told.at_us >= kMinuteUs;
      std::string sentence = ExportSentence(one);
      if (!is_due || sentence == told.sentence || !MayTell(now_us)) continue;
      lines.push_back("council " + code + ": " + sentence);
      told.at_us = now_us;
      told.sentence = std::move(sentence);
    }
  }
  told_ = std::move(still);
  return lines;
}

}  // namespace caseclock

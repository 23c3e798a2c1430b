#include "daemon/serve/topic_state.h"

#include <algorithm>
#include <utility>

#include "daemon/intake/topic_judgement.h"

namespace caseclock {

TopicState::TopicState(TopicGuard* guard, std::string topic, int configured_partitions,
                       std::vector<std::string> breaches, LogSink log)
    : guard_(guard),
      topic_(std::move(topic)),
      configured_partitions_(configured_partitions),
      start_breaches_(std::move(breaches)),
      log_(std::move(log)),
      partitions_(configured_partitions),
      breaches_(start_breaches_) {}

void TopicState::NotePartitions(int partitions) {
  if (partitions_ == 0) partitions_ = partitions;
  if (guard_ != nullptr && partitions_ > 0) guard_->memory().NotePartitions(partitions_);
}

void TopicState::NoteAssigned(const AssignedPartition& assigned, const ResumePoint& from) {
  const int now = assigned.topic_partitions;
  if (now > 0) NotePartitions(now);
  if (now > 0 && now != partitions_) {
    assigned_breach_ = RepartitionedText(topic_, partitions_, now);
    may_read_ = false;
  }
  if (guard_ != nullptr) guard_->memory().Assigned(assigned.partition, assigned.first_offset, from);
}

void TopicState::NoteRead(std::int32_t partition, std::int64_t offset, std::uint64_t fingerprint) {
  if (guard_ == nullptr) return;
  if (read_ && read_->first != partition) NoteTurn();
  if (!read_) guard_->memory().Read(partition, offset, fingerprint);
  read_ = {partition, {offset, fingerprint}};
}

void TopicState::NoteTurn() {
  if (read_) guard_->memory().Read(read_->first, read_->second.offset, read_->second.fingerprint);
  read_.reset();
}

void TopicState::Follow(std::int64_t now_us) {
  if (begun_at_us_ == 0) begun_at_us_ = now_us;
  std::vector<std::string> breaches = start_breaches_;
  if (guard_ != nullptr) {
    TopicLook look = guard_->Latest();
    if (look.number != look_.number) {
      if (look.answered) seen_at_us_ = now_us;
      if (look.why_unchecked != look_.why_unchecked && !look.why_unchecked.empty()) {
        log_(LogLevel::kWarning, "topic settings not checked: " + look.why_unchecked);
      }
      // What is not answered says nothing new: what was known goes on to hold.
      if (look.answered) {
        look_ = std::move(look);
      } else {
        look_.number = look.number;
        look_.why_unanswered = std::move(look.why_unanswered);
      }
    }
    breaches.insert(breaches.end(), look_.breaches.begin(), look_.breaches.end());
  }
  if (!assigned_breach_.empty() &&
      std::ranges::find(breaches, assigned_breach_) == breaches.end()) {
    breaches.push_back(assigned_breach_);
  }
  may_read_ = look_.may_read && assigned_breach_.empty();
  for (const std::string& breach : breaches) {
    if (std::ranges::find(breaches_, breach) != breaches_.end()) continue;
    log_(LogLevel::kError, "topic settings are wrong: " + breach);
  }
  for (const std::string& breach : breaches_) {
    if (std::ranges::find(breaches, breach) == breaches.end())
      log_(LogLevel::kInfo, "put right: " + breach);
  }
  breaches_ = std::move(breaches);
}

std::vector<std::string> TopicState::Problems(std::int64_t now_us) const {
  if (guard_ == nullptr) return {};
  const bool never = seen_at_us_ == 0;
  if (never && now_us - begun_at_us_ < kUnseenAfterUs) {
    return {"topic \"" + topic_ + "\" has not been looked at yet"};
  }
  if (now_us - std::max(seen_at_us_, begun_at_us_) < kUnseenAfterUs) return {};
  return {"topic \"" + topic_ + "\" could not be looked at for over a minute" +
          (look_.why_unanswered.empty() ? "" : ": " + look_.why_unanswered)};
}

bool TopicState::ConfirmPartitions() {
  if (guard_ == nullptr) return true;
  if (confirming_ == 0) confirming_ = guard_->Ask();
  const TopicLook look = guard_->Latest();
  if (look.number < confirming_) return false;
  if (look.IsSame()) return true;
  if (!look.answered) confirming_ = guard_->Ask();
  return false;
}

}  // namespace caseclock

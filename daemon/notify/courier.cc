#include "daemon/notify/courier.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace caseclock {
namespace {

// FNV-1a: the same on every machine.
std::uint64_t HashOf(std::string_view text, int salt) {
  std::uint64_t hash = 14695981039346656037U ^ static_cast<std::uint64_t>(salt);
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  return hash ^ (hash >> 32);
}

std::int64_t MachineNowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

Courier::Courier(MailTransport* transport, std::function<std::int64_t()> now_us)
    : transport_(transport), now_us_(now_us ? std::move(now_us) : MachineNowUs) {}

std::int64_t RetryDelayUs(std::string_view id, int attempts) {
  const int doublings = std::clamp(attempts - 1, 0, 16);
  const std::int64_t longest = std::min(kFirstRetryUs << doublings, kLongestRetryUs);
  const auto quarter = static_cast<std::uint64_t>(longest / 4);
  return longest - static_cast<std::int64_t>(HashOf(id, attempts) % (quarter + 1));
}

bool Courier::Enqueue(QueuedMail mail) {
  const std::lock_guard lock(mutex_);
  if (known_.contains(mail.id)) return true;
  if (known_.size() >= kMaxQueuedMails) return false;
  known_.insert(mail.id);
  const Age age{mail.claimed_at_us, mail.id};
  queue_[age].mail = std::move(mail);
  return true;
}

std::vector<MailOutcome> Courier::TakeOutcomes() {
  const std::lock_guard lock(mutex_);
  for (const MailOutcome& each : outcomes_) known_.erase(each.id);
  return std::exchange(outcomes_, {});
}

CourierHealth Courier::Health() const {
  const std::lock_guard lock(mutex_);
  CourierHealth health = health_;
  health.queued = static_cast<std::int64_t>(queue_.size());
  health.oldest_queued_us = queue_.empty() ? 0 : queue_.begin()->first.first;
  health.server_reached = server_faults_ == 0;
  return health;
}

void Courier::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  transport_->Stop();
}

bool Courier::Step() {
  Age age;
  QueuedMail mail;
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return false;
    const std::int64_t now_us = now_us_();
    GiveUpOld(now_us);
    const auto next = Next(now_us);
    if (next == queue_.end()) return false;
    age = next->first;
    mail = next->second.mail;
  }
  // Without the lock: the owner goes on while a server takes its time.
  const SendResult sent = transport_->Send({mail.id, mail.address, mail.message});
  const std::lock_guard lock(mutex_);
  Settle(age, sent, now_us_());
  return true;
}

// Every mail has one attempt, however old: the program may have stood still for days. While the server has not been
// reached, that is too much to ask.
void Courier::GiveUpOld(std::int64_t now_us) {
  for (auto each = queue_.begin(); each != queue_.end();) {
    const auto mail = each++;
    if (now_us - mail->first.first < kGiveUpAfterUs) break;  // the others are younger
    if (mail->second.attempts == 0 && server_faults_ == 0) continue;
    End(mail, MailEnd::kGivenUp, 0, now_us);
  }
}

std::map<Courier::Age, Courier::Waiting>::iterator Courier::Next(std::int64_t now_us) {
  if (server_faults_ == 0) {
    const auto first = std::ranges::min_element(
        queue_, {}, [](const auto& each) { return std::pair(each.second.due_us, each.first); });
    return first != queue_.end() && first->second.due_us <= now_us ? first : queue_.end();
  }
  if (now_us < server_due_us_) return queue_.end();
  // One tries for all; each time another one, should the fault be the mail's after all.
  return std::ranges::min_element(
      queue_, {}, [](const auto& each) { return std::pair(each.second.tried_at_us, each.first); });
}

void Courier::Settle(const Age& age, const SendResult& sent, std::int64_t now_us) {
  const auto mail = queue_.find(age);
  if (mail == queue_.end() || (stopped_ && sent.kind == SendResult::Kind::kDeferred)) return;
  if (!sent.of_the_server) server_faults_ = 0;
  switch (sent.kind) {
    case SendResult::Kind::kDelivered:
      health_.last_delivered_us = now_us;
      return End(mail, MailEnd::kDelivered, 0, now_us);
    case SendResult::Kind::kRefused:
      health_.last_problem = sent.reason;
      health_.last_problem_us = now_us;
      return End(mail, MailEnd::kRefused, sent.code, now_us);
    case SendResult::Kind::kDeferred: return Defer(mail->second, sent, now_us);
  }
}

void Courier::Defer(Waiting& waiting, const SendResult& sent, std::int64_t now_us) {
  ++health_.deferred;
  health_.last_problem = sent.reason;
  health_.last_problem_us = now_us;
  waiting.tried_at_us = now_us;
  if (sent.of_the_server) {
    server_due_us_ = now_us + RetryDelayUs(waiting.mail.id, ++server_faults_);
    return;
  }
  waiting.due_us = now_us + RetryDelayUs(waiting.mail.id, ++waiting.attempts);
}

void Courier::End(std::map<Age, Waiting>::iterator mail, MailEnd end, int code,
                  std::int64_t now_us) {
  health_.delivered += end == MailEnd::kDelivered ? 1 : 0;
  health_.refused += end == MailEnd::kRefused ? 1 : 0;
  health_.given_up += end == MailEnd::kGivenUp ? 1 : 0;
  outcomes_.push_back({mail->second.mail.id, end, now_us, code == 0 ? "" : std::to_string(code)});
  queue_.erase(mail);
}

}  // namespace caseclock

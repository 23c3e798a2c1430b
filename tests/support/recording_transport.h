/// @file
/// A transport that keeps what it is given and answers as it is told.
///
/// Example:
///   RecordingTransport transport;
///   transport.Answer("m-1", Deferred("RCPT was answered 451"));   // once
///   transport.sent();                                            // {"m-1", ...}: ids in order
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "daemon/notify/mail_transport.h"

namespace caseclock {

inline SendResult Delivered() {
  return {SendResult::Kind::kDelivered, 250, "final dot was answered 250"};
}
inline SendResult Refused(int code) {
  return {SendResult::Kind::kRefused, code, "RCPT was answered " + std::to_string(code)};
}
inline SendResult Deferred() { return {SendResult::Kind::kDeferred, 451, "RCPT was answered 451"}; }
inline SendResult ServerDown() {
  return {SendResult::Kind::kDeferred, 0, "the server could not be reached", true};
}

/// Delivers everything unless told otherwise.
class RecordingTransport final : public MailTransport {
 public:
  /// The next attempt of this mail ends so; several queue up.
  void Answer(const std::string& id, SendResult result) {
    answers_[id].push_back(std::move(result));
  }
  /// All attempts end so from now on; told answers come first.
  void AnswerAll(SendResult result) { usual_ = std::move(result); }
  /// Called in the midst of every attempt.
  void During(std::function<void()> call) { during_ = std::move(call); }

  SendResult Send(const OutgoingMail& mail) override {
    sent_.emplace_back(mail.id);
    messages_.emplace_back(mail.message);
    if (during_) during_();
    auto& waiting = answers_[sent_.back()];
    if (waiting.empty()) return usual_;
    SendResult result = waiting.front();
    waiting.pop_front();
    return result;
  }
  void Stop() override { stopped_ = true; }

  const std::vector<std::string>& sent() const { return sent_; }
  const std::vector<std::string>& messages() const { return messages_; }
  bool stopped() const { return stopped_; }

 private:
  std::map<std::string, std::deque<SendResult>> answers_;
  SendResult usual_ = Delivered();
  std::function<void()> during_;
  std::vector<std::string> sent_;
  std::vector<std::string> messages_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace caseclock

/// @file
/// The queue of mails on their way out: which is tried next, when again, and when no more.
///
/// Nothing is kept here over a restart. The ledger is: a claim without an outcome is given to Enqueue again, with the
/// same bytes, by whoever owns both.
///
/// Example:
///   Courier courier(&transport);
///   courier.Enqueue({"m-1", "north@council.example", bytes, claimed_at_us});
///   courier.Step();                  // one attempt
///   courier.TakeOutcomes();          // {{"m-1", MailEnd::kDelivered, now_us, ""}}
///
/// The rules: mails go in the order of their age, new ones before those that are tried again, so that a mail on which
/// the server chokes keeps nobody waiting. A deferred mail waits 30 s, 1, 2, 4, 8, 16, then 30 minutes, each
/// up to a quarter less, by its id, and lets the others pass. When a fault is the server's (SendResult::of_the_server),
/// all wait so, and then one mail tries, not all of them. After kGiveUpAfterUs a mail has ended. There is no way to
/// hurry a mail: rules of alerts decide how many there are.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/notify/mail_queue.h"
#include "daemon/notify/mail_transport.h"
#include "processors/alert/ledger.h"

namespace caseclock {

/// Most mails that wait in memory; the ledger keeps the others.
inline constexpr std::size_t kMaxQueuedMails = 2'000;
/// The waits after the first and after many attempts in vain. Units: microseconds.
inline constexpr std::int64_t kFirstRetryUs = 30'000'000;
inline constexpr std::int64_t kLongestRetryUs = 30 * kMinuteUs;
/// A mail is given up so long after its claim. Units: microseconds.
inline constexpr std::int64_t kGiveUpAfterUs = std::int64_t{3} * 24 * 60 * kMinuteUs;

/// How long a mail waits after its `attempts`-th attempt in vain. Units: microseconds.
/// Example: RetryDelayUs("m-1", 2) is from 45,000,000 to 60,000,000, and always the same.
std::int64_t RetryDelayUs(std::string_view id, int attempts);

/// How sending goes. Counts are of this run of the program.
struct CourierHealth {
  std::int64_t queued = 0;
  std::int64_t oldest_queued_us = 0;  ///< when it was claimed; 0: none is queued
  std::int64_t delivered = 0;
  std::int64_t deferred = 0;  ///< attempts
  std::int64_t refused = 0;
  std::int64_t given_up = 0;
  std::int64_t last_delivered_us = 0;
  bool server_reached =
      true;  ///< false after a fault of the server, until an attempt has got further
  std::int64_t last_problem_us = 0;
  std::string last_problem;  ///< a transport's reason: never an address
};

/// Thread safety: Safe from any thread, but Step is for one thread only.
class Courier final : public MailQueue {
 public:
  /// Requires: `transport` outlives the courier. Borrowed, not owned.
  /// `now_us`: microseconds since 1970-01-01 UTC; empty: the machine's clock. Asked before and after an attempt, which
  /// may take longer than the wait that follows it.
  explicit Courier(MailTransport* transport, std::function<std::int64_t()> now_us = {});

  /// A mail that is known already is not taken twice. False: full, ask again later.
  bool Enqueue(QueuedMail mail) override;
  /// What has ended since the last call, for the ledger.
  std::vector<MailOutcome> TakeOutcomes() override;
  CourierHealth Health() const;

  /// Tries one mail, if one is due: true when it did. May block as long as the transport.
  bool Step();
  /// Makes a Step under way return soon and later ones do nothing.
  void Stop();

 private:
  struct Waiting {
    QueuedMail mail;
    int attempts = 0;
    std::int64_t due_us = 0;  // 0: not tried yet
    std::int64_t tried_at_us = 0;
  };
  using Age = std::pair<std::int64_t, std::string>;  // claimed at, id

  void GiveUpOld(std::int64_t now_us);
  std::map<Age, Waiting>::iterator Next(std::int64_t now_us);
  void Settle(const Age& age, const SendResult& sent, std::int64_t now_us);
  void Defer(Waiting& waiting, const SendResult& sent, std::int64_t now_us);
  void End(std::map<Age, Waiting>::iterator mail, MailEnd end, int code, std::int64_t now_us);

  MailTransport* const transport_;
  const std::function<std::int64_t()> now_us_;
  mutable std::mutex mutex_;  // of all that follows
  std::map<Age, Waiting> queue_;
  std::set<std::string, std::less<>> known_;  // queued, or ended and not taken yet
  std::vector<MailOutcome> outcomes_;
  CourierHealth health_;
  int server_faults_ = 0;  // in a row
  std::int64_t server_due_us_ = 0;
  bool stopped_ = false;
};

}  // namespace caseclock

/// @file
/// What each person has been told: the memory of alerts, made of entries that are only ever added. The same entries in
/// the same order give the same ledger, so that it can be kept in a file, or in a topic that several instances read.
///
/// A mail is claimed before it leaves. A claim counts only when it is the first with its id that is read back: an
/// instance that finds another's claim sends nothing. The outcome is added when the server has answered.
///
/// Example:
///   ledger.Apply(MailClaim{.id = "c1f0...", .owner = "instance-7", ...});
///   ledger.Apply(MailClaim{.id = "c1f0...", .owner = "instance-9", ...});   // too late
///   ledger.FindMail("c1f0...")->claim.owner == "instance-7"
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "processors/alert/alert.h"
#include "processors/alert/moment.h"

namespace caseclock {

/// What a person is told of an alert.
enum class Notification { kFiring, kResolved, kEscalated };

/// "firing", "resolved", "escalated".
std::string_view NotificationName(Notification notification);

/// Which sort of mail.
enum class MailKind {
  kImmediate,
  kDigest,  ///< of the first working day of a week with the weekly summary
  kTest,    ///< asked for by hand
};

/// "immediate", "digest", "test".
std::string_view MailKindName(MailKind kind);

/// One alert that a mail tells of for the first time in this state.
struct ToldAlert {
  AlertKey key;
  Onset onset;
  Notification notification = Notification::kFiring;
  std::string person;  ///< whom it concerns; the mail's reader may be a deputy
  friend bool operator==(const ToldAlert&, const ToldAlert&) = default;
};

/// A mail is going to be sent: whole, so that a resend has the same bytes.
struct MailClaim {
  std::string id;      ///< deterministic; also the left part of the Message-ID
  std::string owner;   ///< which instance claims it
  std::string reader;  ///< id of the person it goes to
  MailKind kind = MailKind::kImmediate;
  Date day;  ///< counts towards the budget of this day
  std::int64_t at_us = 0;
  std::vector<ToldAlert> told;
  std::string address;  ///< as it was when claimed
  std::string message;  ///< headers and body, ready to send; dropped once there is an outcome
  friend bool operator==(const MailClaim&, const MailClaim&) = default;
};

/// How sending ended.
enum class MailEnd {
  kDelivered,  ///< the server has said 250
  kRefused,    ///< the server has said never (5xx)
  kGivenUp,    ///< could not be sent for too long
};

/// "delivered", "refused", "given_up".
std::string_view MailEndName(MailEnd end);

/// The end of a mail.
struct MailOutcome {
  std::string id;
  MailEnd end = MailEnd::kDelivered;
  std::int64_t at_us = 0;
  std::string
      reason;  ///< of a refusal: the server's code. Example: "550". Never its text, which may hold an address
  friend bool operator==(const MailOutcome&, const MailOutcome&) = default;
};

/// Somebody has acknowledged an alert.
struct AlertAcknowledged {
  std::string ref;  ///< AlertRef
  Acknowledgement acknowledgement;
  std::string via;  ///< "link", "command" or "topic"
  friend bool operator==(const AlertAcknowledged&, const AlertAcknowledged&) = default;
};

/// Everything up to this entry stands in the alerts topic.
struct AuditPublished {
  std::uint64_t sequence = 0;
  friend bool operator==(const AuditPublished&, const AuditPublished&) = default;
};

/// The alert rules were looked at for the first time. Nobody was told anything before.
struct AlertsBegun {
  std::int64_t at_us = 0;
  friend bool operator==(const AlertsBegun&, const AlertsBegun&) = default;
};

/// One entry of the ledger.
using LedgerEntry = std::variant<AlertState, MailClaim, MailOutcome, AlertAcknowledged,
                                 AuditPublished, AlertsBegun>;

/// One mail and what became of it.
struct MailRecord {
  MailClaim claim;
  std::optional<MailOutcome> outcome;
  friend bool operator==(const MailRecord&, const MailRecord&) = default;
};

/// How long mails and ended alerts are remembered. Longer than any link to acknowledge is valid.
inline constexpr std::int64_t kLedgerMemoryUs = std::int64_t{92} * 24 * 60 * kMinuteUs;

/// Used by one thread.
class Ledger {
 public:
  /// Adds an entry that has been read back from the store. What comes too late or is about nothing known changes
  /// nothing: a second claim or outcome of a mail, an outcome of an unknown one, an acknowledgement of what does not
  /// fire. A state of the same episode keeps the acknowledgement that the episode has.
  void Apply(const LedgerEntry& entry);

  /// nullptr when nothing is known of it.
  const AlertState* Find(const AlertKey& key) const;
  /// The alert whose present or last episode has this reference, or nullptr.
  const AlertState* FindRef(std::string_view ref) const;
  const MailRecord* FindMail(std::string_view id) const;

  const std::map<AlertKey, AlertState>& alerts() const { return alerts_; }
  const std::map<std::string, MailRecord, std::less<>>& mails() const { return mails_; }
  std::uint64_t published() const { return published_; }
  /// When alerts began, or 0: not yet.
  std::int64_t begun_us() const { return begun_us_; }
  /// The earliest time of anything in the ledger, or nullopt: it is empty.
  std::optional<std::int64_t> EarliestUs() const;

  /// The mail by which `person` was told so of this episode, or nullptr: not told.
  const MailRecord* ToldBy(const AlertKey& key, Onset onset, Notification notification,
                           std::string_view person) const;
  /// All who were told of this episode that it fires (escalations included), by id, each once.
  std::vector<std::string> WhoWasTold(const AlertKey& key, Onset onset) const;
  /// How many mails at once `reader` was sent on `day`.
  int ImmediateMails(std::string_view reader, Date day) const;

  /// Forgets what ended more than kLedgerMemoryUs before `now_us`: alerts that were resolved by then, and mails that
  /// were claimed by then and have an outcome. A mail that tells of the latest episode of an alert that is still
  /// remembered stays, however old: an alert may fire for a year, and nobody is to be told of it again.
  void Forget(std::int64_t now_us);
  /// Entries that, applied to an empty ledger, give this one: for compaction. Never more than were applied.
  std::vector<LedgerEntry> Snapshot() const;

 private:
  struct NotificationKey {
    AlertKey key;
    Onset onset;
    Notification notification = Notification::kFiring;
    std::string person;
    friend auto operator<=>(const NotificationKey&, const NotificationKey&) = default;
  };

  void ApplyOne(const AlertState& state);
  void ApplyOne(const MailClaim& claim);
  void ApplyOne(const MailOutcome& outcome);
  void ApplyOne(const AlertAcknowledged& acknowledged);
  void ApplyOne(const AuditPublished& published);
  void ApplyOne(const AlertsBegun& begun);
  void Index(const MailClaim& claim);
  bool TellsOfTheLatest(const MailClaim& claim) const;
  void ForgetMails(std::int64_t before_us);

  std::map<AlertKey, AlertState> alerts_;
  std::map<std::string, AlertKey, std::less<>> refs_;  // of their latest episodes
  std::map<std::string, MailRecord, std::less<>> mails_;
  std::vector<std::string> claimed_;  // ids of mails_, in the order in which they were claimed
  std::map<NotificationKey, std::string> told_;            // id of the first mail that told it
  std::map<std::pair<Date, std::string>, int> immediate_;  // how many, by day and reader
  std::uint64_t published_ = 0;
  std::int64_t begun_us_ = 0;
};

}  // namespace caseclock

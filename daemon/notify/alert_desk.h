/// @file
/// The desk at which alerts are decided: views in, entries of the ledger and mails out. It knows no clock, no thread
/// and no server, so that a rehearsal of a past year is the same code as the daemon.
///
/// One step: note what became of mails and who acknowledged; look at the figures that changed; write every change of
/// state into the ledger; plan; claim each mail in the ledger; hand over those whose claim is the first.
///
/// Example:
///   AlertDesk desk(config, store, queue, inbox, find_oldest);
///   if (auto problem = desk.Open(); !problem.empty()) ...     // never go on: people would be told twice
///   desk.Step({view, caught_up, moment});                     // every second
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/checkpoint/ledger_store.h"
#include "daemon/mail/mail_maker.h"
#include "daemon/notify/acknowledge_link.h"
#include "daemon/notify/acknowledgement_inbox.h"
#include "daemon/notify/mail_queue.h"
#include "processors/alert/figure_alerts.h"
#include "processors/alert/mail_plan.h"
#include "processors/indicator/definitions.h"
#include "processors/view.h"

namespace caseclock {

/// By what the desk decides. Immutable; replaced whole when the configuration is read again.
struct DeskConfig {
  std::vector<AlertRule> rules;
  std::vector<Person> people;
  /// The definitions of a council by its code; "" the common ones.
  std::function<std::shared_ptr<const Definitions>(const std::string&)> definitions_of;
  /// An instant in London.
  std::function<Moment(std::int64_t us)> moment_of;
  std::string instance = "caseclock";  ///< whose claims are ours
  std::string from_address;
  std::string from_name = "Caseclock";
  std::string board_url;                               ///< "": mails have no links
  std::shared_ptr<const AcknowledgeLinks> links = {};  ///< null: nothing is acknowledged by link
  int link_days = 7;
  std::int64_t group_wait_us = kGroupWaitUs;  ///< looked at once a minute
};

/// The oldest items of one council, each question's at its place, none where there are none; nullopt when they cannot
/// be had now.
using FindOldest = std::function<std::optional<std::vector<std::vector<OpenItem>>>(
    const std::string& authority, const std::vector<OpenQuestion>& questions)>;

/// For so long a mail waits for its oldest items; then it goes without. Units: microseconds.
inline constexpr std::int64_t kOldestPatienceUs = 30'000'000;

/// What the desk is told at each step.
struct DeskInput {
  std::shared_ptr<const View> view;  ///< null: none yet
  bool caught_up = false;  ///< every partition of this instance; until then nothing is decided
  Moment moment;
};

/// How alerts stand. Counts of what holds now.
struct DeskHealth {
  std::map<std::string, std::int64_t> firing;  ///< by SeverityName
  std::int64_t pending = 0;
  std::int64_t acknowledged = 0;
  std::int64_t stale = 0;
  std::vector<FigureAlerts> figures;  ///< how the alerts of each figure stand
  std::int64_t mails_claimed = 0;     ///< since the start
  std::int64_t step_problems = 0;     ///< steps that could not write the ledger, since the start
  std::string problem;                ///< of the last step; ""
};

/// Used by one thread.
class AlertDesk {
 public:
  /// All references outlive the desk. `inbox`: null: nobody acknowledges.
  AlertDesk(std::shared_ptr<const DeskConfig> config, LedgerStore& store, MailQueue& queue,
            const AcknowledgementInbox* inbox, FindOldest find_oldest);

  /// Reads the ledger, and hands over the mails that were claimed and not sent. Returns "" or why not.
  std::string Open();
  /// Returns "" or why the ledger could not be written: then nothing has been sent, and the next step tries again.
  std::string Step(const DeskInput& input);
  /// Other rules and people from the next step on.
  void Configure(std::shared_ptr<const DeskConfig> config);

  /// Asked before the ledger is made shorter: what is not in the audit trail yet must stay. Empty: always.
  void MayCompactWhen(std::function<bool()> may_compact) { may_compact_ = std::move(may_compact); }
  /// Asked at most once a step, before what figures say changes the ledger or claims a mail: false: not now, the next
  /// step asks again. It may wait a moment. Empty: always.
  void MayDecideWhen(std::function<bool()> may_decide) { may_decide_ = std::move(may_decide); }
  /// Everything up to this entry stands in the audit trail; noted with the next step.
  void NotePublished(std::uint64_t sequence) { published_ = sequence; }

  /// Grows with every entry that is read back.
  std::int64_t changes() const { return changes_; }
  const Ledger& ledger() const { return ledger_; }
  const DeskHealth& health() const { return health_; }
  /// Called for every entry that has been read back, with the ledger as it was before: the audit trail.
  using Listener =
      std::function<void(std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before)>;
  void OnEntry(Listener listener) { listener_ = std::move(listener); }
  /// Called for every mail that is about to be claimed, with what it says: for rehearsals.
  using MailListener = std::function<void(const PlannedMail& mail, const MailContent& content)>;
  void OnMail(MailListener listener) { mail_listener_ = std::move(listener); }

 private:
  struct Looked {
    std::shared_ptr<const AuthorityView> view;  // what was looked at last
    std::int64_t at_minute = 0;
    std::map<AlertKey, Observation> seen;  // of alerts that do not rest
  };

  void HandOver();
  std::string Write(const std::vector<LedgerEntry>& entries);
  std::string ReadBack();
  std::string NoteAnswers(const DeskInput& input);
  void Look(const DeskInput& input, std::vector<LedgerEntry>& entries);
  void LookAt(const std::shared_ptr<const AuthorityView>& view, const Moment& moment,
              std::vector<LedgerEntry>& entries);
  void Take(const AlertRule& rule, Observation seen, const Moment& moment, Looked& looked,
            std::vector<LedgerEntry>& entries);
  void LookAtMails(const Moment& moment, std::vector<LedgerEntry>& entries);
  void Retire(const Moment& moment, std::vector<LedgerEntry>& entries);
  const Definitions& DefinitionsOf(const std::string& authority);
  MakerInput MakerFor(const DeskInput& input, const std::vector<PlannedMail>& planned,
                      const OldestItems& oldest);
  std::string SendPlanned(const DeskInput& input);
  bool Oldest(const std::vector<PlannedMail>& mails, OldestItems& oldest) const;
  bool MayWaitForOldest(const Moment& moment);
  bool MayDecide();
  MailClaim Claim(const PlannedMail& mail, const MailContent& content, const Moment& moment) const;
  std::string ClaimAndSend(std::vector<LedgerEntry> claims);
  void Count(const Moment& moment);

  std::shared_ptr<const DeskConfig> config_;
  LedgerStore& store_;
  MailQueue& queue_;
  const AcknowledgementInbox* inbox_;
  FindOldest find_oldest_;
  Listener listener_;
  std::function<bool()> may_compact_;
  std::function<bool()> may_decide_;
  std::optional<bool> decides_;  // as answered in this step
  MailListener mail_listener_;
  Ledger ledger_;
  std::map<std::string, Looked> looked_;
  std::map<std::string, std::shared_ptr<const Definitions>> definitions_;
  std::int64_t planned_minute_ = -1;
  std::int64_t without_oldest_since_us_ = 0;  // 0: they could be had
  std::vector<MailOutcome> ends_;             // told by the queue, not written yet
  bool ledger_changed_ = true;
  bool rules_changed_ = true;
  std::int64_t changes_ = 0;
  std::pair<std::int64_t, std::int64_t> counted_at_ = {-1, -1};  // changes and minute
  std::int64_t compacted_at_us_ = 0;
  std::uint64_t published_ = 0;
  DeskHealth health_;
};

}  // namespace caseclock

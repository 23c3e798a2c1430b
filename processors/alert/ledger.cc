#include "processors/alert/ledger.h"

#include <algorithm>
#include <set>

namespace caseclock {

std::string_view NotificationName(Notification notification) {
  switch (notification) {
    case Notification::kFiring: return "firing";
    case Notification::kResolved: return "resolved";
    case Notification::kEscalated: return "escalated";
  }
  return "";
}

std::string_view MailKindName(MailKind kind) {
  switch (kind) {
    case MailKind::kImmediate: return "immediate";
    case MailKind::kDigest: return "digest";
    case MailKind::kTest: return "test";
  }
  return "";
}

std::string_view MailEndName(MailEnd end) {
  switch (end) {
    case MailEnd::kDelivered: return "delivered";
    case MailEnd::kRefused: return "refused";
    case MailEnd::kGivenUp: return "given_up";
  }
  return "";
}

// --- Applying -----------------------------------------------------------------------------------

void Ledger::Apply(const LedgerEntry& entry) {
  std::visit([this](const auto& one) { ApplyOne(one); }, entry);
}

void Ledger::ApplyOne(const AlertState& state) {
  const auto [at, is_new] = alerts_.try_emplace(state.key, state);
  if (!is_new) {
    AlertState& before = at->second;
    refs_.erase(AlertRef(before.key, before.onset));
    // The state may have been made before the acknowledgement was read back.
    const bool same_episode = before.onset == state.onset;
    auto acknowledged =
        same_episode && before.acknowledged ? std::move(before.acknowledged) : state.acknowledged;
    before = state;
    before.acknowledged = std::move(acknowledged);
  }
  if (state.onset.ordinal > 0) refs_[AlertRef(state.key, state.onset)] = state.key;
}

void Ledger::ApplyOne(const MailClaim& claim) {
  const auto [at, is_first] = mails_.try_emplace(claim.id, MailRecord{claim, {}});
  if (!is_first) return;
  claimed_.push_back(claim.id);
  Index(claim);
}

void Ledger::Index(const MailClaim& claim) {
  for (const ToldAlert& told : claim.told) {
    told_.try_emplace({told.key, told.onset, told.notification, told.person}, claim.id);
  }
  if (claim.kind == MailKind::kImmediate) ++immediate_[{claim.day, claim.reader}];
}

void Ledger::ApplyOne(const MailOutcome& outcome) {
  const auto found = mails_.find(outcome.id);
  if (found == mails_.end() || found->second.outcome) return;
  found->second.outcome = outcome;
  std::string().swap(found->second.claim.message);
}

void Ledger::ApplyOne(const AlertAcknowledged& acknowledged) {
  const auto found = refs_.find(acknowledged.ref);
  if (found == refs_.end()) return;
  AlertState& state = alerts_.at(found->second);
  if (state.phase == Phase::kFiring) state.acknowledged = acknowledged.acknowledgement;
}

void Ledger::ApplyOne(const AuditPublished& published) {
  published_ = std::max(published_, published.sequence);
}

void Ledger::ApplyOne(const AlertsBegun& begun) {
  if (begun_us_ == 0) begun_us_ = begun.at_us;
}

// --- Answers ------------------------------------------------------------------------------------

const AlertState* Ledger::Find(const AlertKey& key) const {
  const auto found = alerts_.find(key);
  return found == alerts_.end() ? nullptr : &found->second;
}

const AlertState* Ledger::FindRef(std::string_view ref) const {
  const auto found = refs_.find(ref);
  return found == refs_.end() ? nullptr : Find(found->second);
}

const MailRecord* Ledger::FindMail(std::string_view id) const {
  const auto found = mails_.find(id);
  return found == mails_.end() ? nullptr : &found->second;
}

const MailRecord* Ledger::ToldBy(const AlertKey& key, Onset onset, Notification notification,
                                 std::string_view person) const {
  const auto found = told_.find({key, onset, notification, std::string(person)});
  return found == told_.end() ? nullptr : FindMail(found->second);
}

std::vector<std::string> Ledger::WhoWasTold(const AlertKey& key, Onset onset) const {
  std::set<std::string> people;
  for (auto at = told_.lower_bound({key, onset, Notification::kFiring, ""});
       at != told_.end() && at->first.key == key && at->first.onset == onset; ++at) {
    if (at->first.notification != Notification::kResolved) people.insert(at->first.person);
  }
  return {people.begin(), people.end()};
}

int Ledger::ImmediateMails(std::string_view reader, Date day) const {
  const auto found = immediate_.find({day, std::string(reader)});
  return found == immediate_.end() ? 0 : found->second;
}

std::optional<std::int64_t> Ledger::EarliestUs() const {
  std::optional<std::int64_t> earliest;
  const auto note = [&earliest](std::int64_t at_us) {
    if (at_us != 0 && (!earliest || at_us < *earliest)) earliest = at_us;
  };
  for (const auto& [key, state] : alerts_) note(state.since_us);
  for (const auto& [id, mail] : mails_) note(mail.claim.at_us);
  return earliest;
}

// --- Forgetting ---------------------------------------------------------------------------------

void Ledger::Forget(std::int64_t now_us) {
  const std::int64_t before_us = now_us - kLedgerMemoryUs;
  for (auto at = alerts_.begin(); at != alerts_.end();) {
    const AlertState& state = at->second;
    const bool ended = state.phase == Phase::kQuiet && state.resolved_at_us < before_us;
    if (ended) refs_.erase(AlertRef(state.key, state.onset));
    at = ended ? alerts_.erase(at) : std::next(at);
  }
  ForgetMails(before_us);
}

bool Ledger::TellsOfTheLatest(const MailClaim& claim) const {
  return std::any_of(claim.told.begin(), claim.told.end(), [this](const ToldAlert& told) {
    const AlertState* state = Find(told.key);
    return state != nullptr && state->onset == told.onset;
  });
}

void Ledger::ForgetMails(std::int64_t before_us) {
  const auto forgotten = [&](const std::string& id) {
    const auto found = mails_.find(id);
    const MailRecord& mail = found->second;
    if (!mail.outcome || mail.claim.at_us >= before_us || TellsOfTheLatest(mail.claim)) {
      return false;
    }
    mails_.erase(found);
    return true;
  };
  if (std::erase_if(claimed_, forgotten) == 0) return;
  told_.clear();
  immediate_.clear();
  for (const std::string& id : claimed_) Index(mails_.at(id).claim);
}

std::vector<LedgerEntry> Ledger::Snapshot() const {
  std::vector<LedgerEntry> entries;
  // First, so that whoever publishes knows at once that the rest is there already.
  if (published_ > 0) entries.emplace_back(AuditPublished{published_});
  if (begun_us_ != 0) entries.emplace_back(AlertsBegun{begun_us_});
  for (const auto& [key, state] : alerts_) entries.emplace_back(state);
  // In their order, because the first mail that told something is the one that counts.
  for (const std::string& id : claimed_) {
    const MailRecord& mail = mails_.at(id);
    entries.emplace_back(mail.claim);
    if (mail.outcome) entries.emplace_back(*mail.outcome);
  }
  return entries;
}

}  // namespace caseclock

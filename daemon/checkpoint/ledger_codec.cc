#include "daemon/checkpoint/ledger_codec.h"

#include <limits>
#include <optional>

#include "caseclock/v1/alert.pb.h"

namespace caseclock {
namespace {

constexpr char kNotABatch[] = "it is not in the form of a batch of entries";
constexpr char kUnknownEntry[] = "it has an entry that this version does not know";

/// Numbers in the file are one above those of the code, for 0 means unspecified there; the numbers of the code are
/// held to that here.
static_assert(static_cast<int>(Phase::kFiring) + 1 == v1::ALERT_PHASE_FIRING);
static_assert(static_cast<int>(Notification::kEscalated) + 1 == v1::ALERT_TOLD_ESCALATED);
static_assert(static_cast<int>(MailKind::kTest) + 1 == v1::ALERT_MAIL_KIND_TEST);
static_assert(static_cast<int>(MailEnd::kGivenUp) + 1 == v1::ALERT_MAIL_END_GIVEN_UP);

template <typename Stored, typename Word>
Stored ToStored(Word word) {
  return static_cast<Stored>(static_cast<int>(word) + 1);
}

/// False when the number is not one of 1 to that of `last`.
template <typename Stored, typename Word>
bool TakeWord(Stored stored, Word last, Word& word) {
  const int number = static_cast<int>(stored) - 1;
  if (number < 0 || number > static_cast<int>(last)) return false;
  word = static_cast<Word>(number);
  return true;
}

// --- Writing ------------------------------------------------------------------------------------

void Fill(const AlertKey& key, v1::AlertSubject& subject) {
  subject.set_rule(key.rule);
  subject.set_authority(key.authority);
  subject.set_team(key.team);
}

void Fill(Onset onset, v1::AlertOnset& stored) {
  stored.set_day(onset.day.days);
  stored.set_ordinal(onset.ordinal);
}

void Fill(const Acknowledgement& acknowledgement, v1::AlertAcknowledgement& stored) {
  stored.set_by(acknowledgement.by);
  stored.set_comment(acknowledgement.comment);
  stored.set_at_us(acknowledgement.at_us);
  stored.set_until_us(acknowledgement.until_us);
}

void Fill(const AlertState& state, v1::LedgerEntry& entry) {
  v1::AlertStateEntry& stored = *entry.mutable_state();
  Fill(state.key, *stored.mutable_subject());
  stored.set_phase(ToStored<v1::AlertPhase>(state.phase));
  stored.set_since_us(state.since_us);
  stored.set_clear_since_us(state.clear_since_us);
  stored.set_resolved_at_us(state.resolved_at_us);
  Fill(state.onset, *stored.mutable_onset());
  stored.set_value(state.measured.value.thousandths);
  if (state.measured.before) stored.set_before(state.measured.before->thousandths);
  stored.set_sentence(state.measured.sentence);
  stored.set_brief(state.measured.brief);
  stored.set_stale(state.stale);
  if (state.acknowledged) Fill(*state.acknowledged, *stored.mutable_acknowledged());
}

void Fill(const MailClaim& claim, v1::LedgerEntry& entry) {
  v1::MailClaimEntry& stored = *entry.mutable_claim();
  stored.set_id(claim.id);
  stored.set_owner(claim.owner);
  stored.set_reader(claim.reader);
  stored.set_kind(ToStored<v1::AlertMailKind>(claim.kind));
  stored.set_day(claim.day.days);
  stored.set_at_us(claim.at_us);
  for (const ToldAlert& told : claim.told) {
    v1::ToldAlertEntry& one = *stored.add_told();
    Fill(told.key, *one.mutable_subject());
    Fill(told.onset, *one.mutable_onset());
    one.set_told(ToStored<v1::AlertTold>(told.notification));
    one.set_person(told.person);
  }
  stored.set_address(claim.address);
  stored.set_message(claim.message);
}

void Fill(const MailOutcome& outcome, v1::LedgerEntry& entry) {
  v1::MailOutcomeEntry& stored = *entry.mutable_outcome();
  stored.set_id(outcome.id);
  stored.set_end(ToStored<v1::AlertMailEnd>(outcome.end));
  stored.set_at_us(outcome.at_us);
  stored.set_reason(outcome.reason);
}

void Fill(const AlertAcknowledged& acknowledged, v1::LedgerEntry& entry) {
  v1::AlertAcknowledgedEntry& stored = *entry.mutable_acknowledged();
  stored.set_ref(acknowledged.ref);
  Fill(acknowledged.acknowledgement, *stored.mutable_acknowledgement());
  stored.set_via(acknowledged.via);
}

void Fill(const AuditPublished& published, v1::LedgerEntry& entry) {
  entry.mutable_published()->set_sequence(published.sequence);
}

void Fill(const AlertsBegun& begun, v1::LedgerEntry& entry) {
  entry.mutable_begun()->set_at_us(begun.at_us);
}

// --- Reading ------------------------------------------------------------------------------------

AlertKey KeyOf(const v1::AlertSubject& subject) {
  return {subject.rule(), subject.authority(), subject.team()};
}

Onset OnsetOf(const v1::AlertOnset& stored) { return {Date{stored.day()}, stored.ordinal()}; }

Acknowledgement AcknowledgementOf(const v1::AlertAcknowledgement& stored) {
  return {stored.by(), stored.comment(), stored.at_us(), stored.until_us()};
}

/// What a message holds, or nullopt when it has a word that this version does not know.
std::optional<LedgerEntry> Read(const v1::AlertStateEntry& stored) {
  AlertState state;
  state.key = KeyOf(stored.subject());
  if (!TakeWord(stored.phase(), Phase::kFiring, state.phase)) return std::nullopt;
  state.since_us = stored.since_us();
  state.clear_since_us = stored.clear_since_us();
  state.resolved_at_us = stored.resolved_at_us();
  state.onset = OnsetOf(stored.onset());
  state.measured.value = {stored.value()};
  if (stored.has_before()) state.measured.before = Level{stored.before()};
  state.measured.sentence = stored.sentence();
  state.measured.brief = stored.brief();
  state.stale = stored.stale();
  if (stored.has_acknowledged()) state.acknowledged = AcknowledgementOf(stored.acknowledged());
  return state;
}

std::optional<LedgerEntry> Read(const v1::MailClaimEntry& stored) {
  MailClaim claim;
  claim.id = stored.id();
  claim.owner = stored.owner();
  claim.reader = stored.reader();
  if (!TakeWord(stored.kind(), MailKind::kTest, claim.kind)) return std::nullopt;
  claim.day = Date{stored.day()};
  claim.at_us = stored.at_us();
  for (const v1::ToldAlertEntry& one : stored.told()) {
    ToldAlert& told = claim.told.emplace_back();
    told.key = KeyOf(one.subject());
    told.onset = OnsetOf(one.onset());
    if (!TakeWord(one.told(), Notification::kEscalated, told.notification)) return std::nullopt;
    told.person = one.person();
  }
  claim.address = stored.address();
  claim.message = stored.message();
  return claim;
}

std::optional<LedgerEntry> Read(const v1::MailOutcomeEntry& stored) {
  MailOutcome outcome;
  outcome.id = stored.id();
  if (!TakeWord(stored.end(), MailEnd::kGivenUp, outcome.end)) return std::nullopt;
  outcome.at_us = stored.at_us();
  outcome.reason = stored.reason();
  return outcome;
}

std::optional<LedgerEntry> Read(const v1::AlertAcknowledgedEntry& stored) {
  return AlertAcknowledged{stored.ref(), AcknowledgementOf(stored.acknowledgement()), stored.via()};
}

std::optional<LedgerEntry> Read(const v1::LedgerEntry& entry) {
  switch (entry.kind_case()) {
    case v1::LedgerEntry::kState: return Read(entry.state());
    case v1::LedgerEntry::kClaim: return Read(entry.claim());
    case v1::LedgerEntry::kOutcome: return Read(entry.outcome());
    case v1::LedgerEntry::kAcknowledged: return Read(entry.acknowledged());
    case v1::LedgerEntry::kPublished: return AuditPublished{entry.published().sequence()};
    case v1::LedgerEntry::kBegun: return AlertsBegun{entry.begun().at_us()};
    case v1::LedgerEntry::KIND_NOT_SET: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string SerializeLedgerBatch(std::uint64_t first_sequence,
                                 const std::vector<LedgerEntry>& entries) {
  v1::LedgerBatch batch;
  batch.set_first_sequence(first_sequence);
  for (const LedgerEntry& entry : entries) {
    std::visit([&batch](const auto& one) { Fill(one, *batch.add_entries()); }, entry);
  }
  return batch.SerializeAsString();
}

std::string ParseLedgerBatch(std::string_view bytes, LedgerBatch& batch) {
  v1::LedgerBatch stored;
  if (bytes.size() > std::numeric_limits<int>::max() ||
      !stored.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return kNotABatch;
  }
  batch = {stored.first_sequence(), {}};
  for (const v1::LedgerEntry& one : stored.entries()) {
    std::optional<LedgerEntry> entry = Read(one);
    if (!entry) return kUnknownEntry;
    batch.entries.push_back(*std::move(entry));
  }
  return batch.first_sequence == 0 ? kNotABatch : "";
}

}  // namespace caseclock

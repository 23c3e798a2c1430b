#include "daemon/alerts/audit_trail.h"

#include <chrono>
#include <utility>

#include "daemon/checkpoint/directory_ledger.h"

namespace caseclock {
namespace {

constexpr std::int64_t kNoteEveryUs = 30'000'000;
constexpr std::chrono::milliseconds kTurn{5};
constexpr int kTurns = 20;

}  // namespace

void AuditTrail::Follow(AlertDesk& desk, RulesNow rules) {
  rules_ = std::move(rules);
  desk.MayCompactWhen([this] {
    const AlertsTopicCounts counts = topic_->counts();
    return counts.waiting == 0 && !counts.overflowed;
  });
}

void AuditTrail::Note(std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before) {
  topic_->HandOver(sequence, entry, before, rules_());
}

void AuditTrail::Serve(AlertDesk& desk, std::int64_t now_us, RateLimitedLog& log) {
  // One turn sends kMaxAlertEventsOnTheirWay; a long trail is worth a few more.
  topic_->Serve(std::chrono::milliseconds(0));
  for (int turn = 1; turn < kTurns && topic_->counts().waiting > 0; ++turn) {
    topic_->Serve(kTurn);
  }
  if (topic_->WantsAgain()) HandOverAgain(now_us, log);
  if (auto failure = topic_->Failure()) log(*failure, now_us);
  const bool is_new = topic_->Confirmed() > desk.ledger().published();
  if (!is_new || now_us - noted_at_us_ < kNoteEveryUs) return;
  noted_at_us_ = now_us;
  desk.NotePublished(topic_->Confirmed());
}

/// What was left out for want of room, from the ledger's first entry on.
void AuditTrail::HandOverAgain(std::int64_t now_us, RateLimitedLog& log) {
  Ledger before;
  const auto hand_over = [&](std::uint64_t sequence, const LedgerEntry& entry) {
    topic_->HandOver(sequence, entry, before, rules_());
    before.Apply(entry);
  };
  const std::string problem = DirectoryLedger::ReadOnly(directory_, hand_over);
  if (!problem.empty()) log(problem, now_us);
}

}  // namespace caseclock

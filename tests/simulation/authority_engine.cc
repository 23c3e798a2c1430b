#include "tests/simulation/authority_engine.h"

#include <utility>

#include "daemon/checkpoint/chunk.h"
#include "processors/authority.h"
#include "processors/calendar/bank_holidays.h"
#include "processors/check.h"

namespace caseclock::simulation {
namespace {

LimitUnit UnitOf(SlowLimit::Unit unit) {
  switch (unit) {
    case SlowLimit::kWorkingDays: return LimitUnit::kWorkingDays;
    case SlowLimit::kDays: return LimitUnit::kDays;
    case SlowLimit::kMonths: return LimitUnit::kMonths;
  }
  return LimitUnit::kWorkingDays;
}

/// Counts in slices, as the daemon does: a few records after each event, the rest when figures are asked for. Audits go
/// on all the time.
class AuthorityEngine : public Engine {
 public:
  AuthorityEngine(const SlowSettings& settings, Date as_of)
      : definitions_(DefinitionsOf(settings)),
        bounds_(BoundsOf(settings)),
        authority_(std::make_unique<Authority>(kInventedAuthority, definitions_, as_of, bounds_)) {
    authority_->CountInSlices();
  }

  void Apply(const CaseEvent& event) override {
    authority_->Apply(event);
    CountALittle();
  }
  void Advance(Date day) override {
    authority_->Advance(day);
    CountALittle();
  }
  AuthorityView View() const override {
    Finish();
    return authority_->MakeView();
  }
  std::string CanonicalState() const override { return authority_->CanonicalState(); }
  std::int64_t Audit() const override {
    Finish();
    return authority_->Audit() + differences_;
  }

  void BeginCatchUp() override { authority_->BeginCatchUp(); }
  void EndCatchUp() override {
    if (authority_->is_catching_up()) authority_->EndCatchUp();
  }

  void Restart() override {
    std::string chunk;
    Record record;
    for (RecordNumber n = 0; n < authority_->store().record_count(); ++n) {
      authority_->store().Read(n, record);
      SerializeRecord(record, chunk);
    }
    SerializeBatches(authority_->store().batches().state(), chunk);
    authority_ = RestoredFrom(chunk, definitions_, authority_->as_of(), bounds_);
    authority_->CountInSlices();
    authority_->EndCatchUp();
  }

 private:
  void CountALittle() {
    if (authority_->is_catching_up()) return;
    const std::size_t records = ++steps_ % 5;
    if (records < 2) return;  // several events in one turn
    if (steps_ % 3 == 0) authority_->Settle(records);
    if (!authority_->CountSome(records)) return;
    differences_ += authority_->AuditSome(records).value_or(0);
  }
  void Finish() const {
    authority_->Settle();
    while (!authority_->CountSome(1)) {
    }
  }

  std::shared_ptr<const Definitions> definitions_;
  RecordBounds bounds_;
  std::unique_ptr<Authority> authority_;
  std::size_t steps_ = 0;
  std::int64_t differences_ = 0;  // found by audits that have come to their end
};

}  // namespace

std::shared_ptr<const Definitions> DefinitionsOf(const SlowSettings& settings) {
  auto definitions = std::make_shared<Definitions>();
  definitions->calendar = WorkingDays(BankHolidays(2005, 2028), settings.closures, 2005, 2028);
  definitions->due_soon_working_days = settings.due_soon_days;
  definitions->population = settings.population;
  for (Indicator& indicator : definitions->catalogue.indicators) {
    const auto changed = settings.limits.find(indicator.id);
    if (changed == settings.limits.end()) continue;
    indicator.limits.clear();
    for (const SlowLimit& limit : changed->second) {
      indicator.limits.push_back({limit.from, {limit.length, UnitOf(limit.unit)}});
    }
  }
  return definitions;
}

RecordBounds BoundsOf(const SlowSettings& settings) {
  RecordBounds bounds;
  bounds.joined_children = settings.most_joined;
  bounds.records_of_child = static_cast<std::int64_t>(settings.most_records);
  bounds.dated_inside = 2;
  if (settings.most_joined % 2 == 0) {  // most are large, then
    bounds.most_read = 2;
    bounds.large_child = 4;
  }
  return bounds;
}

std::unique_ptr<Authority> RestoredFrom(std::string_view chunk,
                                        std::shared_ptr<const Definitions> definitions, Date as_of,
                                        RecordBounds bounds) {
  auto fresh =
      std::make_unique<Authority>(kInventedAuthority, std::move(definitions), as_of, bounds);
  fresh->BeginCatchUp();
  const std::string trouble =
      ReadChunk(chunk, {[&](const Record& read) { fresh->RestoreRecord(read); },
                        [&](BatchState batches) { fresh->RestoreBatches(std::move(batches)); }});
  CASECLOCK_CHECK(trouble.empty(), "a chunk just written can be read");
  return fresh;
}

std::unique_ptr<Engine> MakeAuthorityEngine(const SlowSettings& settings, Date as_of) {
  return std::make_unique<AuthorityEngine>(settings, as_of);
}

}  // namespace caseclock::simulation

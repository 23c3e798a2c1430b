#include "tests/simulation/scribe.h"

#include <algorithm>
#include <array>
#include <set>

#include "processors/record/fact_table.h"
#include "tests/simulation/random_history.h"
#include "tests/simulation/slow_calendar.h"

namespace caseclock::simulation {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMicroseconds = 1'000'000;

std::int64_t InstantOn(Date day, int seconds) {
  return (day.days * kSecondsPerDay + seconds) * kMicroseconds;
}

const SlowCalendar& Holidays() {
  static const SlowCalendar calendar({});
  return calendar;
}

}  // namespace

FactAssertion On(Fact fact, Date day, std::int32_t code) {
  return {fact, kNoDate, {day, code, ""}};
}

FactAssertion Coded(Fact fact, std::int32_t code) { return {fact, kNoDate, {kNoDate, code, ""}}; }

FactAssertion Linked(Fact fact, std::string record) {
  return {fact, kNoDate, {kNoDate, 0, std::move(record)}};
}

FactAssertion Allocated(Date first_day, const std::string& team, const std::string& worker) {
  return {Fact::kAllocation, first_day, {kNoDate, 0, team + kWorkerSeparator + worker}};
}

Scribe::Scribe(Dice& dice, Period span, const std::vector<Date>& closures)
    : dice_(dice), span_(span), closures_(closures) {
  for (Date day = span.first - 100; day <= span.last + 20; day = day + 1) {
    if (IsAwkward(day)) awkward_days_.push_back(day);
  }
}

bool Scribe::IsAwkward(Date day) const {
  const auto parts = PartsOf(day);
  if (parts.month == 12 && parts.day >= 20) return true;
  if ((parts.month == 2 && parts.day >= 27) || (parts.month == 3 && parts.day <= 2)) return true;
  if ((parts.month == 3 && parts.day >= 29) || (parts.month == 4 && parts.day <= 3)) return true;
  for (Date near = day - 2; near <= day + 2; near = near + 1) {
    if (std::count(closures_.begin(), closures_.end(), near) > 0) return true;
    if (!Holidays().Covers(near) || PartsOf(near).weekday >= 6) continue;
    if (!Holidays().IsWorkingDay(near)) return true;
  }
  return false;
}

Date Scribe::SomeDay() {
  const int kind = dice_.Between(1, 100);
  if (kind <= 45 && !awkward_days_.empty()) return dice_.OneOf(awkward_days_);
  if (kind <= 80) return span_.first + dice_.Between(-100, span_.last - span_.first + 20);
  if (kind <= 88) return span_.first - dice_.Between(100, 1200);
  if (kind <= 94) {
    const int years = dice_.Between(1, 3);
    return AddMonths(span_.first, -12 * years) + dice_.Between(-40, span_.last - span_.first);
  }
  if (kind <= 98) return span_.last + dice_.Between(1, 400);
  return dice_.OneOf(std::array{Date::FromYmd(2004, 12, 31), Date::FromYmd(2004, 11, 20),
                                Date::FromYmd(2005, 1, 1), Date::FromYmd(1999, 6, 1),
                                Date::FromYmd(2029, 1, 1), Date::FromYmd(2099, 12, 31)});
}

Date Scribe::NearLimit(Date start, int limit) {
  if (dice_.Chance(25)) return start + dice_.Between(-3, limit * 2);
  const auto due = Holidays().Covers(start) ? Holidays().Nth(start, limit) : std::nullopt;
  return due.value_or(start + limit * 7 / 5) + dice_.Between(-2, 4);
}

Date Scribe::RecordingDay(Date day) {
  const int kind = dice_.Between(1, 100);
  if (kind <= 65) return day + dice_.Between(0, 3);
  if (kind <= 85) return day + dice_.Between(3, 12);
  if (kind <= 95) return day + dice_.Between(10, 80);
  return day - dice_.Between(1, 5);
}

std::string Scribe::EventId() {
  return "e" + std::to_string(dice_.Between(100, 999)) + "-" + std::to_string(++last_number_);
}

Stamp Scribe::StampOf(Date recorded) {
  // Noon for most, so that the time alone often does not decide.
  const int seconds = dice_.Chance(60) ? 43'200 : dice_.Between(36'000, 64'000);
  const std::string source = dice_.Chance(70) ? "north-system" : "south-system";
  const auto sequence = static_cast<std::uint64_t>(dice_.Chance(50) ? 0 : dice_.Between(1, 4));
  return {InstantOn(recorded, seconds), source, sequence, EventId()};
}

Stamp Scribe::BatchStamp(const std::string& source, Date day) {
  return {InstantOn(day, 43'200), source, 0, EventId()};
}

KnownRecord& Scribe::NewRecord(RecordKind kind, const std::string& child) {
  const std::string name(RecordKindName(kind));
  records_.push_back(
      {kind,
       name + "-" + std::to_string(dice_.Between(100, 999)) + "-" + std::to_string(++last_number_),
       child,
       {}});
  return records_.back();
}

CaseEvent Scribe::EventOf(const KnownRecord& record, Date recorded) {
  CaseEvent event;
  event.authority = kInventedAuthority;
  event.child = record.child;
  event.kind = record.kind;
  event.record = record.id;
  event.stamp = StampOf(recorded);
  event.recorded_on = recorded;
  return event;
}

void Scribe::Say(KnownRecord& record, std::vector<FactAssertion> facts, Date recorded) {
  for (const FactAssertion& fact : facts) {
    std::erase_if(record.facts, [&fact](const FactAssertion& known) {
      return known.fact == fact.fact && known.first_day == fact.first_day;
    });
    record.facts.push_back(fact);
  }
  CaseEvent event = EventOf(record, recorded);
  event.action = Assert{std::move(facts)};
  events_.push_back(std::move(event));
}

void Scribe::Clear(const KnownRecord& record, const FactAssertion& fact, Date recorded) {
  CaseEvent event = EventOf(record, recorded);
  event.action = caseclock::Clear{fact.fact, fact.first_day};
  events_.push_back(std::move(event));
}

void Scribe::Withdraw(const KnownRecord& record, Date recorded) {
  CaseEvent event = EventOf(record, recorded);
  event.action = caseclock::Withdraw{};
  events_.push_back(std::move(event));
}

void Scribe::Move(KnownRecord& record, const std::string& to_child, Date recorded) {
  CaseEvent event = EventOf(record, recorded);
  event.action = caseclock::Move{to_child};
  events_.push_back(std::move(event));
  record.child = to_child;
}

void Scribe::Repeat() {
  if (!events_.empty()) events_.push_back(CaseEvent(dice_.OneOf(events_)));
}

void Scribe::ContradictUnderOneStamp() {
  if (events_.empty()) return;
  CaseEvent event = dice_.OneOf(events_);
  auto* said = std::get_if<Assert>(&event.action);
  if (said == nullptr || said->facts.empty()) return;
  if (dice_.Chance(20)) {
    event.action = caseclock::Clear{said->facts[0].fact, said->facts[0].first_day};
  } else if (dice_.Chance(15)) {
    event.action = caseclock::Withdraw{};
  } else {
    FactValue& value = said->facts[0].value;
    if (value.date != kNoDate) value.date = value.date + dice_.Between(-3, 3);
    if (value.code != 0) value.code = dice_.Between(1, 3);
  }
  events_.push_back(std::move(event));
}

void Scribe::Export(const std::string& source, Date day) {
  const std::string batch = "batch-" + std::to_string(++last_number_);
  const int share = dice_.Between(20, 100);
  for (const KnownRecord& record : records_) {
    if (record.kind == RecordKind::kChild || record.facts.empty() || !dice_.Chance(share)) continue;
    CaseEvent event = EventOf(record, day);
    event.stamp = BatchStamp(source, day);
    if (!dice_.Chance(15)) event.recorded_on.reset();
    event.batch_id = batch;
    Assert said;
    for (const FactAssertion& fact : record.facts) {
      if (dice_.Chance(85)) said.facts.push_back(fact);
    }
    event.action = std::move(said);
    events_.push_back(std::move(event));
  }
  if (dice_.Chance(85)) CompleteExport(source, batch, day);
}

void Scribe::CompleteExport(const std::string& source, const std::string& batch, Date day) {
  CaseEvent event;
  event.authority = kInventedAuthority;
  event.stamp = BatchStamp(source, day);
  event.batch_id = batch;
  CompleteBatch done;
  for (int scopes = dice_.Between(0, 3); scopes > 0; --scopes) done.scopes.push_back(SomeScope());
  done.events = static_cast<std::uint64_t>(Declared(batch));
  const auto declared = static_cast<int>(done.events);
  event.action = std::move(done);
  events_.push_back(event);
  if (dice_.Chance(25)) Contradict(std::move(event), declared);
}

void Scribe::Contradict(CaseEvent completion, int declared) {
  completion.stamp.event_id = EventId();
  auto& done = std::get<CompleteBatch>(completion.action);
  done.events = static_cast<std::uint64_t>(dice_.Between(0, declared + 1));
  if (dice_.Chance(70)) done.scopes.push_back(SomeScope());
  events_.push_back(std::move(completion));
}

int Scribe::Declared(const std::string& batch) {
  std::set<std::string> ids;
  for (const CaseEvent& said : events_) {
    if (said.batch_id == batch) ids.insert(said.stamp.event_id);
  }
  const int sent = static_cast<int>(ids.size());
  if (dice_.Chance(5)) return 0;
  if (dice_.Chance(5)) return dice_.Between(0, sent);
  if (dice_.Chance(30)) Lose(batch);
  return sent;
}

void Scribe::Lose(const std::string& batch) {
  std::vector<std::size_t> sent;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (events_[i].batch_id == batch) sent.push_back(i);
  }
  if (sent.empty()) return;
  const std::size_t lost =
      sent[static_cast<std::size_t>(dice_.Between(0, static_cast<int>(sent.size()) - 1))];
  events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(lost));
}

Scope Scribe::SomeScope() {
  Scope scope;
  const KnownRecord* record = AnyRecord();
  scope.kind = record == nullptr ? RecordKind::kReferral : record->kind;
  if (dice_.Chance(70)) scope.first = SomeDay();
  if (dice_.Chance(50)) scope.last = SomeDay();
  if (scope.last < scope.first) std::swap(scope.first, scope.last);
  scope.open = dice_.Chance(50);
  return scope;
}

KnownRecord* Scribe::AnyRecord() {
  if (records_.empty()) return nullptr;
  return &records_[static_cast<std::size_t>(
      dice_.Between(0, static_cast<int>(records_.size()) - 1))];
}

KnownRecord* Scribe::AnyRecordOf(RecordKind kind) {
  std::vector<KnownRecord*> found;
  for (KnownRecord& record : records_) {
    if (record.kind == kind) found.push_back(&record);
  }
  return found.empty() ? nullptr : dice_.OneOf(found);
}

std::vector<CaseEvent> Scribe::TakeEvents() {
  std::stable_sort(events_.begin(), events_.end(), [](const CaseEvent& a, const CaseEvent& b) {
    return a.stamp.recorded_at_us < b.stamp.recorded_at_us;
  });
  return std::move(events_);
}

}  // namespace caseclock::simulation

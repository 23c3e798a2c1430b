#include "processors/authority.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "processors/check.h"
#include "processors/comments.h"
#include "processors/redefinition.h"
#include "processors/view_builder.h"

namespace caseclock {
namespace {

/// More children than this whose figures change on a new day, and everybody is counted anew, in slices. A day has a few
/// dozen; half a million come from a feed that dates everything alike.
constexpr std::size_t kMostDueAtOnce = 1000;

void InternFixedTeams(StringPool& teams) {
  teams.Intern(kWholeAuthority);
  teams.Intern(kNoTeam);
}

}  // namespace

Authority::Authority(std::string code, std::shared_ptr<const Definitions> definitions, Date as_of)
    : code_(std::move(code)),
      definitions_(std::move(definitions)),
      as_of_(as_of),
      counted_(definitions_->catalogue.indicators.size()),
      audited_(definitions_->catalogue.indicators.size()) {
  counted_.below = kNoChild;  // of nobody
  CASECLOCK_CHECK(definitions_->calendar.first() <= as_of && as_of <= definitions_->calendar.last(),
                  "the as-of date lies within the calendar");
  InternFixedTeams(teams_);
}

void Authority::NoteTime(std::int64_t recorded_at_us) {
  data_as_of_us_ = std::max(data_as_of_us_, recorded_at_us);
}

bool Authority::Apply(const CaseEvent& event, std::int64_t sent_at_us) {
  CASECLOCK_CHECK(event.authority == code_, "an event goes to its own authority");
  NoteTime(event.stamp.recorded_at_us);
  const auto* completion = std::get_if<CompleteBatch>(&event.action);
  bool changed = completion == nullptr && ApplyToRecord(event);
  if (event.batch_id.empty()) return changed;
  BatchLedger& batches = store_.batches();
  const BatchRef batch{event.stamp.source, event.batch_id, event.stamp.recorded_at_us};
  if (completion != nullptr) {
    changed = batches.Complete(batch, *completion, sent_at_us);
  } else {
    changed |= batches.Count(batch, event.stamp.event_id, event.kind, sent_at_us);
  }
  RaiseDueFloors();
  return changed;
}

/// Exports that are complete take effect: what they no longer list is out of the sums.
void Authority::RaiseDueFloors() {
  if (store_.batches().HasDue() && store_.batches().RaiseDue()) CountAnew();
}

void Authority::CollectTouched(const CaseEvent& event, RecordNumber record, Group& touched) {
  touched.clear();
  const ChildNumber child = store_.ChildOf(record);
  if (child != kNoChild) touched.push_back(child);
  const bool says_child = std::holds_alternative<Assert>(event.action) && !event.child.empty();
  if (says_child && (child == kNoChild || store_.ChildId(child) != event.child)) {
    touched.push_back(store_.FindChild(event.child));
  }
  if (const auto* move = std::get_if<Move>(&event.action);
      move != nullptr && !move->to_child.empty()) {
    touched.push_back(store_.FindChild(move->to_child));
  }
  if (event.kind != RecordKind::kChild) return;
  // An alias joins or parts two children; what it said before is among the joined already.
  touched.push_back(store_.FindChild(event.record));
  std::vector<ChildNumber> joined;
  store_.GroupOf(touched.back(), joined);
  touched.insert(touched.end(), joined.begin(), joined.end());
  if (const auto* assert = std::get_if<Assert>(&event.action)) {
    for (const FactAssertion& said : assert->facts) {
      if (said.fact == Fact::kChildAlias && !said.value.text.empty()) {
        touched.push_back(store_.FindChild(said.value.text));
      }
    }
  }
}

Authority::Group Authority::Representatives(const Group& children) const {
  Group representatives;
  for (const ChildNumber child : children) {
    const ChildNumber representative = store_.Representative(child);
    if (std::find(representatives.begin(), representatives.end(), representative) ==
        representatives.end()) {
      representatives.push_back(representative);
    }
  }
  return representatives;
}

bool Authority::IsIn(ChildNumber representative) const {
  return counted_.Covers(representative) || audited_.Covers(representative);
}

void Authority::Part::Clear() {
  counted.Clear();
  audited.Clear();
}

/// Contributes what history_ holds, and notes on which day it will be another.
void Authority::AddContribution(ChildNumber representative, Part& out) {
  if (counted_.Covers(representative)) {
    Contribute(history_, *definitions_, as_of_, teams_, out.counted);
    if (history_.next_change != Date::Max())
      pending_.insert({history_.next_change, representative});
  }
  if (audited_.Covers(representative)) {
    Contribute(history_, *definitions_, as_of_, teams_, out.audited);
  }
}

void Authority::Replace(const Part& before, const Part& after) {
  counted_.tally.Replace(before.counted, after.counted);
  audited_.tally.Replace(before.audited, after.audited);
}

void Authority::ContributeAll(const Group& representatives, Part& out) {
  out.Clear();
  for (const ChildNumber child : representatives) {
    if (!IsIn(child)) continue;
    store_.ReadHistory(child, as_of_, history_);
    AddContribution(child, out);
  }
}

/// Only what a change of the record can touch: the records of its family, or itself.
void Authority::ContributePart(const Group& representatives, RecordNumber record, RecordKind kind,
                               Part& out) {
  const Family family = FamilyOf(kind);
  if (family == Family::kIdentity) return ContributeAll(representatives, out);
  out.Clear();
  if (family == Family::kAlone) {
    const ChildNumber child = store_.ChildOf(record);
    if (child == kNoChild) return;
    const ChildNumber representative = store_.Representative(child);
    if (!IsIn(representative)) return;
    store_.ReadAlone(record, as_of_, history_);
    return AddContribution(representative, out);
  }
  for (const ChildNumber child : representatives) {
    if (!IsIn(child)) continue;
    store_.ReadFamily(child, family, as_of_, history_);
    AddContribution(child, out);
  }
}

void Authority::NoteCommentary(RecordKind kind, RecordNumber record) {
  if (kind == RecordKind::kCommentary) commentaries_.insert(record);
}

bool Authority::ApplyToRecord(const CaseEvent& event) {
  const RecordNumber record = store_.Find(event.kind, event.record);
  NoteCommentary(event.kind, record);
  if (counted_.is_empty()) return store_.Merge(record, event);
  CollectTouched(event, record, touched_);
  const Group representatives = Representatives(touched_);
  ContributePart(representatives, record, event.kind, before_);
  if (!store_.Merge(record, event)) return false;
  const Family family = FamilyOf(event.kind);
  if (representatives.size() == 1 && family != Family::kIdentity && family != Family::kAlone &&
      IsIn(representatives.front())) {
    // The usual case: history_ still holds the family, and one record of it has changed.
    after_.Clear();
    store_.ReadAgain(record, as_of_, history_);
    AddContribution(representatives.front(), after_);
  } else {
    ContributePart(Representatives(touched_), record, event.kind, after_);
  }
  Replace(before_, after_);
  return true;
}

void Authority::ForgetSums() {
  counted_ = RunningSums(definitions_->catalogue.indicators.size());
  audited_ = RunningSums(definitions_->catalogue.indicators.size());
  pending_.clear();
}

void Authority::BeginCatchUp() {
  catching_up_ = true;
  ForgetSums();
}

void Authority::EndCatchUp() {
  if (!catching_up_) return;
  catching_up_ = false;
  CountAnew();
}

/// What holds for everybody has changed: all sums are made anew.
void Authority::CountAnew() {
  if (catching_up_) return;
  ForgetSums();
  if (!in_slices_) CountSome(std::numeric_limits<std::size_t>::max());
}

/// Puts the child at the cursor into the sums. `history_` is what it contributes from, empty for those who are part of
/// another's group.
void Authority::CountNext(RunningSums& sums) {
  const ChildNumber child = sums.below++;
  history_.records.clear();
  if (store_.Representative(child) != child) return;
  store_.ReadHistory(child, as_of_, history_);
  Contribution& contribution = after_.counted;
  contribution.Clear();
  Contribute(history_, *definitions_, as_of_, teams_, contribution);
  sums.tally.Apply(contribution, +1);
}

bool Authority::CountSome(std::size_t records) {
  if (!is_counting()) return true;
  std::size_t looked_at = 0;
  while (counted_.below < store_.child_count()) {
    if (looked_at >= records) return false;
    const ChildNumber child = counted_.below;
    CountNext(counted_);
    looked_at += 1 + history_.records.size();
    if (history_.records.empty()) continue;
    if (history_.next_change != Date::Max()) pending_.insert({history_.next_change, child});
    if (replaced_ != nullptr) {
      moved_due_dates_ += CountMovedDueDates(history_, *replaced_, *definitions_, as_of_);
    }
  }
  counted_.below = kNoChild;
  replaced_ = nullptr;
  return true;
}

/// Who changes up to `as_of`; false when they are so many that everything is better counted anew.
bool Authority::TakeDue(Date as_of, Group& due) {
  for (auto at = pending_.begin(); at != pending_.end() && at->first <= as_of; ++at) {
    if (due.size() == kMostDueAtOnce) return false;
    due.push_back(at->second);
  }
  pending_.erase(pending_.begin(), pending_.lower_bound({as_of + 1, 0}));
  return true;
}

void Authority::Advance(Date as_of) {
  if (as_of == as_of_) return;
  CASECLOCK_CHECK(definitions_->calendar.first() <= as_of && as_of <= definitions_->calendar.last(),
                  "the as-of date lies within the calendar");
  const bool backwards = as_of < as_of_;
  Group due;
  // A limit that comes into force gives every open clock of its row another due date.
  if (backwards || LimitBeginsWithin(definitions_->catalogue, as_of_ + 1, as_of) ||
      !TakeDue(as_of, due)) {
    as_of_ = as_of;
    return CountAnew();
  }
  const Group representatives = Representatives(due);
  ContributeAll(representatives, before_);
  as_of_ = as_of;
  ContributeAll(representatives, after_);
  Replace(before_, after_);
  // What was found pending as of the day before has now been counted.
  pending_.erase(pending_.begin(), pending_.lower_bound({as_of + 1, 0}));
}

void Authority::Redefine(std::shared_ptr<const Definitions> definitions) {
  replaced_ = std::exchange(definitions_, std::move(definitions));
  moved_due_dates_ = 0;
  CountAnew();
}

void Authority::Reword(std::shared_ptr<const Definitions> definitions) {
  CASECLOCK_CHECK(definitions->Fingerprint() == definitions_->Fingerprint(),
                  "other words change no figure");
  definitions_ = std::move(definitions);
}

void Authority::JudgeBy(const Standards& standards) {
  standards_ = StandardsOf(standards, code_);
  standards_fingerprint_ = Fingerprint(standards_);
}

AuthorityView Authority::MakeView() const {
  CASECLOCK_CHECK(!is_counting(), "figures are read when they have been counted");
  const std::string& supervised = definitions_->supervised_team;
  const JudgedCouncil council{code_, as_of_, !supervised.empty(), supervised};
  AuthorityView view = BuildView(counted_.tally, teams_, *definitions_, standards_, council);
  view.standards = standards_fingerprint_;
  view.comments = ReadComments(store_, {commentaries_.begin(), commentaries_.end()}, as_of_);
  view.records = static_cast<std::int64_t>(store_.record_count());
  view.children = static_cast<std::int64_t>(store_.children_with_records());
  view.data_as_of_us = data_as_of_us_;
  return view;
}

std::int64_t Authority::Audit() const {
  Tally fresh(definitions_->catalogue.indicators.size());
  StringPool& teams = const_cast<StringPool&>(teams_);  // no new names: every team has been seen
  Contribution contribution;
  for (ChildNumber child = 0; child < store_.child_count(); ++child) {
    if (store_.Representative(child) != child) continue;
    contribution.Clear();
    store_.ReadHistory(child, as_of_, history_);
    Contribute(history_, *definitions_, as_of_, teams, contribution);
    fresh.Apply(contribution, +1);
  }
  return counted_.tally.CountDifferences(fresh);
}

std::optional<std::int64_t> Authority::AuditSome(std::size_t records) {
  CASECLOCK_CHECK(counted_.is_complete(), "an audit compares sums that have been counted");
  std::size_t looked_at = 0;
  while (audited_.below < store_.child_count()) {
    if (looked_at >= records) return std::nullopt;
    CountNext(audited_);
    looked_at += 1 + history_.records.size();
  }
  const std::int64_t differences = counted_.tally.CountDifferences(audited_.tally);
  audited_ = RunningSums(definitions_->catalogue.indicators.size());
  return differences;
}

void Authority::RestoreRecord(const Record& record) {
  CASECLOCK_CHECK(catching_up_, "state is put back while catching up");
  store_.Restore(record);
  NoteCommentary(record.kind, store_.Find(record.kind, record.id));
  for (const Register& reg : record.registers) NoteTime(reg.stamp.recorded_at_us);
  if (record.has_child) NoteTime(record.child_stamp.recorded_at_us);
  if (record.has_floor) NoteTime(record.floor.recorded_at_us);
}

void Authority::RestoreBatches(BatchState state) {
  for (const auto& [key, batch] : state.unfinished) NoteTime(key.extracted_at_us);
  for (const auto& [key, events] : state.effective) NoteTime(key.extracted_at_us);
  store_.batches().Restore(std::move(state));
  RaiseDueFloors();
}

}  // namespace caseclock

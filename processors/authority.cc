#include "processors/authority.h"

#include <algorithm>

#include "processors/check.h"
#include "processors/comments.h"
#include "processors/view_builder.h"

namespace caseclock {
namespace {

void InternFixedTeams(StringPool& teams) {
  teams.Intern(kWholeAuthority);
  teams.Intern(kNoTeam);
}

}  // namespace

Authority::Authority(std::string code, std::shared_ptr<const Definitions> definitions, Date as_of)
    : code_(std::move(code)),
      definitions_(std::move(definitions)),
      as_of_(as_of),
      tally_(definitions_->catalogue.indicators.size()) {
  CASECLOCK_CHECK(definitions_->calendar.first() <= as_of && as_of <= definitions_->calendar.last(),
                  "the as-of date lies within the calendar");
  InternFixedTeams(teams_);
}

void Authority::NoteTime(std::int64_t recorded_at_us) {
  data_as_of_us_ = std::max(data_as_of_us_, recorded_at_us);
}

bool Authority::Apply(const CaseEvent& event) {
  CASECLOCK_CHECK(event.authority == code_, "an event goes to its own authority");
  NoteTime(event.stamp.recorded_at_us);
  if (const auto* completion = std::get_if<CompleteBatch>(&event.action)) {
    return ApplyCompletion(event, *completion);
  }
  bool changed = false;
  if (!event.batch_id.empty()) {
    changed = store_.batches().See(event.batch_id, event.stamp.recorded_at_us);
  }
  return ApplyToRecord(event) || changed;
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

/// Contributes what history_ holds, and notes on which day it will be another.
void Authority::AddContribution(ChildNumber representative, Contribution& out) {
  Contribute(history_, *definitions_, as_of_, teams_, out);
  if (history_.next_change != Date::Max() && representative != kNoChild) {
    pending_.insert({history_.next_change, representative});
  }
}

void Authority::ContributeAll(const Group& representatives, Contribution& out) {
  out.Clear();
  for (const ChildNumber child : representatives) {
    store_.ReadHistory(child, as_of_, history_);
    AddContribution(child, out);
  }
}

/// Only what a change of the record can touch: the records of its family, or itself.
void Authority::ContributePart(const Group& representatives, RecordNumber record, RecordKind kind,
                               Contribution& out) {
  const Family family = FamilyOf(kind);
  if (family == Family::kIdentity) return ContributeAll(representatives, out);
  out.Clear();
  if (family == Family::kAlone) {
    const ChildNumber child = store_.ChildOf(record);
    if (child == kNoChild) return;
    store_.ReadAlone(record, as_of_, history_);
    return AddContribution(store_.Representative(child), out);
  }
  for (const ChildNumber child : representatives) {
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
  if (!counting_) return store_.Merge(record, event);
  CollectTouched(event, record, touched_);
  const Group representatives = Representatives(touched_);
  ContributePart(representatives, record, event.kind, before_);
  if (!store_.Merge(record, event)) return false;
  const Family family = FamilyOf(event.kind);
  if (representatives.size() == 1 && family != Family::kIdentity && family != Family::kAlone) {
    // The usual case: history_ still holds the family, and one record of it has changed.
    after_.Clear();
    store_.ReadAgain(record, as_of_, history_);
    AddContribution(representatives.front(), after_);
  } else {
    ContributePart(Representatives(touched_), record, event.kind, after_);
  }
  tally_.Replace(before_, after_);
  return true;
}

bool Authority::ApplyCompletion(const CaseEvent& event, const CompleteBatch& completion) {
  Group representatives;
  if (counting_) {
    std::vector<ChildNumber> in_scope;
    for (const Scope& scope : completion.scopes) store_.FindInScope(scope, in_scope);
    for (ChildNumber& child : in_scope) child = store_.Representative(child);
    std::sort(in_scope.begin(), in_scope.end());
    in_scope.erase(std::unique(in_scope.begin(), in_scope.end()), in_scope.end());
    representatives.assign(in_scope.begin(), in_scope.end());
    ContributeAll(representatives, before_);
  }
  const bool was_open = HasOpenBatch();
  const bool rose = store_.batches().Complete(event.batch_id, event.stamp.source,
                                              event.stamp.recorded_at_us, completion.scopes);
  if (counting_ && rose) {
    ContributeAll(representatives, after_);
    tally_.Replace(before_, after_);
  }
  return rose || was_open != HasOpenBatch();
}

void Authority::CountEverything() {
  tally_ = Tally(definitions_->catalogue.indicators.size());
  pending_.clear();
  Group one(1);
  for (ChildNumber child = 0; child < store_.child_count(); ++child) {
    if (store_.Representative(child) != child) continue;
    one[0] = child;
    ContributeAll(one, after_);
    tally_.Apply(after_, +1);
  }
}

void Authority::EndCatchUp() {
  if (counting_) return;
  counting_ = true;
  CountEverything();
}

void Authority::Advance(Date as_of) {
  if (as_of == as_of_) return;
  CASECLOCK_CHECK(definitions_->calendar.first() <= as_of && as_of <= definitions_->calendar.last(),
                  "the as-of date lies within the calendar");
  const bool backwards = as_of < as_of_;
  // A limit that comes into force gives every open clock of its row another due date.
  if (!counting_ || backwards || LimitBeginsWithin(definitions_->catalogue, as_of_ + 1, as_of)) {
    as_of_ = as_of;
    if (counting_) CountEverything();
    return;
  }
  Group due;
  while (!pending_.empty() && pending_.begin()->first <= as_of) {
    due.push_back(pending_.begin()->second);
    pending_.erase(pending_.begin());
  }
  const Group representatives = Representatives(due);
  ContributeAll(representatives, before_);
  as_of_ = as_of;
  ContributeAll(representatives, after_);
  tally_.Replace(before_, after_);
  // What was found pending as of the day before has now been counted.
  while (!pending_.empty() && pending_.begin()->first <= as_of) pending_.erase(pending_.begin());
}

void Authority::Redefine(std::shared_ptr<const Definitions> definitions) {
  definitions_ = std::move(definitions);
  if (counting_) CountEverything();
}

void Authority::JudgeBy(const Standards& standards) {
  standards_ = StandardsOf(standards, code_);
  standards_fingerprint_ = Fingerprint(standards_);
}

AuthorityView Authority::MakeView() const {
  const std::string& supervised = definitions_->supervised_team;
  const JudgedCouncil council{code_, as_of_, !supervised.empty(), supervised};
  AuthorityView view = BuildView(tally_, teams_, *definitions_, standards_, council);
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
  return tally_.CountDifferences(fresh);
}

void Authority::RestoreRecord(const Record& record) {
  CASECLOCK_CHECK(!counting_, "state is put back while catching up");
  store_.Restore(record);
  NoteCommentary(record.kind, store_.Find(record.kind, record.id));
  for (const Register& reg : record.registers) NoteTime(reg.stamp.recorded_at_us);
  if (record.has_child) NoteTime(record.child_stamp.recorded_at_us);
  if (record.has_floor) NoteTime(record.floor.recorded_at_us);
}

void Authority::RestoreBatches(BatchState state) {
  for (const auto& [id, batch] : state.batches) NoteTime(batch.extracted_at_us);
  store_.batches().Restore(std::move(state));
}

}  // namespace caseclock

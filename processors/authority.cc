#include "processors/authority.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "processors/check.h"
#include "processors/comments.h"
#include "processors/record/fact_table.h"
#include "processors/redefinition.h"
#include "processors/view_builder.h"
#include "processors/view_maker.h"

namespace caseclock {
namespace {

/// More children than this whose figures change on a new day, and everybody is counted anew, in slices. A day has a few
/// dozen; half a million come from a feed that dates everything alike.
constexpr std::size_t kMostDueAtOnce = 1000;
constexpr std::int64_t kMostRecordsDueAtOnce = 5000;

/// A record of more facts than this is as dear as several.
constexpr std::size_t kLargeRecord = 100;

/// Of what is read: in records, a record with many facts as several.
std::size_t SizeOf(const History& history) {
  std::size_t size = history.records.size();
  for (const Record& record : history.records) {
    if (record.registers.size() > kLargeRecord) size += record.registers.size();
  }
  return size;
}

}  // namespace

Authority::Authority(std::string code, std::shared_ptr<const Definitions> definitions, Date as_of,
                     RecordBounds bounds)
    : code_(std::move(code)),
      definitions_(std::move(definitions)),
      rows_(definitions_->catalogue),
      as_of_(as_of),
      store_(bounds),
      counted_(definitions_->catalogue.indicators.size()),
      audited_(definitions_->catalogue.indicators.size()),
      view_maker_(std::make_unique<ViewMaker>()) {
  counted_.below = kNoChild;  // of nobody
  CASECLOCK_CHECK(definitions_->calendar.first() <= as_of && as_of <= definitions_->calendar.last(),
                  "the as-of date lies within the calendar");
  teams_.Intern(kWholeAuthority);
  teams_.Intern(kNoTeam);
}

Authority::~Authority() = default;

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
  if (!store_.batches().HasDue() || !store_.batches().RaiseDue()) return;
  store_.NoteCompletion();
  comments_.reset();
  CountAnew();
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

/// Calls `contributes` for each of the sums that the child is part of, and notes on which day history_ will be another.
template <typename Contributes>
void Authority::ForEachSum(ChildNumber representative, Part& out, Contributes contributes) {
  if (counted_.Covers(representative)) {
    contributes(out.counted);
    if (history_.next_change != Date::Max())
      pending_.insert({history_.next_change, representative});
  }
  if (audited_.Covers(representative)) contributes(out.audited);
}

/// Contributes what history_ holds.
void Authority::AddContribution(ChildNumber representative, Part& out) {
  ForEachSum(representative, out, [this](Contribution& sum) {
    Contribute(history_, *definitions_, as_of_, teams_, sum);
  });
}

void Authority::Replace(const Part& before, const Part& after) {
  counted_.tally.Replace(before.counted, after.counted);
  audited_.tally.Replace(before.audited, after.audited);
}

void Authority::ContributeAll(const Group& representatives, Part& out) {
  out.Clear();
  for (const ChildNumber child : representatives) {
    if (!IsIn(child)) continue;
    store_.ForEachHistory(child, as_of_, history_, [&] { AddContribution(child, out); });
  }
}

/// The same of what a change of the record can touch.
void Authority::AddTouched(ChildNumber representative, RecordNumber record, const TouchedRows& rows,
                           Part& out) {
  const auto place = static_cast<std::size_t>(std::ranges::find(history_.numbers, record) -
                                              history_.numbers.begin());
  const Record* changed = place < history_.numbers.size() ? &history_.records[place] : nullptr;
  ForEachSum(representative, out, [&](Contribution& sum) {
    ContributeTouched(history_, *definitions_, as_of_, rows, changed, teams_, sum);
  });
}

/// Only what a change of the record can touch. Returns how much was read.
std::size_t Authority::ContributePart(const Group& representatives, RecordNumber record,
                                      const TouchedRows& rows, Part& out) {
  out.Clear();
  std::size_t size = 0;
  const ChildNumber own = store_.ChildOf(record);
  for (const ChildNumber child : representatives) {
    if (!IsIn(child)) continue;
    if (rows.reads.is_empty() || store_.HasTooManyRecords(child)) {
      if (own == kNoChild || store_.Representative(own) != child) continue;
      store_.ReadAlone(record, as_of_, history_);
    } else {
      store_.ReadKinds(child, rows.reads, as_of_, history_);
    }
    AddTouched(child, record, rows, out);
    size += SizeOf(history_);
  }
  return size;
}

/// Adds what history_ holds to the sums, or takes it out.
void Authority::ApplyHistory(ChildNumber representative, std::int32_t sign) {
  part_.Clear();
  AddContribution(representative, part_);
  counted_.tally.Apply(part_.counted, sign);
  audited_.tally.Apply(part_.audited, sign);
}

void Authority::AddHistory(ChildNumber representative, std::int32_t sign) {
  if (!IsIn(representative)) return;
  store_.ForEachHistory(representative, as_of_, history_,
                        [&] { ApplyHistory(representative, sign); });
}

void Authority::TakeOut(ChildNumber representative) {
  if (out_.insert(representative).second) AddHistory(representative, -1);
}

void Authority::TakeOut(const Group& representatives) {
  for (const ChildNumber child : representatives) TakeOut(child);
}

/// A child that is joined since a moment ago and was counted alone before, as one of too many.
void Authority::TakeOutParted(ChildNumber child) {
  if (!out_.insert(child).second || !IsIn(child)) return;
  store_.ForEachHistoryOfParted(child, as_of_, history_, [&] { ApplyHistory(child, -1); });
}

bool Authority::Settle(std::size_t records) {
  std::size_t counted = 0;
  while (!out_.empty() && counted < records) {
    const ChildNumber child = *out_.begin();
    if (store_.Representative(child) == child) {
      AddHistory(child, +1);
      counted += static_cast<std::size_t>(store_.RecordsOfGroup(child));
    }
    out_.erase(child);
    ++counted;
  }
  return out_.empty();
}

void Authority::NoteCommentary(RecordKind kind, RecordNumber record) {
  if (kind != RecordKind::kCommentary) return;
  commentaries_.insert(record);
  comments_.reset();
}

bool Authority::ApplyToRecord(const CaseEvent& event) {
  const RecordNumber record = store_.Find(event.kind, event.record);
  NoteCommentary(event.kind, record);
  if (counted_.is_empty()) return store_.Merge(record, event);
  CollectTouched(event, record, touched_);
  const bool changed =
      event.kind == RecordKind::kChild ? ApplyToChild(event, record) : ApplyCounted(event, record);
  if (!in_slices_) Settle();
  return changed;
}

/// True when the groups are better taken out than counted at this event: one is out already, is large, or may come to
/// have too many records, or no longer too many, so that all of it counts otherwise.
bool Authority::MustTakeOut(const Group& representatives, RecordNumber record,
                            const TouchedRows& rows) const {
  const bool may_grow = representatives.size() > 1 || store_.ChildOf(record) == kNoChild;
  const std::int64_t most = store_.bounds().records_of_child;
  for (const ChildNumber child : representatives) {
    if (!out_.empty() && out_.contains(child)) return true;
    const std::int64_t records = store_.RecordsOfGroup(child);
    if (may_grow && (records == most || records == most + 1)) return true;
    if (!rows.reads.is_empty() && records > store_.bounds().large_child && records <= most)
      return true;
  }
  return false;
}

bool Authority::ApplyCounted(const CaseEvent& event, RecordNumber record) {
  const TouchedRows& rows = rows_.Of(event.kind);
  const Group groups = Representatives(touched_);
  if (MustTakeOut(groups, record, rows) ||
      ContributePart(groups, record, rows, before_) > store_.bounds().most_read) {
    TakeOut(groups);
    return store_.Merge(record, event);
  }
  if (!store_.Merge(record, event)) return false;
  if (groups.size() == 1 && !rows.reads.is_empty() && IsIn(groups.front()) &&
      !store_.HasTooManyRecords(groups.front())) {
    // The usual case: history_ still holds what is read, and one record of it has changed.
    after_.Clear();
    store_.ReadAgain(record, as_of_, history_);
    AddTouched(groups.front(), record, rows, after_);
  } else {
    ContributePart(groups, record, rows, after_);
  }
  Replace(before_, after_);
  return true;
}

/// An event of a record of kind kChild, which may join or part children. Whole groups are taken out, and put back as
/// they are then.
bool Authority::ApplyToChild(const CaseEvent& event, RecordNumber record) {
  const ChildNumber child = store_.FindChild(event.record);
  touched_.push_back(child);
  TakeOut(Representatives(touched_));
  const ChildNumber said = store_.AliasAfter(record, event);
  if (said != store_.aliases().SaidOf(child)) Rejoin(child, said);
  return store_.Merge(record, event);
}

void Authority::Rejoin(ChildNumber child, ChildNumber said) {
  const AliasGroups& aliases = store_.aliases();
  const ChildNumber before = aliases.SaidOf(child);
  std::size_t size = aliases.ComponentSize(child);
  if (said != kNoChild) {
    TakeOut(store_.Representative(said));
    size += aliases.ComponentSize(said);
  }
  // Only then may somebody who is joined be no longer, or who is one of too many be joined.
  const bool may_cross = size > aliases.most_joined();
  for (const ChildNumber one : {child, said}) {
    if (!may_cross || one == kNoChild || aliases.IsTooLarge(one)) continue;
    aliases.ForEachOfGroup(one, [this](ChildNumber member) { out_.insert(member); });
  }
  store_.SayAlias(child, said);
  for (const ChildNumber one : {child, before, said}) {
    if (one == kNoChild || aliases.IsTooLarge(one)) continue;
    if (may_cross) aliases.ForEachOfGroup(one, [this](ChildNumber m) { TakeOutParted(m); });
    out_.insert(store_.Representative(one));
  }
}

void Authority::ForgetSums() {
  counted_ = RunningSums(definitions_->catalogue.indicators.size());
  audited_ = RunningSums(definitions_->catalogue.indicators.size());
  pending_.clear();
  out_.clear();
  view_maker_->Forget();
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

/// Puts the child at the cursor into the sums, unless it is part of another's group. Calls `each` for what is read.
/// Returns how much that was.
template <typename Each>
std::size_t Authority::CountNext(RunningSums& sums, Each each) {
  const ChildNumber child = sums.below++;
  std::size_t size = 1;
  if (store_.Representative(child) != child) return size;
  if (out_.contains(child)) return size;  // Settle adds it
  store_.ForEachHistory(child, as_of_, history_, [&] {
    size += history_.records.size();
    part_.Clear();
    Contribute(history_, *definitions_, as_of_, teams_, part_.counted);
    sums.tally.Apply(part_.counted, +1);
    each(child);
  });
  return size;
}

bool Authority::CountSome(std::size_t records) {
  if (!is_counting()) return true;
  std::size_t looked_at = 0;
  while (counted_.below < store_.child_count()) {
    if (looked_at >= records) return false;
    looked_at += CountNext(counted_, [this](ChildNumber child) {
      if (history_.next_change != Date::Max()) pending_.insert({history_.next_change, child});
      if (replaced_ == nullptr) return;
      moved_due_dates_ += CountMovedDueDates(history_, *replaced_, *definitions_, as_of_);
    });
  }
  counted_.below = kNoChild;
  replaced_ = nullptr;
  return true;
}

/// Who changes up to `as_of`; false when they are so many that everything is better counted anew.
bool Authority::TakeDue(Date as_of, Group& due) {
  std::int64_t records = 0;
  for (auto at = pending_.begin(); at != pending_.end() && at->first <= as_of; ++at) {
    records += store_.RecordsOfGroup(at->second);
    if (due.size() == kMostDueAtOnce || records > kMostRecordsDueAtOnce) return false;
    due.push_back(at->second);
  }
  pending_.erase(pending_.begin(), pending_.lower_bound({as_of + 1, 0}));
  return true;
}

void Authority::Advance(Date as_of) {
  if (as_of == as_of_) return;
  CASECLOCK_CHECK(definitions_->calendar.first() <= as_of && as_of <= definitions_->calendar.last(),
                  "the as-of date lies within the calendar");
  Settle();
  comments_.reset();
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
  rows_ = RowsByKind(definitions_->catalogue);
  moved_due_dates_ = 0;
  CountAnew();
}

void Authority::Reword(std::shared_ptr<const Definitions> definitions) {
  CASECLOCK_CHECK(definitions->Fingerprint() == definitions_->Fingerprint(),
                  "other words change no figure");
  view_maker_->Forget();
  definitions_ = std::move(definitions);
}

void Authority::JudgeBy(const Standards& standards) {
  view_maker_->Forget();
  standards_ = StandardsOf(standards, code_);
  standards_fingerprint_ = Fingerprint(standards_);
}

JudgedCouncil Authority::Judged() const {
  CASECLOCK_CHECK(!is_counting() && out_.empty(), "figures are read when they have been counted");
  const std::string& supervised = definitions_->supervised_team;
  return {code_, as_of_, !supervised.empty(), supervised};
}

/// What follows from no sum.
void Authority::AddFactsOfCouncil(AuthorityView& view) const {
  if (!comments_) {
    comments_ = ReadComments(store_, {commentaries_.begin(), commentaries_.end()}, as_of_);
  }
  view.comments = *comments_;
  view.standards = standards_fingerprint_;
  view.records = static_cast<std::int64_t>(store_.record_count());
  view.children = static_cast<std::int64_t>(store_.children_with_records());
  view.data_as_of_us = data_as_of_us_;
}

AuthorityView Authority::MakeView() const {
  AuthorityView view = BuildView(counted_.tally, teams_, *definitions_, standards_, Judged());
  AddFactsOfCouncil(view);
  return view;
}

std::shared_ptr<const AuthorityView> Authority::UpdateView(const std::function<bool()>& go_on) {
  const ViewMaker::Sources sources{counted_.tally, teams_, *definitions_, standards_};
  const JudgedCouncil council = Judged();
  if (!view_maker_->Update(sources, council, counted_.tally.TakeChanged(), go_on)) return nullptr;
  AuthorityView view = view_maker_->Whole();
  AddFactsOfCouncil(view);
  return std::make_shared<const AuthorityView>(std::move(view));
}

std::int64_t Authority::Audit() const {
  Tally fresh(definitions_->catalogue.indicators.size());
  StringPool& teams = const_cast<StringPool&>(teams_);  // no new names: every team has been seen
  Contribution contribution;
  for (ChildNumber child = 0; child < store_.child_count(); ++child) {
    if (store_.Representative(child) != child) continue;
    store_.ForEachHistory(child, as_of_, history_, [&] {
      contribution.Clear();
      Contribute(history_, *definitions_, as_of_, teams, contribution);
      fresh.Apply(contribution, +1);
    });
  }
  return counted_.tally.CountDifferences(fresh);
}

std::optional<std::int64_t> Authority::AuditSome(std::size_t records) {
  CASECLOCK_CHECK(counted_.is_complete(), "an audit compares sums that have been counted");
  std::size_t looked_at = 0;
  while (audited_.below < store_.child_count()) {
    if (looked_at >= records) return std::nullopt;
    looked_at += CountNext(audited_, [](ChildNumber) {});
  }
  Settle();
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

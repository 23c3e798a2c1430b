/// @file
/// One council: its records, its running sums and the view made from them. The heart of Caseclock.
///
/// Example:
///   Authority authority("E08000018", definitions, Date::FromYmd(2024, 3, 31));
///   authority.Apply(event);                             // any order, any number of times
///   authority.Advance(Date::FromYmd(2024, 4, 1));       // a new day
///   const AuthorityView view = authority.MakeView();    // every figure, as of that day
///
/// The same events in any order, any number of times, with Advance and restarts anywhere between, give the same
/// view and the same state.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "processors/indicator/contribution.h"
#include "processors/indicator/definitions.h"
#include "processors/judgement/standards.h"
#include "processors/record/record_store.h"
#include "processors/running_sums.h"
#include "processors/view.h"

namespace caseclock {

class ViewMaker;
struct JudgedCouncil;

/// Used by the loop thread only. Not copyable.
class Authority {
 public:
  /// Requires: `as_of` within the calendar of `definitions`.
  Authority(std::string code, std::shared_ptr<const Definitions> definitions, Date as_of,
            RecordBounds bounds = {});
  ~Authority();

  const std::string& code() const { return code_; }
  Date as_of() const { return as_of_; }
  const Definitions& definitions() const { return *definitions_; }

  /// Merges an event of this authority and counts its effect. True when the state changed.
  /// `sent_at_us`: when its message was sent, from which an export's wait runs; files have no such time.
  /// Cost: the records of the children it touches, about 2 microseconds; after an export has taken effect everything
  /// is counted anew.
  bool Apply(const CaseEvent& event, std::int64_t sent_at_us = 0);

  /// From here on events are merged only; EndCatchUp counts once. For restoring and for long catch-ups.
  void BeginCatchUp();
  void EndCatchUp();
  bool is_catching_up() const { return catching_up_; }

  /// From here on what must be counted anew waits for CountSome, and children with very many records for Settle;
  /// otherwise it is counted at once. For a loop that must not stand still: until the count is done the figures are of
  /// no use, and the last view stands.
  void CountInSlices() { in_slices_ = true; }
  /// Counts the children with very many records that events have touched since the last call, each once, for about
  /// `records` records and one child at least; true when all are counted. Before figures are read. Nothing is left to
  /// do unless CountInSlices.
  bool Settle(std::size_t records = std::numeric_limits<std::size_t>::max());
  bool is_settled() const { return out_.empty(); }
  /// True between the moment from which everything must be counted anew and the end of that count.
  bool is_counting() const { return !catching_up_ && !counted_.is_complete(); }
  /// Goes on with the count for about `records` records; true when it is done. Events, days and audits may come
  /// between. Example: while (!authority.CountSome(1000)) Apply(next_event);
  /// Cost: about 2 microseconds a record.
  bool CountSome(std::size_t records);

  /// It is now `as_of`. Cheap forwards: only children with facts dated in between are counted anew; all of them when
  /// they are many or a limit of the catalogue has come into force in between.
  /// Requires: within the calendar.
  void Advance(Date as_of);

  /// Other definitions from now on: counts everything anew.
  void Redefine(std::shared_ptr<const Definitions> definitions);
  /// How many open clocks are due on another day by the last Redefine than before. Requires: !is_counting().
  std::int64_t moved_due_dates() const { return moved_due_dates_; }

  /// Other titles of the same rows: nothing is counted anew. Requires: the fingerprints are equal.
  void Reword(std::shared_ptr<const Definitions> definitions);

  /// Other targets, comparators or policy from the next view on: nothing is counted anew.
  void JudgeBy(const Standards& standards);

  /// Every figure as of today, judged. Cost: about two milliseconds for twenty teams.
  /// Requires: settled, and !is_counting().
  AuthorityView MakeView() const;
  /// The same, equal to it in everything, with what did not change since the last call shared with the view of then,
  /// in slices as long as `go_on` says: nullptr when it is not whole yet. What events change between two slices is made
  /// again. Cost: about a microsecond for each team and indicator that changed, ten with clocks.
  /// Example: while (view == nullptr) view = authority.UpdateView(go_on);
  std::shared_ptr<const AuthorityView> UpdateView(const std::function<bool()>& go_on);

  /// True when an export has begun and neither taken effect nor been overtaken: these may be half an import.
  bool HasOpenBatch() const { return store_.batches().HasOpenBatch(); }
  /// Its exports. Example: authority.exports().Holds(now_us).
  const BatchLedger& exports() const { return store_.batches(); }
  /// How long an export that is coming in may hold the figures back. Units: microseconds.
  void HoldFor(std::int64_t wait_us) { store_.batches().set_wait(wait_us); }
  /// An event of an export was refused; `event_hash` as EventHash.
  bool Refuse(const BatchRef& batch, std::uint64_t event_hash, std::int64_t sent_at_us) {
    return store_.batches().Refuse(batch, event_hash, sent_at_us);
  }

  /// Recomputes all sums from the records and says in how many they differ from the running ones: always 0.
  std::int64_t Audit() const;
  /// The same in slices of about `records` records, between events: nullopt until the last one. A count of everything
  /// that begins meanwhile begins the audit anew, too. Requires: neither counting nor catching up.
  std::optional<std::int64_t> AuditSome(std::size_t records);

  /// The records, for explanations and checkpoints.
  const RecordStore& store() const { return store_; }
  /// Puts back state from a checkpoint. Requires: catching up.
  void RestoreRecord(const Record& record);
  void RestoreBatches(BatchState state);

  /// All merged facts in a canonical text form: equal for equal states. For tests and comparisons, not for storage.
  std::string CanonicalState() const;

 private:
  /// Children whose contribution a change touches; each once, by representative.
  using Group = absl::InlinedVector<ChildNumber, 4>;
  /// What some groups contribute to the sums: those that have them, and to those of an audit under way.
  struct Part {
    Contribution counted;
    Contribution audited;
    void Clear() {
      counted.Clear();
      audited.Clear();
    }
  };

  void CollectTouched(const CaseEvent& event, RecordNumber record, Group& touched);
  Group Representatives(const Group& children) const;
  bool IsIn(ChildNumber representative) const;
  void ContributeAll(const Group& representatives, Part& out);
  std::size_t ContributePart(const Group& representatives, RecordNumber record,
                             const TouchedRows& rows, Part& out);
  void AddTouched(ChildNumber representative, RecordNumber record, const TouchedRows& rows,
                  Part& out);
  template <typename Contributes>
  void ForEachSum(ChildNumber representative, Part& out, Contributes contributes);
  void AddContribution(ChildNumber representative, Part& out);
  void Replace(const Part& before, const Part& after);
  bool MustTakeOut(const Group& representatives, RecordNumber record,
                   const TouchedRows& rows) const;
  void TakeOut(const Group& representatives);
  void TakeOut(ChildNumber representative);
  void TakeOutParted(ChildNumber child);
  void ApplyHistory(ChildNumber representative, std::int32_t sign);
  void AddHistory(ChildNumber representative, std::int32_t sign);
  bool ApplyToRecord(const CaseEvent& event);
  bool ApplyCounted(const CaseEvent& event, RecordNumber record);
  bool ApplyToChild(const CaseEvent& event, RecordNumber record);
  void Rejoin(ChildNumber child, ChildNumber said);
  void RaiseDueFloors();
  void ForgetSums();
  void CountAnew();
  template <typename Each>
  std::size_t CountNext(RunningSums& sums, Each each);
  bool TakeDue(Date as_of, Group& due);
  void NoteTime(std::int64_t recorded_at_us);
  void NoteCommentary(RecordKind kind, RecordNumber record);
  JudgedCouncil Judged() const;
  void AddFactsOfCouncil(AuthorityView& view) const;

  std::string code_;
  std::shared_ptr<const Definitions> definitions_;
  RowsByKind rows_;  // of definitions_
  Date as_of_;
  RecordStore store_;
  StringPool teams_;
  RunningSums counted_;
  RunningSums audited_;  // empty: no audit is under way
  bool catching_up_ = false;
  bool in_slices_ = false;
  /// Representatives whose groups have been taken out of all sums until Settle puts them back: a group is out when its
  /// representative is among them.
  absl::flat_hash_set<ChildNumber> out_;
  std::shared_ptr<const Definitions> replaced_;  // by the last Redefine, until it has been counted
  std::int64_t moved_due_dates_ = 0;
  std::int64_t data_as_of_us_ = 0;
  Standards standards_;  // what concerns this council
  std::uint64_t standards_fingerprint_ = Fingerprint(Standards());
  absl::btree_set<RecordNumber> commentaries_;
  std::unique_ptr<ViewMaker> view_maker_;
  mutable std::optional<std::vector<Comment>> comments_;  // as of as_of_; nullopt: to be read
  absl::btree_set<std::pair<Date, ChildNumber>>
      pending_;  // who changes on a later day, by that day
  // Scratch memory, reused.
  mutable History history_;
  Group touched_;
  Part part_;
  Part before_;
  Part after_;
};

}  // namespace caseclock

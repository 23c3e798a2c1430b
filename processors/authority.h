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
#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/inlined_vector.h"
#include "processors/indicator/contribution.h"
#include "processors/indicator/definitions.h"
#include "processors/judgement/standards.h"
#include "processors/record/record_store.h"
#include "processors/tally/tally.h"
#include "processors/view.h"

namespace caseclock {

/// Used by the loop thread only. Not copyable.
class Authority {
 public:
  /// Requires: `as_of` within the calendar of `definitions`.
  Authority(std::string code, std::shared_ptr<const Definitions> definitions, Date as_of);

  const std::string& code() const { return code_; }
  Date as_of() const { return as_of_; }
  const Definitions& definitions() const { return *definitions_; }

  /// Merges an event of this authority and counts its effect. True when the state changed.
  /// Cost: the records of the children it touches, about 2 microseconds; a batch completion looks at every record.
  bool Apply(const CaseEvent& event);

  /// From here on events are merged only; EndCatchUp counts once. For restoring and for long catch-ups.
  void BeginCatchUp() { counting_ = false; }
  void EndCatchUp();
  bool is_catching_up() const { return !counting_; }

  /// It is now `as_of`. Cheap forwards: only children with facts dated in between are counted anew; all of them when
  /// a limit of the catalogue has come into force in between.
  /// Requires: within the calendar.
  void Advance(Date as_of);

  /// Other definitions from now on: counts everything anew.
  void Redefine(std::shared_ptr<const Definitions> definitions);

  /// Other targets, comparators or policy from the next view on: nothing is counted anew.
  void JudgeBy(const Standards& standards);

  /// Every figure as of today, judged. Cost: about two milliseconds for twenty teams.
  AuthorityView MakeView() const;

  /// True while an export is being received: its figures would be half an import.
  bool HasOpenBatch() const { return store_.batches().HasOpenBatch(); }

  /// Recomputes all sums from the records and says in how many they differ from the running ones: always 0.
  std::int64_t Audit() const;

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

  void CollectTouched(const CaseEvent& event, RecordNumber record, Group& touched);
  Group Representatives(const Group& children) const;
  void ContributeAll(const Group& representatives, Contribution& out);
  void ContributePart(const Group& representatives, RecordNumber record, RecordKind kind,
                      Contribution& out);
  void AddContribution(ChildNumber representative, Contribution& out);
  bool ApplyToRecord(const CaseEvent& event);
  bool ApplyCompletion(const CaseEvent& event, const CompleteBatch& completion);
  void CountEverything();
  void NoteTime(std::int64_t recorded_at_us);
  void NoteCommentary(RecordKind kind, RecordNumber record);

  std::string code_;
  std::shared_ptr<const Definitions> definitions_;
  Date as_of_;
  RecordStore store_;
  StringPool teams_;
  Tally tally_;
  bool counting_ = true;
  std::int64_t data_as_of_us_ = 0;
  Standards standards_;  // what concerns this council
  std::uint64_t standards_fingerprint_ = Fingerprint(Standards());
  absl::btree_set<RecordNumber> commentaries_;
  absl::btree_set<std::pair<Date, ChildNumber>>
      pending_;  // who changes on a later day, by that day
  // Scratch memory, reused.
  mutable History history_;
  Group touched_;
  Contribution before_;
  Contribution after_;
};

}  // namespace caseclock

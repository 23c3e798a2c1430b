/// @file
/// The councils of the partitions that this instance reads: their state, and when their figures may be shown.
///
/// A council is shown once its partition is caught up and no export of it is half received. Until then its last view
/// stands, or none.
///
/// Example:
///   councils.AddPartition(0);
///   councils.Apply(0, event, now_us);
///   councils.FinishCatchUp(0);
///   councils.CountSome(go_on);                 // in every turn: what must be counted anew, a slice at a time
///   auto view = councils.MakeView(now_us);     // rebuilds only what changed
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/codec/codec.h"
#include "processors/authority.h"

namespace caseclock {

/// Gives the definitions of a council by its code.
using DefinitionsOf = std::function<std::shared_ptr<const Definitions>(const std::string&)>;

/// What other definitions did, once all councils have been counted by them.
struct Redefined {
  std::int64_t councils = 0;         ///< counted anew
  std::int64_t moved_due_dates = 0;  ///< open clocks that are due on another day than before
};

/// Asked between slices of work: false when it must wait for the next turn. Always true: all at once.
using GoOn = std::function<bool()>;

/// Exports that have not come whole.
struct HeldExports {
  std::int64_t count = 0;                           ///< councils whose figures are held back
  std::int64_t since_us = 0;                        ///< the oldest; 0: none
  std::map<std::string, std::int64_t> authorities;  ///< since when, by code
  std::map<std::string, std::vector<IncompleteExport>>
      incomplete;  ///< by code; also when nothing is held
};

/// How far back a message's own time may begin an export's wait. Units: microseconds.
inline constexpr std::int64_t kLongestWaitUs = std::int64_t{24} * 3600 * 1'000'000;

/// From when the wait of an export runs that this message began: its own time, never later than our clock and never
/// earlier than kLongestWaitUs before it. 0 or less: it has none, and is taken as sent now.
std::int64_t SentAt(std::int64_t message_us, std::int64_t now_us);

/// Used by the loop thread only.
class Councils {
 public:
  /// A day beyond the calendar is not shown: the nearest one within is, and Problems() says so.
  /// `batch_wait_us`: how long an incomplete export may hold a council's figures back.
  Councils(DefinitionsOf definitions_of, Date as_of, std::int64_t batch_wait_us,
           RecordBounds bounds = {});

  /// A partition is assigned, or taken away with all its councils.
  void AddPartition(std::int32_t partition);
  void DropPartition(std::int32_t partition);

  /// Merges an event; new councils come to be. Returns whether the state changed.
  /// `message_us`: its message's own time; see SentAt.
  bool Apply(std::int32_t partition, const CaseEvent& event, std::int64_t now_us,
             std::int64_t message_us = 0);
  /// An event of an export was refused: it is counted as that, and never fills the export's count.
  void Refuse(std::int32_t partition, const RefusedMember& member, std::int64_t now_us,
              std::int64_t message_us = 0);

  /// The council for a restore; new, and catching up, if it was not there.
  Authority& ForRestore(std::int32_t partition, const std::string& code);

  /// The partition has passed the end seen at assignment: its councils are counted, and shown once they are.
  void FinishCatchUp(std::int32_t partition);
  bool IsCaughtUp(std::int32_t partition) const;

  /// It is now another day. Days beyond a calendar are not reached: Problems() says so.
  void Advance(Date as_of);
  Date as_of() const { return as_of_; }

  /// Counts the children with very many records that events have touched since: before records are read. MakeView does
  /// it by itself.
  void Settle();

  /// Counts what must be counted anew, council by council in turn, as long as `go_on` says. True when nothing is left.
  /// Meanwhile the last view of a council stands.
  bool CountSome(const GoOn& go_on);

  /// True when MakeView would differ from the last one.
  bool IsDirty() const { return dirty_; }
  /// One view for each shown council, only those that changed made anew, as many of these as `go_on` allows and at
  /// least one: the others keep their last view, and IsDirty() says so. The view of before when nothing is new.
  /// Cost: of the councils that changed, and a pointer for each of the others.
  std::shared_ptr<const View> MakeView(std::int64_t now_us, const GoOn& go_on = Always);

  /// True when a council's view is made in part: it is whole sooner when no event comes between.
  bool is_half_made() const { return half_made_; }

  HeldExports Held(std::int64_t now_us) const;
  /// Sentences on what keeps figures from being current. Example: the calendar ends.
  std::vector<std::string> Problems() const;

  /// Audits the next council in turn, in slices as long as `go_on` says. Returns the differences found; nullopt when it
  /// is not at its end, or there is none to audit: see is_auditing().
  std::optional<std::int64_t> AuditNext(const GoOn& go_on = Always);
  bool is_auditing() const { return !audited_.empty(); }

  /// Other targets, comparators or policy for every council from the next view on.
  void JudgeBy(std::shared_ptr<const Standards> standards);
  /// Other definitions for every council: those that differ are counted anew. What that did TakeRedefined says.
  void Redefine(DefinitionsOf definitions_of);
  /// Once after each Redefine, when everything has been counted.
  std::optional<Redefined> TakeRedefined();

  /// The councils of a partition, for checkpoints and drill-down, by code.
  std::vector<Authority*> OfPartition(std::int32_t partition);
  Authority* Find(const std::string& code);
  const Authority* Find(const std::string& code) const;
  /// nullptr also while the council's figures are not shown, because its partition is catching up.
  const Authority* FindShown(const std::string& code) const;

 private:
  struct Council {
    std::unique_ptr<Authority> authority;
    std::shared_ptr<const AuthorityView> shown;  // the last view, or null
    std::int32_t partition = 0;
    bool in_view = false;  // is in caught_up_
    bool changed = false;  // is in changed_
  };
  using ByCode = std::map<std::string, Council*>;
  /// Also where two partitions have the same council, which the topic's contract forbids.
  using Place = std::pair<std::string, std::int32_t>;  // code, partition
  using ByPlace = std::map<Place, Council*>;
  struct Partition {
    std::map<std::string, Council> councils;
    bool caught_up = false;
  };

  static bool Always() { return true; }

  static bool SettleSome(Authority& authority, const GoOn& go_on);
  Council& CouncilOf(std::int32_t partition, const std::string& code);
  static bool MayShow(const Council& council, std::int64_t now_us);
  /// What has been done to the council may have changed its figures, begun a count of everything, or begun an export.
  void Note(const std::string& code, Council& council, bool changed);
  void PutCaughtUp(const std::string& code, Council& council);
  void PutChanged(const std::string& code, Council& council);
  void ForgetCouncils(std::int32_t partition);
  template <typename Each>
  void ForEach(Each each);

  bool MakeAnew(Council& council, const GoOn& go_on);
  /// The shown councils: those of the last view, with `made` in their places; all of them when they are other ones.
  std::vector<std::shared_ptr<const AuthorityView>> Shown(const ByCode& made) const;

  bool IsCovered(Date date) const { return first_day_ <= date && date <= last_day_; }

  void ReadCalendar();

  DefinitionsOf definitions_of_;
  std::shared_ptr<const Standards> standards_ = std::make_shared<const Standards>();
  Date first_day_;  // of the calendar, which is common to all councils but for their closure days
  Date last_day_;
  Date as_of_;
  std::int64_t batch_wait_us_;
  RecordBounds bounds_;
  std::map<std::int32_t, Partition> partitions_;
  // What there is to do, so that nothing goes through all councils for the sake of one.
  ByCode caught_up_;           // of partitions that are; where two have one, that of the higher
  ByCode changed_;             // of these, whose view must be made anew
  ByPlace counting_;           // that are counted anew
  ByPlace unsettled_;          // with children that wait for Settle
  mutable ByPlace exporting_;  // that may have exports which have not come whole
  std::shared_ptr<const View> view_;  // the last one made
  bool regrouped_ = false;            // other councils are shown than in view_
  bool dirty_ = false;
  bool half_made_ = false;
  bool calendar_ended_ = false;
  std::vector<std::string> redefined_;  // councils whose count by other definitions is not yet told
  bool tell_redefined_ = false;
  Place last_counted_;
  std::string last_shown_;
  std::string last_audited_;
  std::string audited_;  // the audit under way, or ""
};

}  // namespace caseclock

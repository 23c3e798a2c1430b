/// @file
/// Writes down the events of an invented history: gives them stamps (with many ties) and remembers
/// what was said of which record, so that it can be corrected, cleared, withdrawn or exported
/// later.
///
/// Example:
///   Scribe scribe(dice, {first, last});
///   auto& referral = scribe.NewRecord(RecordKind::kReferral, "child-1");
///   scribe.Say(referral, {On(Fact::kReferralOpened, day)}, day + 1);
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/record/case_event.h"
#include "tests/simulation/dice.h"

namespace caseclock::simulation {

/// A fact with a date, a fact with a code, a link, and an allocation (an empty team: nobody holds
/// it).
FactAssertion On(Fact fact, Date day, std::int32_t code = 0);
FactAssertion Coded(Fact fact, std::int32_t code);
FactAssertion Linked(Fact fact, std::string record);
FactAssertion Allocated(Date first_day, const std::string& team, const std::string& worker = "");

/// What the scribe has said of one record.
struct KnownRecord {
  RecordKind kind = RecordKind::kUnspecified;
  std::string id;
  std::string child;
  std::vector<FactAssertion> facts;  ///< one for each fact and first day, as said last
};

/// Keeper of the events of one history.
class Scribe {
 public:
  /// `closures` and bank holidays attract dates. `dice` outlives the scribe.
  Scribe(Dice& dice, Period span, const std::vector<Date>& closures);

  /// A day in or near the span, often one at which counting goes wrong: around bank holidays, the
  /// end of February, of March and of the year; now and then years before, in the future, or
  /// outside the calendar.
  Date SomeDay();
  /// A day near the end of a limit in working days, or anywhere.
  Date NearLimit(Date start, int limit);
  /// When something that happened on `day` is recorded: mostly soon, sometimes weeks later, or
  /// before.
  Date RecordingDay(Date day);

  /// A record with an identity that says nothing about its place in time.
  KnownRecord& NewRecord(RecordKind kind, const std::string& child);

  /// The record is said to have these facts, recorded on the day.
  void Say(KnownRecord& record, std::vector<FactAssertion> facts, Date recorded);
  void Clear(const KnownRecord& record, const FactAssertion& fact, Date recorded);
  void Withdraw(const KnownRecord& record, Date recorded);
  void Move(KnownRecord& record, const std::string& to_child, Date recorded);

  /// Says an earlier event again: unchanged, or with another value under the very same stamp.
  void Repeat();
  void ContradictUnderOneStamp();

  /// An export of some of what is known, perhaps completed with scopes.
  void Export(const std::string& source, Date day);

  /// One of the records known so far, or null before there is one.
  KnownRecord* AnyRecord();
  /// One of the records of a kind, or null.
  KnownRecord* AnyRecordOf(RecordKind kind);

  /// All events by time of recording. The scribe has none left.
  std::vector<CaseEvent> TakeEvents();

 private:
  CaseEvent EventOf(const KnownRecord& record, Date recorded);
  Stamp StampOf(Date recorded);
  Stamp BatchStamp(const std::string& source, Date day);
  std::string EventId();
  /// How many events a completion says there are: as a rule as many as were sent, of which one may be lost on its way.
  int Declared(const std::string& batch);
  /// One event of the export is lost or refused: it never comes.
  void Lose(const std::string& batch);
  void CompleteExport(const std::string& source, const std::string& batch, Date day);
  /// Completes the same export once more, with another number or other lists.
  void Contradict(CaseEvent completion, int declared);
  Scope SomeScope();
  bool IsAwkward(Date day) const;

  Dice& dice_;
  Period span_;
  std::vector<Date> closures_;
  std::vector<Date> awkward_days_;
  std::deque<KnownRecord> records_;  // addresses stay
  std::vector<CaseEvent> events_;
  int last_number_ = 0;
};

}  // namespace caseclock::simulation

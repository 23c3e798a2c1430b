/// @file
/// What the stories of one simulated council share, and the clerk who types them in.
///
/// Example, a referral made on 1 March, typed in that day or some days later, and given to the
/// front door:
///   Clerk clerk(desk, random);
///   CaseRecord referral = clerk.Open(RecordKind::kReferral, "X1-C000001");
///   clerk.Enter(referral, {On(Fact::kReferralOpened, Date::FromYmd(2024, 3, 1))});
///   clerk.Allocate(referral, Date::FromYmd(2024, 3, 1), 0);
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/simulation/agenda.h"
#include "daemon/simulation/council_profile.h"
#include "daemon/simulation/office_calendar.h"
#include "daemon/simulation/random.h"

namespace caseclock::simulation {

/// A fact with a date. Example: On(Fact::kReferralClosure, date, kClosed, "RC8").
FactAssertion On(Fact fact, Date date, int code = 0, std::string text = {});
/// A fact without a date: a type or a link.
FactAssertion Says(Fact fact, int code, std::string text = {});

/// How a team does against the published distribution, quarter by quarter. Same seed, same form.
class TeamForm {
 public:
  TeamForm(const CouncilProfile& profile, std::uint64_t seed);
  /// Units: as TeamProfile::slip: the team's own, plus a drift of up to +-4 points in steps of a
  /// quarter, plus the bad quarter, if it is now.
  int Slip(int team, Date day);

 private:
  int Drift(int team, int quarter);

  const CouncilProfile& profile_;
  std::uint64_t seed_;
  std::map<std::pair<int, int>, int> drift_;  // (team, quarters since 1970), a few dozen
};

/// What one council's stories share. Not copyable; used by one thread.
struct Desk {
  Desk(const CouncilProfile& council, std::uint64_t seed) : profile(council), form(profile, seed) {}
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  CouncilProfile profile;
  OfficeCalendar calendar;
  Agenda agenda;
  TeamForm form;
  int records = 0;  ///< identities given so far
  int children = 0;

  std::string NewChild();
  std::string NewRecord();
  /// Any child given an identity so far. Requires: there is one.
  std::string AnyChild(Random& random) const;
};

/// A record on its way: who, and when its last entry was made. Entries of one record are made in
/// their order.
struct CaseRecord {
  RecordKind kind = RecordKind::kUnspecified;
  std::string id;
  std::string child;
  Date entered_on = Date::Min();
  int entered_second = 0;
};

/// How long a kind of work takes, and its limit. Units: working days. Requires: the limit is the
/// end of a band.
struct WorkLength {
  std::span<const Band> bands;
  int limit;
};

/// Types things in, late now and then and not always right. Lives as long as one story.
class Clerk {
 public:
  Clerk(Desk& desk, Random& random) : desk_(desk), random_(random) {}

  /// A record nobody has typed in yet.
  CaseRecord Open(RecordKind kind, std::string child);
  /// One that is typed in no sooner than `parent` was.
  CaseRecord OpenAfter(RecordKind kind, const CaseRecord& parent);

  /// Types in what happened on the date of the first fact: on that day or later, now and then first
  /// with a wrong date. Requires: at least one fact, the first with a date.
  void Enter(CaseRecord& record, std::vector<FactAssertion> facts);
  /// Like Enter, but typed in on `typed_on`, for things booked ahead.
  void EnterOn(CaseRecord& record, Date typed_on, std::vector<FactAssertion> facts);
  /// A team holds the record from `first_day` on, with one of its workers.
  void Allocate(CaseRecord& record, Date first_day, int team);
  /// Typed in on the next working day or, with `days`, the nth after the record's last entry.
  void Correct(CaseRecord& record, Action action, int days = 1);

  /// The day on which work begun on `start` stops, by the published lengths and the team's form.
  Date Finish(Date start, int team, const WorkLength& length);
  /// A team of the service, by chance. Requires: the council has one.
  int TeamOf(TeamService service);

  const OfficeCalendar& calendar() const { return desk_.calendar; }
  Desk& desk() { return desk_; }
  Random& random() { return random_; }

 private:
  Date TypedOn(Date occurred);
  void Put(CaseRecord& record, Date day, Action action);
  void PutWrongDateFirst(CaseRecord& record, Date day, std::vector<FactAssertion> facts);

  Desk& desk_;
  Random& random_;
};

}  // namespace caseclock::simulation

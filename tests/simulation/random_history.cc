#include "tests/simulation/random_history.h"

#include <algorithm>
#include <array>
#include <string>

#include "tests/simulation/scribe.h"

namespace caseclock::simulation {
namespace {

constexpr std::array kTeams = {"North", "South", "West"};
constexpr std::array kAnyType = {1, 2, 3};

/// Makes up what happens to the children, and then what people do to the records of it.
class Storyteller {
 public:
  Storyteller(Dice& dice, Scribe& scribe) : dice_(dice), scribe_(scribe) {
    for (int child = dice_.Between(1, 3); child > 0; --child) {
      children_.push_back("child-" + std::to_string(child));
    }
  }

  void Tell() {
    for (const std::string& child : children_) LifeOf(child);
    for (int changes = dice_.Between(2, 16); changes > 0; --changes) Change();
  }

 private:
  /// A day in or near the span, or in the year before, which the previous-year figures show.
  Date ThisYearOrLast() {
    const Date day = scribe_.SomeDay();
    return dice_.Chance(25) ? AddMonths(day, -12) : day;
  }

  void LifeOf(const std::string& child) {
    Date referred = ThisYearOrLast();
    for (int referrals = dice_.Between(1, 3); referrals > 0; --referrals) {
      Referral(child, referred);
      // The next one is often about a year later, when it just is or just is not a repeat.
      referred =
          dice_.Chance(40) ? AddMonths(referred, 12) + dice_.Between(-2, 2) : ThisYearOrLast();
    }
    for (int plans = dice_.Between(0, 2); plans > 0; --plans) Plan(child);
    for (int others = dice_.Between(0, 3); others > 0; --others) SomethingElse(child);
    if (dice_.Chance(10)) Audit();
  }

  void Say(KnownRecord& record, std::vector<FactAssertion> facts, Date happened) {
    scribe_.Say(record, std::move(facts), scribe_.RecordingDay(happened));
  }

  void Referral(const std::string& child, Date day) {
    KnownRecord& referral = scribe_.NewRecord(RecordKind::kReferral, child);
    if (dice_.Chance(95)) Say(referral, {On(Fact::kReferralOpened, day)}, day);
    if (dice_.Chance(40))
      Say(referral, {On(Fact::kReferralDecided, day + dice_.Between(0, 3), 2)}, day + 2);
    Allocate(referral, day);
    for (int count = dice_.Between(0, 3); count > 0; --count) Assessment(referral, day);
    for (int count = dice_.Between(-1, 1); count > 0; --count) Section47(referral, day);
    if (dice_.Chance(40)) Close(referral, day + dice_.Between(1, 150));
  }

  void Close(KnownRecord& referral, Date day) {
    Say(referral, {On(Fact::kReferralClosure, day, kClosed)}, day);
    if (!dice_.Chance(30)) return;
    const Date undone = day + dice_.Between(0, 20);
    Say(referral, {On(Fact::kReferralReopened, undone)}, undone);
  }

  void Allocate(KnownRecord& record, Date day) {
    if (dice_.Chance(20)) return;
    const Date first_day = day + dice_.Between(-1, 2);
    Say(record, {Allocated(first_day, dice_.OneOf(kTeams), "worker-1")}, day);
    while (dice_.Chance(35)) Reallocate(record, day + dice_.Between(0, 90));
  }

  void Reallocate(KnownRecord& record, Date day) {
    const std::string team = dice_.Chance(10) ? "" : dice_.OneOf(kTeams);
    Say(record, {Allocated(day, team, "worker-2")}, day);
  }

  std::string LinkTo(const KnownRecord& record, RecordKind kind) {
    if (dice_.Chance(85)) return record.id;
    const KnownRecord* other = scribe_.AnyRecordOf(kind);
    return other == nullptr || dice_.Chance(20) ? "nowhere" : other->id;
  }

  void Assessment(const KnownRecord& referral, Date referred) {
    KnownRecord& assessment = scribe_.NewRecord(RecordKind::kAssessment, referral.child);
    const Date started = referred + dice_.Between(-1, 8);
    const int type = dice_.OneOf(kAnyType);
    std::vector<FactAssertion> facts;
    if (dice_.Chance(90)) facts.push_back(On(Fact::kAssessmentStarted, started));
    if (dice_.Chance(92)) facts.push_back(Coded(Fact::kAssessmentType, type));
    if (dice_.Chance(85)) {
      facts.push_back(Linked(Fact::kAssessmentReferral, LinkTo(referral, RecordKind::kReferral)));
    }
    Say(assessment, facts, started);
    Allocate(assessment, started);
    EndAssessment(assessment, type == 1 ? referred : started, type);
  }

  void EndAssessment(KnownRecord& assessment, Date start, int type) {
    const int limit = type == 1 ? dice_.OneOf(std::array{7, 10}) : type == 2 ? 35 : 45;
    const Date stop = scribe_.NearLimit(start, limit);
    if (dice_.Chance(40)) Say(assessment, {On(Fact::kAssessmentWorkFinished, stop - 2)}, stop);
    if (dice_.Chance(70)) Say(assessment, {On(Fact::kAssessmentAuthorised, stop)}, stop);
    if (dice_.Chance(18)) {
      const Date cancelled = stop + dice_.Between(-20, 20);
      Say(assessment, {On(Fact::kAssessmentCancelled, cancelled)}, cancelled);
    }
  }

  void Section47(const KnownRecord& referral, Date referred) {
    KnownRecord& enquiry = scribe_.NewRecord(RecordKind::kSection47, referral.child);
    const Date started = referred + dice_.Between(0, 20);
    Say(enquiry,
        {On(Fact::kSection47Started, started), Linked(Fact::kSection47Referral, referral.id)},
        started);
    Allocate(enquiry, started);
    for (int count = dice_.Between(0, 2); count > 0; --count) Conference(enquiry, started);
    if (!dice_.Chance(35)) return;
    const Date ended = started + dice_.Between(0, 30);
    Say(enquiry, {On(Fact::kSection47EndedWithoutConference, ended)}, ended);
  }

  void Conference(const KnownRecord& enquiry, Date started) {
    KnownRecord& conference = scribe_.NewRecord(RecordKind::kConference, enquiry.child);
    const Date held = scribe_.NearLimit(started, 15);
    std::vector<FactAssertion> facts = {On(Fact::kConferenceHeld, held)};
    if (dice_.Chance(90))
      facts.push_back(Coded(Fact::kConferenceType, dice_.OneOf(std::array{1, 1, 1, 2, 3, 4})));
    if (dice_.Chance(90)) {
      facts.push_back(Linked(Fact::kConferenceSection47, LinkTo(enquiry, RecordKind::kSection47)));
    }
    Say(conference, facts, held);
    Allocate(conference, held);
    if (dice_.Chance(15)) AgainForAnotherEnquiry(conference, facts, held);
    if (dice_.Chance(30)) Say(conference, {On(Fact::kMinutesIssued, held + 5)}, held + 5);
  }

  /// As exports have it that repeat a conference for each enquiry of the child.
  void AgainForAnotherEnquiry(const KnownRecord& conference, std::vector<FactAssertion> facts,
                              Date held) {
    const KnownRecord* other = scribe_.AnyRecordOf(RecordKind::kSection47);
    for (FactAssertion& fact : facts) {
      if (fact.fact == Fact::kConferenceSection47) fact.value.text = other->id;
    }
    Say(scribe_.NewRecord(RecordKind::kConference, conference.child), facts, held);
  }

  void Plan(const std::string& child) {
    KnownRecord& plan = scribe_.NewRecord(RecordKind::kPlan, child);
    const Date day = ThisYearOrLast();
    const Date started = dice_.Chance(45) ? day - 730 + dice_.Between(-3, 3) : day;
    std::vector<FactAssertion> facts = {On(Fact::kPlanStarted, started)};
    if (dice_.Chance(90))
      facts.push_back(Coded(Fact::kPlanType, dice_.OneOf(std::array{1, 1, 1, 1, 2, 3})));
    if (dice_.Chance(20)) facts.push_back(Coded(Fact::kPlanPreviousPlans, 1));
    Say(plan, facts, started);
    Allocate(plan, started);
    if (dice_.Chance(20)) Reallocate(plan, day);
    if (dice_.Chance(50)) {
      const Date ceased =
          started + (dice_.Chance(50) ? 730 + dice_.Between(-2, 2) : dice_.Between(-2, 900));
      Say(plan, {On(Fact::kPlanCeased, ceased)}, ceased);
    }
    for (int reviews = dice_.Between(0, 3); reviews > 0; --reviews) Review(plan, started);
  }

  /// Often booked around the plan's 24 months, or for when it nears them; sometimes moved, late or not held.
  void Review(const KnownRecord& plan, Date started) {
    KnownRecord& review = scribe_.NewRecord(RecordKind::kReview, plan.child);
    const int near = dice_.Chance(50) ? 730 + dice_.Between(-3, 3) : 548 + dice_.Between(-60, 182);
    const Date day = started + (dice_.Chance(80) ? near : dice_.Between(0, 900));
    const RecordKind of = dice_.Chance(92) ? RecordKind::kPlan : RecordKind::kCare;
    FactAssertion link = Linked(Fact::kReviewOf, LinkTo(plan, RecordKind::kPlan));
    link.value.code = static_cast<std::int32_t>(of);
    Say(review, {On(Fact::kReviewScheduled, day), link}, day - dice_.Between(0, 200));
    if (dice_.Chance(15))
      Say(review, {On(Fact::kReviewScheduled, day + dice_.Between(-40, 40))}, day - 5);
    if (!dice_.Chance(50)) return;
    const Date held = day + (dice_.Chance(60) ? 0 : dice_.Between(-30, 30));
    Say(review, {On(Fact::kReviewHeld, held), link}, held);
  }

  void SomethingElse(const std::string& child) {
    static constexpr std::array kOthers = {
        std::pair(RecordKind::kContact, Fact::kContactReceived),
        std::pair(RecordKind::kContact, Fact::kContactDecided),
        std::pair(RecordKind::kVisit, Fact::kVisitMade),
        std::pair(RecordKind::kReview, Fact::kReviewHeld),
        std::pair(RecordKind::kReview, Fact::kReviewScheduled),
        std::pair(RecordKind::kCare, Fact::kCareStarted),
        std::pair(RecordKind::kPlacement, Fact::kPlacementStarted),
        std::pair(RecordKind::kAdoption, Fact::kAdoptionDecided),
        std::pair(RecordKind::kAdoption, Fact::kAdoptionStatus),
        std::pair(RecordKind::kHealthAssessment, Fact::kHealthAssessed),
    };
    const auto [kind, fact] = dice_.OneOf(kOthers);
    KnownRecord& record = scribe_.NewRecord(kind, child);
    const Date day = scribe_.SomeDay();
    Say(record, {On(fact, day)}, day);
    if (kind == RecordKind::kCare && dice_.Chance(50)) {
      Say(record, {On(Fact::kCareCeased, day + 40)}, day + 40);
    }
    Allocate(record, day);
  }

  void Audit() {
    const Date day = scribe_.SomeDay();
    Say(scribe_.NewRecord(RecordKind::kAudit, ""), {On(Fact::kAudit, day, 3)}, day);
  }

  // What people do to records.

  void Change() {
    KnownRecord* record = scribe_.AnyRecord();
    const Date when = scribe_.SomeDay();
    if (record->child.empty() || record->facts.empty()) return;
    switch (dice_.Between(1, 14)) {
      case 1:
      case 2:
      case 3: return Correct(*record, when);
      case 4: return ClearSomething(*record, when);
      case 5: return Withdraw(*record, when);
      case 6: return Move(*record, when);
      case 7: return Alias(when);
      case 8: return Relink(when);
      case 9: return Reallocate(*record, when);
      case 10: return scribe_.Repeat();
      case 11: return scribe_.ContradictUnderOneStamp();
      case 12: return Retype(*record, when);
      default: return Export(when);
    }
  }

  void Correct(KnownRecord& record, Date when) {
    FactAssertion fact = dice_.OneOf(record.facts);
    if (fact.value.date == kNoDate) return;
    fact.value.date =
        dice_.Chance(70) ? fact.value.date + dice_.Between(-10, 10) : scribe_.SomeDay();
    scribe_.Say(record, {fact}, when);
  }

  void Retype(KnownRecord& record, Date when) {
    FactAssertion fact = dice_.OneOf(record.facts);
    if (fact.value.code == 0 || fact.fact == Fact::kReferralClosure) return;
    fact.value.code = dice_.OneOf(kAnyType);
    scribe_.Say(record, {fact}, when);
  }

  void ClearSomething(KnownRecord& record, Date when) {
    const FactAssertion fact = dice_.OneOf(record.facts);
    scribe_.Clear(record, fact, when);
    if (dice_.Chance(35)) scribe_.Say(record, {fact}, when + dice_.Between(0, 10));
  }

  void Withdraw(KnownRecord& record, Date when) {
    scribe_.Withdraw(record, when);
    const Date revived = when + dice_.Between(0, 10);
    if (dice_.Chance(30)) scribe_.Say(record, record.facts, revived);
    if (dice_.Chance(20)) scribe_.Say(record, {dice_.OneOf(record.facts)}, revived);
  }

  void Move(KnownRecord& record, Date when) {
    const std::string before = record.child;
    scribe_.Move(record, dice_.OneOf(children_), when);
    if (dice_.Chance(30)) record.child = before;  // the next who writes does not know of it
  }

  void Alias(Date when) {
    const std::string child = dice_.OneOf(children_);
    const std::string other = dice_.Chance(10) ? "child-9" : dice_.OneOf(children_);
    KnownRecord& self = Self(child);
    scribe_.Say(self, {Linked(Fact::kChildAlias, other)}, when);
    const Date undone = when + dice_.Between(0, 60);
    if (dice_.Chance(30)) scribe_.Clear(self, self.facts.front(), undone);
    if (dice_.Chance(20)) scribe_.Withdraw(self, undone);
  }

  /// The record of the child itself, whose identity is the child's.
  KnownRecord& Self(const std::string& child) {
    KnownRecord& record = scribe_.NewRecord(RecordKind::kChild, child);
    record.id = child;
    return record;
  }

  void Relink(Date when) {
    KnownRecord* assessment = scribe_.AnyRecordOf(RecordKind::kAssessment);
    const KnownRecord* referral = scribe_.AnyRecordOf(RecordKind::kReferral);
    if (assessment == nullptr || referral == nullptr) return;
    scribe_.Say(*assessment, {Linked(Fact::kAssessmentReferral, referral->id)}, when);
  }

  void Export(Date when) {
    const std::string source = dice_.Chance(60) ? "annex-a" : "north-system";
    scribe_.Export(source, when);
    if (dice_.Chance(60)) scribe_.Export(source, when + dice_.Between(0, 40));
  }

  Dice& dice_;
  Scribe& scribe_;
  std::vector<std::string> children_;
};

}  // namespace

RandomHistory MakeRandomHistory(std::uint64_t seed) {
  Dice dice(seed);
  RandomHistory history;
  const int year = dice.Chance(4) ? 2005 : dice.Between(2006, 2028);
  history.first_day = Date::FromYmd(year, 1, 1) + dice.Between(0, year == 2005 ? 120 : 364);
  history.last_day = history.first_day + dice.Between(120, 300);
  history.first_day = std::min(history.first_day, Date::FromYmd(2028, 9, 1));
  history.last_day = std::min(history.last_day, Date::FromYmd(2028, 12, 31));
  if (dice.Chance(20)) history.closures.push_back(history.first_day + dice.Between(0, 100));
  Scribe scribe(dice, {history.first_day, history.last_day}, history.closures);
  Storyteller(dice, scribe).Tell();
  history.events = scribe.TakeEvents();
  return history;
}

}  // namespace caseclock::simulation

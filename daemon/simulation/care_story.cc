#include "daemon/simulation/care_story.h"

#include <algorithm>
#include <array>

#include "daemon/simulation/distributions.h"

namespace caseclock::simulation {
namespace {

constexpr int kCareKind = static_cast<int>(RecordKind::kCare);
constexpr int kAdoptionFromDays = 600;  ///< shorter periods of care are no adoption journeys
constexpr std::array kNeeds = {"N1", "N1", "N1", "N3", "N4", "N5", "N6", "N8"};
constexpr std::array kPlacements = {"U1", "U4", "U4", "U6", "K2", "P1", "H5"};
constexpr std::array kEnds = {"E4A", "E4A", "E45", "E41", "E8", "E7"};

/// What a period of care needs to know of itself while it is told.
struct Care {
  Clerk& clerk;
  CaseRecord record;
  Date start;
  Date end;
};

template <std::size_t N>
const char* OneOf(Random& random, const std::array<const char*, N>& codes) {
  return codes[random.Below(N)];
}

void TellLegalStatus(Care& care, Date first_day, const char* code) {
  const Date typed = care.clerk.calendar().After(first_day, care.clerk.random().Between(1, 5));
  care.clerk.EnterOn(care.record, typed, {{Fact::kLegalStatus, first_day, {kNoDate, 0, code}}});
}

/// Placements follow each other without a gap; a third of children move within 200 days.
void TellPlacements(Care& care) {
  Random& random = care.clerk.random();
  for (Date from = care.start; from < care.end;) {
    const int days = random.Chance(3300) ? random.Between(5, 200) : random.Between(201, 1500);
    const Date to = std::min(from + days, care.end);
    CaseRecord placement = care.clerk.OpenAfter(RecordKind::kPlacement, care.record);
    care.clerk.Enter(placement, {On(Fact::kPlacementStarted, from, 0, OneOf(random, kPlacements)),
                                 Says(Fact::kPlacementCare, 0, care.record.id)});
    care.clerk.Enter(placement, {On(Fact::kPlacementEnded, to)});
    from = to;
  }
}

/// Reviews within 20 working days, three months and then six months.
void TellReviews(Care& care) {
  Random& random = care.clerk.random();
  Date due = care.clerk.calendar().After(care.start, 20);
  for (int months = 3;; months = 6) {
    const Date held = care.clerk.calendar().OnOrAfter(due - random.Between(-2, 12));
    if (held >= care.end) return;
    CaseRecord review = care.clerk.OpenAfter(RecordKind::kReview, care.record);
    care.clerk.Enter(
        review, {On(Fact::kReviewHeld, held), Says(Fact::kReviewOf, kCareKind, care.record.id)});
    due = AddMonths(held, months);
  }
}

/// The same kind of thing again and again; visits as seldom as the regulations allow in a settled
/// placement: the first after `first` days, then every `fewest` to `most` days.
struct Routine {
  RecordKind kind;
  Fact fact;
  int first;
  int fewest;
  int most;
};
constexpr std::array kRoutines = {
    Routine{RecordKind::kVisit, Fact::kVisitMade, 6, 84, 96},
    Routine{RecordKind::kHealthAssessment, Fact::kHealthAssessed, 25, 330, 380},
    Routine{RecordKind::kDentalCheck, Fact::kDentalCheckDone, 60, 330, 400},
    Routine{RecordKind::kEducationPlan, Fact::kEducationPlanReviewed, 14, 180, 240}};

void TellRoutine(Care& care, const Routine& routine) {
  Date day = care.start + routine.first;
  for (;;) {
    day = care.clerk.calendar().OnOrAfter(day);
    if (day >= care.end) return;
    CaseRecord record = care.clerk.OpenAfter(routine.kind, care.record);
    std::vector<FactAssertion> facts = {On(routine.fact, day)};
    if (routine.kind == RecordKind::kVisit) {
      facts.push_back(Says(Fact::kVisitOf, kCareKind, care.record.id));
    }
    care.clerk.Enter(record, std::move(facts));
    day = day + care.clerk.random().Between(routine.fewest, routine.most);
  }
}

/// Decision, order, match, placement, application, order: about twenty months. What would come
/// after the end of the period of care does not happen.
void TellAdoption(Care& care) {
  struct Step {
    Fact fact;
    int fewest;
    int most;
  };
  constexpr std::array kSteps = {
      Step{Fact::kAdoptionDecided, 120, 260}, Step{Fact::kPlacementOrder, 20, 120},
      Step{Fact::kAdoptionMatched, 40, 260},  Step{Fact::kAdoptionPlaced, 10, 40},
      Step{Fact::kAdoptionLodged, 70, 140},   Step{Fact::kAdoptionOrder, 60, 150}};
  CaseRecord journey = care.clerk.OpenAfter(RecordKind::kAdoption, care.record);
  Date day = care.start;
  for (const Step& step : kSteps) {
    day =
        care.clerk.calendar().OnOrAfter(day + care.clerk.random().Between(step.fewest, step.most));
    if (day > care.end) return;
    std::vector<FactAssertion> facts = {On(step.fact, day)};
    if (step.fact == Fact::kAdoptionDecided) {
      facts.push_back(Says(Fact::kAdoptionCare, 0, care.record.id));
    }
    care.clerk.Enter(journey, std::move(facts));
  }
}

}  // namespace

Date TellCare(Clerk& clerk, const CaseRecord& cause, Date start) {
  Random& random = clerk.random();
  Care care{clerk, clerk.OpenAfter(RecordKind::kCare, cause), start,
            start + random.Pick(kCareDays)};
  clerk.Enter(care.record, {On(Fact::kCareStarted, start, 0, OneOf(random, kNeeds))});
  clerk.Allocate(care.record, start, clerk.TeamOf(TeamService::kCare));
  TellLegalStatus(care, start, random.Chance(5500) ? "V2" : "C1");
  TellPlacements(care);
  TellReviews(care);
  for (const Routine& routine : kRoutines) TellRoutine(care, routine);
  if (care.end - start > kAdoptionFromDays && random.Chance(kAdoption)) TellAdoption(care);
  if (care.end - start > 200 && random.Chance(5000)) TellLegalStatus(care, start + 180, "C2");
  clerk.Enter(care.record, {On(Fact::kCareCeased, care.end, 0, OneOf(random, kEnds))});
  return care.end;
}

}  // namespace caseclock::simulation

#include "daemon/simulation/desk.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "daemon/simulation/distributions.h"
#include "processors/check.h"

namespace caseclock::simulation {
namespace {

constexpr int kOfficeOpens = 8 * 3600 + 30 * 60;
constexpr int kOfficeShuts = 18 * 3600;
constexpr int kLastSecond = 24 * 3600 - 60;
constexpr int kDriftStep = 150;  // per 10,000 a quarter
constexpr int kMostDrift = 400;
constexpr int kWorkersOfATeam = 15;

/// "X1-C000123".
std::string Identity(int council, char kind, int number) {
  char text[32];
  std::snprintf(text, sizeof text, "X%d-%c%06d", council, kind, number);
  return text;
}

int QuarterOf(Date day) {
  const CivilParts parts = PartsOf(day);
  return (parts.year - 1970) * 4 + (parts.month - 1) / 3;
}

/// Of 100 draws, how many are in time, or late. At least one, so that it can be divided by.
int PercentOnSide(const WorkLength& length, bool in_time) {
  int total = 0;
  int side = 0;
  for (const Band& band : length.bands) {
    total += band.weight;
    if ((band.last <= length.limit) == in_time) side += band.weight;
  }
  return std::max(1, side * 100 / total);
}

/// A length on the other side of the limit, or the nearest when the bands have none.
int Redraw(Random& random, const WorkLength& length, bool in_time) {
  for (int attempt = 0; attempt < 64; ++attempt) {
    const int days = random.Pick(length.bands);
    if ((days <= length.limit) == in_time) return days;
  }
  return in_time ? length.limit : length.limit + 1;
}

}  // namespace

FactAssertion On(Fact fact, Date date, int code, std::string text) {
  return {fact, kNoDate, {date, code, std::move(text)}};
}

FactAssertion Says(Fact fact, int code, std::string text) {
  return {fact, kNoDate, {kNoDate, code, std::move(text)}};
}

TeamForm::TeamForm(const CouncilProfile& profile, std::uint64_t seed)
    : profile_(profile), seed_(seed) {}

int TeamForm::Slip(int team, Date day) {
  const TeamProfile& held_by = profile_.teams[static_cast<std::size_t>(team)];
  int slip = held_by.slip + Drift(team, QuarterOf(day));
  if (profile_.bad_quarter && profile_.bad_quarter->team == held_by.name &&
      QuarterOf(profile_.bad_quarter->first) == QuarterOf(day)) {
    slip += profile_.bad_quarter->slip;
  }
  return slip;
}

int TeamForm::Drift(int team, int quarter) {
  const auto [at, is_new] = drift_.try_emplace({team, quarter}, 0);
  if (!is_new) return at->second;
  // A walk over the eight quarters up to this one: neighbouring quarters share seven of their
  // steps.
  int drift = 0;
  for (int step = quarter - 7; step <= quarter; ++step) {
    Random random(StreamSeed(seed_, profile_.teams[static_cast<std::size_t>(team)].name,
                             static_cast<std::uint64_t>(step)));
    drift += random.Between(-kDriftStep, kDriftStep);
  }
  return at->second = std::clamp(drift, -kMostDrift, kMostDrift);
}

std::string Desk::NewChild() { return Identity(profile.number, 'C', ++children); }
std::string Desk::NewRecord() { return Identity(profile.number, 'R', ++records); }

std::string Desk::AnyChild(Random& random) const {
  return Identity(profile.number, 'C', random.Between(1, children));
}

CaseRecord Clerk::Open(RecordKind kind, std::string child) {
  return {.kind = kind, .id = desk_.NewRecord(), .child = std::move(child)};
}

CaseRecord Clerk::OpenAfter(RecordKind kind, const CaseRecord& parent) {
  CaseRecord record = Open(kind, parent.child);
  record.entered_on = parent.entered_on;
  record.entered_second = parent.entered_second;
  return record;
}

void Clerk::Enter(CaseRecord& record, std::vector<FactAssertion> facts) {
  CASECLOCK_CHECK(!facts.empty() && facts.front().value.date != kNoDate, "things happen on a date");
  const Date day = std::max(TypedOn(facts.front().value.date), record.entered_on);
  if (random_.Chance(desk_.profile.mistakes.wrong_date)) {
    PutWrongDateFirst(record, day, std::move(facts));
  } else {
    Put(record, day, Assert{std::move(facts)});
  }
}

void Clerk::EnterOn(CaseRecord& record, Date typed_on, std::vector<FactAssertion> facts) {
  Put(record, std::max(typed_on, record.entered_on), Assert{std::move(facts)});
}

void Clerk::Allocate(CaseRecord& record, Date first_day, int team) {
  char worker[16];
  std::snprintf(worker, sizeof worker, "W-%03d",
                team * kWorkersOfATeam + random_.Between(1, kWorkersOfATeam));
  const TeamProfile& to = desk_.profile.teams[static_cast<std::size_t>(team)];
  FactAssertion held{
      Fact::kAllocation, first_day, {kNoDate, 0, to.name + kWorkerSeparator + worker}};
  Put(record, std::max(TypedOn(first_day), record.entered_on), Assert{{std::move(held)}});
}

void Clerk::Correct(CaseRecord& record, Action action, int days) {
  Put(record, calendar().After(record.entered_on, days), std::move(action));
}

Date Clerk::Finish(Date start, int team, const WorkLength& length) {
  int days = random_.Pick(length.bands);
  const bool in_time = days <= length.limit;
  const int slip = desk_.form.Slip(team, calendar().After(start, days));
  const int wanted =
      in_time ? slip : -slip;  // of all work, not of the work on this side of the limit
  if (wanted > 0 && random_.Chance(wanted * 100 / PercentOnSide(length, in_time))) {
    days = Redraw(random_, length, !in_time);
  }
  return calendar().After(start, days);
}

int Clerk::TeamOf(TeamService service) {
  std::vector<int> teams;
  for (std::size_t i = 0; i < desk_.profile.teams.size(); ++i) {
    if (desk_.profile.teams[i].service == service) teams.push_back(static_cast<int>(i));
  }
  CASECLOCK_CHECK(!teams.empty(), "an invented council has a team for each service");
  return teams[random_.Below(teams.size())];
}

/// On a day off the emergency team types some things in at once; the rest waits for a working day.
Date Clerk::TypedOn(Date occurred) {
  const int days = random_.Pick(kEntryWorkingDays);
  if (!calendar().Works(occurred)) {
    return random_.Chance(3000) ? occurred : calendar().After(occurred, std::max(days, 1));
  }
  return calendar().After(occurred, days);
}

void Clerk::Put(CaseRecord& record, Date day, Action action) {
  int second = random_.Between(kOfficeOpens, kOfficeShuts);
  if (day == record.entered_on && second <= record.entered_second) {
    second = std::min(record.entered_second + random_.Between(60, 900), kLastSecond);
  }
  record.entered_on = day;
  record.entered_second = second;
  Entry entry;
  entry.event.child = record.child;
  entry.event.kind = record.kind;
  entry.event.record = record.id;
  entry.event.action = std::move(action);
  entry.recorded_on = day;
  entry.second = second;
  desk_.agenda.Add(std::move(entry));
}

/// The right date follows days later; what happens to the record meanwhile does not wait for it.
void Clerk::PutWrongDateFirst(CaseRecord& record, Date day, std::vector<FactAssertion> facts) {
  std::vector<FactAssertion> wrong = facts;
  Date& date = wrong.front().value.date;
  date = random_.Chance(2000) ? AddMonths(date, -1) : date - random_.Between(1, 9);
  Put(record, day, Assert{std::move(wrong)});
  CaseRecord corrected = record;
  Put(corrected, calendar().After(day, random_.Between(1, 15)), Assert{std::move(facts)});
}

}  // namespace caseclock::simulation

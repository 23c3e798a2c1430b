#include "daemon/simulation/council_simulation.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "daemon/simulation/desk.h"
#include "daemon/simulation/distributions.h"
#include "daemon/simulation/referral_story.h"

namespace caseclock {
namespace {

using simulation::Desk;
using simulation::Random;

/// How often a child for a return is looked for before a new one comes instead.
constexpr int kReturnAttempts = 12;

struct KnownChild {
  std::string id;
  Date busy_until;  ///< the case is open until then
};

/// Who was referred when: about 60 bytes a referral.
class ReferralBook {
 public:
  explicit ReferralBook(Date from) : from_(from) {}

  void Add(Date day, KnownChild child) {
    const auto index = static_cast<std::size_t>(day - from_);
    if (days_.size() <= index) days_.resize(index + 1);
    days_[index].push_back(std::move(child));
  }

  /// A child last referred on `day` whose case is closed by `today`; it leaves the book. None:
  /// there is no such child.
  std::optional<KnownChild> Take(Random& random, Date day, Date today) {
    const auto index = static_cast<std::size_t>(day - from_);
    if (index >= days_.size() || days_[index].empty()) return std::nullopt;
    std::vector<KnownChild>& children = days_[index];
    KnownChild& found = children[random.Below(children.size())];
    if (found.busy_until > today) return std::nullopt;
    std::swap(found, children.back());
    KnownChild taken = std::move(children.back());
    children.pop_back();
    return taken;
  }

 private:
  Date from_;
  std::vector<std::vector<KnownChild>> days_;
};

}  // namespace

struct CouncilSimulation::State {
  State(CouncilProfile profile, std::uint64_t seed_of_all, Date first_day)
      : seed(simulation::StreamSeed(seed_of_all, profile.authority, 0)),
        desk(profile, seed),
        book(first_day),
        from(first_day),
        today(first_day) {}

  void TellTeams();
  void TellArrivals();
  void TellReferral(Random& random);
  std::optional<KnownChild> Returning(Random& random);
  std::string SecondIdentity(Random& random, const std::string& known);
  CaseEvent Stamped(simulation::Entry entry);

  std::uint64_t seed;
  Desk desk;
  ReferralBook book;
  Date from;
  Date today;
  std::uint64_t stories = 0;
  std::uint64_t events = 0;
};

/// On the first day: which team belongs to which service.
void CouncilSimulation::State::TellTeams() {
  std::set<std::string> told;
  int second = 8 * 3600;
  const auto tell = [&](const std::string& team, const std::string& parent) {
    if (!told.insert(team).second) return;
    simulation::Entry entry;
    entry.event.kind = RecordKind::kTeam;
    entry.event.record = team;
    entry.event.action = Assert{{{Fact::kTeamParent, from, {kNoDate, 0, parent}}}};
    entry.recorded_on = today;
    entry.second = second++;
    desk.agenda.Add(std::move(entry));
  };
  for (const TeamProfile& team : desk.profile.teams) {
    tell(team.parent, "");
    tell(team.name, team.parent);
  }
}

void CouncilSimulation::State::TellArrivals() {
  Random random(simulation::StreamSeed(seed, "day", static_cast<std::uint64_t>(today.days)));
  const std::int64_t expected =
      std::int64_t{12} * desk.profile.referrals_per_month * desk.calendar.ShareOfYear(today);
  const int referrals = random.Arrivals(expected);
  const int contacts = random.Arrivals(expected * simulation::kContactsPer100Referrals / 100);
  for (int i = 0; i < referrals + contacts; ++i) {
    Random story(simulation::StreamSeed(seed, "story", ++stories));
    if (i < referrals) {
      TellReferral(story);
    } else {
      TellContact(desk, story, desk.NewChild(), today);
    }
  }
}

void CouncilSimulation::State::TellReferral(Random& random) {
  const std::optional<KnownChild> known = Returning(random);
  std::string child = known ? known->id : desk.NewChild();
  if (known && random.Chance(desk.profile.mistakes.second_identity)) {
    child = SecondIdentity(random, known->id);
  }
  const Date closed = simulation::ReferralStory(desk, random, child, today).Tell();
  book.Add(today, {std::move(child), closed});
}

/// How long ago is drawn first: what would lie before the history's first day is a child nobody
/// knows yet.
std::optional<KnownChild> CouncilSimulation::State::Returning(Random& random) {
  const bool again = random.Chance(simulation::kRereferral);
  if (!again && !random.Chance(simulation::kLateReturn)) return std::nullopt;
  const std::span<const simulation::Band> ages =
      again ? std::span<const simulation::Band>(simulation::kReturnDays)
            : std::span<const simulation::Band>(simulation::kLateReturnDays);
  for (int attempt = 0; attempt < kReturnAttempts; ++attempt) {
    const Date day = today - random.Pick(ages);
    if (day < from) return std::nullopt;
    if (auto child = book.Take(random, day, today)) return child;
  }
  return std::nullopt;
}

/// A new identity for a known child, found out and joined weeks later.
std::string CouncilSimulation::State::SecondIdentity(Random& random, const std::string& known) {
  std::string child = desk.NewChild();
  simulation::Clerk clerk(desk, random);
  simulation::CaseRecord record{.kind = RecordKind::kChild, .id = child, .child = child};
  const Date found_out = desk.calendar.After(today, random.Between(3, 30));
  clerk.EnterOn(record, found_out, {simulation::Says(Fact::kChildAlias, 0, known)});
  return child;
}

CaseEvent CouncilSimulation::State::Stamped(simulation::Entry entry) {
  char id[32];
  std::snprintf(id, sizeof id, "X%d-E%07llu", desk.profile.number,
                static_cast<unsigned long long>(++events));
  CaseEvent event = std::move(entry.event);
  event.authority = desk.profile.authority;
  event.stamp = {simulation::InstantUs(entry.recorded_on, entry.second), kSimulatedSource, events,
                 id};
  event.recorded_on = entry.recorded_on;
  return event;
}

CouncilSimulation::CouncilSimulation(CouncilProfile profile, std::uint64_t seed, Date from)
    : state_(std::make_unique<State>(std::move(profile), seed, from)) {}
CouncilSimulation::~CouncilSimulation() = default;
CouncilSimulation::CouncilSimulation(CouncilSimulation&&) noexcept = default;
CouncilSimulation& CouncilSimulation::operator=(CouncilSimulation&&) noexcept = default;

Date CouncilSimulation::today() const { return state_->today; }
const CouncilProfile& CouncilSimulation::profile() const { return state_->desk.profile; }

std::vector<CaseEvent> CouncilSimulation::NextDay() {
  if (state_->today == state_->from) state_->TellTeams();
  state_->TellArrivals();
  std::vector<CaseEvent> events;
  for (simulation::Entry& entry : state_->desk.agenda.Take(state_->today)) {
    events.push_back(state_->Stamped(std::move(entry)));
  }
  state_->today = state_->today + 1;
  return events;
}

RegionSimulation::RegionSimulation(std::vector<CouncilProfile> profiles, std::uint64_t seed,
                                   Date from)
    : today_(from) {
  councils_.reserve(profiles.size());
  for (CouncilProfile& profile : profiles) councils_.emplace_back(std::move(profile), seed, from);
}

std::vector<CaseEvent> RegionSimulation::NextDay() {
  std::vector<CaseEvent> all;
  for (CouncilSimulation& council : councils_) {
    std::vector<CaseEvent> events = council.NextDay();
    std::move(events.begin(), events.end(), std::back_inserter(all));
  }
  std::stable_sort(all.begin(), all.end(), [](const CaseEvent& a, const CaseEvent& b) {
    return std::tie(a.stamp.recorded_at_us, a.authority) <
           std::tie(b.stamp.recorded_at_us, b.authority);
  });
  today_ = today_ + 1;
  return all;
}

}  // namespace caseclock

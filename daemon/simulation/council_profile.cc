#include "daemon/simulation/council_profile.h"

#include <cstdio>

#include "daemon/simulation/random.h"
#include "processors/check.h"

namespace caseclock {
namespace {

std::vector<TeamProfile> StandardTeams() {
  using enum TeamService;
  return {{"Front Door", kFrontDoor, "Access Service", 0},
          {"Assessment North", kAssessment, "Assessment Service", 0},
          {"Assessment South", kAssessment, "Assessment Service", 600},
          {"Assessment East", kAssessment, "Assessment Service", -400},
          {"Assessment West", kAssessment, "Assessment Service", -200},
          {"Safeguarding East", kSafeguarding, "Safeguarding Service", -250},
          {"Safeguarding West", kSafeguarding, "Safeguarding Service", 250},
          {"Children in Care", kCare, "Care Service", 0}};
}

/// The first day of the quarter that begins `quarters` after the one of `from`.
Date QuarterAfter(Date from, int quarters) {
  const CivilParts parts = PartsOf(from);
  const Date first = Date::FromYmd(parts.year, (parts.month - 1) / 3 * 3 + 1, 1);
  return AddMonths(first, 3 * quarters);
}

}  // namespace

CouncilProfile StandardCouncil(int number) {
  CASECLOCK_CHECK(number >= 1 && number <= 999'999,
                  "an invented council has a number of six digits");
  char code[16];
  std::snprintf(code, sizeof code, "X99%06d", number);
  CouncilProfile profile;
  profile.number = number;
  profile.authority = code;
  profile.teams = StandardTeams();
  return profile;
}

std::vector<CouncilProfile> InventedCouncils(int count, Date from) {
  std::vector<CouncilProfile> councils;
  for (int number = 1; number <= count; ++number) {
    CouncilProfile council = StandardCouncil(number);
    simulation::Random random(simulation::StreamSeed(0, council.authority, 0));
    if (number > 1) {
      const int percent = random.Between(40, 180);
      council.children = council.children / 100 * percent;
      council.referrals_per_month = council.referrals_per_month * percent / 100;
      for (TeamProfile& team : council.teams) team.slip += random.Between(-600, 600);
    }
    if (number % 3 == 2) {
      council.bad_quarter =
          BadQuarter{.first = QuarterAfter(from, random.Between(2, 7)),
                     .team = council.teams[static_cast<std::size_t>(random.Between(1, 4))].name};
    }
    councils.push_back(std::move(council));
  }
  return councils;
}

}  // namespace caseclock

/// @file
/// What an invented council is like: its size, its teams, and what goes wrong in it.
///
/// Example: StandardCouncil(1) is authority "X99000001" with 100,000 children, 460 referrals a
/// month and eight teams; its children are "X1-C000001" and so on. The code, the teams and
/// everybody in it are invented.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "processors/calendar/date.h"

namespace caseclock {

/// What a team does in a simulated council.
enum class TeamService { kFrontDoor, kAssessment, kSafeguarding, kCare };

/// One invented team.
struct TeamProfile {
  std::string name;
  TeamService service = TeamService::kAssessment;
  std::string parent;  ///< the service it belongs to
  /// How much lower its timeliness is than the published one; negative: higher. Units: hundredths
  /// of a percentage point.
  int slip = 0;
};

/// A quarter in which the timeliness of one team collapses, by the dates on which its work should
/// have stopped.
struct BadQuarter {
  Date first;        ///< the quarter's first day, for instance 2024-07-01
  std::string team;  ///< one of the profile's teams
  int slip = 4500;   ///< Units: as TeamProfile::slip, and added to it: 45 points lower
};

/// How often data entry goes wrong. Units: of 10,000 things of the kind.
struct MistakeRates {
  int wrong_date = 120;      ///< a date entered too early, corrected days later
  int entered_twice = 60;    ///< a referral entered twice, the second withdrawn
  int wrong_child = 20;      ///< an assessment entered for another child, then moved
  int second_identity = 20;  ///< a known child taken for a new one, joined by an alias weeks later
  int before_referral = 30;  ///< an assessment that starts before its referral
  int sunday_conference = 80;    ///< a conference dated on a Sunday
  int authorised_in_error = 25;  ///< an authorisation cleared on the next working day
};

/// One invented council.
struct CouncilProfile {
  int number = 1;          ///< 1 gives the identities "X1-C000001", "X1-R000001", "X1-E0000001"
  std::string authority;   ///< nine characters, obviously invented: "X99000001"
  int children = 100'000;  ///< aged 0-17, for rates
  int referrals_per_month = 460;  ///< mean over a year
  std::vector<TeamProfile> teams;
  std::optional<BadQuarter> bad_quarter;
  MistakeRates mistakes;
};

/// The council of the published volumes. Requires: number from 1 to 999,999.
CouncilProfile StandardCouncil(int number);

/// `count` councils: the first is the standard one, the others have 40 to 180 % of its size, better
/// or worse teams, and every third a bad quarter within the first two years from `from`. The same
/// for every seed.
std::vector<CouncilProfile> InventedCouncils(int count, Date from);

}  // namespace caseclock

/// @file
/// The names of teams that are none: they stand where a team's name stands.
///
/// Example: the rows of assessment_45 are those of "", "(none)", "North" and "South".
#pragma once

namespace caseclock {

/// The whole authority.
inline constexpr char kWholeAuthority[] = "";
/// What no team holds.
inline constexpr char kNoTeam[] = "(none)";
/// In supervision reports: what teams other than the supervised one hold.
inline constexpr char kOtherTeams[] = "(other teams)";

}  // namespace caseclock

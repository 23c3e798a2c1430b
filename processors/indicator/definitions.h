/// @file
/// Everything that decides what a figure means for one council: catalogue, calendar, population; and its name.
///
/// Example: Definitions{} has the shipped rows and calendar, due soon within 5 working days, and no rates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "processors/calendar/working_days.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// Immutable once made; shared by whoever counts for the council.
struct Definitions {
  Catalogue catalogue = BuiltInCatalogue();
  WorkingDays calendar = WorkingDays::EnglandAndWales();
  /// "Due soon" reaches to this many working days after as-of.
  int due_soon_working_days = 5;
  /// Children aged 0 to 17 in the council's area; nullopt: rates are not shown.
  std::optional<std::int64_t> population;
  /// Supervision reports only: figures are by worker of this team instead of by team; what other teams hold is under
  /// "(other teams)". "": by team.
  std::string supervised_team;
  /// What people call the council; "": as authority_name.h knows it. Changes no figure, and is not in the fingerprint.
  std::string authority_name;

  /// Differs when a figure could: printed with every output.
  std::uint64_t Fingerprint() const {
    const std::uint64_t children =
        population ? (static_cast<std::uint64_t>(*population) + 1) * 1099511628211ULL : 0;
    std::uint64_t supervised = 0;
    for (const char c : supervised_team) {
      supervised = (supervised + static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return supervised ^ catalogue.Fingerprint() ^ (calendar.fingerprint() * 31) ^ children ^
           static_cast<std::uint64_t>(due_soon_working_days);
  }
};

}  // namespace caseclock

/// @file
/// Several councils or teams in turn on one wall: an address that leads on to the next after so many seconds.
///
/// Example: "./?authority=X01&rotate=teams&every=30" shows the council for 30 seconds, then its teams one after the
/// other by name, then the council again.
#pragma once

#include <string>
#include <string_view>

#include "daemon/exposition/indicator_text.h"
#include "processors/view.h"

namespace caseclock {

/// What takes its turn.
enum class Rotation { kNone, kCouncils, kTeams };

/// How long each stays on the screen. Units: seconds.
inline constexpr int kRotateEvery = 30;
inline constexpr int kRotateAtLeast = 10;
inline constexpr int kRotateAtMost = 3600;

/// What an address says of it.
struct RotationAsked {
  Rotation what = Rotation::kNone;
  int every_s = kRotateEvery;
};

/// The parameters `rotate` (councils, teams) and `every` of a query; what cannot be read is left out.
RotationAsked ParseRotation(std::string_view query);

/// Which of how many is shown, what is next, and how to stop; for the script the address of the next. "" where nothing
/// rotates, or there is nothing to rotate to. `team`: the one shown, "" on the council's own page.
std::string RotationHtml(const View& view, const AuthorityView& chosen, const IndicatorTexts& texts,
                         std::string_view team, const RotationAsked& asked);

/// Links that begin a rotation; "" where there is nothing to rotate.
std::string RotationLinks(const View& view, const AuthorityView& chosen,
                          const IndicatorTexts& texts);

}  // namespace caseclock

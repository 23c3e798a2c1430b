/// @file
/// An invented council with everything that a view can hold, for the HTML report: two red indicators (one out of reach,
/// with a comment), an amber, two green, one with few cases, two without a better way; drag, bands, 36 months and 52
/// weeks with signals. No council, team or number in it is real.
///
/// Example: InventedReportView().authorities[0]->authority == "E08000099"
#pragma once

#include "processors/view.h"

namespace caseclock {

inline constexpr char kInventedCouncil[] = "E08000099";

/// The end of the third quarter of 2024-25.
inline Date InventedReportDay() { return Date::FromYmd(2024, 12, 31); }

/// The council's figures, to be changed by a test before they are shown.
AuthorityView InventedReportCouncil();

/// A view of this council alone.
View ViewOfCouncil(AuthorityView council);

/// The view of InventedReportCouncil().
View InventedReportView();

}  // namespace caseclock

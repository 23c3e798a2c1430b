/// @file
/// The rules that every council has from the start, made from the catalogue, so that an indicator added later has its
/// own too: a council names its managers and nothing else.
///
/// | kind | rules |
/// |---|---|
/// | timeliness, over limit | red, out_of_reach, drag (teams), oldest (teams), due_soon (teams), month (teams) |
/// | repeat share, entry delay | red |
/// | stock, late review | red where it is judged, the oldest band, any at all where lower is better (teams) |
/// | flow | signal |
///
/// What moves slowly or never (red, oldest, bands) and a stricter reading of the same work (ni59_7 beside ni59) are
/// notices, which have their place in the summary of the week; the levels of drag depend on how long the limit is.
///
/// Example: DefaultRules(BuiltInCatalogue()) has "assessment_45.drag", "assessment_45.red", "data.late".
#pragma once

#include <vector>

#include "processors/alert/rule.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// In order of the catalogue; the rules about the feed and the mail last.
std::vector<AlertRule> DefaultRules(const Catalogue& catalogue);

}  // namespace caseclock

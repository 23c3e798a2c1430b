/// @file
/// From running sums to the figures of a view.
///
/// Example: with +1 of assessment_45's numerator on 2024-03-15, the row of kMonth as of 2024-03-31 has numerator 1.
#pragma once

#include "processors/indicator/definitions.h"
#include "processors/part_maker.h"
#include "processors/record/string_pool.h"
#include "processors/tally/tally.h"
#include "processors/view.h"

namespace caseclock {

/// Everything of a view that follows from sums; fingerprint of standards, data time, counts of records and comments
/// are left for the caller.
/// Order: indicators as in the catalogue; teams by name, the whole authority ("") first; windows as declared.
/// A team has rows in an indicator when anything of it was ever counted there.
AuthorityView BuildView(const Tally& tally, const StringPool& teams, const Definitions& definitions,
                        const Standards& standards, const JudgedCouncil& council);

}  // namespace caseclock

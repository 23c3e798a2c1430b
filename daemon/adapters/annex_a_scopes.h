/// @file
/// What an Annex A workbook may claim to list completely, so that what it no longer shows is
/// withdrawn.
///
/// A claim that is too wide withdraws good records; one too narrow leaves a record that was
/// corrected away. So a claim is made only of what the guidance says is listed, from a list that
/// was read without a dropped row, and three days inside the span, because exports cut "six months"
/// differently:
///
///   kind        claimed                                                    guidance
///   contact     started in the last 6 months                               received in the six
///   months before referral    started in the last 6 months                               received
///   in the six months before assessment  started in the last 6 months; open, if the list goes in
///   the six months before, and open ones
///               further back at all (some exports leave open ones out)
///   section47   started in the last 6 months                               in the six months
///   before plan        open ones; needs lists 6 and 7                             open, or ceased
///   in the six months before; care        open ones only each child's latest adoption    decided
///   in the last 12 months                              adopted, waiting or reversed in 12 months
///
/// Not claimed: ceased plans and periods of care, because a child's earlier one is not listed
/// although it may have started last month; open adoptions, because a reversed one never ends and
/// leaves the list; conferences, reviews, visits, placements, health and dental checks, of which
/// only the latest is shown.
///
/// Example: extracted 2024-06-30, list 3 with 400 rows from 2024-01-02 on: Scope{kReferral,
/// 2024-01-02, 2024-06-30}.
#pragma once

#include <vector>

#include "daemon/adapters/annex_a_records.h"

namespace caseclock {

/// Days left unclaimed at the beginning of a span: 26 weeks are up to two days shorter than six
/// months.
inline constexpr int kSpanMargin = 3;
/// A list of at least so many rows that begins so many days inside its span plainly covers less: an
/// older template asked for three months of contacts. The claim then begins with its first row.
inline constexpr int kRowsThatShowASpan = 20;
inline constexpr int kDaysOfSilence = 31;

/// The claims of a workbook extracted on `extracted`, by kind; sets ListCount::withdraws. Says in
/// `problems` why a list that is there claims nothing.
std::vector<Scope> AnnexAScopes(AnnexAEntries& lists, Date extracted, ProblemLog& problems);

}  // namespace caseclock

/// @file
/// Rows of one list that are about the same record.
///
/// The identity of a row is its child, its first day and what the list names beside them
/// (ListSpec::also_identity). Identical rows are one record. Rows of one identity that differ are one
/// record too: the fuller row holds, and the other one is told. Rows that differ in identity are two.
///
/// Example: child 1001 with an assessment from 2024-03-01 on three rows, two authorised on 2024-04-18
/// and one without a day of authorisation and with another worker: one assessment, authorised.
#pragma once

#include "daemon/adapters/annex_a_entry.h"

namespace caseclock {

/// Leaves one entry of each identity, whatever the order of the rows, and counts the others in
/// `list.count.repeated`. Fuller is the row with more of the columns that feed clocks, then with more
/// columns; of equally full ones the one with the later dates.
void MergeRepeats(ListEntries& list, ProblemLog& problems);

}  // namespace caseclock

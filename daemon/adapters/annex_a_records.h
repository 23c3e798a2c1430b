/// @file
/// What the rows of Annex A assert: entries of the lists in, events out.
///
/// Identity. The lists carry no record ids, so a record is "aa-" and a hash of (authority, kind,
/// child, list, first day), and of the entry's ordinal where two rows share these. If a first day
/// is corrected, the old record vanishes from the export and is withdrawn by the batch's scope; the
/// new one takes its place.
///
/// Blank cells. Where the guidance says "leave blank if not yet", a blank cell of a row that is
/// listed says that it has not happened, and clears what an earlier export said: an end that was
/// entered by mistake. #N/A says nothing.
///
/// What each list becomes:
///   1 contacts     contact received, with its source
///   3 referrals    referral opened, with its source, allocation. "Referral NFA?" has no date of
///   decision and is
///                  not imported
///   4 assessments  a child and family assessment, started, authorised, allocation; its referral is
///   the child's latest
///                  of list 3 on or before the start, or none
///   5 section 47   enquiry started, allocation; conference held (initial), linked to the enquiry
///   when the row has
///                  both. "Deemed unnecessary: Yes" without a conference ends the enquiry on the
///                  day of its strategy discussion: the list has no date for it, and left open it
///                  would count as late for ever
///   6 in need      the episode of need as a plan of type child in need, also of children on
///                  other plans or in care, whom this list has too; need, end and reason,
///   allocation 7 protection   a plan of type child protection, with category, end, earlier plans,
///   allocation; latest review; last
///                  visit
///   8 in care      period of care with need, end and reason, allocation; legal status; latest
///   review; last visit;
///                  latest placement (its end is not in the list); last health assessment; last
///                  dental check
///   10 adoption    decision, placement order, match, placement, order, reversal
///   2, 9, 11       early help, care leavers, adopters: no events
/// An allocation holds from the record's first day, because the lists name only the present team.
///
/// Workers. The lists name them, an event never does: a worker becomes "w-" and twelve digits of a
/// hash of authority and name. That is a pseudonym, not anonymity: whoever has a list of names can
/// find the hash of each.
///
/// Example: the template's row 3 of List_3 (child 1, 15/03/2015, "School", team "AT") becomes
/// referral_opened with source "school" and record_allocated to team "AT" from 2015-03-15.
#pragma once

#include <array>
#include <string>

#include "daemon/adapters/annex_a_entry.h"
#include "daemon/adapters/event_batch.h"

namespace caseclock {

/// The lists by number; those the workbook does not have stay empty. [0] is not used.
using AnnexAEntries = std::array<ListEntries, kAnnexALists + 1>;

/// Asserts all that the lists say, in order of lists and rows; notes rules that were applied; fills
/// in how many events each list gave.
void AddAnnexARecords(const std::string& authority, AnnexAEntries& lists, EventBatch& batch,
                      ProblemLog& problems);

}  // namespace caseclock

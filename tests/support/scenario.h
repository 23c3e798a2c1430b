/// @file
/// Stories that an analyst can read: what happened, then which figures come out. One line a thing.
///
/// Example:
///   EXPECT_TRUE(StoryHolds(R"(
///     2024-03-01  C1  referral R1 opened
///     2024-03-04  C1  initial assessment A1 of R1 started, recorded 2024-03-06
///     2024-03-15  C1  assessment A1 authorised
///     as of 2024-03-31: ni59 year 1 of 1, open 0; ni59_7 year 0 of 1
///   )"));
///
/// Events: DATE CHILD WHAT, then perhaps ", recorded DATE", ", by SOURCE", ", in EXPORT". Without
/// "recorded" a thing is recorded on its own day; an instant, 2024-03-31T23:30Z, is a recorded time
/// too. What happens:
///   referral R1 opened | decided no further action | decided assessment | closed | reopened
///   initial assessment A1 of R1 started | finished | authorised | cancelled | belongs to R2 (core,
///   child and family) section 47 S1 of R1 started | ended without conference initial conference K1
///   of S1 held                                     (review, pre-birth, transfer-in) child
///   protection plan P1 started | ceased                            (child in need, pathway) review
///   V1 of P1 held | booked; care L1 started | ceased; visit W1 made; contact T1 received referral
///   R1 allocated to "Team North" [worker W1]; ... allocated to nobody (such records are under the
///   team (none))
/// Corrections, dated when they are recorded (an allocation: its first day):
///   referral R1 withdrawn; assessment A1 moved to C2; assessment A1 not authorised after all
///   C2  is the same child as C1; C2  is another child after all
/// Exports: "export E1 of annex-a read 2024-03-31" (or an instant) before its events; afterwards
///   export E1 complete, listing referrals 2023-10-01 to 2024-03-31 and open, listing plans open
///
/// Figures: as of DATE [known by DATE]: FIGURE; FIGURE ... A figure is an indicator, a window
/// ("year", "month", or "in 2024-02" for a month of the series), perhaps for "TEAM", then N of M or
/// N alone (a month: or "no value"), then by commas: open N, drag N, due soon N, oldest DATE, oldest none, share 65.5
/// %, last year N of M, last year none, expected 64.2, expected none, small, not small, per 10,000 X, annualised X,
/// median N, ninth decile N. What is not said is not checked. Of the reporting year also: colour amber; sentence
/// "RED: ..."; on last month -6.86; on last year +4.91 (same point); on outturn +4.91; committed N of M (best, worst,
/// including drag); out of reach since DATE; from earlier years N. Also: quality RULE [for "TEAM"] N; export open; no
/// export open. Figures see the events above them, so a later correction can be seen to restate a month.
///
/// The council, before anything happens:
///   closure 2024-03-14
///   children aged 0-17: 100,000
///   limit of ni59: 7 working days, from 2010-04-01 10 working days
///   target of ni59: 85 % by 2010-10-31, 87 % by 2011-03-31
///   neighbours of ni59: 71.6 % of the year to 2010-03-31     (national of ...)
///   also assessment_60 like assessment_45, limit 60 working days
///   row {id: signoff, title: Signed off, shape: clock, of: assessment, ...}   as in a configuration
///
/// "for # = 1 to 40: LINE" stands for forty lines in which # is the number. # at the start of a
/// line: a comment.
///
/// Every figure is taken three times: from an authority that lived through the events day by day,
/// from one that caught up with them in reverse order, and from the records behind the figure
/// (explanation.h). All must agree, and the self-audit must find nothing.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace caseclock {

/// What does not hold, one text a problem: the line's number and words, and what was found. Empty:
/// all holds. A story without a figure is a problem too.
std::vector<std::string> StoryProblems(std::string_view story);

/// The same for EXPECT_TRUE.
testing::AssertionResult StoryHolds(std::string_view story);

}  // namespace caseclock

/// @file
/// How long things take and how often they happen: the published figures the invented councils are
/// drawn from.
///
/// Example: Pick(kAssessmentWorkingDays) is at most 45 in 84.5 % of draws, as in England in
/// 2023-24.
#pragma once

#include <array>

#include "daemon/simulation/random.h"

namespace caseclock::simulation {

// --- Clocks. Units: working days; weights per 1,000
// --------------------------------------------------------------

/// Child and family assessments, start to authorisation.
/// Source: Children in need statistics, England 2023-24, duration of assessment (643,170
/// assessments).
inline constexpr std::array kAssessmentWorkingDays = {
    Band{0, 0, 15},    Band{1, 10, 114}, Band{11, 20, 173}, Band{21, 30, 160}, Band{31, 40, 202},
    Band{41, 45, 181}, Band{46, 50, 60}, Band{51, 60, 46},  Band{61, 90, 49}};
inline constexpr int kAssessmentLimit = 45;

/// Initial assessments, referral to authorisation.
/// Source: referrals, assessments and children in need, England 2010-11: about 77 % within 10
/// working days.
inline constexpr std::array kInitialWorkingDays = {Band{0, 3, 170},  Band{4, 7, 450},
                                                   Band{8, 10, 155}, Band{11, 15, 110},
                                                   Band{16, 25, 70}, Band{26, 60, 45}};
inline constexpr int kInitialLimit = 10;

/// Core assessments, start to authorisation. Source: the same, about 75 to 80 % within 35 working
/// days.
inline constexpr std::array kCoreWorkingDays = {
    Band{1, 10, 80},  Band{11, 20, 140}, Band{21, 30, 260}, Band{31, 35, 315},
    Band{36, 40, 80}, Band{41, 50, 65},  Band{51, 90, 60}};
inline constexpr int kCoreLimit = 35;

/// Strategy discussion to initial child protection conference.
/// Source: Characteristics of children in need, England 2023-24: of 72,230 conferences 6,800 within
/// 10 working days, 50,780 from 11 to 15, 6,300 from 16 to 20, 8,350 later: 79.7 % within 15.
inline constexpr std::array kConferenceWorkingDays = {Band{5, 10, 94}, Band{11, 15, 703},
                                                      Band{16, 20, 87}, Band{21, 45, 116}};
inline constexpr int kConferenceLimit = 15;

/// Strategy discussion to the end of an enquiry that needs no conference. Invented.
inline constexpr std::array kEnquiryWorkingDays = {Band{1, 5, 300}, Band{6, 12, 500},
                                                   Band{13, 25, 200}};

/// Referral to decision: mostly within a working day. Invented.
inline constexpr std::array kDecisionWorkingDays = {
    Band{0, 0, 560}, Band{1, 1, 310}, Band{2, 2, 60}, Band{3, 5, 50}, Band{6, 12, 20}};

/// Work finished to the manager's authorisation. Invented.
inline constexpr std::array kSignOffWorkingDays = {Band{0, 0, 350}, Band{1, 1, 250},
                                                   Band{2, 3, 260}, Band{4, 9, 140}};

/// Conference or review to its minutes. Invented.
inline constexpr std::array kMinutesWorkingDays = {Band{1, 5, 250}, Band{6, 15, 500},
                                                   Band{16, 30, 250}};

/// A thing happening to its being typed in. Invented: 92 % within two working days, and about 86 %
/// in the end, because what follows in a record waits for what comes before.
inline constexpr std::array kEntryWorkingDays = {Band{0, 0, 620}, Band{1, 1, 220}, Band{2, 2, 80},
                                                 Band{3, 5, 52},  Band{6, 10, 20}, Band{11, 30, 8}};

// --- Lengths. Units: days; weights per 1,000
// ---------------------------------------------------------------------

/// Child protection plans. Source: Characteristics of children in need, England: 4 % of plans that
/// ceased had lasted two years or more; the mean of 283 days turns 52 new plans per 10,000 a year
/// into a stock of 41.
inline constexpr std::array kProtectionPlanDays = {Band{1, 91, 230}, Band{92, 182, 150},
                                                   Band{183, 365, 390}, Band{366, 729, 190},
                                                   Band{730, 1300, 40}};

/// Child in need plans. Invented.
inline constexpr std::array kNeedPlanDays = {Band{30, 91, 300}, Band{92, 182, 400},
                                             Band{183, 400, 300}};

/// Periods of care. Source: Children looked after in England, shape of durations at ceasing.
inline constexpr std::array kCareDays = {Band{1, 28, 180},     Band{29, 182, 170},
                                         Band{183, 365, 140},  Band{366, 730, 190},
                                         Band{731, 1826, 220}, Band{1827, 3650, 100}};

/// How long ago a returning child's previous referral was. Up to 364 days it is a re-referral.
/// Invented.
inline constexpr std::array kReturnDays = {Band{7, 60, 230}, Band{61, 180, 380},
                                           Band{181, 364, 390}};
inline constexpr std::array kLateReturnDays = {Band{366, 730, 700}, Band{731, 1460, 300}};

// --- How often. Units: per 10,000
// --------------------------------------------------------------------------------

/// Referrals of a child referred within the year before. Source: re-referrals, England
/// 2023-24: 22.4 %; a little less here, as the brief councils of the reports had.
inline constexpr int kRereferral = 2150;
/// Referrals of a child last referred more than a year before. Invented.
inline constexpr int kLateReturn = 1000;

/// Outcomes of a referral: ReferralOutcome codes 1 to 4. Source: about a tenth no further action;
/// the rest so that assessments and enquiries come out as published.
inline constexpr std::array kOutcome = {Band{1, 1, 1000}, Band{3, 3, 2000}, Band{2, 2, 5600},
                                        Band{4, 4, 1400}};

/// First assessment after an outcome "assessment": 1 initial, 2 core, 3 child and family. 5,520
/// referrals a year then have about 1,600 initial assessments and 1,300 child and family
/// assessments.
inline constexpr std::array kFirstAssessment = {Band{1, 1, 5180}, Band{2, 2, 1820},
                                                Band{3, 3, 3000}};
/// After a strategy discussion: core or child and family.
inline constexpr std::array kUrgentAssessment = {Band{2, 2, 5000}, Band{3, 3, 5000}};
/// Initial assessments that go on to a core assessment: 950 + 1,150 make 2,100 a year.
inline constexpr int kCoreAfterInitial = 7200;

/// Section 47 enquiries begun during an assessment, beside those a referral begins with: together
/// 187 per 10,000 children a year. Source: Characteristics of children in need, England 2023-24:
/// 186.2 per 10,000.
inline constexpr int kEnquiryDuringAssessment = 3520;
/// Enquiries that come to a conference: 60 per 10,000 children a year. Source: the same.
inline constexpr int kConferenceOfEnquiry = 3300;
/// Conferences that make a plan: 52 per 10,000 children a year. Source: the same (51.5).
inline constexpr int kPlanOfConference = 8700;
/// Plans that are the child's second or later, as the case system asserts it. Source: the same
/// (24.7 %).
inline constexpr int kSecondPlan = 2470;
/// Assessed children without a protection plan who get a child in need plan. Invented, light.
inline constexpr int kNeedPlan = 900;
/// Assessed children who become looked after: 28 per 10,000 children a year.
/// Source: Children looked after in England 2023-24, children who started to be looked after.
inline constexpr int kCare = 720;
/// Periods of care over 600 days that are adoption journeys. Source: 9 % of those ceasing were
/// adopted.
inline constexpr int kAdoption = 2500;
inline constexpr int kCancelled = 250;     ///< assessments cancelled; invented
inline constexpr int kReallocated = 1200;  ///< assessments that change team on the way; invented
inline constexpr int kForgotten = 40;      ///< assessments and enquiries nobody ever ends; invented
inline constexpr int kClosureUndone = 60;  ///< closures undone; invented
inline constexpr int kPreBirth = 800;      ///< initial conferences on an unborn child; invented
inline constexpr int kLateReview =
    950;  ///< plan reviews held late. Source: 90.6 % of reviews in time, 2024-25
/// Contacts that come to nothing, for 100 referrals. Contacts that become a referral are recorded
/// as the referral. Light: councils have more, and nobody's clock runs on them.
inline constexpr int kContactsPer100Referrals = 10;

}  // namespace caseclock::simulation

#include "daemon/adapters/annex_a_columns.h"

#include "processors/check.h"

namespace caseclock {
namespace {

using enum ColumnType;
constexpr CodeList kNoCodes = CodeList::kSource;  // of columns that hold no code

// Clocks: a column that starts or moves one feeds it; one that stops it, too.
constexpr ClockRole kFeeds = ClockRole::kFeeds;
constexpr ClockRole kStops = ClockRole::kStops;

constexpr ColumnSpec kChild = {
    Field::kChild,
    kIdentifier,
    "Child Unique ID",
    {"child|childs <id> unique? la?",
     "unique id|ids|identifier|identification|reference|ref child?",
     "person|client|individual|customer|yp|young|service person? user? unique? <id>",
     "<system> child? person? client? case? unique? <id>"}};
constexpr ColumnSpec kTeam = {Field::kTeam,
                              kText,
                              "Allocated Team",
                              {"team name? allocated? responsible? current? case? holding? key?"}};
constexpr ColumnSpec kWorker = {Field::kWorker,
                                kText,
                                "Allocated Worker",
                                {"worker|sw|practitioner|caseworker name? social? case? allocated? "
                                 "responsible? current? key? lead?"}};

constexpr ColumnSpec kContacts[] = {
    kChild,
    {Field::kStart, kDate, "Date of Contact", {"date contact received? made? <start>? initial?"}},
    {Field::kSource,
     kCode,
     "Contact Source",
     {"source contact? type? code? agency?"},
     CodeList::kSource},
};
constexpr ColumnSpec kEarlyHelp[] = {
    kChild,
    {Field::kStart, kDate, "Assessment start date", {"eha|<assess> <start> early? help? date?"}},
    {Field::kEnd,
     kDate,
     "Assessment completion date",
     {"eha|<assess> completion|completed|<end> early? help? date?"}},
};
constexpr ColumnSpec kReferrals[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Date of referral",
     {"date referral received? initial? <start>? made? most? <latest>? current?"}},
    {Field::kSource,
     kCode,
     "Referral Source",
     {"source referral? type? code? agency?"},
     CodeList::kSource},
    {Field::kNoFurtherAction,
     kYesNo,
     "Referral NFA?",
     {"nfa referral? flag? outcome? y? n?", "no further action referral? flag? outcome? y? n?"}},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kAssessments[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Continuous Assessment Start Date",
     {"<assess>|cfa <start> continuous? single? child? childs? family? families? c? f? social? "
      "care? date?"},
     kNoCodes,
     kFeeds},
    {Field::kEnd,
     kDate,
     "Continuous Assessment Date of Authorisation",
     {"<assess>|cfa <auth> continuous? single? child? childs? family? families? c? f? social? "
      "care? date?",
      "date <auth>",
      "<assess>|cfa completed|completion|<end> date continuous? single? child? childs? family? "
      "families? c? f?"},
     kNoCodes,
     kStops},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kSection47[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Strategy discussion initiating Section 47 Enquiry Start Date",
     {"strategy|strat discussion|disc|meeting date|<start>|initiating initiating? <s47>? enquiry? "
      "enquiries?",
      "<s47> <start> enquiry? enquiries? investigation? date?"},
     kNoCodes,
     kFeeds},
    {Field::kConferenceUnnecessary,
     kUnnecessary,
     "Was an Initial Child Protection Conference deemed unnecessary?",
     {"icpc|initial unnecessary|unneeded deemed? child? protection? cp? <conf>? y? n?",
      "icpc|initial not required|needed|necessary deemed? child? protection? cp? <conf>? y? n?"},
     kNoCodes,
     kStops},
    {Field::kConference,
     kDate,
     "Date of Initial Child Protection Conference",
     {"date icpc held?", "date initial <conf> child? protection? cp? held? icpc?",
      "cp date <conf> initial? held?"},
     kNoCodes,
     kStops},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kInNeed[] = {
    kChild,
    {Field::kStart,
     kDate,
     "CIN Start Date",
     {"cin|need <start> child? childs? children? plan? episode? date?"},
     kNoCodes,
     kFeeds},
    {Field::kCategory,
     kCode,
     "Primary Need Code",
     {"need primary|code|category|cat code? category? child? childs? cin?"},
     CodeList::kNeed},
    {Field::kEnd,
     kDate,
     "CIN Closure Date",
     {"cin|need <end> child? childs? children? plan? episode? date?", "date <end> case? episode?"},
     kNoCodes,
     kStops},
    {Field::kEndReason,
     kCode,
     "Reason for Closure",
     {"reason <end> cin? case? child? children? need? code?"},
     CodeList::kClosure},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kProtection[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Child Protection Plan Start Date",
     {"cp|cpp|protection <start> child? childs? plan? date?", "plan date <start>"},
     kNoCodes,
     kFeeds},
    {Field::kCategory,
     kCode,
     "Initial Category of Abuse",
     {"initial|init category|cat abuse cp? cpp? child? protection? plan?", "category|cat abuse"},
     CodeList::kAbuse},
    {Field::kLastVisit,
     kDate,
     "Date of the Last Statutory Visit",
     {"visit <latest> most? date? statutory? stat? cp? cpp? social? work? worker? sw? child? "
      "protection?",
      "date visit cp|cpp|statutory statutory?"},
     kNoCodes,
     kFeeds},
    {Field::kSeenAlone,
     kYesNo,
     "Was the Child Seen Alone?",
     {"seen alone child? cp? <latest>? visit? y? n?"}},
    {Field::kLatestReview,
     kDate,
     "Date of latest review conference",
     {"review|rcpc|rcpcc <latest> date? most? <conf>? cp? cpp? child? protection?",
      "review|rcpc date cp|cpp|rcpc|protection <conf>? child?"},
     kNoCodes,
     kFeeds},
    {Field::kEnd,
     kDate,
     "Child Protection Plan End Date",
     {"cp|cpp|protection <end> child? childs? plan? date?", "plan date <end>"},
     kNoCodes,
     kStops},
    {Field::kPreviousPlans,
     kCount,
     "Number of Previous Child Protection Plans",
     {"number|no|num|count|total previous|prior plan|plans|cpp|cpps sum? child? protection? cp?"}},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kInCare[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Date Started to be Looked After",
     {"looked|loooked|lookedafter <start>|became|becoming|become after|lookedafter date?",
      "lac|cla <start>|became date? child? period? episode? most? <latest>? current?",
      "care <start>|became|entered date child? period? episode? most? <latest>? current?"},
     kNoCodes,
     kFeeds},
    {Field::kCategory,
     kCode,
     "Child's Category of Need",
     {"need category|cat|code child? childs? primary? code?"},
     CodeList::kNeed},
    {Field::kLegalStatusSince,
     kDate,
     "Start date of current legal status",
     {"legal status <start> date? current? most? <latest>?"}},
    {Field::kLegalStatus,
     kCode,
     "Child's Legal Status",
     {"legal status child? childs? current? code? most? <latest>?"},
     CodeList::kLegalStatus},
    {Field::kLatestReview,
     kDate,
     "Date of Latest Statutory Review",
     {"review <latest> date? most? statutory? stat? lac? cla? looked? after? child?"},
     kNoCodes,
     kFeeds},
    {Field::kLastVisit,
     kDate,
     "Date of Last Social Work Visit",
     {"visit <latest> most? date? statutory? stat? social? work? worker? workers? sw? lac? cla? "
      "child?"},
     kNoCodes,
     kFeeds},
    {Field::kHealthAssessment,
     kDate,
     "Date of Last Health Assessment",
     {"health <assess>|check|rha|medical date|<latest> date? <latest>? most? review?"}},
    {Field::kDentalCheck,
     kDate,
     "Date of Last Dental Check",
     {"dental|dentist check|checks|checkup|<assess>|visit date|<latest> date? <latest>? most? "
      "up?"}},
    {Field::kEnd,
     kDate,
     "Date Ceased to be Looked After",
     {"looked|lookedafter <end> after|lookedafter date? being?",
      "lac|cla <end> date? child? period? episode?",
      "care <end>|left date child? period? episode?"},
     kNoCodes,
     kStops},
    {Field::kEndReason,
     kCode,
     "Reason Ceased to be Looked After",
     {"reason <end> looked|lac|cla|care after? being? episode? period? why?"},
     CodeList::kCareEnd},
    {Field::kPlacementSince,
     kDate,
     "Start Date of Most Recent Placement",
     {"placement <start> date? most? <latest>? current?"}},
    {Field::kPlacementType,
     kCode,
     "Placement Type",
     {"placement type most? <latest>? current? code?"},
     CodeList::kPlacement},
    kTeam,
    kWorker,
};
// Care leavers and adopters are recognised and counted; no record of the protocol takes them.
constexpr ColumnSpec kCareLeavers[] = {
    kChild,
    {Field::kCategory,
     kText,
     "Eligibility Category",
     {"eligibility category? status? leaving? care?"}},
};
constexpr ColumnSpec kAdoption[] = {
    kChild,
    {Field::kCareStart,
     kDate,
     "Date the Child Entered Care",
     {"care entered|entry|<start> date? child?", "looked <start>|became after date?"}},
    {Field::kStart,
     kDate,
     "Date of Decision that Child Should be Placed for Adoption",
     {"decision adoption date? child? childs? should? placed? plan?",
      "decision date adm|shobpa|admshobpa|decision adm? shobpa? maker? agency?"},
     kNoCodes,
     kFeeds},
    {Field::kPlacementOrder,
     kDate,
     "Date of Placement Order",
     {"placement order date|granted|made date? granted? made?"}},
    {Field::kMatched,
     kDate,
     "Date of Matching Child and Prospective Adopters",
     {"match|matched|matching date|matched child? prospective? adopters? adopter? adoption?"}},
    {Field::kPlaced,
     kDate,
     "Date Placed for Adoption",
     {"placed|placement adoption date child?",
      "placed date? adopters|adopter|prospective prospective? child?"},
     kNoCodes,
     kFeeds},
    {Field::kAdoptionOrder,
     kDate,
     "Date of Adoption Order",
     {"adoption order date|granted|made date? granted? made?"},
     kNoCodes,
     kStops},
    {Field::kReversed,
     kDate,
     "Date of Decision that Child Should No Longer be Placed for Adoption",
     {"decision no longer date? child? should? placed? adoption?",
      "decision reversed|reversal date"},
     kNoCodes,
     kStops},
    {Field::kReversalReason,
     kCode,
     "Reason Why Child No Longer Placed for Adoption",
     {"reason no longer why? child? placed? adoption?", "reason decision? reversed|reversal"},
     CodeList::kReversal},
};
constexpr ColumnSpec kAdopters[] = {
    {Field::kChild,
     kIdentifier,
     "Individual adopter identifier",
     {"adopter|adopters individual? unique? <id>"}},
};

constexpr std::string_view kNothingElse[] = {""};
constexpr std::string_view kOtherEarlyHelp[] = {"Organisation completing assessment"};
constexpr std::string_view kOtherReferral[] = {"Number of Referrals in Last 12 Months",
                                               "Referrals Last 12 Months"};
constexpr std::string_view kOtherAssessment[] = {
    "Child Seen During Continuous Assessment",
    "Was the child assessed as requiring LA children's social care support",
    "Continuous Assessment Child Seen", "CSC Support Required"};
constexpr std::string_view kOtherSection47[] = {
    "Did the Initial Child Protection Conference Result in a Child Protection Plan",
    "Number of Section 47 Enquiries in the last 12 months",
    "Number of ICPCs in the last 12 months",
    "CP Conf Result In CP Plan",
    "Number S47s 12m",
    "Number ICPCs 12m"};
constexpr std::string_view kOtherInNeed[] = {"Date Child Was Last Seen", "Case status",
                                             "Date Child Last Seen"};
constexpr std::string_view kOtherProtection[] = {
    "Latest Category of Abuse",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months "
    "(Y/N)",
    "Protection Last Six Months"};
constexpr std::string_view kOtherInCare[] = {
    "UASC",
    "Subsequent LAC Episode Last 12 Months",
    "Permanence Plan",
    "Last IRO Visit Date",
    "Placements Last 12 Months",
    "Placement URN",
    "Episodes Child Missing From Placement",
    "Episodes Child Absent From Placement",
    "Child Offered Return Interview After Last MFH",
    "Child Accepted Return Interview After Last MFH",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months "
    "(Y/N)",
    "What is the permanence plan for this child?",
    "Date of Last IRO Visit / Contact to the Child",
    "Number of Placements in the Last 12 months",
    "Placement Provider",
    "Placement postcode",
    "URN of Placement",
    "Placement Location",
    "LA of Placement",
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?"};
constexpr std::string_view kOtherCareLeavers[] = {
    "Allocated Team",
    "Allocated Worker",
    "LA In Touch",
    "Type of Accommodation",
    "Suitability of Accommodation",
    "Latest Pathway Plan Review Date",
    "Latest Date of Contact",
    "Activity Status",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Allocated Personal Advisor",
    "Number of weeks or months the child has been looked after"};
constexpr std::string_view kOtherAdoption[] = {
    "Date the child was placed for fostering in FFA or concurrent planning placement",
    "Date FFA Consurrency Placement", "Date FFA Concurrency Placement"};
constexpr std::string_view kOtherAdopters[] = {
    "Is the (prospective) adopter fostering for adoption?",
    "Date enquiry received",
    "Date Stage 1 started",
    "Date Stage 1 ended",
    "Date Stage 2 started",
    "Date Stage 2 ended",
    "Date application submitted",
    "Date application approved",
    "Date adopter matched with child(ren)",
    "Date child/children placed with adopter(s)",
    "No. of children placed",
    "Date of Adoption Order",
    "Date of leaving adoption process",
    "Reason for leaving adoption process"};

using Marks = std::array<Field, 2>;
constexpr Marks kByStart = {Field::kStart, Field::kStart};
constexpr Field kNone = Field::kChild;

// clang-format off
constexpr ListSpec kLists[] = {
    {1, "Contacts", RecordKind::kContact, {"contacts", "contact"}, kByStart, Field::kStart,
     Field::kSource, kContacts,
     kNothingElse},
    {2, "Early help", RecordKind::kUnspecified, {"earlyhelp", "earlyhelpassessments", "eha"},
     kByStart, Field::kStart, kNone, kEarlyHelp,
     kOtherEarlyHelp},
    {3, "Referrals", RecordKind::kReferral, {"referrals", "referral"}, kByStart, Field::kStart,
     kNone, kReferrals,
     kOtherReferral},
    {4, "Assessments", RecordKind::kAssessment, {"assessments", "assessment",
     "continuousassessments"}, kByStart, Field::kStart, kNone, kAssessments,
     kOtherAssessment},
    {5, "Section 47 enquiries and conferences", RecordKind::kSection47, {"sec47andicpc",
     "s47andicpc", "s47", "section47andicpc", "section47", "section47enquiries", "s47enquiries"},
     {Field::kStart, Field::kConference}, Field::kStart, kNone, kSection47,
     kOtherSection47},
    {6, "Children in need", RecordKind::kPlan, {"childreninneed", "cin"}, kByStart, Field::kStart,
     kNone, kInNeed,
     kOtherInNeed},
    {7, "Child protection", RecordKind::kPlan, {"childprotection", "cp", "cpp",
     "childprotectionplans"}, kByStart, Field::kStart, kNone, kProtection,
     kOtherProtection},
    {8, "Children in care", RecordKind::kCare, {"childrenincare", "cic", "lac", "cla",
     "childrenlookedafter", "lookedafterchildren"}, kByStart, Field::kStart, kNone, kInCare,
     kOtherInCare},
    {9, "Care leavers", RecordKind::kUnspecified, {"careleavers", "leavingcare"}, {Field::kChild,
     Field::kChild}, Field::kCategory, kNone, kCareLeavers,
     kOtherCareLeavers},
    {10, "Adoption", RecordKind::kAdoption, {"adoption", "adoptions"}, {Field::kStart,
     Field::kCareStart}, Field::kStart, kNone, kAdoption,
     kOtherAdoption},
    {11, "Adopters", RecordKind::kUnspecified, {"adopters", "prospectiveadopters"}, {Field::kChild,
     Field::kChild}, Field::kChild, kNone, kAdopters,
     kOtherAdopters},
};
// clang-format on
static_assert(std::size(kLists) == kAnnexALists);

}  // namespace

std::span<const ListSpec> AnnexALists() { return kLists; }

const ListSpec& AnnexAList(int number) {
  CASECLOCK_CHECK(1 <= number && number <= kAnnexALists, "Annex A has lists 1 to 11");
  return kLists[number - 1];
}

}  // namespace caseclock

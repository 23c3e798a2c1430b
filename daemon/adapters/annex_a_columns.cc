#include "daemon/adapters/annex_a_columns.h"

#include <algorithm>

#include "processors/check.h"

namespace caseclock {
namespace {

using enum ColumnType;

constexpr ColumnSpec kChild = {
    Field::kChild,
    kIdentifier,
    "Child Unique ID",
    {"Child ID", "Unique Child ID", "Child Unique Identifier", "Child's Unique ID"}};
constexpr ColumnSpec kTeam = {Field::kTeam, kText, "Allocated Team", {"Team", "Key Team"}};
constexpr ColumnSpec kWorker = {
    Field::kWorker, kText, "Allocated Worker", {"Worker", "Allocated Social Worker", "Key Worker"}};

constexpr ColumnSpec kContacts[] = {
    kChild,
    {Field::kStart, kDate, "Date of Contact", {"Contact Date", "Date Contact Received"}},
    {Field::kSource, kCode, "Contact Source", {"Source of Contact"}, CodeList::kSource},
};
constexpr ColumnSpec kEarlyHelp[] = {
    kChild,
    {Field::kStart, kDate, "Assessment start date", {"EHA Start Date"}},
    {Field::kEnd, kDate, "Assessment completion date", {"EHA End Date"}},
};
constexpr ColumnSpec kReferrals[] = {
    kChild,
    {Field::kStart, kDate, "Date of referral", {"Referral Date"}},
    {Field::kSource, kCode, "Referral Source", {"Source of Referral"}, CodeList::kSource},
    {Field::kNoFurtherAction, kYesNo, "Referral NFA?", {"NFA"}},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kAssessments[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Continuous Assessment Start Date",
     {"Assessment Start Date", "Asmt Start Date"}},
    {Field::kEnd,
     kDate,
     "Continuous Assessment Date of Authorisation",
     {"Assessment Authorisation Date", "Asmt Auth Date", "Date of Authorisation"}},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kSection47[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Strategy discussion initiating Section 47 Enquiry Start Date",
     {"S47 Enquiry Start Date", "Section 47 Enquiry Start Date", "Strategy Discussion Date"}},
    {Field::kConferenceUnnecessary,
     kYesNo,
     "Was an Initial Child Protection Conference deemed unnecessary?",
     {"ICPC Unnecessary"}},
    {Field::kConference,
     kDate,
     "Date of Initial Child Protection Conference",
     {"Date of ICPC", "ICPC Date", "CP Conf Date"}},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kInNeed[] = {
    kChild,
    {Field::kStart, kDate, "CIN Start Date", {"Child in Need Start Date"}},
    {Field::kCategory, kCode, "Primary Need Code", {"Primary Need"}, CodeList::kNeed},
    {Field::kEnd, kDate, "CIN Closure Date", {"CIN Close Date", "CIN End Date"}},
    {Field::kEndReason, kCode, "Reason for Closure", {"CIN Close Reason"}, CodeList::kClosure},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kProtection[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Child Protection Plan Start Date",
     {"CP Plan Start Date", "CP Start Date", "CPP Start Date"}},
    {Field::kCategory, kCode, "Initial Category of Abuse", {"Init Abuse Cat"}, CodeList::kAbuse},
    {Field::kLastVisit,
     kDate,
     "Date of the Last Statutory Visit",
     {"Date of Last Statutory Visit", "CP Visit Date"}},
    {Field::kSeenAlone, kYesNo, "Was the Child Seen Alone?", {"CP Seen Alone"}},
    {Field::kLatestReview,
     kDate,
     "Date of latest review conference",
     {"Date of the latest review conference", "CP Review Date"}},
    {Field::kEnd,
     kDate,
     "Child Protection Plan End Date",
     {"CP Plan End Date", "CP End Date", "CPP End Date"}},
    {Field::kPreviousPlans,
     kCount,
     "Number of Previous Child Protection Plans",
     {"Sum of Number of Previous Child Protection Plans", "Number of Previous CP Plans"}},
    kTeam,
    kWorker,
};
constexpr ColumnSpec kInCare[] = {
    kChild,
    {Field::kStart,
     kDate,
     "Date Started to be Looked After",
     {"Date Started Looked After", "LAC Start Date", "Start Date Recent Care Episode"}},
    {Field::kCategory, kCode, "Child's Category of Need", {"Category of Need"}, CodeList::kNeed},
    {Field::kLegalStatusSince,
     kDate,
     "Start date of current legal status",
     {"Legal Status Start", "Legal Status Start Date"}},
    {Field::kLegalStatus, kCode, "Child's Legal Status", {"Legal Status"}, CodeList::kLegalStatus},
    {Field::kLatestReview,
     kDate,
     "Date of Latest Statutory Review",
     {"Date of Last Statutory Review", "Date of Last Review"}},
    {Field::kLastVisit,
     kDate,
     "Date of Last Social Work Visit",
     {"Date of the Last Social Work Visit", "Date of Last Visit"}},
    {Field::kHealthAssessment, kDate, "Date of Last Health Assessment", {"Last Health Assessment"}},
    {Field::kDentalCheck,
     kDate,
     "Date of Last Dental Check",
     {"Last Dental Check", "Last Dental Assessment"}},
    {Field::kEnd,
     kDate,
     "Date Ceased to be Looked After",
     {"Date Ceased Looked After", "Date Ceased LAC", "LAC End Date"}},
    {Field::kEndReason,
     kCode,
     "Reason Ceased to be Looked After",
     {"Reason Ceased LAC"},
     CodeList::kCareEnd},
    {Field::kPlacementSince,
     kDate,
     "Start Date of Most Recent Placement",
     {"Latest Placement Start Date", "Placement Start Date"}},
    {Field::kPlacementType, kCode, "Placement Type", {}, CodeList::kPlacement},
    kTeam,
    kWorker,
};
// Care leavers and adopters are recognised and counted; no record of the protocol takes them.
constexpr ColumnSpec kCareLeavers[] = {
    kChild,
    {Field::kCategory, kText, "Eligibility Category", {"Eligibility"}},
};
constexpr ColumnSpec kAdoption[] = {
    kChild,
    {Field::kCareStart, kDate, "Date the Child Entered Care", {"Date Entered Care"}},
    {Field::kStart,
     kDate,
     "Date of Decision that Child Should be Placed for Adoption",
     {"Date of Decision that the Child Should be Placed for Adoption", "Decision Date"}},
    {Field::kPlacementOrder, kDate, "Date of Placement Order", {"Placement Order Date"}},
    {Field::kMatched,
     kDate,
     "Date of Matching Child and Prospective Adopters",
     {"Date of Matching", "Date Matched"}},
    {Field::kPlaced, kDate, "Date Placed for Adoption", {"Date of Placement for Adoption"}},
    {Field::kAdoptionOrder, kDate, "Date of Adoption Order", {"Adoption Order Date"}},
    {Field::kReversed,
     kDate,
     "Date of Decision that Child Should No Longer be Placed for Adoption",
     {"Date of Decision that the Child Should No Longer be Placed for Adoption"}},
    {Field::kReversalReason,
     kCode,
     "Reason Why Child No Longer Placed for Adoption",
     {"Reason No Longer Placed for Adoption"},
     CodeList::kReversal},
};
constexpr ColumnSpec kAdopters[] = {
    {Field::kChild,
     kIdentifier,
     "Individual adopter identifier",
     {"Individual adopter ID", "Adopter ID", "Adopter Identifier"}},
};

constexpr std::string_view kPersonal[] = {
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Age of Child",
    "Age",
    "Does the Child have a Disability",
    "Disability",
    "Family identifier",
};
constexpr std::string_view kNothingElse[] = {""};
constexpr std::string_view kOtherEarlyHelp[] = {"Organisation completing assessment"};
constexpr std::string_view kOtherReferral[] = {"Number of Referrals in Last 12 Months"};
constexpr std::string_view kOtherAssessment[] = {
    "Child Seen During Continuous Assessment",
    "Was the child assessed as requiring LA children's social care support"};
constexpr std::string_view kOtherSection47[] = {
    "Did the Initial Child Protection Conference Result in a Child Protection Plan",
    "Number of Section 47 Enquiries in the last 12 months",
    "Number of ICPCs in the last 12 months"};
constexpr std::string_view kOtherInNeed[] = {"Date Child Was Last Seen", "Case status"};
constexpr std::string_view kOtherProtection[] = {
    "Latest Category of Abuse",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months "
    "(Y/N)"};
constexpr std::string_view kOtherInCare[] = {
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
    "Activity Status",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Allocated Personal Advisor",
    "Number of weeks or months the child has been looked after"};
constexpr std::string_view kOtherAdoption[] = {
    "Date the child was placed for fostering in FFA or concurrent planning placement"};
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

constexpr ListSpec kLists[] = {
    {1,
     "Contacts",
     RecordKind::kContact,
     false,
     {"contacts", "contact"},
     kByStart,
     kContacts,
     kNothingElse},
    {2,
     "Early help",
     RecordKind::kUnspecified,
     false,
     {"earlyhelp", "earlyhelpassessments", "eha"},
     kByStart,
     kEarlyHelp,
     kOtherEarlyHelp},
    {3,
     "Referrals",
     RecordKind::kReferral,
     false,
     {"referrals", "referral"},
     kByStart,
     kReferrals,
     kOtherReferral},
    {4,
     "Assessments",
     RecordKind::kAssessment,
     false,
     {"assessments", "assessment", "continuousassessments"},
     kByStart,
     kAssessments,
     kOtherAssessment},
    {5,
     "Section 47 enquiries and conferences",
     RecordKind::kSection47,
     false,
     {"sec47andicpc", "s47andicpc", "s47", "section47andicpc", "section47", "section47enquiries"},
     {Field::kStart, Field::kConference},
     kSection47,
     kOtherSection47},
    {6,
     "Children in need",
     RecordKind::kPlan,
     true,
     {"childreninneed", "cin"},
     kByStart,
     kInNeed,
     kOtherInNeed},
    {7,
     "Child protection",
     RecordKind::kPlan,
     true,
     {"childprotection", "cp", "cpp", "childprotectionplans"},
     kByStart,
     kProtection,
     kOtherProtection},
    {8,
     "Children in care",
     RecordKind::kCare,
     true,
     {"childrenincare", "cic", "lac", "cla", "childrenlookedafter", "lookedafterchildren"},
     kByStart,
     kInCare,
     kOtherInCare},
    {9,
     "Care leavers",
     RecordKind::kUnspecified,
     true,
     {"careleavers", "leavingcare"},
     {Field::kChild, Field::kChild},
     kCareLeavers,
     kOtherCareLeavers},
    {10,
     "Adoption",
     RecordKind::kAdoption,
     true,
     {"adoption", "adoptions"},
     {Field::kStart, Field::kCareStart},
     kAdoption,
     kOtherAdoption},
    {11,
     "Adopters",
     RecordKind::kUnspecified,
     true,
     {"adopters", "prospectiveadopters"},
     {Field::kChild, Field::kChild},
     kAdopters,
     kOtherAdopters},
};
static_assert(std::size(kLists) == kAnnexALists);

void DropSuffix(std::string& text, std::string_view suffix) {
  if (text.size() > suffix.size() && text.ends_with(suffix))
    text.resize(text.size() - suffix.size());
}

bool IsAlias(const ColumnSpec& column, std::string_view folded) {
  return std::any_of(
      column.aliases.begin(), column.aliases.end(),
      [folded](std::string_view alias) { return !alias.empty() && FoldHeading(alias) == folded; });
}

bool IsAmong(std::span<const std::string_view> headings, std::string_view folded) {
  return std::any_of(headings.begin(), headings.end(),
                     [folded](std::string_view heading) { return FoldHeading(heading) == folded; });
}

}  // namespace

std::span<const ListSpec> AnnexALists() { return kLists; }

const ListSpec& AnnexAList(int number) {
  CASECLOCK_CHECK(1 <= number && number <= kAnnexALists, "Annex A has lists 1 to 11");
  return kLists[number - 1];
}

std::string FoldHeading(std::string_view heading) {
  std::string folded;
  for (const char c : heading) {
    if (('a' <= c && c <= 'z') || ('0' <= c && c <= '9')) folded += c;
    if ('A' <= c && c <= 'Z') folded += static_cast<char>(c - 'A' + 'a');
  }
  DropSuffix(folded, "ddmmyyyy");
  return folded;
}

HeadingMatch MatchHeading(const ListSpec& list, std::string_view folded) {
  if (folded.empty()) return {};
  for (const ColumnSpec& column : list.columns) {
    if (FoldHeading(column.heading) == folded) return {&column, true, true};
  }
  for (const ColumnSpec& column : list.columns) {
    if (IsAlias(column, folded)) return {&column, true, false};
  }
  const bool unused = IsAmong(kPersonal, folded) || IsAmong(list.unused, folded);
  return {nullptr, unused, unused};
}

}  // namespace caseclock

// Kinds and facts: names and numbers as in the protocol, which fact starts and ends a record.
#include "processors/record/record_kind.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <string>

#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

/// Name (in lower case, without the prefix) by number, as case_event.proto says.
std::map<int, std::string> NamesInProtocol(const std::string& enumeration,
                                           const std::string& prefix) {
  std::ifstream file(CASECLOCK_SOURCE_DIR "/proto/caseclock/v1/case_event.proto");
  std::map<int, std::string> names;
  std::string line;
  while (std::getline(file, line) && line != "enum " + enumeration + " {") {
  }
  while (std::getline(file, line) && line != "}") {
    const std::size_t begin = line.find(prefix), equals = line.find(" = ");
    if (begin == std::string::npos || equals == std::string::npos) continue;
    std::string name = line.substr(begin + prefix.size(), equals - begin - prefix.size());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    names[std::stoi(line.substr(equals + 3))] = name;
  }
  return names;
}

TEST(RecordKindTest, KindsAreThoseOfTheProtocol) {
  const auto names = NamesInProtocol("RecordKind", "RECORD_KIND_");
  ASSERT_EQ(names.size(), static_cast<std::size_t>(kRecordKindCount));
  for (const auto& [number, name] : names) {
    EXPECT_EQ(RecordKindName(static_cast<RecordKind>(number)), name);
  }
}

TEST(RecordKindTest, FactsAreThoseOfTheProtocol) {
  const auto names = NamesInProtocol("Fact", "FACT_");
  ASSERT_GT(names.size(), 40u);
  for (int number = 0; number < 256; ++number) {
    const auto named = names.find(number);
    EXPECT_EQ(FactName(static_cast<Fact>(number)), named == names.end() ? "" : named->second)
        << number;
  }
}

TEST(RecordKindTest, AllocationsLegalStatusesAndTeamParentsAreDated) {
  std::string dated;
  for (int number = 0; number < 256; ++number) {
    if (IsDated(static_cast<Fact>(number)))
      dated += std::string(FactName(static_cast<Fact>(number))) + " ";
  }
  EXPECT_EQ(dated, "allocation legal_status team_parent ");
}

TEST(RecordKindTest, OccurrencesAreNoTypesLinksBookingsStatusesOrFactsOfNoChild) {
  for (const Fact fact : {Fact::kUnspecified,     Fact::kAllocation,
                          Fact::kAssessmentType,  Fact::kAssessmentReferral,
                          Fact::kConferenceType,  Fact::kConferenceSection47,
                          Fact::kPlanType,        Fact::kPlanPreviousPlans,
                          Fact::kReviewScheduled, Fact::kReviewOf,
                          Fact::kLegalStatus,     Fact::kPlacementCare,
                          Fact::kVisitOf,         Fact::kAdoptionStatus,
                          Fact::kAdoptionCare,    Fact::kChildBirthMonth,
                          Fact::kChildAlias,      Fact::kAudit,
                          Fact::kAction,          Fact::kMeasure,
                          Fact::kCommentary,      Fact::kTeamParent}) {
    EXPECT_FALSE(IsOccurrence(fact)) << FactName(fact);
  }
}

TEST(RecordKindTest, StartsAndEndsOfRecordsOfChildrenAreOccurrences) {
  for (int number = 1; number <= static_cast<int>(RecordKind::kAdoption); ++number) {
    const auto kind = static_cast<RecordKind>(number);
    EXPECT_TRUE(IsOccurrence(StartFact(kind))) << RecordKindName(kind);
    if (EndFact(kind) == Fact::kUnspecified) continue;
    EXPECT_TRUE(IsOccurrence(EndFact(kind))) << RecordKindName(kind);
  }
}

TEST(RecordKindTest, KindsThatEndAreTheSixThatCountingNames) {
  std::string ending;
  for (int number = 0; number < kRecordKindCount; ++number) {
    const auto kind = static_cast<RecordKind>(number);
    if (EndFact(kind) != Fact::kUnspecified) {
      ending +=
          std::string(RecordKindName(kind)) + ":" + std::string(FactName(EndFact(kind))) + " ";
    }
  }
  EXPECT_EQ(ending,
            "referral:referral_closure assessment:assessment_authorised plan:plan_ceased "
            "care:care_ceased placement:placement_ended adoption:adoption_order ");
}

TEST(RecordKindTest, KindsThatLookAtEachOtherAreOfOneFamily) {
  using K = RecordKind;
  const std::pair<K, K> looking[] = {{K::kAssessment, K::kReferral},
                                     {K::kSection47, K::kConference},
                                     {K::kReview, K::kPlan},
                                     {K::kPlacement, K::kCare},
                                     {K::kAdoption, K::kCare}};
  for (const auto& [kind, at] : looking) {
    EXPECT_EQ(FamilyOf(kind), FamilyOf(at)) << RecordKindName(kind);
    EXPECT_NE(FamilyOf(kind), Family::kAlone) << RecordKindName(kind);
  }
  EXPECT_NE(FamilyOf(K::kReferral), FamilyOf(K::kPlan));
  EXPECT_EQ(FamilyOf(K::kVisit), Family::kAlone);
  EXPECT_EQ(FamilyOf(K::kChild), Family::kIdentity);
}

TEST(RecordKindTest, ChildrenAndTeamsHaveNoStart) {
  EXPECT_EQ(StartFact(RecordKind::kChild), Fact::kUnspecified);
  EXPECT_EQ(StartFact(RecordKind::kTeam), Fact::kUnspecified);
  EXPECT_EQ(StartFact(RecordKind::kReferral), Fact::kReferralOpened);
}

}  // namespace
}  // namespace caseclock

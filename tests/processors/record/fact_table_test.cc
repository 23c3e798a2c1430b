// One row for each kind and each fact, and the rows agree with the protocol and with each other.
#include "processors/record/fact_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "processors/record/history.h"
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

/// "kSection47EndedWithoutConference" of record_kind.h as "section47_ended_without_conference".
std::string InLowerCase(const std::string& enumerator) {
  std::string name;
  for (const char c : enumerator.substr(1)) {
    if (std::isupper(static_cast<unsigned char>(c)) && !name.empty()) name += '_';
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return name;
}

/// Name by number, as the enumeration in record_kind.h says.
std::map<int, std::string> NamesInProgram(const std::string& enumeration) {
  std::ifstream file(CASECLOCK_SOURCE_DIR "/processors/record/record_kind.h");
  std::map<int, std::string> names;
  std::string line;
  while (std::getline(file, line) && !line.starts_with("enum class " + enumeration + " ")) {
  }
  while (std::getline(file, line) && line != "};") {
    const std::size_t begin = line.find('k'), equals = line.find(" = ");
    names[std::stoi(line.substr(equals + 3))] = InLowerCase(line.substr(begin, equals - begin));
  }
  return names;
}

template <typename Rows, typename NumberOf>
std::map<int, std::string> NamesInTable(const Rows& rows, NumberOf number_of) {
  std::map<int, std::string> names;
  for (const auto& row : rows) {
    EXPECT_TRUE(names.emplace(static_cast<int>(number_of(row)), row.name).second)
        << row.name << " has another row";
  }
  return names;
}

TEST(FactTableTest, EveryKindOfTheProtocolHasOneRowAndOneNumberInTheProgram) {
  const auto rows = NamesInTable(fact_table::kKinds, [](const KindRow& row) { return row.kind; });
  EXPECT_EQ(rows, NamesInProtocol("RecordKind", "RECORD_KIND_"));
  EXPECT_EQ(rows, NamesInProgram("RecordKind"));
  EXPECT_EQ(rows.size(), static_cast<std::size_t>(kRecordKindCount));
}

TEST(FactTableTest, EveryFactOfTheProtocolHasOneRowAndOneNumberInTheProgram) {
  const auto rows = NamesInTable(fact_table::kFacts, [](const FactRow& row) { return row.fact; });
  EXPECT_EQ(rows, NamesInProtocol("Fact", "FACT_"));
  EXPECT_EQ(rows, NamesInProgram("Fact"));
  EXPECT_GT(rows.size(), 40u);
}

TEST(FactTableTest, RowsStandInOrderOfNumber) {
  for (int number = 0; number < kRecordKindCount; ++number) {
    EXPECT_EQ(static_cast<int>(fact_table::kKinds[number].kind), number);
  }
  EXPECT_TRUE(std::is_sorted(std::begin(fact_table::kFacts), std::end(fact_table::kFacts),
                             [](const auto& a, const auto& b) { return a.fact < b.fact; }));
}

TEST(FactTableTest, EveryNumberFindsItsRowOrNone) {
  for (int number = 0; number < 256; ++number) {
    const auto fact = static_cast<Fact>(number);
    const bool is_known = std::any_of(std::begin(fact_table::kFacts), std::end(fact_table::kFacts),
                                      [fact](const FactRow& row) { return row.fact == fact; });
    EXPECT_EQ(RowOf(fact).fact, is_known ? fact : Fact::kUnspecified) << number;
    EXPECT_EQ(RoleOf(fact), RowOf(fact).role) << number;
    EXPECT_EQ(FactName(fact).empty(), !is_known) << number;
    EXPECT_EQ(IsFact(static_cast<std::uint64_t>(number)), is_known && number > 0) << number;
  }
  EXPECT_FALSE(IsFact(256 + 20)) << "another number whose last byte is that of a fact";
  EXPECT_FALSE(IsRecordKind(0));
  EXPECT_TRUE(IsRecordKind(20));
  EXPECT_FALSE(IsRecordKind(21));
}

TEST(FactTableTest, NamesAreUnique) {
  std::set<std::string_view> names;
  for (const FactRow& row : fact_table::kFacts) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
  }
  names.clear();
  for (const KindRow& row : fact_table::kKinds) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_FALSE(row.noun.one.empty() || row.noun.many.empty()) << row.name;
  }
}

TEST(FactTableTest, EveryFactIsSomeRecords) {
  for (const FactRow& row : fact_table::kFacts) {
    if (row.fact == Fact::kUnspecified) continue;
    EXPECT_FALSE(row.of.is_empty()) << row.name;
    EXPECT_FALSE(row.of.Has(RecordKind::kUnspecified)) << row.name;
    EXPECT_NE(row.role, FactRole::kNone) << row.name;
  }
}

TEST(FactTableTest, AKindStartsAndEndsByItsOwnFacts) {
  for (const KindRow& kind : fact_table::kKinds) {
    for (const Fact fact : {kind.start, kind.end, kind.cancel, kind.reopen}) {
      if (fact == Fact::kUnspecified) continue;
      EXPECT_TRUE(RowOf(fact).of.Has(kind.kind)) << kind.name << ": " << FactName(fact);
      EXPECT_EQ(RoleOf(fact) == FactRole::kHappened, kind.of_child) << FactName(fact);
    }
    if (kind.end == Fact::kUnspecified) {
      EXPECT_EQ(kind.cancel, Fact::kUnspecified)
          << kind.name << " has no end that could be another";
      EXPECT_EQ(kind.reopen, Fact::kUnspecified) << kind.name << " has no end to undo";
    }
  }
}

TEST(FactTableTest, LinksAndOnlyTheyNameTheKindsTheyLeadTo) {
  for (const FactRow& row : fact_table::kFacts) {
    EXPECT_EQ(row.role == FactRole::kLink, !row.links_to.is_empty()) << row.name;
    EXPECT_FALSE(row.links_to.Has(RecordKind::kUnspecified)) << row.name;
    EXPECT_EQ(row.links_to.bits >> kRecordKindCount, 0u) << row.name << " leads to no kind";
    EXPECT_TRUE(!row.followed_back || row.role == FactRole::kLink) << row.name;
  }
}

TEST(FactTableTest, ALinkThatIsFollowedBackIsOfOneKind) {
  for (const FactRow& row : fact_table::kFacts) {
    if (!row.followed_back) continue;
    EXPECT_EQ(row.of, RecordKinds(HolderOf(row.fact))) << row.name;
  }
}

TEST(FactTableTest, CodesOfAFactAreOneToTheLastEachWithAWordOfItsOwn) {
  for (const FactRow& row : fact_table::kFacts) {
    std::set<std::string_view> words;
    std::int32_t expected = 1;
    for (const CodeRow& code : row.codes) {
      EXPECT_EQ(code.code, expected++) << row.name << " " << code.word;
      EXPECT_TRUE(words.insert(code.word).second) << row.name << " " << code.word;
      EXPECT_EQ(row.role == FactRole::kType, !code.noun.one.empty())
          << row.name << " " << code.word;
    }
    EXPECT_TRUE(row.role != FactRole::kType || !row.codes.empty()) << row.name;
  }
}

TEST(FactTableTest, WhatHappensHappensToAChild) {
  for (const FactRow& row : fact_table::kFacts) {
    for (const KindRow& kind : fact_table::kKinds) {
      if (row.role == FactRole::kHappened && row.of.Has(kind.kind)) {
        EXPECT_TRUE(kind.of_child) << row.name;
      }
    }
  }
}

TEST(FactTableTest, NamesAsPeopleSayThem) {
  EXPECT_EQ(FactText(Fact::kSection47EndedWithoutConference),
            "section 47 ended without conference");
  EXPECT_EQ(FactText(Fact::kReferralOpened), "referral opened");
}

TEST(FactTableTest, RecordsOfATypeHaveItsNoun) {
  const auto type = [](PlanType plan) { return static_cast<std::int32_t>(plan); };
  EXPECT_EQ(NounOf(RecordKind::kPlan, Fact::kPlanType, type(PlanType::kPathway)).many,
            "pathway plans");
  EXPECT_EQ(NounOf(RecordKind::kPlan, Fact::kUnspecified, 0).one, "plan");
  EXPECT_EQ(NounOf(RecordKind::kPlan, Fact::kPlanType, 9).one, "plan") << "a later protocol's type";
  EXPECT_EQ(NounOf(RecordKind::kSection47, Fact::kUnspecified, 0).Of(2), "section 47 enquiries");
  const auto family = static_cast<std::int32_t>(AssessmentType::kChildAndFamily);
  EXPECT_EQ(NounOf(RecordKind::kAssessment, Fact::kAssessmentType, family).Of(1), "assessment");
  EXPECT_EQ(FullNounOf(RecordKind::kAssessment, Fact::kAssessmentType, family).Of(1),
            "child and family assessment");
}

TEST(RecordKindsTest, AreASet) {
  const RecordKinds kinds = RecordKind::kPlan | RecordKind::kCare;
  EXPECT_TRUE(kinds.Has(RecordKind::kPlan));
  EXPECT_TRUE(kinds.Has(RecordKind::kCare));
  EXPECT_FALSE(kinds.Has(RecordKind::kReview));
  EXPECT_TRUE(RecordKinds().is_empty());
  EXPECT_EQ(kinds | RecordKind::kPlan, kinds);
}

TEST(FactTableTest, AllocationsLegalStatusesAndTeamParentsAreDated) {
  std::string dated;
  for (int number = 0; number < 256; ++number) {
    if (IsDated(static_cast<Fact>(number)))
      dated += std::string(FactName(static_cast<Fact>(number))) + " ";
  }
  EXPECT_EQ(dated, "allocation legal_status team_parent ");
}

TEST(FactTableTest, OccurrencesAreNoTypesLinksBookingsStatusesOrFactsOfNoChild) {
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

TEST(FactTableTest, StartsAndEndsOfRecordsOfChildrenAreOccurrences) {
  for (int number = 1; number <= static_cast<int>(RecordKind::kAdoption); ++number) {
    const auto kind = static_cast<RecordKind>(number);
    EXPECT_TRUE(IsOccurrence(StartFact(kind))) << RecordKindName(kind);
    if (EndFact(kind) == Fact::kUnspecified) continue;
    EXPECT_TRUE(IsOccurrence(EndFact(kind))) << RecordKindName(kind);
  }
}

TEST(FactTableTest, KindsThatEndAreTheSixThatCountingNames) {
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

TEST(FactTableTest, ChildrenAndTeamsHaveNoStart) {
  EXPECT_EQ(StartFact(RecordKind::kChild), Fact::kUnspecified);
  EXPECT_EQ(StartFact(RecordKind::kTeam), Fact::kUnspecified);
  EXPECT_EQ(StartFact(RecordKind::kReferral), Fact::kReferralOpened);
}

}  // namespace
}  // namespace caseclock

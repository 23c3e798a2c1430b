// Which rows and checks an event of each kind touches, and what is read for it.
#include "processors/indicator/rows_by_kind.h"

#include <gtest/gtest.h>

#include <string>

#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

std::string Ids(const Catalogue& catalogue, const std::vector<std::uint16_t>& places) {
  std::string text;
  for (const std::uint16_t place : places) text += catalogue.indicators[place].id + " ";
  return text;
}

std::string Kinds(RecordKinds kinds) {
  std::string text;
  for (int i = 1; i < kRecordKindCount; ++i) {
    const auto kind = static_cast<RecordKind>(i);
    if (kinds.Has(kind)) text += std::string(RecordKindName(kind)) + " ";
  }
  return text;
}

struct Expected {
  RecordKind kind;
  const char* alone;
  const char* together;
  const char* reads;
};

TEST(RowsByKindTest, OfTheRowsThatCountersOfTimeHave) {
  const Catalogue all = BuiltInCatalogue();
  Catalogue some;
  for (const char* id : {"assessment_45", "ni59", "icpc_15", "ni64", "rereferral", "referral_rate",
                         "cpp", "cpp_late_conference", "entry_delay"}) {
    some.indicators.push_back(*all.Find(id));
  }
  const RowsByKind rows(some);
  const Expected table[] = {
      {RecordKind::kReferral, "referral_rate entry_delay ", "ni59 rereferral ",
       "referral assessment "},
      {RecordKind::kAssessment, "assessment_45 entry_delay ", "ni59 ", "referral assessment "},
      {RecordKind::kSection47, "entry_delay ", "icpc_15 ", "section47 conference "},
      {RecordKind::kConference, "entry_delay ", "icpc_15 ", "section47 conference "},
      {RecordKind::kPlan, "ni64 entry_delay ", "cpp cpp_late_conference ", "plan review "},
      {RecordKind::kReview, "entry_delay ", "cpp_late_conference ", "plan review "},
      {RecordKind::kVisit, "entry_delay ", "", ""},
      {RecordKind::kContact, "entry_delay ", "", ""},
  };
  for (const auto& [kind, alone, together, reads] : table) {
    const TouchedRows& touched = rows.Of(kind);
    EXPECT_EQ(Ids(some, touched.alone), alone) << RecordKindName(kind);
    EXPECT_EQ(Ids(some, touched.together), together) << RecordKindName(kind);
    EXPECT_EQ(Kinds(touched.reads), reads) << RecordKindName(kind);
  }
}

TEST(RowsByKindTest, NothingIsJoinedThroughAThirdKind) {
  Catalogue catalogue;
  Indicator row;
  row.of = {{RecordKind::kVisit, {}}};
  row.shape = ShareShape{.on = {Fact::kVisitMade},
                         .property = LedTo{{Fact::kPlanStarted, Fact::kVisitOf, {}}}};
  catalogue.indicators.push_back(row);
  row.shape = ShareShape{.on = {Fact::kVisitMade},
                         .property = LedTo{{Fact::kCareStarted, Fact::kVisitOf, {}}}};
  const RowsByKind rows(catalogue);
  EXPECT_TRUE(rows.Of(RecordKind::kPlan).reads.Has(RecordKind::kVisit));
  EXPECT_FALSE(rows.Of(RecordKind::kReferral).reads.Has(RecordKind::kVisit));
}

TEST(RowsByKindTest, EveryRowIsTouchedByTheKindsThatItReads) {
  const Catalogue catalogue = BuiltInCatalogue();
  const RowsByKind rows(catalogue);
  for (std::size_t place = 0; place < catalogue.indicators.size(); ++place) {
    const Indicator& row = catalogue.indicators[place];
    for (int i = 1; i < kRecordKindCount; ++i) {
      const auto kind = static_cast<RecordKind>(i);
      const TouchedRows& touched = rows.Of(kind);
      const auto has = [&](const std::vector<std::uint16_t>& places) {
        return std::ranges::find(places, place) != places.end();
      };
      EXPECT_EQ(has(touched.alone) || has(touched.together), KindsRead(row).Has(kind))
          << row.id << " " << RecordKindName(kind);
    }
  }
}

}  // namespace
}  // namespace caseclock

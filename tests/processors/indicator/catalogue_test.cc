// The rows as data: the eleven shipped ones, limits by date, and a fingerprint that no change escapes.
#include "processors/indicator/catalogue.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "processors/indicator/definitions.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/traits.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

TEST(CatalogueTest, ShipsTheElevenRowsInTheirOrder) {
  std::string ids;
  for (const Indicator& row : BuiltInCatalogue().indicators) ids += row.id + " ";
  EXPECT_EQ(ids,
            "assessment_45 ni59 ni59_7 ni60 icpc_15 ni64 rereferral referral_rate cpp "
            "cpp_late_conference entry_delay ");
}

TEST(CatalogueTest, LimitsAreThoseOfTheDomain) {
  const Catalogue catalogue = BuiltInCatalogue();
  const std::pair<const char*, const char*> limits[] = {
      {"assessment_45", "45 working days"}, {"ni59", "10 working days"},
      {"ni59_7", "7 working days"},         {"ni60", "35 working days"},
      {"icpc_15", "15 working days"},       {"ni64", "729 days"},
      {"rereferral", "12 months"},          {"entry_delay", "2 working days"}};
  for (const auto& [id, text] : limits) {
    EXPECT_EQ(LimitText(LimitOn(*catalogue.Find(id), Day("2024-03-01"))), text) << id;
  }
  EXPECT_TRUE(catalogue.Find("cpp")->limits.empty());
  EXPECT_TRUE(catalogue.Find("referral_rate")->limits.empty());
}

TEST(CatalogueTest, EveryRowHasATitleAndASourceAndAnIdOfItsOwn) {
  std::set<std::string> ids;
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    EXPECT_FALSE(row.title.empty()) << row.id;
    EXPECT_FALSE(row.source.empty()) << row.id;
    EXPECT_TRUE(ids.insert(row.id).second) << row.id;
  }
}

TEST(CatalogueTest, EveryRowHasAShortTitleOfItsOwn) {
  std::set<std::string> titles;
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    EXPECT_FALSE(row.short_title.empty()) << row.id;
    EXPECT_LE(row.short_title.size(), 18u) << row.id << " has a narrow column";
    EXPECT_TRUE(titles.insert(ShortTitleOf(row)).second) << row.id;
  }
  Indicator without;
  without.id = "assessment_40";
  EXPECT_EQ(ShortTitleOf(without), "assessment_40");
}

TEST(CatalogueTest, ARowIsAboutItsRecords) {
  const Catalogue catalogue = BuiltInCatalogue();
  EXPECT_EQ(AboutOf(*catalogue.Find("ni59")), "assessment");
  EXPECT_EQ(AboutOf(*catalogue.Find("icpc_15")), "section_47");
  EXPECT_EQ(AboutOf(*catalogue.Find("cpp_late_conference")), "plan");
  EXPECT_EQ(AboutOf(*catalogue.Find("entry_delay")), "recording");
}

TEST(CatalogueTest, EveryKindOfRecordAndOfRowHasAWordOfItsOwn) {
  const auto is_word = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") ==
                                std::string_view::npos;
  };
  std::set<std::string_view> words;
  for (int kind = 0; kind < kRecordKindCount; ++kind) {
    Indicator row;
    row.of = {{static_cast<RecordKind>(kind)}};
    EXPECT_TRUE(is_word(AboutOf(row)) && words.insert(AboutOf(row)).second) << kind;
  }
}

TEST(CatalogueTest, ALimitBeginsOnItsFirstDay) {
  Catalogue catalogue = BuiltInCatalogue();
  EXPECT_FALSE(LimitBeginsWithin(catalogue, Day("2005-01-01"), Day("2028-12-31")));
  catalogue.indicators[0].limits.push_back({Day("2024-04-01"), {40, LimitUnit::kWorkingDays}});
  EXPECT_FALSE(LimitBeginsWithin(catalogue, Day("2024-03-01"), Day("2024-03-31")));
  EXPECT_TRUE(LimitBeginsWithin(catalogue, Day("2024-03-01"), Day("2024-04-01")));
  EXPECT_TRUE(LimitBeginsWithin(catalogue, Day("2024-04-01"), Day("2024-04-01")));
  EXPECT_FALSE(LimitBeginsWithin(catalogue, Day("2024-04-02"), Day("2024-04-30")));
}

TEST(CatalogueTest, FindKnowsWhatIsNotThere) {
  EXPECT_EQ(BuiltInCatalogue().Find("ni61"), nullptr);
  EXPECT_EQ(BuiltInCatalogue().Find(""), nullptr);
}

TEST(CatalogueTest, TheLimitInForceIsTheLastThatHasBegun) {
  Indicator row;
  row.limits = {{Date::Min(), {7, LimitUnit::kWorkingDays}},
                {Day("2010-04-01"), {10, LimitUnit::kWorkingDays}},
                {Day("2015-04-01"), {12, LimitUnit::kWorkingDays}}};
  EXPECT_EQ(LimitOn(row, Day("2010-03-31")).length, 7);
  EXPECT_EQ(LimitOn(row, Day("2010-04-01")).length, 10);
  EXPECT_EQ(LimitOn(row, Day("2015-03-31")).length, 10);
  EXPECT_EQ(LimitOn(row, Day("2024-03-01")).length, 12);
}

TEST(CatalogueTest, LimitsInWords) {
  EXPECT_EQ(LimitText({1, LimitUnit::kWorkingDays}), "1 working day");
  EXPECT_EQ(LimitText({45, LimitUnit::kWorkingDays}), "45 working days");
  EXPECT_EQ(LimitText({1, LimitUnit::kDays}), "1 day");
  EXPECT_EQ(LimitText({1, LimitUnit::kMonths}), "1 month");
  EXPECT_EQ(LimitText({6, LimitUnit::kMonths}), "6 months");
}

ClockShape& Clock(Indicator& row) { return std::get<ClockShape>(row.shape); }

using Change = std::pair<const char*, std::function<void(Indicator&)>>;

TEST(CatalogueTest, TheFingerprintChangesWithEveryFieldThatAFigureDependsOn) {
  const Change changes[] = {
      {"id", [](Indicator& i) { i.id += "x"; }},
      {"shape", [](Indicator& i) { i.shape = FlowShape{}; }},
      {"kind", [](Indicator& i) { i.of[0].kind = RecordKind::kPlan; }},
      {"where", [](Indicator& i) { i.of[0].where.clear(); }},
      {"where its fact", [](Indicator& i) { i.of[0].where[0].fact = Fact::kPlanType; }},
      {"where its code", [](Indicator& i) { i.of[0].where[0].codes = {1}; }},
      {"one more code", [](Indicator& i) { i.of[0].where[0].codes.push_back(1); }},
      {"one more kind", [](Indicator& i) { i.of.push_back({RecordKind::kPlan}); }},
      {"from", [](Indicator& i) { Clock(i).from.fact = Fact::kAssessmentWorkFinished; }},
      {"from a link", [](Indicator& i) { Clock(i).from.link = Fact::kAssessmentReferral; }},
      {"to", [](Indicator& i) { Clock(i).to[0].fact = Fact::kAssessmentWorkFinished; }},
      {"to, where", [](Indicator& i) { Clock(i).to[0].where = {{Fact::kAssessmentType}}; }},
      {"cancelled by nothing", [](Indicator& i) { Clock(i).cancelled_by.clear(); }},
      {"counts late", [](Indicator& i) { Clock(i).counts_late = true; }},
      {"counts each", [](Indicator& i) { Clock(i).counts_each = true; }},
      {"repeats", [](Indicator& i) { i.shape = ShareShape{}; }},
      {"says", [](Indicator& i) { i.shape = ShareShape{.property = Says{}}; }},
      {"says what",
       [](Indicator& i) { i.shape = ShareShape{.property = Says{{{Fact::kPlanType}}}}; }},
      {"led to", [](Indicator& i) { i.shape = ShareShape{.property = LedTo{}}; }},
      {"led to what",
       [](Indicator& i) { i.shape = ShareShape{.property = LedTo{{Fact::kPlanStarted}}}; }},
      {"stock", [](Indicator& i) { i.shape = StockShape{}; }},
      {"without",
       [](Indicator& i) {
         i.shape = StockShape{.without = {{Fact::kLegalStatus, {"V3"}}}};
       }},
      {"late review", [](Indicator& i) { i.shape = LateReviewShape{}; }},
      {"near its line", [](Indicator& i) { i.shape = LateReviewShape{.near_line_from_days = 1}; }},
      {"its line", [](Indicator& i) { i.shape = LateReviewShape{.line_days = 1}; }},
      {"its next review",
       [](Indicator& i) { i.shape = LateReviewShape{.next = {Fact::kReviewScheduled}}; }},
      {"recording", [](Indicator& i) { i.shape = RecordingShape{}; }},
      {"bands",
       [](Indicator& i) {
         i.bands = {{"all", 0}};
       }},
      {"limit length", [](Indicator& i) { i.limits[0].limit.length = 60; }},
      {"limit unit", [](Indicator& i) { i.limits[0].limit.unit = LimitUnit::kDays; }},
      {"limit from", [](Indicator& i) { i.limits[0].from = Day("2010-04-01"); }},
      {"one more limit",
       [](Indicator& i) {
         i.limits.push_back({Day("2010-04-01"), {45}});
       }},
      {"no limit", [](Indicator& i) { i.limits.clear(); }},
      {"polarity", [](Indicator& i) { i.polarity = Polarity::kLow; }},
      {"per_10000", [](Indicator& i) { i.per_10000 = true; }}};
  std::set<std::uint64_t> seen = {BuiltInCatalogue().Fingerprint()};
  for (const auto& [field, change] : changes) {
    Catalogue catalogue = BuiltInCatalogue();
    change(catalogue.indicators.front());
    EXPECT_TRUE(seen.insert(catalogue.Fingerprint()).second) << field;
  }
}

TEST(CatalogueTest, TheFingerprintChangesWithRowsAndTheirOrder) {
  const std::uint64_t built_in = BuiltInCatalogue().Fingerprint();
  Catalogue fewer = BuiltInCatalogue(), swapped = BuiltInCatalogue();
  fewer.indicators.pop_back();
  std::swap(swapped.indicators[0], swapped.indicators[1]);
  EXPECT_EQ(BuiltInCatalogue().Fingerprint(), built_in);
  EXPECT_NE(fewer.Fingerprint(), built_in);
  EXPECT_NE(swapped.Fingerprint(), built_in);
}

TEST(DefinitionsTest, TheFingerprintChangesWithEverythingThatAFigureDependsOn) {
  std::set<std::uint64_t> seen;
  Definitions definitions;
  seen.insert(definitions.Fingerprint());
  definitions.due_soon_working_days = 10;
  EXPECT_TRUE(seen.insert(definitions.Fingerprint()).second) << "due soon";
  definitions.population = 50'000;
  EXPECT_TRUE(seen.insert(definitions.Fingerprint()).second) << "population";
  definitions.population = 0;
  EXPECT_TRUE(seen.insert(definitions.Fingerprint()).second) << "population of nought";
  definitions.catalogue.indicators.pop_back();
  EXPECT_TRUE(seen.insert(definitions.Fingerprint()).second) << "catalogue";
  definitions.calendar = WorkingDays(BankHolidays(2005, 2028), {Day("2024-03-14")}, 2005, 2028);
  EXPECT_TRUE(seen.insert(definitions.Fingerprint()).second) << "calendar";
}

}  // namespace
}  // namespace caseclock

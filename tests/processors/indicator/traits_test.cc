// What the house asks of each row, and that the answers agree with each other.
#include "processors/indicator/traits.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "processors/indicator/row_words.h"

namespace caseclock {
namespace {

/// A row of each way to count.
std::vector<Indicator> OneOfEachShape() {
  std::vector<Indicator> rows;
  for (const Shape& shape :
       {Shape(ClockShape{}), Shape(ClockShape{.counts_late = true}), Shape(ShareShape{}),
        Shape(ShareShape{.property = Says{}}), Shape(ShareShape{.property = LedTo{}}),
        Shape(FlowShape{}), Shape(StockShape{}), Shape(LateReviewShape{}),
        Shape(RecordingShape{})}) {
    rows.emplace_back().shape = shape;
  }
  return rows;
}

/// The answers that are yes, in one line.
std::string Yes(const Traits& traits) {
  std::string text = traits.read == Read::kOnLastDay ? "on_last_day" : "over_window";
  if (traits.is_share) text += " share";
  if (traits.is_flow) text += " flow";
  if (traits.has_clock) text += " clock";
  if (traits.counts_late) text += " late";
  if (traits.can_be_open) text += " open";
  if (traits.has_ages) text += " ages";
  if (traits.distinct_children) text += " children";
  if (traits.of_recording) text += " recording";
  return text;
}

TEST(TraitsTest, OfTheShippedRows) {
  const std::pair<const char*, const char*> rows[] = {
      {"assessment_45", "over_window share clock open ages"},
      {"ni59", "over_window share clock open ages"},
      {"ni59_7", "over_window share clock open ages"},
      {"ni60", "over_window share clock open ages"},
      {"icpc_15", "over_window share clock open ages"},
      {"ni64", "over_window share clock late open ages"},
      {"rereferral", "over_window share"},
      {"referral_rate", "over_window flow"},
      {"cpp", "on_last_day open ages children"},
      {"cpp_late_conference", "on_last_day open children"},
      {"entry_delay", "over_window share recording"},
  };
  const Catalogue catalogue = BuiltInCatalogue();
  ASSERT_EQ(catalogue.indicators.size(), std::size(rows));
  for (const auto& [id, expected] : rows) {
    EXPECT_EQ(Yes(TraitsOf(*catalogue.Find(id))), expected) << id;
  }
}

TEST(TraitsTest, OnlyWhatCountsMonthsOrWorkingDaysInsistsOnTheUnit) {
  const Catalogue catalogue = BuiltInCatalogue();
  EXPECT_EQ(TraitsOf(*catalogue.Find("rereferral")).limit_unit, LimitUnit::kMonths);
  EXPECT_EQ(TraitsOf(*catalogue.Find("entry_delay")).limit_unit, LimitUnit::kWorkingDays);
  EXPECT_EQ(TraitsOf(*catalogue.Find("assessment_45")).limit_unit, std::nullopt);
  for (const Indicator& row : catalogue.indicators) {
    const auto unit = TraitsOf(row).limit_unit;
    EXPECT_TRUE(!unit || row.limits.front().limit.unit == *unit) << row.id;
  }
}

TEST(TraitsTest, AnswersAgreeWithEachOther) {
  for (const Indicator& row : OneOfEachShape()) {
    const Traits& traits = TraitsOf(row);
    SCOPED_TRACE(Yes(traits));
    EXPECT_TRUE(!traits.has_clock || (traits.is_share && traits.can_be_open)) << "a clock runs";
    EXPECT_TRUE(!traits.counts_late || traits.has_clock) << "late is over the limit of a clock";
    EXPECT_TRUE(!traits.has_ages || traits.can_be_open) << "what is open has an age";
    EXPECT_TRUE(!traits.is_flow || !traits.is_share) << "a flow is how many";
    EXPECT_EQ(traits.distinct_children, traits.read == Read::kOnLastDay);
  }
}

TEST(TraitsTest, RowsWithAClockHaveALimit) {
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    EXPECT_TRUE(!TraitsOf(row).has_clock || !row.limits.empty()) << row.id;
  }
}

TEST(RowWordsTest, EachWayOfCountingSaysWhatItCounts) {
  std::set<std::string_view> kinds;
  for (const Indicator& row : OneOfEachShape()) {
    const RowWords& words = WordsOf(row);
    EXPECT_TRUE(kinds.insert(words.kind).second) << words.kind;
    EXPECT_FALSE(words.formula.empty() || words.counted.empty() || words.unit.empty())
        << words.kind;
    const bool tells_apart = words.in_numerator != words.in_denominator;
    EXPECT_EQ(tells_apart, TraitsOf(row).is_share) << words.kind;
  }
}

TEST(RowWordsTest, OfWhatCountsAndWhatIsOpen) {
  const Catalogue catalogue = BuiltInCatalogue();
  EXPECT_EQ(WordsOf(*catalogue.Find("assessment_45")).in_denominator, "counted as late");
  EXPECT_EQ(WordsOf(*catalogue.Find("ni64")).in_numerator, "counted as over its limit");
  EXPECT_EQ(WordsOf(*catalogue.Find("cpp")).open, "counted as open");
  EXPECT_EQ(WordsOf(*catalogue.Find("ni59")).overdue, "open and over its limit");
  EXPECT_EQ(WordsOf(*catalogue.Find("ni59")).advice, "");
  EXPECT_NE(WordsOf(*catalogue.Find("cpp_late_conference")).advice, "");
}

}  // namespace
}  // namespace caseclock

// Rows that a council writes itself: every shape, read, written back, and its mistakes with the words that there are.
#include "daemon/config/row_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "processors/indicator/row_text.h"
#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The only row that the configuration adds.
Indicator Added(const std::string& row) {
  const Config config = Good("indicators: [" + row + "]");
  return config.catalogue.indicators.back();
}

/// Detail and hint of the only mistake, one after the other.
std::string Mistake(const std::string& row) {
  const auto [detail, hint] = DetailAndHint("indicators: [" + row + "]");
  return detail + " " + hint;
}

TEST(RowConfigTest, EveryShippedRowIsReadAsItIsWritten) {
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    Indicator renamed = row;
    renamed.id = "again_" + row.id;
    EXPECT_EQ(Added(RowYaml(renamed)), renamed) << RowYaml(renamed);
  }
}

TEST(RowConfigTest, EveryFieldOfEveryShapeSurvivesBeingWritten) {
  Indicator stock;
  stock.id = "cla_now";
  stock.title = "Children \"looked after\"";
  stock.of = {{RecordKind::kCare, {}}};
  stock.shape = StockShape{.from = {Fact::kCareStarted},
                           .to = {{Fact::kCareCeased}},
                           .without = {{Fact::kLegalStatus, {"V3", "V4"}}}};
  stock.polarity = Polarity::kNone;
  stock.counted = "children";
  stock.source = "local";
  EXPECT_EQ(Added(RowYaml(stock)), stock);

  Indicator led = stock;
  led.id = "ni68";
  led.of = {{RecordKind::kReferral, {{Fact::kReferralDecided, {}}}}};
  led.shape = ShareShape{
      .on = {Fact::kReferralOpened},
      .property = LedTo{
          {Fact::kAssessmentStarted, Fact::kAssessmentReferral, {{Fact::kAssessmentType, {1}}}}}};
  led.polarity = Polarity::kHigh;
  EXPECT_EQ(Added(RowYaml(led)), led);

  Indicator clock = led;
  clock.id = "minutes";
  clock.of = {{RecordKind::kConference, {}}, {RecordKind::kReview, {}}};
  clock.shape = ClockShape{.to = {{Fact::kMinutesIssued}}};
  clock.limits = {{Date::Min(), {20, LimitUnit::kWorkingDays}},
                  {Date::FromYmd(2025, 4, 1), {15, LimitUnit::kWorkingDays}}};
  EXPECT_EQ(Added(RowYaml(clock)), clock);
}

TEST(RowConfigTest, AShareOfRecordsThatSaySomething) {
  const Indicator row = Added(
      "{id: nfa_known, title: \"Referrals with no further action\", shape: share, of: referral,"
      " on: referral_opened, where: {referral_decided: known},"
      " property: {referral_decided: no_further_action}, better: none}");
  EXPECT_EQ(CountingText(row),
            "Of referrals of which referral decided is known. Dated on referral opened. In the "
            "numerator when referral decided is no further action.");
}

TEST(RowConfigTest, ALimitMayStandAloneInItsList) {
  const Indicator row = Added(
      "{id: signoff_2, title: \"Signed off\", shape: clock, of: assessment, from: "
      "assessment_work_finished, to: assessment_authorised, limits: [2 working days], better: "
      "high}");
  EXPECT_EQ(LimitText(row.limits.front().limit), "2 working days");
  EXPECT_EQ(row.counted, "in time");
}

TEST(RowConfigTest, ARowThatIsOffIsGone) {
  const Config config = Good("indicators: [{id: ni59_7, off: true}]");
  EXPECT_EQ(config.catalogue.Find("ni59_7"), nullptr);
  EXPECT_EQ(config.catalogue.indicators.size(), BuiltInCatalogue().indicators.size() - 1);
  EXPECT_NE(Good("indicators: [{id: ni60, off: true}, {id: core_30, copy_of: ni60}]")
                .catalogue.Find("core_30"),
            nullptr);
  EXPECT_THAT(Mistake("{id: ni59_9, off: true}"), HasSubstr("did you mean ni59_7?"));
}

TEST(RowConfigTest, MistakesNameWhatWasFoundAndTheWordsThatThereAre) {
  const std::pair<const char*, const char*> mistakes[] = {
      {"shape: clok, of: plan, to: plan_ceased, limit: 5 days",
       "found \"clok\". did you mean clock?"},
      {"shape: clock, of: plann, to: plan_ceased, limit: 5 days",
       "found \"plann\". did you mean plan?"},
      {"shape: clock, of: plan, to: plan_ceesed, limit: 5 days",
       "expected a date of the record, found \"plan_ceesed\". did you mean plan_ceased?"},
      {"shape: clock, of: plan, to: visit_made, limit: 5 days",
       "there are plan_started, plan_ceased"},
      {"shape: clock, of: plan, where: {plan_type: protection}, to: plan_ceased, limit: 5 days",
       "there are known, child_protection, child_in_need, pathway"},
      {"shape: clock, of: assessment, from: {fact: plan_started, of: plan}, to: "
       "assessment_authorised, limit: 5 days",
       "expected a kind of record that is linked with these, found \"plan\". there are referral"},
      {"shape: share, of: referral, on: referral_opened, property: twice", "found \"twice\"."},
      {"shape: stock, of: care, to: care_ceased, without: {plan_type: 1}",
       "expected a fact that holds for days, found \"plan_type\". there are legal_status"},
      {"shape: clock, of: audit, to: plan_ceased, limit: 5 days",
       "expected a kind of record of a child, found \"audit\"."},
      {"shape: clock, of: plan, to: plan_ceased, limit: 5 days, counts_each: true",
       "what is counted must be records that name the one whose clock runs."},
      {"shape: flow, of: plan, on: plan_started, bands: [{name: all, from_days: 0}]",
       "nothing of this row is open, so that nothing has an age."},
  };
  for (const auto& [row, text] : mistakes) {
    EXPECT_THAT(Mistake("{id: own_row, title: Own, better: high, " + std::string(row) + "}"),
                HasSubstr(text))
        << row;
  }
}

TEST(RowConfigTest, WhatARowNeedsIsAskedFor) {
  const std::pair<const char*, const char*> rows[] = {
      {"shape: clock, of: plan, to: plan_ceased, better: high", "indicators.limit"},
      {"shape: clock, of: plan, limit: 5 days, better: high", "indicators.to"},
      {"shape: clock, to: plan_ceased, limit: 5 days, better: high", "indicators.of"},
      {"shape: flow, of: plan, on: plan_started", "indicators.better"},
      {"shape: share, of: plan, on: plan_started, better: low", "indicators.property"},
      {"shape: share, of: plan, on: plan_started, property: repeats, better: low",
       "indicators.limit"},
  };
  for (const auto& [row, missing] : rows) {
    EXPECT_THAT(ProblemsOf("indicators: [{id: own_row, title: Own, " + std::string(row) + "}]"),
                ElementsAre(HasSubstr("option \"" + std::string(missing) + "\" is missing")))
        << row;
  }
}

TEST(RowConfigTest, AWordOfAnotherShapeIsUnknownHere) {
  EXPECT_THAT(ProblemsOf("indicators: [{id: own_row, title: Own, shape: flow, of: plan, on: "
                         "plan_started, better: none, cancelled_by: plan_ceased}]"),
              ElementsAre(HasSubstr("there is no option \"cancelled_by\"")));
}

TEST(RowConfigTest, AnIdIsALabel) {
  for (const char* id :
       {"Own", "own-row", "1st", "\"own row\"", "a_name_that_is_far_too_long_for_a_label_of_one"}) {
    EXPECT_THAT(Mistake("{id: " + std::string(id) + ", copy_of: ni60}"), HasSubstr("small letters"))
        << id;
  }
}

}  // namespace
}  // namespace caseclock

// Every indicator has rules, also one that a council adds; each fires and clears on the right side of its levels.
#include "processors/alert/default_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace caseclock {
namespace {

using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;

std::vector<std::string> NamesOf(const Indicator& indicator) {
  std::vector<std::string> names;
  for (const AlertRule& rule : DefaultRules({{indicator}})) {
    if (rule.indicator == indicator.id) names.push_back(rule.id.substr(indicator.id.size() + 1));
  }
  return names;
}

Indicator Shipped(const char* id) {
  const Catalogue catalogue = BuiltInCatalogue();
  return *catalogue.Find(id);
}

TEST(DefaultRulesTest, EveryShippedIndicatorHasOne) {
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    EXPECT_FALSE(NamesOf(row).empty()) << row.id;
  }
}

TEST(DefaultRulesTest, EachKindHasItsOwn) {
  EXPECT_THAT(NamesOf(Shipped("assessment_45")),
              IsSupersetOf({"red", "out_of_reach", "drag", "oldest", "due_soon", "month"}));
  EXPECT_THAT(NamesOf(Shipped("ni64")), IsSupersetOf({"red", "drag", "due_soon"}));
  EXPECT_THAT(NamesOf(Shipped("rereferral")), Contains("red"));
  EXPECT_THAT(NamesOf(Shipped("entry_delay")), Contains("red"));
  EXPECT_THAT(NamesOf(Shipped("referral_rate")), Contains("signal"));
  EXPECT_THAT(NamesOf(Shipped("cpp")), Contains("oldest_band"));
  EXPECT_THAT(NamesOf(Shipped("cpp_late_conference")), Contains("any"));
}

TEST(DefaultRulesTest, WhatIsNotJudgedNeverTurnsRed) {
  EXPECT_THAT(NamesOf(Shipped("cpp")), Not(Contains("red")));
  EXPECT_THAT(NamesOf(Shipped("referral_rate")), Not(Contains("red")));
}

TEST(DefaultRulesTest, ARowThatACouncilAddsHasTheRulesOfItsKind) {
  Indicator copy = Shipped("assessment_45");
  copy.id = "assessment_20";
  copy.limits = {{Date::Min(), {20, LimitUnit::kWorkingDays}}};
  EXPECT_EQ(NamesOf(copy), NamesOf(Shipped("assessment_45")));
}

TEST(DefaultRulesTest, EachHasANameOfItsOwnAndASubject) {
  std::set<std::string> ids;
  for (const AlertRule& rule : DefaultRules(BuiltInCatalogue())) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_TRUE(rule.authority || rule.teams) << rule.id;
    EXPECT_EQ(rule.indicator.empty(), IsForOperators(rule.condition)) << rule.id;
    EXPECT_GE(rule.for_minutes, 0) << rule.id;
  }
  EXPECT_THAT(ids, IsSupersetOf({"data.late", "mail.refused"}));
}

TEST(DefaultRulesTest, AStricterReadingOfTheSameWorkIsInTheWeeklySummaryOnly) {
  const auto rules = DefaultRules(BuiltInCatalogue());
  EXPECT_EQ(FindRule(rules, "ni59.drag")->severity, Severity::kAttention);
  for (const AlertRule& rule : rules) {
    if (rule.indicator != "ni59_7") continue;
    EXPECT_EQ(rule.severity, Severity::kNotice) << rule.id;
  }
}

TEST(DefaultRulesTest, OnlyWhatCannotWaitADayIsUrgent) {
  for (const AlertRule& rule : DefaultRules(BuiltInCatalogue())) {
    const bool urgent = rule.id == "icpc_15.drag" || IsForOperators(rule.condition);
    EXPECT_EQ(rule.severity == Severity::kUrgent, urgent) << rule.id;
  }
}

TEST(DefaultRulesTest, TheShorterTheLimitTheMoreMayBeLate) {
  const auto rules = DefaultRules(BuiltInCatalogue());
  EXPECT_EQ(FindRule(rules, "assessment_45.drag")->fire, Level{20'000});
  EXPECT_EQ(FindRule(rules, "ni60.drag")->fire, Level{25'000});
  EXPECT_EQ(FindRule(rules, "icpc_15.drag")->fire, Level{40'000});
  EXPECT_EQ(FindRule(rules, "ni64.drag")->fire, Level{10'000})
      << "of plans of two years few are late";
}

TEST(DefaultRulesTest, EachClearsOnTheSideAwayFromWhereItFires) {
  for (const AlertRule& rule : DefaultRules(BuiltInCatalogue())) {
    if (!HasLevels(rule.condition)) continue;
    EXPECT_TRUE(rule.above ? rule.clear <= rule.fire : rule.clear >= rule.fire) << rule.id;
  }
}

TEST(DefaultRulesTest, ABandIsOneOfItsIndicators) {
  for (const AlertRule& rule : DefaultRules(BuiltInCatalogue())) {
    if (rule.condition != Condition::kBand) continue;
    const auto bands = Shipped(rule.indicator.c_str()).bands;
    EXPECT_TRUE(std::any_of(bands.begin(), bands.end(), [&](const AgeBand& band) {
      return band.name == rule.band;
    })) << rule.id;
  }
}

TEST(DefaultRulesTest, OneLateConferenceIsOneTooManyForItsTeam) {
  const auto rules = DefaultRules(BuiltInCatalogue());
  const AlertRule* any = FindRule(rules, "cpp_late_conference.any");
  ASSERT_NE(any, nullptr);
  EXPECT_EQ(any->condition, Condition::kCount);
  EXPECT_TRUE(any->teams && any->above);
  EXPECT_EQ(any->fire, Level{});
  EXPECT_EQ(any->clear, Level{});
}

}  // namespace
}  // namespace caseclock

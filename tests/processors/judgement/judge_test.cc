// One figure judged, with the published tables of 2010 (domain section 9). The counts are invented; their shares are
// the published ones.
#include "processors/judgement/judge.h"

#include <gtest/gtest.h>

#include "processors/judgement/sentence.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

/// An indicator, its published milestones and comparators, and what was counted by the end of July 2010.
class Published {
 public:
  explicit Published(const std::string& id) : id_(id) {
    const Catalogue catalogue = BuiltInCatalogue();
    indicator_ = *catalogue.Find(id == "ni68" ? "ni59" : id);
    indicator_.id = id;
    input_.authority = "E1";
    input_.as_of = Day("2010-07-31");
    input_.year.period = {Day("2010-04-01"), Day("2010-07-31")};
    input_.same_point.period = {Day("2009-04-01"), Day("2009-07-31")};
    input_.outturn.period = {Day("2009-04-01"), Day("2010-03-31")};
    input_.month.period = {Day("2010-07-01"), Day("2010-07-31")};
    input_.month_before.period = {Day("2010-06-01"), Day("2010-06-30")};
  }
  Published& Counted(std::int64_t numerator, std::int64_t denominator) {
    input_.year.numerator = numerator;
    input_.year.denominator = denominator;
    return *this;
  }
  Published& Milestones(std::int64_t october, std::int64_t march) {
    Add("2010-10-31", october);
    Add("2011-03-31", march);
    return *this;
  }
  Published& Others(std::int64_t neighbours_tenths, std::int64_t national_tenths) {
    Add(ComparatorKind::kStatisticalNeighbours, neighbours_tenths);
    Add(ComparatorKind::kNational, national_tenths);
    return *this;
  }
  Published& LastYear(std::int64_t tenths) {
    input_.outturn.numerator = tenths;
    input_.outturn.denominator = 1000;
    return *this;
  }
  Published& JulyAndJune(std::int64_t july, std::int64_t june) {
    input_.month.numerator = july;
    input_.month.denominator = 10'000;
    input_.month_before.numerator = june;
    input_.month_before.denominator = 10'000;
    return *this;
  }
  Judgement Judged() {
    input_.indicator = &indicator_;
    return Judge(input_, standards_);
  }

 private:
  void Add(const char* by, std::int64_t percent) {
    Target target;
    target.indicator = id_;
    target.by = Day(by);
    target.low = target.high = {percent * 1000};
    standards_.targets.push_back(target);
  }
  void Add(ComparatorKind kind, std::int64_t tenths) {
    Comparator one;
    one.authority = "E1";
    one.indicator = id_;
    one.kind = kind;
    one.statistic = NeighbourStatistic::kMean;
    one.period = {Day("2009-04-01"), Day("2010-03-31")};
    one.published_on = Day("2010-07-01");
    one.value = {tenths * 100};
    standards_.comparators.push_back(one);
  }

  std::string id_;
  Indicator indicator_;
  JudgeInput input_;
  Standards standards_;
};

Published Ni59() {
  return Published("ni59").Counted(8357, 10'000).Milestones(85, 87).Others(716, 718).LastYear(752);
}
Published Ni59At7Days() {
  return Published("ni59_7")
      .Counted(8011, 10'000)
      .Milestones(85, 87)
      .Others(716, 718)
      .LastYear(752);
}
Published Ni60() {
  return Published("ni60").Counted(8767, 10'000).Milestones(84, 87).Others(804, 782).LastYear(800);
}
Published Ni68() {
  return Published("ni68").Counted(7974, 10'000).Milestones(68, 70).Others(692, 638).LastYear(734);
}

TEST(PublishedJudgementTest, Ni59IsAmberAtEitherLimit) {
  EXPECT_EQ(Ni59().Judged().rag, Rag::kAmber);
  EXPECT_EQ(Ni59At7Days().Judged().rag, Rag::kAmber);
  EXPECT_EQ(Ni59At7Days().Judged().reason, RagReason::kComparatorMetOnly);
}

TEST(PublishedJudgementTest, Ni60AndNi68AreGreen) {
  EXPECT_EQ(Ni60().Judged().rag, Rag::kGreen);
  EXPECT_EQ(Ni68().Judged().rag, Rag::kGreen);
}

TEST(PublishedJudgementTest, AgainstLastYearsOutturn) {
  EXPECT_EQ(Ni59At7Days().Judged().on_outturn, (Change{Direction::kImproving, 491}));
  EXPECT_EQ(Ni60().Judged().on_outturn, (Change{Direction::kImproving, 767}));
  EXPECT_EQ(Ni68().Judged().on_outturn, (Change{Direction::kImproving, 634}));
}

TEST(PublishedJudgementTest, Ni59InJulyOnJune) {
  EXPECT_EQ(Ni59At7Days().JulyAndJune(7692, 8378).Judged().month_on_month,
            (Change{Direction::kWorsening, -686}));
}

TEST(KnownFromTest, AYearThatIsOnlyPartlyKnownIsNoComparison) {
  const Catalogue catalogue = BuiltInCatalogue();
  JudgeInput input;
  input.indicator = catalogue.Find("referral_rate");
  input.as_of = Day("2010-03-31");
  input.year = {{Day("2009-04-01"), Day("2010-03-31")}, 365, 50'000, 253};
  input.same_point = {{Day("2008-04-01"), Day("2009-03-31")}, 90, 50'000, 253};
  input.outturn = input.same_point;
  input.known_from = Day("2009-01-02");
  EXPECT_EQ(Judge(input, {}).year_on_year, (Change{}));
  EXPECT_EQ(Judge(input, {}).on_outturn, (Change{}));
  EXPECT_TRUE(Judge(input, {}).comparators.empty());
  input.known_from = Day("2008-04-03");
  EXPECT_EQ(Judge(input, {}).year_on_year.direction, Direction::kRising);
}

TEST(SentenceTest, RedSaysCountsTargetAndOthers) {
  const Judgement judged =
      Published("ni59").Counted(354, 600).Milestones(85, 87).Others(716, 718).Judged();
  EXPECT_EQ(judged.sentence,
            "RED: 354 of 600 in time, 59.0%; target 85% by October 2010: not on course; worse than "
            "statistical neighbours 71.6% and national 71.8% (2009-10)");
}

TEST(SentenceTest, AmberBecauseOfOthers) {
  EXPECT_EQ(
      Ni59().Judged().sentence,
      "AMBER: 8,357 of 10,000 in time, 83.6%; target 85% by October 2010: not on course; at or "
      "better than statistical neighbours 71.6% and national 71.8% (2009-10)");
}

TEST(SentenceTest, TheCellThatThePublishedRuleLeavesOpen) {
  const Judgement judged =
      Published("ni59").Counted(70, 100).Milestones(68, 70).Others(716, 718).Judged();
  EXPECT_EQ(judged.rag, Rag::kAmber);
  EXPECT_EQ(judged.sentence,
            "AMBER: 70 of 100 in time, 70.0%; target 68% by October 2010 met, but below every "
            "comparator; worse than statistical neighbours 71.6% and national 71.8% (2009-10)");
}

TEST(SentenceTest, WhereLessIsBetterTheWorseSideIsAbove) {
  const Judgement judged =
      Published("ni64").Counted(5, 11).Milestones(50, 50).Others(40, 44).Judged();
  EXPECT_EQ(judged.reason, RagReason::kBelowEveryComparator);
  EXPECT_EQ(judged.sentence,
            "AMBER: 5 of 11 after 2 years or more, 45.5%; target 50% by October 2010 met, but "
            "above every comparator; worse than statistical neighbours 4% and national 4.4% "
            "(2009-10)");
}

TEST(SentenceTest, TooFewToJudge) {
  const Judgement judged = Published("ni59").Counted(3, 9).Milestones(85, 87).Judged();
  EXPECT_EQ(judged.rag, Rag::kNone);
  EXPECT_EQ(judged.sentence, "Not rated: 3 of 9 in time, 33.3%; fewer than 10 is too few to rate");
  EXPECT_EQ(Published("ni59").Counted(3, 10).Milestones(85, 87).Judged().rag, Rag::kRed);
}

TEST(SentenceTest, WithoutATargetOthersAreStillNamed) {
  EXPECT_EQ(Published("ni59").Counted(59, 100).Others(716, 718).Judged().sentence,
            "Not rated: 59 of 100 in time, 59.0%; no target is set; statistical neighbours "
            "71.6% and national 71.8% (2009-10)");
}

TEST(SentenceTest, ARateBesideItsTarget) {
  const Catalogue catalogue = BuiltInCatalogue();
  Standards standards;
  Target target;
  target.indicator = "referral_rate";
  target.low = target.high = {603'000};
  standards.targets = {target};
  JudgeInput input;
  input.indicator = catalogue.Find("referral_rate");
  input.as_of = Day("2010-03-31");
  input.year = {{Day("2009-04-01"), Day("2010-03-31")}, 3'105, 50'000};
  EXPECT_EQ(Judge(input, standards).sentence,
            "Not rated: 3,105 referrals, 621.0 per 10,000; 3% above target 603 per 10,000");
}

/// Referrals of a team: no population, so plain numbers.
JudgeInput TeamReferrals(const Indicator& indicator) {
  JudgeInput input;
  input.indicator = &indicator;
  input.team = "North";
  input.as_of = Day("2023-10-31");
  input.year = {{Day("2023-04-01"), Day("2023-10-31")}, 214, 0};
  input.same_point = {{Day("2022-04-01"), Day("2022-10-31")}, 0, 0};
  input.outturn = {{Day("2022-04-01"), Day("2023-03-31")}, 0, 0};
  input.month = {{Day("2023-10-01"), Day("2023-10-31")}, 44, 0, 22};
  input.month_before = {{Day("2023-09-01"), Day("2023-09-30")}, 42, 0, 21};
  return input;
}

TEST(DirectionOfFlowsTest, TwoAWorkingDayAreSteadyWhateverTheMonthHas) {
  const Catalogue catalogue = BuiltInCatalogue();
  const JudgeInput input = TeamReferrals(*catalogue.Find("referral_rate"));
  EXPECT_EQ(Judge(input, {}).month_on_month,
            (Change{Direction::kSteady, 0, FlowCounts{44, 42, 22, 21}}));
}

// 60,000 children or none: it is referrals a working day that rise. 50 / 22 - 42 / 21 = 0.27.
TEST(DirectionOfFlowsTest, RatesAreComparedByWorkingDayToo) {
  const Catalogue catalogue = BuiltInCatalogue();
  JudgeInput input = TeamReferrals(*catalogue.Find("referral_rate"));
  input.month.numerator = 50;
  for (JudgedCounts* counts : {&input.year, &input.month, &input.month_before}) {
    counts->denominator = 60'000;
  }
  const Change change = Judge(input, {}).month_on_month;
  EXPECT_EQ(change, (Change{Direction::kRising, 27, FlowCounts{50, 42, 22, 21}}));
  EXPECT_EQ(ChangeText(change, ValueUnit::kPer10000), "+0.27 a working day");
}

TEST(DirectionOfFlowsTest, AWeekendIsNothingToCompareWith) {
  const Catalogue catalogue = BuiltInCatalogue();
  JudgeInput input = TeamReferrals(*catalogue.Find("referral_rate"));
  input.month_before.working_days = 0;
  EXPECT_EQ(Judge(input, {}).month_on_month, Change{});
}

TEST(KnownFromTest, AMonthBeforeTheDataIsNoComparison) {
  const Catalogue catalogue = BuiltInCatalogue();
  JudgeInput input = TeamReferrals(*catalogue.Find("referral_rate"));
  input.known_from = Day("2023-09-20");
  EXPECT_EQ(Judge(input, {}).month_on_month, Change{});
  input.known_from = Day("2023-09-04");
  EXPECT_EQ(Judge(input, {}).month_on_month.direction, Direction::kSteady);
}

TEST(DirectionOfFlowsTest, AYearBeforeTheDataIsNothingToRiseFrom) {
  const Catalogue catalogue = BuiltInCatalogue();
  const JudgeInput input = TeamReferrals(*catalogue.Find("referral_rate"));
  EXPECT_EQ(Judge(input, {}).year_on_year, Change{});
}

TEST(PreviousGapTest, OnlyAComparablePublishedYearShowsWhetherAGapNarrows) {
  const Catalogue catalogue = BuiltInCatalogue();
  JudgeInput input;
  input.indicator = catalogue.Find("ni60");
  input.as_of = Day("2010-12-31");
  input.year = {{Day("2010-04-01"), Day("2010-12-31")}, 80, 100};
  input.outturn = {{Day("2009-04-01"), Day("2010-03-31")}, 70, 100};
  Standards standards;
  Comparator now;
  now.indicator = "ni60";
  now.period = input.outturn.period;
  now.published_on = Day("2010-11-30");
  now.value = {78'000};
  Comparator before = now;
  before.period = {Day("2008-04-01"), Day("2009-03-31")};
  standards.comparators = {now, before};
  const auto gap = [&] { return Judge(input, standards).comparators[0].previous_gap_hundredths; };
  EXPECT_EQ(gap(), -800);
  standards.comparators[1].comparable = false;
  EXPECT_EQ(gap(), std::nullopt);
  standards.comparators[1] = before;
  standards.comparators[1].published_on = Day("2011-11-30");
  EXPECT_EQ(gap(), std::nullopt);
}

/// Twenty open clocks from 1 April to `as_of`, and nothing stopped.
JudgeInput OnlyOpen(const Indicator& indicator, const char* as_of) {
  JudgeInput input;
  input.indicator = &indicator;
  input.as_of = Day(as_of);
  input.year.period = {Day("2010-04-01"), Day(as_of)};
  input.history.first = Day("2010-04-01");
  input.history.days.assign(static_cast<std::size_t>(DaysIn(input.year.period)), {0, 0, 20, 0});
  return input;
}

TEST(ProjectedTargetTest, IsThatOf31MarchNotOfTheNextMilestone) {
  const Catalogue catalogue = BuiltInCatalogue();
  Standards standards;
  standards.targets = {{"", "ni59", "", "", Day("2010-10-31"), {85'000}, {85'000}},
                       {"", "ni59", "", "", Day("2011-03-31"), {87'000}, {87'000}}};
  const JudgeInput input = OnlyOpen(*catalogue.Find("ni59"), "2010-08-20");
  EXPECT_EQ(Judge(input, standards).projection->target, Level{87'000});
}

TEST(ProjectedTargetTest, IsKnownBeforeAnythingHasStopped) {
  const Catalogue catalogue = BuiltInCatalogue();
  Standards standards;
  standards.targets = {{"", "ni59", "", "", Date::Max(), {60'000}, {60'000}}};
  const JudgeInput input = OnlyOpen(*catalogue.Find("ni59"), "2010-04-01");
  const Judgement judged = Judge(input, standards);
  EXPECT_EQ(judged.target, std::nullopt);
  EXPECT_EQ(judged.projection->reach, Reach::kNeeded);
  EXPECT_EQ(judged.projection->target, Level{60'000});
  EXPECT_EQ(judged.projection->needed_ratio, std::nullopt) << "a share of nothing";
}

TEST(ValueOfTest, AFlowIsARateOfAYear) {
  const Catalogue catalogue = BuiltInCatalogue();
  const JudgedCounts june{{Day("2009-06-01"), Day("2009-06-30")}, 160, 32'000};
  const ExactValue rate = ValueOf(*catalogue.Find("referral_rate"), june);
  EXPECT_EQ(ValueText(rate, ValueUnit::kPer10000), "608.3 per 10,000");
}

TEST(ValueOfTest, WithoutAPopulationThereIsNoRate) {
  const Catalogue catalogue = BuiltInCatalogue();
  const JudgedCounts june{{Day("2009-06-01"), Day("2009-06-30")}, 160, 0};
  EXPECT_FALSE(ValueOf(*catalogue.Find("referral_rate"), june).is_defined());
}

TEST(PeriodTextTest, YearsAreNamedAsTheyArePublished) {
  EXPECT_EQ(PeriodText({Day("2009-04-01"), Day("2010-03-31")}), "2009-10");
  EXPECT_EQ(PeriodText({Day("1999-04-01"), Day("2000-03-31")}), "1999-00");
  EXPECT_EQ(PeriodText({Day("2009-01-01"), Day("2009-12-31")}), "2009");
  EXPECT_EQ(PeriodText({Day("2010-04-01"), Day("2010-06-30")}), "1 Apr 2010 to 30 Jun 2010");
}

TEST(JudgeTest, WhileThereAreTooFewLastYearsEndIsRatedByItsOwnStandards) {
  Published april("ni59");
  april.Milestones(85, 87).LastYear(752);
  const auto few = april.Counted(9, 9).Judged();
  EXPECT_EQ(few.rag, Rag::kNone);
  ASSERT_TRUE(few.last_outturn);
  EXPECT_EQ(few.last_outturn->rag, Rag::kRed);
  EXPECT_EQ(few.last_outturn->numerator, 752);
  EXPECT_EQ(PeriodText(few.last_outturn->period), "2009-10");
  EXPECT_TRUE(april.Counted(0, 0).Judged().last_outturn);
  EXPECT_FALSE(april.Counted(10, 10).Judged().last_outturn) << "ten are rated themselves";
}

}  // namespace
}  // namespace caseclock

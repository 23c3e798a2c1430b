#include <array>

#include "daemon/report/figure_text.h"
#include "tests/daemon/report/invented_report_story.h"

namespace caseclock::invented_report {
namespace {

/// Shares as they are; flows annualised and stocks per 10,000 children.
ExactValue ValueOf(const Story& story, const PeriodFigures& figures) {
  if (story.figure == Figure::kShare) return Percent(figures.numerator, figures.denominator);
  const std::int64_t year = story.figure == Figure::kFlow ? 365 : 1;
  const std::int64_t days = story.figure == Figure::kFlow ? DaysIn(figures.period) : 1;
  return {figures.numerator * 10'000 * year, kChildren * days};
}

Change ChangeOf(const Story& story, const PeriodFigures& now, const PeriodFigures& before) {
  Change change;
  const std::int64_t least = story.figure == Figure::kShare ? kSmallDenominator : 1;
  if (now.denominator < least || before.denominator < least) return change;
  change.hundredths = DifferenceHundredths(ValueOf(story, now), ValueOf(story, before));
  const std::int64_t size = *change.hundredths;
  if (size >= -100 && size <= 100) {
    change.direction = Direction::kSteady;
  } else if (story.figure != Figure::kShare) {
    change.direction = size > 0 ? Direction::kRising : Direction::kFalling;
  } else {
    const bool good = (size > 0) != story.low_is_better;
    change.direction = good ? Direction::kImproving : Direction::kWorsening;
  }
  return change;
}

Projection ProjectionOf(const Story& story, const Row& row) {
  const std::int64_t in = row.current.numerator;
  const std::int64_t stopped = row.current.denominator;
  const std::int64_t arriving = story.cases * 2;
  const std::int64_t finishing = story.cases * 3;
  Projection made;
  made.on = Date::FromYmd(2025, 3, 31);
  made.committed = {in + row.open - row.drag, stopped + row.open};
  made.best = {in + row.open - row.drag + arriving, stopped + row.open - row.drag + arriving};
  made.worst = {in, stopped + row.open + arriving};
  made.including_drag = {in, stopped + row.drag};
  made.pace = {finishing * story.share_end / 1000, finishing};
  made.pace_period = {Date::FromYmd(2024, 10, 2), row.current.period.last};
  made.still_to_stop = finishing;
  made.stopped_by_then = stopped + finishing;
  made.expected =
      static_cast<double>(in + made.pace.numerator) / static_cast<double>(made.stopped_by_then);
  made.expected_low = *made.expected - 0.012;
  made.expected_high = *made.expected + 0.011;
  const double wanted = story.target / 100.0 * static_cast<double>(made.stopped_by_then);
  made.needed_ratio = (wanted - static_cast<double>(in)) / static_cast<double>(made.still_to_stop);
  made.reach = made.needed_ratio > 1 ? Reach::kOutOfReach : Reach::kNeeded;
  if (made.reach == Reach::kOutOfReach) {
    made.needed_ratio.reset();
    made.out_of_reach_since = Date::FromYmd(2024, 10, 14);
  }
  return made;
}

void AddComparator(Judgement& judgement, ComparatorKind kind, const char* name, Period period,
                   Level value, std::optional<std::int64_t> previous_gap) {
  AppliedComparator made;
  made.kind = kind;
  made.name = name;
  made.period = period;
  made.value = value;
  made.gap_hundredths = DifferenceHundredths(judgement.value, value);
  made.at_or_better = made.gap_hundredths >= 0;
  made.previous_gap_hundredths = previous_gap;
  judgement.comparators.push_back(made);
}

void AddComparators(const Story& story, const AuthorityView& council, const Row& row,
                    Judgement& judgement) {
  const Period last_year{Date::FromYmd(2023, 4, 1), Date::FromYmd(2024, 3, 31)};
  if (story.neighbours > 0) {
    const Level neighbours{story.neighbours * 1000 + 400};
    AddComparator(judgement, ComparatorKind::kStatisticalNeighbours, "", last_year, neighbours,
                  -460);
    AddComparator(judgement, ComparatorKind::kNational, "England", last_year,
                  {neighbours.thousandths + 700}, -910);
  }
  if (story.figure == Figure::kShare) {
    const PeriodFigures outturn = FiguresOf(story, council, last_year);
    AddComparator(judgement, ComparatorKind::kLastYear, "", last_year,
                  ToLevel(ValueOf(story, outturn)), std::nullopt);
    AddComparator(judgement, ComparatorKind::kLastYearToDate, "", row.previous_year.period,
                  ToLevel(ValueOf(story, row.previous_year)), std::nullopt);
    judgement.on_outturn = ChangeOf(story, row.current, outturn);
  }
}

void AddTarget(const Story& story, Judgement& judgement) {
  if (story.target == 0) return;
  AppliedTarget target;
  target.low = target.high = {story.target * 1000};
  target.by = Date::FromYmd(2025, 3, 31);
  target.difference_hundredths = DifferenceHundredths(judgement.value, target.low);
  target.met = (target.difference_hundredths >= 0) != story.low_is_better;
  judgement.target = target;
}

std::string SentenceOf(const Story& story, const Judgement& judgement) {
  if (story.reason == RagReason::kNotJudgedNoPolarity) {
    return "Not rated: neither way is better; " + ValueText(judgement.value, judgement.unit);
  }
  const std::string counts = GroupedText(judgement.numerator) + " of " +
                             GroupedText(judgement.denominator) + " " + story.word + ", " +
                             ValueText(judgement.value, judgement.unit);
  if (story.rag == Rag::kNone) return "Not rated: fewer than 10; " + counts;
  const char* colour = story.rag == Rag::kRed     ? "RED"
                       : story.rag == Rag::kAmber ? "AMBER"
                                                  : "GREEN";
  std::string text = std::string(colour) + ": " + counts + "; target " +
                     LevelText({story.target * 1000}, judgement.unit) + " by 31 Mar 2025";
  if (story.neighbours == 0) return text + "; no comparator is known";
  const Level neighbours{story.neighbours * 1000 + 400};
  return text + "; statistical neighbours " + LevelText(neighbours, judgement.unit) +
         " and national " + LevelText({neighbours.thousandths + 700}, judgement.unit) +
         " (2023-24)";
}

}  // namespace

PeriodFigures FiguresOf(const Story& story, const AuthorityView& council, Period period) {
  PeriodFigures figures{period, 0, 0};
  for (const MonthPoint& point : council.months) {
    if (point.indicator != story.id || point.month < period.first || point.month > period.last) {
      continue;
    }
    const bool adds = story.figure != Figure::kStock;
    figures.numerator = (adds ? figures.numerator : 0) + point.numerator;
    figures.denominator =
        (story.figure == Figure::kShare ? figures.denominator : 0) + point.denominator;
  }
  return figures;
}

Judgement JudgementOf(const Story& story, const AuthorityView& council, const Row& year,
                      const Row& month) {
  Judgement made;
  made.indicator = story.id;
  made.unit = story.figure == Figure::kShare ? ValueUnit::kPercent : ValueUnit::kPer10000;
  made.value = ValueOf(story, year.current);
  made.numerator = year.current.numerator;
  made.denominator = year.current.denominator;
  made.small = story.reason == RagReason::kNotJudgedSmall;
  AddTarget(story, made);
  AddComparators(story, council, year, made);
  made.rag = story.rag;
  made.reason = story.reason;
  made.month_on_month = ChangeOf(story, month.current, month.previous);
  made.year_on_year = ChangeOf(story, year.current, year.previous_year);
  if (story.target > 0 && year.open > 0) made.projection = ProjectionOf(story, year);
  made.sentence = SentenceOf(story, made);
  return made;
}

}  // namespace caseclock::invented_report

#include "tests/daemon/report/invented_report_view.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "daemon/report/figure_text.h"

namespace caseclock {
namespace {

constexpr int kMonths = 36;
constexpr std::int64_t kChildren = 60'000;
constexpr char kNorth[] = "North";
constexpr char kSouth[] = "South";
// Added to what would be a straight line, so that the months look like months.
constexpr std::array<int, 12> kUnevenness = {4, -3, 1, 6, -5, 0, -2, 5, -6, 3, 2, -4};

enum class Figure { kShare, kFlow, kStock };

/// What is invented for one indicator. Shares in tenths of a per cent, `target` and `neighbours` in per cent.
struct Story {
  const char* id;
  Figure figure;
  int cases;  ///< in a month, give or take
  int share_begin;
  int share_end;
  int target;
  int neighbours;
  Rag rag;
  RagReason reason;
  const char* word;
  std::array<std::int64_t, 3> open;  ///< of North, South and no team
  std::array<std::int64_t, 3> drag;
  std::array<std::int64_t, 3> due_soon;
  bool low_is_better = false;
};

constexpr std::array kStories = {
    Story{"assessment_45",
          Figure::kShare,
          280,
          845,
          670,
          75,
          82,
          Rag::kRed,
          RagReason::kNothingMet,
          "in time",
          {260, 180, 42},
          {120, 46, 20},
          {25, 12, 0}},
    Story{"ni60",
          Figure::kShare,
          52,
          820,
          885,
          90,
          86,
          Rag::kAmber,
          RagReason::kComparatorMetOnly,
          "in time",
          {31, 29, 0},
          {1, 1, 0},
          {3, 5, 0}},
    Story{"icpc_15",
          Figure::kShare,
          12,
          700,
          500,
          90,
          79,
          Rag::kRed,
          RagReason::kNothingMet,
          "in time",
          {9, 5, 0},
          {7, 2, 0},
          {1, 1, 0}},
    Story{"ni64",
          Figure::kShare,
          1,
          250,
          250,
          0,
          0,
          Rag::kNone,
          RagReason::kNotJudgedSmall,
          "over the limit",
          {124, 82, 2},
          {5, 3, 0},
          {0, 0, 0},
          true},
    Story{"rereferral",
          Figure::kShare,
          320,
          232,
          208,
          22,
          23,
          Rag::kGreen,
          RagReason::kTargetAndComparatorMet,
          "within 12 months",
          {},
          {},
          {},
          true},
    Story{"referral_rate",
          Figure::kFlow,
          320,
          0,
          0,
          0,
          0,
          Rag::kNone,
          RagReason::kNotJudgedNoPolarity,
          "",
          {},
          {},
          {}},
    Story{"cpp",
          Figure::kStock,
          208,
          0,
          0,
          0,
          0,
          Rag::kNone,
          RagReason::kNotJudgedNoPolarity,
          "",
          {124, 82, 2},
          {},
          {}},
    Story{"entry_delay",
          Figure::kShare,
          5'010,
          860,
          921,
          90,
          0,
          Rag::kGreen,
          RagReason::kTargetMet,
          "in time",
          {},
          {},
          {}},
};

Date FirstMonth() { return AddMonths(FirstDayOfMonth(InventedReportDay()), 1 - kMonths); }

std::int64_t Sum(const std::array<std::int64_t, 3>& teams) {
  return teams[0] + teams[1] + teams[2];
}

MonthPoint MonthOf(const Story& story, int month) {
  const int uneven = kUnevenness[static_cast<std::size_t>(month * 7 % 12)];
  const int share =
      story.share_begin + (story.share_end - story.share_begin) * month / kMonths + 3 * uneven;
  MonthPoint point{story.id, AddMonths(FirstMonth(), month)};
  const int cases = story.cases + uneven * story.cases / (story.figure == Figure::kStock ? 90 : 20);
  point.denominator = story.figure == Figure::kShare ? cases : kChildren;
  point.numerator = story.figure == Figure::kShare ? (cases * share + 500) / 1000 : cases;
  const bool last = month + 1 == kMonths;
  point.open_at_end = std::max<std::int64_t>(0, Sum(story.open) + (last ? 0 : 2 * uneven));
  point.drag_at_end = std::max<std::int64_t>(0, Sum(story.drag) + (last ? 0 : uneven));
  return point;
}

/// The sum (of stocks the last) of the months from `first` to `last`.
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

Row WholeRow(const Story& story, const AuthorityView& council, Window window) {
  Row row;
  row.indicator = story.id;
  row.window = window;
  row.current = FiguresOf(story, council, WindowAt(window, council.as_of));
  row.previous_year = FiguresOf(story, council, PreviousYear(window, council.as_of));
  const Period before = window == Window::kMonth
                            ? Period{Date::FromYmd(2024, 11, 1), Date::FromYmd(2024, 11, 30)}
                            : row.previous_year.period;
  row.previous = FiguresOf(story, council, before);
  row.open = Sum(story.open);
  row.drag = Sum(story.drag);
  row.due_soon = Sum(story.due_soon);
  if (row.open > 0) row.oldest_open_start = Date::FromYmd(2023, 11, 2);
  if (row.drag > 5) row.open_from_earlier_years = 6;
  if (row.indicator == "entry_delay") {
    row.median_days = 1;
    row.percentile_90_days = 2;
  }
  return row;
}

/// The team's part of the whole: North has more than half, what no team holds little, South the rest.
Row TeamRow(const Story& story, const Row& whole, std::size_t team) {
  Row row = whole;
  row.team = std::array{kNorth, kSouth, kNoTeam}[team];
  const auto part = [&](std::int64_t all) {
    const std::int64_t north = all * 55 / 100;
    const std::int64_t none = all * 3 / 100;
    return std::array{north, all - north - none, none}[team];
  };
  row.current.numerator = part(whole.current.numerator);
  row.current.denominator = part(whole.current.denominator);
  row.open = story.open[team];
  row.drag = story.drag[team];
  row.due_soon = story.due_soon[team];
  row.open_from_earlier_years = whole.open_from_earlier_years == 0 ? 0 : std::array{1, 2, 3}[team];
  if (team == 1) row.oldest_open_start = Date::FromYmd(2024, 1, 15);
  if (row.open == 0) row.oldest_open_start.reset();
  row.median_days.reset();
  row.percentile_90_days.reset();
  return row;
}

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
  made.expected_low = made.expected - 0.012;
  made.expected_high = made.expected + 0.011;
  const double wanted = story.target / 100.0 * static_cast<double>(made.stopped_by_then);
  made.needed_ratio = (wanted - static_cast<double>(in)) / static_cast<double>(made.still_to_stop);
  made.reach = made.needed_ratio > 1 ? Reach::kOutOfReach : Reach::kNeeded;
  if (made.reach == Reach::kOutOfReach) made.out_of_reach_since = Date::FromYmd(2024, 10, 14);
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
    return "Not judged: neither way is better; " + ValueText(judgement.value, judgement.unit);
  }
  const std::string counts = GroupedText(judgement.numerator) + " of " +
                             GroupedText(judgement.denominator) + " " + story.word + ", " +
                             ValueText(judgement.value, judgement.unit);
  if (story.rag == Rag::kNone) return "Not judged: fewer than 10; " + counts;
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

void AddStory(const Story& story, AuthorityView& council) {
  for (int month = 0; month < kMonths; ++month) council.months.push_back(MonthOf(story, month));
  const Row year = WholeRow(story, council, Window::kYear);
  const Row month = WholeRow(story, council, Window::kMonth);
  council.rows.push_back(month);
  council.rows.push_back(WholeRow(story, council, Window::kQuarter));
  council.rows.push_back(year);
  for (const std::size_t team : {2U, 0U, 1U}) council.rows.push_back(TeamRow(story, year, team));
  council.judgements.push_back(JudgementOf(story, council, year, month));
}

void AddBacklog(AuthorityView& council) {
  const auto add = [&](const char* indicator, std::initializer_list<std::int64_t> open) {
    Date quarter = Date::FromYmd(2023, 10, 1);
    for (const std::int64_t count : open) {
      if (count > 0) council.backlog.push_back({indicator, kWholeAuthority, quarter, count});
      quarter = AddMonths(quarter, 3);
    }
  };
  add("assessment_45", {4, 2, 9, 71, 396});
  add("ni60", {0, 0, 0, 2, 58});
  add("icpc_15", {1, 0, 1, 4, 8});
}

void AddBands(AuthorityView& council) {
  const auto add = [&](const char* team, std::array<std::array<std::int64_t, 2>, 3> counts) {
    const std::array bands = {"under 18 months", "18 to 23 months", "24 months and over"};
    for (std::size_t i = 0; i < bands.size(); ++i) {
      council.bands.push_back({"cpp", team, bands[i], counts[i][0], counts[i][1]});
    }
  };
  add(kWholeAuthority, {{{182, 178}, {18, 20}, {8, 9}}});
  add(kNoTeam, {{{2, 2}, {0, 0}, {0, 0}}});
  add(kNorth, {{{108, 104}, {11, 13}, {5, 6}}});
  add(kSouth, {{{72, 72}, {7, 7}, {3, 3}}});
}

/// 52 weeks from Mon 1 Jan 2024: one outside the limits, and the last eight above the mean of 75.
void AddWeeks(AuthorityView& council) {
  for (int week = 0; week < 52; ++week) {
    const int uneven = 2 * kUnevenness[static_cast<std::size_t>(week * 5 % 12)];
    const int count = week == 30 ? 119 : week >= 44 ? 84 + uneven / 2 : 73 + uneven;
    council.weeks.push_back({"referral_rate", Date::FromYmd(2024, 1, 1) + 7 * week, count});
  }
  ControlChart chart{75, 43.4, 106.6, {}};
  chart.signals = {{SignalRule::kOutsideLimits, 30, true}, {SignalRule::kSevenOneSide, 50, true}};
  council.charts.push_back(
      {"referral_rate", Window::kWeek, Date::FromYmd(2024, 1, 1), 51, std::move(chart)});
  council.charts.push_back({"referral_rate",
                            Window::kMonth,
                            FirstMonth(),
                            35,
                            {317, 160, 474, {{SignalRule::kSevenOneSide, 10, false}}}});
}

}  // namespace

AuthorityView InventedReportCouncil() {
  AuthorityView council;
  council.authority = kInventedCouncil;
  council.as_of = InventedReportDay();
  for (const Story& story : kStories) AddStory(story, council);
  AddBacklog(council);
  AddBands(council);
  AddWeeks(council);
  council.quality = {{"initial_assessment_without_referral", kNoTeam, 4},
                     {"assessments_overlap", kNorth, 11},
                     {"assessments_overlap", kSouth, 3},
                     {"conference_on_weekend", kSouth, 1}};
  council.comments = {
      {"icpc_15", kWholeAuthority, Date::FromYmd(2024, 12, 18),
       "Two chairs' posts were vacant from July; both are filled from 6 January. Conferences now "
       "late are booked by 24 January.",
       "Head of Safeguarding"}};
  council.records = 48'210;
  council.children = 9'874;
  council.data_as_of_us = 1'735'489'925'000'000;  // 29 Dec 2024, 16:32:05 UTC
  council.definitions = 0x5ca1ab1e0ddba11;
  council.standards = 0xbadc0ffee;
  return council;
}

View ViewOfCouncil(AuthorityView council) {
  View view;
  view.as_of = council.as_of;
  view.authorities.push_back(std::make_shared<const AuthorityView>(std::move(council)));
  return view;
}

View InventedReportView() { return ViewOfCouncil(InventedReportCouncil()); }

}  // namespace caseclock

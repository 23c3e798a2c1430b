#include "tests/daemon/report/invented_report_view.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "tests/daemon/report/invented_report_story.h"

namespace caseclock {
namespace {

using namespace invented_report;

constexpr int kMonths = 36;
constexpr char kNorth[] = "North";
constexpr char kSouth[] = "South";
// Added to what would be a straight line, so that the months look like months.
constexpr std::array<int, 12> kUnevenness = {4, -3, 1, 6, -5, 0, -2, 5, -6, 3, 2, -4};

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

/// Half of the drag is of this week, an eighth of last quarter or before, the rest between.
void AddDragAges(AuthorityView& council) {
  for (const Row& row : council.rows) {
    if (row.team != kWholeAuthority || row.window != Window::kYear || row.drag == 0) continue;
    const std::array<std::int64_t, 3> older = {row.drag / 4, row.drag / 8, row.drag / 8};
    const std::int64_t week = row.drag - older[0] - older[1] - older[2];
    const std::array<std::int64_t, 4> counts = {week, older[0], older[1], older[2]};
    for (std::size_t i = 0; i < counts.size(); ++i) {
      council.drag_ages.push_back({row.indicator, row.team, kDragAgeBands[i].name, counts[i]});
    }
  }
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
  AddDragAges(council);
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

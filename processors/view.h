/// @file
/// What everybody outside the loop reads: metrics, page, report and mail take their figures from here and from
/// nowhere else, so that they cannot disagree.
///
/// Example: the row of ("", "assessment_45", kYear) as of 2024-03-31 with numerator 1,780, denominator 2,100,
/// open 310, drag 24 reads "1,780 of 2,100 child and family assessments authorised since 1 April were in time;
/// 310 are open, 24 of them already late".
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/indicator/team_names.h"
#include "processors/judgement/judgement.h"
#include "processors/judgement/signals.h"
#include "processors/record/part_list.h"

namespace caseclock {

/// Counts over one period. A share is numerator / denominator, undefined when the denominator is 0.
struct PeriodFigures {
  Period period;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  /// False: the period ends before the council's first data of the indicator and has no value; 0 is not its count.
  bool known = true;
  friend bool operator==(const PeriodFigures&, const PeriodFigures&) = default;

  /// Undefined share: nullopt.
  std::optional<double> Share() const {
    if (denominator == 0) return std::nullopt;
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }
};

/// One indicator of one team over one window.
struct Row {
  std::string indicator;  ///< id in the catalogue
  std::string team;       ///< kWholeAuthority, kNoTeam or a team
  Window window = Window::kYear;
  PeriodFigures current;
  PeriodFigures previous;       ///< the window before, to the same day of it
  PeriodFigures previous_year;  ///< the twin of the window
  // As of now; the same in every window of the indicator and team.
  std::int64_t open = 0;              ///< clocks started and not stopped
  std::int64_t drag = 0;              ///< of these, over their limit
  std::int64_t drag_week_before = 0;  ///< on the day seven days before, as it stands now
  std::int64_t due_soon =
      0;  ///< of these, due within the next working days (five, unless configured)
  std::optional<Date> oldest_open_start;
  /// Of `open`, those that started before this reporting year: probably data-entry errors, for the team to check.
  std::int64_t open_from_earlier_years = 0;
  // Rates only (stocks and flows of the whole authority whose population is configured).
  std::optional<double> per_10000;             ///< numerator per 10,000 children aged 0-17
  std::optional<double> per_10000_annualised;  ///< flows: at this pace over a reporting year
  // Durations only (entry_delay, whole authority). Units: working days; null when none in the window.
  std::optional<int> median_days;
  std::optional<int> percentile_90_days;
  friend bool operator==(const Row&, const Row&) = default;
};

/// One month of one indicator of the whole authority, as it stands now: restated months show. Months before the
/// council's first data of the indicator have no value and no point.
struct MonthPoint {
  std::string indicator;
  Date month;  ///< its first day
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t open_at_end = 0;  ///< on its last day, or as-of
  std::int64_t drag_at_end = 0;
  friend bool operator==(const MonthPoint&, const MonthPoint&) = default;
};

/// One complete week of one flow of the whole authority.
struct WeekPoint {
  std::string indicator;
  Date monday;
  std::int64_t count = 0;
  friend bool operator==(const WeekPoint&, const WeekPoint&) = default;
};

/// The control chart of one flow: of its complete weeks or of its complete months in this view.
struct FlowChart {
  std::string indicator;
  Window step = Window::kWeek;  ///< kWeek or kMonth
  Date first;                   ///< of the first point: its Monday, or the first of its month
  std::size_t points = 0;       ///< how many
  ControlChart chart;
  friend bool operator==(const FlowChart&, const FlowChart&) = default;
};

/// How many open clocks (stocks: children, by the oldest of their open records) started in one quarter, so that a
/// backlog shows its age. They add up to Row::open.
struct OpenByQuarter {
  std::string indicator;
  std::string team;
  Date quarter;  ///< its first day
  std::int64_t open = 0;
  friend bool operator==(const OpenByQuarter&, const OpenByQuarter&) = default;
};

/// How many open items of an indicator with bands have which age, now and at the end of the last month. They count
/// what the row counts: of stocks children, each as old as the oldest of its open records, so that they add up to
/// Row::open.
struct BandCount {
  std::string indicator;
  std::string team;
  std::string band;  ///< "under 18 months"
  std::int64_t count = 0;
  std::int64_t count_before = 0;  ///< on the last day of the month before as-of's
  friend bool operator==(const BandCount&, const BandCount&) = default;
};

/// How many days of DueDay are shown, as-of the first.
inline constexpr int kDueDaysShown = 10;

/// How many open clocks, none of them in drag, fall due on one day. The whole authority has every day from as-of on for
/// each row of clocks; teams only days on which something is due. The days within reach add up to Row::due_soon; at
/// Christmas and Easter that reaches further than the days shown.
struct DueDay {
  std::string indicator;
  std::string team;
  Date day;
  std::int64_t due = 0;
  friend bool operator==(const DueDay&, const DueDay&) = default;
};

/// Drag by how long ago it fell due. Units: calendar days since the due date; each age to the day before the next.
struct DragAgeBand {
  std::string_view name;
  int from_days;
};
inline constexpr std::array<DragAgeBand, 4> kDragAgeBands = {{
    {"up to 1 week", 1},
    {"1 to 4 weeks", 8},
    {"4 to 13 weeks", 29},
    {"over 13 weeks", 92},
}};

/// How many clocks in drag fell due how long ago: they add up to Row::drag. The whole authority has every age for each
/// row of clocks, teams those they have.
struct DragAge {
  std::string indicator;
  std::string team;
  std::string_view age;  ///< a name of kDragAgeBands
  std::int64_t count = 0;
  friend bool operator==(const DragAge&, const DragAge&) = default;
};

/// One complete week of one row of clocks of the whole authority, as it stands now: restated weeks show.
struct ClockWeek {
  std::string indicator;
  Date monday;
  std::int64_t open_at_end = 0;  ///< on its Sunday
  std::int64_t drag_at_end = 0;
  std::int64_t finished_late = 0;  ///< clocks that stopped in the week, over their limit
  friend bool operator==(const ClockWeek&, const ClockWeek&) = default;
};

/// How many records fail one check, by team.
struct QualityCount {
  std::string rule;  ///< "initial_assessment_without_referral"
  std::string team;
  std::int64_t count = 0;
  friend bool operator==(const QualityCount&, const QualityCount&) = default;
};

/// The figures of one indicator of one team: what the views of a council share while nothing of it changes.
struct FigurePart {
  std::vector<Row> rows;
  std::vector<Judgement> judgements;  ///< one
  std::vector<OpenByQuarter> backlog;
  std::vector<BandCount> bands;
  std::vector<DueDay> due;
  std::vector<DragAge> drag_ages;
};
/// A group for each indicator, in it the teams by name.
template <typename T, std::vector<T> FigurePart::*kItems>
using FigureList = PartList<T, FigurePart, kItems>;
using FigureTable = FigureList<Row, &FigurePart::rows>::Table;

/// All figures of one council. Immutable once published; safe from any thread.
struct AuthorityView {
  std::string authority;  ///< its code
  std::string name;       ///< as configured; "": as authority_name.h knows it. People read NameOf
  Date as_of;
  FigureList<Row, &FigurePart::rows> rows;  ///< by (indicator in catalogue order, team, window)
  std::vector<MonthPoint> months;  ///< by (indicator in catalogue order, month), oldest first
  std::vector<QualityCount> quality;
  /// One for each (indicator, team) of rows, in their order.
  FigureList<Judgement, &FigurePart::judgements> judgements;
  std::vector<WeekPoint> weeks;   ///< flows, by (indicator, Monday): the last 52 complete weeks
  std::vector<FlowChart> charts;  ///< flows with at least 12 points, by (indicator, step)
  /// By (indicator, team, quarter), without zeros.
  FigureList<OpenByQuarter, &FigurePart::backlog> backlog;
  FigureList<BandCount, &FigurePart::bands> bands;  ///< by (indicator, team, band), youngest first
  FigureList<DueDay, &FigurePart::due> due;         ///< by (indicator, team, day)
  FigureList<DragAge, &FigurePart::drag_ages>
      drag_ages;                       ///< by (indicator, team, age), youngest first
  std::vector<ClockWeek> clock_weeks;  ///< by (indicator, Monday): the last 26 complete weeks
  std::vector<Comment> comments;       ///< the newest of each (indicator, team), by these
  std::int64_t records = 0;
  std::int64_t children = 0;
  /// The latest time at which anything was recorded. Units: microseconds since 1970; 0: no events.
  std::int64_t data_as_of_us = 0;
  std::uint64_t definitions = 0;  ///< fingerprint of catalogue and calendar
  std::uint64_t standards = 0;    ///< fingerprint of targets, comparators and policy
  friend bool operator==(const AuthorityView&, const AuthorityView&) = default;
};

/// All of the figures that belong to teams, from `table` on shared with whoever else has it.
void SetFigureParts(AuthorityView& view, const std::shared_ptr<const FigureTable>& table);

/// The judgement of the row's indicator and team, or nullptr.
const Judgement* FindJudgement(const AuthorityView& view, std::string_view indicator,
                               std::string_view team);

/// What people call the council: its configured name, else that of the English council of its code, else the code.
/// Example: "Rotherham".
std::string NameOf(const AuthorityView& view);

/// The same followed by the code, for small print: "Rotherham (E08000018)"; the code alone where it has no name.
std::string NameAndCodeOf(const AuthorityView& view);

/// What the loop publishes: one immutable view per council, by code. Swapped whole.
struct View {
  Date as_of;
  std::vector<std::shared_ptr<const AuthorityView>> authorities;
  /// Councils of which half an export has been read: their last view stands, and nothing is to be told from it.
  std::vector<std::string> held = {};
};

/// The council's part of the view, or nullptr. Example: FindCouncil(view, "E08000018").
const AuthorityView* FindCouncil(const View& view, std::string_view authority);

}  // namespace caseclock

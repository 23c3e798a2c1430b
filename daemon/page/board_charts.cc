#include "daemon/page/board_charts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "daemon/page/clock_totals.h"
#include "daemon/page/page_indicators.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

// Drag by age, youngest first, as in kDragAgeBands.
using Ages = std::array<std::int64_t, kDragAgeBands.size()>;

std::size_t AgeIndex(std::string_view age) {
  const auto found = std::ranges::find(kDragAgeBands, age, &DragAgeBand::name);
  return std::min<std::size_t>(static_cast<std::size_t>(found - kDragAgeBands.begin()),
                               kDragAgeBands.size() - 1);
}

std::int64_t Sum(const Ages& ages) {
  std::int64_t sum = 0;
  for (const std::int64_t each : ages) sum += each;
  return sum;
}

// A bar for each name, and the ages as its parts.
PageChart AgesChart(std::string id, std::string label_head,
                    const std::vector<std::pair<std::string, Ages>>& bars) {
  PageChart chart = {.id = std::move(id),
                     .heading = "Overdue by age",
                     .label_head = std::move(label_head),
                     .shape = ChartShape::kLying,
                     .stacked = true};
  ChartColumn total = {.name = "Overdue"};
  for (std::size_t i = 0; i < kDragAgeBands.size(); ++i) {
    chart.columns.push_back({.name = std::string(kDragAgeBands[i].name),
                             .drawn = DrawnAs::kBar,
                             .tone = static_cast<int>(i) + 1});
  }
  for (const auto& [name, ages] : bars) {
    chart.labels.push_back(name);
    total.values.push_back(static_cast<double>(Sum(ages)));
    for (std::size_t i = 0; i < ages.size(); ++i) {
      chart.columns[i].values.push_back(static_cast<double>(ages[i]));
    }
  }
  chart.columns.push_back(std::move(total));
  return chart;
}

std::string WorkText(std::int64_t count) {
  return fmt::format("{} {}", GroupedText(count), count == 1 ? "piece of work" : "pieces of work");
}

// Teams beyond the limit become one bar.
void FoldTeams(std::vector<std::pair<std::string, Ages>>& bars) {
  if (bars.size() <= kMaxTeamsInChart) return;
  Ages rest = {};
  for (std::size_t i = kMaxTeamsInChart - 1; i < bars.size(); ++i) {
    for (std::size_t age = 0; age < rest.size(); ++age) rest[age] += bars[i].second[age];
  }
  const std::size_t folded = bars.size() - (kMaxTeamsInChart - 1);
  bars.resize(kMaxTeamsInChart - 1);
  bars.emplace_back(fmt::format("{} other teams", folded), rest);
}

std::string PlainTeamName(std::string_view team) {
  return team == kNoTeam ? "No team recorded" : std::string(team);
}

// Who has them: "Assessment South has the most: 33 of 157", or all of them.
std::string HolderText(const TeamLine& most, std::int64_t all) {
  const bool has_all = most.drag == all;
  if (most.team == kNoTeam) {
    return has_all ? fmt::format("All {} have no team recorded", GroupedText(all))
                   : fmt::format("{} of {} have no team recorded", GroupedText(most.drag),
                                 GroupedText(all));
  }
  return has_all ? fmt::format("All {} are with {}", GroupedText(all), most.team)
                 : fmt::format("{} has the most: {} of {}", most.team, GroupedText(most.drag),
                               GroupedText(all));
}

// "84 were due more than 13 weeks ago."
std::string LongAgoText(std::int64_t oldest, const char* none) {
  return fmt::format("{} {} due more than 13 weeks ago.", oldest == 0 ? none : GroupedText(oldest),
                     oldest == 1 ? "was" : "were");
}

std::string DragByTeamSentence(const TeamLines& lines, const Ages& whole) {
  if (lines.whole.drag == 0) return "Nothing is overdue.";
  return HolderText(lines.teams.front(), lines.whole.drag) + "; " +
         LongAgoText(whole.back(), "none");
}

// Of the rows of clocks the first that watches each clock, open ones or not.
std::set<std::string> FirstWatchers(const AuthorityView& view, const IndicatorTexts& texts) {
  std::set<std::string> watched;
  std::set<std::string> found;
  for (const ClockWeek& week : view.clock_weeks) {
    if (found.contains(week.indicator)) continue;
    const IndicatorText text = TextOf(texts, week.indicator);
    if (text.figure != FigureKind::kShare) continue;
    if (text.clocks.empty() || watched.insert(text.clocks).second) found.insert(week.indicator);
  }
  return found;
}

struct Week {
  std::int64_t drag = 0;
  std::int64_t finished_late = 0;
};

std::map<Date, Week> WeeksOf(const AuthorityView& view, const IndicatorTexts& texts) {
  const std::set<std::string> indicators = FirstWatchers(view, texts);
  std::map<Date, Week> weeks;
  for (const ClockWeek& each : view.clock_weeks) {
    if (!indicators.contains(each.indicator)) continue;
    weeks[each.monday].drag += each.drag_at_end;
    weeks[each.monday].finished_late += each.finished_late;
  }
  return weeks;
}

std::string WeeksSentence(const std::vector<std::optional<double>>& drag, std::int64_t late) {
  if (drag.size() < 2) return "There are no complete weeks yet.";
  const std::size_t back = std::min(drag.size() - 1, kWeeksOfSentence);
  const auto before = static_cast<std::int64_t>(*drag[drag.size() - 1 - back]);
  const auto now = static_cast<std::int64_t>(*drag.back());
  const char* weeks = back == 1 ? "week" : "weeks";
  const std::string went =
      now == before
          ? fmt::format("Overdue work stayed at {} over {} {}", GroupedText(now), back, weeks)
          : fmt::format("Overdue work {} from {} to {} in {} {}", now < before ? "fell" : "rose",
                        GroupedText(before), GroupedText(now), back, weeks);
  return fmt::format("{}; {} completed late in the last of them.", went, WorkText(late));
}

std::string DayAndMonth(Date day) { return fmt::format("{} {}", PartsOf(day).day, MonthText(day)); }

// "Thu 25 Dec, bank holiday"
std::string DueLabel(Date day, Date as_of, const std::vector<ClosedDay>& closed_days) {
  std::string label = day == as_of ? "Today" : DueDayText(day);
  const auto closed = std::ranges::find(closed_days, day, &ClosedDay::day);
  if (closed == closed_days.end()) return label;
  return label + (closed->title.empty() ? ", closed" : ", bank holiday");
}

std::string ClosedSentence(const std::vector<ClosedDay>& closed_days) {
  std::string text;
  for (const ClosedDay& each : closed_days) {
    text +=
        fmt::format(" {} is {}.", DueDayText(each.day),
                    each.title.empty() ? "a closure day" : "a bank holiday (" + each.title + ")");
  }
  return text;
}

// Of the days that are drawn; `until` is the last that counts.
std::string DueSentence(Date as_of, Date until, const std::vector<std::int64_t>& due) {
  const bool has_all = as_of + static_cast<int>(due.size()) - 1 >= until;
  const std::string drawn =
      has_all ? ""
              : fmt::format("The first {} of the days up to {}. ", due.size(), DueDayText(until));
  const auto most = std::ranges::max_element(due);
  if (*most == 0) {
    return drawn + "Nothing is due " + (has_all ? "by " + DueDayText(until) : "on them") + ".";
  }
  const auto day = as_of + static_cast<int>(most - due.begin());
  return drawn + fmt::format("The busiest day is {}, with {}.",
                             day == as_of ? "today" : DueDayText(day), GroupedText(*most));
}

}  // namespace

std::string DueDayText(Date day) {
  std::string text = LongDateText(day);
  return text.substr(0, text.rfind(' '));
}

PageChart DragByTeamChart(const AuthorityView& view, const IndicatorTexts& texts) {
  const std::vector<std::string> indicators = ClockIndicators(view, texts);
  std::map<std::string, Ages> by_team;
  for (const DragAge& each : view.drag_ages) {
    if (std::ranges::count(indicators, each.indicator) == 0) continue;
    by_team[each.team][AgeIndex(each.age)] += each.count;
  }
  const TeamLines lines = TeamLinesOf(view, indicators);
  std::vector<std::pair<std::string, Ages>> bars;
  for (const TeamLine& line : lines.teams) {
    if (line.drag > 0) bars.emplace_back(PlainTeamName(line.team), by_team[line.team]);
  }
  FoldTeams(bars);
  PageChart chart = AgesChart("drag-by-team", "Team", bars);
  chart.heading = "Overdue by team and age";
  chart.titled = false;
  chart.sentence = DragByTeamSentence(lines, by_team[kWholeAuthority]);
  return chart;
}

PageChart DragByIndicatorChart(const AuthorityView& view, const IndicatorTexts& texts,
                               std::string_view team) {
  std::vector<std::pair<std::string, Ages>> bars;
  std::int64_t sum = 0, oldest = 0;
  for (const std::string& indicator : ClockIndicators(view, texts)) {
    Ages ages = {};
    for (const DragAge& each : view.drag_ages) {
      if (each.indicator == indicator && each.team == team) ages[AgeIndex(each.age)] += each.count;
    }
    sum += Sum(ages);
    oldest += ages.back();
    if (Sum(ages) > 0) bars.emplace_back(TextOf(texts, indicator).short_title, ages);
  }
  PageChart chart = AgesChart("drag-by-indicator", "Indicator", bars);
  chart.heading = "Overdue by indicator and age";
  chart.sentence = sum == 0 ? "Nothing is overdue." : LongAgoText(oldest, "None");
  chart.titled = false;
  return chart;
}

PageChart DueDaysChart(const AuthorityView& view, const IndicatorTexts& texts,
                       std::string_view team, const PageCalendar& calendar) {
  std::vector<std::int64_t> due = DueByDay(view, ClockIndicators(view, texts), team);
  const Date until = DueUntil(view.as_of, calendar);
  due.resize(std::min(due.size(), static_cast<std::size_t>(until - view.as_of) + 1));
  PageChart chart = {.id = "due-days",
                     .heading = "Due by day",
                     .sentence = "No work with a limit is open.",
                     .label_head = "Day",
                     .titled = false};
  ChartColumn column = {.name = "Due", .drawn = DrawnAs::kBar, .tone = 5};
  if (!due.empty()) {
    const auto closed =
        ClosedDays(view.as_of, view.as_of + static_cast<int>(due.size()) - 1, calendar);
    chart.sentence = DueSentence(view.as_of, until, due) + ClosedSentence(closed);
    for (std::size_t i = 0; i < due.size(); ++i) {
      chart.labels.push_back(DueLabel(view.as_of + static_cast<int>(i), view.as_of, closed));
      column.values.push_back(static_cast<double>(due[i]));
    }
  }
  chart.columns.push_back(std::move(column));
  return chart;
}

PageChart DragWeeksChart(const AuthorityView& view, const IndicatorTexts& texts) {
  PageChart chart = {
      .id = "drag-weeks", .heading = "Overdue by week", .label_head = "Week to Sunday"};
  ChartColumn drag = {.name = "Overdue at the end of the week", .drawn = DrawnAs::kLine, .tone = 4};
  ChartColumn late = {.name = "Completed late in the week", .drawn = DrawnAs::kBar, .tone = 1};
  std::int64_t last_late = 0;
  for (const auto& [monday, week] : WeeksOf(view, texts)) {
    chart.labels.push_back(DayAndMonth(monday + 6));
    drag.values.push_back(static_cast<double>(week.drag));
    late.values.push_back(static_cast<double>(week.finished_late));
    last_late = week.finished_late;
  }
  chart.sentence = WeeksSentence(drag.values, last_late);
  chart.columns = {std::move(drag), std::move(late)};
  return chart;
}

}  // namespace caseclock

#include "tests/simulation/slow_rows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace caseclock::simulation {
namespace {

bool Contains(const Period& period, Date day) { return period.first <= day && day <= period.last; }

bool IsOf(const std::string& row_team, const std::string& team) {
  return row_team == kWholeAuthority || row_team == team;
}

/// Nearest rank: the smallest delay such that `percent` of the delays are no longer.
std::optional<int> Percentile(std::vector<int> delays, int percent) {
  if (delays.empty()) return std::nullopt;
  std::sort(delays.begin(), delays.end());
  const auto n = static_cast<int>(delays.size());
  int rank = 1;  // the first with rank / n >= percent / 100
  while (rank * 100 < percent * n) ++rank;
  return delays[static_cast<std::size_t>(rank - 1)];
}

/// The first of the days, leaving out what lies before a year without any.
std::optional<Date> SinceTheLastGap(const std::set<Date>& days) {
  if (days.empty()) return std::nullopt;
  auto first = std::prev(days.end());
  while (first != days.begin() && *first - *std::prev(first) <= 365) --first;
  return *first;
}

}  // namespace

bool IsAboutPlans(const std::string& indicator) {
  return indicator == "cpp" || indicator == "cpp_late_conference";
}

bool IsAboutClocks(const std::string& indicator) {
  static const std::set<std::string> clocks = {"assessment_45", "ni59", "ni59_7",
                                               "ni60",          "ni64", "icpc_15"};
  return clocks.contains(indicator);
}

RowCounter::RowCounter(const SlowDay& day, const SlowCouncil& council, std::string indicator,
                       std::string team, Date as_of)
    : council_(council), indicator_(std::move(indicator)), team_(std::move(team)), as_of_(as_of) {
  if (team_ != kWholeAuthority) council_.population = 0;
  for (const Happening& happening : day.happenings) {
    if (happening.indicator == indicator_ && IsOf(team_, happening.team)) {
      happenings_.push_back(&happening);
    }
  }
  for (const ClockSpan& clock : day.clocks) {
    if (clock.indicator == indicator_) clocks_.push_back(&clock);
  }
  if (!IsAboutPlans(indicator_)) return;
  for (const PlanSpan& plan : day.plans) plans_.push_back(&plan);
}

Row RowCounter::RowOf(Window window) const {
  Row row;
  row.indicator = indicator_;
  row.team = team_;
  row.window = window;
  row.current = Count(SlowWindow(window, as_of_));
  row.previous = Count(SlowBefore(window, as_of_));
  row.previous_year = Count(SlowTwin(window, as_of_));
  row.open = OpenOn(as_of_);
  row.drag = DragOn(as_of_);
  for (const ClockSpan* clock : clocks_) row.due_soon += IsDueSoon(*clock) ? 1 : 0;
  NoteOldest(row);
  AddRates(row);
  AddDelays(row);
  return row;
}

MonthPoint RowCounter::MonthOf(const Period& month) const {
  const PeriodFigures figures = Count(month);
  return {indicator_,          month.first,        figures.numerator,
          figures.denominator, OpenOn(month.last), DragOn(month.last)};
}

PeriodFigures RowCounter::Count(const Period& period) const {
  if (IsAboutPlans(indicator_)) return CountChildrenOnPlans(period);
  PeriodFigures figures{period, 0, 0};
  for (const Happening* happening : happenings_) {
    if (!Contains(period, happening->day)) continue;
    ++figures.denominator;
    if (happening->good) ++figures.numerator;
  }
  if (indicator_ == "referral_rate") figures.denominator = council_.population;
  return figures;
}

/// Children with a plan that counts at the period's end, each once.
PeriodFigures RowCounter::CountChildrenOnPlans(const Period& period) const {
  std::set<std::string> children;
  for (const PlanSpan* plan : plans_) {
    if (CountsOn(*plan, period.last) && IsOf(team_, plan->record->TeamOn(period.last))) {
      children.insert(plan->child);
    }
  }
  const std::int64_t whole = indicator_ == "cpp" ? council_.population : 0;
  return {period, static_cast<std::int64_t>(children.size()), whole};
}

bool RowCounter::CountsOn(const PlanSpan& plan, Date day) const {
  return indicator_ == "cpp" ? plan.IsOpenOn(day) : plan.HasLateConferenceOn(day);
}

std::int64_t RowCounter::OpenOn(Date day) const {
  if (IsAboutPlans(indicator_)) return CountChildrenOnPlans({day, day}).numerator;
  return std::count_if(clocks_.begin(), clocks_.end(), [&](const ClockSpan* clock) {
    return clock->IsOpenOn(day) && IsOf(team_, clock->record->TeamOn(day));
  });
}

std::int64_t RowCounter::DragOn(Date day) const {
  return std::count_if(clocks_.begin(), clocks_.end(), [&](const ClockSpan* clock) {
    return clock->IsOpenOn(day) && IsOf(team_, clock->record->TeamOn(day)) &&
           council_.limits.IsOver(indicator_, clock->start, day);
  });
}

bool RowCounter::IsOpenNow(const ClockSpan& clock) const {
  return clock.IsOpenOn(as_of_) && IsOf(team_, clock.record->TeamOn(as_of_));
}

std::vector<OpenDue> RowCounter::OpenDues() const {
  std::vector<OpenDue> dues;
  for (const ClockSpan* clock : clocks_) {
    if (!IsOpenNow(*clock)) continue;
    const auto due = council_.limits.DueDate(indicator_, clock->start, as_of_);
    if (due) dues.push_back({*due, council_.limits.IsOver(indicator_, clock->start, as_of_)});
  }
  return dues;
}

std::int64_t RowCounter::FinishedLateIn(const Period& period) const {
  const bool good_is_late = indicator_ == "ni64";
  return std::count_if(happenings_.begin(), happenings_.end(), [&](const Happening* one) {
    return Contains(period, one->day) && one->good == good_is_late;
  });
}

std::optional<Date> RowCounter::KnownSince() const {
  std::set<Date> days;
  for (const Happening* one : happenings_) {
    if (one->day <= as_of_) days.insert(one->day);
  }
  return SinceTheLastGap(days);
}

std::optional<Date> RowCounter::FirstData() const {
  std::set<Date> days = DaysOfChange();
  for (const Happening* one : happenings_) {
    if (one->day <= as_of_) days.insert(one->day);
  }
  return SinceTheLastGap(days);
}

/// Every day on which the number open may have changed is asked whether it has.
std::set<Date> RowCounter::DaysOfChange() const {
  std::set<Date> asked;
  for (const ClockSpan* clock : clocks_) {
    asked.insert({clock->start, clock->end.value_or(clock->start)});
  }
  for (const PlanSpan* plan : plans_) {
    asked.insert({plan->start, plan->ceased.value_or(plan->start)});
    if (indicator_ == "cpp") continue;
    for (Date day = plan->start + 548; day <= plan->start + 730; day = day + 1) {
      if (plan->HasLateConferenceOn(day) != plan->HasLateConferenceOn(day - 1)) asked.insert(day);
    }
  }
  std::set<Date> days;
  for (const Date day : asked) {
    if (day <= as_of_ && OpenOn(day) != OpenOn(day - 1)) days.insert(day);
  }
  return days;
}

bool RowCounter::IsDueSoon(const ClockSpan& clock) const {
  if (!IsOpenNow(clock)) return false;
  const auto due = council_.limits.DueDate(indicator_, clock.start, as_of_);
  const auto last = council_.calendar.Nth(as_of_, council_.due_soon_days);
  if (!due || !council_.calendar.Covers(*due)) return false;
  return as_of_ <= *due && (!last || *due <= *last);  // no last: it lies beyond the calendar
}

void RowCounter::NoteOldest(Row& row) const {
  const Date year = SlowWindow(Window::kYear, as_of_).first;
  const auto note = [&](Date start) {
    row.open_from_earlier_years += start < year ? 1 : 0;
    row.oldest_open_start = std::min(row.oldest_open_start.value_or(Date::Max()), start);
  };
  for (const ClockSpan* clock : clocks_) {
    if (clock->IsOpenOn(as_of_) && IsOf(team_, clock->record->TeamOn(as_of_))) note(clock->start);
  }
  if (indicator_ != "cpp") return;
  for (const auto& [child, start] : OldestPlans(as_of_)) note(start);
}

/// When the oldest plan began that the team holds of each child on the day.
std::map<std::string, Date> RowCounter::OldestPlans(Date day) const {
  std::map<std::string, Date> oldest;
  for (const PlanSpan* plan : plans_) {
    if (!plan->IsOpenOn(day) || !IsOf(team_, plan->record->TeamOn(day))) continue;
    Date& start = oldest.emplace(plan->child, plan->start).first->second;
    start = std::min(start, plan->start);
  }
  return oldest;
}

std::int64_t RowCounter::ChildrenOfAge(int first, int last, Date day) const {
  const auto oldest = OldestPlans(day);
  return std::count_if(oldest.begin(), oldest.end(), [&](const auto& child_and_start) {
    const int age = day - child_and_start.second;
    return first <= age && age <= last;
  });
}

void RowCounter::AddRates(Row& row) const {
  if (council_.population == 0) return;
  if (indicator_ != "cpp" && indicator_ != "referral_rate") return;
  const double rate = static_cast<double>(row.current.numerator) * 10000.0 /
                      static_cast<double>(council_.population);
  row.per_10000 = rate;
  if (indicator_ != "referral_rate") return;
  const Period& period = row.current.period;
  row.per_10000_annualised = rate * SlowDaysInReportingYear(period.last) / DaysIn(period);
}

void RowCounter::AddDelays(Row& row) const {
  if (indicator_ != "entry_delay" || team_ != kWholeAuthority) return;
  std::vector<int> delays;
  for (const Happening* happening : happenings_) {
    if (Contains(row.current.period, happening->day)) delays.push_back(happening->delay);
  }
  row.median_days = Percentile(delays, 50);
  row.percentile_90_days = Percentile(delays, 90);
}

}  // namespace caseclock::simulation

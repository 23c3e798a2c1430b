#include "tests/simulation/slow_model.h"

#include <algorithm>
#include <set>
#include <utility>

namespace caseclock::simulation {
namespace {

/// How many months back the monthly series goes, the present one among them.
constexpr int kMonths = 36;
/// How many weeks back the weeks of clocks go.
constexpr int kWeeks = 26;
/// How many days ahead what falls due is told, as-of the first.
constexpr int kDays = 10;

/// Drag by how many days ago it fell due.
struct Age {
  const char* name;
  int first;
  int last;
};
constexpr Age kAges[] = {{"up to 1 week", 1, 7},
                         {"1 to 4 weeks", 8, 28},
                         {"4 to 13 weeks", 29, 91},
                         {"over 13 weeks", 92, 1'000'000}};

/// Plans by how many days they have run.
constexpr Age kLengths[] = {{"under 18 months", 0, 547},
                            {"18 to 23 months", 548, 729},
                            {"24 months and over", 730, 1'000'000}};

/// The Monday of the week of a day, by walking.
Date MondayBefore(Date day) {
  while (PartsOf(day).weekday != 1) day = day - 1;
  return day;
}

void AddWeeks(const RowCounter& counter, Date as_of, std::vector<ClockWeek>& weeks) {
  const auto known = counter.KnownSince();
  if (!known) return;
  Date sunday = as_of;
  while (PartsOf(sunday).weekday != 7) sunday = sunday - 1;
  for (int back = 0; back < kWeeks; ++back, sunday = sunday - 7) {
    const Date monday = sunday - 6;
    if (monday <= MondayBefore(*known)) return;
    weeks.push_back({counter.indicator(), monday, counter.OpenOn(sunday), counter.DragOn(sunday),
                     counter.FinishedLateIn({monday, sunday})});
  }
}

/// The teams that a row of the indicator may be about, the whole authority first.
std::set<std::string> TeamsOf(const std::string& indicator, const SlowDay& day, Date as_of,
                              const std::vector<Date>& period_ends) {
  std::set<std::string> teams = {kWholeAuthority};
  for (const Happening& happening : day.happenings) {
    if (happening.indicator == indicator) teams.insert(happening.team);
  }
  for (const ClockSpan& clock : day.clocks) {
    if (clock.indicator == indicator) teams.insert(clock.record->TeamOn(as_of));
  }
  if (!IsAboutPlans(indicator)) return teams;
  for (const PlanSpan& plan : day.plans) {
    for (const Date end : period_ends) {
      if (indicator == "cpp" || plan.HasLateConferenceOn(end))
        teams.insert(plan.record->TeamOn(end));
    }
  }
  return teams;
}

}  // namespace

const std::vector<std::string>& SlowIndicators() {
  static const std::vector<std::string> indicators = {
      "assessment_45", "ni59",          "ni59_7",      "ni60", "rereferral",         "ni64",
      "icpc_15",       "referral_rate", "entry_delay", "cpp",  "cpp_late_conference"};
  return indicators;
}

SlowModel::SlowModel(SlowSettings settings)
    : settings_(std::move(settings)),
      calendar_(settings_.closures),
      limits_(settings_.limits, calendar_) {}

void SlowModel::Add(const CaseEvent& event) {
  merge_.Add(event);
  records_.reset();
  looked_.reset();
}

const SlowDay& SlowModel::LookOn(Date as_of) const {
  if (!records_) {
    records_ = merge_.Records();
    children_ = SlowMerge::Children(*records_, settings_.most_joined);
    SlowMerge::Scatter(*records_, children_, settings_.most_records);
  }
  if (!looked_ || looked_->first != as_of) {
    looked_ = {as_of, LookAt(*records_, children_, calendar_, limits_, as_of)};
  }
  return looked_->second;
}

SlowCouncil SlowModel::Council() const {
  return {calendar_, limits_, settings_.population.value_or(0), settings_.due_soon_days};
}

std::vector<Row> SlowModel::RowsAt(Date as_of) const {
  const SlowDay& day = LookOn(as_of);
  const SlowCouncil council = Council();
  std::vector<Date> period_ends = {as_of};
  for (const Window window : kAllWindows) {
    period_ends.push_back(SlowBefore(window, as_of).last);
    period_ends.push_back(SlowTwin(window, as_of).last);
  }
  std::vector<Row> rows;
  for (const std::string& indicator : SlowIndicators()) {
    const auto first = RowCounter(day, council, indicator, kWholeAuthority, as_of).FirstData();
    for (const std::string& team : TeamsOf(indicator, day, as_of, period_ends)) {
      const RowCounter counter(day, council, indicator, team, as_of);
      for (const Window window : kAllWindows) {
        Row row = counter.RowOf(window);
        row.previous.known = first && row.previous.period.last >= *first;
        row.previous_year.known = first && row.previous_year.period.last >= *first;
        rows.push_back(row);
      }
    }
  }
  return rows;
}

std::vector<MonthPoint> SlowModel::MonthsAt(Date as_of) const {
  const SlowDay& day = LookOn(as_of);
  const SlowCouncil council = Council();
  const Date this_month = SlowWindow(Window::kMonth, as_of).first;
  std::vector<MonthPoint> months;
  for (const std::string& indicator : SlowIndicators()) {
    const RowCounter counter(day, council, indicator, kWholeAuthority, as_of);
    const auto known = counter.FirstData();
    for (int back = kMonths - 1; back >= 0; --back) {
      const Date first = AddMonths(this_month, -back);
      const Date last = std::min(as_of, AddMonths(first, 1) - 1);
      if (known && *known <= last) months.push_back(counter.MonthOf({first, last}));
    }
  }
  return months;
}

/// One for each row of clocks and team.
std::vector<RowCounter> SlowModel::ClockRows(Date as_of) const {
  const SlowDay& day = LookOn(as_of);
  std::vector<RowCounter> rows;
  for (const std::string& indicator : SlowIndicators()) {
    if (!IsAboutClocks(indicator)) continue;
    for (const std::string& team : TeamsOf(indicator, day, as_of, {})) {
      rows.emplace_back(day, Council(), indicator, team, as_of);
    }
  }
  return rows;
}

std::vector<DueDay> SlowModel::DueAt(Date as_of) const {
  std::vector<DueDay> all;
  for (const RowCounter& row : ClockRows(as_of)) {
    const std::vector<OpenDue> dues = row.OpenDues();
    for (Date day = as_of; day < as_of + kDays; day = day + 1) {
      const std::int64_t due = std::count_if(dues.begin(), dues.end(), [&](const OpenDue& one) {
        return one.day == day && !one.over && calendar_.Covers(day);
      });
      if (due > 0 || row.team() == kWholeAuthority) {
        all.push_back({row.indicator(), row.team(), day, due});
      }
    }
  }
  return all;
}

std::vector<DragAge> SlowModel::DragAgesAt(Date as_of) const {
  std::vector<DragAge> all;
  for (const RowCounter& row : ClockRows(as_of)) {
    const std::vector<OpenDue> dues = row.OpenDues();
    for (const Age& age : kAges) {
      const std::int64_t drag = std::count_if(dues.begin(), dues.end(), [&](const OpenDue& one) {
        return one.over && age.first <= as_of - one.day && as_of - one.day <= age.last;
      });
      if (drag > 0 || row.team() == kWholeAuthority) {
        all.push_back({row.indicator(), row.team(), age.name, drag});
      }
    }
  }
  return all;
}

std::vector<BandCount> SlowModel::BandsAt(Date as_of) const {
  const SlowDay& day = LookOn(as_of);
  const Date month_end = SlowWindow(Window::kMonth, as_of).first - 1;
  std::vector<BandCount> all;
  for (const std::string& team : TeamsOf("cpp", day, as_of, {as_of, month_end})) {
    const RowCounter row(day, Council(), "cpp", team, as_of);
    for (const Age& age : kLengths) {
      all.push_back({"cpp", team, age.name, row.ChildrenOfAge(age.first, age.last, as_of),
                     row.ChildrenOfAge(age.first, age.last, month_end)});
    }
  }
  return all;
}

std::vector<ClockWeek> SlowModel::ClockWeeksAt(Date as_of) const {
  std::vector<ClockWeek> all;
  for (const RowCounter& row : ClockRows(as_of)) {
    if (row.team() == kWholeAuthority) AddWeeks(row, as_of, all);
  }
  return all;
}

}  // namespace caseclock::simulation

#include "tests/simulation/slow_model.h"

#include <algorithm>
#include <set>
#include <utility>

#include "tests/simulation/slow_rows.h"

namespace caseclock::simulation {
namespace {

/// How many months back the monthly series goes, the present one among them.
constexpr int kMonths = 36;

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
}

SlowDay SlowModel::LookOn(Date as_of) const {
  if (!records_) {
    records_ = merge_.Records();
    children_ = SlowMerge::Children(*records_);
  }
  return LookAt(*records_, children_, calendar_, limits_, as_of);
}

std::vector<Row> SlowModel::RowsAt(Date as_of) const {
  const SlowDay day = LookOn(as_of);
  const SlowCouncil council{calendar_, limits_, settings_.population.value_or(0),
                            settings_.due_soon_days};
  std::vector<Date> period_ends = {as_of};
  for (const Window window : kAllWindows) {
    period_ends.push_back(SlowBefore(window, as_of).last);
    period_ends.push_back(SlowTwin(window, as_of).last);
  }
  std::vector<Row> rows;
  for (const std::string& indicator : SlowIndicators()) {
    for (const std::string& team : TeamsOf(indicator, day, as_of, period_ends)) {
      const RowCounter counter(day, council, indicator, team, as_of);
      for (const Window window : kAllWindows) rows.push_back(counter.RowOf(window));
    }
  }
  return rows;
}

std::vector<MonthPoint> SlowModel::MonthsAt(Date as_of) const {
  const SlowDay day = LookOn(as_of);
  const SlowCouncil council{calendar_, limits_, settings_.population.value_or(0),
                            settings_.due_soon_days};
  const Date this_month = SlowWindow(Window::kMonth, as_of).first;
  std::vector<MonthPoint> months;
  for (const std::string& indicator : SlowIndicators()) {
    const RowCounter counter(day, council, indicator, kWholeAuthority, as_of);
    for (int back = kMonths - 1; back >= 0; --back) {
      const Date first = AddMonths(this_month, -back);
      months.push_back(counter.MonthOf({first, std::min(as_of, AddMonths(first, 1) - 1)}));
    }
  }
  return months;
}

}  // namespace caseclock::simulation

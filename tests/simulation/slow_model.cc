#include "tests/simulation/slow_model.h"

#include <algorithm>
#include <set>
#include <utility>

#include "tests/simulation/slow_day.h"

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

/// Adds up what one day shows for one indicator and team.
class RowCounter {
 public:
  RowCounter(const SlowDay& day, const SlowSettings& settings, std::string indicator,
             std::string team, Date as_of)
      : plans_(day.plans), indicator_(std::move(indicator)), team_(std::move(team)), as_of_(as_of) {
    if (team_ == kWholeAuthority) population_ = settings.population.value_or(0);
    for (const Happening& happening : day.happenings) {
      if (happening.indicator == indicator_ && IsOf(team_, happening.team)) {
        happenings_.push_back(&happening);
      }
    }
    for (const OpenClock& clock : day.open) {
      if (clock.indicator == indicator_ && IsOf(team_, clock.team)) open_.push_back(&clock);
    }
  }

  Row RowOf(Window window, const Period& current, const Period& twin) const {
    Row row;
    row.indicator = indicator_;
    row.team = team_;
    row.window = window;
    row.current = Count(current);
    row.previous_year = Count(twin);
    if (indicator_ == "cpp") {
      CountOpenPlans(row);
    } else {
      CountOpen(row);
    }
    AddRates(row);
    AddDelays(row);
    return row;
  }

 private:
  PeriodFigures Count(const Period& period) const {
    if (indicator_ == "cpp") return CountChildrenOnPlans(period);
    PeriodFigures figures{period, 0, 0};
    for (const Happening* happening : happenings_) {
      if (!Contains(period, happening->day)) continue;
      ++figures.denominator;
      if (happening->good) ++figures.numerator;
    }
    if (indicator_ == "referral_rate") figures.denominator = population_;
    return figures;
  }

  /// Children with an open plan at the period's end, each once.
  PeriodFigures CountChildrenOnPlans(const Period& period) const {
    std::set<std::string> children;
    for (const PlanSpan& plan : plans_) {
      if (plan.IsOpenOn(period.last) && IsOf(team_, plan.record->TeamOn(period.last))) {
        children.insert(plan.child);
      }
    }
    return {period, static_cast<std::int64_t>(children.size()), population_};
  }

  void CountOpen(Row& row) const {
    for (const OpenClock* clock : open_) {
      ++row.open;
      if (clock->drag) ++row.drag;
      if (clock->due_soon) ++row.due_soon;
      row.oldest_open_start = std::min(row.oldest_open_start.value_or(Date::Max()), clock->start);
    }
  }

  void CountOpenPlans(Row& row) const {
    row.open = row.current.numerator;
    for (const PlanSpan& plan : plans_) {
      if (!plan.IsOpenOn(as_of_) || !IsOf(team_, plan.record->TeamOn(as_of_))) continue;
      row.oldest_open_start = std::min(row.oldest_open_start.value_or(Date::Max()), plan.start);
    }
  }

  void AddRates(Row& row) const {
    if (population_ == 0 || (indicator_ != "cpp" && indicator_ != "referral_rate")) return;
    const double rate =
        static_cast<double>(row.current.numerator) * 10000.0 / static_cast<double>(population_);
    row.per_10000 = rate;
    if (indicator_ != "referral_rate") return;
    const Period& period = row.current.period;
    row.per_10000_annualised = rate * SlowDaysInReportingYear(period.last) / DaysIn(period);
  }

  void AddDelays(Row& row) const {
    if (indicator_ != "entry_delay" || team_ != kWholeAuthority) return;
    std::vector<int> delays;
    for (const Happening* happening : happenings_) {
      if (Contains(row.current.period, happening->day)) delays.push_back(happening->delay);
    }
    row.median_days = Percentile(delays, 50);
    row.percentile_90_days = Percentile(delays, 90);
  }

  const std::vector<PlanSpan>& plans_;
  std::string indicator_;
  std::string team_;
  Date as_of_;
  std::int64_t population_ = 0;  // 0: not configured, or a team's row
  std::vector<const Happening*> happenings_;
  std::vector<const OpenClock*> open_;
};

/// The teams that a row of the indicator may be about, the whole authority first.
std::set<std::string> TeamsOf(const std::string& indicator, const SlowDay& day,
                              const std::vector<std::pair<Period, Period>>& periods) {
  std::set<std::string> teams = {kWholeAuthority};
  for (const Happening& happening : day.happenings) {
    if (happening.indicator == indicator) teams.insert(happening.team);
  }
  for (const OpenClock& clock : day.open) {
    if (clock.indicator == indicator) teams.insert(clock.team);
  }
  if (indicator != "cpp") return teams;
  for (const PlanSpan& plan : day.plans) {
    for (const auto& [current, twin] : periods) {
      teams.insert(plan.record->TeamOn(current.last));
      teams.insert(plan.record->TeamOn(twin.last));
    }
  }
  return teams;
}

}  // namespace

const std::vector<std::string>& SlowIndicators() {
  static const std::vector<std::string> indicators = {
      "assessment_45", "ni59",    "ni59_7",        "ni60",        "rereferral",
      "ni64",          "icpc_15", "referral_rate", "entry_delay", "cpp"};
  return indicators;
}

SlowModel::SlowModel(SlowSettings settings)
    : settings_(std::move(settings)), calendar_(settings_.closures) {}

void SlowModel::Add(const CaseEvent& event) {
  merge_.Add(event);
  records_.reset();
}

const std::vector<SlowRecord>& SlowModel::Records() const {
  if (!records_) {
    records_ = merge_.Records();
    children_ = SlowMerge::Children(*records_);
  }
  return *records_;
}

std::vector<Row> SlowModel::RowsAt(Date as_of) const {
  const SlowDay day = LookAt(Records(), children_, calendar_, settings_.due_soon_days, as_of);
  std::vector<std::pair<Period, Period>> periods;
  for (const Window window : kAllWindows) {
    periods.emplace_back(SlowWindow(window, as_of), SlowTwin(window, as_of));
  }
  std::vector<Row> rows;
  for (const std::string& indicator : SlowIndicators()) {
    for (const std::string& team : TeamsOf(indicator, day, periods)) {
      const RowCounter counter(day, settings_, indicator, team, as_of);
      for (std::size_t i = 0; i < kAllWindows.size(); ++i) {
        rows.push_back(counter.RowOf(kAllWindows[i], periods[i].first, periods[i].second));
      }
    }
  }
  return rows;
}

}  // namespace caseclock::simulation

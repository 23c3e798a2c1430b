#include "processors/indicator/contribution.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/clock.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/next_review.h"
#include "processors/indicator/quality.h"
#include "processors/indicator/repeat.h"
#include "processors/indicator/team_names.h"

namespace caseclock {
namespace {

/// Computes one child's contribution; lives for one call.
class Contributor {
 public:
  Contributor(const History& history, const Definitions& definitions, Date as_of, StringPool& teams,
              Contribution& out)
      : history_(history), definitions_(definitions), as_of_(as_of), teams_(teams), out_(out) {}

  void Run() {
    for (std::size_t i = 0; i < definitions_.catalogue.indicators.size(); ++i) {
      indicator_ = &definitions_.catalogue.indicators[i];
      place_ = static_cast<std::uint16_t>(i);
      AddIndicator();
    }
    AddFindings();
  }

 private:
  void AddIndicator() {
    switch (indicator_->kind) {
      case IndicatorKind::kTimeliness:
      case IndicatorKind::kOverLimit: return AddClocks();
      case IndicatorKind::kRepeatShare: return AddRepeats();
      case IndicatorKind::kFlow: return AddFlow();
      case IndicatorKind::kStock:
      case IndicatorKind::kLateReview: return AddStock();
      case IndicatorKind::kEntryDelay: return AddDelays();
    }
  }

  /// The team, or in supervision reports the worker of the team in question.
  std::string_view HolderOn(const Record& record, Date day) const {
    if (definitions_.supervised_team.empty()) return TeamOn(record, day);
    const std::string_view allocation = AllocationOn(record, day);
    return TeamOf(allocation) == definitions_.supervised_team ? WorkerOf(allocation) : kOtherTeams;
  }

  TeamNumber Team(const Record& record, Date day) {
    const std::string_view team = HolderOn(record, day);
    if (team.empty()) return kNoTeamNumber;
    // The same team again and again: its text lies at the same place.
    if (team.data() != last_team_.data() || team.size() != last_team_.size()) {
      last_team_ = team;
      last_team_number_ = teams_.Intern(team);
    }
    return last_team_number_;
  }

  void Add(Series series, TeamNumber team, Date day, std::int32_t n) {
    out_.deltas.push_back({place_, series, team, day, n});
  }

  /// Counts on one day, for the whole authority and the team that held the record then.
  void CountOn(Series series, const Record& record, Date day) {
    Add(series, kWholeAuthorityNumber, day, 1);
    Add(series, Team(record, day), day, 1);
  }

  void AddSpan(Series series, TeamNumber team, DaySpan span) {
    if (span.begin >= span.end) return;
    Add(series, team, span.begin, 1);
    if (span.end != Date::Max()) Add(series, team, span.end, -1);
  }

  /// Calls `each` with (team, part) for the parts of the span that each team held the record.
  template <typename Each>
  void ForEachTeam(const Record& record, DaySpan span, Each each) {
    Date begin = span.begin;
    TeamNumber team = Team(record, begin);
    for (const Register& reg : record.registers) {
      if (reg.fact != Fact::kAllocation || reg.first_day <= begin) continue;
      if (reg.first_day >= span.end) break;
      each(team, DaySpan{begin, reg.first_day});
      begin = reg.first_day;
      team = Team(record, begin);
    }
    each(team, DaySpan{begin, span.end});
  }

  /// Counts on every day of the span, for the whole authority and for the team of each day.
  void CountDuring(Series series, const Record& record, DaySpan span) {
    if (span.begin >= span.end) return;
    AddSpan(series, kWholeAuthorityNumber, span);
    ForEachTeam(record, span, [&](TeamNumber team, DaySpan part) { AddSpan(series, team, part); });
  }

  void AddClocks() {
    for (const Record& record : history_.records) {
      if (record.kind != indicator_->record) continue;
      const ClockReading reading = ReadClock(*indicator_, record, history_, definitions_.calendar);
      if (const auto* clock = std::get_if<Clock>(&reading)) AddClock(record, *clock);
    }
  }

  void AddClock(const Record& record, const Clock& clock) {
    const DaySpan open{clock.start, clock.OpenUntil()};
    CountDuring(Series::kOpen, record, open);
    AddBands(record, open);
    AddLateness(record, clock.start, open);
    if (open.end == Date::Max()) AddOpenStart(record, clock.start, DueAsOf(clock.start));
    if (!clock.CountsAsStopped()) return;
    const auto in_time =
        InTime(definitions_.calendar, LimitOn(*indicator_, clock.stop), clock.start, clock.stop);
    if (!in_time) return;
    CountOn(Series::kDenominator, record, clock.stop);
    const bool counts = (indicator_->kind == IndicatorKind::kTimeliness) == *in_time;
    if (counts) CountOn(Series::kNumerator, record, clock.stop);
  }

  /// A record moves from band to band on the days on which it reaches their ages.
  void AddBands(const Record& record, DaySpan open) {
    const auto& bands = indicator_->bands;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const Date begin = open.begin + bands[i].from_days;
      const Date end = i + 1 < bands.size() ? open.begin + bands[i + 1].from_days : Date::Max();
      CountDuring(BandSeries(i), record, {begin, std::min(end, open.end)});
    }
  }

  void AddOpenStart(const Record& record, Date start, Date due) {
    out_.open_starts.push_back({place_, kWholeAuthorityNumber, start, due});
    out_.open_starts.push_back({place_, Team(record, as_of_), start, due});
  }

  /// The due date by the limit in force on as-of; kNoDate beyond the calendar, where no day is worked or not.
  Date DueAsOf(Date start) const {
    const WorkingDays& calendar = definitions_.calendar;
    const Date due = DueDate(calendar, LimitOn(*indicator_, as_of_), start).value_or(kNoDate);
    return due > calendar.last() ? kNoDate : due;
  }

  /// Drag and due soon, under each limit for the days on which it is in force.
  void AddLateness(const Record& record, Date start, DaySpan open) {
    const auto& limits = indicator_->limits;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      const Date end = i + 1 < limits.size() ? limits[i + 1].from : Date::Max();
      const DaySpan in_force{std::max(open.begin, limits[i].from), std::min(open.end, end)};
      if (in_force.begin >= in_force.end) continue;
      AddDrag(record, start, limits[i].limit, in_force);
      AddDueSoon(record, start, limits[i].limit, in_force);
    }
  }

  void AddDrag(const Record& record, Date start, const Limit& limit, DaySpan open) {
    const auto late = LateFrom(definitions_.calendar, limit, start);
    if (late) CountDuring(Series::kDrag, record, {std::max(open.begin, *late), open.end});
  }

  void AddDueSoon(const Record& record, Date start, const Limit& limit, DaySpan open) {
    const WorkingDays& calendar = definitions_.calendar;
    const auto due = DueDate(calendar, limit, start);
    if (!due || *due < calendar.first() || *due > calendar.last()) return;
    const Date from = calendar.EarliestWithin(*due, definitions_.due_soon_working_days)
                          .value_or(calendar.first());
    CountDuring(Series::kDueSoon, record,
                {std::max(open.begin, from), std::min(open.end, *due + 1)});
  }

  void AddFlow() {
    for (const Record& record : history_.records) {
      if (record.kind != indicator_->record) continue;
      const ClockReading reading = ReadClock(*indicator_, record, history_, definitions_.calendar);
      if (const auto* clock = std::get_if<Clock>(&reading)) {
        CountOn(Series::kNumerator, record, clock->start);
      }
    }
  }

  void AddRepeats() {
    repeats_.clear();
    ReadRepeats(*indicator_, history_, definitions_.calendar, repeats_);
    for (const Repeat& repeat : repeats_) {
      CountOn(Series::kDenominator, *repeat.record, repeat.start);
      if (repeat.is_repeat) CountOn(Series::kNumerator, *repeat.record, repeat.start);
    }
  }

  void AddStock() {
    held_.clear();
    for (const Record& record : history_.records) {
      if (record.kind != indicator_->record) continue;
      const ClockReading reading = ReadClock(*indicator_, record, history_, definitions_.calendar);
      const auto* clock = std::get_if<Clock>(&reading);
      if (clock == nullptr) continue;
      const DaySpan counted = CountedSpan(record, *clock);
      if (counted.begin >= counted.end) continue;
      held_.emplace_back(kWholeAuthorityNumber, counted);
      ForEachTeam(record, counted,
                  [&](TeamNumber team, DaySpan part) { held_.emplace_back(team, part); });
      if (indicator_->kind != IndicatorKind::kStock) continue;
      AddBands(record, counted);
      if (counted.end == Date::Max()) AddOpenStart(record, clock->start, kNoDate);
    }
    AddUnions();
  }

  /// The days on which a record counts for its child. Where these are all its open days, its bands and start count, as
  /// well; a row of some of them leaves the oldest start to that of the open ones.
  DaySpan CountedSpan(const Record& record, const Clock& clock) const {
    if (indicator_->kind == IndicatorKind::kLateReview) {
      return DaysWithLateReview(*indicator_, record, clock, history_);
    }
    return {clock.start, clock.OpenUntil()};
  }

  /// A child with two records open at once is one child: the union of the spans of each team.
  void AddUnions() {
    std::sort(held_.begin(), held_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second.begin) < std::tie(b.first, b.second.begin);
    });
    for (std::size_t i = 0; i < held_.size();) {
      const TeamNumber team = held_[i].first;
      DaySpan joined = held_[i].second;
      for (++i; i < held_.size() && held_[i].first == team && held_[i].second.begin <= joined.end;
           ++i) {
        joined.end = std::max(joined.end, held_[i].second.end);
      }
      AddSpan(Series::kNumerator, team, joined);
    }
  }

  void AddDelays() {
    for (const Record& record : history_.records) {
      if (!record.has_child) continue;
      for (const Register& reg : record.registers) {
        if (IsOccurrence(reg.fact) && reg.value.date != kNoDate &&
            reg.first_recorded_on != kNoDate && reg.first_recorded_on <= as_of_) {
          AddDelay(record, reg.value.date, reg.first_recorded_on);
        }
      }
    }
  }

  void AddDelay(const Record& record, Date happened, Date recorded) {
    const auto delay = definitions_.calendar.Count(happened, recorded);
    if (!delay) return;
    CountOn(Series::kDenominator, record, recorded);
    if (*delay <= LimitOn(*indicator_, recorded).length) {
      CountOn(Series::kNumerator, record, recorded);
    }
    out_.delays.push_back({place_, recorded, *delay});
  }

  void AddFindings() {
    ForEachQualityFinding(history_, definitions_, [&](QualityRule rule, const Record& record) {
      out_.findings.push_back({static_cast<std::uint16_t>(rule), Team(record, as_of_)});
    });
  }

  const History& history_;
  const Definitions& definitions_;
  Date as_of_;
  StringPool& teams_;
  Contribution& out_;
  std::string_view last_team_;
  TeamNumber last_team_number_ = kNoTeamNumber;
  const Indicator* indicator_ = nullptr;
  std::uint16_t place_ = 0;
  std::vector<Repeat> repeats_;
  std::vector<std::pair<TeamNumber, DaySpan>> held_;
};

}  // namespace

void Contribution::Clear() {
  deltas.clear();
  open_starts.clear();
  delays.clear();
  findings.clear();
}

void Contribute(const History& history, const Definitions& definitions, Date as_of,
                StringPool& teams, Contribution& out) {
  Contributor(history, definitions, as_of, teams, out).Run();
}

}  // namespace caseclock

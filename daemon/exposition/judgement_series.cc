#include "daemon/exposition/judgement_series.h"

#include <array>
#include <initializer_list>

namespace caseclock {
namespace {

constexpr double kSecondsPerDay = 86'400;

using Sink = std::function<void(const Sample&)>;

double Number(std::int64_t count) { return static_cast<double>(count); }
double Instant(Date day) { return Number(day.days) * kSecondsPerDay; }

/// Shares are ratios in metrics.
std::string_view UnitLabel(ValueUnit unit) {
  switch (unit) {
    case ValueUnit::kPercent: return "ratio";
    case ValueUnit::kPer10000: return "per_10000";
    case ValueUnit::kDays: return "days";
    case ValueUnit::kCount: return "count";
  }
  return "";
}

double InUnit(double value, ValueUnit unit) {
  return unit == ValueUnit::kPercent ? value / 100 : value;
}
double LevelIn(Level level, ValueUnit unit) {
  return InUnit(Number(level.thousandths) / 1000, unit);
}

double RagNumber(Rag rag) { return static_cast<double>(static_cast<int>(rag)); }

std::optional<double> DirectionNumber(Direction direction) {
  switch (direction) {
    case Direction::kImproving: return 1;
    case Direction::kSteady: return 0;
    case Direction::kWorsening: return -1;
    case Direction::kUnknown:
    case Direction::kRising:
    case Direction::kFalling: return std::nullopt;
  }
  return std::nullopt;
}

/// Writes the series of one council.
class Writer {
 public:
  Writer(std::string_view authority, const Sink& sink) : authority_(authority), sink_(sink) {}

  /// `from`: a view or a part of one.
  template <typename From>
  void WriteTeams(const From& from) {
    for (const Judgement& one : from.judgements) WriteJudgement(one);
    for (const BandCount& band : from.bands) WriteBand(band);
    for (const OpenByQuarter& part : from.backlog) WriteBacklog(part);
    for (const DueDay& one : from.due) WriteDueDay(one);
    for (const DragAge& one : from.drag_ages) WriteDragAge(one);
  }

  void WriteTrends(const AuthorityView& view) {
    for (const WeekPoint& week : view.weeks) {
      Emit(Metric::kWeekCount, SeriesGroup::kMonths,
           {authority_, week.indicator, FormatDate(week.monday)}, Number(week.count));
    }
    for (const ClockWeek& week : view.clock_weeks) WriteClockWeek(week);
    for (const FlowChart& chart : view.charts) WriteChart(chart);
  }

 private:
  void Emit(Metric metric, SeriesGroup group, std::initializer_list<std::string_view> labels,
            double value) {
    sink_({.metric = metric,
           .group = group,
           .labels = std::span(labels.begin(), labels.size()),
           .value = value});
  }

  static SeriesGroup Group(const Judgement& one, SeriesGroup of_teams) {
    return one.team == kWholeAuthority ? SeriesGroup::kAuthorityWide : of_teams;
  }

  void WriteJudgement(const Judgement& one) {
    const SeriesGroup group = Group(one, SeriesGroup::kTeamJudgement);
    Emit(Metric::kIndicatorRag, group, {authority_, one.team, one.indicator}, RagNumber(one.rag));
    if (one.target) WriteTarget(one, *one.target, group);
    WriteChange(one, "previous_month", one.month_on_month, group);
    WriteChange(one, "same_point_last_year", one.year_on_year, group);
    WriteChange(one, "last_year", one.on_outturn, group);
    if (one.team == kWholeAuthority) WriteComparators(one);
    if (one.projection) WriteProjection(one, *one.projection);
  }

  void WriteTarget(const Judgement& one, const AppliedTarget& target, SeriesGroup group) {
    const Level level = target.difference_hundredths > 0 ? target.high : target.low;
    Emit(Metric::kIndicatorTarget, group,
         {authority_, one.team, one.indicator, UnitLabel(one.unit)}, LevelIn(level, one.unit));
    if (target.by == Date::Max()) return;
    Emit(Metric::kIndicatorTargetBy, group, {authority_, one.team, one.indicator},
         Instant(target.by));
  }

  void WriteChange(const Judgement& one, std::string_view against, const Change& change,
                   SeriesGroup group) {
    if (change.hundredths) {
      Emit(Metric::kIndicatorChange, group, {authority_, one.team, one.indicator, against},
           InUnit(Number(*change.hundredths) / 100, change.flow ? ValueUnit::kCount : one.unit));
    }
    if (const auto direction = DirectionNumber(change.direction)) {
      Emit(Metric::kIndicatorDirection, group, {authority_, one.team, one.indicator, against},
           *direction);
    }
  }

  void WriteComparators(const Judgement& one) {
    for (const AppliedComparator& other : one.comparators) {
      if (!other.comparable) continue;
      const bool is_rank = other.kind == ComparatorKind::kRank;
      const ValueUnit unit = is_rank ? ValueUnit::kCount : one.unit;
      Emit(Metric::kIndicatorComparator, SeriesGroup::kAuthorityWide,
           {authority_, one.indicator, ComparatorKindName(other.kind), UnitLabel(unit)},
           LevelIn(other.value, unit));
    }
  }

  void WriteProjection(const Judgement& one, const Projection& projection) {
    const SeriesGroup group = Group(one, SeriesGroup::kTeamProjection);
    const auto line = [&](std::string_view name, double ratio) {
      Emit(Metric::kProjectionRatio, group, {authority_, one.team, one.indicator, name}, ratio);
    };
    const auto counts = [&](std::string_view name, const ShareCounts& share) {
      if (share.denominator == 0) return;
      line(name, Number(share.numerator) / Number(share.denominator));
    };
    counts("committed", projection.committed);
    counts("best", projection.best);
    counts("worst", projection.worst);
    counts("including_drag", projection.including_drag);
    const auto if_known = [&](std::string_view name, const std::optional<double>& ratio) {
      if (ratio) line(name, *ratio);
    };
    if_known("expected", projection.expected);
    if_known("expected_low", projection.expected_low);
    if_known("expected_high", projection.expected_high);
    if_known("needed", projection.needed_ratio);
    Emit(Metric::kProjectionStoppedClocks, group, {authority_, one.team, one.indicator},
         Number(projection.stopped_by_then));
    Emit(Metric::kProjectionReach, group, {authority_, one.team, one.indicator},
         static_cast<double>(static_cast<int>(projection.reach)));
    if (projection.reach == Reach::kOutOfReach) {
      Emit(Metric::kProjectionOutOfReachSince, group, {authority_, one.team, one.indicator},
           Instant(projection.out_of_reach_since));
    }
  }

  void WriteBand(const BandCount& band) {
    const bool whole = band.team == kWholeAuthority;
    Emit(Metric::kOpenBandRecords, whole ? SeriesGroup::kAuthorityWide : SeriesGroup::kBands,
         {authority_, band.team, band.indicator, band.band}, Number(band.count));
  }

  void WriteBacklog(const OpenByQuarter& part) {
    if (part.team != kWholeAuthority) return;
    Emit(Metric::kBacklogClocks, SeriesGroup::kMonths,
         {authority_, part.indicator, FormatDate(part.quarter)}, Number(part.open));
  }

  static SeriesGroup DueGroup(const std::string& team) {
    return team == kWholeAuthority ? SeriesGroup::kAuthorityWide : SeriesGroup::kTeamDue;
  }

  void WriteDueDay(const DueDay& one) {
    Emit(Metric::kDueClocks, DueGroup(one.team),
         {authority_, one.team, one.indicator, FormatDate(one.day)}, Number(one.due));
  }

  void WriteDragAge(const DragAge& one) {
    Emit(Metric::kDragAgeClocks, DueGroup(one.team), {authority_, one.team, one.indicator, one.age},
         Number(one.count));
  }

  void WriteClockWeek(const ClockWeek& week) {
    const std::string monday = FormatDate(week.monday);
    const auto emit = [&](Metric metric, std::int64_t count) {
      Emit(metric, SeriesGroup::kMonths, {authority_, week.indicator, monday}, Number(count));
    };
    emit(Metric::kWeekOpenClocks, week.open_at_end);
    emit(Metric::kWeekDragClocks, week.drag_at_end);
    emit(Metric::kWeekFinishedLateClocks, week.finished_late);
  }

  void WriteChart(const FlowChart& chart) {
    const std::string_view step = WindowName(chart.step);
    const auto line = [&](std::string_view name, double value) {
      Emit(Metric::kControlChart, SeriesGroup::kMonths, {authority_, chart.indicator, step, name},
           value);
    };
    line("mean", chart.chart.mean);
    line("lower", chart.chart.lower);
    line("upper", chart.chart.upper);
    for (const SignalRule rule : {SignalRule::kOutsideLimits, SignalRule::kSevenOneSide,
                                  SignalRule::kSevenTrending, SignalRule::kTwoOfThreeFar}) {
      Emit(Metric::kSignals, SeriesGroup::kMonths,
           {authority_, chart.indicator, step, SignalRuleName(rule)},
           IsAtLastPoint(chart, rule) ? 1 : 0);
    }
  }

  static bool IsAtLastPoint(const FlowChart& chart, SignalRule rule) {
    for (const Signal& signal : chart.chart.signals) {
      if (signal.rule == rule && signal.point + 1 == chart.points) return true;
    }
    return false;
  }

  const std::string_view authority_;
  const Sink& sink_;
};

}  // namespace

void ForEachJudgementSample(const AuthorityView& view,
                            const std::function<void(const Sample&)>& sink) {
  Writer(view.authority, sink).WriteTeams(view);
}

void ForEachJudgementSampleOfPart(std::string_view authority, const FigurePart& part,
                                  const std::function<void(const Sample&)>& sink) {
  Writer(authority, sink).WriteTeams(part);
}

void ForEachTrendSample(const AuthorityView& view, const std::function<void(const Sample&)>& sink) {
  Writer(view.authority, sink).WriteTrends(view);
}

}  // namespace caseclock

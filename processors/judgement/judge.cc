#include "processors/judgement/judge.h"

#include <algorithm>

#include "processors/indicator/traits.h"
#include "processors/judgement/direction.h"
#include "processors/judgement/rag.h"
#include "processors/judgement/sentence.h"

namespace caseclock {
namespace {

constexpr ComparatorKind kPublishedKinds[] = {
    ComparatorKind::kStatisticalNeighbours,
    ComparatorKind::kNational,
    ComparatorKind::kRegion,
    ComparatorKind::kBestQuartile,
    ComparatorKind::kRank,
    ComparatorKind::kOwnPublished,
    ComparatorKind::kBaseline,
};

bool IsSmallShare(ValueUnit unit, const JudgedCounts& counts) {
  return unit == ValueUnit::kPercent && counts.denominator < kSmallDenominator;
}

class Judging {
 public:
  Judging(const JudgeInput& input, const Standards& standards)
      : input_(input),
        standards_(standards),
        indicator_(*input.indicator),
        traits_(TraitsOf(indicator_)) {}

  Judgement Run() {
    judged_.indicator = indicator_.id;
    judged_.team = input_.team;
    judged_.unit = UnitOf(indicator_);
    has_rate_ = judged_.unit != ValueUnit::kPer10000 || input_.year.denominator != 0;
    if (!has_rate_) judged_.unit = ValueUnit::kCount;  // the population is not known
    judged_.value = Value(input_.year);
    judged_.numerator = input_.year.numerator;
    judged_.denominator = input_.year.denominator;
    judged_.small = IsSmallShare(judged_.unit, input_.year);
    if (judged_.value.is_defined() && has_rate_) MeasureAgainstOthers();
    const RagVerdict verdict = DecideRag(
        {indicator_.polarity, judged_.small, judged_.target, judged_.comparators}, standards_);
    judged_.rag = verdict.rag;
    judged_.reason = verdict.reason;
    judged_.sentence = JudgementSentence(judged_, indicator_.counted);
    if (IsKnown(input_.month_before)) {
      judged_.month_on_month = Against(input_.month, input_.month_before);
    }
    if (IsKnown(input_.same_point)) {
      judged_.year_on_year = Against(input_.year, input_.same_point);
    }
    if (IsOutturnFair() && IsKnown(input_.outturn)) {
      judged_.on_outturn = Against(input_.year, input_.outturn);
    }
    AddLastOutturn();
    AddProjection();
    return std::move(judged_);
  }

 private:
  const Target* TargetOn(Date day) const {
    return TargetFor(standards_, input_.authority, indicator_.id, input_.team, input_.worker, day);
  }

  void MeasureAgainstOthers() {
    const Target* target = TargetOn(input_.as_of);
    if (target != nullptr) {
      judged_.target = ApplyTarget(judged_.value, *target, indicator_.polarity, input_.as_of);
    }
    for (const ComparatorKind kind : kPublishedKinds) {
      const Comparator* found =
          ComparatorFor(standards_, input_.authority, indicator_.id, kind, input_.as_of);
      if (found != nullptr) AddPublished(*found);
    }
    AddOwn(ComparatorKind::kLastYear, input_.outturn);
    AddOwn(ComparatorKind::kLastYearToDate, input_.same_point);
  }

  void AddPublished(const Comparator& comparator) {
    AppliedComparator applied =
        ApplyComparator(judged_.value, comparator, indicator_.polarity, judged_.target);
    const Comparator* before = ComparatorBefore(standards_, comparator);
    const ExactValue outturn = ValueOf(indicator_, input_.outturn);
    const bool is_usable =
        before != nullptr && before->comparable && before->published_on <= input_.as_of;
    if (is_usable && comparator.kind != ComparatorKind::kRank && outturn.is_defined() &&
        IsKnown(input_.outturn)) {
      applied.previous_gap_hundredths = DifferenceHundredths(outturn, before->value);
    }
    judged_.comparators.push_back(std::move(applied));
  }

  /// Our own past, from the engine.
  void AddOwn(ComparatorKind kind, const JudgedCounts& counts) {
    const ExactValue value = ValueOf(indicator_, counts);
    if (!value.is_defined() || (kind == ComparatorKind::kLastYear && !IsOutturnFair())) return;
    if (!IsKnown(counts)) return;
    Comparator own;
    own.kind = kind;
    own.period = counts.period;
    own.value = ToLevel(value);
    AppliedComparator applied =
        ApplyComparator(judged_.value, own, indicator_.polarity, judged_.target);
    applied.gap_hundredths = DifferenceHundredths(judged_.value, value);
    judged_.comparators.push_back(std::move(applied));
  }

  ExactValue Value(const JudgedCounts& counts) const {
    return has_rate_ ? ValueOf(indicator_, counts) : ExactValue{counts.numerator, 1};
  }

  /// A period that begins well before the data says nothing: it would be too low, or a share of a part. A few days,
  /// weekends and holidays, are forgiven; of stocks its last day counts.
  bool IsKnown(const JudgedCounts& counts) const {
    if (traits_.read == Read::kOnLastDay) {
      return counts.period.last >= input_.known_from && counts.numerator != 0;
    }
    const int forgiven = std::max(3, DaysIn(counts.period) / 26);
    const bool begins_known = counts.period.first + forgiven >= input_.known_from;
    return begins_known && (judged_.unit == ValueUnit::kPercent || counts.numerator != 0);
  }

  bool IsPlainFlow() const { return traits_.is_flow && judged_.unit == ValueUnit::kCount; }

  /// A plain number of part of a year says nothing beside that of a whole one.
  bool IsOutturnFair() const { return !IsPlainFlow() || DaysIn(input_.year.period) >= 365; }

  /// Flows by working day: a month with two weekends more is no fall.
  Change AgainstFlow(const JudgedCounts& now, const JudgedCounts& before) const {
    Change change =
        CompareFigures({now.numerator, now.working_days}, {before.numerator, before.working_days},
                       ValueUnit::kCount, indicator_.polarity, std::nullopt);
    if (!change.hundredths) return {};
    change.flow = {now.numerator, before.numerator, now.working_days, before.working_days};
    return change;
  }

  Change Against(const JudgedCounts& now, const JudgedCounts& before) const {
    if (traits_.is_flow) return AgainstFlow(now, before);
    Change change = CompareFigures(Value(now), Value(before), judged_.unit, indicator_.polarity,
                                   judged_.target);
    const bool small = IsSmallShare(judged_.unit, now) || IsSmallShare(judged_.unit, before);
    if (small) change.direction = Direction::kUnknown;
    return change;
  }

  /// In April nothing can be rated, and yet nobody has forgotten March.
  void AddLastOutturn() {
    const JudgedCounts& last = input_.outturn;
    const bool is_wanted = judged_.unit == ValueUnit::kPercent && judged_.small;
    if (!is_wanted || last.denominator < kSmallDenominator || !IsKnown(last)) return;
    JudgeInput then = input_;
    then.as_of = last.period.last;
    then.year = last;
    then.same_point = then.outturn = then.month = then.month_before = {};
    then.history = {};
    judged_.last_outturn =
        LastOutturn{last.period, last.numerator, last.denominator, Judge(then, standards_).rag};
  }

  void AddProjection() {
    if (!traits_.has_clock || input_.history.days.empty()) return;
    ProjectionInput projected;
    projected.history = input_.history;
    projected.counts_over_limit = traits_.counts_late;
    // That of 31 March, not of the next milestone; also while there is no value to judge yet.
    const Target* target = TargetOn(AddMonths(ReportingYearStart(input_.as_of), 12) - 1);
    if (target != nullptr) {
      projected.target = projected.counts_over_limit ? target->high : target->low;
    }
    judged_.projection = Project(projected);
  }

  const JudgeInput& input_;
  const Standards& standards_;
  const Indicator& indicator_;
  const Traits& traits_;
  bool has_rate_ = true;
  Judgement judged_;
};

}  // namespace

ValueUnit UnitOf(const Indicator& indicator) {
  if (TraitsOf(indicator).is_share) return ValueUnit::kPercent;
  return indicator.per_10000 ? ValueUnit::kPer10000 : ValueUnit::kCount;
}

ExactValue ValueOf(const Indicator& indicator, const JudgedCounts& counts) {
  switch (UnitOf(indicator)) {
    case ValueUnit::kPercent: return Percent(counts.numerator, counts.denominator);
    case ValueUnit::kPer10000: break;
    case ValueUnit::kDays:
    case ValueUnit::kCount: return {counts.numerator, 1};
  }
  if (counts.denominator == 0) return {};  // the population is not known
  if (TraitsOf(indicator).read == Read::kOnLastDay) {
    return {counts.numerator * 10'000, counts.denominator};
  }
  return {counts.numerator * 10'000 * DaysInReportingYear(counts.period.last),
          counts.denominator * DaysIn(counts.period)};
}

Judgement Judge(const JudgeInput& input, const Standards& standards) {
  return Judging(input, standards).Run();
}

}  // namespace caseclock

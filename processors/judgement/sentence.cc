#include "processors/judgement/sentence.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace caseclock {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string TwoDigits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string Colour(Rag rag) {
  switch (rag) {
    case Rag::kRed: return "RED: ";
    case Rag::kAmber: return "AMBER: ";
    case Rag::kGreen: return "GREEN: ";
    case Rag::kNone: return "Not rated: ";
  }
  return "";
}

/// "354 of 600 in time, 59.0%"; of rates and counts "1,640 referrals, 621.0 per 10,000".
std::string FigureText(const Judgement& judged, std::string_view counted) {
  const bool is_share = judged.unit == ValueUnit::kPercent;
  const std::string text = is_share ? CountText(judged.numerator) + " of " +
                                          CountText(judged.denominator) + " " + std::string(counted)
                                    : CountAsText(judged.numerator, counted);
  const bool adds = judged.value.is_defined() && judged.unit != ValueUnit::kCount;
  return adds ? text + ", " + ValueText(judged.value, judged.unit) : text;
}

std::string TargetLevelText(const AppliedTarget& target, ValueUnit unit) {
  if (target.low == target.high) return LevelText(target.low, unit);
  return LevelText(target.low, unit) + " to " + LevelText(target.high, unit);
}

std::string TargetText(const Judgement& judged) {
  const AppliedTarget& target = *judged.target;
  std::string text = "target " + TargetLevelText(target, judged.unit);
  const std::string by = ByText(target.by);
  if (!by.empty()) text += " " + by;
  if (target.met) return text + " met";
  return text + (target.is_ahead ? ": not on course" : " missed");
}

/// Those that a colour is made with.
std::vector<const AppliedComparator*> Deciding(const Judgement& judged) {
  std::vector<const AppliedComparator*> deciding;
  for (const AppliedComparator& one : judged.comparators) {
    if (one.comparable && (one.kind == ComparatorKind::kStatisticalNeighbours ||
                           one.kind == ComparatorKind::kNational)) {
      deciding.push_back(&one);
    }
  }
  return deciding;
}

/// "statistical neighbours 71.6% and national 71.8% (2009-10)"; a period that both have is named once.
std::string ListText(const std::vector<const AppliedComparator*>& list, ValueUnit unit) {
  std::string text;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) text += " and ";
    text += std::string(ComparatorKindText(list[i]->kind)) + " " + LevelText(list[i]->value, unit);
    const bool named_later = i + 1 < list.size() && list[i + 1]->period == list[i]->period;
    if (!named_later) text += " (" + PeriodText(list[i]->period) + ")";
  }
  return text;
}

std::string ComparatorsText(const Judgement& judged) {
  std::vector<const AppliedComparator*> better;
  std::vector<const AppliedComparator*> worse;
  for (const AppliedComparator* one : Deciding(judged)) {
    (one->at_or_better ? better : worse).push_back(one);
  }
  std::string text;
  if (!better.empty()) text = "at or better than " + ListText(better, judged.unit);
  if (!worse.empty()) {
    if (!text.empty()) text += ", ";
    text += "worse than " + ListText(worse, judged.unit);
  }
  return text;
}

/// On which side of every comparator the figure lies: where less is better, the worse side is above.
std::string BeyondText(const Judgement& judged) {
  const auto deciding = Deciding(judged);
  const auto all = [&deciding](auto lies) {
    return std::all_of(deciding.begin(), deciding.end(),
                       [lies](const AppliedComparator* one) { return lies(one->gap_hundredths); });
  };
  if (all([](std::int64_t gap) { return gap < 0; })) return "below";
  return all([](std::int64_t gap) { return gap > 0; }) ? "above" : "worse than";
}

/// "3% above target 603 per 10,000": of figures that have no better way.
std::string BesideTargetText(const Judgement& judged) {
  const AppliedTarget& target = *judged.target;
  const std::string level = "target " + TargetLevelText(target, judged.unit);
  if (target.met && target.low != target.high) return "within " + level;
  const Level end = target.difference_hundredths > 0 ? target.high : target.low;
  if (end.thousandths == 0 || target.difference_hundredths == 0) return level;
  const ExactValue part{Magnitude(target.difference_hundredths) * 1000, end.thousandths};
  return CountText(RoundTo(part, 1)) + "% " +
         (target.difference_hundredths > 0 ? "above " : "below ") + level;
}

std::string WhyNotJudged(const Judgement& judged) {
  switch (judged.reason) {
    case RagReason::kNotJudgedSmall: return "fewer than 10 is too few to rate";
    case RagReason::kNotJudgedNoPolarity:
      return judged.target ? BesideTargetText(judged) : "neither more nor less is better";
    default: {
      const std::string others = ListText(Deciding(judged), judged.unit);
      return "no target is set" + (others.empty() ? "" : "; " + others);
    }
  }
}

}  // namespace

std::string CountText(std::int64_t count) {
  return ValueText(ExactValue{count, 1}, ValueUnit::kCount);
}

std::string DayText(Date date) {
  const CivilParts parts = PartsOf(date);
  return std::to_string(parts.day) + " " +
         std::string(kMonths[static_cast<std::size_t>(parts.month - 1)].substr(0, 3)) + " " +
         std::to_string(parts.year);
}

std::string FullDayText(Date date) {
  const CivilParts parts = PartsOf(date);
  return std::to_string(parts.day) + " " +
         std::string(kMonths[static_cast<std::size_t>(parts.month - 1)]) + " " +
         std::to_string(parts.year);
}

std::string PeriodText(Period period) {
  const CivilParts first = PartsOf(period.first);
  const bool is_year = AddMonths(period.first, 12) - 1 == period.last && first.day == 1;
  if (is_year && first.month == 4) {
    return std::to_string(first.year) + "-" + TwoDigits((first.year + 1) % 100);
  }
  if (is_year && first.month == 1) return std::to_string(first.year);
  if (period.first == period.last) return DayText(period.first);
  return DayText(period.first) + " to " + DayText(period.last);
}

std::string ByText(Date by) {
  if (by == Date::Max()) return "";
  if (by != LastDayOfMonth(by)) return "by " + DayText(by);
  const CivilParts parts = PartsOf(by);
  return "by " + std::string(kMonths[static_cast<std::size_t>(parts.month - 1)]) + " " +
         std::to_string(parts.year);
}

std::string CountAsText(std::int64_t count, std::string_view counted) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kNouns = {
      {{"children", "child"}, {"plans", "plan"}, {"referrals", "referral"}}};
  const std::string_view first = counted.substr(0, counted.find(' '));
  const auto noun = std::ranges::find(kNouns, first, &decltype(kNouns)::value_type::first);
  const bool is_of_one = count == 1 && noun != kNouns.end();
  return CountText(count) + " " + std::string(is_of_one ? noun->second : first) +
         std::string(counted.substr(first.size()));
}

std::string JudgementSentence(const Judgement& judged, std::string_view counted) {
  std::string text = Colour(judged.rag) + FigureText(judged, counted) + "; ";
  if (judged.rag == Rag::kNone) return text + WhyNotJudged(judged);
  text += TargetText(judged);
  if (judged.reason == RagReason::kWithinTolerance) text += ", within the tolerance";
  if (judged.reason == RagReason::kOutsideTolerance) text += ", by more than the tolerance";
  if (judged.reason == RagReason::kBelowEveryComparator) {
    text += ", but " + BeyondText(judged) + " every comparator";
  }
  const std::string others = ComparatorsText(judged);
  return others.empty() ? text : text + "; " + others;
}

}  // namespace caseclock

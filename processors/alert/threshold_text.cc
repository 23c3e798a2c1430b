#include "processors/alert/threshold_text.h"

#include <algorithm>

#include "processors/judgement/sentence.h"

namespace caseclock {
namespace {

constexpr std::int64_t kThousand = 1000;
constexpr std::int64_t kHour = 60;
constexpr std::int64_t kDay = 24 * kHour;
/// A share that fired is clear at the latest when no more than half of the rule's smallest number is left.
constexpr std::int64_t kClearAtHalf = 2;

bool IsShareOf(const AlertRule& rule) {
  return rule.condition == Condition::kShare || rule.condition == Condition::kDragShare;
}

bool IsDays(const AlertRule& rule) {
  return rule.condition == Condition::kOldest || rule.condition == Condition::kDataLate;
}

/// What a number of the rule is of, after the number.
std::string_view CountedNoun(const AlertRule& rule) {
  if (rule.condition == Condition::kDrag) return " overdue";
  return rule.condition == Condition::kDueSoon ? " due" : "";
}

std::string Smallest(const AlertRule& rule) {
  if (rule.minimum <= 1) return "";
  if (rule.condition == Condition::kDragShare) {
    return " and at least " + CountText(rule.minimum) + " overdue";
  }
  return rule.condition == Condition::kShare ? ", of at least " + CountText(rule.minimum) : "";
}

std::string FiresAt(const AlertRule& rule) {
  if (rule.above && rule.fire.thousandths == 0 && !IsShareOf(rule)) return "any";
  return std::string(rule.above ? "over " : "below ") + RuleLevelText(rule, rule.fire) +
         std::string(CountedNoun(rule)) + Smallest(rule);
}

std::string ClosesAt(const AlertRule& rule) {
  const bool is_none = rule.above && rule.clear.thousandths == 0 && !IsShareOf(rule);
  if (is_none) return "when there are none";
  std::string text =
      "at " + RuleLevelText(rule, rule.clear) + std::string(CountedNoun(rule)) + " or ";
  text += !rule.above ? "above" : IsShareOf(rule) || IsDays(rule) ? "below" : "fewer";
  const std::int64_t few = rule.minimum / kClearAtHalf;
  if (rule.condition == Condition::kDragShare && few > 0) {
    text += ", or at " + CountText(few) + " overdue or fewer";
  }
  return text;
}

/// Two decimals or one. Example: (2004, 2) is "20.04%".
std::string Written(std::int64_t rounded, int places) {
  const std::int64_t parts = places == 2 ? 100 : 10;
  std::string fraction = std::to_string(Magnitude(rounded) % parts);
  fraction.insert(0, static_cast<std::size_t>(places) - fraction.size(), '0');
  return std::to_string(rounded / parts) + "." + fraction + "%";
}

bool ReadsAs(const ExactValue& value, Level level, std::int64_t parts) {
  const bool same = RoundTo(value, parts) == RoundTo({level.thousandths, kThousand}, parts);
  return same && Compare(value, level) != 0;
}

}  // namespace

std::string MinutesText(std::int64_t minutes) {
  const auto counted = [](std::int64_t count, const char* one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
  };
  if (minutes % kDay == 0) return counted(minutes / kDay, "day");
  return minutes % kHour == 0 ? counted(minutes / kHour, "hour") : counted(minutes, "minute");
}

std::string RuleLevelText(const AlertRule& rule, Level level) {
  std::string text = LevelText(level, ValueUnit::kCount);
  if (IsShareOf(rule)) return text + "%";
  if (!IsDays(rule)) return text;
  return text + (level == Level{kThousand} ? " working day" : " working days");
}

std::string PercentBeside(const ExactValue& value, std::initializer_list<Level> levels) {
  for (const int places : {1, 2}) {
    const std::int64_t parts = places == 2 ? 100 : 10;
    const bool reads_as_one = std::any_of(
        levels.begin(), levels.end(), [&](Level level) { return ReadsAs(value, level, parts); });
    if (!reads_as_one) return Written(RoundTo(value, parts), places);
  }
  const Level near = *std::find_if(levels.begin(), levels.end(),
                                   [&](Level level) { return ReadsAs(value, level, 100); });
  return (Compare(value, near) > 0 ? "just over " : "just below ") +
         LevelText(near, ValueUnit::kCount) + "%";
}

std::string ThresholdText(const AlertRule& rule, Truth truth) {
  const bool has_level = HasLevels(rule.condition) && rule.condition != Condition::kMailRefused;
  switch (truth) {
    case Truth::kFires: return has_level ? "Alert threshold: " + FiresAt(rule) + "." : "";
    case Truth::kBetween: return "Still open: it closes " + ClosesAt(rule) + ".";
    case Truth::kClear: {
      if (rule.keep_firing_minutes == 0)
        return has_level ? "It closes " + ClosesAt(rule) + "." : "";
      return "It closes " + (has_level ? ClosesAt(rule) + ", " : "") + "once that has lasted " +
             MinutesText(rule.keep_firing_minutes) + ".";
    }
    case Truth::kMissing:
    case Truth::kUnrated: return "";
  }
  return "";
}

}  // namespace caseclock

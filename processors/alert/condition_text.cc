#include "processors/alert/condition_text.h"

#include "processors/judgement/sentence.h"

namespace caseclock {
namespace {

std::string Counted(std::int64_t count, std::string_view one, std::string_view many) {
  return CountText(count) + " " + std::string(count == 1 ? one : many);
}

/// Of the condition's unit.
ValueUnit UnitOf(const AlertRule& rule) {
  const bool is_share =
      rule.condition == Condition::kShare || rule.condition == Condition::kDragShare;
  return is_share ? ValueUnit::kPercent : ValueUnit::kCount;
}

/// "62" becomes "62 working days" where days are measured.
std::string WithDays(const AlertRule& rule, Level value, std::string text) {
  const bool is_days =
      rule.condition == Condition::kOldest || rule.condition == Condition::kDataLate;
  if (!is_days) return text;
  return text + (value == Level{1000} ? " working day" : " working days");
}

std::string LevelClause(const AlertRule& rule) {
  return (rule.above ? "; the rule fires above " : "; the rule fires below ") +
         WithDays(rule, rule.fire, LevelText(rule.fire, UnitOf(rule))) + ".";
}

std::string ShareText(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "" : " (" + ValueText(Percent(part, whole), ValueUnit::kPercent) + ")";
}

std::string_view WindowPhrase(Window window) {
  switch (window) {
    case Window::kWeek: return "this week";
    case Window::kMonth: return "this month";
    case Window::kQuarter: return "this quarter";
    case Window::kYear: return "this reporting year";
    case Window::kRolling12Months: return "in the last 12 months";
    case Window::kYears3: return "in the last 3 years";
  }
  return "";
}

bool IsOfStock(const Indicator* indicator) {
  return indicator != nullptr && IsStock(indicator->kind);
}

/// The window as the end of "in the ... before".
std::string_view WindowNoun(Window window) {
  switch (window) {
    case Window::kYear: return "reporting year";
    case Window::kRolling12Months: return "12 months";
    case Window::kYears3: return "3 years";
    default: return WindowName(window);
  }
}

/// "of 45 working days": the limit in force.
std::string LimitClause(const Subject& subject, Date as_of) {
  if (subject.indicator == nullptr || subject.indicator->limits.empty()) return "";
  return " of " + LimitText(LimitOn(*subject.indicator, as_of));
}

}  // namespace

std::string MeasuredText(const AlertRule& rule, Level value) {
  if (!HasLevels(rule.condition)) return "";
  constexpr std::int64_t kThousandths = 1000;
  const bool is_share = UnitOf(rule) == ValueUnit::kPercent;
  return WithDays(rule, value,
                  is_share ? ValueText({value.thousandths, kThousandths}, ValueUnit::kPercent)
                           : LevelText(value, ValueUnit::kCount));
}

std::string BeforeText(const AlertRule& rule, const Indicator* indicator,
                       const std::optional<Level>& before) {
  if (!before) return "";
  const std::string value = MeasuredText(rule, *before);
  switch (rule.condition) {
    case Condition::kDrag: return value + " a week before";
    case Condition::kShare:
    case Condition::kCount:
      return value + (IsOfStock(indicator) ? " at the end of the " : " in the ") +
             std::string(WindowNoun(rule.window)) + " before";
    case Condition::kBand: return value + " at the end of last month";
    default: return "";
  }
}

ConditionWords ColourWords(const Judgement& judgement) {
  std::string brief(judgement.rag == Rag::kRed ? "red" : RagName(judgement.rag));
  if (judgement.value.is_defined()) brief += ", " + ValueText(judgement.value, judgement.unit);
  return {brief, judgement.sentence + "."};
}

ConditionWords DragWords(const AlertRule& rule, const Subject& subject) {
  const Row empty;
  const Row& row = subject.Now() != nullptr ? *subject.Now() : empty;
  const std::string counts = CountText(row.drag) + " of " + CountText(row.open) + " open ";
  std::string text = counts + (row.drag == 1 ? "is" : "are") + " over the limit" +
                     LimitClause(subject, row.current.period.last) + ShareText(row.drag, row.open) +
                     ", " + CountText(row.drag_week_before) + " a week before" + LevelClause(rule);
  if (rule.condition == Condition::kDragShare && rule.minimum > 1) {
    text.pop_back();
    text += " from " + CountText(rule.minimum) + " late ones on.";
  }
  return {counts + "late", text};
}

ConditionWords WindowWords(const AlertRule& rule, const Subject& subject, const Row& row) {
  const std::string counted = subject.indicator == nullptr ? "" : subject.indicator->counted;
  const bool is_share = rule.condition == Condition::kShare;
  std::string text = CountText(row.current.numerator);
  if (is_share) text += " of " + CountText(row.current.denominator);
  text += " " + counted;
  if (IsOfStock(subject.indicator)) {
    const std::string before =
        row.previous.known
            ? ", " + BeforeText(rule, subject.indicator, Level{row.previous.numerator * 1000})
            : "";
    return {text, text + before + LevelClause(rule)};
  }
  text += " " + std::string(WindowPhrase(row.window));
  if (is_share) text += ShareText(row.current.numerator, row.current.denominator);
  return {text, text + LevelClause(rule)};
}

ConditionWords OldestWords(const AlertRule& rule, Date start, int days, bool at_least) {
  const std::string ran =
      (at_least ? "at least " : "") + Counted(days, "working day", "working days");
  return {"oldest open for " + ran, "The oldest open one began on " + DayText(start) +
                                        " and has run " + ran + LevelClause(rule)};
}

ConditionWords DueSoonWords(const AlertRule& rule, const Row& row, int reach) {
  const std::string ahead = Counted(reach, "working day", "working days");
  return {CountText(row.due_soon) + " due within " + ahead,
          Counted(row.due_soon, "falls due", "fall due") + " within the next " + ahead +
              " and will be late if nobody acts" + LevelClause(rule)};
}

ConditionWords ReachWords(const Projection& projection) {
  const auto best = Percent(projection.best.numerator, projection.best.denominator);
  if (projection.reach != Reach::kOutOfReach || !best.is_defined() || !projection.target) {
    return {"target within reach", "The target of the year can still be met."};
  }
  return {"target out of reach",
          "Even if all that is not late yet finished in time, the year would end at " +
              ValueText(best, ValueUnit::kPercent) + "; the target is " +
              LevelText(*projection.target, ValueUnit::kPercent) + "."};
}

ConditionWords SignalWords(const FlowChart& chart, const WeekPoint& week, const Signal* signal) {
  const std::string what = CountText(week.count) + " in the week from " + DayText(week.monday);
  const auto whole = [](double value) { return CountText(static_cast<std::int64_t>(value + 0.5)); };
  const std::string usual = "the usual is " + whole(chart.chart.mean) + ", from " +
                            whole(chart.chart.lower) + " to " + whole(chart.chart.upper) + ".";
  if (signal == nullptr) return {what, what + ", no signal; " + usual};
  return {what, what + ", " + std::string(SignalRuleText(signal->rule)) + "; " + usual};
}

ConditionWords BandWords(const AlertRule& rule, std::int64_t count, std::int64_t before) {
  const std::string open = CountText(count) + " open for " + rule.band;
  return {open, open + ", " + CountText(before) + " at the end of last month" + LevelClause(rule)};
}

ConditionWords DataLateWords(const AlertRule& rule, int days) {
  const std::string ran = Counted(days, "working day", "working days");
  return {"nothing recorded for " + ran,
          "Nothing has been recorded for " + ran + LevelClause(rule)};
}

ConditionWords MailRefusedWords(std::int64_t count) {
  const std::string mails = Counted(count, "mail", "mails");
  return {mails + " not delivered", mails + " could not be delivered within the last day."};
}

}  // namespace caseclock

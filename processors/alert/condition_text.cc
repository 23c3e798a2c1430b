#include "processors/alert/condition_text.h"

#include "processors/judgement/sentence.h"

namespace caseclock {
namespace {

std::string Counted(std::int64_t count, std::string_view one, std::string_view many) {
  return CountText(count) + " " + std::string(count == 1 ? one : many);
}

std::string LevelClause(const AlertRule& rule, ValueUnit unit, std::string_view noun = "") {
  std::string text = rule.above ? "; the rule fires above " : "; the rule fires below ";
  text += LevelText(rule.fire, unit);
  if (!noun.empty()) text += " " + std::string(noun);
  return text + ".";
}

std::string ShareText(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "" : " (" + ValueText(Percent(part, whole), ValueUnit::kPercent) + ")";
}

std::string_view WindowWords(Window window) {
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

/// "of 45 working days": the limit in force.
std::string LimitClause(const Subject& subject, Date as_of) {
  if (subject.indicator == nullptr || subject.indicator->limits.empty()) return "";
  return " of " + LimitText(LimitOn(*subject.indicator, as_of));
}

}  // namespace

std::string DragText(const AlertRule& rule, const Subject& subject) {
  const Row empty;
  const Row& row = subject.Now() != nullptr ? *subject.Now() : empty;
  const bool is_share = rule.condition == Condition::kDragShare;
  std::string text = CountText(row.drag) + " of " + CountText(row.open) + " open " +
                     (row.drag == 1 ? "is" : "are") + " over the limit" +
                     LimitClause(subject, row.current.period.last) + ShareText(row.drag, row.open) +
                     ", " + CountText(row.drag_week_before) + " a week before";
  text += LevelClause(rule, is_share ? ValueUnit::kPercent : ValueUnit::kCount);
  if (is_share && rule.minimum > 1) {
    text.pop_back();
    text += " from " + CountText(rule.minimum) + " late ones on.";
  }
  return text;
}

std::string WindowText(const AlertRule& rule, const Subject& subject, const Row& row) {
  const std::string counted = subject.indicator == nullptr ? "" : subject.indicator->counted;
  const bool is_share = rule.condition == Condition::kShare;
  std::string text = CountText(row.current.numerator);
  if (is_share) text += " of " + CountText(row.current.denominator);
  text += " " + counted + " " + std::string(WindowWords(row.window));
  if (is_share) text += ShareText(row.current.numerator, row.current.denominator);
  return text + LevelClause(rule, is_share ? ValueUnit::kPercent : ValueUnit::kCount);
}

std::string OldestText(const AlertRule& rule, Date start, int days, bool at_least) {
  return "The oldest open one began on " + DayText(start) + " and has run " +
         (at_least ? "at least " : "") + Counted(days, "working day", "working days") +
         LevelClause(rule, ValueUnit::kCount);
}

std::string DueSoonText(const AlertRule& rule, const Row& row, int reach) {
  return Counted(row.due_soon, "falls due", "fall due") + " within the next " +
         Counted(reach, "working day", "working days") + " and will be late if nobody acts" +
         LevelClause(rule, ValueUnit::kCount);
}

std::string ReachText(const Projection& projection) {
  const auto best = Percent(projection.best.numerator, projection.best.denominator);
  if (projection.reach != Reach::kOutOfReach || !best.is_defined() || !projection.target) {
    return "The target of the year can still be met.";
  }
  return "Even if all that is not late yet finished in time, the year would end at " +
         ValueText(best, ValueUnit::kPercent) + "; the target is " +
         LevelText(*projection.target, ValueUnit::kPercent) + ".";
}

std::string SignalText(const FlowChart& chart, const WeekPoint& week, const Signal* signal) {
  const std::string what =
      CountText(week.count) + " in the week from " + DayText(week.monday) + ", ";
  const auto whole = [](double value) { return CountText(static_cast<std::int64_t>(value + 0.5)); };
  const std::string usual = "the usual is " + whole(chart.chart.mean) + ", from " +
                            whole(chart.chart.lower) + " to " + whole(chart.chart.upper) + ".";
  if (signal == nullptr) return what + "no signal; " + usual;
  return what + std::string(SignalRuleText(signal->rule)) + "; " + usual;
}

std::string BandText(const AlertRule& rule, std::int64_t count, std::int64_t before) {
  return CountText(count) + " open for " + rule.band + ", " + CountText(before) +
         " at the end of last month" + LevelClause(rule, ValueUnit::kCount);
}

std::string DataLateText(const AlertRule& rule, int days) {
  return "Nothing has been recorded for " + Counted(days, "working day", "working days") +
         LevelClause(rule, ValueUnit::kCount);
}

std::string MailRefusedText(std::int64_t count) {
  return Counted(count, "mail", "mails") + " could not be delivered within the last day.";
}

}  // namespace caseclock

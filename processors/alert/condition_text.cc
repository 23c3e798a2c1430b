#include "processors/alert/condition_text.h"

#include <algorithm>

#include "processors/alert/threshold_text.h"
#include "processors/indicator/traits.h"
#include "processors/indicator/work_noun.h"
#include "processors/judgement/sentence.h"

namespace caseclock {
namespace {

constexpr std::int64_t kThousandths = 1000;

std::string Counted(std::int64_t count, std::string_view one, std::string_view many) {
  return CountText(count) + " " + std::string(count == 1 ? one : many);
}

WorkNoun NounFor(const Indicator* indicator) {
  return indicator == nullptr ? WorkNoun{"item", "items"} : NounOf(*indicator);
}

/// "12 assessments".
std::string CountedWork(const Indicator* indicator, std::int64_t count) {
  return CountText(count) + " " + std::string(NounFor(indicator).Of(count));
}

/// "Assessments": the row in a word or two.
std::string TitleFor(const Indicator* indicator) {
  return indicator == nullptr ? "Figures" : ShortTitleOf(*indicator);
}

/// " (14.1%)", never as one of the rule's levels unless it is.
std::string ShareText(const AlertRule& rule, std::int64_t part, std::int64_t whole) {
  if (whole == 0) return "";
  const auto value = Percent(part, whole);
  const bool is_share =
      rule.condition == Condition::kShare || rule.condition == Condition::kDragShare;
  return " (" +
         (is_share ? PercentBeside(value, {rule.fire, rule.clear}) : PercentBeside(value, {})) +
         ")";
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
  return indicator != nullptr && TraitsOf(*indicator).read == Read::kOnLastDay;
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

/// "; the limit is 45 working days": the one in force.
std::string LimitClause(const Subject& subject, Date as_of) {
  if (subject.indicator == nullptr || subject.indicator->limits.empty()) return "";
  return "; the limit is " + LimitText(LimitOn(*subject.indicator, as_of));
}

/// What the numerator is, after "354 of 600 assessments".
std::string CountedText(const Indicator* indicator) {
  if (indicator == nullptr) return "";
  const std::string& counted = indicator->counted;
  return counted == "in time" || counted == "recorded in time" ? " were " + counted : " " + counted;
}

/// "2 years or more" of 729 days, as people say it; "over 12 months".
std::string TooLongText(const Limit& limit) {
  constexpr int kYear = 365;
  const int from = limit.length + 1;
  if (limit.unit != LimitUnit::kDays || from % kYear != 0) return "over " + LimitText(limit);
  return Counted(from / kYear, "year", "years") + " or more";
}

/// Of rows that count what lasted too long: a plan is not due, it lasts.
ConditionWords LongWords(const AlertRule& rule, const Subject& subject, const Row& row) {
  const std::string long_open =
      "open for " + TooLongText(LimitOn(*subject.indicator, row.current.period.last));
  return {CountedWork(subject.indicator, row.drag) + " " + long_open,
          CountText(row.drag) + " of " + CountedWork(subject.indicator, row.open) +
              (row.drag == 1 ? " has" : " have") + " been " + long_open +
              ShareText(rule, row.drag, row.open) +
              ". A week ago: " + CountText(row.drag_week_before) + "."};
}

std::string ColourName(Rag rag) {
  switch (rag) {
    case Rag::kRed: return "RED";
    case Rag::kAmber: return "AMBER";
    case Rag::kGreen: return "GREEN";
    case Rag::kNone: return "not rated";
  }
  return "";
}

ConditionWords ShareWords(const AlertRule& rule, const Subject& subject, const Row& row) {
  const std::string text = CountText(row.current.numerator) + " of " +
                           CountedWork(subject.indicator, row.current.denominator) +
                           CountedText(subject.indicator) + " " +
                           std::string(WindowPhrase(row.window));
  std::string before;
  if (row.previous.known && row.previous.denominator >= std::max<std::int64_t>(rule.minimum, 1)) {
    before = "; " + BeforeText(rule, subject.indicator,
                               ToLevel(Percent(row.previous.numerator, row.previous.denominator)));
  }
  return {text,
          text + ShareText(rule, row.current.numerator, row.current.denominator) + before + "."};
}

}  // namespace

std::string BeforeText(const AlertRule& rule, const Indicator* indicator,
                       const std::optional<Level>& before) {
  if (!before) return "";
  const std::string value = rule.condition == Condition::kShare
                                ? PercentBeside({before->thousandths, kThousandths}, {})
                                : RuleLevelText(rule, *before);
  switch (rule.condition) {
    case Condition::kShare:
    case Condition::kCount:
      return value + (IsOfStock(indicator) ? " at the end of the " : " in the ") +
             std::string(WindowNoun(rule.window)) + " before";
    case Condition::kBand: return value + " at the end of last month";
    default: return "";
  }
}

ConditionWords ColourWords(const Judgement& judgement, const Indicator* indicator) {
  std::string brief =
      TitleFor(indicator) + " rated " +
      (judgement.rag == Rag::kNone ? "no colour" : std::string(RagName(judgement.rag)));
  if (judgement.value.is_defined()) brief += ", " + ValueText(judgement.value, judgement.unit);
  return {brief, judgement.sentence + "."};
}

/// "Not rated yet: 3 have been counted this month, at least 5 are needed."
std::string NotYetText(std::int64_t counted, std::int64_t least, std::string_view when) {
  return "Not rated yet: " + CountText(counted) + (counted == 1 ? " has" : " have") +
         " been counted " + std::string(when) + ", at least " + CountText(least) + " are needed.";
}

ConditionWords UnratedWords(const Judgement& judgement, const Indicator* indicator) {
  const std::string brief = TitleFor(indicator) + ": not rated yet";
  if (judgement.unit != ValueUnit::kPercent || judgement.denominator >= kSmallDenominator) {
    return {brief, judgement.sentence.empty() ? "Not rated." : judgement.sentence + "."};
  }
  std::string text = NotYetText(judgement.denominator, kSmallDenominator, "since 1 April");
  if (judgement.last_outturn) {
    const LastOutturn& last = *judgement.last_outturn;
    text += " " + PeriodText(last.period) + " ended " + ColourName(last.rag) + ", " +
            CountText(last.numerator) + " of " + CountText(last.denominator) + ", " +
            PercentBeside(Percent(last.numerator, last.denominator), {}) + ".";
  }
  return {brief, text};
}

ConditionWords TooFewWords(const AlertRule& rule, const Subject& subject, const Row& row,
                           std::int64_t least) {
  return {TitleFor(subject.indicator) + ": not rated yet",
          NotYetText(row.current.denominator, least, WindowPhrase(rule.window))};
}

ConditionWords DragWords(const AlertRule& rule, const Subject& subject) {
  const Row empty;
  const Row& row = subject.Now() != nullptr ? *subject.Now() : empty;
  const bool may_last = subject.indicator != nullptr && !subject.indicator->limits.empty() &&
                        TraitsOf(*subject.indicator).counts_late;
  if (may_last) return LongWords(rule, subject, row);
  const std::string text = CountText(row.drag) + " of " + CountText(row.open) + " open " +
                           std::string(NounFor(subject.indicator).Of(row.open)) +
                           (row.drag == 1 ? " is" : " are") + " overdue" +
                           ShareText(rule, row.drag, row.open) +
                           LimitClause(subject, row.current.period.last) +
                           ". A week ago: " + CountText(row.drag_week_before) + ".";
  return {CountedWork(subject.indicator, row.drag) + " overdue", text};
}

ConditionWords WindowWords(const AlertRule& rule, const Subject& subject, const Row& row) {
  if (rule.condition == Condition::kShare) return ShareWords(rule, subject, row);
  std::string text = CountAsText(row.current.numerator,
                                 subject.indicator == nullptr ? "" : subject.indicator->counted);
  if (!IsOfStock(subject.indicator)) text += " " + std::string(WindowPhrase(row.window));
  const std::string before =
      row.previous.known && IsOfStock(subject.indicator)
          ? "; " + BeforeText(rule, subject.indicator, Level{row.previous.numerator * kThousandths})
          : "";
  return {text, text + before + "."};
}

ConditionWords OldestWords(const Subject& subject, Date start, int days, bool at_least) {
  const std::string ran =
      (at_least ? "at least " : "") + Counted(days, "working day", "working days");
  const std::string one(NounFor(subject.indicator).one);
  return {"1 " + one + " open for " + ran, "The oldest open " + one + " began on " +
                                               FullDayText(start) + " and has run " + ran + "."};
}

ConditionWords NothingOpenWords(const Subject& subject) {
  const std::string none = "no open " + std::string(NounFor(subject.indicator).many);
  return {none, "There are " + none + "."};
}

ConditionWords DueSoonWords(const Subject& subject, const Row& row, int reach) {
  const std::string ahead = Counted(reach, "working day", "working days");
  const std::string work = CountedWork(subject.indicator, row.due_soon);
  return {work + " due within " + ahead, work + (row.due_soon == 1 ? " falls" : " fall") +
                                             " due within " + ahead +
                                             " and will be overdue unless finished."};
}

ConditionWords ReachWords(const Projection& projection, const Indicator* indicator) {
  const auto best = Percent(projection.best.numerator, projection.best.denominator);
  if (projection.reach != Reach::kOutOfReach || !best.is_defined() || !projection.target) {
    return {TitleFor(indicator) + ": target within reach", "This year's target can still be met."};
  }
  const ExactValue target{projection.target->thousandths, kThousandths};
  return {TitleFor(indicator) + ": target out of reach",
          "Even if everything not yet overdue finished in time, the year would end at " +
              PercentBeside(best, {*projection.target}) + "; the target is " +
              PercentBeside(target, {ToLevel(best)}) + "."};
}

ConditionWords SignalWords(const FlowChart& chart, const WeekPoint& week, const Signal* signal,
                           const Indicator* indicator) {
  const std::string what =
      CountedWork(indicator, week.count) + " in the week from " + FullDayText(week.monday);
  const auto whole = [](double value) { return CountText(static_cast<std::int64_t>(value + 0.5)); };
  const std::string usual = "usually about " + whole(chart.chart.mean) + ", from " +
                            whole(chart.chart.lower) + " to " + whole(chart.chart.upper) + ".";
  if (signal == nullptr) return {what, what + ", no signal; " + usual};
  return {what, what + ", " + std::string(SignalRuleText(signal->rule)) + "; " + usual};
}

ConditionWords BandWords(const AlertRule& rule, const Indicator* indicator, std::int64_t count,
                         std::int64_t before) {
  const std::string counted = indicator == nullptr ? "open" : indicator->counted;
  const std::string open = CountAsText(count, counted) + ", " + rule.band;
  return {open, open + "; " + CountText(before) + " at the end of last month."};
}

ConditionWords DataLateWords(int days) {
  const std::string ran = Counted(days, "working day", "working days");
  return {"nothing recorded for " + ran, "Nothing has been recorded for " + ran + "."};
}

ConditionWords MailRefusedWords(std::int64_t count) {
  const std::string mails = Counted(count, "email", "emails");
  return {mails + " not delivered", mails + " could not be delivered in the last day."};
}

}  // namespace caseclock

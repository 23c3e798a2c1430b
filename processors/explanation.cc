#include "processors/explanation.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/item.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/next_review.h"
#include "processors/indicator/reading.h"
#include "processors/indicator/traits.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

std::string TeamText(const Record& record, Date day) {
  const std::string_view team = TeamOn(record, day);
  return team.empty() ? kNoTeam : std::string(team);
}

bool Within(Period period, Date day) { return period.first <= day && day <= period.last; }

std::string SpanText(Period period) {
  return FormatDate(period.first) + " to " + FormatDate(period.last);
}

std::vector<ExplainedFact> FactsOf(const Record& record) {
  std::vector<ExplainedFact> facts;
  for (const Register& reg : record.registers) {
    facts.push_back({std::string(FactName(reg.fact)), reg.value.date, reg.first_day, reg.value.code,
                     std::string(reg.value.text), std::string(reg.stamp.source),
                     std::string(reg.stamp.event_id), reg.stamp.recorded_at_us});
  }
  return facts;
}

/// An item that is neither counted nor open, in a sentence.
std::string WhyNot(const RowItem& item) {
  switch (*item.reason) {
    case NotCounted::kByConference:
      return "Not counted itself: its conference of " + FormatDate(item.stop) + " is.";
    case NotCounted::kSameDay:
      return "Not counted again: the child's conference of " + FormatDate(item.stop) + " is.";
    default: return std::string(NotCountedText(*item.reason));
  }
}

/// What is known of it but the end of its sentence: it would be counted, were its working days known.
bool IsJudged(const RowItem& item) {
  return !item.reason ||
         (*item.reason == NotCounted::kOutsideCalendar && item.counted_on != kNoDate);
}

class Explainer {
 public:
  Explainer(const Authority& authority, const Indicator& indicator, std::string_view team,
            Window window)
      : authority_(authority),
        calendar_(authority.definitions().calendar),
        indicator_(indicator),
        team_(team),
        as_of_(authority.as_of()),
        period_(WindowAt(window, authority.as_of())) {}

  std::vector<ExplainedRecord> Run() {
    const RecordStore& store = authority_.store();
    for (ChildNumber child = 0; child < store.child_count(); ++child) {
      if (store.Representative(child) != child) continue;
      store.ForEachHistory(child, as_of_, history_, [this] { ExplainChild(); });
    }
    std::sort(lines_.begin(), lines_.end(), [](const auto& a, const auto& b) {
      const auto rank = [](const ExplainedRecord& line) {
        return line.in_numerator || line.in_denominator || line.open ? 0 : 1;
      };
      return std::forward_as_tuple(rank(a), a.start, a.record, a.fact) <
             std::forward_as_tuple(rank(b), b.start, b.record, b.fact);
    });
    return std::move(lines_);
  }

  // Called by ReadAs.
  void Clocks(const RowItem& item, ExplainedRecord& line) const {
    return item.record->kind == indicator_.record ? JudgeClock(item, line)
                                                  : JudgeConference(item, line);
  }
  void Flow(const RowItem&, ExplainedRecord& line) const { JudgeFlow(line); }
  void Repeats(const RowItem& item, ExplainedRecord& line) const { JudgeRepeat(item, line); }
  void OpenRecords(const RowItem& item, ExplainedRecord& line) { JudgeStock(item, line); }
  void Delays(const RowItem& item, ExplainedRecord& line) const { JudgeRecording(item, line); }
  void LateReviews(const RowItem& item, ExplainedRecord& line) { JudgeLateReview(item, line); }

 private:
  void ExplainChild() {
    items_.resize(0);
    ReadItems(indicator_, {history_, authority_.definitions(), as_of_}, items_);
    child_counts_ = false;
    for (const RowItem& item : items_) {
      ExplainedRecord line = Line(item);
      if (IsJudged(item)) {
        ReadAs(indicator_, *this, item, line);
      } else {
        line.why = WhyNot(item);
      }
      // A counted line whose team is another is not this row's.
      if (IsTeam(line.team)) lines_.push_back(std::move(line));
    }
  }

  ExplainedRecord Line(const RowItem& item) const {
    const bool is_counted =
        item.counted_on != kNoDate && TraitsOf(indicator_).read == Read::kOverWindow;
    ExplainedRecord line;
    line.child = item.record->child;
    line.record = item.record->id;
    line.kind = item.record->kind;
    if (item.fact != Fact::kUnspecified) line.fact = FactName(item.fact);
    line.facts = FactsOf(*item.record);
    line.team = TeamText(*item.holder, is_counted ? item.counted_on : as_of_);
    line.start = item.start;
    line.stop = item.stop;
    return line;
  }

  bool IsTeam(const std::string& team) const { return team_.empty() || team == team_; }

  /// Limit, due date, and what was counted up to a day.
  void AddCount(const Limit& limit, const RowItem& item, Date until, ExplainedRecord& line) const {
    line.limit = LimitText(limit);
    line.due = DueDate(calendar_, limit, item.start).value_or(kNoDate);
    line.count = CountUntil(calendar_, limit, item.start, until);
  }

  void JudgeClock(const RowItem& item, ExplainedRecord& line) const {
    const bool stopped = item.counted_on != kNoDate;
    const Date until = stopped ? item.stop : as_of_;
    const Limit& limit = LimitOn(indicator_, until);
    line.cancelled = item.cancelled;
    AddCount(limit, item, until, line);
    if (limit.unit == LimitUnit::kWorkingDays) {
      line.holidays =
          calendar_.HolidaysBetween(item.start, stopped ? item.stop : std::max(line.due, as_of_));
    }
    if (stopped) {
      JudgeStopped(item, "Stopped on " + FormatDate(item.stop) + " at " + CountText(line), "late",
                   line);
    } else if (item.cancelled != kNoDate) {
      line.why = "Not counted: cancelled on " + FormatDate(item.cancelled) + ".";
    } else {
      JudgeOpen(item, limit, line);
    }
  }

  void JudgeConference(const RowItem& item, ExplainedRecord& line) const {
    std::string what = "Held on " + FormatDate(item.stop);
    if (item.evidence != nullptr) {
      const Limit& limit = LimitOn(indicator_, item.stop);
      AddCount(limit, item, item.stop, line);
      if (limit.unit == LimitUnit::kWorkingDays) {
        line.holidays = calendar_.HolidaysBetween(item.start, item.stop);
      }
      what += " at " + CountText(line) + " from the strategy discussion of " +
              std::string(item.evidence->id);
      AddFacts(*item.evidence, line);
    } else {
      what += ", linked to no section 47 enquiry";
    }
    JudgeStopped(item, what, "not in time", line);
  }

  std::string CountText(const ExplainedRecord& line) const {
    return (line.count ? std::to_string(*line.count) : std::string("an unknown number")) + " of " +
           line.limit;
  }

  void JudgeStopped(const RowItem& item, const std::string& what, const char* late,
                    ExplainedRecord& line) const {
    if (item.reason) {
      line.why = NotCountedText(*item.reason);
      return;
    }
    const bool in_time = TraitsOf(indicator_).counts_late != item.in_numerator;
    const std::string verdict = in_time ? "in time" : late;
    if (!Within(period_, item.counted_on)) {
      line.why = what + ", " + verdict + "; not counted here: outside " + SpanText(period_) + ".";
      return;
    }
    line.in_denominator = true;
    line.in_numerator = item.in_numerator;
    line.why = what + ": " + verdict + ".";
  }

  void JudgeOpen(const RowItem& item, const Limit& limit, ExplainedRecord& line) const {
    line.open = true;
    const auto late_from = LateFrom(calendar_, limit, item.start);
    line.drag = late_from && *late_from <= as_of_;
    const auto horizon = calendar_.Nth(as_of_, authority_.definitions().due_soon_working_days);
    line.due_soon = as_of_ <= line.due && line.due <= horizon.value_or(calendar_.last());
    const std::string count = "Open at " + CountText(line);
    if (line.drag) {
      line.why = count + ": over its limit since " + FormatDate(*late_from) + " (drag).";
    } else if (line.due_soon) {
      line.why = count + ": due soon.";
    } else {
      line.why = count + ".";
    }
    if (ProjectionNoteOf(indicator_).empty()) return;
    line.why += item.in_projection
                    ? " A conference is booked or decided: it is in the projection."
                    : " No conference is booked or decided: it is not in the projection.";
  }

  void JudgeFlow(ExplainedRecord& line) const {
    line.in_numerator = Within(period_, line.start);
    line.why = line.in_numerator ? "Counted: it is dated in the window."
                                 : "Not counted here: dated outside " + SpanText(period_) + ".";
  }

  void JudgeRepeat(const RowItem& item, ExplainedRecord& line) const {
    line.in_denominator = Within(period_, line.start);
    line.in_numerator = line.in_denominator && item.in_numerator;
    line.why = RepeatText(item);
    if (!line.in_denominator) line.why += " Not counted here: outside " + SpanText(period_) + ".";
  }

  /// Example: "The child's previous referral was on 2024-02-29, within 12 months: a re-referral."
  std::string RepeatText(const RowItem& item) const {
    const std::string kind(RowOf(item.record->kind).noun.one);
    if (item.previous == kNoDate) return "The child's first " + kind + " here: no repeat.";
    const std::string previous =
        "The child's previous " + kind + " was on " + FormatDate(item.previous);
    const std::string limit = LimitText(LimitOn(indicator_, item.start));
    const bool is_referral = item.record->kind == RecordKind::kReferral;
    const std::string repeats = is_referral ? "a re-referral" : "a repeat";
    return item.in_numerator ? previous + ", within " + limit + ": " + repeats + "."
                             : previous + ", more than " + limit + " before: no repeat.";
  }

  void JudgeStock(const RowItem& item, ExplainedRecord& line) {
    const bool is_open = item.IsOpenOn(as_of_) && IsTeam(line.team);
    line.open = line.in_numerator = is_open && !child_counts_;
    child_counts_ |= is_open;
    line.why = line.open ? "Open: the child counts."
               : is_open ? "Open, and the child counts already."
                         : "Not counted: ended on " + FormatDate(item.stop) + ".";
  }

  void JudgeLateReview(const RowItem& item, ExplainedRecord& line) {
    const Record* next = NextReview(*item.record, history_, as_of_);
    line.due = DueOn(indicator_, item, calendar_, as_of_).value_or(kNoDate);
    line.why = LateReviewText(item, next);
    if (item.IsOpenOn(as_of_) && IsTeam(line.team)) {
      line.open = line.in_numerator = !child_counts_;
      if (child_counts_) line.why += " The child counts already.";
      child_counts_ = true;
    }
    if (next != nullptr) AddFacts(*next, line);
  }

  /// What decides stands with the facts of the record.
  static void AddFacts(const Record& evidence, ExplainedRecord& line) {
    for (ExplainedFact& fact : FactsOf(evidence)) line.facts.push_back(std::move(fact));
  }

  /// Example: "Open for 20 months; the next conference, on 2024-05-20, falls after the 24-month line of 2024-05-02."
  std::string LateReviewText(const RowItem& item, const Record* next) const {
    const Date line = LineOf(indicator_, item.start);
    const Date near = item.start + indicator_.near_line_from_days;
    const std::string line_text = MonthsText(indicator_.line_days, "-month") + " line";
    const std::string open = "Open for " + MonthsText(as_of_ - item.start, " months");
    if (item.counted_on != kNoDate) {
      return "Not counted: ended on " + FormatDate(item.stop) + ".";
    }
    if (as_of_ >= line) return open + ": beyond the " + line_text + " of " + FormatDate(line) + ".";
    if (as_of_ < near) return open + ": near the " + line_text + " from " + FormatDate(near) + ".";
    if (next == nullptr) return open + ": no next conference is booked.";
    const Date booked = DateOf(*next, Fact::kReviewScheduled);
    return open + "; the next conference, on " + FormatDate(booked) + ", falls " +
           (booked < line    ? "before"
            : booked == line ? "on"
                             : "after") +
           " the " + line_text + " of " + FormatDate(line) + ".";
  }

  /// Whole months of which 24 are two years of 730 days: as the bands of ages count them.
  static std::string MonthsText(int days, const char* unit) {
    constexpr int kMonths = 24, kDays = 730;
    return std::to_string(days * kMonths / kDays) + unit;
  }

  void JudgeRecording(const RowItem& item, ExplainedRecord& line) const {
    line.count = item.delay;
    const Limit& limit = LimitOn(indicator_, item.stop);
    line.limit = LimitText(limit);
    line.due = calendar_.Nth(item.start, limit.length).value_or(kNoDate);
    if (item.reason) {
      line.why = "Not counted: outside the years whose working days are known.";
      return;
    }
    line.in_denominator = Within(period_, item.stop);
    line.in_numerator = line.in_denominator && item.in_numerator;
    line.why = "First recorded " + FormatDate(item.stop) + ", " + CountText(line) +
               " after it happened" + (item.in_numerator ? "." : ": late.");
    if (!line.in_denominator) line.why += " Not counted here: outside " + SpanText(period_) + ".";
  }

  const Authority& authority_;
  const WorkingDays& calendar_;
  const Indicator& indicator_;
  std::string_view team_;
  Date as_of_;
  Period period_;
  History history_;
  Items items_;
  bool child_counts_ = false;  // of stocks: the child that is explained is counted already
  std::vector<ExplainedRecord> lines_;
};

}  // namespace

std::optional<Explanation> Explain(const Authority& authority, std::string_view indicator,
                                   std::string_view team, Window window) {
  const Indicator* definition = authority.definitions().catalogue.Find(indicator);
  if (definition == nullptr) return std::nullopt;
  Explanation explanation;
  explanation.indicator = *definition;
  explanation.row.indicator = indicator;
  explanation.row.team = team;
  explanation.row.window = window;
  explanation.row.current.period = WindowAt(window, authority.as_of());
  explanation.row.previous_year.period = PreviousYear(window, authority.as_of());
  for (const Row& row : authority.MakeView().rows) {
    if (row.indicator == indicator && row.team == team && row.window == window) {
      explanation.row = row;
    }
  }
  explanation.records = Explainer(authority, *definition, team, window).Run();
  return explanation;
}

}  // namespace caseclock

#include "processors/explanation.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/clock.h"
#include "processors/indicator/conference.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/next_review.h"
#include "processors/indicator/repeat.h"
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

 private:
  void ExplainChild() {
    switch (indicator_.kind) {
      case IndicatorKind::kTimeliness:
      case IndicatorKind::kOverLimit:
        if (indicator_.clock_stop == ClockStop::kConference) return ExplainConferences();
        return ForEachClock([this](const Record& record, const Clock& clock,
                                   ExplainedRecord& line) { ExplainClock(record, clock, line); });
      case IndicatorKind::kFlow:
        return ForEachClock([this](const Record& record, const Clock&, ExplainedRecord& line) {
          ExplainFlow(record, line);
        });
      case IndicatorKind::kRepeatShare: return ExplainRepeats();
      case IndicatorKind::kStock: return ExplainStock();
      case IndicatorKind::kEntryDelay: return ExplainDelays();
      case IndicatorKind::kLateReview: return ExplainLateReviews();
    }
  }

  template <typename Each>
  void ForEachRecord(Each each) {
    for (const Record& record : history_.records) {
      if (record.kind == indicator_.record) each(record);
    }
  }

  ExplainedRecord Line(const Record& record) const {
    ExplainedRecord line;
    line.child = record.child;
    line.record = record.id;
    line.kind = record.kind;
    line.facts = FactsOf(record);
    line.team = TeamText(record, as_of_);
    return line;
  }

  bool IsTeam(const std::string& team) const { return team_.empty() || team == team_; }

  /// Keeps a line that belongs to the team asked for. A counted line whose team is another is not this row's.
  void Keep(ExplainedRecord line) {
    if (IsTeam(line.team)) lines_.push_back(std::move(line));
  }

  void KeepWithoutClock(ExplainedRecord line, const Record& record, NoClock reason) {
    if (reason == NoClock::kOtherRecord && !record.registers.empty()) return;
    line.why = record.registers.empty()
                   ? "Not counted: it was withdrawn, or its source no longer lists it."
                   : "Not counted: " + std::string(NoClockText(reason)) + ".";
    Keep(std::move(line));
  }

  /// Calls `each` with (record, clock, line) for the records that have a clock and keeps the line as it leaves it; of
  /// the others the line says why they have none.
  template <typename Each>
  void ForEachClock(Each each) {
    ForEachRecord([&](const Record& record) {
      const ClockReading reading = ReadClock(indicator_, record, history_, calendar_);
      ExplainedRecord line = Line(record);
      if (const auto* reason = std::get_if<NoClock>(&reading)) {
        return KeepWithoutClock(std::move(line), record, *reason);
      }
      const Clock& clock = std::get<Clock>(reading);
      line.start = clock.start;
      line.stop = clock.stop;
      each(record, clock, line);
      Keep(std::move(line));
    });
  }

  void ExplainClock(const Record& record, const Clock& clock, ExplainedRecord& line) const {
    const bool stopped = clock.CountsAsStopped();
    const Date until = stopped ? clock.stop : as_of_;
    const Limit& limit = LimitOn(indicator_, until);
    if (stopped) line.team = TeamText(record, clock.stop);
    line.cancelled = clock.cancelled;
    line.limit = LimitText(limit);
    line.due = DueDate(calendar_, limit, clock.start).value_or(kNoDate);
    line.count = CountUntil(calendar_, limit, clock.start, until);
    if (limit.unit == LimitUnit::kWorkingDays) {
      line.holidays =
          calendar_.HolidaysBetween(clock.start, stopped ? clock.stop : std::max(line.due, as_of_));
    }
    if (stopped) {
      JudgeStopped(clock, limit, line);
    } else if (clock.is_cancelled()) {
      line.why = "Not counted: cancelled on " + FormatDate(clock.cancelled) + ".";
    } else {
      JudgeOpen(clock, limit, line);
    }
  }

  /// What is open, of the enquiries; what was counted, of the conferences.
  void ExplainConferences() {
    ForEachClock([this](const Record& record, const Clock& clock, ExplainedRecord& line) {
      if (clock.is_stopped()) {
        line.why = "Not counted itself: its conference of " + FormatDate(clock.stop) + " is.";
        return;
      }
      ExplainClock(record, clock, line);
      if (!line.open) return;
      line.why += HasBookedConference(record, history_)
                      ? " A conference is booked or decided: it is in the projection."
                      : " No conference is booked or decided: it is not in the projection.";
    });
    conferences_.clear();
    ReadConferences(history_, conferences_);
    for (const Record& record : history_.records) {
      if (record.kind == RecordKind::kConference) ExplainConference(record);
    }
  }

  void ExplainConference(const Record& record) {
    if (record.registers.empty()) {
      return KeepWithoutClock(Line(record), record, NoClock::kOtherRecord);
    }
    const Date held = DateOf(record, Fact::kConferenceHeld);
    if (!IsInitialConference(record) || held == kNoDate) return;
    const auto counted = std::find_if(conferences_.begin(), conferences_.end(),
                                      [held](const auto& one) { return one.held == held; });
    ExplainedRecord line = Line(record);
    line.stop = held;
    line.team = TeamText(counted->holder(), held);
    if (counted->conference == &record) {
      JudgeConference(*counted, line);
    } else {
      line.why = "Not counted again: the child's conference of " + FormatDate(held) + " is.";
    }
    Keep(std::move(line));
  }

  void JudgeConference(const CountedConference& counted, ExplainedRecord& line) const {
    line.start = counted.start;
    line.why = "Held on " + FormatDate(counted.held);
    if (counted.enquiry != nullptr) {
      const Limit& limit = LimitOn(indicator_, counted.held);
      line.limit = LimitText(limit);
      line.due = DueDate(calendar_, limit, counted.start).value_or(kNoDate);
      line.count = CountUntil(calendar_, limit, counted.start, counted.held);
      if (limit.unit == LimitUnit::kWorkingDays) {
        line.holidays = calendar_.HolidaysBetween(counted.start, counted.held);
      }
      line.why += " at " + CountText(line) + " from the strategy discussion of " +
                  std::string(counted.enquiry->id);
      AddFacts(*counted.enquiry, line);
    } else {
      line.why += ", linked to no section 47 enquiry";
    }
    const auto in_time = InTimeOf(indicator_, counted, history_, calendar_);
    if (!in_time) {
      line.why = "Not counted: " + std::string(NoClockText(NoClock::kOutsideCalendar)) + ".";
      return;
    }
    const std::string verdict = *in_time ? "in time" : "not in time";
    if (!Within(period_, counted.held)) {
      line.why += ", " + verdict + "; not counted here: outside " + SpanText(period_) + ".";
      return;
    }
    line.in_denominator = true;
    line.in_numerator = (indicator_.kind == IndicatorKind::kTimeliness) == *in_time;
    line.why += ": " + verdict + ".";
  }

  std::string CountText(const ExplainedRecord& line) const {
    return (line.count ? std::to_string(*line.count) : std::string("an unknown number")) + " of " +
           line.limit;
  }

  void JudgeStopped(const Clock& clock, const Limit& limit, ExplainedRecord& line) const {
    const auto in_time = InTime(calendar_, limit, clock.start, clock.stop);
    if (!in_time) {
      line.why = "Not counted: " + std::string(NoClockText(NoClock::kOutsideCalendar)) + ".";
      return;
    }
    const std::string verdict = *in_time ? "in time" : "late";
    const std::string stop = "Stopped on " + FormatDate(clock.stop) + " at " + CountText(line);
    if (!Within(period_, clock.stop)) {
      line.why = stop + ", " + verdict + "; not counted here: outside " + SpanText(period_) + ".";
      return;
    }
    line.in_denominator = true;
    line.in_numerator = (indicator_.kind == IndicatorKind::kTimeliness) == *in_time;
    line.why = stop + ": " + verdict + ".";
  }

  void JudgeOpen(const Clock& clock, const Limit& limit, ExplainedRecord& line) const {
    line.open = true;
    const auto late_from = LateFrom(calendar_, limit, clock.start);
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
  }

  void ExplainFlow(const Record& record, ExplainedRecord& line) const {
    line.team = TeamText(record, line.start);
    line.in_numerator = Within(period_, line.start);
    line.why = line.in_numerator ? "Counted: it is dated in the window."
                                 : "Not counted here: dated outside " + SpanText(period_) + ".";
  }

  void ExplainRepeats() {
    repeats_.clear();
    ReadRepeats(indicator_, history_, calendar_, repeats_);
    for (const Repeat& repeat : repeats_) {
      ExplainedRecord line = Line(*repeat.record);
      line.start = repeat.start;
      line.team = TeamText(*repeat.record, line.start);
      line.in_denominator = Within(period_, line.start);
      line.in_numerator = line.in_denominator && repeat.is_repeat;
      line.why = RepeatText(repeat);
      if (!line.in_denominator) line.why += " Not counted here: outside " + SpanText(period_) + ".";
      Keep(std::move(line));
    }
    ForEachRecord([this](const Record& record) {
      const ClockReading reading = ReadClock(indicator_, record, history_, calendar_);
      if (const auto* reason = std::get_if<NoClock>(&reading)) {
        KeepWithoutClock(Line(record), record, *reason);
      }
    });
  }

  /// Example: "The child's previous referral was on 2024-02-29, within 12 months: a re-referral."
  std::string RepeatText(const Repeat& repeat) const {
    const std::string kind(RowOf(repeat.record->kind).noun.one);
    if (repeat.previous_start == kNoDate) return "The child's first " + kind + " here: no repeat.";
    const std::string previous =
        "The child's previous " + kind + " was on " + FormatDate(repeat.previous_start);
    const std::string limit = LimitText(LimitOn(indicator_, repeat.start));
    const bool is_referral = repeat.record->kind == RecordKind::kReferral;
    const std::string repeats = is_referral ? "a re-referral" : "a repeat";
    return repeat.is_repeat ? previous + ", within " + limit + ": " + repeats + "."
                            : previous + ", more than " + limit + " before: no repeat.";
  }

  void ExplainStock() {
    bool counted = false;
    ForEachClock([&](const Record&, const Clock& clock, ExplainedRecord& line) {
      const bool is_open = clock.OpenUntil() == Date::Max() && IsTeam(line.team);
      line.open = line.in_numerator = is_open && !counted;
      counted |= is_open;
      line.why = line.open ? "Open: the child counts."
                 : is_open ? "Open, and the child counts already."
                           : "Not counted: ended on " + FormatDate(clock.stop) + ".";
    });
  }

  void ExplainLateReviews() {
    bool counted = false;
    ForEachClock([&](const Record& record, const Clock& clock, ExplainedRecord& line) {
      const Record* next = NextReview(record, history_, as_of_);
      line.due = LineOf(indicator_, clock) - 1;
      line.why = LateReviewText(clock, next);
      const DaySpan days = DaysWithLateReview(indicator_, record, clock, history_);
      if (days.begin <= as_of_ && as_of_ < days.end && IsTeam(line.team)) {
        line.open = line.in_numerator = !counted;
        if (counted) line.why += " The child counts already.";
        counted = true;
      }
      if (next != nullptr) AddFacts(*next, line);
    });
  }

  /// The review that decides stands with the facts of the record.
  static void AddFacts(const Record& review, ExplainedRecord& line) {
    for (ExplainedFact& fact : FactsOf(review)) line.facts.push_back(std::move(fact));
  }

  /// Example: "Open for 20 months; the next conference, on 2024-05-20, falls after the 24-month line of 2024-05-02."
  std::string LateReviewText(const Clock& clock, const Record* next) const {
    const Date line = LineOf(indicator_, clock);
    const Date near = clock.start + indicator_.near_line_from_days;
    const std::string line_text = MonthsText(indicator_.line_days, "-month") + " line";
    const std::string open = "Open for " + MonthsText(as_of_ - clock.start, " months");
    if (clock.OpenUntil() != Date::Max()) {
      return "Not counted: ended on " + FormatDate(clock.stop) + ".";
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

  void ExplainDelays() {
    for (const Record& record : history_.records) {
      for (const Register& reg : record.registers) {
        if (!record.has_child || !IsOccurrence(reg.fact) || reg.value.date == kNoDate) continue;
        ExplainDelay(record, reg);
      }
    }
  }

  void ExplainDelay(const Record& record, const Register& reg) {
    ExplainedRecord line = Line(record);
    line.fact = FactName(reg.fact);
    line.start = reg.value.date;
    if (reg.first_recorded_on == kNoDate) {
      line.why = "Not counted: known only from exports that do not say when it was recorded.";
      return Keep(std::move(line));
    }
    if (reg.first_recorded_on > as_of_) return;
    line.stop = reg.first_recorded_on;
    line.team = TeamText(record, line.stop);
    line.count = calendar_.Count(line.start, line.stop);
    const Limit& limit = LimitOn(indicator_, line.stop);
    line.limit = LimitText(limit);
    line.due = calendar_.Nth(line.start, limit.length).value_or(kNoDate);
    if (!line.count) {
      line.why = "Not counted: outside the years whose working days are known.";
    } else {
      line.in_denominator = Within(period_, line.stop);
      line.in_numerator = line.in_denominator && *line.count <= limit.length;
      line.why = "First recorded " + FormatDate(line.stop) + ", " + CountText(line) +
                 " after it happened" + (*line.count <= limit.length ? "." : ": late.");
      if (!line.in_denominator) line.why += " Not counted here: outside " + SpanText(period_) + ".";
    }
    Keep(std::move(line));
  }

  const Authority& authority_;
  const WorkingDays& calendar_;
  const Indicator& indicator_;
  std::string_view team_;
  Date as_of_;
  Period period_;
  History history_;
  std::vector<Repeat> repeats_;
  std::vector<CountedConference> conferences_;
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

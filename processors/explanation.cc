#include "processors/explanation.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/item_line.h"
#include "processors/indicator/row_text.h"
#include "processors/indicator/traits.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

std::string TeamText(const Record& record, Date day) {
  const std::string_view team = TeamOn(record, day);
  return team.empty() ? kNoTeam : std::string(team);
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
std::string WhyNot(const Indicator& row, const RowItem& item) {
  switch (*item.reason) {
    case NotCounted::kByAnother:
      return "Not counted itself: its " + AnswerNounOf(row) + " of " + FormatDate(item.stop) +
             " is.";
    case NotCounted::kSameDay:
      return "Not counted again: the child's " + AnswerNounOf(row) + " of " +
             FormatDate(item.stop) + " is.";
    case NotCounted::kNotLinked:
      return "Not counted: it is linked to no " + StartingNounOf(row) + " of the same child.";
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
        indicator_(indicator),
        traits_(TraitsOf(indicator)),
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
    items_.resize(0);
    const RowSubject subject{history_, authority_.definitions(), as_of_};
    ReadItems(indicator_, subject, items_);
    child_counts_ = false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (IsOtherPart(i)) continue;
      const RowItem& item = items_[i];
      ExplainedRecord line = Line(item);
      if (IsJudged(item)) {
        Tell({indicator_, subject, period_}, item, line);
      } else {
        line.why = WhyNot(indicator_, item);
      }
      // A counted line whose team is another is not this row's.
      if (IsTeam(line.team)) lines_.push_back(std::move(line));
    }
  }

  /// A record that counts on several spans has an item for each: one line is enough, of the one on which it is open or
  /// else of the last.
  bool IsOtherPart(std::size_t place) const {
    if (!traits_.distinct_children || items_[place].IsOpenOn(as_of_)) return false;
    const Record* record = items_[place].record;
    const bool is_last = place + 1 == items_.size() || items_[place + 1].record != record;
    return !is_last || std::ranges::any_of(items_, [&](const RowItem& other) {
      return other.record == record && other.IsOpenOn(as_of_);
    });
  }

  void Tell(const RowQuestion& question, const RowItem& item, ExplainedRecord& line) {
    TellWhy(question, item, line);
    if (line.evidence != nullptr) AddFacts(*line.evidence, line);
    line.evidence = nullptr;  // the history is another for the next child
    if (traits_.distinct_children) CountChild(line);
  }

  /// Of several open records of a team one counts the child.
  void CountChild(ExplainedRecord& line) {
    const bool is_open = line.open && IsTeam(line.team);
    line.open = line.in_numerator = is_open && !child_counts_;
    if (is_open && child_counts_) {
      line.why = traits_.has_ages ? "Open, and the child counts already."
                                  : line.why + " The child counts already.";
    }
    child_counts_ |= is_open;
  }

  ExplainedRecord Line(const RowItem& item) const {
    const bool is_counted = item.counted_on != kNoDate && traits_.read == Read::kOverWindow;
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

  /// What decides stands with the facts of the record.
  static void AddFacts(const Record& evidence, ExplainedRecord& line) {
    for (ExplainedFact& fact : FactsOf(evidence)) line.facts.push_back(std::move(fact));
  }

  const Authority& authority_;
  const Indicator& indicator_;
  const Traits& traits_;
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

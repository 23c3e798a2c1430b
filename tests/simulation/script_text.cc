// What people read when engine and model disagree.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <sstream>
#include <tuple>

#include "processors/record/fact_table.h"
#include "tests/simulation/script.h"

namespace caseclock::simulation {
namespace {

constexpr std::size_t kMostLines = 40;  // of differences; the first few tell the story

std::string Text(Date date) {
  if (date == Date::Min() || date == Date::Max()) return "*";
  return FormatDate(date);
}

std::string Text(std::int64_t number) { return std::to_string(number); }

std::string Text(int number) { return std::to_string(number); }

std::string Text(double number) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.12g", number);
  return text.data();
}

template <typename T>
std::string Text(const std::optional<T>& value) {
  return value ? Text(*value) : "none";
}

template <typename T>
bool Same(const T& a, const T& b) {
  return a == b;
}

bool Same(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::abs(*a - *b) <= 1e-9 * (1 + std::abs(*b));
}

/// Compares one row's figures and writes down what differs.
class RowDifferences {
 public:
  RowDifferences(const Row& engine, const Row& model, std::vector<std::string>& lines)
      : lines_(lines) {
    where_ = model.indicator + " team " + (model.team.empty() ? "*" : model.team) + " " +
             WindowNameOf(model.window);
    CompareFigures("current", engine.current, model.current);
    CompareFigures("previous", engine.previous, model.previous);
    CompareFigures("previous year", engine.previous_year, model.previous_year);
    Compare("open", engine.open, model.open);
    Compare("drag", engine.drag, model.drag);
    Compare("due_soon", engine.due_soon, model.due_soon);
    Compare("oldest_open_start", engine.oldest_open_start, model.oldest_open_start);
    Compare("open_from_earlier_years", engine.open_from_earlier_years,
            model.open_from_earlier_years);
    Compare("per_10000", engine.per_10000, model.per_10000);
    Compare("per_10000_annualised", engine.per_10000_annualised, model.per_10000_annualised);
    Compare("median_days", engine.median_days, model.median_days);
    Compare("percentile_90_days", engine.percentile_90_days, model.percentile_90_days);
  }

 private:
  static const char* WindowNameOf(Window window) {
    static constexpr std::array kNames = {"week", "month",       "quarter",
                                          "year", "rolling_12m", "years_3"};
    return kNames[static_cast<std::size_t>(window)];
  }

  void CompareFigures(const std::string& when, const PeriodFigures& engine,
                      const PeriodFigures& model) {
    const std::string span = Text(model.period.first) + ".." + Text(model.period.last);
    Compare(when + " period's first day", engine.period.first, model.period.first);
    Compare(when + " period's last day", engine.period.last, model.period.last);
    Compare(when + " (" + span + ") known", engine.known ? 1 : 0, model.known ? 1 : 0);
    Compare(when + " (" + span + ") numerator", engine.numerator, model.numerator);
    Compare(when + " (" + span + ") denominator", engine.denominator, model.denominator);
  }

  template <typename T>
  void Compare(const std::string& what, const T& engine, const T& model) {
    if (Same(engine, model)) return;
    lines_.push_back(where_ + ": " + what + " engine " + Text(engine) + ", model " + Text(model));
  }

  std::string where_;
  std::vector<std::string>& lines_;
};

using RowKey = std::tuple<std::string, std::string, Window>;

RowKey KeyOf(const Row& row) { return {row.indicator, row.team, row.window}; }

/// The row of a team that has none: the same periods, nothing counted.
Row ZeroLike(const Row& row) {
  Row zero;
  zero.indicator = row.indicator;
  zero.team = row.team;
  zero.window = row.window;
  zero.current.period = row.current.period;
  zero.previous.period = row.previous.period;
  zero.previous.known = row.previous.known;
  zero.previous_year.period = row.previous_year.period;
  zero.previous_year.known = row.previous_year.known;
  return zero;
}

std::string Describe(const FactAssertion& fact) {
  std::string text(FactName(fact.fact));
  if (fact.first_day != kNoDate) text += " from " + Text(fact.first_day);
  if (fact.value.date != kNoDate) text += " " + Text(fact.value.date);
  if (fact.value.code != 0) text += " code " + std::to_string(fact.value.code);
  if (!fact.value.text.empty())
    text += " '" + fact.value.text.substr(0, fact.value.text.find('\x1f')) + "'";
  return text;
}

std::string Describe(const Scope& scope) {
  return std::string(RecordKindName(scope.kind)) + " " + Text(scope.first) + ".." +
         Text(scope.last) + (scope.open ? " and open" : "");
}

struct DescribeAction {
  std::string operator()(const Assert& action) const {
    std::string text = "says";
    for (const FactAssertion& fact : action.facts) text += " " + Describe(fact) + ",";
    return text;
  }
  std::string operator()(const Clear& action) const {
    return "clears " + Describe(FactAssertion{action.fact, action.first_day, {}});
  }
  std::string operator()(const Withdraw&) const { return "withdraws the record"; }
  std::string operator()(const Move& action) const { return "moves to " + action.to_child; }
  std::string operator()(const CompleteBatch& action) const {
    std::string text = "completes, scopes:";
    for (const Scope& scope : action.scopes) text += " " + Describe(scope) + ",";
    return text;
  }
};

std::string Describe(const Stamp& stamp) {
  constexpr std::int64_t kDay = 86'400'000'000;
  const auto seconds = stamp.recorded_at_us % kDay / 1'000'000;
  std::array<char, 24> clock;
  std::snprintf(clock.data(), clock.size(), "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return Text(Date{static_cast<std::int32_t>(stamp.recorded_at_us / kDay)}) + " " + clock.data() +
         " " + stamp.source + " #" + std::to_string(stamp.sequence) + " " + stamp.event_id;
}

std::string Describe(const Step& step) {
  switch (step.does) {
    case Step::kApply: return "apply    " + simulation::Describe(step.event);
    case Step::kAdvance: return "advance  " + Text(step.day);
    case Step::kRestart: return "restart";
    case Step::kBeginCatchUp: return "begin catch-up";
    case Step::kEndCatchUp: return "end catch-up";
    case Step::kCompare: return "compare";
  }
  return "";
}

}  // namespace

std::string Describe(const CaseEvent& event) {
  std::string text = "[" + Describe(event.stamp) + "] ";
  if (event.kind != RecordKind::kUnspecified)
    text += std::string(RecordKindName(event.kind)) + " " + event.record;
  if (!event.child.empty()) text += " of " + event.child;
  text += ": " + std::visit(DescribeAction{}, event.action);
  if (!event.batch_id.empty()) text += " (" + event.batch_id + ")";
  text +=
      event.recorded_on ? " recorded on " + Text(*event.recorded_on) : " without a recorded day";
  return text;
}

std::vector<std::string> Differences(const std::vector<Row>& engine,
                                     const std::vector<Row>& model) {
  std::map<RowKey, std::pair<const Row*, const Row*>> rows;
  for (const Row& row : model) rows[KeyOf(row)].second = &row;
  const auto& known = SlowIndicators();
  for (const Row& row : engine) {
    if (std::find(known.begin(), known.end(), row.indicator) != known.end())
      rows[KeyOf(row)].first = &row;
  }
  std::vector<std::string> lines;
  for (const auto& [key, pair] : rows) {
    const auto& [of_engine, of_model] = pair;
    if (of_engine != nullptr && of_model != nullptr && *of_engine == *of_model) continue;
    RowDifferences(of_engine != nullptr ? *of_engine : ZeroLike(*of_model),
                   of_model != nullptr ? *of_model : ZeroLike(*of_engine), lines);
  }
  return lines;
}

std::vector<std::string> Differences(const std::vector<MonthPoint>& engine,
                                     const std::vector<MonthPoint>& model) {
  std::map<std::pair<std::string, Date>, std::pair<MonthPoint, MonthPoint>> months;
  for (const MonthPoint& month : model) months[{month.indicator, month.month}].second = month;
  const auto& known = SlowIndicators();
  for (const MonthPoint& month : engine) {
    if (std::find(known.begin(), known.end(), month.indicator) == known.end()) continue;
    months[{month.indicator, month.month}].first = month;
  }
  std::vector<std::string> lines;
  for (const auto& [key, pair] : months) {
    const auto& [of_engine, of_model] = pair;
    const auto compare = [&](const char* what, std::int64_t a, std::int64_t b) {
      if (a == b) return;
      lines.push_back(key.first + " month " + Text(key.second) + ": " + what + " engine " +
                      Text(a) + ", model " + Text(b));
    };
    const auto points = [](const MonthPoint& month) { return month.indicator.empty() ? 0 : 1; };
    compare("points", points(of_engine), points(of_model));
    compare("numerator", of_engine.numerator, of_model.numerator);
    compare("denominator", of_engine.denominator, of_model.denominator);
    compare("open_at_end", of_engine.open_at_end, of_model.open_at_end);
    compare("drag_at_end", of_engine.drag_at_end, of_model.drag_at_end);
  }
  return lines;
}

std::string Report(std::uint64_t seed, const std::string& program, const Script& script,
                   const SlowSettings& settings, const Mismatch& mismatch) {
  std::ostringstream text;
  text << "seed " << seed << ": engine and model disagree as of " << Text(mismatch.day) << "\n"
       << "replay: CASECLOCK_SEED=" << seed << " build/release/tests/simulation/" << program
       << "\n";
  for (const Date day : settings.closures) text << "closure day " << Text(day) << "\n";
  for (const auto& [indicator, limits] : settings.limits) {
    text << "limit of " << indicator << ":";
    for (const SlowLimit& limit : limits) {
      static constexpr std::array kUnits = {" working days", " days", " months"};
      text << " " << limit.length << kUnits[static_cast<std::size_t>(limit.unit)] << " from "
           << Text(limit.from) << ";";
    }
    text << "\n";
  }
  text << "begins   " << Text(script.begins_on) << "\n";
  for (const Step& step : script.steps) text << Describe(step) << "\n";
  for (std::size_t i = 0; i < mismatch.lines.size() && i < kMostLines; ++i) {
    text << "  " << mismatch.lines[i] << "\n";
  }
  if (mismatch.lines.size() > kMostLines)
    text << "  and " << mismatch.lines.size() - kMostLines << " more\n";
  return text.str();
}

}  // namespace caseclock::simulation

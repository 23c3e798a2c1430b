#include "daemon/mail/weekly_lines.h"

#include <algorithm>

#include "daemon/report/figure_text.h"
#include "fmt/format.h"
#include "processors/indicator/traits.h"
#include "processors/judgement/sentence.h"

namespace caseclock {
namespace {

std::string ValueOf(const Judgement& judged) {
  if (judged.unit != ValueUnit::kPercent) {
    const std::string count = GroupedText(judged.numerator);
    const bool has_rate = judged.value.is_defined() && judged.unit != ValueUnit::kCount;
    return has_rate ? fmt::format("{}, {}", count, ValueText(judged.value, judged.unit)) : count;
  }
  const std::string counts =
      fmt::format("{} of {}", GroupedText(judged.numerator), GroupedText(judged.denominator));
  if (!judged.value.is_defined()) return counts;
  return fmt::format("{}, {}", ValueText(judged.value, judged.unit), counts);
}

std::string TargetOf(const Judgement& judged) {
  if (!judged.target) return "";
  const std::string low = LevelText(judged.target->low, judged.unit);
  if (judged.target->low == judged.target->high) return low;
  return fmt::format("{} to {}", low, LevelText(judged.target->high, judged.unit));
}

std::string RagWords(Rag rag) {
  switch (rag) {
    case Rag::kRed: return "RED";
    case Rag::kAmber: return "AMBER";
    case Rag::kGreen: return "GREEN";
    case Rag::kNone: return "not rated";
  }
  return "";
}

/// "24 of 310 open are overdue", under a title that names what; plans are not due, they last: "3 of 310 open are over
/// the limit". One line of a telephone.
std::string DragOf(const AuthorityView& view, const Judgement& judged, const Indicator& indicator) {
  const auto row = std::find_if(view.rows.begin(), view.rows.end(), [&](const Row& one) {
    return one.indicator == judged.indicator && one.team == judged.team &&
           one.window == Window::kYear;
  });
  const bool has_clocks = judged.projection.has_value();
  if (row == view.rows.end() || !has_clocks) return "";
  return fmt::format("{} of {} open {} {}", GroupedText(row->drag), GroupedText(row->open),
                     row->drag == 1 ? "is" : "are",
                     TraitsOf(indicator).counts_late ? "over the limit" : "overdue");
}

std::string LastYearOf(const Judgement& judged) {
  if (!judged.last_outturn) return "";
  const LastOutturn& last = *judged.last_outturn;
  return fmt::format("{}: {}, {}", PeriodText(last.period), RagWords(last.rag),
                     ValueText(Percent(last.numerator, last.denominator), judged.unit));
}

}  // namespace

std::string WeeklyTitle(const AuthorityView& view, std::string_view place) {
  constexpr int kApril = 4;
  const bool april = PartsOf(view.as_of).month == kApril;
  return fmt::format("{}, {}", place, april ? "since 1 April" : "April to today");
}

std::vector<WeeklyLine> WeeklyLines(const AuthorityView& view, const Catalogue& catalogue,
                                    std::string_view team) {
  std::vector<WeeklyLine> lines;
  for (const Judgement& judged : view.judgements) {
    const Indicator* indicator = catalogue.Find(judged.indicator);
    const bool is_empty = judged.numerator == 0 && judged.denominator == 0 && !judged.last_outturn;
    if (judged.team != team || indicator == nullptr || is_empty) continue;
    lines.push_back({indicator->title, ValueOf(judged), TargetOf(judged), RagWords(judged.rag),
                     LastYearOf(judged), std::string(DirectionName(judged.year_on_year.direction)),
                     DragOf(view, judged, *indicator)});
    if (lines.back().direction == "unknown") lines.back().direction.clear();
  }
  return lines;
}

}  // namespace caseclock

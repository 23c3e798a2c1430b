#include "daemon/page/page_judgement.h"

#include <cmath>

#include "daemon/page/page_indicators.h"
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

using report_html::RatioText;
using report_html::SafeText;

std::string Small(const std::string& text) { return "<small>" + text + "</small>"; }

std::string DayAndMonth(Date day) { return fmt::format("{} {}", PartsOf(day).day, MonthText(day)); }

// The year is said only where the date could be taken for one of another year.
std::string NearDate(Date day, Date as_of) {
  const int away = day < as_of ? as_of - day : day - as_of;
  return away < 330 ? DayAndMonth(day) : ShortDateText(day);
}

// The level, and the date beside it or, in a table, below it: never one of them alone on a line of its own.
std::string TargetHtml(const Judgement& judged, Date as_of) {
  const AppliedTarget& target = *judged.target;
  std::string level = LevelText(target.low, judged.unit);
  if (target.high != target.low) level += " to " + LevelText(target.high, judged.unit);
  std::string html = Small("target " + level);
  if (target.by != Date::Max()) {
    html += " " + Small((target.has_passed ? "was for " : "by ") + NearDate(target.by, as_of));
  }
  return "<span class=\"goal\">" + html + "</span>";
}

// An arrow to the eye for the way the figure went, a word for what that means.
std::string DirectionHtml(const Change& change) {
  const std::int64_t size = change.hundredths.value_or(0);
  const bool flat = size == 0 || change.direction == Direction::kSteady;
  const char* arrow = flat ? "→" : size > 0 ? "↑" : "↓";
  const auto with = [arrow](const char* style, std::string_view word) {
    return fmt::format("<span class=\"way{}\"><span aria-hidden=\"true\">{}</span> {}</span>",
                       style, arrow, word);
  };
  switch (change.direction) {
    case Direction::kImproving: return with(" better", "improving");
    case Direction::kWorsening: return with(" worse", "worsening");
    case Direction::kUnknown: return "not rated";
    default: return with("", DirectionName(change.direction));
  }
}

std::string SignedCount(std::int64_t change) {
  if (change == 0) return "no change";
  return report_html::Signed((change > 0 ? "+" : "") + GroupedText(change));
}

// Enough to reach the target: rounded up. What is exact to the eye is not lifted by a last binary digit.
int NeededPercent(double ratio) { return static_cast<int>(std::ceil(100 * ratio - 1e-9)); }

std::string ReachHtml(const Projection& projection) {
  switch (projection.reach) {
    case Reach::kNoTarget: return "";
    case Reach::kCertain: return Small("target is certain");
    case Reach::kNeeded:
      if (!projection.needed_ratio) return Small("target is within reach");
      return Small(
          fmt::format("needs {}% of what is left", NeededPercent(*projection.needed_ratio)));
    case Reach::kOutOfReach:
      return Small("<b class=\"worse\">out of reach</b> since " +
                   DayAndMonth(projection.out_of_reach_since));
  }
  return "";
}

const Comment* FindComment(const AuthorityView& view, const std::string& indicator) {
  for (const Comment& comment : view.comments) {
    if (comment.indicator == indicator && comment.team == kWholeAuthority) return &comment;
  }
  return nullptr;
}

std::string CommentHtml(const Comment& comment, Date as_of) {
  return fmt::format("<p class=\"comment\"><q>{}</q> {}{}, {}</p>",
                     SafeText(comment.text, kMaxCommentCharacters),
                     comment.author.empty() ? "Owner" : "",
                     SafeText(comment.author, report_html::kMaxNameCharacters),
                     NearDate(comment.written_on, as_of));
}

std::string LastSignals(const FlowChart& chart, const char* step) {
  std::string words;
  for (const Signal& signal : chart.chart.signals) {
    if (signal.point + 1 != chart.points) continue;
    words += (words.empty() ? "" : "; ") + SignalText(signal, step);
  }
  return words;
}

// "week from 18 Mar 2024", "Mar 2024": of the last point.
std::string LastPointText(const FlowChart& chart) {
  const int last = static_cast<int>(chart.points) - 1;
  if (chart.step == Window::kWeek) return "week from " + ShortDateText(chart.first + 7 * last);
  const Date month = AddMonths(chart.first, last);
  return fmt::format("{} {}", MonthText(month), PartsOf(month).year);
}

}  // namespace

std::string SignalText(const Signal& signal, const char* step) {
  const char* side = signal.up ? "above" : "below";
  switch (signal.rule) {
    case SignalRule::kOutsideLimits:
      return fmt::format("{} the {} limit", side, signal.up ? "upper" : "lower");
    case SignalRule::kSevenOneSide:
      return fmt::format("seven {}s or more in a row {} the mean", step, side);
    case SignalRule::kSevenTrending:
      return fmt::format("seven {}s {}", step, signal.up ? "rising" : "falling");
    case SignalRule::kTwoOfThreeFar:
      return fmt::format("two of three {}s far {} the mean", step, side);
  }
  return "";
}

std::string RagCell(const Judgement* judged, Date as_of) {
  if (judged == nullptr) return NothingHtml();
  std::string html = report_html::RagHtml(judged->rag);
  if (judged->target) html += TargetHtml(*judged, as_of);
  return html;
}

std::string YearOnYearCell(const Judgement* judged, FigureKind figure, const Row& row) {
  if (judged == nullptr || !judged->year_on_year.hundredths) return NothingHtml();
  const Change& change = judged->year_on_year;
  const PeriodFigures& before = row.previous_year;
  if (!before.known) return NothingHtml();
  if (figure == FigureKind::kCount) {
    const std::string size = change.flow ? report_html::Signed(ChangeText(change, judged->unit))
                                         : SignedCount(row.current.numerator - before.numerator);
    return DirectionHtml(change) + Small(size) + Small("was " + GroupedText(before.numerator));
  }
  if (before.denominator == 0) return NothingHtml();
  return DirectionHtml(change) + Small(report_html::Signed(ChangeText(change, judged->unit))) +
         Small("was " + PercentText(before.numerator, before.denominator));
}

std::string ProjectionCell(const Judgement* judged) {
  if (judged == nullptr || !judged->projection) return NothingHtml();
  const Projection& projection = *judged->projection;
  const ShareCounts& committed = projection.committed;
  if (committed.denominator == 0) return NothingHtml();
  return fmt::format("<span class=\"number\">{}</span>{}{}",
                     PercentText(committed.numerator, committed.denominator),
                     Small(projection.expected ? "expected " + RatioText(*projection.expected)
                                               : "nothing finished yet"),
                     ReachHtml(projection));
}

std::string IncludingDrag(const Judgement* judged) {
  if (judged == nullptr || !judged->projection) return "";
  const ShareCounts& share = judged->projection->including_drag;
  if (share.denominator == 0) return "";
  return Small("incl. overdue " + PercentText(share.numerator, share.denominator));
}

std::string SentenceHtml(const AuthorityView& view, const std::string& indicator,
                         const Judgement* judged) {
  std::string html;
  if (judged != nullptr && !judged->sentence.empty()) {
    const bool says_more = judged->rag != Rag::kNone || judged->target || judged->small;
    html += fmt::format("<p{}>{}</p>", says_more ? "" : " class=\"unseen\"",
                        SafeText(judged->sentence));
  }
  const Comment* comment = FindComment(view, indicator);
  return comment == nullptr ? html : html + CommentHtml(*comment, view.as_of);
}

std::string ProjectionNoteHtml(const Judgement* judged, const Catalogue* catalogue) {
  const bool is_projected = judged != nullptr && judged->projection.has_value();
  const Indicator* row =
      is_projected && catalogue != nullptr ? catalogue->Find(judged->indicator) : nullptr;
  const std::string_view note = row == nullptr ? "" : ProjectionNoteOf(*row);
  return note.empty() ? "" : "<p class=\"note\">" + SafeText(note) + "</p>";
}

std::string SaidHtml(const Row& row, const std::vector<SaidOfAlert>* said) {
  if (said == nullptr) return "";
  std::string html;
  std::size_t shown = 0;
  for (const SaidOfAlert& one : *said) {
    const bool is_of_row =
        one.indicator == row.indicator && (row.team == kWholeAuthority || one.team == row.team);
    if (!is_of_row || shown == kMostSaidOfRow) continue;
    ++shown;
    html += fmt::format("<p class=\"comment\">{}Being dealt with: <q>{}</q> {}</p>",
                        one.team == row.team ? "" : report_html::TeamHtml(one.team) + ". ",
                        SafeText(one.sentence, kMaxCommentCharacters),
                        SafeText(one.by, report_html::kMaxNameCharacters));
  }
  return html;
}

std::string SignalsHtml(const AuthorityView& view, const IndicatorTexts& texts) {
  std::string html;
  for (const FlowChart& chart : view.charts) {
    const char* step = chart.step == Window::kWeek ? "week" : "month";
    const std::string words = chart.points == 0 ? "" : LastSignals(chart, step);
    if (words.empty()) continue;
    html += fmt::format(
        "<p class=\"signal\"><strong>Signal.</strong> {}, {}: {}; the mean is {} a {}.</p>\n",
        HtmlEscaped(TextOf(texts, chart.indicator).title), LastPointText(chart), words,
        RateText(chart.chart.mean), step);
  }
  return html;
}

}  // namespace caseclock

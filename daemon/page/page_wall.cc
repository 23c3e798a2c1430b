#include "daemon/page/page_wall.h"

#include <algorithm>
#include <vector>

#include "daemon/page/board_charts.h"
#include "daemon/page/clock_totals.h"
#include "daemon/page/page_judgement.h"
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

std::string ShareHtml(const Row& row) {
  if (row.current.denominator == 0) return "<span class=\"none\">none yet</span>";
  return PercentText(row.current.numerator, row.current.denominator);
}

std::string CountsHtml(const AuthorityView& view, const Row& row, bool may_see) {
  const PeriodFigures& now = row.current;
  return fmt::format("{} of {} in time",
                     RecordsLink(view, row, RecordPart::kNumerator, GroupedText(now.numerator),
                                 may_see && now.numerator > 0),
                     RecordsLink(view, row, RecordPart::kDenominator, GroupedText(now.denominator),
                                 may_see && now.denominator > 0));
}

std::string CardHtml(const AuthorityView& view, const IndicatorText& text, const Row& row,
                     bool may_see) {
  const Judgement* judged = FindJudgement(view, row.indicator, row.team);
  return fmt::format(
      "<li class=\"card {}\" data-key=\"{}\"><h3 title=\"{}\">{}</h3>\n<p class=\"huge\">{}</p>\n"
      "<div class=\"verdict\">{}</div>\n<p class=\"counts\">{}</p></li>\n",
      judged == nullptr || judged->rag == Rag::kNone ? "unjudged" : RagName(judged->rag),
      HtmlEscaped(row.indicator), HtmlEscaped(text.title), HtmlEscaped(text.short_title),
      ShareHtml(row), RagCell(judged, view.as_of), CountsHtml(view, row, may_see));
}

std::string Cards(const AuthorityView& view, const IndicatorTexts& texts,
                  const FiguresShown& shown) {
  const std::vector<std::string> indicators = ClockIndicators(view, texts);
  std::string html;
  std::size_t cards = 0;
  for (const Row& row : view.rows) {
    if (row.team != shown.team || row.window != Window::kYear || cards == kMaxCards) continue;
    const IndicatorText text = TextOf(texts, row.indicator);
    if (text.better != BetterIs::kHigh || !std::ranges::count(indicators, row.indicator)) continue;
    html += CardHtml(view, text, row, shown.may_see_records);
    ++cards;
  }
  return html.empty() ? "<p>No work with a limit is open.</p>\n"
                      : "<ul class=\"cards\">\n" + html + "</ul>\n";
}

std::string Begin(const char* id, const std::string& heading) {
  return fmt::format("<section class=\"{0}\" aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n",
                     id, heading);
}

std::string BigHtml(std::int64_t number, const char* style, const std::string& beside) {
  return fmt::format("<p class=\"big\"><span class=\"huge {}\">{}</span> <span>{}</span></p>\n",
                     style, GroupedText(number), beside);
}

// "due by Mon 8 Dec", and how many of them today.
std::string DueWords(Date until, const std::vector<std::int64_t>& due) {
  std::string words = "due by " + DueDayText(until);
  if (!due.empty()) words += fmt::format("<small>{} of them today</small>", GroupedText(due[0]));
  return words;
}

}  // namespace

std::string AgainstWeekBefore(std::int64_t now, std::int64_t before) {
  if (now == before) return "no change from a week ago";
  return fmt::format("{} {} than a week ago",
                     GroupedText(now < before ? before - now : now - before),
                     now < before ? "fewer" : "more");
}

std::string WallHtml(const AuthorityView& view, const IndicatorTexts& texts,
                     const FiguresShown& shown) {
  const std::vector<std::string> indicators = ClockIndicators(view, texts);
  const TeamLines lines = TeamLinesOf(view, indicators);
  TeamLine line = lines.whole;
  const auto team = std::ranges::find(lines.teams, shown.team, &TeamLine::team);
  if (shown.team != kWholeAuthority) line = team == lines.teams.end() ? TeamLine{} : *team;
  const bool whole = shown.team == kWholeAuthority;
  const Date until = DueUntil(view.as_of, shown.calendar);
  std::string html = "<div class=\"wall\">\n" + Begin("in-time", "Are we in time?") +
                     Cards(view, texts, shown) + "</section>\n";
  html +=
      Begin("in-drag", "Where is the overdue work (drag)?") +
      BigHtml(line.drag, line.drag > 0 ? "drag" : "none",
              "overdue<small>" + AgainstWeekBefore(line.drag, line.drag_week_before) + "</small>") +
      ChartHtml(whole ? DragByTeamChart(view, texts)
                      : DragByIndicatorChart(view, texts, shown.team)) +
      "</section>\n";
  html += Begin("falls-due", "What is due by " + DueDayText(until) + "?") +
          BigHtml(line.due_soon, line.due_soon > 0 ? "" : "none",
                  DueWords(until, DueByDay(view, indicators, shown.team))) +
          ChartHtml(DueDaysChart(view, texts, shown.team, shown.calendar)) + "</section>\n";
  return html + "</div>\n";
}

}  // namespace caseclock

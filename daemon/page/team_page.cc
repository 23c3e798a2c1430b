#include "daemon/page/team_page.h"

#include <algorithm>

#include "daemon/page/clock_totals.h"
#include "daemon/page/page_address.h"
#include "daemon/page/page_health.h"
#include "daemon/page/page_indicators.h"
#include "daemon/page/page_teams.h"
#include "daemon/page/page_wall.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

std::string WayBack(const AuthorityView& view, const std::string& name) {
  return fmt::format(
      "<nav aria-label=\"Breadcrumb\"><ul><li><a href=\"{}\">{}, all teams</a></li><li "
      "aria-current=\"page\">{}</li></ul></nav>\n",
      BoardAddress(view.authority), HtmlEscaped(NameOf(view)), name);
}

// The oldest open clock, and how many of the others are of earlier reporting years.
std::string OldestHtml(const AuthorityView& view, const IndicatorTexts& texts,
                       const std::string& team) {
  const std::vector<std::string> indicators = ClockIndicators(view, texts);
  const Row* oldest = nullptr;
  std::int64_t from_earlier_years = 0;
  for (const Row& row : view.rows) {
    if (row.team != team || row.window != Window::kYear || !row.oldest_open_start) continue;
    if (std::ranges::count(indicators, row.indicator) == 0) continue;
    from_earlier_years += row.open_from_earlier_years;
    if (oldest == nullptr || *row.oldest_open_start < *oldest->oldest_open_start) oldest = &row;
  }
  if (oldest == nullptr) return "<p>The team has no open work with a limit.</p>\n";
  std::string html = fmt::format("<p>The oldest open work started on <b>{}</b>: {}.",
                                 LongDateText(*oldest->oldest_open_start),
                                 HtmlEscaped(TextOf(texts, oldest->indicator).title));
  if (from_earlier_years > 0) {
    html += fmt::format(" {} open from earlier reporting years: please check {}.",
                        GroupedText(from_earlier_years),
                        from_earlier_years == 1 ? "whether it ended" : "whether they ended");
  }
  return html + "</p>\n";
}

}  // namespace

std::optional<std::string> TeamPage(const View* view, const Health& health,
                                    const IndicatorTexts& texts, const PageRequest& request,
                                    std::string_view team) {
  const AuthorityView* chosen = ChosenAuthority(view, request.authority);
  if (chosen == nullptr || team == kWholeAuthority) return std::nullopt;
  const auto row = std::ranges::find(chosen->rows, team, &Row::team);
  if (row == chosen->rows.end()) return std::nullopt;
  const FiguresShown shown = ShownBy(request, row->team);
  const std::string name = TeamNameHtml(row->team);
  const std::string council = HtmlEscaped(NameOf(*chosen));
  std::string html = PageHead(name + " — " + council + " — Caseclock", health, request);
  html +=
      PageHeader(fmt::format("{} <span>{}</span>", name, council), view, chosen, health, request,
                 WayBack(*chosen, name) + PageTools(*view, *chosen, texts, request, row->team));
  html += "<main id=\"figures\">\n" + HealthNotice(health) + WallHtml(*chosen, texts, shown);
  html +=
      "<section class=\"one-team\" aria-labelledby=\"oldest\">\n<h2 id=\"oldest\">The "
      "oldest</h2>\n" +
      OldestHtml(*chosen, texts, row->team) + "</section>\n";
  html +=
      "<section class=\"one-team\" aria-labelledby=\"indicators\">\n<h2 id=\"indicators\">Every "
      "indicator</h2>\n" +
      IndicatorTable(*chosen, texts, shown) + Legend() + "</section>\n</main>\n";
  return html + PageFooter(chosen, health, request.now_us);
}

}  // namespace caseclock

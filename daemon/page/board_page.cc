#include "daemon/page/board_page.h"

#include "daemon/page/board_charts.h"
#include "daemon/page/page_address.h"
#include "daemon/page/page_health.h"
#include "daemon/page/page_indicators.h"
#include "daemon/page/page_teams.h"
#include "daemon/page/page_wall.h"
#include "daemon/page/trend_charts.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

// More authorities than this are folded away.
constexpr std::size_t kAuthoritiesInSight = 8;

// Many authorities fold away behind a heading that opens without scripts.
std::string Authorities(const View& view, const AuthorityView* chosen) {
  if (view.authorities.size() < 2) return "";
  const bool many = view.authorities.size() > kAuthoritiesInSight;
  std::string html = "<nav aria-label=\"Councils\">";
  if (many) html += fmt::format("<details><summary>{} councils</summary>", view.authorities.size());
  html += "<ul>\n";
  for (const auto& each : view.authorities) {
    html += fmt::format("<li><a href=\"{}\"{}>{}</a></li>\n", BoardAddress(each->authority),
                        each.get() == chosen ? " aria-current=\"page\"" : "",
                        HtmlEscaped(NameOf(*each)));
  }
  return html + (many ? "</ul></details></nav>\n" : "</ul></nav>\n");
}

// The name, and small beside it the code; where there is no name the program's.
std::string Trends(const AuthorityView& view, const IndicatorTexts& texts, std::string_view asked) {
  const std::string indicator = TrendIndicator(view, asked);
  std::string html =
      "<section class=\"trends\" aria-labelledby=\"trends\">\n<h2 id=\"trends\">How is it "
      "going?</h2>\n<div class=\"trend-of\">\n";
  if (!indicator.empty()) html += TrendChooser(view, texts, indicator);
  return html + ChartHtml(TrendChart(view, texts, indicator)) + "</div>\n" +
         ChartHtml(DragWeeksChart(view, texts)) + ChartHtml(ArrivalsChart(view, texts)) +
         "</section>\n";
}

std::string Figures(const AuthorityView& view, const IndicatorTexts& texts,
                    const PageRequest& request) {
  const FiguresShown shown = ShownBy(request);
  return WallHtml(view, texts, shown) + Trends(view, texts, request.indicator) +
         "<section aria-labelledby=\"indicators\">\n<h2 id=\"indicators\">Every indicator</h2>\n" +
         IndicatorTable(view, texts, shown) +
         "</section>\n<section aria-labelledby=\"teams\">\n<h2 id=\"teams\">Every team</h2>\n" +
         TeamTable(view, texts) + Legend() + "</section>\n";
}

std::string NoFiguresSentence(const View* view, const Health& health, std::string_view authority) {
  if (view == nullptr) return "No figures yet: they appear once past events have been read.";
  const bool is_arriving = authority.empty()
                               ? !health.held_authorities.empty()
                               : health.held_authorities.contains(std::string(authority));
  if (is_arriving) return "An export is coming in: figures appear once it is complete.";
  return "There are no figures for this council.";
}

// Of the demo alone; and where another instance sends them.
std::string LatestMails(const AlertsHealth& alerts) {
  if (alerts.told_elsewhere) {
    return "<p class=\"emails\">This instance sends no alerts: another one does.</p>\n";
  }
  if (alerts.latest_mails.empty()) return "";
  std::string html =
      "<section class=\"emails\" aria-labelledby=\"emails\">\n<h2 id=\"emails\">Latest "
      "emails</h2>\n"
      "<p>What managers of this invented council would have received, newest first.</p>\n<ol>\n";
  for (const ShownMail& mail : alerts.latest_mails) {
    html += fmt::format("<li>{} to {}: <b>{}</b></li>\n", HtmlEscaped(mail.when),
                        HtmlEscaped(mail.to), HtmlEscaped(mail.subject));
  }
  const ShownMail& newest = alerts.latest_mails.front();
  html += fmt::format(
      "</ol>\n<details><summary>Show the latest email</summary>\n<pre tabindex=\"0\">{}</pre>\n"
      "</details>\n</section>\n",
      HtmlEscaped(newest.text));
  return html;
}

}  // namespace

std::string BoardPage(const View* view, const Health& health, const IndicatorTexts& texts,
                      const PageRequest& request) {
  const AuthorityView* chosen = ChosenAuthority(view, request.authority);
  const std::string name = chosen == nullptr ? "" : HtmlEscaped(NameOf(*chosen));
  std::string html = PageHead(name.empty() ? "Caseclock" : name + " — Caseclock", health, request);
  std::string more = view == nullptr || request.is_past ? "" : Authorities(*view, chosen);
  if (chosen != nullptr) more += PageTools(*view, *chosen, texts, request);
  html += PageHeader(chosen == nullptr ? "Caseclock" : CouncilHeading(*chosen), view, chosen,
                     health, request, more);
  html += "<main id=\"figures\">\n" + HealthNotice(health);
  if (chosen != nullptr) {
    html += Figures(*chosen, texts, request);
  } else {
    html += "<p>" + NoFiguresSentence(view, health, request.authority) + "</p>\n";
  }
  if (request.alerts != nullptr) html += LatestMails(*request.alerts);
  return html + "</main>\n" + PageFooter(chosen, health, request.now_us);
}

}  // namespace caseclock

#include "daemon/page/board_page.h"

#include <algorithm>

#include "daemon/page/page_health.h"
#include "daemon/page/page_indicators.h"
#include "daemon/page/page_mails.h"
#include "daemon/page/page_style.h"
#include "daemon/page/page_teams.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

// More authorities than this are folded away.
constexpr std::size_t kAuthoritiesInSight = 8;

// The authority asked for, the first when none was, nullptr when there is none.
const AuthorityView* Chosen(const View* view, std::string_view code) {
  if (view == nullptr) return nullptr;
  for (const auto& each : view->authorities) {
    if (code.empty() || each->authority == code) return each.get();
  }
  return nullptr;
}

std::string Nonce(std::string_view nonce) {
  return nonce.empty() ? "" : fmt::format(" nonce=\"{}\"", nonce);
}

std::string UrlEncoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '_' || c == '.';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string Title(const AuthorityView* view) {
  return view == nullptr ? "Caseclock" : "Caseclock — " + HtmlEscaped(view->authority);
}

void AppendHead(const AuthorityView* view, const Health& health, const PageRequest& request,
                std::string& html) {
  html += fmt::format(
      "<!doctype html>\n<html lang=\"en-GB\" data-build=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"icon\" "
      "href=\"data:,\">\n<title>{}</title>\n<style{}>{}</style>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#figures\">Skip to the figures</a>\n",
      HtmlEscaped(health.build_version), Title(view), Nonce(request.nonce), PageStyle());
}

// Many authorities fold away behind a heading that opens without scripts.
void AppendAuthorities(const View& view, const AuthorityView* chosen, std::string& html) {
  if (view.authorities.size() < 2) return;
  const bool many = view.authorities.size() > kAuthoritiesInSight;
  html += "<nav aria-label=\"Authorities\">";
  if (many)
    html += fmt::format("<details><summary>{} authorities</summary>", view.authorities.size());
  html += "<ul>\n";
  for (const auto& each : view.authorities) {
    html += fmt::format(
        "<li><a href=\"/?authority={}\"{}>{}</a></li>\n", UrlEncoded(each->authority),
        each.get() == chosen ? " aria-current=\"page\"" : "", HtmlEscaped(each->authority));
  }
  html += many ? "</ul></details></nav>\n" : "</ul></nav>\n";
}

void AppendAsOf(const AuthorityView& view, std::string& html) {
  html +=
      fmt::format("<p>As of <b>{}</b></p>\n<p>Data to <b>{}</b></p>\n", LongDateText(view.as_of),
                  view.data_as_of_us == 0 ? "none yet" : InstantText(view.data_as_of_us));
}

void AppendHeader(const View* view, const AuthorityView* chosen, const Health& health,
                  std::int64_t now_us, std::string& html) {
  html += fmt::format("<header id=\"top\">\n<h1>{}</h1>\n", Title(chosen));
  if (chosen != nullptr) AppendAsOf(*chosen, html);
  const std::string_view authority = chosen == nullptr ? "" : std::string_view(chosen->authority);
  const Freshness fresh = FreshnessOf(view, health, authority, now_us);
  // Only the word is announced by screen readers, and only when it changes.
  html += fmt::format("<p class=\"state {}\"><strong role=\"status\">{}</strong> {}</p>\n",
                      fresh.good ? "good" : "look", fresh.word, HtmlEscaped(fresh.sentence));
  if (view != nullptr) AppendAuthorities(*view, chosen, html);
  html += "</header>\n<p id=\"lost\" class=\"notice\" role=\"alert\" hidden></p>\n";
}

void AppendMain(const View* view, const AuthorityView* chosen, const Health& health,
                const IndicatorTexts& texts, std::string& html) {
  html += "<main id=\"figures\">\n";
  html += HealthNotice(health);
  if (chosen == nullptr) {
    html += view == nullptr ? "<p>No figures yet: they appear once the past has been read.</p>\n"
                            : "<p>There are no figures of this authority.</p>\n";
  } else {
    html +=
        "<section aria-label=\"Indicators\">\n" + IndicatorTable(*chosen, texts) + "</section>\n";
    html +=
        "<section aria-label=\"Teams\">\n" + TeamTable(*chosen, texts) + Legend() + "</section>\n";
  }
}

void AppendFooter(const AuthorityView* chosen, const Health& health, std::int64_t now_us,
                  std::string& html) {
  const std::uint64_t definitions = chosen == nullptr ? health.definitions : chosen->definitions;
  html += fmt::format("<footer id=\"daemon\" aria-label=\"The daemon\">\n<h2>The daemon</h2>\n{}",
                      HealthStrip(health, now_us));
  html += fmt::format(
      "<p>Caseclock {} · definitions {:016x} · page of {} · <a href=\"/metrics\">metrics</a> · "
      "<a href=\"/api/v1/indicators\">JSON</a></p>\n</footer>\n"
      "<noscript><p>Scripts are off: this is a snapshot. Reload for newer "
      "figures.</p></noscript>\n",
      HtmlEscaped(health.build_version), definitions, TimeOfDayText(now_us));
}

}  // namespace

std::string BoardPage(const View* view, const Health& health, const IndicatorTexts& texts,
                      const PageRequest& request) {
  const AuthorityView* chosen = Chosen(view, request.authority);
  std::string html;
  AppendHead(chosen, health, request, html);
  AppendHeader(view, chosen, health, request.now_us, html);
  AppendMain(view, chosen, health, texts, html);
  if (request.alerts != nullptr) html += LatestMails(*request.alerts);
  html += "</main>\n";
  AppendFooter(chosen, health, request.now_us, html);
  html +=
      fmt::format("<script{}>{}</script>\n</body>\n</html>\n", Nonce(request.nonce), PageScript());
  return html;
}

}  // namespace caseclock

#include "daemon/page/page_frame.h"

#include <algorithm>

#include "daemon/page/page_address.h"
#include "daemon/page/page_assets.h"
#include "daemon/page/page_health.h"
#include "daemon/page/page_indicators.h"
#include "daemon/page/page_style.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

std::string Nonce(std::string_view nonce) {
  return nonce.empty() ? "" : fmt::format(" nonce=\"{}\"", nonce);
}

// A page left open loads itself anew when the program or its script is another.
std::string BuildText(const Health& health) {
  return HtmlEscaped(health.build_version) + " " + PageScriptAddress();
}

std::string Scripts(const PageRequest& request) {
  return fmt::format(
      "<script defer src=\"{1}\"{0}></script>\n<script defer src=\"{2}\"{0}></script>\n",
      Nonce(request.nonce), ChartLibraryAddress(), PageScriptAddress());
}

// Ticks by itself, and is no news.
std::string ClockHtml(std::int64_t now_us) {
  constexpr std::size_t kHoursAndMinutes = 5;
  return "<span data-passing data-clock>" + TimeOfDayText(now_us).substr(0, kHoursAndMinutes) +
         "</span>";
}

// In place of how fresh the figures are: they are not to be.
std::string PastHtml(std::int64_t known_us) {
  return fmt::format(
      "<div class=\"fresh look\"><strong role=\"status\">Past day</strong>\n<p class=\"told\">With "
      "everything recorded to {}: what was recorded late or corrected since is included.</p>",
      InstantText(known_us));
}

std::string Hidden(const char* name, std::string_view value) {
  return value.empty() ? ""
                       : fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name,
                                     HtmlEscaped(value));
}

// Which day, and over which window.
std::string DayForm(const AuthorityView& chosen, const PageRequest& request,
                    std::string_view team) {
  std::string html = fmt::format(
      "<form id=\"when\" method=\"get\" action=\"{}\">{}{}\n{}<label for=\"window\">Window</label> "
      "<select id=\"window\" name=\"window\" data-keep>\n",
      team.empty() ? "./" : "team", Hidden("authority", chosen.authority), Hidden("team", team),
      request.may_choose_day
          ? fmt::format("<label for=\"day\">Day</label> <input type=\"date\" id=\"day\" "
                        "name=\"as_of\" value=\"{}\" data-keep> ",
                        FormatDate(chosen.as_of))
          : "");
  for (const Window each : kAllWindows) {
    html += fmt::format("<option value=\"{}\"{}>{}</option>\n", WindowName(each),
                        each == request.window ? " selected" : "", WindowTitle(each));
  }
  return html + "</select> <button>Show</button></form>\n";
}

class TagHash {
 public:
  void Take(std::string_view text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 14695981039346656037U;
};

}  // namespace

const AuthorityView* ChosenAuthority(const View* view, std::string_view code) {
  if (view == nullptr || view->authorities.empty()) return nullptr;
  return code.empty() ? view->authorities.front().get() : FindCouncil(*view, code);
}

std::string PageHead(const std::string& title, const Health& health, const PageRequest& request,
                     bool live) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en-GB\" data-build=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style{}>{}</style>\n{}</head>\n"
      "<body>\n<a class=\"skip\" href=\"#figures\">Skip to the figures</a>\n",
      BuildText(health), title, Nonce(request.nonce), PageStyle(), live ? Scripts(request) : "");
}

FiguresShown ShownBy(const PageRequest& request, const std::string& team) {
  return {.team = team,
          .may_see_records = request.may_see_records,
          .window = request.window,
          .said = request.said,
          .catalogue = request.catalogue,
          .calendar = request.calendar};
}

std::string CouncilHeading(const AuthorityView& council) {
  const std::string name = NameOf(council);
  const std::string code = name == council.authority ? "" : HtmlEscaped(council.authority);
  return HtmlEscaped(name) + " <span>" + (code.empty() ? "Caseclock" : code) + "</span>";
}

std::string PageHeader(const std::string& heading, const View* view, const AuthorityView* chosen,
                       const Health& health, const PageRequest& request, const std::string& more) {
  const std::int64_t now_us = request.now_us;
  std::string html = fmt::format("<header id=\"top\"{}>\n<div class=\"who\"><h1>{}</h1>\n",
                                 request.is_past ? " data-still" : "", heading);
  if (chosen != nullptr) {
    html += fmt::format("<p>Figures as of <b>{}</b></p>\n", LongDateText(chosen->as_of));
  }
  html += fmt::format("</div>\n<p class=\"clock\"><span class=\"unseen\">Time now </span>{}</p>\n",
                      ClockHtml(now_us));
  const std::string_view authority = chosen == nullptr ? "" : std::string_view(chosen->authority);
  html += request.is_past
              ? PastHtml(request.known_us)
              : FreshnessHtml(FreshnessOf(view, health, authority, now_us, request.calendar),
                              health, now_us);
  if (chosen != nullptr) {
    html +=
        fmt::format("<p>Data to <b>{}</b></p>\n",
                    chosen->data_as_of_us == 0 ? "none yet" : InstantText(chosen->data_as_of_us));
  }
  return html + "</div>\n" + more +
         "</header>\n<p id=\"lost\" class=\"notice\" role=\"alert\" hidden></p>\n";
}

std::string PageTools(const View& view, const AuthorityView& chosen, const IndicatorTexts& texts,
                      const PageRequest& request, std::string_view team) {
  std::string html = RotationHtml(view, chosen, texts, team, request.rotation);
  if (request.rotation.what != Rotation::kNone) return html;
  html += "<div class=\"tools\">\n" + DayForm(chosen, request, team);
  const std::string code = UrlEncoded(chosen.authority);
  html += fmt::format(
      "<nav aria-label=\"Take the figures with you\"><ul>\n"
      "<li><a href=\"api/v1/report?authority={0}&amp;format=html{1}\">Report</a></li>\n"
      "<li><a href=\"api/v1/report?authority={0}&amp;format=csv{1}\">CSV</a></li>\n",
      code, request.is_past ? "&amp;as_of=" + FormatDate(chosen.as_of) : "");
  if (request.is_past) {
    html += fmt::format(
        "<li><a href=\"{}\">Back to today</a></li>\n",
        team.empty() ? BoardAddress(chosen.authority) : TeamAddress(chosen.authority, team));
  } else {
    html += RotationLinks(view, chosen, texts);
  }
  return html + "</ul></nav>\n</div>\n";
}

std::string PageFooter(const AuthorityView* chosen, const Health& health, std::int64_t now_us) {
  const std::uint64_t definitions = chosen == nullptr ? health.definitions : chosen->definitions;
  return fmt::format(
      "<footer id=\"daemon\">\n<h2>The daemon</h2>\n{}"
      "<p>Caseclock {} · definitions {:016x} · page of <span data-passing "
      "data-now=\"{}\">{}</span> "
      "· <a href=\"metrics\">metrics</a> · <a href=\"api/v1/indicators\">JSON</a> · charts drawn "
      "by "
      "<a href=\"{}\">Chart.js (licence)</a></p>\n<noscript data-keep><p>Scripts are off: this is "
      "a "
      "snapshot. "
      "Reload for newer figures.</p></noscript>\n</footer>\n</body>\n</html>\n",
      HealthStrip(health, now_us), HtmlEscaped(health.build_version), definitions, now_us / 1000,
      TimeOfDayText(now_us), kChartLicenceAddress);
}

std::string PageTag(std::string_view html) {
  struct Passing {
    std::string_view begin, end;
  };
  constexpr Passing kSpan = {"<span data-passing", "</span>"};
  constexpr Passing kNonce = {" nonce=\"", "\""};
  TagHash hash;
  while (!html.empty()) {
    const std::size_t span = std::min(html.find(kSpan.begin), html.size());
    const std::size_t begin = std::min(html.substr(0, span).find(kNonce.begin), span);
    const Passing& next = begin < span ? kNonce : kSpan;
    const std::size_t kept = std::min(html.size(), begin + next.begin.size());
    hash.Take(html.substr(0, kept));
    html.remove_prefix(kept);
    const std::size_t end = html.find(next.end);
    if (end == std::string_view::npos) break;
    html.remove_prefix(end + next.end.size());
  }
  return fmt::format("\"{:016x}\"", hash.value());
}

}  // namespace caseclock

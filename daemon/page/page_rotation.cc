#include "daemon/page/page_rotation.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "daemon/page/clock_totals.h"
#include "daemon/page/form_values.h"
#include "daemon/page/page_address.h"
#include "daemon/page/page_teams.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

// One place of the round.
struct Stop {
  std::string name;     // HTML
  std::string address;  // in an attribute
  bool shown = false;
};

std::vector<Stop> Councils(const View& view, const AuthorityView& chosen) {
  std::vector<Stop> stops;
  for (const auto& each : view.authorities) {
    stops.push_back({HtmlEscaped(NameOf(*each)), BoardAddress(each->authority),
                     each->authority == chosen.authority});
  }
  return stops;
}

std::vector<Stop> Teams(const AuthorityView& chosen, const IndicatorTexts& texts,
                        std::string_view team) {
  std::vector<Stop> stops = {
      {HtmlEscaped(NameOf(chosen)), BoardAddress(chosen.authority), team.empty()}};
  TeamLines lines = TeamLinesOf(chosen, ClockIndicators(chosen, texts));
  std::ranges::sort(lines.teams, {}, &TeamLine::team);
  for (const TeamLine& line : lines.teams) {
    stops.push_back(
        {TeamNameHtml(line.team), TeamAddress(chosen.authority, line.team), line.team == team});
  }
  return stops;
}

std::vector<Stop> StopsOf(const View& view, const AuthorityView& chosen,
                          const IndicatorTexts& texts, std::string_view team, Rotation what) {
  switch (what) {
    case Rotation::kCouncils: return Councils(view, chosen);
    case Rotation::kTeams: return Teams(chosen, texts, team);
    case Rotation::kNone: break;
  }
  return {};
}

std::string Rotating(const std::string& address, Rotation what, int every_s) {
  return fmt::format("{}&amp;rotate={}&amp;every={}", address,
                     what == Rotation::kCouncils ? "councils" : "teams", every_s);
}

}  // namespace

RotationAsked ParseRotation(std::string_view query) {
  RotationAsked asked;
  const std::string what = QueryValue(query, "rotate");
  if (what == "councils") asked.what = Rotation::kCouncils;
  if (what == "teams") asked.what = Rotation::kTeams;
  const std::string every = QueryValue(query, "every");
  int seconds = 0;
  const auto [end, error] = std::from_chars(every.data(), every.data() + every.size(), seconds);
  if (error == std::errc() && end == every.data() + every.size()) {
    asked.every_s = std::clamp(seconds, kRotateAtLeast, kRotateAtMost);
  }
  return asked;
}

std::string RotationHtml(const View& view, const AuthorityView& chosen, const IndicatorTexts& texts,
                         std::string_view team, const RotationAsked& asked) {
  const std::vector<Stop> stops = StopsOf(view, chosen, texts, team, asked.what);
  if (stops.size() < 2) return "";
  const auto shown = std::ranges::find(stops, true, &Stop::shown);
  const std::size_t at =
      shown == stops.end() ? stops.size() - 1 : static_cast<std::size_t>(shown - stops.begin());
  const Stop& next = stops[(at + 1) % stops.size()];
  return fmt::format(
      "<p class=\"rotation\" data-next=\"{}\" data-every=\"{}\">{} of {}; next {}, every {} "
      "seconds. <a href=\"{}\">Stop</a></p>\n",
      Rotating(next.address, asked.what, asked.every_s), asked.every_s, at + 1, stops.size(),
      next.name, asked.every_s, stops[at].address);
}

std::string RotationLinks(const View& view, const AuthorityView& chosen,
                          const IndicatorTexts& texts) {
  std::string html;
  const std::string home = BoardAddress(chosen.authority);
  if (StopsOf(view, chosen, texts, "", Rotation::kTeams).size() > 1) {
    html += fmt::format("<li><a href=\"{}\">Teams in turn</a></li>\n",
                        Rotating(home, Rotation::kTeams, kRotateEvery));
  }
  if (view.authorities.size() > 1) {
    html += fmt::format("<li><a href=\"{}\">Councils in turn</a></li>\n",
                        Rotating(home, Rotation::kCouncils, kRotateEvery));
  }
  return html;
}

}  // namespace caseclock

#include <memory>
#include <utility>

#include "daemon/http/api.h"
#include "daemon/http/api_pages.h"
#include "daemon/http/api_query.h"
#include "daemon/http/past_view.h"
#include "daemon/http/refusal.h"
#include "daemon/http/style_hash.h"
#include "daemon/report/report.h"
#include "daemon/report/report_html.h"

namespace caseclock {
namespace {

HttpAnswer NoFigures(const HttpRequest& request) {
  HttpAnswer answer =
      Refusal(request.path, 503, "no figures yet: the daemon is catching up", "ask again later");
  answer.retry_after_seconds = kRetryFiguresAfterSeconds;
  return answer;
}

HttpAnswer JsonAnswer(std::string body) {
  return {.content_type = "application/json", .body = std::move(body), .may_compress = true};
}

/// What the parameters authority, team, indicator and window choose.
RowChoice ChoiceOf(const ApiSources& sources, ApiQuery& query, const View& view) {
  RowChoice choice;
  choice.authority = query.Text("authority").value_or("");
  choice.team = query.Text("team");
  choice.indicator = query.Text("indicator").value_or("");
  choice.window = query.WindowGiven();
  query.CheckNames(view, *sources.board->CurrentHealth());
  return choice;
}

/// The view itself, or of the day that `as_of` names; `query` refuses where there is none.
std::shared_ptr<const View> OnDayAsked(const ApiSources& sources, ApiQuery& query,
                                       std::shared_ptr<const View> view) {
  const auto day = query.DayGiven();
  if (!day || *day == view->as_of) return view;
  const AuthorityView* council = query.OneCouncil(*view, *sources.board->CurrentHealth());
  if (council == nullptr) return view;
  auto past = PastView(sources.past, council->authority, *day);
  if (const auto* refused = std::get_if<PastRefused>(&past)) {
    query.Refuse(refused->status, refused->sentence, refused->detail);
    return view;
  }
  return std::get<PastViewFound>(std::move(past)).view;
}

HttpAnswer WithRetry(HttpAnswer refusal) {
  if (refusal.status == 503) refusal.retry_after_seconds = kRetryFiguresAfterSeconds;
  return refusal;
}

/// The same bytes as on paper: no nonce can be put into them.
HttpAnswer ReportPage(std::string html) {
  HttpAnswer answer = {.content_type = "text/html; charset=utf-8",
                       .style_hash = StyleHash(html),
                       .may_compress = true};
  answer.body = std::move(html);
  return answer;
}

ReportHeader HeaderOf(const ApiSources& sources, const View& view) {
  ReportHeader header{view.as_of, std::nullopt};
  header.incomplete = sources.board->CurrentHealth()->incomplete_exports;
  return header;
}

}  // namespace

HttpAnswer ApiIndicators(const ApiSources& sources, const HttpRequest& request) {
  ApiQuery query(request,
                 {"authority", "team", "indicator", "window", "after", "limit", "view", "as_of"});
  auto view = sources.board->CurrentView();
  if (view == nullptr) return NoFigures(request);
  view = OnDayAsked(sources, query, std::move(view));
  if (query.refusal()) return WithRetry(*query.refusal());
  const RowChoice choice = ChoiceOf(sources, query, *view);
  const CouncilPage page = PageOfCouncils(*view, query, request);
  if (query.refusal()) return *query.refusal();
  return JsonAnswer(WithPage(ReportJson(page.view, HeaderOf(sources, *view), choice), page));
}

HttpAnswer ApiDrag(const ApiSources& sources, const HttpRequest& request) {
  ApiQuery query(request, {"authority", "team", "indicator", "after", "limit", "view"});
  const auto view = sources.board->CurrentView();
  if (view == nullptr) return NoFigures(request);
  const RowChoice choice = ChoiceOf(sources, query, *view);
  const CouncilPage page = PageOfCouncils(*view, query, request);
  if (query.refusal()) return *query.refusal();
  return JsonAnswer(WithPage(DragJson(page.view, *sources.catalogue, choice), page));
}

namespace {

/// What has been said of alerts that are in force.
void AddAcknowledged(const ApiSources& sources, const std::string& authority,
                     ReportHeader& header) {
  if (sources.desk == nullptr) return;
  for (const SaidOfAlert& each : sources.desk->InForce(authority, sources.now_us)) {
    header.acknowledged.push_back({each.indicator, each.team, each.sentence, each.by});
  }
}

/// The report of one council. Requires: a format that there is.
HttpAnswer ReportIn(const std::string& format, const View& one, const ApiSources& sources,
                    const ReportHeader& header) {
  if (format == "json") return JsonAnswer(ReportJson(one, header));
  if (format == "html") {
    return ReportPage(
        ReportHtml(one, *sources.catalogue, header, one.authorities.front()->authority));
  }
  if (format == "csv") {
    return {
        .content_type = "text/csv; charset=utf-8", .body = ReportCsv(one), .may_compress = true};
  }
  return {.body = ReportText(one, *sources.catalogue, header, {Window::kYear, true}),
          .may_compress = true};
}

}  // namespace

HttpAnswer ApiReport(const ApiSources& sources, const HttpRequest& request) {
  ApiQuery query(request, {"authority", "format", "as_of"});
  auto view = sources.board->CurrentView();
  if (view == nullptr) return NoFigures(request);
  view = OnDayAsked(sources, query, std::move(view));
  if (query.refusal()) return WithRetry(*query.refusal());
  const AuthorityView* council = query.OneCouncil(*view, *sources.board->CurrentHealth());
  const std::string format = query.Text("format").value_or("json");
  if (format != "json" && format != "csv" && format != "html" && format != "text") {
    query.Refuse(400, "there is no format \"" + format + "\"", "one of json, csv, html, text");
  }
  if (query.refusal()) return *query.refusal();
  View one = {.as_of = view->as_of, .authorities = {}};
  for (const auto& each : view->authorities) {
    if (each.get() == council) one.authorities.push_back(each);
  }
  ReportHeader header = HeaderOf(sources, *view);
  header.due_soon_working_days = sources.due_soon_working_days;
  const bool is_today = view->as_of == sources.board->CurrentView()->as_of;
  if (is_today) AddAcknowledged(sources, council->authority, header);
  return ReportIn(format, one, sources, header);
}

}  // namespace caseclock

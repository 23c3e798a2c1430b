#include "daemon/http/router.h"

#include <optional>
#include <random>
#include <utility>

#include "daemon/http/past_view.h"
#include "daemon/http/refusal.h"
#include "daemon/page/board_page.h"
#include "daemon/page/form_values.h"
#include "daemon/page/page_acknowledge.h"
#include "daemon/page/page_assets.h"
#include "daemon/page/records_page.h"
#include "daemon/page/team_page.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace caseclock {
namespace {

HttpAnswer Text(int status, std::string body) {
  return {.status = status, .body = std::move(body)};
}

// Names this one page's inline style and script to the browser; nobody can guess it beforehand.
std::string FreshNonce() {
  thread_local std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

// Where none is named, or one that is none: the reporting year.
Window WindowAsked(std::string_view query) {
  const std::string name = QueryValue(query, "window");
  for (const Window each : kAllWindows) {
    if (WindowName(each) == name) return each;
  }
  return Window::kYear;
}

}  // namespace

Router::Router(ViewBoard* board, IndicatorTexts texts) : board_(board) {
  SetTexts(std::move(texts));
  SetCatalogue(BuiltInCatalogue(), ReportDefinitions().due_soon_working_days);
  const auto shipped = std::make_shared<const Definitions>();
  SetDefinitionsOf([shipped](const std::string&) { return shipped; });
}

void Router::SetTexts(IndicatorTexts texts) {
  texts_.Put(std::make_shared<const IndicatorTexts>(std::move(texts)));
  board_->PublishTexts(texts_.Get());
}

void Router::SetCatalogue(Catalogue catalogue, int due_soon_working_days) {
  definitions_.Put(std::make_shared<const ReportDefinitions>(
      ReportDefinitions{std::move(catalogue), due_soon_working_days}));
}

void Router::SetDefinitionsOf(DefinitionsOf definitions_of) {
  const std::lock_guard lock(known_mutex_);
  definitions_of_ = std::move(definitions_of);
  known_.clear();
}

std::shared_ptr<const Definitions> Router::DefinitionsFor(const AuthorityView* council) const {
  const std::string code = council == nullptr ? "" : council->authority;
  const std::lock_guard lock(known_mutex_);
  auto& known = known_[code];
  if (known == nullptr) known = definitions_of_(code);
  return known;
}

// In the order in which people learn of them.
const std::vector<Router::Route>& Router::Routes() {
  static const std::vector<Route> routes = {
      {"/", &Router::Page},
      {"/team", &Router::Page},
      {"/records", &Router::Records},
      {kAcknowledgePath, &Router::Acknowledge},
      {"/metrics", &Router::Metrics},
      {"/-/healthy", &Router::Healthy},
      {"/-/ready", &Router::Ready},
      {"/api/v1/indicators", &Router::Api<ApiIndicators>},
      {"/api/v1/drag", &Router::Api<ApiDrag>},
      {"/api/v1/report", &Router::Api<ApiReport>},
      {"/api/v1/explain", &Router::Api<ApiExplain>},
      {"/api/v1/openapi.json", &Router::Description},
  };
  return routes;
}

template <HttpAnswer (*kAnswer)(const ApiSources&, const HttpRequest&)>
HttpAnswer Router::Api(const HttpRequest& request, std::int64_t now_us) const {
  const auto definitions = definitions_.Get();
  return kAnswer({board_, &definitions->catalogue, definitions->due_soon_working_days, records_,
                  past_, desk_, now_us},
                 request);
}

HttpAnswer Router::Description(const HttpRequest& request, std::int64_t /*now_us*/) const {
  return ApiDescription(request);
}

HttpAnswer Router::Metrics(const HttpRequest& request, std::int64_t now_us) const {
  MetricsText text =
      request.takes_gzip ? board_->CompressedMetrics(now_us) : board_->Metrics(now_us);
  return {.content_type = kMetricsContentType,
          .shared_body = std::move(text.figures),
          .body = std::move(text.daemon),
          .may_compress = true,
          .compressed = request.takes_gzip};
}

HttpAnswer Router::Healthy(const HttpRequest& /*request*/, std::int64_t now_us) const {
  if (IsLive(*board_->CurrentHealth(), now_us)) return Text(200, "healthy\n");
  return Text(503, "not healthy: the loop is silent or has stopped\n");
}

HttpAnswer Router::Ready(const HttpRequest& /*request*/, std::int64_t now_us) const {
  const auto reasons = NotReadyReasons(*board_->CurrentHealth(), now_us);
  if (reasons.empty()) return Text(200, "ready\n");
  return Text(503, fmt::format("{}\n", fmt::join(reasons, "\n")));
}

// Named, and neither shown nor on its way.
bool Router::IsUnknown(const View* view, const std::string& authority) const {
  if (view == nullptr || authority.empty()) return false;
  return FindCouncil(*view, authority) == nullptr &&
         !board_->CurrentHealth()->held_authorities.contains(authority);
}

bool Router::MaySeeRecords(const HttpRequest& request, const AuthorityView* council) const {
  const RecordDesk* desk = records_;
  return desk != nullptr && council != nullptr &&
         desk->MaySee({request.user, request.client}, council->authority);
}

// A page of a council: the board, or one team where the path says so; of today, or of the day that is asked for.
HttpAnswer Router::Page(const HttpRequest& request, std::int64_t now_us) const {
  const std::string authority = QueryValue(request.query, "authority");
  const std::string indicator = QueryValue(request.query, "indicator");
  auto view = board_->CurrentView();
  if (IsUnknown(view.get(), authority)) return Text(404, "there is no such council here\n");
  const AuthorityView* chosen = ChosenAuthority(view.get(), authority);
  PastViewFound past;
  if (const std::string day = QueryValue(request.query, "as_of");
      chosen != nullptr && !day.empty()) {
    if (auto refusal = FindPast(day, *chosen, past)) return *refusal;
  }
  if (past.view != nullptr) {
    view = past.view;
    chosen = view->authorities.front().get();
  }
  const bool is_past = past.view != nullptr;
  std::string nonce = FreshNonce();
  const auto alerts = board_->CurrentAlerts();
  const AuthorityView* today = is_past ? nullptr : chosen;
  const auto definitions = DefinitionsFor(chosen);
  const auto said = today == nullptr || desk_ == nullptr ? std::vector<SaidOfAlert>()
                                                         : desk_->InForce(today->authority, now_us);
  const PageRequest page = {
      .authority = authority,
      .now_us = now_us,
      .alerts = is_past ? nullptr : alerts.get(),
      .nonce = nonce,
      .indicator = indicator,
      .may_see_records = MaySeeRecords(request, today),
      .window = WindowAsked(request.query),
      .rotation = ParseRotation(request.query),
      .may_choose_day = past_ != nullptr,
      .calendar = {&definitions->calendar, definitions->due_soon_working_days},
      .catalogue = &definitions->catalogue,
      .said = &said,
      .is_past = is_past,
      .known_us = past.known_us};
  const auto health = board_->CurrentHealth();
  const auto texts = texts_.Get();
  std::optional<std::string> html =
      request.path == "/team"
          ? TeamPage(view.get(), *health, *texts, page, QueryValue(request.query, "team"))
          : BoardPage(view.get(), *health, *texts, page);
  if (!html) return Text(404, "there is no such team here\n");
  std::string tag = PageTag(*html);
  return {.content_type = "text/html; charset=utf-8",
          .body = std::move(*html),
          .nonce = std::move(nonce),
          .etag = std::move(tag),
          .has_form = true};
}

// Nothing, with `past` filled in or for today; or the answer that says why not.
std::optional<HttpAnswer> Router::FindPast(const std::string& day, const AuthorityView& council,
                                           PastViewFound& past) const {
  const auto as_of = ParseDate(day);
  if (!as_of) return Text(400, "as_of must be a date such as 2024-03-31\n");
  if (*as_of == council.as_of) return std::nullopt;
  auto found = PastView(past_, council.authority, *as_of);
  if (const auto* refused = std::get_if<PastRefused>(&found)) {
    HttpAnswer answer = Text(refused->status, refused->sentence + "\n" + refused->detail + "\n");
    answer.retry_after_seconds = refused->status == 503 ? 5 : 0;
    return answer;
  }
  past = std::get<PastViewFound>(std::move(found));
  return std::nullopt;
}

HttpAnswer Router::Records(const HttpRequest& request, std::int64_t now_us) const {
  std::string nonce = FreshNonce();
  RecordsPage page =
      AnswerRecords(records_, request.query, {request.user, request.client}, now_us, nonce);
  return {.status = page.status,
          .content_type = "text/html; charset=utf-8",
          .body = std::move(page.html),
          .nonce = std::move(nonce),
          .asks_who = page.status == 401,
          .retry_after_seconds = page.status == 429 ? 2 : 0};
}

bool Router::IsQuick(std::string_view path) { return path == "/-/healthy" || path == "/-/ready"; }

bool Router::IsOpenToAll(std::string_view path) { return path == kAcknowledgePath; }

bool Router::IsForAnyHost(std::string_view path) { return path == "/-/healthy"; }

bool Router::TakesForm(const HttpRequest& request) const {
  return request.method == "POST" && request.path == kAcknowledgePath && desk_ != nullptr;
}

HttpAnswer Router::Acknowledge(const HttpRequest& request, std::int64_t now_us) const {
  std::string nonce = FreshNonce();
  AcknowledgePage page =
      request.method == "POST"
          ? TakeAcknowledgement(*desk_, request.body, now_us, nonce)
          : ShowAcknowledgement(*desk_, QueryValue(request.query, "t"), now_us, nonce);
  return {.status = page.status,
          .content_type = "text/html; charset=utf-8",
          .body = std::move(page.html),
          .nonce = std::move(nonce),
          .has_form = true,
          .retry_after_seconds = page.status == 429 ? 60 : 0};
}

HttpAnswer Router::Answer(const HttpRequest& request, std::int64_t now_us) const {
  const bool acknowledges = request.path == kAcknowledgePath && desk_ != nullptr;
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && !TakesForm(request)) {
    HttpAnswer refusal =
        Refusal(request.path, 405, acknowledges ? "only GET, HEAD and POST" : "only GET and HEAD");
    refusal.allow = acknowledges ? "GET, HEAD, POST" : "GET, HEAD";
    return refusal;
  }
  for (const Route& route : Routes()) {
    if (route.path != request.path) continue;
    if (route.path == kAcknowledgePath && !acknowledges) break;
    return (this->*route.answer)(request, now_us);
  }
  if (const auto asset = FindAsset(request.path)) {
    return {.content_type = std::string(asset->content_type),
            .body = std::string(asset->text),
            .for_ever = asset->for_ever,
            .may_compress = true};
  }
  return Refusal(request.path, 404, "not found");
}

}  // namespace caseclock

#include "daemon/http/api.h"
#include "daemon/http/api_pages.h"
#include "daemon/http/api_query.h"
#include "daemon/http/refusal.h"
#include "daemon/report/report.h"

namespace caseclock {
namespace {

constexpr std::size_t kRecordsUnlessSaid = 100;
/// Far more than a council has.
constexpr std::size_t kMostRecordsPassedOver = 100'000'000;

HttpAnswer Refused(const HttpRequest& request, RecordRefusal refusal) {
  const auto say = [&](int status, const char* sentence, const char* detail = "") {
    HttpAnswer answer = Refusal(request.path, status, sentence, detail);
    answer.asks_who = status == 401;
    answer.retry_after_seconds = status == 503 || status == 429 ? 2 : 0;
    return answer;
  };
  switch (refusal) {
    case RecordRefusal::kNotAuthenticated: return say(401, "name and password are needed");
    case RecordRefusal::kNotAllowed:
      return say(403, "you may not see records of this authority",
                 "http.record_readers of the configuration names who may");
    case RecordRefusal::kUnknown: return say(404, "there is no such authority, indicator or team");
    case RecordRefusal::kNotCaughtUp:
      return say(503,
                 "no figures of this authority now: it is catching up, or half an export has come");
    case RecordRefusal::kBusy: return say(503, "too many ask for records", "ask again in a moment");
    case RecordRefusal::kTooMany:
      return say(429, "you have asked for records too often", "wait a few seconds and ask again");
    case RecordRefusal::kNotAudited:
      return say(503, "the audit cannot be written, so no record is shown",
                 "see to http.audit_directory");
  }
  return say(503, "no answer");
}

}  // namespace

HttpAnswer ApiExplain(const ApiSources& sources, const HttpRequest& request) {
  if (sources.records == nullptr) {
    return Refusal(request.path, 403, "no user may view records",
                   "configure basic_auth_users in http.web_config_file, and http.record_readers");
  }
  ApiQuery query(request, {"authority", "indicator", "team", "window", "part", "limit", "offset"});
  RecordQuestion question;
  question.authority = query.Text("authority").value_or("");
  question.indicator = query.Text("indicator").value_or("");
  question.team = query.Text("team").value_or(kWholeAuthority);
  question.window = query.WindowGiven().value_or(Window::kYear);
  question.limit = query.CountOr("limit", kRecordsUnlessSaid, kMaxRecordsAnswered);
  question.offset = query.CountOr("offset", 0, kMostRecordsPassedOver);
  const auto part = RecordPartOf(query.Text("part").value_or("all"));
  if (!part)
    query.Refuse(400, "there is no such part",
                 "one of all, numerator, denominator, open, drag, due_soon");
  if (question.authority.empty()) query.Refuse(400, "parameter \"authority\" is missing");
  if (question.indicator.empty()) query.Refuse(400, "parameter \"indicator\" is missing");
  if (query.refusal()) return *query.refusal();
  question.part = *part;
  const auto answered = sources.records->Records(question, {request.user, request.client});
  if (const auto* refusal = std::get_if<RecordRefusal>(&answered))
    return Refused(request, *refusal);
  const auto& answer = std::get<RecordAnswer>(answered);
  const std::size_t shown_to = question.offset + answer.records.records.size();
  const std::string next = answer.records.records.empty() || shown_to >= answer.found
                               ? ""
                               : AddressWith(request, {{"offset", std::to_string(shown_to)}});
  return {.content_type = "application/json",
          .body = WithNext(ExplanationJson(question.authority, answer.as_of, answer.records,
                                           RecordPartName(question.part), answer.found),
                           next)};
}

}  // namespace caseclock

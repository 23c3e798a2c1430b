/// @file
/// What each path answers: a function of the request and of what the board holds, without sockets.
///
/// Example:
///   Router router(&board, texts);
///   router.Answer({.method = "GET", .path = "/-/healthy"}, now_us).status == 200
///
/// | path | answer |
/// |---|---|
/// | /metrics | the text Prometheus reads |
/// | /-/healthy | 200 while the loop lives, else 503 |
/// | /-/ready | 200 when figures may be used, else 503 and the reasons, one a line |
/// | / | the live page; ?authority=CODE for one of several |
/// | /team | one team of it; ?authority=CODE&team=NAME |
/// | /records | the records behind a figure, for those who may see them |
/// | /assets/... | scripts of the page, built into the program |
/// | /api/v1/indicators | the rows as JSON; ?authority=CODE for one of several |
///
/// | /alerts/acknowledge | the page of a link in a mail; POST acknowledges. Only where there is a desk for it |
///
/// GET and HEAD only, but for that one POST. Exact paths: "//" or "/metrics/" are not found.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "daemon/exposition/indicator_text.h"
#include "daemon/exposition/view_board.h"
#include "daemon/page/acknowledgement_desk.h"
#include "daemon/page/record_desk.h"

namespace caseclock {

/// A request as far as it matters.
struct HttpRequest {
  std::string method = {};  ///< "GET"
  std::string path = {};    ///< "/metrics", decoded, dots and slashes as sent, without the query
  std::string query = {};   ///< "authority=E08000018", without "?"
  std::string body = {};    ///< of a form: "t=...&days=5"; nothing else has one
  std::string user = {};    ///< as authenticated; "": nobody
  std::string client = {};  ///< address of the client
};

/// An answer. The body is `shared_body`, where there is one, followed by `body`.
struct HttpAnswer {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::shared_ptr<const std::string> shared_body = {};
  std::string body = {};
  std::string nonce = {};  ///< of the inline style and script; "" where the answer has none
  std::string allow = {};  ///< of 405: what may be done instead
  std::string etag = {};   ///< "\"7f3a\"": whoever has this already is answered 304; "": never
  bool has_form = false;   ///< its forms may be sent, to this server only
  bool asks_who = false;   ///< of 401: asks for name and password
  bool for_ever = false;   ///< may be kept for a year: its name changes with it

  std::size_t BodyBytes() const { return (shared_body ? shared_body->size() : 0) + body.size(); }
};

/// Answers requests. Thread safety: Safe from any thread.
class Router {
 public:
  /// Requires: `board` outlives the router. Borrowed, not owned.
  Router(ViewBoard* board, IndicatorTexts texts);

  /// Other words of indicators from the next answer on.
  void SetTexts(IndicatorTexts texts);
  /// Who takes acknowledgements; nullptr: there is no such page. Requires: called before the server starts; `desk`
  /// outlives the router. Borrowed, not owned.
  void SetDesk(AcknowledgementDesk* desk) { desk_ = desk; }

  /// Who answers for records; nullptr: nobody sees any. Requires: as SetDesk.
  void SetRecordDesk(RecordDesk* desk) { record_desk_ = desk; }

  /// True for the one request whose body is wanted.
  bool TakesForm(const HttpRequest& request) const;

  /// Never fails: what it does not know is 404, what it does not do 405, what is not there yet 503.
  HttpAnswer Answer(const HttpRequest& request, std::int64_t now_us) const;

 private:
  HttpAnswer Metrics(std::int64_t now_us) const;
  HttpAnswer Healthy(std::int64_t now_us) const;
  HttpAnswer Ready(std::int64_t now_us) const;
  HttpAnswer Page(const HttpRequest& request, std::int64_t now_us) const;
  HttpAnswer Indicators(const HttpRequest& request) const;
  HttpAnswer Acknowledge(const HttpRequest& request, std::int64_t now_us) const;
  HttpAnswer Records(const HttpRequest& request, std::int64_t now_us) const;

  ViewBoard* const board_;
  AcknowledgementDesk* desk_ = nullptr;
  RecordDesk* record_desk_ = nullptr;
  std::atomic<std::shared_ptr<const IndicatorTexts>> texts_;
};

}  // namespace caseclock

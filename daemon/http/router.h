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
/// | / | the live page; ?authority=CODE for one of several, &as_of=DATE for a past day, &window=NAME for another one |
/// | /team | one team of it; ?authority=CODE&team=NAME, as_of and window too |
/// | /records | the records behind a figure, for those who may see them |
/// | /assets/... | scripts of the page, built into the program |
/// | /api/v1/... | figures, drag, reports and records as JSON: see api.h |
/// | /alerts/acknowledge | the page of a link in a mail; POST acknowledges. Only where there is a desk for it |
///
/// GET and HEAD only, but for that one POST. Exact paths: "//" or "/metrics/" are not found.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/exposition/indicator_text.h"
#include "daemon/exposition/newest.h"
#include "daemon/exposition/view_board.h"
#include "daemon/http/api.h"
#include "daemon/http/http_message.h"
#include "daemon/http/past_view.h"
#include "daemon/page/acknowledgement_desk.h"
#include "daemon/page/past_desk.h"
#include "daemon/page/record_desk.h"
#include "processors/indicator/definitions.h"

namespace caseclock {

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

  /// The catalogue by which reports are written; until then the built-in one.
  void SetCatalogue(Catalogue catalogue, int due_soon_working_days);
  /// The definitions of a council, for its calendar; until then the shipped calendar. Safe from any thread.
  using DefinitionsOf =
      std::function<std::shared_ptr<const Definitions>(const std::string& authority)>;
  void SetDefinitionsOf(DefinitionsOf definitions_of);
  /// Who shows records, from the next answer on; nullptr: nobody. Requires: `desk` outlives the router. Borrowed, not
  /// owned.
  void SetRecordDesk(RecordDesk* desk) { records_ = desk; }
  /// Who counts past days; nullptr: nobody. Requires: called before the server starts; `desk` outlives the router.
  /// Borrowed, not owned.
  void SetPastDesk(PastDesk* desk) { past_ = desk; }

  /// True for what is answered at once, without rendering or asking anybody.
  static bool IsQuick(std::string_view path);
  /// True for what needs no password where others do: a link that is signed itself, for people without one.
  static bool IsOpenToAll(std::string_view path);

  /// True for what may be asked by any name: it says one word, and probes have names of their own for the daemon.
  static bool IsForAnyHost(std::string_view path);

  /// True for the one request whose body is wanted.
  bool TakesForm(const HttpRequest& request) const;

  /// Never fails: what it does not know is 404, what it does not do 405, what is not there yet 503.
  HttpAnswer Answer(const HttpRequest& request, std::int64_t now_us) const;

 private:
  using AnswerOf = HttpAnswer (Router::*)(const HttpRequest& request, std::int64_t now_us) const;
  struct Route {
    std::string_view path;
    AnswerOf answer;
  };
  struct ReportDefinitions {
    Catalogue catalogue;
    int due_soon_working_days = 5;
  };
  static const std::vector<Route>& Routes();

  HttpAnswer Metrics(const HttpRequest& request, std::int64_t now_us) const;
  HttpAnswer Healthy(const HttpRequest& request, std::int64_t now_us) const;
  HttpAnswer Ready(const HttpRequest& request, std::int64_t now_us) const;
  HttpAnswer Page(const HttpRequest& request, std::int64_t now_us) const;
  bool IsUnknown(const View* view, const std::string& authority) const;
  bool MaySeeRecords(const HttpRequest& request, const AuthorityView* council) const;
  std::optional<HttpAnswer> FindPast(const std::string& day, const AuthorityView& council,
                                     PastViewFound& past) const;
  std::shared_ptr<const Definitions> DefinitionsFor(const AuthorityView* council) const;
  HttpAnswer Records(const HttpRequest& request, std::int64_t now_us) const;
  HttpAnswer Acknowledge(const HttpRequest& request, std::int64_t now_us) const;
  template <HttpAnswer (*kAnswer)(const ApiSources&, const HttpRequest&)>
  HttpAnswer Api(const HttpRequest& request, std::int64_t now_us) const;
  HttpAnswer Description(const HttpRequest& request, std::int64_t now_us) const;

  ViewBoard* const board_;
  AcknowledgementDesk* desk_ = nullptr;
  PastDesk* past_ = nullptr;
  std::atomic<RecordDesk*> records_ = nullptr;
  Newest<IndicatorTexts> texts_;
  Newest<ReportDefinitions> definitions_;
  DefinitionsOf definitions_of_;  // guarded by known_mutex_
  mutable std::mutex known_mutex_;
  /// A calendar is a table of 24 years: made once for each council that is shown.
  mutable std::map<std::string, std::shared_ptr<const Definitions>> known_;
};

}  // namespace caseclock

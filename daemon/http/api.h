/// @file
/// The JSON API, version 1: figures, drag, reports, and the records behind a figure. ops/docs/api.md is its page,
/// ops/api/openapi.json its description, which it serves itself.
///
/// Example:
///   ApiDrag({&board, &catalogue}, {.method = "GET", .path = "/api/v1/drag", .query = "authority=E08000018"}).status
///
/// Numbers are written by the functions of `report` and of `explain`, from the View that metrics and page read: they
/// cannot disagree. Parameters are strict: unknown, repeated or unreadable ones are errors.
#pragma once

#include <cstdint>

#include "daemon/exposition/view_board.h"
#include "daemon/http/http_message.h"
#include "daemon/page/acknowledgement_desk.h"
#include "daemon/page/past_desk.h"
#include "daemon/page/record_desk.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// What answers are made of. Borrowed, for the time of one answer.
struct ApiSources {
  const ViewBoard* board = nullptr;
  const Catalogue* catalogue = nullptr;
  int due_soon_working_days = 5;
  RecordDesk* records = nullptr;              ///< nullptr: nobody may see records
  PastDesk* past = nullptr;                   ///< nullptr: figures of today only
  const AcknowledgementDesk* desk = nullptr;  ///< nullptr: nothing is said of alerts
  std::int64_t now_us = 0;                    ///< Units: microseconds since 1970
};

/// The rows as the JSON report has them; authority, team, indicator, window, as_of.
HttpAnswer ApiIndicators(const ApiSources& sources, const HttpRequest& request);
/// Open, drag and due soon by team and indicator; authority, team, indicator.
HttpAnswer ApiDrag(const ApiSources& sources, const HttpRequest& request);
/// What `caseclock report` prints of one council, byte for byte; authority, format, as_of.
HttpAnswer ApiReport(const ApiSources& sources, const HttpRequest& request);
/// The records behind a figure, for readers of records; authority, indicator, team, window, part, limit.
HttpAnswer ApiExplain(const ApiSources& sources, const HttpRequest& request);
/// The description, OpenAPI 3.1.
HttpAnswer ApiDescription(const HttpRequest& request);

}  // namespace caseclock

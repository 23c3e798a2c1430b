/// @file
/// Answers in pages: no more councils in one than a named number, with the address of the next page, and a word when
/// the figures have changed between two pages.
///
/// Example:
///   CouncilPage page = PageOfCouncils(*view, query, request);
///   WithPage(ReportJson(page.view, header, choice), page)
///   // {"as_of":...,"view":"9c1f04a2b7d35e68","view_changed":false,"next":"/api/v1/drag?after=E06000001&view=..."}
#pragma once

#include <cstddef>
#include <string>

#include "daemon/http/api_query.h"
#include "daemon/http/http_message.h"
#include "processors/view.h"

namespace caseclock {

/// Most councils of one answer, and how many without `limit`.
inline constexpr std::size_t kMaxCouncilsAnswered = 20;

/// Some councils of a View, in the order of their codes.
struct CouncilPage {
  View view;
  std::string fingerprint;  ///< of the figures of the whole View
  bool changed = false;     ///< the request named other figures
  std::string next;         ///< address of the next page; "": there is none
};

/// Reads `after`, `limit` and `view` of the request; mistakes are refused by `query`. Where `authority` names a
/// council, that one is the page.
CouncilPage PageOfCouncils(const View& view, ApiQuery& query, const HttpRequest& request);

/// The JSON object with what there is to say of its page.
std::string WithPage(std::string json, const CouncilPage& page);

/// The JSON object with the address of the next page; "": null.
std::string WithNext(std::string json, const std::string& next);

/// The address of the request with these parameters in the place of those of the same names.
/// Example: ("/api/v1/drag", "limit=5&after=A", {{"after", "B"}}) is "/api/v1/drag?limit=5&after=B".
std::string AddressWith(const HttpRequest& request,
                        std::initializer_list<std::pair<std::string_view, std::string>> changed);

}  // namespace caseclock

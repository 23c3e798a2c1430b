/// @file
/// The parameters of a request to the API, read strictly: the first mistake is the answer.
///
/// Example:
///   ApiQuery query(request, {"authority", "window"});
///   const auto window = query.WindowOr(Window::kYear);
///   if (query.refusal()) return *query.refusal();
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/exposition/health.h"
#include "daemon/http/http_message.h"
#include "processors/view.h"

namespace caseclock {

/// When to ask again for figures that are on their way.
inline constexpr int kRetryFiguresAfterSeconds = 5;

/// Used by one thread.
class ApiQuery {
 public:
  /// `known` are the parameters that the path has.
  ApiQuery(const HttpRequest& request, std::initializer_list<std::string_view> known);

  /// nullopt: not given.
  std::optional<std::string> Text(const std::string& name) const;
  std::optional<Window> WindowGiven();
  /// 1 to `most`; from 0 on where that is what holds otherwise.
  std::size_t CountOr(const std::string& name, std::size_t otherwise, std::size_t most);

  /// What `as_of` says; nullopt: not given, or refused.
  std::optional<Date> DayGiven();

  /// A council of the view: the one asked for, or the only one. nullptr: refused; with 503 when `health` says that its
  /// figures are on their way.
  const AuthorityView* OneCouncil(const View& view, const Health& health);
  /// The council, team and indicator that are given are in the view.
  void CheckNames(const View& view, const Health& health);

  /// The first mistake.
  void Refuse(int status, const std::string& sentence, const std::string& detail = "");
  const std::optional<HttpAnswer>& refusal() const { return refusal_; }

 private:
  void RefuseCouncil(const std::string& code, const Health& health);

  std::string path_;
  std::map<std::string, std::string> values_;
  std::optional<HttpAnswer> refusal_;
};

}  // namespace caseclock

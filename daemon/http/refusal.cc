#include "daemon/http/refusal.h"

#include <nlohmann/json.hpp>

namespace caseclock {

HttpAnswer Refusal(std::string_view path, int status, const std::string& sentence,
                   const std::string& detail) {
  if (!path.starts_with("/api/")) {
    return {.status = status, .body = sentence + "\n" + (detail.empty() ? "" : detail + "\n")};
  }
  using Json = nlohmann::ordered_json;
  const Json json = {{"error", sentence},
                     {"detail", detail.empty() ? Json(nullptr) : Json(detail)}};
  return {.status = status,
          .content_type = "application/json",
          .body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"};
}

}  // namespace caseclock

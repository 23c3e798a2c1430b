/// @file
/// Answers that say no, in the form their reader wants: programs get JSON, people a line of text.
///
/// Example: Refusal("/api/v1/drag", 404, "there is no team \"Moss\"").body ==
///          "{\"error\":\"there is no team \\\"Moss\\\"\",\"detail\":null}\n"
#pragma once

#include <string>
#include <string_view>

#include "daemon/http/http_message.h"

namespace caseclock {

/// `sentence` is one line without a full stop; `detail` says what to do, or is "". Under /api/ as JSON.
HttpAnswer Refusal(std::string_view path, int status, const std::string& sentence,
                   const std::string& detail = "");

}  // namespace caseclock

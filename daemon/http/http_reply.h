/// @file
/// An answer as the HTTP library sends it: status, the headers that guard every answer, body.
///
/// Example: MHD_queue_response(connection, answer.status, Reply(answer).get());
#pragma once

#include <memory>

#include "daemon/http/http_message.h"

struct MHD_Response;

namespace caseclock {

struct ReplyRelease {
  void operator()(MHD_Response* reply) const;
};
using ReplyPointer = std::unique_ptr<MHD_Response, ReplyRelease>;

/// The body is not copied: it lives as long as somebody reads it. nullptr: there is no memory.
ReplyPointer Reply(HttpAnswer answer);

}  // namespace caseclock

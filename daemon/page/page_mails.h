/// @file
/// The latest mails on the page of the demo, where every reader may see them; a daemon shows none.
///
/// Example: a list "Sat 2 Mar 2024, 08:00 to Head of service: Caseclock digest ..." and the newest as it reads.
#pragma once

#include <string>

#include "daemon/exposition/health.h"

namespace caseclock {

/// A section of HTML; "" where there are no mails. Every text is escaped.
std::string LatestMails(const AlertsHealth& alerts);

}  // namespace caseclock

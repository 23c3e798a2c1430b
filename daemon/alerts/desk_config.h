/// @file
/// What the desk is to know of the configuration, and what the board is to know of the desk: the same for the daemon,
/// its demo and rehearsals.
///
/// Example: DeskConfigOf(config.alerts, definitions_of).group_wait_us is 120,000,000 unless configured otherwise.
#pragma once

#include <string>
#include <vector>

#include "daemon/config/alerts_config.h"
#include "daemon/exposition/health.h"
#include "daemon/notify/alert_desk.h"
#include "daemon/notify/courier.h"
#include "daemon/serve/councils.h"

namespace caseclock {

/// Rules, people, words and waits, in London's time; without links, which need a key.
DeskConfig DeskConfigOf(const AlertsConfig& alerts, DefinitionsOf definitions_of);

/// Councils and teams of `people` that are in no figure, a sentence for each: mostly a slip of a name.
/// Example: "north" is told of team "Invented Nroth", and no event names that team.
std::vector<std::string> UnseenSubjects(const std::vector<Person>& people, const View& view);

/// How alerts and mails stand, for the board.
AlertsHealth AlertsHealthOf(const DeskHealth& desk, const CourierHealth& courier);

}  // namespace caseclock

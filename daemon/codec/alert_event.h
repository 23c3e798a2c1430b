/// @file
/// What the alerts topic says of an entry of the ledger: messages as bytes (proto/caseclock/v1/alert.proto, AlertEvent)
/// with the headers of CloudEvents. Pure: an entry that is read again makes the same messages, with the same ids.
///
/// Public: no address, no text of a mail, no reference of a record.
///
/// Example: a claim of a mail that tells "north" of two alerts makes two messages, keyed by their authority, with the
/// ids
///   "m-1.A3F7K9Q2M4XTB.firing.north.told", "m-1.A0Q2ZK7M4XTB9.firing.north.told"
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "processors/alert/ledger.h"
#include "processors/alert/rule.h"

namespace caseclock {

/// One message of the alerts topic.
struct AlertEventMessage {
  std::string key;    ///< the authority
  std::string value;  ///< an AlertEvent
  std::vector<std::pair<std::string, std::string>> headers;
  friend bool operator==(const AlertEventMessage&, const AlertEventMessage&) = default;
};

/// The messages of `entry`; none when it is nothing to tell: a state of the same phase, an entry that the ledger will
/// ignore. `before`: the ledger of all entries before this one. `rules`: as configured now.
std::vector<AlertEventMessage> AlertEventsOf(const LedgerEntry& entry, const Ledger& before,
                                             const std::vector<AlertRule>& rules);

}  // namespace caseclock

/// @file
/// What the log says of emails: how many of which kind were delivered to how many people, and how many were not. Never
/// an address, a name or what they say.
///
/// Example: two urgent emails to one person and a digest to another, delivered within the same half second:
///   sent.TakeLine() == "3 emails delivered: 2 urgent to 1 person, 1 digest to 1 person"
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "processors/alert/ledger.h"

namespace caseclock {

/// Used by one thread.
class SentLog {
 public:
  /// Every entry of the ledger, with the ledger as it was before it.
  void Note(const LedgerEntry& entry, const Ledger& before);
  /// The line about what has ended since the last call; "": nothing has.
  std::string TakeLine();

 private:
  struct Group {
    std::int64_t emails = 0;
    std::set<std::string> readers;
  };
  std::map<std::tuple<MailEnd, MailKind, std::string>, Group> ended_;  // with the server's code
};

}  // namespace caseclock

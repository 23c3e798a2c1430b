/// @file
/// From a planned mail to what it says: figures from the View, words from the catalogue, who is who from the people.
///
/// A mail holds no name. References of records stand in it only for readers so configured; teams, roles and figures
/// for all.
///
/// Example: an urgent mail about the drag of "Assessment North" has the subject
/// "[urgent] Assessment North: 12 of 85 open late, E08000099" and one section with one alert.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_message.h"
#include "processors/alert/condition.h"
#include "processors/alert/mail_plan.h"
#include "processors/oldest_open.h"
#include "processors/view.h"

namespace caseclock {

/// How many of the oldest items a mail names.
inline constexpr std::size_t kOldestInMail = 5;

/// The oldest items by council and question, as far as they are known.
using OldestItems =
    std::map<std::pair<std::string, std::pair<std::string, std::string>>, std::vector<OpenItem>>;

/// Everything a mail is made from. Borrowed; functions that are empty leave their part out.
struct MakerInput {
  const Ledger& ledger;
  const std::vector<AlertRule>& rules;
  const std::vector<Person>& people;
  const Catalogue& catalogue;
  Moment moment;
  /// The figures of a council, or nullptr.
  std::function<const AuthorityView*(std::string_view authority)> view_of;
  /// What a rule sees at present, or nullptr: then what the ledger last noted stands, marked as such.
  std::function<const Observation*(const AlertKey& key)> seen;
  const OldestItems& oldest;
  /// An instant as people read it, in London.
  std::function<Moment(std::int64_t us)> moment_of;
  /// The link by which a person acknowledges; empty: none.
  std::function<std::string(std::string_view ref, std::string_view person)> link_of;
  std::string board_url;  ///< "": none
};

/// Whether a mail names the oldest items: of what is told for the first time, where its condition has any.
bool NamesOldestItems(const PlannedItem& item, Condition condition);

/// What `mail` says. Requires: its items are in the ledger.
MailContent MakeContent(const PlannedMail& mail, const MakerInput& input);

/// What a mail says that only shows that mails arrive.
MailContent MakeTestContent(const Person& reader, const Moment& moment);

/// `content` as it is sent. `envelope`: from, to, date, id and references; the rest of it is taken from the content.
std::string ContentBytes(const MailContent& content, MailMessage envelope);

/// Ids of the earlier mails about the alerts of `mail` to its reader, oldest first: its thread.
std::vector<std::string> ThreadOf(const PlannedMail& mail, const Ledger& ledger);

}  // namespace caseclock

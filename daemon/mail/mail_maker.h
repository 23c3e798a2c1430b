/// @file
/// From a planned mail to what it says: figures from the View, words from the catalogue, who is who from the people.
///
/// An email holds no name. References of records stand in it only for readers so configured; teams, roles and figures
/// for all. Several alerts about the same work of a team are one paragraph, and a record is listed once.
///
/// Example: an urgent email about overdue assessments of "Assessment North" has the subject
/// "Urgent: 12 assessments overdue, Assessment North" and one section with one paragraph.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
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

/// How many of the oldest items a paragraph names: with them an urgent email fits two phone screens.
inline constexpr std::size_t kOldestInMail = 3;
/// How many paragraphs a digest, a weekly summary and an urgent email have; the others are counted. And how many lines
/// of each sort.
inline constexpr std::size_t kParagraphsInDigest = 5;
inline constexpr std::size_t kParagraphsInWeekly = 3;
inline constexpr std::size_t kParagraphsAtOnce = 2;
inline constexpr std::size_t kLinesOfASort = 4;
/// How many rows the weekly summary shows in all.
inline constexpr std::size_t kRowsInWeekly = 14;

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
  std::string board_url = {};  ///< "": none
  /// All that are planned now: who is told of an alert by another of them is told too.
  const std::vector<PlannedMail>* planned = nullptr;
  /// Codes of the councils that have figures.
  std::vector<std::string> councils = {};
  /// Working days of a council from an instant's day to today; nullopt outside its calendar. Empty: nobody knows.
  std::function<std::optional<int>(std::string_view authority, std::int64_t us)> days_since = {};
};

/// What people call a council: as its figures or the shipped names say.
std::string CouncilName(const MakerInput& input, const std::string& authority);

/// Whether an email names the oldest items: of what is told for the first time, where its condition has any.
bool NamesOldestItems(const PlannedItem& item, Condition condition);

/// What `mail` says. Requires: its items are in the ledger.
MailContent MakeContent(const PlannedMail& mail, const MakerInput& input);

/// What an email says that only shows that emails arrive.
MailContent MakeTestContent(const Person& reader, const Moment& moment);

/// `content` as it is sent. `envelope`: from, to, date, id and references; the rest of it is taken from the content.
std::string ContentBytes(const MailContent& content, MailMessage envelope);

/// Ids of the earlier mails about the alerts of `mail` to its reader, oldest first: its thread.
std::vector<std::string> ThreadOf(const PlannedMail& mail, const Ledger& ledger);

}  // namespace caseclock

/// @file
/// Who is told: managers and operators, as the configuration names them, by role and never by name.
///
/// Example: Person{.id = "north", .address = "north@council.example", .authority = "E08000099",
///                 .teams = {"Assessment North"}, .escalates_to = "head"}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "processors/alert/moment.h"
#include "processors/calendar/period.h"
#include "processors/calendar/working_days.h"

namespace caseclock {

/// How often somebody wants mail.
enum class Cadence {
  kImmediate,  ///< urgent alerts at once, the rest in the digest
  kDaily,      ///< everything in the digest
  kWeekly,     ///< everything in the weekly summary
};

/// "immediate", "daily", "weekly".
std::string_view CadenceName(Cadence cadence);

/// When mails at once are not sent. Units: minutes of the day in London; from == to: never quiet.
struct QuietHours {
  int from = 19 * 60;
  int to = 7 * 60;
  bool non_working_days = true;  ///< quiet all day then
  friend bool operator==(const QuietHours&, const QuietHours&) = default;
};

/// At most so many mails at once to one person a day.
inline constexpr int kImmediateMailsADay = 3;

/// One recipient.
struct Person {
  std::string id;                  ///< a role: "head", "north"
  std::string title;               ///< how mails call the role: "Head of service"; never a name
  std::string address;             ///< in mail headers only
  std::string authority;           ///< "": every council
  std::vector<std::string> teams;  ///< empty: the whole authority and teams without a manager
  std::string deputy;              ///< gets the mails while away
  std::string escalates_to;        ///< told of what is not taken up
  std::vector<Period> away;        ///< days, both ends included
  Cadence cadence = Cadence::kImmediate;
  QuietHours quiet;
  int budget = kImmediateMailsADay;
  bool references = false;  ///< may see opaque references of records
  bool is_operator =
      false;  ///< runs the daemon: gets what concerns the feed and the mail, and no figures
  friend bool operator==(const Person&, const Person&) = default;
};

/// nullptr when there is none.
const Person* FindPerson(const std::vector<Person>& people, std::string_view id);

/// True when alerts of `authority` may concern the person.
bool Covers(const Person& person, std::string_view authority);

/// True on a day on which the person is away.
bool IsAway(const Person& person, Date day);

/// Who reads the mails of `person` on `day`: the person; while away the deputy, their deputy and so on; if all are
/// away, the person after all.
const Person& ReaderFor(const std::vector<Person>& people, const Person& person, Date day);

/// A working day; of years that the calendar does not know, Monday to Friday.
bool IsDayOfWork(const WorkingDays& calendar, Date day);

/// True when a mail at once must wait. `calendar`: whose working days count.
/// Example: 19:00 to 07:00, at 18:59: false; at 19:00 and at 06:59: true; on Good Friday: true.
bool IsQuiet(const QuietHours& quiet, const Moment& moment, const WorkingDays& calendar);

/// Whose alert it is: the rule's owner, if theirs is the council, else those who have the team, else those who have the
/// whole authority; for operators' rules all operators. By id, in the order of the list.
std::vector<const Person*> OwnersOf(const std::vector<Person>& people, std::string_view authority,
                                    std::string_view team, std::string_view rule_owner,
                                    bool for_operators);

}  // namespace caseclock

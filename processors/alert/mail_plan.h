/// @file
/// Who is to be told what by which mail now: the difference between what fires and what the ledger says has been told.
/// Pure: the same ledger, people and moment give the same plan, and each mail the same id.
///
/// A mail at once tells one person of the new urgent alerts of one team. It waits through quiet hours and, when the
/// day's budget is spent, is rolled into the digest and counted there. Everything else waits for the digest, once a
/// working day from 08:00 and only with news: new alerts, what nobody acknowledged (told once to the next person), what
/// is resolved (told to whoever was told that it fires). Reminders travel in it, never of what was told the same day.
/// On the first working day of a week the weekly summary takes its place, from the week after alerts began.
///
/// Example: three urgent alerts of three teams at 10:00, one mail at once already sent today: two mails, and one alert
/// in tomorrow's digest, whose `rolled_up` is 1.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "processors/alert/ledger.h"
#include "processors/alert/moment.h"
#include "processors/alert/person.h"
#include "processors/alert/rule.h"

namespace caseclock {

/// When the digest goes out, and until when it is made up for. Units: minutes of the day in London.
inline constexpr int kDigestMinute = 8 * 60;
inline constexpr int kDigestUntilMinute = 18 * 60;
/// Most alerts that one email tells of, shown or counted. What has no room is told by the next digest.
inline constexpr std::size_t kMaxMailAlerts = 200;
/// How long an urgent alert waits for others of the same team, unless configured.
inline constexpr std::int64_t kGroupWaitUs = 2 * kMinuteUs;

/// How a mail shows one alert.
enum class Item {
  kNew,           ///< told for the first time
  kStillFiring,   ///< told before, nobody has acknowledged it
  kAcknowledged,  ///< told before, somebody has
  kEscalated,     ///< told to the next person, because nobody has acknowledged it
  kResolved,
};

/// "new", "still open", "acknowledged", "escalated", "resolved": words of mails.
std::string_view ItemText(Item item);

/// One alert in one mail.
struct PlannedItem {
  AlertKey key;
  Item item = Item::kNew;
  std::string person;  ///< whom it concerns
  friend bool operator==(const PlannedItem&, const PlannedItem&) = default;
};

/// One mail to make.
struct PlannedMail {
  std::string id;      ///< deterministic
  std::string reader;  ///< id of the person it goes to
  MailKind kind = MailKind::kImmediate;
  bool weekly = false;  ///< a digest that is the weekly summary too
  std::string authority;
  std::string team;                ///< mails at once: the one they are about
  std::vector<PlannedItem> items;  ///< in the order in which they are to be read
  std::vector<ToldAlert> told;     ///< what the claim will say
  int left_out = 0;                ///< alerts for which there was no room: kMaxMailAlerts
  int rolled_up = 0;  ///< digest: how many urgent items waited because the budget was spent
  friend bool operator==(const PlannedMail&, const PlannedMail&) = default;
};

/// The working days of a council; "" the common ones.
using CalendarOf = std::function<const WorkingDays&(const std::string& authority)>;

/// Everything a plan is made from. Borrowed.
struct PlanInput {
  const Ledger& ledger;
  const std::vector<AlertRule>& rules;
  const std::vector<Person>& people;
  const CalendarOf& calendar_of;
  Moment moment;
  std::int64_t group_wait_us = kGroupWaitUs;
};

/// The mails to claim now, in order of (reader, kind, authority, team). Requires: the ledger's states are up to date.
std::vector<PlannedMail> PlanMails(const PlanInput& input);

}  // namespace caseclock

#include "processors/alert/mail_plan.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "processors/indicator/field_hash.h"

namespace caseclock {
namespace {

constexpr int kHexDigits = 16;

std::string Hex(std::uint64_t value) {
  std::string text(kHexDigits, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
    *digit = "0123456789abcdef"[value & 0xf];
    value >>= 4;
  }
  return text;
}

/// Something a person is still to be told, or is reminded of.
struct Owed {
  const AlertState* state = nullptr;
  const AlertRule* rule = nullptr;  ///< null: the rule is gone
  Item item = Item::kNew;
  const Person* person = nullptr;
  const Person* reader = nullptr;
  bool at_once = false;               ///< urgent enough for a mail of its own
  std::int64_t event_us = 0;          ///< when it became owed
  std::optional<Notification> tells;  ///< nullopt: a reminder
};

/// What cannot wait comes first, what is settled last.
int Rank(Item item) {
  switch (item) {
    case Item::kEscalated: return 0;
    case Item::kNew: return 1;
    case Item::kStillFiring: return 2;
    case Item::kResolved: return 3;
    case Item::kAcknowledged: return 4;
  }
  return 5;
}

bool IsUrgent(const Owed& owed) {
  return owed.rule != nullptr && owed.rule->severity == Severity::kUrgent;
}

auto ReadingOrder(const Owed& owed) {
  return std::tuple(Rank(owed.item), IsUrgent(owed) ? 0 : 1, owed.state->key.authority,
                    owed.state->key.team, owed.state->key.rule, owed.person->id);
}

class Planner {
 public:
  explicit Planner(const PlanInput& input) : in_(input) {}

  std::vector<PlannedMail> Plan() {
    FindLateFeeds();
    for (const auto& [key, state] : in_.ledger.alerts()) Collect(state);
    std::sort(owed_.begin(), owed_.end(),
              [](const Owed& a, const Owed& b) { return ReadingOrder(a) < ReadingOrder(b); });
    PlanMailsAtOnce();
    PlanDigests();
    std::sort(mails_.begin(), mails_.end(), [](const PlannedMail& a, const PlannedMail& b) {
      return std::tie(a.reader, a.kind, a.authority, a.team, a.id) <
             std::tie(b.reader, b.kind, b.authority, b.team, b.id);
    });
    return std::move(mails_);
  }

 private:
  bool IsFiring(const AlertKey& key) const {
    const AlertState* state = in_.ledger.Find(key);
    return state != nullptr && state->phase == Phase::kFiring;
  }

  void FindLateFeeds() {
    for (const AlertRule& rule : in_.rules) {
      if (rule.condition != Condition::kDataLate) continue;
      for (const auto& [key, state] : in_.ledger.alerts()) {
        if (key.rule == rule.id && state.phase == Phase::kFiring) late_.insert(key.authority);
      }
    }
  }

  const MailRecord* ToldBy(const AlertState& state, Notification notification,
                           const Person& who) const {
    return in_.ledger.ToldBy(state.key, state.onset, notification, who.id);
  }

  /// By which mail `who` heard that it fires, as an owner or as the next person.
  const MailRecord* FirstTold(const AlertState& state, const Person& who) const {
    const MailRecord* told = ToldBy(state, Notification::kFiring, who);
    return told != nullptr ? told : ToldBy(state, Notification::kEscalated, who);
  }

  std::vector<const Person*> Owners(const AlertKey& key, const AlertRule& rule) const {
    return OwnersOf(in_.people, key.authority, key.team, rule.owner,
                    IsForOperators(rule.condition));
  }

  /// Figures of a council whose feed is late are not to be trusted; a team's alert says nothing to whoever has the
  /// same of the whole authority.
  bool IsInhibited(const AlertState& state, const AlertRule& rule, const Person& person) const {
    if (IsForOperators(rule.condition)) return false;
    if (late_.contains(state.key.authority)) return true;
    if (state.key.team == kWholeAuthority) return false;
    const AlertKey whole{state.key.rule, state.key.authority, kWholeAuthority};
    if (!IsFiring(whole)) return false;
    const auto owners = Owners(whole, rule);
    return std::find(owners.begin(), owners.end(), &person) != owners.end();
  }

  void Collect(const AlertState& state) {
    const AlertRule* rule = FindRule(in_.rules, state.key.rule);
    if (state.phase == Phase::kFiring && rule != nullptr) {
      for (const Person* owner : Owners(state.key, *rule)) CollectFiring(state, *rule, *owner);
      CollectTold(state, *rule);
    } else if (state.phase != Phase::kFiring && state.resolved_at_us != 0) {
      CollectResolved(state, rule);
    }
  }

  void CollectFiring(const AlertState& state, const AlertRule& rule, const Person& owner) {
    const MailRecord* told = ToldBy(state, Notification::kFiring, owner);
    if (told == nullptr) {
      // What is clear again before anybody was told is no news; if it comes back it is told then.
      if (state.clear_since_us != 0 || IsInhibited(state, rule, owner)) return;
      Add({&state, &rule, Item::kNew, &owner, nullptr, rule.severity == Severity::kUrgent,
           state.since_us, Notification::kFiring});
      return;
    }
    CollectEscalation(state, rule, owner, *told);
  }

  void CollectEscalation(const AlertState& state, const AlertRule& rule, const Person& owner,
                         const MailRecord& told) {
    if (rule.escalate_after_days == 0 || IsAcknowledged(state, in_.moment.us)) return;
    const Person* next = FindPerson(in_.people, owner.escalates_to);
    if (next == nullptr || !Covers(*next, state.key.authority) ||
        ToldBy(state, Notification::kFiring, *next) != nullptr ||
        ToldBy(state, Notification::kEscalated, *next) != nullptr ||
        IsInhibited(state, rule, *next)) {
      return;
    }
    const auto waited = in_.calendar_of(state.key.authority).Count(told.claim.day, in_.moment.day);
    if (!waited || *waited < rule.escalate_after_days) return;
    Add({&state, &rule, Item::kEscalated, next, nullptr, false, state.since_us,
         Notification::kEscalated});
  }

  /// Reminders go to all who know of it.
  void CollectTold(const AlertState& state, const AlertRule& rule) {
    const bool taken_up = IsAcknowledged(state, in_.moment.us);
    for (const std::string& id : in_.ledger.WhoWasTold(state.key, state.onset)) {
      const Person* person = FindPerson(in_.people, id);
      if (person == nullptr) continue;
      Add({&state, &rule, taken_up ? Item::kAcknowledged : Item::kStillFiring, person, nullptr,
           false, RemindedFrom(state, *person), std::nullopt});
    }
  }

  /// From when on it may be repeated: since it was told, and since nobody has it in hand any more.
  std::int64_t RemindedFrom(const AlertState& state, const Person& person) const {
    const MailRecord* told = FirstTold(state, person);
    const std::int64_t told_us = told == nullptr ? state.since_us : told->claim.at_us;
    const bool expired = state.acknowledged && !IsAcknowledged(state, in_.moment.us);
    return expired ? std::max(told_us, state.acknowledged->until_us) : told_us;
  }

  void CollectResolved(const AlertState& state, const AlertRule* rule) {
    if (late_.contains(state.key.authority)) return;
    for (const std::string& id : in_.ledger.WhoWasTold(state.key, state.onset)) {
      const Person* person = FindPerson(in_.people, id);
      if (person == nullptr || ToldBy(state, Notification::kResolved, *person) != nullptr) continue;
      const MailRecord* told = FirstTold(state, *person);
      // Good news can wait for the digest of those who sleep; operators watch until it is over.
      const bool at_once =
          person->is_operator && told != nullptr && told->claim.kind == MailKind::kImmediate;
      Add({&state, rule, Item::kResolved, person, nullptr, at_once, state.resolved_at_us,
           Notification::kResolved});
    }
  }

  void Add(Owed owed) {
    owed.reader = &ReaderFor(in_.people, *owed.person, in_.moment.day);
    const Cadence cadence = owed.person->cadence;
    owed.at_once &= owed.person->is_operator || cadence == Cadence::kImmediate;
    owed_.push_back(owed);
  }

  const WorkingDays& CalendarOf(const Person& reader) const {
    return in_.calendar_of(reader.authority);
  }

  bool IsWorkingDay(const Person& reader) const {
    return IsDayOfWork(CalendarOf(reader), in_.moment.day);
  }

  /// What is left of an earlier day is for this day's digest.
  bool WaitsForDigest(const Owed& owed) const {
    return !owed.person->is_operator && DayOf(in_.moment, owed.event_us) < in_.moment.day &&
           IsWorkingDay(*owed.reader) && in_.moment.minute < kDigestUntilMinute;
  }

  bool MayGoAtOnce(const Owed& owed) const {
    return owed.at_once && !WaitsForDigest(owed) &&
           owed.event_us + in_.group_wait_us <= in_.moment.us &&
           !IsQuiet(owed.reader->quiet, in_.moment, CalendarOf(*owed.reader));
  }

  void PlanMailsAtOnce() {
    using Group = std::tuple<std::string, std::string, std::string>;  // reader, authority, team
    std::map<Group, std::vector<const Owed*>> groups;
    for (const Owed& owed : owed_) {
      if (!MayGoAtOnce(owed)) continue;
      groups[{owed.reader->id, owed.state->key.authority, owed.state->key.team}].push_back(&owed);
    }
    std::map<std::string, int> planned;
    for (const auto& [group, items] : groups) {
      const Person& reader = *items.front()->reader;
      int& count = planned[reader.id];
      if (in_.ledger.ImmediateMails(reader.id, in_.moment.day) + count >= reader.budget) continue;
      ++count;
      PlannedMail mail;
      mail.reader = reader.id;
      mail.authority = std::get<1>(group);
      mail.team = std::get<2>(group);
      for (const Owed* owed : items) Put(*owed, mail);
      mail.id = IdOf(mail);
      mails_.push_back(std::move(mail));
      for (const Owed* owed : items) gone_.insert(owed);
    }
  }

  bool IsFirstWorkingDayOfWeek(const Person& reader) const {
    const WorkingDays& calendar = CalendarOf(reader);
    for (Date day = MondayOf(in_.moment.day); day < in_.moment.day; day = day + 1) {
      if (IsDayOfWork(calendar, day)) return false;
    }
    return true;
  }

  /// In the week in which alerts began nobody has been shown the week before.
  bool BeganBeforeThisWeek() const {
    const std::int64_t begun_us = in_.ledger.begun_us();
    return begun_us != 0 && DayOf(in_.moment, begun_us) < MondayOf(in_.moment.day);
  }

  void PlanDigests() {
    if (in_.moment.minute < kDigestMinute || in_.moment.minute >= kDigestUntilMinute) return;
    for (const Person& reader : in_.people) {
      // Who is away reads nothing, unless nobody else would.
      const bool reads = &ReaderFor(in_.people, reader, in_.moment.day) == &reader;
      if (!reads || !IsWorkingDay(reader)) continue;
      PlanDigest(reader);
    }
  }

  /// A digest made up for later tells what it would have told at its time.
  bool IsInDigest(const Owed& owed, bool weekly) const {
    const std::int64_t digest_us = in_.moment.us - (in_.moment.minute - kDigestMinute) * kMinuteUs;
    if (gone_.contains(&owed) || owed.event_us > digest_us) return false;
    // What was told this morning is not repeated half an hour later.
    if (!owed.tells && DayOf(in_.moment, owed.event_us) == in_.moment.day) return false;
    const bool weekly_only = owed.person->cadence == Cadence::kWeekly ||
                             (owed.rule != nullptr && owed.rule->severity == Severity::kNotice) ||
                             owed.item == Item::kAcknowledged;
    return weekly || !weekly_only;
  }

  /// Urgent, and held back on a day on which the reader had got all the mails there are to get.
  bool WasRolledUp(const Owed& owed) const {
    const Date day = DayOf(in_.moment, owed.event_us);
    return owed.at_once && owed.tells.has_value() && day < in_.moment.day &&
           in_.ledger.ImmediateMails(owed.reader->id, day) >= owed.reader->budget;
  }

  /// Was away on the working day before: what the deputy was told is news to them.
  bool IsBackToday(const Person& reader) const {
    constexpr int kLongestBreak = 14;
    const WorkingDays& calendar = CalendarOf(reader);
    for (int back = 1; back <= kLongestBreak; ++back) {
      const Date day = in_.moment.day - back;
      if (IsDayOfWork(calendar, day)) return IsAway(reader, day);
    }
    return false;
  }

  void PlanDigest(const Person& reader) {
    PlannedMail mail;
    mail.reader = reader.id;
    mail.kind = MailKind::kDigest;
    mail.authority = reader.authority;
    mail.weekly = !reader.is_operator && BeganBeforeThisWeek() && IsFirstWorkingDayOfWeek(reader);
    mail.id = IdOf(mail);
    if (in_.ledger.FindMail(mail.id) != nullptr) return;
    // A reminder is no news: it comes with some, or once a week. Operators have no weekly summary.
    bool says_something = IsBackToday(reader);
    for (const Owed& owed : owed_) {
      if (owed.reader != &reader || !IsInDigest(owed, mail.weekly)) continue;
      if (WasRolledUp(owed)) ++mail.rolled_up;
      says_something = says_something || owed.tells || (reader.is_operator && IsUrgent(owed));
      Put(owed, mail);
    }
    if (mail.weekly || (says_something && !mail.items.empty())) mails_.push_back(std::move(mail));
  }

  /// A reader who is also somebody's deputy, or is told for two reasons, reads of each alert once.
  static void Put(const Owed& owed, PlannedMail& mail) {
    const AlertState& state = *owed.state;
    const bool is_there =
        std::any_of(mail.items.begin(), mail.items.end(),
                    [&](const PlannedItem& item) { return item.key == state.key; });
    if (!is_there && mail.items.size() >= kMaxMailAlerts) {
      ++mail.left_out;
      return;
    }
    if (owed.tells) {
      mail.told.push_back({state.key, state.onset, *owed.tells, owed.person->id});
    }
    if (!is_there) mail.items.push_back({state.key, owed.item, owed.person->id});
  }

  /// A digest is that of its day; a mail at once is what it tells.
  std::string IdOf(const PlannedMail& mail) const {
    FieldHash hash;
    hash.Add(MailKindName(mail.kind));
    hash.Add(mail.reader);
    if (mail.kind == MailKind::kDigest) hash.Add(in_.moment.day.days);
    for (const ToldAlert& told : mail.told) {
      for (const std::string_view part :
           {std::string_view(told.key.rule), std::string_view(told.key.authority),
            std::string_view(told.key.team), NotificationName(told.notification),
            std::string_view(told.person)}) {
        hash.Add(part);
      }
      hash.Add(told.onset.day.days);
      hash.Add(told.onset.ordinal);
    }
    return Hex(hash.value());
  }

  const PlanInput& in_;
  std::set<std::string> late_;  // councils whose feed is late
  std::vector<Owed> owed_;
  std::set<const Owed*> gone_;  // by a mail at once of this plan
  std::vector<PlannedMail> mails_;
};

}  // namespace

std::string_view ItemText(Item item) {
  switch (item) {
    case Item::kNew: return "new";
    case Item::kStillFiring: return "still open";
    case Item::kAcknowledged: return "acknowledged";
    case Item::kEscalated: return "escalated";
    case Item::kResolved: return "resolved";
  }
  return "";
}

std::vector<PlannedMail> PlanMails(const PlanInput& input) { return Planner(input).Plan(); }

}  // namespace caseclock

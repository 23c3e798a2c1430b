// Is everybody told as often as promised, whatever the calendar, a figure or the machine does?
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include "daemon/alerts/desk_config.h"
#include "daemon/checkpoint/memory_ledger.h"
#include "daemon/codec/codec.h"
#include "daemon/rehearsal/half_hours.h"
#include "daemon/rehearsal/rehearsal.h"
#include "daemon/rehearsal/rehearsed_councils.h"
#include "daemon/simulation/council_simulation.h"
#include "processors/alert/reconcile.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

constexpr char kCouncil[] = "X99000001";
constexpr std::int64_t kHalfHourUs = 30 * kMinuteUs;

/// The shipped holidays, and those that the law gives for 2029.
WorkingDays TenYears() {
  auto holidays = BankHolidays(kFirstHolidayYear, 2028);
  for (const char* day : {"2029-01-01", "2029-03-30", "2029-04-02", "2029-05-07", "2029-05-28",
                          "2029-08-27", "2029-12-25", "2029-12-26"}) {
    holidays.push_back({Day(day), "holiday of 2029"});
  }
  return {std::move(holidays), {}, kFirstHolidayYear, 2029};
}

/// One head, one rule, a ledger that takes every mail as it is planned.
class OnePerson {
 public:
  explicit OnePerson(AlertRule rule) : rules_{std::move(rule)} {
    Person head;
    head.id = "head";
    head.authority = kCouncil;
    people_ = {head};
  }

  void See(Truth truth, const Moment& moment) {
    const AlertKey key{rules_[0].id, kCouncil, kWholeAuthority};
    if (ledger_.begun_us() == 0) ledger_.Apply(AlertsBegun{moment.us});
    if (auto next = NextState(rules_[0], ledger_.Find(key), {key, truth, {}}, moment)) {
      ledger_.Apply(*next);
    }
  }

  std::vector<PlannedMail> Send(const Moment& moment) {
    auto mails = PlanMails({ledger_, rules_, people_, calendar_of_, moment});
    for (const PlannedMail& mail : mails) {
      MailClaim claim;
      claim.id = mail.id;
      claim.reader = mail.reader;
      claim.kind = mail.kind;
      claim.day = moment.day;
      claim.at_us = moment.us;
      claim.told = mail.told;
      ledger_.Apply(claim);
      ledger_.Apply(MailOutcome{mail.id, MailEnd::kDelivered, moment.us, ""});
    }
    return mails;
  }

  void Forget(const Moment& moment) { ledger_.Forget(moment.us); }
  bool IsWorkingDay(Date day) const { return calendar_.IsWorkingDay(day).value(); }

 private:
  WorkingDays calendar_ = TenYears();
  CalendarOf calendar_of_ = [this](const std::string&) -> const WorkingDays& { return calendar_; };
  Ledger ledger_;
  std::vector<AlertRule> rules_;
  std::vector<Person> people_;
};

AlertRule AnyRule() {
  AlertRule rule;
  rule.id = "late";
  rule.severity = Severity::kUrgent;
  return rule;
}

/// The kinds of digest by day, of an alert that fires and fires.
std::multimap<Date, bool> DigestsOf(OnePerson& person, Date first, Date last) {
  std::multimap<Date, bool> digests;
  person.See(Truth::kFires, LondonMoment(LondonMidnight(first) - 12 * 60 * kMinuteUs));
  for (std::int64_t us = LondonMidnight(first); us < LondonMidnight(last + 1); us += kHalfHourUs) {
    const Moment moment = LondonMoment(us);
    for (const PlannedMail& mail : person.Send(moment)) {
      if (mail.kind == MailKind::kDigest) digests.emplace(moment.day, mail.weekly);
    }
    if (moment.minute == 0) person.Forget(moment);
  }
  return digests;
}

TEST(AlertPropertyTest, TenYearsOfOneAlertHaveItsNewsAndOneSummaryAWeek) {
  OnePerson person(AnyRule());
  const Date first = Day("2020-01-01"), last = Day("2029-12-31");
  const auto digests = DigestsOf(person, first, last);
  Date week = MondayOf(first);  // whose summary has been sent, on the Monday before the decade
  for (Date day = first; day <= last; day = day + 1) {
    if (!person.IsWorkingDay(day)) {
      ASSERT_EQ(digests.count(day), 0U) << FormatDate(day);
      continue;
    }
    const bool is_first = MondayOf(day) != week;
    const bool is_news = day == Day("2020-01-02");
    ASSERT_EQ(digests.count(day), is_first || is_news ? 1U : 0U) << FormatDate(day);
    if (is_first) ASSERT_TRUE(digests.find(day)->second) << FormatDate(day);
    week = MondayOf(day);
  }
}

struct TurnsTold {
  int firing = 0;
  int resolved = 0;
};

/// What a figure that fires and clears by turns makes in 30 days; `turn` gives how many half hours a turn lasts.
template <typename Turn>
TurnsTold Flap(const AlertRule& rule, Turn turn) {
  OnePerson person(rule);
  TurnsTold count;
  bool fires = false;
  int left = 0;
  const std::int64_t end = LondonMidnight(Day("2024-04-13"));  // both sides of the clock change
  for (std::int64_t us = LondonMidnight(Day("2024-03-14")); us < end; us += kHalfHourUs) {
    if (left-- == 0) {
      fires = !fires;
      left = turn() - 1;
    }
    person.See(fires ? Truth::kFires : Truth::kClear, LondonMoment(us));
    for (const PlannedMail& mail : person.Send(LondonMoment(us))) {
      for (const ToldAlert& told : mail.told) {
        ++(told.notification == Notification::kResolved ? count.resolved : count.firing);
      }
    }
  }
  return count;
}

TEST(AlertPropertyTest, AFigureThatCrossesItsLevelEveryHourMakesOneMail) {
  AlertRule rule = AnyRule();
  rule.keep_firing_minutes = 24 * 60;
  const TurnsTold told = Flap(rule, [] { return 2; });
  EXPECT_EQ(told.firing, 1);
  EXPECT_EQ(told.resolved, 0) << "it was never clear for a day";
}

TEST(AlertPropertyTest, FlappingMakesAtMostOneMailOfEachSortInAKeepFiringPeriod) {
  AlertRule rule = AnyRule();
  rule.keep_firing_minutes = 24 * 60;
  int most = 0;
  for (unsigned seed = 1; seed <= 50; ++seed) {
    std::mt19937 random(seed);
    const TurnsTold told = Flap(rule, [&] { return static_cast<int>(1 + random() % 70); });
    ASSERT_LE(told.firing, 30) << "seed " << seed;
    ASSERT_LE(told.resolved, told.firing) << "seed " << seed;
    most = std::max(most, told.firing);
  }
  EXPECT_GT(most, 3) << "some of them were clear for a day now and then";
}

/// Survives restarts of the desk, as a mail server does. Loses what comes while the machine goes down.
class LastingQueue final : public MailQueue {
 public:
  bool losing = false;

  bool Enqueue(QueuedMail mail) override {
    if (losing) return false;
    if (!taken_.insert(mail.id).second) return true;
    outcomes_.push_back({mail.id, MailEnd::kDelivered, mail.claimed_at_us, ""});
    return true;
  }
  std::vector<MailOutcome> TakeOutcomes() override { return std::exchange(outcomes_, {}); }
  const std::set<std::string>& taken() const { return taken_; }

 private:
  std::set<std::string> taken_;
  std::vector<MailOutcome> outcomes_;
};

/// A council's month at desks that end when told to.
class Month {
 public:
  explicit Month(int restarts) : councils_(config_, Events(), false) {
    desk_config_ = std::make_shared<DeskConfig>(DeskConfigOf(
        config_.alerts, [this](const std::string& code) { return config_.DefinitionsFor(code); }));
    std::mt19937 random(static_cast<unsigned>(restarts));
    while (static_cast<int>(ends_.size()) < restarts)
      ends_.insert(static_cast<int>(random() % kSteps));
  }

  void Play() {
    Start();
    int step = 0;
    for (Date day = Day("2024-03-04"); day < Day("2024-03-25"); day = day + 1) {
      for (const Moment& moment : HalfHours(day)) {
        queue_.losing = ends_.contains(step);
        ASSERT_EQ(desk_->Step({councils_.At(moment), true, moment}), "");
        if (ends_.contains(step++)) Start();
      }
    }
    Start();
    EXPECT_GE(step, kSteps);
  }

  const std::vector<std::string>& claimed() const { return claimed_; }
  const std::set<std::string>& sent() const { return queue_.taken(); }

 private:
  static constexpr int kSteps = 21 * 29;

  static Config MakeConfig() {
    Config config;
    for (const char* team : {"Assessment North", "Assessment South", ""}) {
      Person person;
      person.id = *team == 0 ? "head" : team;
      person.authority = kCouncil;
      if (*team != 0) person.teams = {team};
      if (*team != 0) person.escalates_to = "head";
      config.alerts.people.push_back(person);
    }
    // Many alerts that come and go.
    for (AlertRule& rule : config.alerts.rules) {
      if (rule.condition != Condition::kDragShare) continue;
      rule.severity = Severity::kUrgent;
      rule.fire = rule.clear = {15'000};
      rule.minimum = 3;
      rule.keep_firing_minutes = 60;
    }
    return config;
  }

  static std::vector<CaseEvent> Events() {
    CouncilSimulation council(StandardCouncil(1), 11, Day("2023-09-01"));
    std::vector<CaseEvent> events;
    while (council.today() < Day("2024-03-25")) {
      for (CaseEvent& event : council.NextDay()) events.push_back(std::move(event));
    }
    return events;
  }

  void Start() {
    queue_.losing = false;
    stores_.push_back(std::make_unique<MemoryLedger>(log_));
    desk_ = std::make_unique<AlertDesk>(desk_config_, *stores_.back(), queue_, nullptr,
                                        councils_.Oldest());
    desk_->OnMail(
        [this](const PlannedMail& mail, const MailContent&) { claimed_.push_back(mail.id); });
    ASSERT_EQ(desk_->Open(), "");
  }

  Config config_ = MakeConfig();
  RehearsedCouncils councils_;
  std::shared_ptr<const DeskConfig> desk_config_;
  LedgerLog log_;
  LastingQueue queue_;
  std::vector<std::unique_ptr<MemoryLedger>> stores_;
  std::unique_ptr<AlertDesk> desk_;
  std::set<int> ends_;
  std::vector<std::string> claimed_;
};

TEST(AlertPropertyTest, ThirtyRestartsRepeatNoMailAndLoseNone) {
  Month quiet(0), restarted(30);
  quiet.Play();
  restarted.Play();
  const std::set<std::string> ids(restarted.claimed().begin(), restarted.claimed().end());
  EXPECT_GT(ids.size(), 20U) << "there was something to repeat";
  EXPECT_EQ(ids.size(), restarted.claimed().size()) << "a mail was made twice";
  EXPECT_EQ(restarted.sent(), quiet.sent());
}

}  // namespace
}  // namespace caseclock

// Do the default rules tell of a bad quarter in time, and are they quiet otherwise? Invented councils whose managers
// acknowledge nothing, which is the most mail that there can be. CASECLOCK_SEED=n plays another council.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "daemon/rehearsal/backtest.h"
#include "daemon/simulation/council_simulation.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

constexpr char kBadTeam[] = "Assessment North";
constexpr char kBadManager[] = "north";
/// Emails to one person in a bad quarter beyond the weekly summaries.
constexpr int kMostInABadQuarter = 15;

std::uint64_t Seed() {
  const char* seed = std::getenv("CASECLOCK_SEED");
  return seed == nullptr ? 4 : std::strtoull(seed, nullptr, 10);
}

/// A head, and a manager for each team: "Assessment North" has "north".
Config ConfigOf(const CouncilProfile& council) {
  Config config;
  Person head;
  head.id = "head";
  head.authority = council.authority;
  config.alerts.people.push_back(head);
  const std::map<std::string, std::string> ids = {{"Front Door", "door"},
                                                  {"Assessment North", kBadManager},
                                                  {"Assessment South", "south"},
                                                  {"Assessment East", "east"},
                                                  {"Assessment West", "west"},
                                                  {"Safeguarding East", "safe_east"},
                                                  {"Safeguarding West", "safe_west"},
                                                  {"Children in Care", "care"}};
  for (const TeamProfile& team : council.teams) {
    Person manager;
    manager.id = ids.at(team.name);
    manager.authority = council.authority;
    manager.teams = {team.name};
    manager.escalates_to = "head";
    config.alerts.people.push_back(manager);
  }
  auto standards = std::make_shared<Standards>();
  for (const char* id : {"assessment_45", "icpc_15", "ni59", "ni60"}) {
    Target target;
    target.indicator = id;
    target.low = target.high = {70'000};
    standards->targets.push_back(target);
  }
  config.standards = std::move(standards);
  return config;
}

/// Two years of history, then the period.
Backtest Play(const CouncilProfile& council, std::uint64_t seed, Period period) {
  CouncilSimulation simulation(council, seed, Day("2022-01-01"));
  std::vector<CaseEvent> events;
  while (simulation.today() <= period.last) {
    for (CaseEvent& event : simulation.NextDay()) events.push_back(std::move(event));
  }
  const Config config = ConfigOf(council);
  return MakeBacktest(config, period, Rehearsal(config, std::move(events)).Play({period}));
}

const PersonMails& MailsOf(const Backtest& backtest, std::string_view person) {
  return *std::find_if(backtest.people.begin(), backtest.people.end(),
                       [&](const PersonMails& one) { return one.person == person; });
}

/// Mails a week that say anything new to the person.
double NewsAWeek(const Backtest& backtest, std::string_view person) {
  const auto count =
      std::count_if(backtest.mails.begin(), backtest.mails.end(), [&](const RehearsedMail& mail) {
        return mail.plan.reader == person && !mail.plan.told.empty();
      });
  return static_cast<double>(count) / static_cast<double>(backtest.mondays.size());
}

int BeyondWeekly(const PersonMails& mails) { return mails.total.at_once + mails.total.digests; }

void PrintDigestsOf(const Backtest& backtest, std::string_view person) {
  for (const RehearsedMail& mail : backtest.mails) {
    if (mail.plan.reader != person || mail.plan.weekly) continue;
    std::printf("%s %s:", FormatDate(mail.moment.day).c_str(), mail.subject.c_str());
    for (const PlannedItem& item : mail.plan.items) {
      if (item.item == Item::kStillFiring) continue;
      std::printf(" %s@%s=%s", item.key.rule.c_str(), item.key.team.c_str(),
                  std::string(ItemText(item.item)).c_str());
    }
    std::printf("\n");
  }
}

void Print(const Backtest& backtest) {
  const Promptness& prompt = backtest.promptness;
  std::printf("breaches %d: %d within a working day, %d over before, %d late\n", prompt.breaches,
              prompt.within_a_working_day, prompt.over_before, prompt.late);
  const RedMonths& months = backtest.red_months;
  std::printf("red months %d, over their level before %d, told 5 working days before %d\n",
              months.all, months.overdue_before, months.told_before);
  std::printf("%-10s %8s %8s %8s %14s %12s\n", "person", "at once", "digests", "weekly",
              "most at once", "news a week");
  for (const PersonMails& one : backtest.people) {
    std::printf("%-10s %8d %8d %8d %14d %12.2f\n", one.person.c_str(), one.total.at_once,
                one.total.digests, one.total.weekly, one.most_at_once,
                NewsAWeek(backtest, one.person));
  }
}

TEST(AlertBacktestTest, ACollapsingTeamIsToldOfBeforeItsMonthMissesItsTarget) {
  CouncilProfile council = StandardCouncil(1);
  council.bad_quarter = BadQuarter{Day("2024-01-01"), kBadTeam};
  const Backtest backtest = Play(council, Seed(), {Day("2024-01-01"), Day("2024-03-31")});
  std::printf("seed %llu\n", static_cast<unsigned long long>(Seed()));
  Print(backtest);
  PrintDigestsOf(backtest, "head");
  const auto lead = std::find_if(backtest.leads.begin(), backtest.leads.end(), [](const Lead& one) {
    return one.figure.indicator == "assessment_45" && one.figure.team == kBadTeam;
  });
  ASSERT_NE(lead, backtest.leads.end()) << "nobody was told";
  ASSERT_TRUE(lead->days.month_missed) << "the quarter was not bad";
  std::printf("first mail %s (%s, %s), month missed %s, year red %s\n",
              FormatDate(lead->first_mail).c_str(), lead->rule.c_str(), lead->kind.c_str(),
              FormatDate(*lead->days.month_missed).c_str(),
              lead->days.year_red ? FormatDate(*lead->days.year_red).c_str() : "never");
  EXPECT_LT(lead->first_mail, *lead->days.month_missed);
  for (const PersonMails& one : backtest.people) {
    EXPECT_LE(one.most_at_once, 3) << one.person;
    EXPECT_LE(BeyondWeekly(one), kMostInABadQuarter) << one.person;
  }
  EXPECT_GT(backtest.promptness.breaches, 0);
  EXPECT_EQ(backtest.promptness.late, 0);
  EXPECT_GT(backtest.red_months.overdue_before, 0);
  EXPECT_EQ(backtest.red_months.told_before, backtest.red_months.overdue_before);
}

// Four rows have targets: of each about one piece of news in a month.
TEST(AlertBacktestTest, AnOrdinaryHalfYearIsQuiet) {
  const Backtest backtest =
      Play(StandardCouncil(1), Seed(), {Day("2024-01-01"), Day("2024-06-30")});
  Print(backtest);
  for (const PersonMails& one : backtest.people) {
    EXPECT_LE(one.most_at_once, 3) << one.person;
    EXPECT_LE(NewsAWeek(backtest, one.person), one.person == "head" ? 3.0 : 1.25) << one.person;
  }
  EXPECT_LE(MailsOf(backtest, kBadManager).total.at_once, 13);
}

}  // namespace
}  // namespace caseclock

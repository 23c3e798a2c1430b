// Do the default rules tell of a bad quarter in time, are they quiet otherwise, and what does 1 April do to them?
// Invented councils whose managers acknowledge nothing, which is the most mail that there can be. CASECLOCK_SEED=n
// plays another council; ops/docs/alerts-backtest.md has the figures of the usual one (UPDATE_GOLDEN=1 writes it anew).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "daemon/rehearsal/backtest.h"
#include "daemon/simulation/council_simulation.h"
#include "processors/alert/default_rules.h"
#include "processors/judgement/sentence.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

constexpr char kBadTeam[] = "Assessment North";
constexpr char kBadManager[] = "north";
/// Emails to one person in a bad quarter beyond the weekly summaries.
constexpr int kMostInABadQuarter = 15;
/// Alerts on shares that one email of early April says are over: of nine people's rows a few end in any fortnight.
constexpr int kMostSharesOver = 3;

constexpr std::uint64_t kUsualSeed = 4;

std::uint64_t Seed() {
  const char* seed = std::getenv("CASECLOCK_SEED");
  return seed == nullptr ? kUsualSeed : std::strtoull(seed, nullptr, 10);
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
  std::printf("breaches %d: %d in time, %d over before, %d late\n", prompt.breaches, prompt.in_time,
              prompt.over_before, prompt.late);
  for (const RulePromptness& one : backtest.rules) {
    std::printf("  %s: %d of %d in time, %d over before, %d late, at most %d working days\n",
                one.rule.c_str(), one.promptness.in_time, one.promptness.breaches,
                one.promptness.over_before, one.promptness.late,
                one.promptness.longest_working_days);
  }
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

/// One column of the document.
struct Span {
  const char* title;
  Period period;
  bool is_bad;  ///< "Assessment North" collapses from the first day on, for a quarter
};

const Span kToMarch = {"A team's bad quarter", {Day("2024-01-01"), Day("2024-03-31")}, true};
const Span kAcrossApril = {"The same across 1 April", {Day("2024-02-15"), Day("2024-05-14")}, true};
const Span kOrdinary = {"An ordinary half-year", {Day("2024-01-01"), Day("2024-06-30")}, false};

/// Played once for all tests that ask.
const Backtest& Played(const Span& span) {
  static std::map<const Span*, Backtest> played;
  const auto found = played.find(&span);
  if (found != played.end()) return found->second;
  CouncilProfile council = StandardCouncil(1);
  if (span.is_bad) council.bad_quarter = BadQuarter{span.period.first, kBadTeam};
  const Backtest& backtest = played[&span] = Play(council, Seed(), span.period);
  std::printf("%s, seed %llu\n", span.title, static_cast<unsigned long long>(Seed()));
  Print(backtest);
  return backtest;
}

/// The most alerts on shares that one email says are over, from 1 to 14 April: last year's must not end because the
/// year does.
int MostSharesOverInApril(const Backtest& backtest) {
  const std::vector<AlertRule> rules = DefaultRules(BuiltInCatalogue());
  int most = 0;
  for (const RehearsedMail& mail : backtest.mails) {
    if (mail.moment.day < Day("2024-04-01") || mail.moment.day > Day("2024-04-14")) continue;
    most = std::max(
        most, static_cast<int>(std::ranges::count_if(mail.plan.items, [&](const PlannedItem& item) {
          const AlertRule* rule = FindRule(rules, item.key.rule);
          return item.item == Item::kResolved && rule != nullptr &&
                 (rule->condition == Condition::kRag || rule->condition == Condition::kShare);
        })));
  }
  return most;
}

int MostBeyondWeekly(const Backtest& backtest) {
  int most = 0;
  for (const PersonMails& one : backtest.people) {
    if (one.person != "head") most = std::max(most, BeyondWeekly(one));
  }
  return most;
}

TEST(AlertBacktestTest, ACollapsingTeamIsToldOfBeforeItsMonthMissesItsTarget) {
  const Backtest& backtest = Played(kToMarch);
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
}

TEST(AlertBacktestTest, ABadQuarterIsToldInTimeAndInFewEmailsOnEitherSideOf1April) {
  for (const Span* span : {&kToMarch, &kAcrossApril}) {
    const Backtest& backtest = Played(*span);
    SCOPED_TRACE(span->title);
    for (const PersonMails& one : backtest.people) {
      EXPECT_LE(one.most_at_once, 3) << one.person;
      EXPECT_LE(BeyondWeekly(one), kMostInABadQuarter) << one.person;
    }
    EXPECT_GT(backtest.promptness.breaches, 0);
    EXPECT_EQ(backtest.promptness.late, 0);
    EXPECT_GT(backtest.notices.breaches, 0) << "ni59_7 beside ni59";
    EXPECT_EQ(backtest.notices.late, 0);
    EXPECT_GT(backtest.red_months.overdue_before, 0);
    EXPECT_EQ(backtest.red_months.told_before, backtest.red_months.overdue_before);
  }
}

TEST(AlertBacktestTest, TheNewYearIsNoWaveOfGoodNews) {
  EXPECT_LE(MostSharesOverInApril(Played(kAcrossApril)), kMostSharesOver);
  EXPECT_LE(MostSharesOverInApril(Played(kOrdinary)), kMostSharesOver);
}

// Four rows have targets: of each about one piece of news in a month.
TEST(AlertBacktestTest, AnOrdinaryHalfYearIsQuiet) {
  const Backtest& backtest = Played(kOrdinary);
  for (const PersonMails& one : backtest.people) {
    EXPECT_LE(one.most_at_once, 3) << one.person;
    EXPECT_LE(NewsAWeek(backtest, one.person), one.person == "head" ? 3.0 : 1.25) << one.person;
  }
  EXPECT_LE(MailsOf(backtest, kBadManager).total.at_once, 13);
}

/// A line of the document: what, and of each span how many.
template <typename Of>
std::string Line(const char* what, Of of) {
  std::string line = std::string("| ") + what;
  for (const Span* span : {&kToMarch, &kAcrossApril, &kOrdinary}) {
    line += " | " + std::to_string(of(Played(*span)));
  }
  return line + " |\n";
}

std::string Document() {
  std::string text = R"(# What the default rules send

Written by `tests/simulation/alert_backtest_test.cc`; do not edit: run the test with `UPDATE_GOLDEN=1`. How to see the same of your own
past: [back-tests](alerts-rehearsal.md#back-tests).

An invented council of the size of an English one, with a head of service and a manager for each of eight teams. Assessments, initial
assessments, core assessments and conferences have a target of 70%. In the first two columns the timeliness of one team collapses for a
quarter. Nobody acknowledges anything, so these are the most emails that there can be.

| |)";
  std::string rule = "|---|";
  std::string days = "| days |";
  for (const Span* span : {&kToMarch, &kAcrossApril, &kOrdinary}) {
    text += std::string(" ") + span->title + " |";
    rule += "---|";
    days += " " + FullDayText(span->period.first) + " to " + FullDayText(span->period.last) + " |";
  }
  text += "\n" + rule + "\n" + days + "\n";
  const auto head = [](const Backtest& one) { return BeyondWeekly(MailsOf(one, "head")); };
  const auto team = [](const Backtest& one) { return BeyondWeekly(MailsOf(one, kBadManager)); };
  text += "| **emails beyond the weekly summaries** | | | |\n";
  text += Line("to the manager of Assessment North", team);
  text += Line("the most to any team's manager", MostBeyondWeekly);
  text += Line("to the head of service", head);
  text += "| **urgent alerts and such as need attention** | | | |\n";
  text += Line("breaches", [](const Backtest& one) { return one.promptness.breaches; });
  text +=
      Line("told within 1 working day", [](const Backtest& one) { return one.promptness.in_time; });
  text += Line("had ended by then", [](const Backtest& one) { return one.promptness.over_before; });
  text += Line("told later or not at all", [](const Backtest& one) { return one.promptness.late; });
  text += "| **notices: `ni59_7`, a stricter reading of `ni59`** | | | |\n";
  text += Line("breaches", [](const Backtest& one) { return one.notices.breaches; });
  text += Line("told in a weekly summary, within 5 working days",
               [](const Backtest& one) { return one.notices.in_time; });
  text += Line("had ended by then", [](const Backtest& one) { return one.notices.over_before; });
  text += Line("told later or not at all", [](const Backtest& one) { return one.notices.late; });
  text += Line("the longest wait, in working days",
               [](const Backtest& one) { return one.notices.longest_working_days; });
  text += "| **months that ended worse than their target** | | | |\n";
  text += Line("all", [](const Backtest& one) { return one.red_months.all; });
  text += Line("overdue or due work over its level 6 working days before",
               [](const Backtest& one) { return one.red_months.overdue_before; });
  text += Line("of these told at least 5 working days before",
               [](const Backtest& one) { return one.red_months.told_before; });
  text += "| **1 to 14 April** | | | |\n";
  text += Line("the most alerts on shares that one email says are over", MostSharesOverInApril);
  return text + R"(
On 1 April the year to date begins anew. What cannot be rated yet neither fires nor clears ([when](alerts.md#when)), so last year's
alerts do not end because the year does: each closes on a rated figure of the new year.
)";
}

TEST(AlertBacktestTest, TheDocumentHasTheseFigures) {
  if (Seed() != kUsualSeed) GTEST_SKIP() << "another council than the document's";
  ExpectGolden(Document(), "ops/docs/alerts-backtest.md");
}

}  // namespace
}  // namespace caseclock

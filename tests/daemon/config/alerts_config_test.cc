#include "daemon/config/alerts_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/config/alert_rules_config.h"
#include "processors/alert/default_rules.h"
#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Protection = decltype(MailConfig::security);

constexpr char kHead[] = "{id: head, address: head@council.example}";

AlertsConfig AlertsOf(const std::string& text) { return Good("alerts: {" + text + "}").alerts; }
Person PersonOf(const std::string& options) {
  const auto people = AlertsOf("people: [" + std::string(kHead) +
                               ", {id: north, address: n@x.example" + options + "}]")
                          .people;
  return people.size() == 2 ? people[1] : Person();
}
AlertRule RuleOf(const std::string& options) {
  const auto alerts = AlertsOf("people: [" + std::string(kHead) + "], rules: [{" + options + "}]");
  const std::string id = options.substr(4, options.find(',') - 4);
  const AlertRule* rule = FindRule(alerts.rules, id);
  return rule == nullptr ? AlertRule() : *rule;
}

/// Place and detail of the only problem of the options under alerts. Example: "1:10 there is no option ...".
std::string Problem(const std::string& text) {
  const auto read = ReadConfigText("alerts: {" + text + "}", "test.yaml", ConfigUse::kReport);
  const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read);
  if (problems == nullptr) return "no problem";
  if (problems->size() != 1) return std::to_string(problems->size()) + " problems";
  const ConfigProblem& one = problems->front();
  return std::to_string(one.line) + ":" + std::to_string(one.column) + " " +
         (one.detail.empty() ? one.sentence : one.detail);
}

std::string PersonProblem(const std::string& options) {
  return Problem("people: [" + std::string(kHead) + ", {" + options + "}]");
}
std::string RuleProblem(const std::string& options) {
  return Problem("rules: [{" + options + "}]");
}

TEST(AlertsConfigTest, WithoutItTheDefaultRulesHoldAndNobodyIsTold) {
  for (const char* text : {"", "alerts: {}"}) {
    const AlertsConfig alerts = Good(text).alerts;
    EXPECT_EQ(alerts.rules, DefaultRules(BuiltInCatalogue()));
    EXPECT_THAT(alerts.people, IsEmpty());
    EXPECT_EQ(alerts.mail, MailConfig());
    EXPECT_EQ(alerts.alertmanager, AlertmanagerConfig());
    EXPECT_EQ(alerts.link_days, 7);
  }
}

TEST(AlertsConfigTest, AnIndicatorThatTheFileAddsHasItsRules) {
  const Config config =
      Good("indicators: [{id: assessment_20, copy_of: assessment_45, limit: 20 days}]");
  EXPECT_NE(FindRule(config.alerts.rules, "assessment_20.drag"), nullptr);
}

TEST(AlertsConfigTest, TheMailServerArrives) {
  const MailConfig mail =
      AlertsOf(
          "mail: {server: 'smtp.council.example:2525', from: c@council.example, from_name: Clock, "
          "username: u, password_file: /p, ca_file: /c, security: tls}")
          .mail;
  EXPECT_EQ(mail.host, "smtp.council.example");
  EXPECT_EQ(mail.port, 2525);
  EXPECT_EQ(mail.from, "c@council.example");
  EXPECT_EQ(mail.from_name, "Clock");
  EXPECT_EQ(mail.username, "u");
  EXPECT_EQ(mail.password_file, "/p");
  EXPECT_EQ(mail.ca_file, "/c");
  EXPECT_EQ(mail.security, Protection::kTls);
}

TEST(AlertsConfigTest, AFolderInPlaceOfAServerAndNoProtectionWhereNothingIsSecret) {
  const MailConfig mail = AlertsOf("mail: {folder: /m, from: c@x.example, security: none}").mail;
  EXPECT_EQ(mail.folder, "/m");
  EXPECT_EQ(mail.host, "");
  EXPECT_EQ(mail.security, Protection::kNone);
}

TEST(AlertsConfigTest, MistakesOfTheMailAreTold) {
  EXPECT_EQ(Problem("mail: {server: smtp, from: c@x.example}"),
            "1:25 expected HOST:PORT, found \"smtp\".");
  for (const char* server :
       {"smtp:0", "smtp:65536", ":25", "smtp:25x", "smtp:", "smtp://a:25", "a b:25"}) {
    EXPECT_THAT(Problem("mail: {from: c@x.example, server: '" + std::string(server) + "'}"),
                HasSubstr("1:44 expected HOST:PORT"));
  }
  EXPECT_EQ(Problem("mail: {security: ssl}"),
            "1:27 expected starttls, tls or none, found \"ssl\".");
  EXPECT_EQ(Problem("mail: {folder: /m, server: 'a:25', from: c@x.example}"),
            "1:25 emails go to a server or to a folder, not to both.");
  EXPECT_EQ(Problem("mail: {folder: /m}"), "1:16 option \"alerts.mail.from\" is missing");
  EXPECT_EQ(Problem("mail: {from: caseclock}"), "1:23 expected an address, found \"caseclock\".");
  EXPECT_EQ(Problem("mail: {username: u}"), "1:16 option \"alerts.mail.password_file\" is missing");
  EXPECT_EQ(Problem("mail: {username: u, password_file: /p, security: none}"),
            "1:59 a password is never sent without protection.");
}

TEST(AlertsConfigTest, LinksAlertmanagerLedgerAndTopicsArrive) {
  const AlertsConfig alerts = AlertsOf(
      "link: 'https://clock.example/a//', link_key_file: /k, link_days: 3, ledger_directory: /l, "
      "kafka_topic: t, acknowledgement_topic: a, "
      "alertmanager: {url: 'http://127.0.0.1:9093', interval_seconds: 5, managers: true}");
  EXPECT_EQ(alerts.link, "https://clock.example/a");
  EXPECT_EQ(alerts.link_key_file, "/k");
  EXPECT_EQ(alerts.link_days, 3);
  EXPECT_EQ(alerts.ledger_directory, "/l");
  EXPECT_EQ(alerts.kafka_topic, "t");
  EXPECT_EQ(alerts.acknowledgement_topic, "a");
  EXPECT_EQ(alerts.alertmanager, (AlertmanagerConfig{"http://127.0.0.1:9093", 5, true}));
}

TEST(AlertsConfigTest, AnUrgentAlertWaitsTwoMinutesUnlessTheFileSaysOtherwise) {
  EXPECT_EQ(AlertsOf("").group_wait_minutes, 2);
  EXPECT_EQ(AlertsOf("group_wait: 0 minutes").group_wait_minutes, 0);
  EXPECT_EQ(AlertsOf("group_wait: 1 hour").group_wait_minutes, 60);
  EXPECT_EQ(Problem("group_wait: 2 hours"), "1:22 expected up to an hour, found \"2 hours\".");
  EXPECT_EQ(Problem("group_wait: 90"), "1:22 expected up to an hour, found \"90\".");
}

TEST(AlertsConfigTest, MistakesOfLinksAndOfAlertmanagerAreTold) {
  EXPECT_EQ(Problem("link: clock.example"), "1:16 expected https://..., found \"clock.example\".");
  for (const char* link : {"https:///a", "https://a b", "https://a/?x", "https://a/#b"}) {
    EXPECT_THAT(Problem("link: '" + std::string(link) + "'"), HasSubstr("1:16 expected https://"));
  }
  EXPECT_EQ(Problem("link_days: 91"), "1:21 expected a whole number from 1 to 90, found \"91\".");
  EXPECT_EQ(Problem("alertmanager: {url: 'ftp://x'}"),
            "1:30 expected http://..., found \"ftp://x\".");
  EXPECT_EQ(Problem("alertmanager: {interval_seconds: 4}"),
            "1:43 expected a whole number from 5 to 3600, found \"4\".");
}

TEST(AlertsConfigTest, APersonArrivesWithEverything) {
  Person wanted;
  wanted.id = "north";
  wanted.title = "Manager North";
  wanted.address = "n@x.example";
  wanted.authority = "X99000099";
  wanted.teams = {"North", "Duty"};
  wanted.deputy = wanted.escalates_to = "head";
  wanted.away = {{Date::FromYmd(2024, 8, 1), Date::FromYmd(2024, 8, 14)}};
  wanted.cadence = Cadence::kWeekly;
  wanted.quiet = {18 * 60, 8 * 60 + 30, false};
  wanted.budget = 5;
  wanted.references = true;
  EXPECT_EQ(
      PersonOf(", title: Manager North, authority: X99000099, teams: [' North ', \"Du\\u200Bty\"], "
               "deputy: head, escalates_to: head, cadence: weekly, budget: 5, references: true, "
               "away: [{from: 2024-08-01, to: 2024-08-14}], "
               "quiet: {from: '18:00', to: '08:30', non_working_days: false}"),
      wanted);
}

TEST(AlertsConfigTest, APersonIsCalledByTheirIdAndAnOperatorHasNoQuietHours) {
  EXPECT_EQ(PersonOf("").title, "north");
  EXPECT_EQ(PersonOf("").quiet, QuietHours());
  EXPECT_EQ(PersonOf(", operator: true").quiet, (QuietHours{0, 0, false}));
  EXPECT_TRUE(PersonOf(", operator: true").is_operator);
}

// The second person begins in column 62.
TEST(AlertsConfigTest, MistakesOfPeopleAreTold) {
  EXPECT_EQ(PersonProblem("address: n@x.example"), "1:62 option \"alerts.people.id\" is missing");
  EXPECT_EQ(PersonProblem("id: n"), "1:62 option \"alerts.people.address\" is missing");
  EXPECT_EQ(PersonProblem("id: head, address: n@x.example"),
            "1:67 the person \"head\" is listed twice.");
  for (const char* address : {"n", "@x", "n@", "n@x y", "n@x@y", "n@x\\nBcc", "n n@x"}) {
    EXPECT_THAT(PersonProblem("id: n, address: \"" + std::string(address) + "\""),
                HasSubstr("1:79 expected an address"));
  }
  const std::string good = "id: n, address: n@x.example, ";
  EXPECT_EQ(PersonProblem(good + "teams: [[a]]"), "1:99 expected names of teams.");
  EXPECT_EQ(PersonProblem(good + "cadence: hourly"),
            "1:101 expected immediate, daily or weekly, found \"hourly\".");
  EXPECT_EQ(PersonProblem(good + "budget: 51"),
            "1:100 expected a whole number from 0 to 50, found \"51\".");
  EXPECT_EQ(PersonProblem(good + "deputy: n"), "1:100 it is the person itself.");
  EXPECT_EQ(PersonProblem(good + "escalates_to: haed"), "1:106 there is no person \"haed\".");
  EXPECT_EQ(PersonProblem(good + "name: Somebody"), "1:92 in \"alerts.people\".");
}

TEST(AlertsConfigTest, SomebodyOfACouncilThatIsNeverCountedIsAMistake) {
  const std::string known = "{id: n, address: n@x.example, authority: X99000001}], ";
  const std::string other = "{id: n, address: n@x.example, authority: X99000010}], ";
  const std::string rest =
      "mail: {}}\nauthorities: [{code: X99000001}]\nonly_known_authorities: true";
  const auto problems = [&](const std::string& people) {
    return ReadConfigText("alerts: {people: [" + people + rest, "test.yaml", ConfigUse::kReport);
  };
  EXPECT_TRUE(std::holds_alternative<Config>(problems(known)));
  const auto found = std::get<std::vector<ConfigProblem>>(problems(other));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].detail, HasSubstr("events of \"X99000010\" are not counted"));
}

TEST(AlertsConfigTest, MistakesOfTimesAndDaysAreTold) {
  const std::string good = "id: n, address: n@x.example, ";
  for (const char* time : {"24:00", "12:60", "7:00", "07.00", "-1:00", "0a:00"}) {
    EXPECT_THAT(PersonProblem(good + "quiet: {from: '" + time + "'}"),
                HasSubstr("1:106 expected a time from 00:00 to 23:59"));
  }
  EXPECT_EQ(PersonProblem(good + "away: [{from: 2024-08-02, to: 2024-08-01}]"),
            "1:98 it ends before it begins.");
  EXPECT_EQ(PersonProblem(good + "away: [{from: 2024-08-02}]"),
            "1:98 a span of days away needs from and to.");
}

TEST(AlertRulesConfigTest, ADefaultRuleIsChangedWhereTheFileSaysSoAndNowhereElse) {
  AlertRule wanted = *FindRule(DefaultRules(BuiltInCatalogue()), "assessment_45.drag");
  wanted.fire = {15'000};
  wanted.clear = {12'500};
  wanted.minimum = 8;
  EXPECT_EQ(RuleOf("id: assessment_45.drag, level: 15 %, clear: 12.5 %, at_least: 8"), wanted);
}

TEST(AlertRulesConfigTest, ALevelAloneIsWhereARuleClearsToo) {
  const AlertRule rule = RuleOf("id: assessment_45.drag, level: 15 %");
  EXPECT_EQ(rule.fire, Level{15'000});
  EXPECT_EQ(rule.clear, Level{15'000});
}

TEST(AlertRulesConfigTest, ARuleOfTheirOwnArrivesWithEverything) {
  AlertRule wanted;
  wanted.id = "duty.busy";
  wanted.indicator = "referral_rate";
  wanted.condition = Condition::kCount;
  wanted.window = Window::kWeek;
  wanted.above = false;
  wanted.fire = {20'000};
  wanted.clear = {25'000};
  wanted.for_minutes = 90;
  wanted.keep_firing_minutes = 2 * 24 * 60;
  wanted.escalate_after_days = 3;
  wanted.severity = Severity::kUrgent;
  wanted.authority = false;
  wanted.teams = true;
  wanted.owner = "head";
  EXPECT_EQ(
      RuleOf("id: duty.busy, indicator: referral_rate, condition: count, window: week, fires: "
             "below, level: 20, clear: 25, for: 90 minutes, keep_firing: 2 days, "
             "escalate_after_working_days: 3, severity: urgent, scope: teams, owner: head"),
      wanted);
}

TEST(AlertRulesConfigTest, ARuleIsTurnedOff) {
  const auto rules = AlertsOf("rules: [{id: ni64.due_soon, off: true}]").rules;
  EXPECT_EQ(FindRule(rules, "ni64.due_soon"), nullptr);
  EXPECT_EQ(rules.size() + 1, DefaultRules(BuiltInCatalogue()).size());
}

TEST(AlertRulesConfigTest, TheScopeIsOneOfThree) {
  const auto scope = [](const char* text) {
    const AlertRule rule = RuleOf("id: assessment_45.drag, scope: " + std::string(text));
    return std::pair(rule.authority, rule.teams);
  };
  EXPECT_EQ(scope("authority"), std::pair(true, false));
  EXPECT_EQ(scope("teams"), std::pair(false, true));
  EXPECT_EQ(scope("both"), std::pair(true, true));
}

// What stands under the rule begins in column 19.
TEST(AlertRulesConfigTest, MistakesOfWhatIsWatchedAreTold) {
  EXPECT_EQ(RuleProblem("off: true"), "1:18 option \"alerts.rules.id\" is missing");
  EXPECT_EQ(RuleProblem("id: x.y, off: true"), "1:23 there is no rule \"x.y\" to turn off.");
  EXPECT_EQ(RuleProblem("id: x.y"), "1:23 there is no rule \"x.y\" to change.");
  EXPECT_EQ(RuleProblem("id: x.y, condition: drag, level: 3"),
            "1:18 option \"alerts.rules.indicator\" is missing");
  EXPECT_EQ(RuleProblem("id: x.y, condition: drag, level: 3, indicator: ni6"),
            "1:66 there is no indicator \"ni6\".");
  EXPECT_EQ(RuleProblem("id: x.y, condition: band, level: 3, indicator: cpp, band: old"),
            "1:77 cpp has no band \"old\".");
  EXPECT_EQ(RuleProblem("id: cpp.oldest_band, band: old"), "1:46 cpp has no band \"old\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, indicator: ni59"),
            "1:45 the rule \"ni60.drag\" is about ni60.");
  EXPECT_EQ(RuleProblem("id: ni60.drag, condition: oldest"),
            "1:45 the rule \"ni60.drag\" is about drag_share.");
  EXPECT_EQ(Problem("rules: [{id: ni60.red, for: 1 day}, {id: ni60.red, off: true}]"),
            "1:51 the rule \"ni60.red\" is listed twice.");
}

TEST(AlertRulesConfigTest, ARuleThatCouldNeverFireIsTold) {
  const auto problem = [](const char* condition, const char* indicator) {
    return RuleProblem("id: x.y, condition: " + std::string(condition) +
                       ", indicator: " + indicator);
  };
  EXPECT_EQ(problem("drag, level: 3", "referral_rate"),
            "1:39 referral_rate has nothing that drag watches: it would never fire.");
  EXPECT_THAT(problem("due_soon, level: 3", "cpp"), HasSubstr("it would never fire"));
  EXPECT_THAT(problem("share, level: 3 %", "cpp"), HasSubstr("it would never fire"));
  EXPECT_THAT(problem("signal", "ni60"), HasSubstr("it would never fire"));
  EXPECT_THAT(problem("rag", "cpp"), HasSubstr("it would never fire"));
  EXPECT_EQ(problem("oldest, level: 3", "cpp"), "no problem");
  EXPECT_EQ(problem("share, level: 3 %", "rereferral"), "no problem");
  EXPECT_EQ(problem("data_late, level: 3", "ni60"),
            "1:71 the condition data_late is about no indicator.");
}

TEST(AlertRulesConfigTest, WhatTheConditionDoesNotLookAtIsTold) {
  const std::string good = "id: x.y, condition: drag, indicator: ni60, level: 3, ";
  for (const char* option : {"at_least: 8", "window: week", "band: old"}) {
    EXPECT_THAT(RuleProblem(good + option), HasSubstr("the condition drag does not look at it."));
  }
  EXPECT_THAT(RuleProblem("id: ni60.red, fires: below"), HasSubstr("does not look at it."));
}

TEST(AlertRulesConfigTest, MistakesOfLevelsAreTold) {
  EXPECT_EQ(RuleProblem("id: ni60.drag, level: 101 %"),
            "1:41 no share is above 100%, found \"101 %\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, level: 10"), "1:41 expected a share, found \"10\".");
  EXPECT_EQ(RuleProblem("id: ni60.due_soon, level: 10 %"),
            "1:45 expected a number, found \"10 %\".");
  EXPECT_EQ(RuleProblem("id: ni60.red, level: 3"),
            "1:40 the condition rag has no level: it holds or it does not.");
  EXPECT_EQ(RuleProblem("id: ni60.drag, level: 10 %, clear: 11 %"),
            "1:54 a rule that fires above a level clears at or below it.");
  EXPECT_EQ(RuleProblem("id: ni60.month, level: 70 %, clear: 69 %"),
            "1:55 a rule that fires below a level clears at or above it.");
  EXPECT_EQ(RuleProblem("id: ni60.drag, fires: over"),
            "1:41 expected above or below, found \"over\".");
  EXPECT_EQ(RuleProblem("id: x.y, condition: drag, indicator: ni60"),
            "1:18 option \"alerts.rules.level\" is missing");
}

TEST(AlertRulesConfigTest, MistakesOfTheRestAreTold) {
  EXPECT_EQ(RuleProblem("id: ni60.drag, severity: high"),
            "1:44 expected one of urgent, attention, notice; found \"high\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, scope: team"),
            "1:41 expected authority, teams or both, found \"team\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, owner: nobody"), "1:41 there is no person \"nobody\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, for: 91 days"),
            "1:39 expected minutes, hours or days up to 90 days, found \"91 days\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, at_least: -1"),
            "1:44 expected a whole number from 0 to 1000000, found \"-1\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, off: maybe"),
            "1:39 expected true or false, found \"maybe\".");
  EXPECT_EQ(RuleProblem("id: ni60.drag, urgent: true"), "1:34 in \"alerts.rules\".");
}

TEST(AlertRulesConfigTest, DurationsAreWholeMinutesHoursAndDays) {
  EXPECT_EQ(ParseMinutes("1 minute"), 1);
  EXPECT_EQ(ParseMinutes("2 hours"), 120);
  EXPECT_EQ(ParseMinutes("90 days"), 90 * 24 * 60);
  for (const char* text : {"", "2", "hours", "2h", "1.5 hours", "-1 days", "91 days", "1  day"}) {
    EXPECT_EQ(ParseMinutes(text), std::nullopt) << text;
  }
}

/// Problems of a daemon with people, with these further options.
std::vector<std::string> ServeProblems(const std::string& kafka, const std::string& alerts) {
  return ProblemsOf("kafka: {bootstrap: \"localhost:9092\"" + kafka +
                        "}\ncheckpoint: {directory: /tmp}\nalerts: {alertmanager: {url: "
                        "\"http://127.0.0.1:9093\", managers: true}, people: [" +
                        std::string(kHead) + "]" + alerts + "}",
                    ConfigUse::kServe);
}

TEST(AlertsConfigTest, AMemberOfAGroupSaysWhetherItTells) {
  EXPECT_THAT(ServeProblems("", ""),
              ElementsAre("test.yaml:3:9: option \"alerts.tells\" is missing"));
  EXPECT_THAT(ServeProblems("", ", tells: true"), IsEmpty());
  EXPECT_THAT(ServeProblems("", ", tells: false"), IsEmpty());
}

TEST(AlertsConfigTest, ADaemonThatReadsEveryPartitionTellsUnlessItSaysOtherwise) {
  EXPECT_THAT(ServeProblems(", assignment: all", ""), IsEmpty());
  EXPECT_TRUE(AlertsOf("people: [" + std::string(kHead) + "]").Tells());
  EXPECT_FALSE(AlertsOf("people: [" + std::string(kHead) + "], tells: false").Tells());
  EXPECT_FALSE(AlertsOf("tells: true").Tells()) << "there is nobody to tell";
}

}  // namespace
}  // namespace caseclock

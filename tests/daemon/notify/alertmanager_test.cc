#include "daemon/notify/alertmanager.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/alertmanager_server.h"
#include "tests/support/patience.h"
#include "tests/support/some_ledger_entries.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr char kConfig[] = CASECLOCK_SOURCE_DIR "/ops/alertmanager/alertmanager.yml";

std::int64_t NowUs() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

AlertRule Rule(std::string id, Condition condition, Severity severity) {
  AlertRule rule;
  rule.id = std::move(id);
  rule.condition = condition;
  rule.severity = severity;
  return rule;
}

/// What the real one makes of what is posted. Without it the tests say so and are skipped; where CI=true they fail.
class AlertmanagerTest : public testing::Test {
 protected:
  void SetUp() override {
    if (AlertmanagerServer::IsInstalled()) return;
    const char* ci = std::getenv("CI");
    const std::string why = "no Alertmanager (package prometheus-alertmanager)";
    if (ci != nullptr && std::string_view(ci) == "true") FAIL() << why;
    GTEST_SKIP() << why;
  }

  void Fires(const AlertKey& key, std::int64_t since_us) {
    AlertState state = FiringState(key);
    state.since_us = since_us;
    ledger_.Apply(state);
  }
  void Resolve(const AlertKey& key, std::int64_t at_us) {
    AlertState state = *ledger_.Find(key);
    state.phase = Phase::kQuiet;
    state.resolved_at_us = at_us;
    ledger_.Apply(state);
  }
  void Post(const AlertmanagerServer& server) {
    const std::int64_t now_us = NowUs();
    Alertmanager alertmanager(server.url() + "/");
    const PostResult posted = alertmanager.Post(
        MakeAlertmanagerBody(ledger_, rules_, now_us, {.managers = true}), now_us);
    EXPECT_EQ(posted, (PostResult{true, 200, ""}));
  }
  /// What is active and not inhibited, once it is so many; as they come.
  json Await(const AlertmanagerServer& server, std::size_t count) {
    const auto deadline = PatientDeadline(std::chrono::seconds(20));
    json found;
    do {
      found = json::parse(server.Get("/api/v2/alerts?inhibited=false"));
    } while (found.size() != count && std::chrono::steady_clock::now() < deadline);
    EXPECT_EQ(found.size(), count) << found.dump(1);
    return found;
  }
  static std::string Receiver(std::vector<std::string> labels) {
    std::vector<std::string> words = {"config", "routes", "test",
                                      "--config.file=" + std::string(kConfig)};
    words.insert(words.end(), labels.begin(), labels.end());
    // Warnings come before it.
    std::string output = Amtool(words).output;
    if (output.ends_with('\n')) output.pop_back();
    return output.substr(output.rfind('\n') + 1);
  }

  const std::vector<AlertRule> rules_ = {
      Rule("assessment_45.drag", Condition::kDragShare, Severity::kUrgent),
      Rule("data.late", Condition::kDataLate, Severity::kUrgent)};
  const AlertKey whole_{"assessment_45.drag", "E08000099", ""};
  Ledger ledger_;
};

TEST_F(AlertmanagerTest, TheExampleIsAValidConfiguration) {
  const AmtoolResult checked = Amtool({"check-config", kConfig});
  EXPECT_TRUE(checked.ok) << checked.output;
}

TEST_F(AlertmanagerTest, TheExampleRoutesBySeverityAndAuthority) {
  EXPECT_EQ(Receiver({"severity=urgent", "authority=E08000099"}), "urgent-E08000099");
  EXPECT_EQ(Receiver({"severity=urgent", "authority=E08000098"}), "urgent");
  EXPECT_EQ(Receiver({"severity=attention", "authority=E08000099"}), "managers");
  EXPECT_EQ(Receiver({"severity=urgent", "condition=data_late"}), "operators");
}

TEST_F(AlertmanagerTest, WhatIsPostedIsThereUntilItIsResolved) {
  const AlertmanagerServer server(kConfig);
  const std::int64_t now_us = NowUs();
  Fires(DragKey(), now_us - 10 * kMinuteUs);
  Post(server);
  const json alert = Await(server, 1).at(0);
  EXPECT_EQ(alert["labels"]["team"], "Invented North");
  EXPECT_EQ(alert["annotations"]["description"], "12 of 85 open assessments are overdue.");
  EXPECT_EQ(alert["receivers"][0]["name"], "urgent-E08000099");
  Resolve(DragKey(), now_us);
  Post(server);
  Await(server, 0);
}

TEST_F(AlertmanagerTest, PostingAgainMovesTheEndAndNothingElse) {
  const AlertmanagerServer server(kConfig);
  Fires(DragKey(), NowUs() - 10 * kMinuteUs);
  Alertmanager alertmanager(server.url());
  std::string ends;
  for (const std::int64_t minutes : {0, 1}) {
    const std::int64_t now_us = NowUs() + minutes * kMinuteUs;
    const AlertmanagerBody body = MakeAlertmanagerBody(ledger_, rules_, now_us, {.managers = true});
    EXPECT_TRUE(alertmanager.IsDue(now_us));
    EXPECT_TRUE(alertmanager.Post(body, now_us).ok);
    EXPECT_FALSE(alertmanager.IsDue(now_us + kAlertmanagerIntervalUs - 1));
    ends = json::parse(body.json).at(0)["endsAt"].get<std::string>();
  }
  const json alert = Await(server, 1).at(0);
  EXPECT_EQ(alert["endsAt"].get<std::string>().substr(0, 19), ends.substr(0, 19));
}

TEST_F(AlertmanagerTest, TheAuthoritysRuleSpeaksForItsTeams) {
  const AlertmanagerServer server(kConfig);
  Fires(DragKey(), NowUs() - kMinuteUs);
  Fires(whole_, NowUs() - kMinuteUs);
  Post(server);
  EXPECT_FALSE(Await(server, 1).at(0)["labels"].contains("team"));
  EXPECT_EQ(json::parse(server.Get("/api/v2/alerts")).size(), 2u) << "the other is inhibited";
}

TEST_F(AlertmanagerTest, LateDataSilencesTheRestOfItsAuthority) {
  const AlertmanagerServer server(kConfig);
  Fires(whole_, NowUs() - kMinuteUs);
  Fires({"data.late", "E08000099", ""}, NowUs() - kMinuteUs);
  Fires({"assessment_45.drag", "E08000098", ""}, NowUs() - kMinuteUs);
  Post(server);
  std::set<std::string> shown;
  for (const json& one : Await(server, 2)) {
    shown.insert(one["labels"]["authority"].get<std::string>() + " " +
                 one["labels"]["rule"].get<std::string>());
  }
  EXPECT_EQ(shown, (std::set<std::string>{"E08000098 assessment_45.drag", "E08000099 data.late"}));
}

TEST_F(AlertmanagerTest, WhatItDoesNotTakeIsAReasonWithoutItsText) {
  const AlertmanagerServer server(kConfig);
  Alertmanager alertmanager(server.url());
  EXPECT_EQ(alertmanager.Post({.json = R"([{"labels": {}}])", .alerts = 1}, 0),
            (PostResult{false, 400, "could not post alerts to the Alertmanager: it answers 400"}));
  EXPECT_FALSE(alertmanager.IsDue(kAlertmanagerRetryUs - 1));
  EXPECT_TRUE(alertmanager.IsDue(kAlertmanagerRetryUs));
}

TEST(AlertmanagerAwayTest, NobodyThereIsAReason) {
  Alertmanager alertmanager("http://127.0.0.1:1");
  const PostResult posted = alertmanager.Post({.json = "[{}]", .alerts = 1}, 0);
  EXPECT_FALSE(posted.ok);
  EXPECT_THAT(posted.reason, HasSubstr("could not post alerts to the Alertmanager: "));
}

TEST(AlertmanagerAwayTest, NothingToPostAsksNobody) {
  Alertmanager alertmanager("http://127.0.0.1:1");
  EXPECT_TRUE(alertmanager.Post({.json = "[]", .alerts = 0}, 0).ok);
}

TEST(AlertmanagerAwayTest, OnlyTheWebIsSpoken) {
  Alertmanager alertmanager("file:///etc/hostname?");
  EXPECT_THAT(alertmanager.Post({.json = "[{}]", .alerts = 1}, 0).reason,
              HasSubstr("Unsupported protocol"));
}

}  // namespace
}  // namespace caseclock

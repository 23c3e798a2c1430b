// Does a rehearsal tell what would have been sent, at the time at which it was known?
#include "daemon/rehearsal/rehearsal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/codec/codec.h"
#include "daemon/rehearsal/alert_test.h"
#include "daemon/rehearsal/half_hours.h"
#include "daemon/rehearsal/rehearsed_councils.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kCouncil[] = "X99000099";

/// Assessments of one council; each begins at nine in the morning.
class RehearsalTest : public testing::Test {
 protected:
  RehearsalTest() {
    Person head;
    head.id = "head";
    head.address = "head@council.example";
    head.authority = kCouncil;
    config_.alerts.people = {head};
    config_.alerts.mail.from = "caseclock@council.example";
  }

  void Begin(int count, std::string_view day) {
    for (int i = 0; i < count; ++i) {
      const std::string id = "X9-A" + std::to_string(events_.size());
      Add(id, day,
          {{Fact::kAssessmentStarted, kNoDate, {Day(day), 0, ""}},
           {Fact::kAssessmentType,
            kNoDate,
            {kNoDate, static_cast<int>(AssessmentType::kChildAndFamily), ""}}});
    }
  }

  void Add(const std::string& id, std::string_view day, std::vector<FactAssertion> facts) {
    CaseEvent event;
    event.authority = kCouncil;
    event.kind = RecordKind::kAssessment;
    event.record = id;
    event.child = id + "-child";
    event.stamp = {LondonMidnight(Day(day)) + 9 * 60 * kMinuteUs, "invented", events_.size(),
                   "e-" + id};
    event.recorded_on = Day(day);
    event.action = Assert{std::move(facts)};
    events_.push_back(std::move(event));
  }

  RehearsalOutcome Play(std::string_view first, std::string_view last, bool keep = false) {
    return Rehearsal(config_, events_).Play({{Day(first), Day(last)}, kWarmUpDays, true, keep});
  }

  Config config_;
  std::vector<CaseEvent> events_;
};

TEST_F(RehearsalTest, TellsOnTheDayOnWhichWorkIsLate) {
  Begin(8, "2023-12-29");
  const auto outcome = Play("2024-03-04", "2024-03-05");
  EXPECT_EQ(MailTable(outcome.mails),
            "  Mon 2024-03-04 08:00  head  weekly     (nothing to tell)\n"
            "  Tue 2024-03-05 08:00  head  digest     assessment_45.drag  (whole authority)  "
            "new\n");
}

TEST_F(RehearsalTest, AnUrgentAlertWaitsForOthersAsLongAsConfigured) {
  config_.alerts.group_wait_minutes = 60;
  for (AlertRule& rule : config_.alerts.rules) {
    if (rule.id == "assessment_45.drag") rule.severity = Severity::kUrgent;
  }
  Begin(8, "2023-12-29");
  const auto outcome = Play("2024-03-05", "2024-03-05");
  ASSERT_FALSE(outcome.mails.empty());
  EXPECT_EQ(outcome.mails[0].plan.kind, MailKind::kImmediate);
  EXPECT_EQ(outcome.mails[0].moment.minute, 8 * 60) << "half an hour later than without";
}

TEST_F(RehearsalTest, WhatIsNotRecordedYetIsNotKnown) {
  Begin(8, "2023-12-29");
  RehearsedCouncils councils(config_, events_, true);
  EXPECT_THAT(councils.At(HalfHours(Day("2023-12-29"))[0])->authorities, IsEmpty()) << "06:00";
  const auto later = councils.At(HalfHours(Day("2023-12-29"))[7]);
  ASSERT_EQ(later->authorities.size(), 1U) << "09:30";
  EXPECT_EQ(councils.At(HalfHours(Day("2023-12-29"))[8]), later) << "nothing has changed";
}

TEST_F(RehearsalTest, WhatFiresBeforeThePeriodIsNoNews) {
  Begin(8, "2023-12-29");
  for (const RehearsedMail& mail : Play("2024-03-18", "2024-03-20").mails) {
    for (const PlannedItem& item : mail.plan.items) EXPECT_NE(item.item, Item::kNew);
  }
}

TEST_F(RehearsalTest, AMailHasItsWordsAndOnRequestItsBytes) {
  Begin(8, "2023-12-29");
  const auto outcome = Play("2024-03-05", "2024-03-05", true);
  ASSERT_FALSE(outcome.mails.empty());
  EXPECT_THAT(outcome.mails[0].subject, HasSubstr("8 assessments overdue"));
  EXPECT_THAT(outcome.mails[0].text, HasSubstr("assessment_45.drag"));
  EXPECT_THAT(outcome.mails[0].message, HasSubstr("To: head@council.example"));
  EXPECT_THAT(Play("2024-03-05", "2024-03-05").mails[0].message, IsEmpty());
}

TEST_F(RehearsalTest, ASilentFeedIsTheOperatorsUnlessItIsTakenAsAlive) {
  config_.alerts.people[0].is_operator = true;
  Begin(8, "2023-12-29");
  EXPECT_THAT(Play("2024-01-02", "2024-01-10").mails, IsEmpty());
  const auto outcome =
      Rehearsal(config_, events_).Play({{Day("2024-01-02"), Day("2024-01-10")}, 0, false, false});
  ASSERT_FALSE(outcome.mails.empty());
  EXPECT_EQ(outcome.mails[0].plan.items[0].key.rule, "data.late");
}

}  // namespace
}  // namespace caseclock

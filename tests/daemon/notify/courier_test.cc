#include "daemon/notify/courier.h"

#include <gmock/gmock.h>

#include "tests/support/recording_transport.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t kStartUs = 1'700'000'000'000'000;
constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kDayUs = 24 * 60 * kMinuteUs;

class CourierTest : public testing::Test {
 protected:
  // A mail claimed so long before the start.
  void Queue(const std::string& id, std::int64_t age_us = 0) {
    EXPECT_TRUE(
        courier_.Enqueue({id, "desk@council.example", "bytes of " + id, kStartUs - age_us}));
  }
  void Pass(std::int64_t us) { now_us_ += us; }
  // Works off whatever is due now; how many attempts that took.
  int Work() {
    int attempts = 0;
    while (attempts < 100 && courier_.Step()) ++attempts;
    return attempts;
  }
  // Lets time pass second by second and works: how many attempts that took.
  int WorkFor(std::int64_t us) {
    int attempts = 0;
    for (const std::int64_t end = now_us_ + us; now_us_ < end; Pass(kSecondUs)) attempts += Work();
    return attempts;
  }

  std::int64_t now_us_ = kStartUs;
  RecordingTransport transport_;
  Courier courier_{&transport_, [this] { return now_us_; }};
};

TEST_F(CourierTest, DeliversTheOldestFirst) {
  Queue("young");
  Queue("old", kDayUs);
  Queue("middle", kMinuteUs);
  EXPECT_EQ(Work(), 3);
  EXPECT_THAT(transport_.sent(), ElementsAre("old", "middle", "young"));
}

TEST_F(CourierTest, OneStepIsOneAttempt) {
  Queue("m-1");
  Queue("m-2");
  EXPECT_TRUE(courier_.Step());
  EXPECT_THAT(transport_.sent(), ElementsAre("m-1"));
}

TEST_F(CourierTest, TellsEachOutcomeOnce) {
  Queue("m-1");
  Work();
  const MailOutcome delivered{"m-1", MailEnd::kDelivered, kStartUs, ""};
  EXPECT_THAT(courier_.TakeOutcomes(), ElementsAre(delivered));
  EXPECT_THAT(courier_.TakeOutcomes(), IsEmpty());
}

TEST_F(CourierTest, ARefusalEndsAMailWithItsCode) {
  Queue("m-1");
  transport_.Answer("m-1", Refused(550));
  EXPECT_EQ(WorkFor(kDayUs / 24), 1);
  EXPECT_THAT(courier_.TakeOutcomes(),
              ElementsAre(MailOutcome{"m-1", MailEnd::kRefused, kStartUs, "550"}));
}

TEST_F(CourierTest, AMailIsNotTakenTwiceWhileItWaitsOrItsOutcomeDoes) {
  Queue("m-1");
  Queue("m-1");
  Work();
  Queue("m-1");
  EXPECT_EQ(Work(), 0);
  EXPECT_EQ(transport_.sent().size(), 1u);
}

TEST_F(CourierTest, ADeferredMailLetsTheOthersPass) {
  Queue("m-1", kMinuteUs);
  Queue("m-2");
  transport_.Answer("m-1", Deferred());
  EXPECT_EQ(Work(), 2);
  EXPECT_THAT(courier_.TakeOutcomes(), ElementsAre(testing::Field(&MailOutcome::id, "m-2")));
}

TEST_F(CourierTest, ADeferredMailIsSentAgainWithTheSameBytes) {
  Queue("m-1");
  transport_.Answer("m-1", Deferred());
  EXPECT_EQ(WorkFor(kMinuteUs), 2);
  EXPECT_THAT(transport_.messages(), ElementsAre("bytes of m-1", "bytes of m-1"));
}

TEST_F(CourierTest, WaitsDoubleUpToHalfAnHour) {
  const std::int64_t nominal[] = {30, 60, 120, 240, 480, 960, 1800, 1800, 1800};
  for (int attempts = 1; attempts <= 9; ++attempts) {
    const std::int64_t longest = nominal[attempts - 1] * kSecondUs;
    EXPECT_LE(RetryDelayUs("m-1", attempts), longest);
    EXPECT_GE(RetryDelayUs("m-1", attempts), longest - longest / 4);
  }
  EXPECT_LE(RetryDelayUs("m-1", 1'000'000), kLongestRetryUs);
}

TEST_F(CourierTest, WaitsDifferByMailAndAreTheSameForOne) {
  std::set<std::int64_t> waits;
  for (int i = 0; i < 20; ++i) waits.insert(RetryDelayUs("m-" + std::to_string(i), 3));
  EXPECT_GE(waits.size(), 19u);
  EXPECT_EQ(RetryDelayUs("m-1", 3), RetryDelayUs("m-1", 3));
}

TEST_F(CourierTest, AWaitBeginsWhenTheAttemptHasEnded) {
  Queue("slow");
  transport_.Answer("slow", Deferred());
  transport_.During([this] { Pass(10 * kMinuteUs); });
  EXPECT_EQ(Work(), 1);
  Pass(30 * kSecondUs);
  EXPECT_EQ(Work(), 1);
}

TEST_F(CourierTest, NewMailsGoBeforeThoseTriedAgain) {
  Queue("old", kDayUs);
  transport_.Answer("old", Deferred());
  Work();
  Queue("new");
  Pass(kMinuteUs);
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre("old", "new", "old"));
}

TEST_F(CourierTest, AServerThatIsDownIsTriedWithOneMail) {
  for (int i = 0; i < 50; ++i) Queue("m-" + std::to_string(i));
  transport_.AnswerAll(ServerDown());
  EXPECT_EQ(WorkFor(10 * kSecondUs), 1);
  EXPECT_FALSE(courier_.Health().server_reached);
  EXPECT_LE(WorkFor(10 * kMinuteUs), 6);
}

TEST_F(CourierTest, EachTimeAnotherMailTriesTheServer) {
  Queue("m-1", kMinuteUs);
  Queue("m-2");
  transport_.AnswerAll(ServerDown());
  WorkFor(2 * kMinuteUs);
  ASSERT_GE(transport_.sent().size(), 2u);
  EXPECT_NE(transport_.sent()[0], transport_.sent()[1]);
}

TEST_F(CourierTest, AllGoWhenTheServerIsBack) {
  for (int i = 0; i < 50; ++i) Queue("m-" + std::to_string(i));
  transport_.AnswerAll(ServerDown());
  Work();
  transport_.AnswerAll(Delivered());
  Pass(30 * kSecondUs);
  EXPECT_EQ(Work(), 50);
  EXPECT_TRUE(courier_.Health().server_reached);
}

TEST_F(CourierTest, ARefusalShowsThatTheServerIsBack) {
  Queue("m-1");
  Queue("m-2");
  transport_.Answer("m-1", ServerDown());
  transport_.Answer("m-2", Refused(550));
  Work();
  Pass(30 * kSecondUs);
  EXPECT_EQ(Work(), 2);
  EXPECT_EQ(courier_.TakeOutcomes().size(), 2u);
}

TEST_F(CourierTest, GivesUpAfterThreeDays) {
  Queue("m-1");
  transport_.AnswerAll(Deferred());
  WorkFor(kGiveUpAfterUs);
  EXPECT_THAT(courier_.TakeOutcomes(), IsEmpty());
  WorkFor(kSecondUs);
  EXPECT_THAT(courier_.TakeOutcomes(),
              ElementsAre(MailOutcome{"m-1", MailEnd::kGivenUp, kStartUs + kGiveUpAfterUs, ""}));
}

TEST_F(CourierTest, AMailOlderThanThatIsStillTriedOnce) {
  Queue("m-1", 2 * kGiveUpAfterUs);
  EXPECT_EQ(Work(), 1);
  EXPECT_THAT(courier_.TakeOutcomes(),
              ElementsAre(MailOutcome{"m-1", MailEnd::kDelivered, kStartUs, ""}));
}

TEST_F(CourierTest, MailsOfThreeDaysAreGivenUpWhileTheServerIsDown) {
  Queue("m-1");
  Queue("m-2");
  Queue("young", -kDayUs);
  transport_.AnswerAll(ServerDown());
  WorkFor(kGiveUpAfterUs + kSecondUs);
  EXPECT_EQ(courier_.TakeOutcomes().size(), 2u);
  EXPECT_EQ(courier_.Health().given_up, 2);
  EXPECT_EQ(courier_.Health().queued, 1);
}

TEST_F(CourierTest, IsFullAtItsBoundAndTakesMoreLater) {
  for (std::size_t i = 0; i < kMaxQueuedMails; ++i) Queue("m-" + std::to_string(i));
  const QueuedMail one_more{"late", "desk@council.example", "bytes", kStartUs};
  EXPECT_FALSE(courier_.Enqueue(one_more));
  courier_.Step();
  EXPECT_FALSE(courier_.Enqueue(one_more)) << "outcomes that nobody takes count too";
  courier_.TakeOutcomes();
  EXPECT_TRUE(courier_.Enqueue(one_more));
}

TEST_F(CourierTest, StopStopsTheTransportAndAllSteps) {
  Queue("m-1");
  courier_.Stop();
  EXPECT_TRUE(transport_.stopped());
  EXPECT_FALSE(courier_.Step());
}

TEST_F(CourierTest, AnAttemptCutShortByStopIsNoProblemOfTheServer) {
  Queue("m-1");
  transport_.During([this] { courier_.Stop(); });
  transport_.AnswerAll(ServerDown());
  courier_.Step();
  EXPECT_EQ(courier_.Health().deferred, 0);
  EXPECT_EQ(courier_.Health().last_problem, "");
}

TEST_F(CourierTest, AMailDeliveredInTheMidstOfStoppingHasItsOutcome) {
  Queue("m-1");
  transport_.During([this] { courier_.Stop(); });
  courier_.Step();
  EXPECT_EQ(courier_.TakeOutcomes().size(), 1u);
}

TEST_F(CourierTest, OthersMayCallItDuringAnAttempt) {
  Queue("m-1");
  std::int64_t queued = 0;
  transport_.During([&] { queued = courier_.Health().queued; });
  courier_.Step();
  EXPECT_EQ(queued, 1);
}

TEST_F(CourierTest, HealthCountsAttemptsAndEnds) {
  for (const char* id : {"a", "b", "c", "d"}) Queue(id, kMinuteUs);
  transport_.Answer("a", Deferred());
  transport_.Answer("b", Refused(554));
  transport_.Answer("d", Deferred());
  Work();
  const CourierHealth health = courier_.Health();
  EXPECT_THAT((std::vector{health.queued, health.delivered, health.deferred, health.refused}),
              ElementsAre(2, 1, 2, 1));
  EXPECT_EQ(health.oldest_queued_us, kStartUs - kMinuteUs);
  EXPECT_EQ(health.last_delivered_us, kStartUs);
  EXPECT_EQ(health.last_problem, "RCPT was answered 451");
}

}  // namespace
}  // namespace caseclock

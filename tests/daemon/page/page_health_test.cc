#include "daemon/page/page_health.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::HasSubstr;
using testing::Not;

class FreshnessTest : public testing::Test {
 protected:
  Freshness Fresh() const { return FreshnessOf(view_.get(), health_, "X01", kNowUs); }

  std::shared_ptr<const View> view_ = invented::SmallView();
  Health health_ = invented::GoodHealth();
};

TEST_F(FreshnessTest, LiveWhenAllIsWell) {
  EXPECT_EQ(Fresh().word, "Live");
  EXPECT_EQ(Fresh().sentence, "The last event came 3 seconds ago.");
  EXPECT_TRUE(Fresh().good);
}

TEST_F(FreshnessTest, QuietAfterAnHourWithoutEvents) {
  health_.last_event_at_us = kNowUs - kQuietAfterUs - 1;
  EXPECT_EQ(Fresh().word, "Quiet");
  EXPECT_EQ(Fresh().sentence, "The last event came 60 minutes ago.");
}

// As of Tuesday 2 April 2024, after Good Friday and Easter Monday.
class LateDataTest : public FreshnessTest {
 protected:
  Freshness WithDataTo(int month, int day) {
    auto council = invented::SmallAuthority();
    council->as_of = Date::FromYmd(2024, 4, 2);
    council->data_as_of_us =
        (Date::FromYmd(2024, month, day) - Date::FromYmd(1970, 1, 1)) * 86'400'000'000LL;
    View view{.as_of = council->as_of, .authorities = {council}};
    return FreshnessOf(&view, health_, "X01", kNowUs, {&calendar_, 5});
  }
  WorkingDays calendar_ = WorkingDays::EnglandAndWales();
};

TEST_F(LateDataTest, LiveWantsEntriesOfTheDayOrOfTheWorkingDayBefore) {
  EXPECT_EQ(WithDataTo(4, 2).word, "Live");
  EXPECT_EQ(WithDataTo(4, 1).word, "Live");
  EXPECT_EQ(WithDataTo(3, 28).word, "Live") << "Thursday is the working day before Tuesday";
  EXPECT_EQ(WithDataTo(3, 27).word, "Late data");
}

TEST_F(LateDataTest, SaysHowFarBehindAndIsNotGood) {
  const Freshness late = WithDataTo(3, 25);
  EXPECT_EQ(
      late.sentence,
      "The latest entry is of Mon 25 Mar 2024, 4 working days before the day of these figures.");
  EXPECT_FALSE(late.good);
  EXPECT_FALSE(late.stale);
}

TEST_F(LateDataTest, AGraverStateGoesBefore) {
  health_.partitions[1].caught_up = false;
  EXPECT_EQ(WithDataTo(1, 2).word, "Catching up");
}

TEST_F(FreshnessTest, CatchingUpCountsWhatIsToCome) {
  health_.partitions[1] = {1, 5200, false};
  EXPECT_EQ(Fresh().word, "Catching up");
  EXPECT_EQ(Fresh().sentence,
            "Past events are still being read: 2 of 3 partitions done, 5,200 events to go.");
}

TEST_F(FreshnessTest, HoldingWhileAnExportIsIncomplete) {
  health_.held_batches = 1;
  health_.held_since_us = kNowUs - 90'000'000;
  health_.held_authorities = {{"X01", health_.held_since_us}};
  EXPECT_EQ(Fresh().word, "Holding");
  EXPECT_EQ(
      Fresh().sentence,
      "An export has been coming in for 90 seconds; the figures stand still until it is complete.");
}

IncompleteExport Short() {
  IncompleteExport one;
  one.key = {1, "annex-a", "night-7"};
  one.accepted = 20;
  one.declared = 200;
  one.refused = 3;
  return one;
}

TEST_F(FreshnessTest, HoldingSaysHowMuchHasCome) {
  health_.held_batches = 1;
  health_.held_authorities = {{"X01", kNowUs - 90'000'000}};
  health_.incomplete_exports["X01"] = {Short()};
  EXPECT_EQ(
      Fresh().sentence,
      "An export has been coming in for 90 seconds (20 of 200 events received, 3 refused, 177 "
      "missing); the figures stand still until it is complete.");
  EXPECT_EQ(Fresh().mark, "");
}

TEST_F(FreshnessTest, AfterTheWaitTheFiguresAreMarked) {
  health_.incomplete_exports["X01"] = {Short()};
  EXPECT_EQ(Fresh().word, "Live");
  EXPECT_FALSE(Fresh().good);
  EXPECT_EQ(
      Fresh().mark,
      "Export night-7 of annex-a is incomplete: 20 of 200 events received, 3 refused, 177 missing. "
      "Nothing is withdrawn until all have come.");
  EXPECT_THAT(FreshnessHtml(Fresh(), health_, kNowUs),
              HasSubstr("Export night-7 of annex-a is incomplete"));
  EXPECT_EQ(FreshnessOf(view_.get(), health_, "X02", kNowUs).mark, "");
}

TEST_F(FreshnessTest, TheExportOfAnotherCouncilIsNoMatter) {
  health_.held_batches = 2;
  health_.held_since_us = kNowUs - 900'000'000;
  health_.held_authorities = {{"X02", kNowUs - 900'000'000}, {"X03", kNowUs - 90'000'000}};
  EXPECT_EQ(Fresh().word, "Live");
  EXPECT_EQ(
      FreshnessOf(view_.get(), health_, "X03", kNowUs).sentence,
      "An export has been coming in for 90 seconds; the figures stand still until it is complete.");
  EXPECT_EQ(FreshnessOf(view_.get(), health_, "", kNowUs).sentence,
            "2 exports have been coming in for 15 minutes; the figures stand still until it is "
            "complete.");
}

TEST_F(FreshnessTest, NotReadyGivesTheFirstReason) {
  health_.ready = false;
  health_.not_ready_because = {"the topic forgets after 7 days"};
  EXPECT_EQ(Fresh().word, "Not ready");
  EXPECT_EQ(Fresh().sentence, "The topic forgets after 7 days.");
}

TEST_F(FreshnessTest, StoppedOutranksEverything) {
  health_.at_us = kNowUs - kLoopSilentAfterUs - 1;
  health_.partitions[1].caught_up = false;
  EXPECT_EQ(Fresh().word, "Stopped");
}

TEST_F(FreshnessTest, StartingUntilThereIsAView) {
  view_.reset();
  EXPECT_EQ(Fresh().word, "Starting");
  health_ = Health();
  EXPECT_EQ(Fresh().word, "Starting");
}

TEST(HealthNoticeTest, IsEmptyWhenNothingNeedsAttention) {
  EXPECT_EQ(HealthNotice(invented::GoodHealth()), "");
}

TEST(HealthNoticeTest, ListsBreachesAndDifferences) {
  Health health = invented::GoodHealth();
  health.contract_breaches = {"the topic forgets after 7 days"};
  health.audit.differences = 2;
  EXPECT_THAT(HealthNotice(health), HasSubstr("<li>the topic forgets after 7 days</li>"));
  EXPECT_THAT(HealthNotice(health), HasSubstr("the self-audit found 2 differences: do not rely"));
}

TEST(HealthStripTest, MarksInWordsWhatNeedsALook) {
  Health health = invented::GoodHealth();
  EXPECT_THAT(HealthStrip(health, kNowUs), Not(HasSubstr("Look:")));
  health.audit.differences = 1;
  EXPECT_THAT(HealthStrip(health, kNowUs), HasSubstr("<dd class=\"look\">Look: 1 difference<"));
}

TEST(HealthStripTest, ReasonsOfRejectionReadAsWords) {
  EXPECT_THAT(HealthStrip(invented::GoodHealth(), kNowUs),
              HasSubstr("14<small>2 malformed, 12 wrong key</small>"));
}

TEST(HealthStripTest, CheckpointThatNeverCameIsSaid) {
  Health health = invented::GoodHealth();
  health.checkpoint = {};
  EXPECT_THAT(HealthStrip(health, kNowUs), HasSubstr("none yet"));
}

}  // namespace
}  // namespace caseclock

// Figures of past days beside a turning loop: the same as of a council that had never gone further.
#include "daemon/past/loop_past_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/support/told.h"

namespace caseclock {
namespace {

CaseEvent Assessment(int number, const char* started, const char* authorised = nullptr) {
  std::vector<FactAssertion> facts = {Typed(Fact::kAssessmentType, 3),
                                      On(Fact::kAssessmentStarted, started)};
  if (authorised != nullptr) facts.push_back(On(Fact::kAssessmentAuthorised, authorised));
  return Told("C" + std::to_string(number), RecordKind::kAssessment, "A" + std::to_string(number),
              facts, authorised == nullptr ? started : authorised);
}

/// A loop that turns until it goes, as of 22 March 2024, with one assessment finished and one open.
class PastDeskTest : public testing::Test {
 protected:
  PastDeskTest() {
    councils_.AddPartition(0);
    Say(Assessment(1, "2023-11-01", "2024-03-04"));
    Say(Assessment(2, "2024-03-01"));
    councils_.FinishCatchUp(0);
    Publish();
  }
  ~PastDeskTest() override { Stop(); }

  void Say(const CaseEvent& event) {
    events_.push_back(event);
    councils_.Apply(0, event, 0);
  }
  void Publish() {
    councils_.CountSome([] { return true; });
    board_.Publish(councils_.MakeView(0));
  }
  void Turn() {
    loop_ = std::thread([this] {
      while (!stop_) {
        requests_.Serve(councils_);
        std::this_thread::yield();
      }
    });
  }
  void Stop() {
    stop_ = true;
    if (loop_.joinable()) loop_.join();
    stop_ = false;
  }
  /// The council as of a day, of which nobody asked anything else.
  AuthorityView Fresh(const char* day) const {
    Authority council(kInventedCouncil, std::make_shared<const Definitions>(), Day(day));
    for (const CaseEvent& event : events_) council.Apply(event);
    return council.MakeView();
  }
  AuthorityView Asked(const char* day) {
    auto asked = desk_.FiguresOf(kInventedCouncil, Day(day));
    return *std::get<PastFigures>(asked).council;
  }
  PastRefusal Refused(const std::string& authority, const char* day) {
    return std::get<PastRefusal>(desk_.FiguresOf(authority, Day(day)));
  }

  std::vector<CaseEvent> events_;
  Councils councils_{[](const std::string&) { return std::make_shared<const Definitions>(); },
                     Day("2024-03-22"), 0};
  ViewBoard board_;
  LoopRequests requests_;
  std::int64_t now_us_ = 1'711'100'000'000'000;
  LoopPastDesk desk_{board_, requests_, [] { return std::make_shared<const Standards>(); },
                     [this] { return now_us_; }};
  std::atomic<bool> stop_ = false;
  std::thread loop_;
};

TEST_F(PastDeskTest, FiguresAreThoseOfThatDay) {
  Turn();
  for (const char* day : {"2024-03-21", "2024-03-04", "2024-03-03", "2023-12-31", "2010-04-01"}) {
    EXPECT_EQ(Asked(day), Fresh(day)) << day;
  }
  EXPECT_EQ(Asked("2024-03-21"), Fresh("2024-03-21")) << "forwards again";
}

TEST_F(PastDeskTest, ALargeCouncilIsCopiedInSeveralTurns) {
  for (int i = 10; i < 10 + static_cast<int>(kPastRecordsATurn) + 500; ++i) {
    Say(Assessment(i, "2024-02-01"));
  }
  Publish();
  Turn();
  EXPECT_EQ(Asked("2024-03-01"), Fresh("2024-03-01"));
}

TEST_F(PastDeskTest, ACopyIsUsedForAMinute) {
  Turn();
  EXPECT_EQ(Asked("2024-03-10"), Fresh("2024-03-10"));
  Stop();
  const AuthorityView before = Fresh("2024-03-10");
  Say(Assessment(3, "2024-03-05"));
  Publish();
  EXPECT_EQ(Asked("2024-03-10"), before) << "without the loop";
  now_us_ += kPastCopyKeptUs;
  Turn();
  EXPECT_EQ(Asked("2024-03-10"), Fresh("2024-03-10"));
}

TEST_F(PastDeskTest, SaysUntilWhenItWasKnown) {
  Turn();
  const auto asked = desk_.FiguresOf(kInventedCouncil, Day("2024-03-10"));
  EXPECT_EQ(std::get<PastFigures>(asked).known_us, now_us_);
}

TEST_F(PastDeskTest, WhatCannotBeAnsweredIsRefused) {
  Turn();
  EXPECT_EQ(Refused("X99000999", "2024-03-10"), PastRefusal::kNotCaughtUp);
  EXPECT_EQ(Refused(kInventedCouncil, "2024-03-23"), PastRefusal::kOutside) << "tomorrow";
  EXPECT_EQ(Refused(kInventedCouncil, "1999-12-31"), PastRefusal::kOutside)
      << "bank holidays of that year are not known";
}

TEST_F(PastDeskTest, ALoopThatHasEndedKeepsNobodyWaiting) {
  requests_.Close();
  EXPECT_EQ(Refused(kInventedCouncil, "2024-03-10"), PastRefusal::kBusy);
}

}  // namespace
}  // namespace caseclock

#include "daemon/simulation/desk.h"

#include <gtest/gtest.h>

#include "daemon/simulation/distributions.h"

namespace caseclock::simulation {
namespace {

const Date kMonday = Date::FromYmd(2024, 3, 4);

CouncilProfile Faultless() {
  CouncilProfile council = StandardCouncil(1);
  council.mistakes = {0, 0, 0, 0, 0, 0, 0};
  return council;
}

/// Everything typed in within a year.
std::vector<Entry> TakeAll(Agenda& agenda) {
  std::vector<Entry> all;
  for (Date day = kMonday; day < kMonday + 365; day = day + 1) {
    for (Entry& entry : agenda.Take(day)) all.push_back(std::move(entry));
  }
  return all;
}

const FactAssertion& FirstFact(const Entry& entry) {
  return std::get<Assert>(entry.event.action).facts.front();
}

TEST(DeskTest, IdentitiesCountUp) {
  Desk desk(Faultless(), 1);
  EXPECT_EQ(desk.NewChild(), "X1-C000001");
  EXPECT_EQ(desk.NewChild(), "X1-C000002");
  EXPECT_EQ(desk.NewRecord(), "X1-R000001");
}

TEST(ClerkTest, EntriesOfARecordKeepTheirOrder) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Desk desk(Faultless(), 1);
    Random random(seed);
    Clerk clerk(desk, random);
    CaseRecord record = clerk.Open(RecordKind::kReferral, desk.NewChild());
    clerk.Enter(record, {On(Fact::kReferralOpened, kMonday)});
    clerk.Allocate(record, kMonday, 0);
    clerk.Enter(record, {On(Fact::kReferralDecided, kMonday, 1)});
    const auto entries = TakeAll(desk.agenda);
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(FirstFact(entries[0]).fact, Fact::kReferralOpened);
    EXPECT_EQ(FirstFact(entries[1]).fact, Fact::kAllocation);
    EXPECT_EQ(FirstFact(entries[2]).fact, Fact::kReferralDecided);
  }
}

TEST(ClerkTest, AWrongDateIsEnteredTooEarlyAndCorrectedLater) {
  CouncilProfile council = Faultless();
  council.mistakes.wrong_date = 10'000;
  Desk desk(council, 1);
  Random random(1);
  Clerk clerk(desk, random);
  CaseRecord record = clerk.Open(RecordKind::kContact, desk.NewChild());
  clerk.Enter(record, {On(Fact::kContactReceived, kMonday)});
  const auto entries = TakeAll(desk.agenda);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_LT(FirstFact(entries[0]).value.date, kMonday);
  EXPECT_EQ(FirstFact(entries[1]).value.date, kMonday);
  EXPECT_GT(entries[1].recorded_on, entries[0].recorded_on);
}

TEST(ClerkTest, ATeamsSlipShiftsItsTimelinessByPoints) {
  CouncilProfile council = Faultless();
  council.bad_quarter =
      BadQuarter{.first = Date::FromYmd(2024, 4, 1), .team = "Assessment West", .slip = 4000};
  Desk desk(council, 1);
  Random random(1);
  Clerk clerk(desk, random);
  const Date start = Date::FromYmd(2024, 4, 8);  // whatever its length it is to stop in the quarter
  constexpr std::array kLengths = {Band{1, 45, 850}, Band{46, 50, 150}};
  const Date due = desk.calendar.After(start, kAssessmentLimit);
  int in_time = 0;
  for (int i = 0; i < 4000; ++i) {
    in_time += clerk.Finish(start, 4, {kLengths, kAssessmentLimit}) <= due;
  }
  EXPECT_NEAR(in_time / 40.0, 45.0, 6.5);  // 85 less 40, two better by nature, drift of up to four
}

TEST(TeamFormTest, DriftsInSmallStepsAndStaysBounded) {
  const CouncilProfile council = Faultless();
  TeamForm form(council, 9);
  int last = form.Slip(1, Date::FromYmd(2010, 1, 1));
  bool moved = false;
  for (int quarter = 1; quarter < 60; ++quarter) {
    const int slip = form.Slip(1, AddMonths(Date::FromYmd(2010, 1, 1), 3 * quarter));
    EXPECT_LE(std::abs(slip - last), 300);
    EXPECT_LE(std::abs(slip), 400);
    moved |= slip != last;
    last = slip;
  }
  EXPECT_TRUE(moved);
}

}  // namespace
}  // namespace caseclock::simulation

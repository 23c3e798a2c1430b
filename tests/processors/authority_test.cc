// One council: the same events in any order, with any days and restarts between, give the same view
// and state.
#include "processors/authority.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "processors/record/fact_table.h"
#include "tests/support/simulated_half_year.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

std::shared_ptr<const Definitions> Shipped() {
  static const auto definitions = std::make_shared<const Definitions>();
  return definitions;
}

std::unique_ptr<Authority> New(const char* as_of, const char* code = kInventedCouncil) {
  return std::make_unique<Authority>(code, Shipped(), Day(as_of));
}

const Row& RowOf(const AuthorityView& view, std::string_view indicator, std::string_view team = "",
                 Window window = Window::kYear) {
  static const Row kNone;
  for (const Row& row : view.rows) {
    if (row.indicator == indicator && row.team == team && row.window == window) return row;
  }
  ADD_FAILURE() << "no row of " << indicator << " for \"" << team << "\"";
  return kNone;
}

CaseEvent CoreStarted(const char* child, const char* record, const char* day) {
  return Told(child, RecordKind::kAssessment, record,
              {Typed(Fact::kAssessmentType, 2), On(Fact::kAssessmentStarted, day)}, day);
}
CaseEvent PlanStarted(const char* child, const char* record, const char* day,
                      const char* recorded) {
  return Told(child, RecordKind::kPlan, record,
              {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, day)}, recorded);
}

TEST(AuthorityTest, AnEmptyOneHasRowsOfNoughtForTheWholeAuthorityOnly) {
  const AuthorityView view = New("2024-03-31")->MakeView();
  EXPECT_EQ(view.authority, kInventedCouncil);
  EXPECT_EQ(view.as_of, Day("2024-03-31"));
  EXPECT_EQ(view.rows.size(), Shipped()->catalogue.indicators.size() * kAllWindows.size());
  EXPECT_EQ(view.records, 0);
  EXPECT_EQ(view.data_as_of_us, 0);
  EXPECT_EQ(view.definitions, Shipped()->Fingerprint());
}

TEST(AuthorityTest, ApplySaysWhetherTheStateChanged) {
  const auto authority = New("2024-03-31");
  const CaseEvent event = CoreStarted("C1", "A1", "2024-03-01");
  EXPECT_TRUE(authority->Apply(event));
  EXPECT_FALSE(authority->Apply(event)) << "a duplicate";
  EXPECT_EQ(RowOf(authority->MakeView(), "ni60").open, 1);
  EXPECT_EQ(authority->MakeView().records, 1);
  EXPECT_EQ(authority->MakeView().children, 1);
  EXPECT_EQ(authority->MakeView().data_as_of_us, NoonUs(Day("2024-03-01")));
}

TEST(AuthorityTest, AFactDatedAheadCountsWhenItsDayComes) {
  const auto authority = New("2024-03-01");
  authority->Apply(PlanStarted("C1", "P1", "2024-03-10", "2024-03-01"));
  authority->Apply(
      Told("C1", RecordKind::kPlan, "P1", {On(Fact::kPlanCeased, "2024-03-20")}, "2024-03-01"));
  EXPECT_EQ(RowOf(authority->MakeView(), "cpp").open, 0);
  authority->Advance(Day("2024-03-10"));
  EXPECT_EQ(RowOf(authority->MakeView(), "cpp").open, 1);
  authority->Advance(Day("2024-03-25"));
  EXPECT_EQ(RowOf(authority->MakeView(), "cpp").open, 0);
  EXPECT_EQ(authority->Audit(), 0);
}

/// The first day on which the row of the whole authority has anything due, of the ten days shown.
std::optional<Date> FirstDue(const AuthorityView& view, std::string_view indicator) {
  for (const DueDay& one : view.due) {
    if (one.indicator == indicator && one.team.empty() && one.due > 0) return one.day;
  }
  return std::nullopt;
}

TEST(AuthorityTest, ALimitThatComesIntoForceMovesTheDueDatesOfWhatIsOpen) {
  Definitions definitions;
  for (Indicator& row : definitions.catalogue.indicators) {
    if (row.id == "ni60") {
      row.limits.push_back({Day("2024-04-19"), {40, LimitUnit::kWorkingDays}});
    }
  }
  Authority authority(kInventedCouncil, std::make_shared<const Definitions>(definitions),
                      Day("2024-04-18"));
  authority.Apply(CoreStarted("C1", "A1", "2024-03-01"));
  EXPECT_EQ(FirstDue(authority.MakeView(), "ni60"), Day("2024-04-23")) << "35 working days";
  authority.Advance(Day("2024-04-20"));
  EXPECT_EQ(authority.Audit(), 0);
  EXPECT_EQ(FirstDue(authority.MakeView(), "ni60"), std::nullopt);
  authority.Advance(Day("2024-04-22"));
  EXPECT_EQ(FirstDue(authority.MakeView(), "ni60"), Day("2024-04-30")) << "40 working days";
  authority.Advance(Day("2024-04-18"));
  EXPECT_EQ(FirstDue(authority.MakeView(), "ni60"), Day("2024-04-23"));
  EXPECT_EQ(authority.Audit(), 0);
}

TEST(AuthorityTest, ADayBackUndoesTheDaysBetween) {
  const auto authority = New("2024-03-01");
  authority->Apply(PlanStarted("C1", "P1", "2024-03-10", "2024-03-01"));
  const AuthorityView before = authority->MakeView();
  authority->Advance(Day("2024-03-31"));
  EXPECT_EQ(RowOf(authority->MakeView(), "cpp").open, 1);
  authority->Advance(Day("2024-03-01"));
  EXPECT_EQ(authority->MakeView(), before);
  authority->Advance(Day("2024-03-10"));
  EXPECT_EQ(RowOf(authority->MakeView(), "cpp").open, 1) << "and forward again";
  EXPECT_EQ(authority->Audit(), 0);
}

TEST(AuthorityTest, AChildPartedFromItsAliasStillChangesOnItsOwnDay) {
  const auto authority = New("2024-03-01");
  authority->Apply(PlanStarted("C2", "P2", "2024-03-10", "2024-03-01"));
  authority->Apply(Told("C2", RecordKind::kChild, "C2",
                        {{Fact::kChildAlias, kNoDate, {Day("2024-03-01"), 0, "C1"}}},
                        "2024-03-01"));
  authority->Apply(
      Doing(Clear{Fact::kChildAlias, kNoDate}, "C2", RecordKind::kChild, "C2", "2024-03-02"));
  authority->Apply(PlanStarted("C1", "P1", "2024-03-12", "2024-03-02"));
  authority->Advance(Day("2024-03-12"));
  EXPECT_EQ(RowOf(authority->MakeView(), "cpp").open, 2);
  EXPECT_EQ(authority->Audit(), 0);
}

std::int64_t Failing(const AuthorityView& view, std::string_view rule) {
  std::int64_t count = 0;
  for (const QualityCount& one : view.quality) {
    if (one.rule == rule) count += one.count;
  }
  return count;
}

CaseEvent ReferralOpened(const char* child, const std::string& record, const char* recorded) {
  return Told(child, RecordKind::kReferral, record, {On(Fact::kReferralOpened, "2024-02-01")},
              recorded);
}

TEST(AuthorityTest, OfTooManyRecordsOfAChildEachCountsAloneUntilTheyAreFewer) {
  RecordBounds bounds;
  bounds.records_of_child = 3;
  Authority authority(kInventedCouncil, Shipped(), Day("2024-03-31"), bounds);
  for (const char* record : {"R1", "R2", "R3"}) {
    authority.Apply(ReferralOpened("UNKNOWN", record, "2024-02-01"));
  }
  EXPECT_EQ(RowOf(authority.MakeView(), "rereferral").current.numerator, 2);
  authority.Apply(ReferralOpened("UNKNOWN", "R4", "2024-02-02"));
  EXPECT_EQ(RowOf(authority.MakeView(), "rereferral").current.numerator, 0);
  EXPECT_EQ(RowOf(authority.MakeView(), "rereferral").current.denominator, 4);
  EXPECT_EQ(Failing(authority.MakeView(), "too_many_records_of_child"), 4);
  EXPECT_EQ(authority.Audit(), 0);
  authority.Apply(ReferralOpened("C1", "R4", "2024-02-03"));
  EXPECT_EQ(RowOf(authority.MakeView(), "rereferral").current.numerator, 2);
  EXPECT_EQ(Failing(authority.MakeView(), "too_many_records_of_child"), 0);
  EXPECT_EQ(authority.Audit(), 0);
}

TEST(AuthorityTest, TooManyChildrenWhoWouldBeOneAreNotJoinedUntilTheyAreFewer) {
  RecordBounds bounds;
  bounds.joined_children = 2;
  Authority authority(kInventedCouncil, Shipped(), Day("2024-03-31"), bounds);
  const auto same = [&](const char* child) {
    authority.Apply(Told(child, RecordKind::kChild, child,
                         {{Fact::kChildAlias, kNoDate, {Day("2024-03-01"), 0, "C1"}}},
                         "2024-03-01"));
  };
  for (const char* child : {"C1", "C2", "C3"}) {
    authority.Apply(ReferralOpened(child, std::string("R-") + child, "2024-02-01"));
  }
  same("C2");
  EXPECT_EQ(RowOf(authority.MakeView(), "rereferral").current.numerator, 1);
  same("C3");
  EXPECT_EQ(RowOf(authority.MakeView(), "rereferral").current.numerator, 0);
  EXPECT_EQ(Failing(authority.MakeView(), "too_many_children_joined"), 2);
  EXPECT_EQ(authority.Audit(), 0);
  authority.Apply(
      Doing(Clear{Fact::kChildAlias, kNoDate}, "C2", RecordKind::kChild, "C2", "2024-03-02"));
  EXPECT_EQ(RowOf(authority.MakeView(), "rereferral").current.numerator, 1);
  EXPECT_EQ(Failing(authority.MakeView(), "too_many_children_joined"), 0);
  EXPECT_EQ(authority.Audit(), 0);
}

TEST(AuthorityTest, OtherDefinitionsCountEverythingAnew) {
  const auto authority = New("2024-04-30");
  authority->Apply(CoreStarted("C1", "A1", "2024-03-01"));
  authority->Apply(Told("C1", RecordKind::kAssessment, "A1",
                        {On(Fact::kAssessmentAuthorised, "2024-04-19")}, "2024-04-19"));
  EXPECT_EQ(RowOf(authority->MakeView(), "ni60").current.numerator, 1);
  auto stricter = std::make_shared<Definitions>();
  for (Indicator& row : stricter->catalogue.indicators) {
    if (row.id == "ni60") row.limits = {{Date::Min(), {10, LimitUnit::kWorkingDays}}};
  }
  stricter->catalogue.indicators.erase(stricter->catalogue.indicators.begin());
  authority->Redefine(stricter);
  const AuthorityView view = authority->MakeView();
  EXPECT_EQ(RowOf(view, "ni60").current.numerator, 0);
  EXPECT_EQ(RowOf(view, "ni60").current.denominator, 1);
  EXPECT_EQ(view.definitions, stricter->Fingerprint());
  EXPECT_EQ(view.rows.front().indicator, "ni59");
  EXPECT_EQ(authority->Audit(), 0);
}

TEST(AuthorityTest, WithoutIndicatorsThereAreNoRows) {
  auto nothing = std::make_shared<Definitions>();
  nothing->catalogue.indicators.clear();
  Authority authority(kInventedCouncil, nothing, Day("2024-03-31"));
  authority.Apply(CoreStarted("C1", "A1", "2024-03-01"));
  EXPECT_TRUE(authority.MakeView().rows.empty());
  EXPECT_EQ(authority.Audit(), 0);
}

TEST(AuthorityTest, AnOpenBatchIsSeenUntilItsCompletionInAnyOrder) {
  CaseEvent event = CoreStarted("C1", "A1", "2024-03-01");
  event.batch_id = "b1";
  CaseEvent completion = Doing(CompleteBatch{}, "", RecordKind::kUnspecified, "", "2024-03-01");
  completion.batch_id = "b1";
  const auto authority = New("2024-03-31");
  EXPECT_TRUE(authority->Apply(event));
  EXPECT_TRUE(authority->HasOpenBatch());
  EXPECT_TRUE(authority->Apply(completion)) << "no scope, but the batch is no longer open";
  EXPECT_FALSE(authority->HasOpenBatch());
  EXPECT_FALSE(authority->Apply(completion));
  const auto other = New("2024-03-31");
  other->Apply(completion);
  other->Apply(event);
  EXPECT_FALSE(other->HasOpenBatch());
  EXPECT_EQ(other->CanonicalState(), authority->CanonicalState());
}

TEST(AuthorityTest, AnEventOfABatchThatIsAlreadyKnownToTheRecordStillOpensTheBatch) {
  const auto authority = New("2024-03-31");
  CaseEvent event = CoreStarted("C1", "A1", "2024-03-01");
  authority->Apply(event);
  event.batch_id = "b1";
  EXPECT_TRUE(authority->Apply(event)) << "the batch is new though the record is not";
  EXPECT_TRUE(authority->HasOpenBatch());
}

TEST(AuthorityDeathTest, AnEventOfAnotherAuthorityIsABrokenInvariant) {
  const auto authority = New("2024-03-31");
  CaseEvent event = CoreStarted("C1", "A1", "2024-03-01");
  event.authority = "X99000098";
  EXPECT_DEATH(authority->Apply(event), "an event goes to its own authority");
}

TEST(AuthorityDeathTest, ADayOutsideTheCalendarIsABrokenInvariant) {
  EXPECT_DEATH(New("2029-01-01"), "the as-of date lies within the calendar");
  const auto authority = New("2024-03-31");
  EXPECT_DEATH(authority->Advance(Day("2004-12-31")), "the as-of date lies within the calendar");
}

TEST(AuthorityDeathTest, StateIsPutBackOnlyWhileCatchingUp) {
  EXPECT_DEATH(New("2024-03-31")->RestoreRecord(Record{}), "state is put back while catching up");
}

/// The half year of an invented council, and what it is worth on its last day.
class HalfYear : public testing::Test {
 protected:
  static void SetUpTestSuite() { events_ = new std::vector<CaseEvent>(SimulatedHalfYear()); }
  static void TearDownTestSuite() {
    delete events_;
    events_ = nullptr;
  }

  static std::unique_ptr<Authority> CaughtUp(const std::vector<CaseEvent>& events, Date as_of) {
    auto authority = std::make_unique<Authority>(HalfYearCouncil(), Shipped(), as_of);
    authority->BeginCatchUp();
    for (const CaseEvent& event : events) authority->Apply(event);
    authority->EndCatchUp();
    return authority;
  }

  static std::vector<CaseEvent>* events_;
};
std::vector<CaseEvent>* HalfYear::events_ = nullptr;

TEST_F(HalfYear, LivedThroughDayByDayEqualsCaughtUpAndTheAuditFindsNothing) {
  Authority live(HalfYearCouncil(), Shipped(), HalfYearBegins());
  for (const CaseEvent& event : *events_) {
    const Date day = std::max(live.as_of(), *event.recorded_on);
    if (PartsOf(day).month != PartsOf(live.as_of()).month) {
      ASSERT_EQ(live.Audit(), 0) << FormatDate(day);
    }
    live.Advance(day);
    live.Apply(event);
  }
  live.Advance(HalfYearEnds());
  const auto caught_up = CaughtUp(*events_, HalfYearEnds());
  EXPECT_EQ(live.MakeView(), caught_up->MakeView());
  EXPECT_EQ(live.CanonicalState(), caught_up->CanonicalState());
  EXPECT_EQ(live.Audit(), 0);
  EXPECT_GT(RowOf(live.MakeView(), "assessment_45").current.denominator, 20)
      << "an empty test proves nothing";
}

TEST_F(HalfYear, ShuffledAndSaidTwiceItIsTheSame) {
  std::vector<CaseEvent> shuffled = *events_;
  shuffled.insert(shuffled.end(), events_->begin(), events_->begin() + 500);
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(3));
  Authority live(HalfYearCouncil(), Shipped(), HalfYearEnds());
  for (const CaseEvent& event : shuffled) live.Apply(event);
  const auto caught_up = CaughtUp(*events_, HalfYearEnds());
  EXPECT_EQ(live.MakeView(), caught_up->MakeView());
  EXPECT_EQ(live.CanonicalState(), caught_up->CanonicalState());
}

TEST_F(HalfYear, DaysThatGoBackAndForthEndWhereTheyWouldHaveAnyway) {
  const auto authority = CaughtUp(*events_, HalfYearEnds());
  const AuthorityView expected = authority->MakeView();
  authority->Advance(Day("2023-12-31"));
  EXPECT_EQ(authority->MakeView(), CaughtUp(*events_, Day("2023-12-31"))->MakeView());
  authority->Advance(Day("2024-02-29"));
  EXPECT_EQ(authority->MakeView(), CaughtUp(*events_, Day("2024-02-29"))->MakeView());
  authority->Advance(HalfYearEnds());
  EXPECT_EQ(authority->MakeView(), expected);
  EXPECT_EQ(authority->Audit(), 0);
}

/// What the rows that read the record make of `history`, in which it is one.
Tally TouchedSum(const History& history, RecordNumber record, const TouchedRows& rows, Date as_of,
                 StringPool& teams) {
  Tally tally(Shipped()->catalogue.indicators.size());
  Contribution contribution;
  const auto at = std::ranges::find(history.numbers, record) - history.numbers.begin();
  ContributeTouched(history, *Shipped(), as_of, rows,
                    &history.records[static_cast<std::size_t>(at)], teams, contribution);
  tally.Apply(contribution, +1);
  return tally;
}

TEST_F(HalfYear, WhatAnEventTouchesNeedsNoMoreThanTheKindsThatAreReadForIt) {
  const auto authority = CaughtUp(*events_, HalfYearEnds());
  const RecordStore& store = authority->store();
  const RowsByKind rows(Shipped()->catalogue);
  StringPool teams;
  teams.Intern(kWholeAuthority);
  teams.Intern(kNoTeam);
  History whole;
  History part;
  for (RecordNumber n = 0; n < store.record_count(); ++n) {
    if (store.ChildOf(n) == kNoChild) continue;
    const ChildNumber child = store.Representative(store.ChildOf(n));
    Record record;
    store.Read(n, record);
    const TouchedRows& touched = rows.Of(record.kind);
    store.ReadHistory(child, HalfYearEnds(), whole);
    if (touched.reads.is_empty()) {
      store.ReadAlone(n, HalfYearEnds(), part);
    } else {
      store.ReadKinds(child, touched.reads, HalfYearEnds(), part);
    }
    const Tally of_whole = TouchedSum(whole, n, touched, HalfYearEnds(), teams);
    ASSERT_EQ(of_whole.CountDifferences(TouchedSum(part, n, touched, HalfYearEnds(), teams)), 0)
        << RecordKindName(record.kind) << " " << record.id;
  }
}

TEST_F(HalfYear, RestoredFromItsRecordsItIsTheSame) {
  const auto authority = CaughtUp(*events_, HalfYearEnds());
  Authority restored(HalfYearCouncil(), Shipped(), HalfYearEnds());
  restored.BeginCatchUp();
  Record record;
  for (RecordNumber n = 0; n < authority->store().record_count(); ++n) {
    authority->store().Read(n, record);
    restored.RestoreRecord(record);
  }
  restored.RestoreBatches(authority->store().batches().state());
  restored.EndCatchUp();
  EXPECT_EQ(restored.MakeView(), authority->MakeView());
  EXPECT_EQ(restored.CanonicalState(), authority->CanonicalState());
}

TEST_F(HalfYear, RedefinedAndBackAgainItIsTheSame) {
  const auto authority = CaughtUp(*events_, HalfYearEnds());
  const AuthorityView before = authority->MakeView();
  auto other = std::make_shared<Definitions>();
  other->catalogue.indicators.resize(3);
  other->due_soon_working_days = 10;
  authority->Redefine(other);
  EXPECT_EQ(authority->Audit(), 0);
  EXPECT_NE(authority->MakeView(), before);
  authority->Redefine(Shipped());
  EXPECT_EQ(authority->MakeView(), before);
}

}  // namespace
}  // namespace caseclock

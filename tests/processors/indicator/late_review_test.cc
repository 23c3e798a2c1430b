// Plans near their 24 months whose next conference falls on that line or after it. Plan P1 starts on 2022-05-03: it
// nears the line from 2023-11-02 on (day 548) and is there on 2024-05-02 (day 730).
#include "processors/indicator/shape/late_review.h"

#include <gtest/gtest.h>

#include "processors/indicator/item.h"
#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

constexpr auto kPlanCode = static_cast<std::int32_t>(RecordKind::kPlan);
constexpr char kFarAhead[] = "2028-12-31";

const Indicator& LateConference() {
  static const Catalogue catalogue = BuiltInCatalogue();
  return *catalogue.Find("cpp_late_conference");
}

CaseEvent PlanStarted() {
  return Told("C1", RecordKind::kPlan, "P1",
              {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, "2022-05-03")}, "2022-05-03");
}

CaseEvent PlanCeased(const char* day) {
  return Told("C1", RecordKind::kPlan, "P1", {On(Fact::kPlanCeased, day)}, day);
}

FactAssertion OfPlan(const char* id, std::int32_t kind = kPlanCode) {
  FactAssertion link = Named(Fact::kReviewOf, id);
  link.value.code = kind;
  return link;
}

CaseEvent Booked(const char* id, const char* day, FactAssertion of = OfPlan("P1")) {
  return Told("C1", RecordKind::kReview, id, {On(Fact::kReviewScheduled, day), std::move(of)},
              "2023-01-09");
}

CaseEvent HeldOn(const char* id, const char* day) {
  return Told("C1", RecordKind::kReview, id, {On(Fact::kReviewHeld, day)}, day);
}

/// "2023-11-02 to 2024-05-01": the days on which P1 counts. "never".
std::string DaysOf(std::vector<CaseEvent> events, const char* as_of = kFarAhead) {
  events.push_back(PlanStarted());
  const ToldHistory child(std::move(events), as_of);
  static const Definitions definitions;
  Items items;
  ReadItems(LateConference(), {child.history(), definitions, Day(as_of)}, items);
  const DaySpan days = items.front().open;
  if (days.begin >= days.end) return "never";
  return FormatDate(days.begin) + " to " + FormatDate(days.end - 1);
}

TEST(LateReviewTest, APlanCountsFromEighteenMonthsToTheDayBeforeItsLine) {
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-20")}), "2023-11-02 to 2024-05-01");
}

TEST(LateReviewTest, AConferenceOnTheLineIsTooLateAndTheDayBeforeIsNot) {
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-02")}), "2023-11-02 to 2024-05-01");
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-01")}), "never");
}

TEST(LateReviewTest, APlanWithoutABookedConferenceDoesNotCount) {
  EXPECT_EQ(DaysOf({}), "never");
  EXPECT_EQ(DaysOf({HeldOn("V1", "2024-01-08")}), "never");
}

TEST(LateReviewTest, ItCountsFromTheDayOnWhichTheConferenceBeforeWasHeld) {
  EXPECT_EQ(
      DaysOf({Booked("V1", "2024-01-08"), HeldOn("V1", "2024-01-08"), Booked("V2", "2024-05-20")}),
      "2024-01-08 to 2024-05-01");
  EXPECT_EQ(
      DaysOf({Booked("V1", "2024-01-08"), HeldOn("V1", "2023-12-18"), Booked("V2", "2024-05-20")}),
      "2023-12-18 to 2024-05-01")
      << "held early";
}

TEST(LateReviewTest, AConferenceThatDidNotTakePlaceIsNextOnItsDayAndNoLonger) {
  EXPECT_EQ(DaysOf({Booked("V1", "2024-01-08"), Booked("V2", "2024-05-20")}),
            "2024-01-09 to 2024-05-01");
  EXPECT_EQ(
      DaysOf({Booked("V1", "2024-01-08"), HeldOn("V1", "2024-01-22"), Booked("V2", "2024-05-20")}),
      "2024-01-09 to 2024-05-01")
      << "held two weeks late, and by then the later one was next";
}

TEST(LateReviewTest, MovingTheConferenceBeforeTheLineIsTheEndOfIt) {
  CaseEvent moved = Told("C1", RecordKind::kReview, "V1",
                         {On(Fact::kReviewScheduled, "2024-04-22")}, "2024-02-05");
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-20"), moved}), "never");
}

TEST(LateReviewTest, TheLateConferenceBroughtForwardByHoldingItEndsTheDays) {
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-20"), HeldOn("V1", "2024-03-11")}),
            "2023-11-02 to 2024-03-10");
}

TEST(LateReviewTest, APlanThatCeasesCountsNoMore) {
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-20"), PlanCeased("2024-02-12")}),
            "2023-11-02 to 2024-02-11");
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-20"), PlanCeased("2023-10-02")}), "never");
}

TEST(LateReviewTest, WhatIsHeldTomorrowIsStillNextToday) {
  const std::vector<CaseEvent> events = {Booked("V1", "2024-01-08"), HeldOn("V1", "2024-01-02"),
                                         Booked("V2", "2024-05-20")};
  EXPECT_EQ(DaysOf(events, "2024-01-01"), "2024-01-09 to 2024-05-01");
  EXPECT_EQ(DaysOf(events, "2024-01-02"), "2024-01-02 to 2024-05-01");
}

TEST(LateReviewTest, ReviewsOfOtherPlansAndOfCareAreNotLookedAt) {
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-20", OfPlan("P2"))}), "never");
  const auto care = static_cast<std::int32_t>(RecordKind::kCare);
  EXPECT_EQ(DaysOf({Booked("V1", "2024-05-20", OfPlan("P1", care))}), "never");
}

/// Reviews that overlap, are held early, late and not at all.
std::vector<CaseEvent> ManyReviews() {
  return {PlanStarted(),
          Booked("V1", "2023-11-06"),
          HeldOn("V1", "2023-11-20"),
          Booked("V2", "2024-02-12"),
          HeldOn("V2", "2024-02-05"),
          Booked("V3", "2024-03-04"),
          Booked("V4", "2024-05-13"),
          HeldOn("V4", "2024-04-22"),
          Booked("V5", "2024-06-10")};
}

TEST(LateReviewTest, TheSpanIsWhatOneFindsLookingDayByDay) {
  const ToldHistory child(ManyReviews(), kFarAhead);
  const Record& plan = child.Find(RecordKind::kPlan, "P1");
  static const Definitions definitions;
  Items items;
  ReadItems(LateConference(), {child.history(), definitions, Day(kFarAhead)}, items);
  const DaySpan days = items.front().open;
  for (Date day = Day("2023-11-02"); day < Day("2024-05-02"); day = day + 1) {
    const Record* next =
        NextReview(std::get<LateReviewShape>(LateConference().shape), plan, child.history(), day);
    ASSERT_NE(next, nullptr) << FormatDate(day);
    const bool late = DateOf(*next, Fact::kReviewScheduled) >= Day("2024-05-02");
    EXPECT_EQ(late, days.begin <= day && day < days.end) << FormatDate(day);
  }
  EXPECT_EQ(days.begin, Day("2024-03-05"));
}

}  // namespace
}  // namespace caseclock

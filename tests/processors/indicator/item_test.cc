// What a row sees of a child: what counts on which day, what is open during which days, and why something is neither.
#include "processors/indicator/item.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kAsOf[] = "2024-12-31";

std::string SpanText(DaySpan span) {
  if (span.empty()) return "";
  return " open from " + FormatDate(span.begin) +
         (span.end == Date::Max() ? "" : " to " + FormatDate(span.end - 1));
}

/// "A1 open from 2024-03-01 to 2024-05-07 counts on 2024-05-08 in the numerator", one for each item.
std::vector<std::string> Seen(const char* row, const ToldHistory& child) {
  static const Definitions definitions;
  Items items;
  ReadItems(*definitions.catalogue.Find(row), {child.history(), definitions, Day(kAsOf)}, items);
  std::vector<std::string> texts;
  for (const RowItem& item : items) {
    std::string text(item.record->id);
    if (item.holder != item.record) text += " of " + std::string(item.holder->id);
    text += SpanText(item.open);
    if (item.counted_on != kNoDate && !item.reason) {
      text += " counts on " + FormatDate(item.counted_on);
    }
    if (item.in_numerator) text += " in the numerator";
    if (item.in_projection) text += ", expected";
    if (item.reason) text += ". " + std::string(NotCountedText(*item.reason));
    texts.push_back(text);
  }
  return texts;
}

CaseEvent Assessment(const char* id, std::vector<FactAssertion> facts) {
  facts.push_back(Typed(Fact::kAssessmentType, 3));
  return Told("C1", RecordKind::kAssessment, id, std::move(facts), "2024-06-30");
}

CaseEvent Enquiry(const char* id, const char* day) {
  return Told("C1", RecordKind::kSection47, id, {On(Fact::kSection47Started, day)}, day);
}

CaseEvent Conference(const char* id, const char* enquiry, std::vector<FactAssertion> facts) {
  facts.push_back(Typed(Fact::kConferenceType, 1));
  facts.push_back(Named(Fact::kConferenceSection47, enquiry));
  return Told("C1", RecordKind::kConference, id, std::move(facts), "2024-06-30");
}

CaseEvent Plan(const char* id, std::vector<FactAssertion> facts) {
  facts.push_back(Typed(Fact::kPlanType, static_cast<std::int32_t>(PlanType::kChildProtection)));
  return Told("C1", RecordKind::kPlan, id, std::move(facts), "2024-06-30");
}

TEST(ItemTest, AClockIsOpenUntilItStopsAndCountsOnThatDay) {
  const ToldHistory child({Assessment("A1", {On(Fact::kAssessmentStarted, "2024-03-01"),
                                             On(Fact::kAssessmentAuthorised, "2024-05-08")}),
                           Assessment("A2", {On(Fact::kAssessmentStarted, "2024-03-01"),
                                             On(Fact::kAssessmentAuthorised, "2024-05-09")}),
                           Assessment("A3", {On(Fact::kAssessmentStarted, "2024-03-01")})},
                          kAsOf);
  EXPECT_THAT(
      Seen("assessment_45", child),
      ElementsAre("A1 open from 2024-03-01 to 2024-05-07 counts on 2024-05-08 in the numerator",
                  "A2 open from 2024-03-01 to 2024-05-08 counts on 2024-05-09",
                  "A3 open from 2024-03-01"));
}

TEST(ItemTest, WhatIsCancelledIsOpenNoLongerAndNeverCounted) {
  const ToldHistory child({Assessment("A1", {On(Fact::kAssessmentStarted, "2024-03-01"),
                                             On(Fact::kAssessmentCancelled, "2024-04-02")})},
                          kAsOf);
  EXPECT_THAT(Seen("assessment_45", child), ElementsAre("A1 open from 2024-03-01 to 2024-04-01"));
}

TEST(ItemTest, WhatIsNotCountedSaysWhyAndRecordsOfAnotherTypeAreNotThere) {
  const ToldHistory child(
      {Assessment("A1", {On(Fact::kAssessmentAuthorised, "2024-05-08")}),
       Assessment("A2", {On(Fact::kAssessmentStarted, "1999-03-01"),
                         On(Fact::kAssessmentAuthorised, "2024-05-08")}),
       Told("C1", RecordKind::kAssessment, "A3",
            {On(Fact::kAssessmentStarted, "2024-03-01"), Typed(Fact::kAssessmentType, 1)},
            "2024-03-01")},
      kAsOf);
  EXPECT_THAT(Seen("assessment_45", child),
              ElementsAre("A1. Not counted: no start is recorded.",
                          "A2. Not counted: it starts outside the years whose working days are "
                          "known."));
  EXPECT_THAT(Seen("ni60", child), IsEmpty());
}

TEST(ItemTest, ConferencesCountInPlaceOfTheirEnquiries) {
  const ToldHistory child(
      {Enquiry("S1", "2024-03-01"),
       Conference("K1", "S1", {On(Fact::kConferenceHeld, "2024-03-08")}),
       Conference("K2", "S1", {On(Fact::kConferenceHeld, "2024-03-08")}),
       Enquiry("S2", "2024-05-01"), Conference("K3", "S2", {}), Enquiry("S3", "2024-05-02")},
      kAsOf);
  EXPECT_THAT(Seen("icpc_15", child),
              testing::UnorderedElementsAre(
                  "S1 open from 2024-03-01 to 2024-03-07. Not counted itself: what answers it is.",
                  "S2 open from 2024-05-01, expected", "S3 open from 2024-05-02",
                  "K1 of S1 counts on 2024-03-08 in the numerator",
                  "K2 of S1. Not counted again: another record of its day is."));
}

TEST(ItemTest, AStockCountsItsChildWhileItIsOpenAndItsEndOnce) {
  const ToldHistory child(
      {Plan("P1", {On(Fact::kPlanStarted, "2022-01-10"), On(Fact::kPlanCeased, "2024-02-01")}),
       Plan("P2", {On(Fact::kPlanStarted, "2024-03-01")})},
      kAsOf);
  EXPECT_THAT(Seen("cpp", child),
              ElementsAre("P1 open from 2022-01-10 to 2024-01-31 counts on 2024-02-01",
                          "P2 open from 2024-03-01"));
  EXPECT_THAT(Seen("cpp_late_conference", child), ElementsAre("P1 counts on 2024-02-01", "P2"))
      << "no conference is booked beyond the line";
}

TEST(ItemTest, FactsCountOnTheDayOfTheirRecording) {
  const ToldHistory child({Told("C1", RecordKind::kReferral, "R1",
                                {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-05"),
                           Told("C1", RecordKind::kReferral, "R2",
                                {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-06")},
                          kAsOf);
  EXPECT_THAT(Seen("entry_delay", child),
              ElementsAre("R1 counts on 2024-03-05 in the numerator", "R2 counts on 2024-03-06"));
  EXPECT_THAT(Seen("referral_rate", child),
              ElementsAre("R1 counts on 2024-03-01 in the numerator",
                          "R2 counts on 2024-03-01 in the numerator"));
}

TEST(ItemTest, TheDueDateIsThatOfTheLimitOrOfTheLine) {
  const Definitions definitions;
  RowItem begun;
  begun.start = Day("2024-03-01");
  const auto due = [&](const char* row) {
    const auto day =
        DueOn(*definitions.catalogue.Find(row), begun, definitions.calendar, Day(kAsOf));
    return day ? FormatDate(*day) : "none";
  };
  EXPECT_EQ(due("assessment_45"), "2024-05-08");
  EXPECT_EQ(due("cpp_late_conference"), "2026-02-28");
  EXPECT_EQ(due("cpp"), "none");
}

}  // namespace
}  // namespace caseclock

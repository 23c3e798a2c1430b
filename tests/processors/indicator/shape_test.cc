// What every shape has to keep, whatever it counts; and the shapes that no shipped row uses.
#include "processors/indicator/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "processors/indicator/item_line.h"
#include "processors/indicator/row_fields.h"
#include "processors/indicator/row_text.h"
#include "processors/indicator/traits.h"
#include "processors/indicator/work_noun.h"
#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

using testing::ElementsAre;

Indicator Row(std::vector<Selection> of, Shape shape) {
  Indicator row;
  row.id = "own";
  row.of = std::move(of);
  row.shape = std::move(shape);
  return row;
}

/// "A1 2024-03-01 in the numerator", one for each item that is counted; "A1 open from ... to ..." for what is open.
std::vector<std::string> Seen(const Indicator& row, const ToldHistory& child,
                              const char* as_of = "2024-12-31") {
  static const Definitions definitions;
  Items items;
  ReadItems(row, {child.history(), definitions, Day(as_of)}, items);
  std::vector<std::string> texts;
  for (const RowItem& item : items) {
    std::string text(item.record->id);
    if (!item.open.empty()) {
      text += " open from " + FormatDate(item.open.begin);
      if (item.open.end != Date::Max()) text += " to " + FormatDate(item.open.end - 1);
    }
    if (item.counted_on != kNoDate) text += " counts on " + FormatDate(item.counted_on);
    if (item.in_numerator) text += " in the numerator";
    texts.push_back(text);
  }
  return texts;
}

/// Why each item counts or does not, asked of the whole of 2024.
std::vector<std::string> Whys(const Indicator& row, const ToldHistory& child) {
  static const Definitions definitions;
  const RowSubject subject{child.history(), definitions, Day("2024-12-31")};
  Items items;
  ReadItems(row, subject, items);
  std::vector<std::string> texts;
  for (const RowItem& item : items) {
    ItemLine line;
    TellWhy({row, subject, {Day("2024-01-01"), Day("2024-12-31")}}, item, line);
    texts.push_back(line.why);
  }
  return texts;
}

/// Which other record's facts stand beside each item's, as they decide; "": none.
std::vector<std::string> Evidence(const Indicator& row, const ToldHistory& child) {
  static const Definitions definitions;
  const RowSubject subject{child.history(), definitions, Day("2024-12-31")};
  Items items;
  ReadItems(row, subject, items);
  std::vector<std::string> ids;
  for (const RowItem& item : items) {
    ItemLine line;
    TellWhy({row, subject, {Day("2024-01-01"), Day("2024-12-31")}}, item, line);
    ids.emplace_back(line.evidence == nullptr ? "" : line.evidence->id);
  }
  return ids;
}

TEST(ShapeTest, EachHasANameByWhichItIsFound) {
  for (const std::string_view name : ShapeNames()) {
    ASSERT_TRUE(ShapeNamed(name)) << name;
    EXPECT_EQ(ShapeName(*ShapeNamed(name)), name);
  }
  EXPECT_EQ(ShapeNames().size(), std::variant_size_v<Shape>);
  EXPECT_FALSE(ShapeNamed("ring"));
}

TEST(ShapeTest, AShareOfWhatARecordSays) {
  const Indicator nfa = Row(
      {{RecordKind::kReferral, {{Fact::kReferralDecided, {}}}}},
      ShareShape{.on = {Fact::kReferralOpened}, .property = Says{{{Fact::kReferralDecided, {1}}}}});
  const auto referral = [](const char* id, const char* day, int outcome) {
    std::vector<FactAssertion> facts = {On(Fact::kReferralOpened, day)};
    if (outcome > 0) facts.push_back(On(Fact::kReferralDecided, day, outcome));
    return Told("C1", RecordKind::kReferral, id, facts, day);
  };
  const ToldHistory child({referral("R1", "2024-03-01", 1), referral("R2", "2024-04-01", 2),
                           referral("R3", "2024-05-01", 0)},
                          "2024-12-31");
  EXPECT_THAT(Seen(nfa, child),
              ElementsAre("R1 counts on 2024-03-01 in the numerator", "R2 counts on 2024-04-01"));
  EXPECT_THAT(Whys(nfa, child), ElementsAre("Dated 2024-03-01: it has the property.",
                                            "Dated 2024-04-01: it does not have the property."));
  EXPECT_TRUE(LooksAtOneRecord(nfa));
}

TEST(ShapeTest, ARowAboutSeveralKindsSpeaksOfItems) {
  const Shape clock = ClockShape{.to = {{Fact::kMinutesIssued}}};
  EXPECT_EQ(NounOf(Row({{RecordKind::kConference, {}}}, clock)).many, "conferences");
  const Indicator both = Row({{RecordKind::kConference, {}}, {RecordKind::kReview, {}}}, clock);
  EXPECT_EQ(NounOf(both).many, "items");
  EXPECT_EQ(FullNounOf(both).one, "item");
}

TEST(ShapeTest, AShareOfWhatLedToSomething) {
  const Indicator ni68 = Row({{RecordKind::kReferral, {}}},
                             ShareShape{.on = {Fact::kReferralOpened},
                                        .property = LedTo{{Fact::kAssessmentStarted,
                                                           Fact::kAssessmentReferral,
                                                           {{Fact::kAssessmentType, {1}}}}}});
  const auto referral = [](const char* id, const char* day) {
    return Told("C1", RecordKind::kReferral, id, {On(Fact::kReferralOpened, day)}, day);
  };
  const auto assessment = [](const char* id, const char* of, int type) {
    return Told("C1", RecordKind::kAssessment, id,
                {Typed(Fact::kAssessmentType, type), Named(Fact::kAssessmentReferral, of),
                 On(Fact::kAssessmentStarted, "2024-04-05")},
                "2024-04-05");
  };
  const ToldHistory child({referral("R1", "2024-03-01"), referral("R2", "2024-04-01"),
                           assessment("A1", "R1", 1), assessment("A2", "R2", 2)},
                          "2024-12-31");
  EXPECT_THAT(Seen(ni68, child),
              ElementsAre("R1 counts on 2024-03-01 in the numerator", "R2 counts on 2024-04-01"));
  EXPECT_THAT(Whys(ni68, child),
              ElementsAre("Dated 2024-03-01: it led to initial assessment started on 2024-04-05.",
                          "Dated 2024-04-01: no initial assessment started has come of it."));
  EXPECT_FALSE(LooksAtOneRecord(ni68));
  EXPECT_THAT(Evidence(ni68, child), ElementsAre("A1", ""));
}

FactAssertion LegalStatus(const char* first_day, const char* text) {
  FactAssertion fact;
  fact.fact = Fact::kLegalStatus;
  fact.first_day = Day(first_day);
  fact.value.text = text;
  return fact;
}

TEST(ShapeTest, AStockLeavesOutDaysOfAHolding) {
  const Indicator cla =
      Row({{RecordKind::kCare, {}}}, StockShape{.from = {Fact::kCareStarted},
                                                .to = {{Fact::kCareCeased}},
                                                .without = {{Fact::kLegalStatus, {"V3", "V4"}}}});
  const auto care = [](std::vector<FactAssertion> facts) {
    return Told("C1", RecordKind::kCare, "K1", std::move(facts), "2024-11-01");
  };
  const ToldHistory broken(
      {care({On(Fact::kCareStarted, "2024-01-10"), LegalStatus("2024-01-10", "C2"),
             LegalStatus("2024-03-01", "V3"), LegalStatus("2024-04-01", "C2")})},
      "2024-12-31");
  EXPECT_THAT(Seen(cla, broken),
              ElementsAre("K1 open from 2024-01-10 to 2024-02-29", "K1 open from 2024-04-01"));
  const ToldHistory short_break(
      {care({On(Fact::kCareStarted, "2024-01-10"), LegalStatus("2024-01-10", "V4")})},
      "2024-12-31");
  EXPECT_THAT(Seen(cla, short_break), ElementsAre("K1"));
  const ToldHistory ended(
      {care({On(Fact::kCareStarted, "2024-01-10"), On(Fact::kCareCeased, "2024-06-01"),
             LegalStatus("2024-05-01", "V3")})},
      "2024-12-31");
  EXPECT_THAT(Seen(cla, ended),
              ElementsAre("K1 open from 2024-01-10 to 2024-04-30 counts on 2024-06-01"));
}

TEST(ShapeTest, AClockEndsWithTheEarliestOfSeveral) {
  const Indicator enquiries =
      Row({{RecordKind::kSection47, {}}},
          ClockShape{.from = {Fact::kSection47Started},
                     .to = {{Fact::kConferenceHeld, Fact::kConferenceSection47, {}},
                            {Fact::kSection47EndedWithoutConference}}});
  Indicator row = enquiries;
  row.limits = {{Date::Min(), {15, LimitUnit::kWorkingDays}}};
  const auto enquiry = [](const char* id, std::vector<FactAssertion> facts) {
    facts.push_back(On(Fact::kSection47Started, "2024-03-01"));
    return Told("C1", RecordKind::kSection47, id, std::move(facts), "2024-03-01");
  };
  const ToldHistory child(
      {enquiry("S1", {}), enquiry("S2", {On(Fact::kSection47EndedWithoutConference, "2024-03-20")}),
       Told("C1", RecordKind::kConference, "K1",
            {On(Fact::kConferenceHeld, "2024-04-30"), Named(Fact::kConferenceSection47, "S1")},
            "2024-04-30")},
      "2024-12-31");
  EXPECT_THAT(Seen(row, child),
              ElementsAre("S1 open from 2024-03-01 to 2024-04-29 counts on 2024-04-30",
                          "S2 open from 2024-03-01 to 2024-03-19 counts on 2024-03-20 in the "
                          "numerator"));
}

TEST(ShapeTest, WhatIsCountedForItsRecordIsCalledByItsOwnName) {
  Indicator row = Row({{RecordKind::kReferral, {}}},
                      ClockShape{.from = {Fact::kReferralOpened},
                                 .to = {{Fact::kAssessmentStarted, Fact::kAssessmentReferral, {}}},
                                 .counts_each = true});
  row.limits = {{Date::Min(), {5, LimitUnit::kWorkingDays}}};
  const ToldHistory child({Told("C1", RecordKind::kReferral, "R1",
                                {On(Fact::kReferralOpened, "2024-12-30")}, "2024-12-30"),
                           Told("C1", RecordKind::kAssessment, "A1",
                                {On(Fact::kAssessmentStarted, "2024-03-04")}, "2024-03-04")},
                          "2024-12-31");
  EXPECT_THAT(
      Whys(row, child),
      ElementsAre("Open at 1 of 5 working days: due soon. No assessment is booked or decided: it "
                  "is not in the projection.",
                  "Assessment started on 2024-03-04, linked to no referral: not in time."));
  EXPECT_EQ(AnswerNounOf(row), "assessment");
  const ToldHistory booked({Told("C1", RecordKind::kReferral, "R1",
                                 {On(Fact::kReferralOpened, "2024-12-30")}, "2024-12-30"),
                            Told("C1", RecordKind::kAssessment, "A1",
                                 {Named(Fact::kAssessmentReferral, "R1")}, "2024-12-30")},
                           "2024-12-31");
  EXPECT_THAT(Whys(row, booked),
              ElementsAre("Open at 1 of 5 working days: due soon. An assessment is booked or "
                          "decided: it is in the projection."));
}

TEST(ShapeTest, AClosureThatWasUndoneEndsNothing) {
  const Indicator open =
      Row({{RecordKind::kReferral, {}}},
          StockShape{.from = {Fact::kReferralOpened}, .to = {{Fact::kReferralClosure}}});
  const auto said = [](std::vector<FactAssertion> facts, const char* day) {
    return Told("C1", RecordKind::kReferral, "R1", std::move(facts), day);
  };
  const CaseEvent opened = said({On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-01");
  const CaseEvent closed = said({On(Fact::kReferralClosure, "2024-04-01", kClosed)}, "2024-04-01");
  const CaseEvent reopened = said({On(Fact::kReferralReopened, "2024-04-08")}, "2024-04-08");
  EXPECT_THAT(Seen(open, ToldHistory({opened, closed}, "2024-12-31")),
              ElementsAre("R1 open from 2024-03-01 to 2024-03-31 counts on 2024-04-01"));
  EXPECT_THAT(Seen(open, ToldHistory({opened, closed, reopened}, "2024-12-31")),
              ElementsAre("R1 open from 2024-03-01"));
}

TEST(ShapeTest, WhatARowCountsIsToldFromItsFields) {
  const Catalogue catalogue = BuiltInCatalogue();
  EXPECT_EQ(CountingText(*catalogue.Find("ni59")),
            "Of initial assessments. From date of the linked referral to assessment authorised. "
            "Cancelled by assessment cancelled. Limit: 10 working days.");
  EXPECT_EQ(CountingText(*catalogue.Find("icpc_15")),
            "Of section 47 enquiries. From section 47 started to initial conference or pre-birth "
            "conference held. Cancelled by section 47 ended without conference. Limit: 15 working "
            "days. Counted is each that answers, on its day, once for the child; one that answers "
            "none is not in time.");
  EXPECT_EQ(CountingText(*catalogue.Find("cpp_late_conference")),
            "Of child protection plans. From plan started to plan ceased. It counts from 548 days "
            "after its start on. It counts until 730 days after its start, while the next review "
            "that is booked lies on that day or after it.");
}

}  // namespace
}  // namespace caseclock

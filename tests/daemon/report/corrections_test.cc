// Which records count otherwise since a publication, and by which events. Published is always what was recorded by the
// end of March 2024, as of 31 March.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "daemon/report/published.h"
#include "daemon/report/report.h"
#include "processors/record/fact_table.h"
#include "tests/support/simulated_half_year.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Date kEndOfMarch = Date::FromYmd(2024, 3, 31);

std::int64_t Midnight(Date day) { return NoonUs(day) - 43'200'000'000; }

std::unique_ptr<Authority> Knowing(const std::vector<CaseEvent>& events, std::int64_t until_us,
                                   Date as_of = kEndOfMarch) {
  auto authority = std::make_unique<Authority>(events.front().authority,
                                               std::make_shared<const Definitions>(), as_of);
  for (const CaseEvent& event : events) {
    if (event.stamp.recorded_at_us < until_us) authority->Apply(event);
  }
  return authority;
}

View ViewOn(const Authority& authority) {
  View view;
  view.as_of = authority.as_of();
  view.authorities.push_back(std::make_shared<const AuthorityView>(authority.MakeView()));
  return view;
}

PublishedReport Published(const Authority& authority) {
  const ReportHeader header{authority.as_of(), std::nullopt};
  return std::get<PublishedReport>(
      ReadPublished(PublishedJson("q4", authority.as_of(), ReportJson(ViewOn(authority), header))));
}

/// What was published by what was known then, and reads otherwise by all events.
std::vector<Restatement> Restated(const std::vector<CaseEvent>& events, std::int64_t until_us,
                                  Date as_of = kEndOfMarch) {
  const auto then = Knowing(events, until_us, as_of);
  const auto now = Knowing(events, std::numeric_limits<std::int64_t>::max(), as_of);
  std::vector<Restatement> found = CompareWithPublished(Published(*then), ViewOn(*now));
  AddCorrections(*then, *now, until_us, found);
  return found;
}

/// The year of one indicator and team; an empty one when it is not restated.
Restatement YearOf(const std::vector<CaseEvent>& events, std::string_view indicator,
                   std::string_view team = "") {
  for (Restatement& one : Restated(events, Midnight(kEndOfMarch + 1))) {
    if (one.indicator == indicator && one.team == team && one.window == Window::kYear) return one;
  }
  ADD_FAILURE() << indicator << " is not restated";
  return {};
}

std::vector<std::string> EventsOf(const Correction& correction) {
  std::vector<std::string> ids;
  for (const CorrectionEvent& event : correction.events) ids.push_back(event.event_id);
  return ids;
}

/// "assessment A7: counted as in time; counted as late", the record's words in short.
std::string WordsOf(const Correction& correction) {
  return std::string(RecordKindName(correction.kind)) + " " + correction.record + ": " +
         correction.before + "; " + correction.after;
}

/// That one record alone counts otherwise, in these words and by these events.
void ExpectCorrection(const Restatement& restatement, const std::string& words,
                      const std::vector<std::string>& events) {
  EXPECT_FALSE(restatement.differs_then);
  ASSERT_THAT(restatement.corrections, SizeIs(1));
  EXPECT_EQ(WordsOf(restatement.corrections.front()), words);
  EXPECT_EQ(EventsOf(restatement.corrections.front()), events);
}

CaseEvent Referral(const char* record, const char* day, const char* recorded,
                   const char* child = "C1") {
  return Told(child, RecordKind::kReferral, record, {On(Fact::kReferralOpened, day)}, recorded);
}

std::vector<CaseEvent> Assessment() {
  return {Told("C1", RecordKind::kAssessment, "A7",
               {Typed(Fact::kAssessmentType, 3), On(Fact::kAssessmentStarted, "2024-01-08")},
               "2024-01-08"),
          Told("C1", RecordKind::kAssessment, "A7", {On(Fact::kAssessmentAuthorised, "2024-02-01")},
               "2024-02-01")};
}

/// The assessment, in time as published, and one event more.
std::vector<CaseEvent> AssessmentAnd(CaseEvent event) {
  std::vector<CaseEvent> events = Assessment();
  events.push_back(std::move(event));
  return events;
}

CaseEvent ToAssessment(Action action) {
  return Doing(std::move(action), "C1", RecordKind::kAssessment, "A7", "2024-04-12");
}

TEST(CorrectionsTest, ACorrectedDateIsFoundWithItsEvent) {
  const Restatement found =
      YearOf(AssessmentAnd(ToAssessment(Assert{{On(Fact::kAssessmentAuthorised, "2024-03-20")}})),
             "assessment_45");
  ExpectCorrection(found, "assessment A7: counted as in time; counted as late", {"A7@2024-04-12"});
  EXPECT_EQ(found.corrections.front().why, "Stopped on 2024-03-20 at 52 of 45 working days: late.");
  EXPECT_EQ(found.first_recorded_us, NoonUs(Day("2024-04-12")));
  EXPECT_EQ(found.last_recorded_us, NoonUs(Day("2024-04-12")));
  EXPECT_EQ(CauseText(found), "1 record has been corrected since.");
}

TEST(CorrectionsTest, AFactTakenBackIsFoundWithTheEventThatTookIt) {
  const auto events = AssessmentAnd(ToAssessment(Clear{Fact::kAssessmentAuthorised, kNoDate}));
  ExpectCorrection(YearOf(events, "assessment_45"),
                   "assessment A7: counted as in time; open and over its limit", {"A7@2024-04-12"});
}

TEST(CorrectionsTest, AWithdrawnRecordIsFoundWithItsWithdrawal) {
  ExpectCorrection(YearOf(AssessmentAnd(ToAssessment(Withdraw{})), "assessment_45"),
                   "assessment A7: counted as in time; not counted", {"A7@2024-04-12"});
}

TEST(CorrectionsTest, ARecordMovedToAnotherChildNamesTheMove) {
  const std::vector<CaseEvent> events = {
      Referral("R1", "2023-10-01", "2023-10-01"), Referral("R2", "2024-02-01", "2024-02-01"),
      Doing(Move{"C2"}, "C1", RecordKind::kReferral, "R2", "2024-04-12")};
  ExpectCorrection(YearOf(events, "rereferral"),
                   "referral R2: counted as a repeat; counted, no repeat", {"R2@2024-04-12"});
}

TEST(CorrectionsTest, ARecordUnknownThenIsFound) {
  const std::vector<CaseEvent> events = {Referral("R1", "2024-02-01", "2024-02-01"),
                                         Referral("R2", "2024-03-30", "2024-04-03", "C2")};
  ExpectCorrection(YearOf(events, "referral_rate"), "referral R2: not known; counted",
                   {"R2@2024-04-03"});
}

TEST(CorrectionsTest, AConferenceThatWasMovedNamesItsEvents) {
  const std::vector<CaseEvent> events = {
      Told("C1", RecordKind::kSection47, "S1", {On(Fact::kSection47Started, "2024-02-01")},
           "2024-02-01"),
      Told("C1", RecordKind::kConference, "K1",
           {Typed(Fact::kConferenceType, 1), Named(Fact::kConferenceSection47, "S1"),
            On(Fact::kConferenceHeld, "2024-02-08")},
           "2024-02-08"),
      Told("C1", RecordKind::kConference, "K1", {On(Fact::kConferenceHeld, "2024-03-18")},
           "2024-04-12")};
  ExpectCorrection(YearOf(events, "icpc_15"), "conference K1: counted as in time; counted as late",
                   {"K1@2024-04-12"});
}

TEST(CorrectionsTest, AConferenceNamesTheEventsOfItsEnquiry) {
  const std::vector<CaseEvent> events = {
      Told("C1", RecordKind::kSection47, "S1", {On(Fact::kSection47Started, "2024-02-01")},
           "2024-02-01"),
      Told("C1", RecordKind::kConference, "K1",
           {Typed(Fact::kConferenceType, 1), Named(Fact::kConferenceSection47, "S1"),
            On(Fact::kConferenceHeld, "2024-02-08")},
           "2024-02-08"),
      Told("C1", RecordKind::kSection47, "S1", {On(Fact::kSection47Started, "2024-01-02")},
           "2024-04-12")};
  ExpectCorrection(YearOf(events, "icpc_15"), "conference K1: counted as in time; counted as late",
                   {"S1@2024-04-12"});
}

TEST(CorrectionsTest, ChildrenFoundToBeTheSameNameTheAlias) {
  const std::vector<CaseEvent> events = {
      Referral("R1", "2023-10-01", "2023-10-01"), Referral("R2", "2024-02-01", "2024-02-01", "C2"),
      Told("C2", RecordKind::kChild, "C2", {Named(Fact::kChildAlias, "C1")}, "2024-04-12")};
  ExpectCorrection(YearOf(events, "rereferral"),
                   "referral R2: counted, no repeat; counted as a repeat", {"C2@2024-04-12"});
}

TEST(CorrectionsTest, ChildrenPartedSinceNameTheParting) {
  const std::vector<CaseEvent> events = {
      Referral("R1", "2023-10-01", "2023-10-01"), Referral("R2", "2024-02-01", "2024-02-01", "C2"),
      Told("C2", RecordKind::kChild, "C2", {Named(Fact::kChildAlias, "C1")}, "2024-02-02"),
      Doing(Clear{Fact::kChildAlias, kNoDate}, "C2", RecordKind::kChild, "C2", "2024-04-12")};
  ExpectCorrection(YearOf(events, "rereferral"),
                   "referral R2: counted as a repeat; counted, no repeat", {"C2@2024-04-12"});
}

TEST(CorrectionsTest, ARecordThatAnExportNoLongerListsHasNoEvent) {
  CompleteBatch completion{{{RecordKind::kReferral, Day("2024-01-01"), kEndOfMarch, false}}, 1};
  std::vector<CaseEvent> events = {
      Referral("R1", "2024-02-01", "2024-02-01"), Referral("R2", "2022-02-01", "2024-04-12", "C2"),
      Doing(std::move(completion), "", RecordKind::kUnspecified, "export", "2024-04-12")};
  events[1].batch_id = events[2].batch_id = "E1";
  const Restatement found = YearOf(events, "rereferral");
  ExpectCorrection(found, "referral R1: counted, no repeat; not counted", {});
  EXPECT_EQ(found.corrections.front().why,
            "Not counted: it was withdrawn, or its source no longer lists it.");
}

TEST(CorrectionsTest, OfATeamARecordGivenToAnotherOneIsFound) {
  const auto events = AssessmentAnd(ToAssessment(Assert{{Allocated("2024-01-08", "North")}}));
  ExpectCorrection(YearOf(events, "assessment_45", "North"),
                   "assessment A7: of no team; counted as in time", {"A7@2024-04-12"});
  ExpectCorrection(YearOf(events, "assessment_45", kNoTeam),
                   "assessment A7: counted as in time; of team North", {"A7@2024-04-12"});
}

TEST(CorrectionsTest, AStockCountsAChildOnceForEachTeam) {
  const auto plan = [](const char* id, const char* team) {
    return Told("C1", RecordKind::kPlan, id,
                {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, "2024-01-08"),
                 Allocated("2024-01-08", team)},
                "2024-01-08");
  };
  const std::vector<CaseEvent> events = {
      plan("P1", "North"), plan("P2", "South"),
      Told("C1", RecordKind::kPlan, "P2", {On(Fact::kPlanCeased, "2024-03-20")}, "2024-04-12")};
  const Restatement south = YearOf(events, "cpp", "South");
  ExpectCorrection(south, "plan P2: counted as open; not counted", {"P2@2024-04-12"});
  for (const Restatement& one : Restated(events, Midnight(kEndOfMarch + 1))) {
    const bool is_whole = one.indicator == "cpp" && one.team.empty();
    EXPECT_FALSE(is_whole) << "the child is on a plan as before";
  }
}

TEST(CorrectionsTest, ADelayOfEntryNamesTheFact) {
  const std::vector<CaseEvent> events = {
      Referral("R1", "2024-03-01", "2024-03-05"),
      Doing(Withdraw{}, "C1", RecordKind::kReferral, "R1", "2024-04-12")};
  const Restatement found = YearOf(events, "entry_delay");
  ExpectCorrection(found, "referral R1: counted as recorded in time; not known", {"R1@2024-04-12"});
  EXPECT_EQ(found.corrections.front().fact, "referral_opened");
}

TEST(CorrectionsTest, WhatCameLateHasNoRecordAndIsSaid) {
  const std::vector<CaseEvent> known = {Referral("R1", "2024-02-01", "2024-02-01")};
  std::vector<CaseEvent> events = known;
  events.push_back(Referral("R2", "2024-02-02", "2024-02-02", "C2"));
  const std::int64_t until = Midnight(kEndOfMarch + 1);
  const auto now = Knowing(events, until);
  auto found = CompareWithPublished(Published(*Knowing(known, until)), ViewOn(*now));
  AddCorrections(*now, *now, until, found);
  ASSERT_FALSE(found.empty());
  for (const Restatement& one : found) {
    EXPECT_TRUE(one.differs_then);
    EXPECT_THAT(one.corrections, IsEmpty());
    EXPECT_EQ(CauseText(one), "Events recorded before the publication have arrived since.");
  }
}

TEST(CorrectionsTest, ManyAreCountedAndTheFirstKept) {
  std::vector<CaseEvent> events = {Referral("R", "2024-02-01", "2024-02-01")};
  for (std::size_t i = 0; i <= kMaxCorrections; ++i) {
    const std::string id = std::to_string(i);
    events.push_back(Referral(("R" + id).c_str(), "2024-03-01", "2024-04-12", ("C" + id).c_str()));
  }
  const Restatement found = YearOf(events, "referral_rate");
  EXPECT_EQ(found.corrected_records, kMaxCorrections + 1);
  EXPECT_THAT(found.corrections, SizeIs(kMaxCorrections));
}

TEST(CorrectionsTest, EveryRestatedFigureOfAnInventedCouncilHasItsRecordsAndEvents) {
  const std::vector<CaseEvent> events = SimulatedHalfYear();
  const Date as_of = Day("2024-01-31");
  const std::int64_t until = Midnight(as_of + 1);
  const auto found = Restated(events, until, as_of);
  EXPECT_GT(found.size(), 20u);
  for (const Restatement& one : found) {
    EXPECT_FALSE(one.differs_then) << one.indicator;
    EXPECT_GT(one.corrected_records, 0u) << one.indicator << " " << one.team;
    EXPECT_GE(one.first_recorded_us, until);
    for (const Correction& correction : one.corrections) {
      EXPECT_NE(correction.before, correction.after) << correction.record;
      EXPECT_FALSE(correction.events.empty()) << WordsOf(correction);
    }
  }
}

}  // namespace
}  // namespace caseclock

// The oldest open items are those that an explanation calls open, oldest first.
#include "processors/oldest_open.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "processors/explanation.h"
#include "tests/support/simulated_half_year.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::unique_ptr<Authority> Having(const std::vector<CaseEvent>& events, const char* as_of) {
  auto authority = std::make_unique<Authority>(kInventedCouncil,
                                               std::make_shared<const Definitions>(), Day(as_of));
  for (const CaseEvent& event : events) authority->Apply(event);
  return authority;
}

CaseEvent Started(const char* id, const char* day, const char* team = "") {
  std::vector<FactAssertion> facts = {Typed(Fact::kAssessmentType, 3),
                                      On(Fact::kAssessmentStarted, day)};
  if (*team != '\0') facts.push_back(Allocated(day, team));
  return Told("C1", RecordKind::kAssessment, id, std::move(facts), day);
}

CaseEvent Authorised(const char* id, const char* day) {
  return Told("C1", RecordKind::kAssessment, id, {On(Fact::kAssessmentAuthorised, day)}, day);
}

/// "A1 A2": the records found.
std::string Found(const Authority& authority, const char* indicator, const char* team = "",
                  std::size_t limit = 10) {
  std::string ids;
  const std::vector<OpenQuestion> questions = {{indicator, team}};
  const auto found = OldestOpen(authority, questions, limit);
  for (const OpenItem& item : found.at(0)) {
    ids += (ids.empty() ? "" : " ") + item.record;
  }
  return ids;
}

TEST(OldestOpenTest, TheOldestComeFirstAndThoseOfOneDayByTheirIdentity) {
  const auto council =
      Having({Started("A9", "2024-03-01"), Started("A2", "2024-03-01"), Started("A5", "2024-02-01"),
              Started("A1", "2024-01-02"), Authorised("A1", "2024-02-12")},
             "2024-03-31");
  EXPECT_EQ(Found(*council, "assessment_45"), "A5 A2 A9") << "A1 is authorised";
  EXPECT_EQ(Found(*council, "assessment_45", "", 2), "A5 A2");
  EXPECT_EQ(Found(*council, "assessment_45", "", 0), "");
}

TEST(OldestOpenTest, ATeamSeesItsOwnAndThoseOfNoTeamHaveTheirName) {
  const auto council = Having({Started("A1", "2024-03-01", "North"), Started("A2", "2024-03-04"),
                               Started("A3", "2024-03-05", "South")},
                              "2024-03-31");
  EXPECT_EQ(Found(*council, "assessment_45", "North"), "A1");
  EXPECT_EQ(Found(*council, "assessment_45", kNoTeam), "A2");
  EXPECT_EQ(Found(*council, "assessment_45"), "A1 A2 A3");
}

// From 2024-03-01, 45 working days end on 2024-05-08.
TEST(OldestOpenTest, AnItemTellsHowLateItIsOrHowMuchTimeIsLeft) {
  const std::vector<OpenQuestion> questions = {{"assessment_45", ""}};
  const auto at = [&](const char* as_of) {
    return OldestOpen(*Having({Started("A1", "2024-03-01")}, as_of), questions, 1).at(0).at(0);
  };
  EXPECT_EQ(at("2024-05-07"), (OpenItem{"A1", Day("2024-03-01"), Day("2024-05-08"), 1, false}));
  EXPECT_EQ(at("2024-05-08"), (OpenItem{"A1", Day("2024-03-01"), Day("2024-05-08"), 0, false}));
  EXPECT_EQ(at("2024-05-10"), (OpenItem{"A1", Day("2024-03-01"), Day("2024-05-08"), 2, true}));
}

TEST(OldestOpenTest, OfWhatIsNeverOpenAndOfUnknownRowsThereIsNothing) {
  const auto council = Having({Told("C1", RecordKind::kReferral, "R1",
                                    {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-01")},
                              "2024-03-31");
  for (const char* id : {"referral_rate", "rereferral", "entry_delay", "nothing"}) {
    EXPECT_EQ(Found(*council, id), "") << id;
  }
}

TEST(OldestOpenTest, NoMoreThanTwentyAreEverGiven) {
  std::vector<CaseEvent> events;
  for (int i = 10; i < 40; ++i) {
    events.push_back(Started(("A" + std::to_string(i)).c_str(), "2024-03-01"));
  }
  const std::vector<OpenQuestion> questions = {{"assessment_45", ""}};
  EXPECT_THAT(OldestOpen(*Having(events, "2024-03-31"), questions, 1000).at(0),
              SizeIs(kMaxOldestOpen));
}

TEST(OldestOpenTest, OfPlansWithALateConferenceThereAreThoseThatCountNow) {
  FactAssertion of = Named(Fact::kReviewOf, "P1");
  of.value.code = static_cast<std::int32_t>(RecordKind::kPlan);
  const auto council =
      Having({Told("C1", RecordKind::kPlan, "P1",
                   {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, "2022-05-03")}, "2022-05-03"),
              Told("C1", RecordKind::kReview, "V1", {On(Fact::kReviewScheduled, "2024-05-20"), of},
                   "2023-01-09")},
             "2023-11-01");
  EXPECT_EQ(Found(*council, "cpp_late_conference"), "");
  EXPECT_EQ(Found(*council, "cpp"), "P1");
  council->Advance(Day("2024-04-30"));
  const std::vector<OpenQuestion> questions = {{"cpp_late_conference", ""}};
  EXPECT_THAT(OldestOpen(*council, questions, 3).at(0),
              ElementsAre(OpenItem{"P1", Day("2022-05-03"), Day("2024-05-01"), 1, false}))
      << "one working day is left in which it may cease";
  council->Advance(Day("2024-05-02"));
  EXPECT_EQ(Found(*council, "cpp_late_conference"), "");
}

/// The open ones that an explanation lists, by (start, record); of stocks all of them, also of a child that counts
/// already.
std::vector<std::string> Explained(const Authority& authority, const OpenQuestion& question) {
  const auto explanation =
      Explain(authority, question.indicator, question.team, Window::kYear).value();
  std::vector<std::pair<Date, std::string>> open;
  for (const ExplainedRecord& line : explanation.records) {
    if (line.open || line.why.starts_with("Open, and")) open.emplace_back(line.start, line.record);
  }
  std::sort(open.begin(), open.end());
  if (open.size() > kMaxOldestOpen) open.resize(kMaxOldestOpen);
  std::vector<std::string> records;
  for (auto& [start, record] : open) records.push_back(std::move(record));
  return records;
}

TEST(OldestOpenTest, OfHalfAYearEveryRowAndTeamHasWhatItsExplanationCallsOpen) {
  Authority authority(HalfYearCouncil(), std::make_shared<const Definitions>(), HalfYearEnds());
  for (const CaseEvent& event : SimulatedHalfYear()) authority.Apply(event);
  std::vector<OpenQuestion> questions;
  for (const Row& row : authority.MakeView().rows) {
    if (row.window == Window::kYear) questions.push_back({row.indicator, row.team});
  }
  const auto found = OldestOpen(authority, questions, kMaxOldestOpen);
  ASSERT_EQ(found.size(), questions.size());
  std::size_t items = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::vector<std::string> records;
    for (const OpenItem& item : found[i]) records.push_back(item.record);
    EXPECT_EQ(records, Explained(authority, questions[i]))
        << questions[i].indicator << " " << questions[i].team;
    items += records.size();
  }
  EXPECT_GT(items, 100u);
}

}  // namespace
}  // namespace caseclock

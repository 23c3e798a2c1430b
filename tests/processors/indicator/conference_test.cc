// Which conferences count, whose they are, and which enquiries wait for one.
#include "processors/indicator/conference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

using testing::ElementsAre;

CaseEvent Enquired(const char* id, const char* day) {
  return Told("C1", RecordKind::kSection47, id, {On(Fact::kSection47Started, day)}, day);
}

CaseEvent Conference(const char* id, const char* day, const char* enquiry,
                     ConferenceType type = ConferenceType::kInitial) {
  return Told("C1", RecordKind::kConference, id,
              {On(Fact::kConferenceHeld, day),
               Typed(Fact::kConferenceType, static_cast<std::int32_t>(type)),
               Named(Fact::kConferenceSection47, enquiry)},
              "2024-01-01");
}

/// "2024-03-22 S1 in time", one for each conference that counts.
std::vector<std::string> Counted(const std::vector<CaseEvent>& events,
                                 const char* as_of = "2024-12-31") {
  const ToldHistory child(events, as_of);
  const Indicator row = *BuiltInCatalogue().Find("icpc_15");
  const WorkingDays calendar = WorkingDays::EnglandAndWales();
  std::vector<std::string> texts;
  for (const CountedConference& one : ReadConferences(child.history())) {
    if (one.is_again) continue;
    const auto in_time = InTimeOf(row, one, child.history(), calendar);
    texts.push_back(FormatDate(one.held) + " " + std::string(one.holder->id) +
                    (!in_time   ? " left out"
                     : *in_time ? " in time"
                                : " late"));
  }
  return texts;
}

TEST(ConferenceTest, EveryOneThatWasHeldCountsOnItsDay) {
  EXPECT_THAT(Counted({Enquired("S1", "2024-05-01"), Conference("K2", "2024-06-10", "S1"),
                       Conference("K1", "2024-05-10", "S1"),
                       Conference("K3", "2024-06-12", "S1", ConferenceType::kPreBirth),
                       Conference("K4", "2024-06-13", "S1", ConferenceType::kTransferIn),
                       Conference("K5", "2024-06-14", "S1", ConferenceType::kReview)}),
              ElementsAre("2024-05-10 S1 in time", "2024-06-10 S1 late", "2024-06-12 S1 late"));
}

TEST(ConferenceTest, OneThatAnswersNoEnquiryIsNotInTime) {
  EXPECT_THAT(Counted({Conference("K1", "2024-05-10", "S1"), Conference("K2", "2024-05-13", "")}),
              ElementsAre("2024-05-10 K1 late", "2024-05-13 K2 late"));
}

TEST(ConferenceTest, RecordsOfOneDayAreOneOfTheEnquiryThatStartedLastOnOrBeforeIt) {
  const std::vector<CaseEvent> several = {
      Enquired("S1", "2024-03-01"),           Enquired("S2", "2024-05-10"),
      Enquired("S3", "2024-05-20"),           Conference("K1", "2024-05-10", "S1"),
      Conference("K2", "2024-05-10", "S2"),   Conference("K3", "2024-05-10", "S3"),
      Conference("K4", "2024-05-10", "none"),
  };
  EXPECT_THAT(Counted(several), ElementsAre("2024-05-10 S2 in time"));
  EXPECT_THAT(Counted({several[2], several[5], several[6]}), ElementsAre("2024-05-10 S3 in time"))
      << "an enquiry that began later is better than none";
}

TEST(ConferenceTest, AnEnquiryFromBeforeTheCalendarLeavesItOut) {
  EXPECT_THAT(Counted({Enquired("S1", "2004-12-20"), Conference("K1", "2005-01-10", "S1")}),
              ElementsAre("2005-01-10 S1 left out"));
}

TEST(ConferenceTest, AConferenceThatIsRecordedAndNotHeldIsBooked) {
  const std::vector<CaseEvent> events = {Enquired("S1", "2024-05-01"), Enquired("S2", "2024-05-01"),
                                         Conference("K1", "2024-05-10", "S1")};
  const auto has = [&events](const char* as_of, const char* enquiry) {
    const ToldHistory child(events, as_of);
    return HasBookedConference(*FindRecord(child.history(), RecordKind::kSection47, enquiry),
                               child.history());
  };
  EXPECT_TRUE(has("2024-05-09", "S1"));
  EXPECT_FALSE(has("2024-05-10", "S1"));
  EXPECT_FALSE(has("2024-05-09", "S2"));
}

}  // namespace
}  // namespace caseclock

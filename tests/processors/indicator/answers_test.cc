// Which conferences count, whose they are, and which enquiries wait for one.
#include "processors/indicator/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "processors/indicator/item.h"
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
  static const Definitions definitions;
  const ToldHistory child(events, as_of);
  Items items;
  ReadItems(*definitions.catalogue.Find("icpc_15"), {child.history(), definitions, Day(as_of)},
            items);
  std::vector<std::string> texts;
  for (const RowItem& item : items) {
    if (item.counted_on == kNoDate || item.reason == NotCounted::kSameDay) continue;
    texts.push_back(FormatDate(item.counted_on) + " " + std::string(item.holder->id) +
                    (item.reason         ? " left out"
                     : item.in_numerator ? " in time"
                                         : " late"));
  }
  return texts;
}

TEST(AnswersTest, EveryOneThatWasHeldCountsOnItsDay) {
  EXPECT_THAT(Counted({Enquired("S1", "2024-05-01"), Conference("K2", "2024-06-10", "S1"),
                       Conference("K1", "2024-05-10", "S1"),
                       Conference("K3", "2024-06-12", "S1", ConferenceType::kPreBirth),
                       Conference("K4", "2024-06-13", "S1", ConferenceType::kTransferIn),
                       Conference("K5", "2024-06-14", "S1", ConferenceType::kReview)}),
              ElementsAre("2024-05-10 S1 in time", "2024-06-10 S1 late", "2024-06-12 S1 late"));
}

TEST(AnswersTest, OneThatAnswersNoEnquiryIsNotInTime) {
  EXPECT_THAT(Counted({Conference("K1", "2024-05-10", "S1"), Conference("K2", "2024-05-13", "")}),
              ElementsAre("2024-05-10 K1 late", "2024-05-13 K2 late"));
}

TEST(AnswersTest, RecordsOfOneDayAreOneOfTheEnquiryThatStartedLastOnOrBeforeIt) {
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

TEST(AnswersTest, AnEnquiryFromBeforeTheCalendarLeavesItOut) {
  EXPECT_THAT(Counted({Enquired("S1", "2004-12-20"), Conference("K1", "2005-01-10", "S1")}),
              ElementsAre("2005-01-10 S1 left out"));
}

TEST(AnswersTest, AConferenceThatIsRecordedAndNotHeldIsBooked) {
  const std::vector<CaseEvent> events = {Enquired("S1", "2024-05-01"), Enquired("S2", "2024-05-01"),
                                         Conference("K1", "2024-05-10", "S1")};
  const auto has = [&events](const char* as_of, const char* enquiry) {
    const ToldHistory child(events, as_of);
    const FactDate held{
        Fact::kConferenceHeld, Fact::kConferenceSection47, {{Fact::kConferenceType, {1, 3}}}};
    return HasBookedAnswer(held, *FindRecord(child.history(), RecordKind::kSection47, enquiry),
                           child.history());
  };
  EXPECT_TRUE(has("2024-05-09", "S1"));
  EXPECT_FALSE(has("2024-05-10", "S1"));
  EXPECT_FALSE(has("2024-05-09", "S2"));
}

}  // namespace
}  // namespace caseclock

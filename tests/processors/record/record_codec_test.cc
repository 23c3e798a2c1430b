// The compact form gives back exactly the record that went in.
#include "processors/record/record_codec.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "tests/support/told.h"

namespace caseclock {
namespace {

/// The record after a journey through the compact form, as text.
std::string ThereAndBack(const Record& record) {
  StringPool pool;
  std::string bytes = "before";  // EncodeRecord appends
  EncodeRecord(record, pool, bytes);
  bytes.erase(0, 6);
  Record back;
  back.registers.resize(3);  // leftovers of an earlier use
  back.has_floor = true;
  DecodeRecord(bytes.data(), pool, back);
  back.child = record.child;  // the store knows it
  EXPECT_EQ(DecodeKey(bytes.data()), (RecordKey{record.kind, record.id}));
  return RecordText(back);
}

Register Fresh(Fact fact, Date first_day, FactValueRef value, StampRef stamp) {
  Register reg;
  reg.fact = fact;
  reg.first_day = first_day;
  reg.asserted = true;
  reg.value = value;
  reg.stamp = stamp;
  return reg;
}

TEST(RecordCodecTest, AnEmptyRecordComesBack) {
  Record record;
  record.kind = RecordKind::kAssessment;
  record.id = "A1";
  EXPECT_EQ(ThereAndBack(record), RecordText(record));
  EXPECT_EQ(ThereAndBack(Record{}), RecordText(Record{}));
}

TEST(RecordCodecTest, EveryPartOfARecordComesBack) {
  const std::vector<CaseEvent> events = {
      Told("C1", RecordKind::kAssessment, "A1",
           {Typed(Fact::kAssessmentType, 3), Named(Fact::kAssessmentReferral, "R1"),
            On(Fact::kAssessmentStarted, "2024-03-01"), Allocated("2024-03-01", "North", "W1")},
           "2024-03-02"),
      Told("C1", RecordKind::kAssessment, "A1", {On(Fact::kAssessmentAuthorised, "2024-03-20")},
           "2024-03-21"),
      Doing(Clear{Fact::kAssessmentAuthorised, kNoDate}, "C1", RecordKind::kAssessment, "A1",
            "2024-03-22"),
      Doing(Withdraw{}, "C1", RecordKind::kAssessment, "A1", "2024-03-02")};
  const Record record = MergedFrom(events);
  EXPECT_EQ(ThereAndBack(record), RecordText(record));
}

TEST(RecordCodecTest, NegativeTimesAndDatesBefore1970ComeBack) {
  Record record;
  for (const std::int64_t us :
       {std::int64_t{-1}, std::int64_t{-1'000'000}, std::int64_t{-1'000'001},
        std::int64_t{-2'208'988'800'000'000}, std::int64_t{0}}) {
    record.registers = {
        Fresh(Fact::kReferralOpened, kNoDate, {Day("1900-01-01"), -7, ""}, {us, "source", 0, "e"})};
    EXPECT_EQ(ThereAndBack(record), RecordText(record)) << us;
  }
}

TEST(RecordCodecTest, HugeNumbersAndTextsComeBack) {
  const std::string id(65'000, 'r'), text(2'000, 't'), event_id(256, 'e');
  Record record;
  record.id = id;
  record.has_child = true;
  record.child_stamp = {4'102'444'800'999'999, "s", std::numeric_limits<std::uint64_t>::max(),
                        event_id};
  record.registers = {
      Fresh(Fact::kReferralDecided, kNoDate,
            {Day("2099-12-31"), std::numeric_limits<std::int32_t>::max(), text},
            record.child_stamp),
      Fresh(Fact::kReferralClosure, kNoDate,
            {Date::Max(), std::numeric_limits<std::int32_t>::min(), text}, {1, "s", 1, ""})};
  EXPECT_EQ(ThereAndBack(record), RecordText(record));
}

TEST(RecordCodecTest, ManyAllocationsComeBack) {
  std::vector<FactAssertion> facts;
  std::vector<CaseEvent> events;
  for (int i = 0; i < 300; ++i) {
    const std::string day = FormatDate(Day("2023-01-01") + i);
    events.push_back(Told("C1", RecordKind::kReferral, "R1",
                          {Allocated(day, "Team " + std::to_string(i % 7))}, day));
  }
  const Record record = MergedFrom(events);
  ASSERT_EQ(record.registers.size(), 300u);
  EXPECT_EQ(ThereAndBack(record), RecordText(record));
}

TEST(RecordCodecTest, AllBytesOfTextsComeBack) {
  std::string text;
  for (int c = 0; c < 256; ++c) text.push_back(static_cast<char>(c));
  Record record;
  record.registers = {Fresh(Fact::kCommentary, kNoDate, {kNoDate, 0, text}, {0, text, 0, text})};
  EXPECT_EQ(ThereAndBack(record), RecordText(record));
}

TEST(RecordCodecTest, LinksAreStoredInPlaceAndTeamsInThePool) {
  StringPool pool;
  std::string bytes;
  const std::vector<CaseEvent> events = {
      Told("C1", RecordKind::kAssessment, "A1",
           {Named(Fact::kAssessmentReferral, "R-17"), Allocated("2024-03-01", "Team North")},
           "2024-03-01")};
  EncodeRecord(MergedFrom(events), pool, bytes);
  EXPECT_NE(bytes.find("R-17"), std::string::npos);
  EXPECT_EQ(bytes.find("Team North"), std::string::npos);
  EXPECT_EQ(pool.size(), 2u) << "the source and the team";
}

TEST(RecordCodecTest, AStampThatFactsShareIsStoredOnce) {
  StringPool pool;
  std::string one, four;
  const auto told = [](std::vector<FactAssertion> facts) {
    CaseEvent event = Told("C1", RecordKind::kReferral, "R1", std::move(facts), "2024-03-01");
    event.stamp.event_id.assign(100, 'e');
    return event;
  };
  const std::vector<CaseEvent> few = {told({On(Fact::kReferralOpened, "2024-03-01")})};
  const std::vector<CaseEvent> many = {
      told({On(Fact::kReferralOpened, "2024-03-01"), On(Fact::kReferralDecided, "2024-03-01"),
            On(Fact::kReferralClosure, "2024-03-01", kClosed), Allocated("2024-03-01", "North")})};
  EncodeRecord(MergedFrom(few), pool, one);
  EncodeRecord(MergedFrom(many), pool, four);
  EXPECT_LT(four.size(), one.size() + 60);
}

}  // namespace
}  // namespace caseclock

// Everything that makes an event unreadable, with the reason and the field that the refusal names.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/codec.h"
#include "processors/record/batch_ledger.h"
#include "tests/daemon/codec/samples.h"

namespace caseclock {

/// So that a failed comparison says which reason it found.
void PrintTo(RejectReason reason, std::ostream* out) { *out << RejectReasonName(reason); }

namespace {

using R = RejectReason;

/// The refusal, or a failure.
Rejection Refused(const Decoded& decoded) {
  if (const auto* refused = std::get_if<Rejection>(&decoded)) return *refused;
  ADD_FAILURE() << "was read";
  return {R::kWrongKey, "was read"};
}

/// The line with one piece of it replaced; "" takes the piece out.
std::string With(std::string line, const std::string& piece, const std::string& by) {
  const auto at = line.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return line.replace(at, piece.size(), by);
}

const std::string kReferral = Envelope(R"("referralOpened":{})");
const std::string kBatch =
    Envelope(R"("batch":{"id":"b1","extractedAt":"2024-03-31T00:00:00Z"},"referralOpened":{})");

/// A completed batch with one scope.
std::string Completed(const std::string& scope) {
  return Envelope(R"("batch":{"id":"b1","extractedAt":"2024-03-31T00:00:00Z","scopes":[{)" + scope +
                  R"(}]},"batchCompleted":{})");
}

struct Row {
  std::string name;
  std::string json;
  RejectReason reason;
  std::string detail;
};

class RejectionTest : public testing::TestWithParam<Row> {};

TEST_P(RejectionTest, NamesReasonAndField) {
  EventCodec codec;
  const Rejection refused = Refused(codec.DecodeJson(GetParam().json));
  EXPECT_EQ(refused.reason, GetParam().reason);
  EXPECT_EQ(refused.detail, GetParam().detail);
}

std::string RowName(const testing::TestParamInfo<Row>& info) {
  std::string name;
  for (const char c : info.param.name) name += std::isalnum(c) ? c : '_';
  return name;
}

const std::string kNotJson = "not the JSON form of a CaseEvent";

INSTANTIATE_TEST_SUITE_P(
    Malformed, RejectionTest,
    testing::Values(
        Row{"empty line", "", R::kMalformed, kNotJson},
        Row{"not JSON", "eventId=e-1", R::kMalformed, kNotJson},
        Row{"cut off", kReferral.substr(0, kReferral.size() - 3), R::kMalformed, kNotJson},
        Row{"a list", "[" + kReferral + "]", R::kMalformed, kNotJson},
        Row{"a text where an object belongs", Envelope(R"("referralOpened":"yes")"), R::kMalformed,
            kNotJson},
        Row{"two events", Envelope(R"("referralOpened":{},"dentalCheckDone":{})"), R::kMalformed,
            kNotJson},
        Row{"not UTF 8", With(kReferral, "e-1", "e-\xff"), R::kMalformed, kNotJson},
        Row{"half a surrogate", With(kReferral, "e-1", R"(e-\ud800)"), R::kMalformed, kNotJson},
        Row{"deeply nested", Envelope(R"("x":)" + std::string(30000, '[')), R::kMalformed,
            kNotJson},
        Row{"more plans than a count holds",
            Envelope(R"("planStarted":{"previousPlans":2147483648})"), R::kMalformed,
            "plan_started.previous_plans"}),
    RowName);

INSTANTIATE_TEST_SUITE_P(UnknownEvent, RejectionTest,
                         testing::Values(Row{"none", Envelope(R"("shoeSize":9)"), R::kUnknownEvent,
                                             "event"},
                                         Row{"a new one", Envelope(R"("houseInspected":{})"),
                                             R::kUnknownEvent, "event"}),
                         RowName);

INSTANTIATE_TEST_SUITE_P(
    UnknownEnum, RejectionTest,
    testing::Values(
        Row{"name", Envelope(R"("assessmentStarted":{"type":"ASSESSMENT_TYPE_NEW"})"),
            R::kUnknownEnum, "type"},
        Row{"name beside an unknown field",
            Envelope(R"("shoeSize":9,"assessmentStarted":{"type":"ASSESSMENT_TYPE_NEW"})"),
            R::kUnknownEnum, "type"},
        Row{"number", Envelope(R"("assessmentStarted":{"type":4})"), R::kUnknownEnum,
            "assessment_started.type"},
        Row{"negative number", Envelope(R"("conferenceHeld":{"type":-1})"), R::kUnknownEnum,
            "conference_held.type"},
        Row{"outcome", Envelope(R"("referralDecided":{"outcome":5})"), R::kUnknownEnum,
            "referral_decided.outcome"},
        Row{"status required", Envelope(R"("adoptionStatusChanged":{})"), R::kUnknownEnum,
            "adoption_status_changed.status"},
        Row{"action", Envelope(R"("actionUpdated":{"rag":4})"), R::kUnknownEnum,
            "action_updated.rag"},
        Row{"minutes of a visit", Envelope(R"("minutesIssued":{"kind":"RECORD_KIND_VISIT"})"),
            R::kUnknownEnum, "minutes_issued.kind"},
        Row{"review of a referral",
            Envelope(R"("reviewScheduled":{"ofKind":"RECORD_KIND_REFERRAL","of":"R1"})"),
            R::kUnknownEnum, "review_scheduled.of_kind"},
        Row{"visit for something", Envelope(R"("visitMade":{"of":"P1"})"), R::kUnknownEnum,
            "visit_made.of_kind"},
        Row{"allocated kind", Envelope(R"("recordAllocated":{"team":"North"})"), R::kUnknownEnum,
            "record_allocated.kind"},
        Row{"withdrawn kind", Envelope(R"("recordWithdrawn":{"kind":21})"), R::kUnknownEnum,
            "record_withdrawn.kind"},
        Row{"moved kind", Envelope(R"("recordMoved":{"toChild":"C2"})"), R::kUnknownEnum,
            "record_moved.kind"},
        Row{"cleared kind", Envelope(R"("factCleared":{"fact":"FACT_AUDIT"})"), R::kUnknownEnum,
            "fact_cleared.kind"},
        Row{"cleared fact", Envelope(R"("factCleared":{"kind":"RECORD_KIND_PLAN"})"),
            R::kUnknownEnum, "fact_cleared.fact"},
        Row{"cleared fact between two", Envelope(R"("factCleared":{"kind":6,"fact":9})"),
            R::kUnknownEnum, "fact_cleared.fact"},
        Row{"cleared fact beyond a byte", Envelope(R"("factCleared":{"kind":6,"fact":257})"),
            R::kUnknownEnum, "fact_cleared.fact"},
        Row{"scope kind required", Completed(""), R::kUnknownEnum, "batch.scopes.kind"},
        Row{"scope kind", Completed(R"("kind":21)"), R::kUnknownEnum, "batch.scopes.kind"}),
    RowName);

INSTANTIATE_TEST_SUITE_P(
    MissingField, RejectionTest,
    testing::Values(
        Row{"event id", With(kReferral, R"("e-1")", R"("")"), R::kMissingField, "event_id"},
        Row{"authority", With(kReferral, R"("E08000099")", "null"), R::kMissingField, "authority"},
        Row{"source", With(kReferral, R"("source":"invented",)", ""), R::kMissingField, "source"},
        Row{"record", With(kReferral, R"("record":"R1",)", ""), R::kMissingField, "record"},
        Row{"record of a withdrawal",
            With(Envelope(R"("recordWithdrawn":{"kind":6})"), R"("record":"R1",)", ""),
            R::kMissingField, "record"},
        Row{"child", With(kReferral, R"("child":"C1",)", ""), R::kMissingField, "child"},
        Row{"child of an allocation",
            With(Envelope(R"("recordAllocated":{"kind":6})"), R"("child":"C1",)", ""),
            R::kMissingField, "child"},
        Row{"child described", With(Envelope(R"("childDescribed":{})"), R"("child":"C1",)", ""),
            R::kMissingField, "child"},
        Row{"day", With(kReferral, R"("occurredOn":"2024-03-01",)", ""), R::kMissingField,
            "occurred_on"},
        Row{"recorded", With(kReferral, R"("recordedAt":"2024-03-04T10:00:00Z",)", ""),
            R::kMissingField, "recorded_at"},
        Row{"batch id", With(kBatch, R"("b1")", R"("")"), R::kMissingField, "batch.id"},
        Row{"extraction", With(kBatch, R"(,"extractedAt":"2024-03-31T00:00:00Z")", ""),
            R::kMissingField, "batch.extracted_at"},
        Row{"batch", Envelope(R"("batchCompleted":{})"), R::kMissingField, "batch"},
        Row{"legal status", Envelope(R"("legalStatusChanged":{})"), R::kMissingField,
            "legal_status_changed.legal_status"},
        Row{"team", Envelope(R"("teamChanged":{"parent":"Area 1"})"), R::kMissingField,
            "team_changed.team"},
        Row{"measure", Envelope(R"("measureReported":{"numerator":1})"), R::kMissingField,
            "measure_reported.indicator"},
        Row{"commentary", Envelope(R"("commentaryWritten":{"indicator":"ni59"})"), R::kMissingField,
            "commentary_written.text"},
        Row{"alias", Envelope(R"("childAlias":{})"), R::kMissingField, "child_alias.same_as"},
        Row{"to child", Envelope(R"("recordMoved":{"kind":6})"), R::kMissingField,
            "record_moved.to_child"},
        Row{"cleared day", Envelope(R"("factCleared":{"kind":6,"fact":1})"), R::kMissingField,
            "fact_cleared.first_day"}),
    RowName);

INSTANTIATE_TEST_SUITE_P(
    InvalidText, RejectionTest,
    testing::Values(
        Row{"line end", With(kReferral, "e-1", R"(e\n1)"), R::kInvalidText, "event_id"},
        Row{"nul", With(kReferral, "C1", R"(C\u0000)"), R::kInvalidText, "child"},
        Row{"delete", With(kReferral, "invented", "in\x7fvented"), R::kInvalidText, "source"},
        Row{"separator", Envelope(R"("recordAllocated":{"kind":6,"team":"a\u001fb"})"),
            R::kInvalidText, "record_allocated.team"},
        Row{"too long", With(kReferral, "R1", std::string(257, 'x')), R::kInvalidText, "record"},
        Row{"too long in bytes",
            With(kReferral, "E08000099", std::string(127, 'x') + "£££££££" + std::string(117, 'x')),
            R::kInvalidText, "authority"},
        Row{"batch id", With(kBatch, R"("b1")", R"("b\t1")"), R::kInvalidText, "batch.id"},
        Row{"reason", Envelope(R"("planCeased":{"reason":")" + std::string(257, 'x') + R"("})"),
            R::kInvalidText, "plan_ceased.reason"},
        Row{"commentary",
            Envelope(R"("commentaryWritten":{"indicator":"a","text":")" + std::string(2001, 'x') +
                     R"("})"),
            R::kInvalidText, "commentary_written.text"}),
    RowName);

std::string OnDay(const std::string& day) { return With(kReferral, "2024-03-01", day); }

INSTANTIATE_TEST_SUITE_P(
    InvalidDate, RejectionTest,
    testing::Values(Row{"no such day", OnDay("2023-02-29"), R::kInvalidDate, "occurred_on"},
                    Row{"British order", OnDay("01/03/2024"), R::kInvalidDate, "occurred_on"},
                    Row{"with a time", OnDay("2024-03-01T00:00"), R::kInvalidDate, "occurred_on"},
                    Row{"before 1900", OnDay("1899-12-31"), R::kInvalidDate, "occurred_on"},
                    Row{"after 2099", OnDay("2100-01-01"), R::kInvalidDate, "occurred_on"},
                    Row{"birth month", Envelope(R"("childDescribed":{"birthMonth":"2019-13"})"),
                        R::kInvalidDate, "child_described.birth_month"},
                    Row{"birth day", Envelope(R"("childDescribed":{"birthMonth":"2019-07-01"})"),
                        R::kInvalidDate, "child_described.birth_month"},
                    Row{"target date", Envelope(R"("actionUpdated":{"targetDate":"soon"})"),
                        R::kInvalidDate, "action_updated.target_date"},
                    Row{"cleared day",
                        Envelope(R"("factCleared":{"kind":6,"fact":1,"firstDay":"2024"})"),
                        R::kInvalidDate, "fact_cleared.first_day"},
                    Row{"scope begins", Completed(R"("kind":2,"first":"2024-02-30")"),
                        R::kInvalidDate, "batch.scopes.first"},
                    Row{"scope ends before it begins",
                        Completed(R"("kind":2,"first":"2024-03-02","last":"2024-03-01")"),
                        R::kInvalidDate, "batch.scopes.last"}),
    RowName);

std::string At(const std::string& time) { return With(kReferral, "2024-03-04T10:00:00Z", time); }

INSTANTIATE_TEST_SUITE_P(
    InvalidTime, RejectionTest,
    testing::Values(Row{"before 1900", At("1899-12-31T23:59:59.999Z"), R::kInvalidTime,
                        "recorded_at"},
                    Row{"after 2099", At("2100-01-01T00:00:00Z"), R::kInvalidTime, "recorded_at"},
                    Row{"no such day", At("2024-02-30T00:00:00Z"), R::kInvalidTime, "recorded_at"},
                    Row{"no time", At("yesterday"), R::kInvalidTime, "recorded_at"},
                    Row{"extraction", With(kBatch, "2024-03-31T00:00:00Z", "1066-10-14T09:00:00Z"),
                        R::kInvalidTime, "batch.extracted_at"}),
    RowName);

/// A readable event in binary, to be spoilt.
v1::CaseEvent Message() {
  v1::CaseEvent message;
  EventCodec codec;
  const CaseEvent event = std::get<CaseEvent>(codec.DecodeJson(kReferral));
  EXPECT_TRUE(message.ParseFromString(codec.EncodeBinary(event)));
  return message;
}

Rejection RefusedBinary(const std::string& bytes) {
  return Refused(EventCodec().DecodeBinary(bytes));
}

TEST(BinaryRejectionTest, EveryTruncation) {
  const std::string bytes = Message().SerializeAsString();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    // Cut between two fields it is a message without its last fields: some other refusal, but a
    // refusal.
    EXPECT_NE(RefusedBinary(bytes.substr(0, size)).detail, "was read") << size;
  }
  EXPECT_EQ(RefusedBinary(bytes.substr(0, 3)).reason, R::kMalformed);
}

TEST(BinaryRejectionTest, NotUtf8) {
  v1::CaseEvent message = Message();
  std::string bytes = message.SerializeAsString();
  bytes[bytes.find("e-1")] = '\xc3';
  testing::internal::CaptureStderr();
  EXPECT_EQ(RefusedBinary(bytes).reason, R::kMalformed);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "a line for each bad event fills disks";
}

TEST(BinaryRejectionTest, EventOfALaterVersion) {
  v1::CaseEvent message = Message();
  message.clear_event();
  const std::string field_64 = "\x82\x04" + std::string(1, '\0');
  EXPECT_EQ(RefusedBinary(message.SerializeAsString() + field_64).reason, R::kUnknownEvent);
}

TEST(BinaryRejectionTest, TombstoneHasNoEvent) {
  EXPECT_EQ(RefusedBinary("").reason, R::kUnknownEvent);
}

TEST(BinaryRejectionTest, ImpossibleNanoseconds) {
  for (const int nanos : {-1, 1'000'000'000}) {
    v1::CaseEvent message = Message();
    message.mutable_recorded_at()->set_nanos(nanos);
    EXPECT_EQ(RefusedBinary(message.SerializeAsString()).reason, R::kInvalidTime) << nanos;
  }
}

TEST(BinaryRejectionTest, TooLarge) {
  EXPECT_EQ(RefusedBinary(std::string(kMaxEventBytes + 1, 'x')).reason, R::kTooLarge);
  EXPECT_EQ(RefusedBinary(std::string(kMaxEventBytes, '\xff')).reason, R::kMalformed);
  EXPECT_EQ(Refused(EventCodec().DecodeJson(std::string(kMaxEventBytes + 1, ' '))).reason,
            R::kTooLarge);
}

TEST(JsonRejectionTest, DeepNestingIsMalformed) {
  const std::string deep = std::string(30000, '[') + std::string(30000, ']');
  for (const std::string& json :
       {Envelope(R"("batch":{"scopes":)" + deep + R"(},"referralOpened":{})"),
        Envelope(R"("shoeSize":)" + deep + R"(,"referralOpened":{})")}) {
    EXPECT_EQ(Refused(EventCodec().DecodeJson(json)).reason, R::kMalformed);
  }
}

TEST(JsonRejectionTest, BracketsInTextsAreNoNesting) {
  const std::string brackets = R"(\"{[)" + std::string(150, '[');
  const std::string json =
      Envelope(R"("shoeSize":9,"referralOpened":{"referralSource":")" + brackets + R"("})");
  EXPECT_TRUE(std::holds_alternative<CaseEvent>(EventCodec().DecodeJson(json)));
}

TEST(RejectionDetailTest, NeverShowsContent) {
  EventCodec codec;
  for (const Row& row : {Row{"", With(kReferral, "C1", R"(secret\n)"), R::kInvalidText, ""},
                         Row{"", OnDay("secret"), R::kInvalidDate, ""},
                         Row{"", At("secret"), R::kInvalidTime, ""}}) {
    const Rejection refused = Refused(codec.DecodeJson(row.json));
    EXPECT_EQ(refused.reason, row.reason);
    EXPECT_EQ(refused.detail.find("secret"), std::string::npos);
  }
}

/// The export that the refusal is a loss to, as "authority/source/id@seconds", or "none".
std::string MemberText(const Decoded& decoded) {
  const auto member = Refused(decoded).member;
  if (!member) return "none";
  return member->authority + "/" + member->source + "/" + member->batch_id + "@" +
         std::to_string(member->extracted_at_us / 1'000'000);
}

TEST(RefusedMemberTest, ARefusalNamesTheExportWhereItsIdCouldBeRead) {
  EventCodec codec;
  const std::string b1 = "E08000099/invented/b1@1711843200";
  EXPECT_EQ(MemberText(codec.DecodeJson(With(kBatch, "2024-03-01", "2024-13-01"))), b1) << "a date";
  EXPECT_EQ(MemberText(codec.DecodeJson(With(kBatch, R"("R1")", R"("")"))), b1) << "no record";
  EXPECT_EQ(MemberText(codec.DecodeJson(With(kBatch, R"("R1")", "7.5"))), b1) << "no text";
  EXPECT_EQ(MemberText(codec.DecodeJson(With(kBatch, "referralOpened", "unheardOf"))), b1);
}

TEST(RefusedMemberTest, WhatNamesNoExportIsNobodysLoss) {
  EventCodec codec;
  EXPECT_EQ(MemberText(codec.DecodeJson(With(kReferral, "2024-03-01", "2024-13-01"))), "none");
  EXPECT_EQ(MemberText(codec.DecodeJson(With(kBatch, R"("b1")", R"("")"))), "none");
  EXPECT_EQ(MemberText(codec.DecodeJson(With(kBatch, R"("2024-03-31T00:00:00Z")", R"("soon")"))),
            "none");
  EXPECT_EQ(MemberText(codec.DecodeJson(kBatch.substr(0, kBatch.size() - 3))), "none") << "cut off";
  EXPECT_EQ(MemberText(codec.DecodeJson(std::string(30000, '['))), "none");
}

TEST(RefusedMemberTest, TheSameEventIsTheSameLossInBothForms) {
  EventCodec codec;
  const auto good = codec.DecodeJson(kBatch);
  CaseEvent event = std::get<CaseEvent>(good);
  event.record.assign(kMaxTextBytes + 1, 'x');
  const Rejection binary = Refused(codec.DecodeBinary(codec.EncodeBinary(event)));
  const Rejection json = Refused(codec.DecodeJson(With(kBatch, "2024-03-01", "1.3.2024")));
  ASSERT_TRUE(binary.member && json.member);
  EXPECT_EQ(*binary.member, *json.member);
  EXPECT_EQ(json.member->event_hash, EventHash("invented", event.stamp.event_id));
}

TEST(RejectReasonTest, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (int reason = 0; reason <= static_cast<int>(R::kWrongPartition); ++reason) {
    const auto name = RejectReasonName(static_cast<R>(reason));
    EXPECT_FALSE(name.empty());
    EXPECT_TRUE(names.insert(name).second) << name;
  }
  EXPECT_EQ(RejectReasonName(R::kMalformed), "malformed");
  EXPECT_EQ(RejectReasonName(R::kRecordedInFuture), "recorded_in_future");
}

}  // namespace
}  // namespace caseclock

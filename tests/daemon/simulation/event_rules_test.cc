// Is every simulated event one that a case system may send?
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>

#include "daemon/codec/codec.h"
#include "processors/record/fact_table.h"
#include "tests/daemon/simulation/history.h"

namespace caseclock {
namespace {

const std::vector<CaseEvent>& Events() { return FiveYears().events(); }

TEST(EventRulesTest, EveryEventIsRecordedInOrderWithinItsDay) {
  std::int64_t last_us = 0;
  std::uint64_t last_sequence = 0;
  for (const CaseEvent& event : Events()) {
    ASSERT_GE(event.stamp.recorded_at_us, last_us);
    ASSERT_EQ(event.stamp.sequence, last_sequence + 1);
    ASSERT_EQ(LondonDate(event.stamp.recorded_at_us), event.recorded_on);
    last_us = event.stamp.recorded_at_us;
    last_sequence = event.stamp.sequence;
  }
}

TEST(EventRulesTest, NothingIsRecordedBeforeItHappened) {
  for (const CaseEvent& event : Events()) {
    const auto* assert = std::get_if<Assert>(&event.action);
    if (assert == nullptr) continue;
    for (const FactAssertion& said : assert->facts) {
      if (said.fact == Fact::kReviewScheduled) continue;  // booked ahead
      ASSERT_LE(said.value.date, *event.recorded_on) << FactName(said.fact);
      ASSERT_LE(said.first_day, *event.recorded_on) << FactName(said.fact);
    }
  }
}

TEST(EventRulesTest, OfficesTypeMostlyInOfficeHours) {
  for (const CaseEvent& event : Events()) {
    const std::int64_t second =
        (event.stamp.recorded_at_us - LondonMidnight(*event.recorded_on)) / 1'000'000;
    ASSERT_GE(second, 7 * 3600);
    ASSERT_LT(second, 24 * 3600);
  }
}

TEST(EventRulesTest, EveryEventEncodesAndDecodesToItself) {
  EventCodec codec;
  for (const CaseEvent& event : Events()) {
    if (event.stamp.sequence > 150'000) break;  // by then everything has happened
    const Decoded binary = codec.DecodeBinary(codec.EncodeBinary(event));
    ASSERT_TRUE(std::holds_alternative<CaseEvent>(binary)) << std::get<Rejection>(binary).detail;
    ASSERT_EQ(std::get<CaseEvent>(binary), event);
  }
}

TEST(EventRulesTest, EventsSurviveTheirJsonForm) {
  EventCodec codec;
  for (std::size_t i = 0; i < 5000; ++i) {
    const CaseEvent& event = Events()[i * Events().size() / 5000];
    const Decoded json = codec.DecodeJson(codec.EncodeJson(event));
    ASSERT_TRUE(std::holds_alternative<CaseEvent>(json)) << std::get<Rejection>(json).detail;
    ASSERT_EQ(std::get<CaseEvent>(json), event);
  }
}

/// "X1-C000123": the council, a letter for what it is, a number.
bool IsIdentity(const std::string& text, char kind) {
  std::size_t at = 0;
  if (text.empty() || text[at++] != 'X') return false;
  while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]))) ++at;
  if (text.substr(at, 3) != std::string("-") + kind + text[at + 2]) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2, text.end(),
                     [](unsigned char c) { return std::isdigit(c); });
}

TEST(EventRulesTest, IdentitiesAreCounters) {
  std::set<std::string> ids;
  for (const CaseEvent& event : Events()) {
    ASSERT_TRUE(IsIdentity(event.stamp.event_id, 'E')) << event.stamp.event_id;
    ASSERT_LE(event.stamp.event_id.size(), 20u);
    ASSERT_TRUE(ids.insert(event.stamp.event_id).second);
    if (event.kind == RecordKind::kTeam) {
      ASSERT_EQ(event.child, "");
      continue;
    }
    ASSERT_TRUE(IsIdentity(event.child, 'C')) << event.child;
    ASSERT_TRUE(IsIdentity(event.record, event.kind == RecordKind::kChild ? 'C' : 'R'));
  }
}

/// Every text is a code, an identity or a team with a worker's number: nothing that could be a
/// name.
TEST(EventRulesTest, NoTextLooksLikeAName) {
  std::set<std::string> texts;
  for (const CaseEvent& event : Events()) {
    const auto* assert = std::get_if<Assert>(&event.action);
    if (assert == nullptr || event.kind == RecordKind::kTeam) continue;
    for (const FactAssertion& said : assert->facts) texts.insert(said.value.text);
  }
  std::set<std::string> teams;
  for (const TeamProfile& team : StandardCouncil(1).teams) teams.insert(team.name);
  const std::regex code("[A-Z]{0,3}[0-9]{0,2}[A-Z]?|X1-[CR][0-9]{6}");
  const std::regex worker("W-[0-9]{3}");
  for (const std::string& text : texts) {
    const std::size_t at = text.find(kWorkerSeparator);
    if (at == std::string::npos) {
      EXPECT_TRUE(std::regex_match(text, code)) << text;
    } else {
      EXPECT_TRUE(teams.contains(text.substr(0, at))) << text;
      EXPECT_TRUE(std::regex_match(text.substr(at + 1), worker)) << text;
    }
  }
}

/// How often each kind of trouble is in five years.
TEST(EventRulesTest, EveryKindOfTroubleHappensNowAndThen) {
  int withdrawn = 0, moved = 0, cleared = 0, aliases = 0, reopened = 0, cancelled = 0, bookings = 0;
  for (const CaseEvent& event : Events()) {
    withdrawn += std::holds_alternative<Withdraw>(event.action);
    moved += std::holds_alternative<Move>(event.action);
    cleared += std::holds_alternative<Clear>(event.action);
    const auto* assert = std::get_if<Assert>(&event.action);
    if (assert == nullptr) continue;
    const FactAssertion& first = assert->facts.front();
    aliases += first.fact == Fact::kChildAlias;
    reopened += first.fact == Fact::kReferralReopened;
    cancelled += first.fact == Fact::kAssessmentCancelled;
    bookings += first.fact == Fact::kReviewScheduled;
  }
  EXPECT_GT(withdrawn, 50);
  EXPECT_GT(moved, 10);
  EXPECT_GT(cleared, 10);
  EXPECT_GT(aliases, 3);
  EXPECT_GT(reopened, 50);
  EXPECT_GT(cancelled, 300);
  EXPECT_GT(bookings, 1000);
}

TEST(EventRulesTest, SomeDatesAreMistakes) {
  int before_referral = 0;
  for (const ToldRecord* record : FiveYears().Records(RecordKind::kAssessment)) {
    const ToldRecord* referral =
        FiveYears().Find(RecordKind::kReferral, record->Text(Fact::kAssessmentReferral));
    if (referral == nullptr) continue;
    before_referral += record->On(Fact::kAssessmentStarted) < referral->On(Fact::kReferralOpened);
  }
  int sundays = 0;
  for (const ToldRecord* conference : FiveYears().Records(RecordKind::kConference)) {
    sundays += PartsOf(conference->On(Fact::kConferenceHeld)).weekday == 7;
  }
  EXPECT_GT(before_referral, 20);
  EXPECT_LT(before_referral, 200);
  EXPECT_GT(sundays, 5);
  EXPECT_LT(sundays, 80);
}

}  // namespace
}  // namespace caseclock

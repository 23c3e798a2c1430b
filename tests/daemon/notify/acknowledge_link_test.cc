#include "daemon/notify/acknowledge_link.h"

#include <gmock/gmock.h>

namespace caseclock {
namespace {

constexpr std::int64_t kNowUs = 1'700'000'000'000'000;
const AcknowledgeTicket kTicket{"A3F7K9Q2M4XTB", "head-of-duty", kNowUs + 1};
const std::string kBase = "https://caseclock.council.example";
const std::string kBefore = kBase + "/alerts/acknowledge?t=";

class AcknowledgeLinksTest : public testing::Test {
 protected:
  std::string Token(const AcknowledgeTicket& ticket = kTicket) const {
    return links_.Make(ticket).substr(kBefore.size());
  }
  bool IsUnreadable(std::string_view token) const {
    const auto read = links_.Read(token, kNowUs);
    const auto* problem = std::get_if<TicketProblem>(&read);
    return problem != nullptr && *problem == TicketProblem::kUnreadable;
  }

  AcknowledgeLinks links_{kBase, std::string(32, 'k')};
};

TEST_F(AcknowledgeLinksTest, ReadsWhatItMade) {
  EXPECT_EQ(std::get<AcknowledgeTicket>(links_.Read(Token(), kNowUs)), kTicket);
}

TEST_F(AcknowledgeLinksTest, ALinkIsOneWordForAnyMailProgram) {
  EXPECT_THAT(links_.Make(kTicket), testing::StartsWith(kBefore));
  EXPECT_EQ(
      Token().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
      std::string::npos);
}

// Computed with Python: hmac.new(b"k" * 32, purpose + payload, "sha256"), base64.urlsafe_b64encode.
TEST_F(AcknowledgeLinksTest, TheFormatIsTheOneOfMailsAlreadySent) {
  EXPECT_EQ(Token(),
            "AQAGCiQYHkABDUEzRjdLOVEyTTRYVEIMaGVhZC1vZi1kdXR5Vph8hGb_Fwu-"
            "uFnOZ152k0HLj60pX8Bcbr81UWq-tfc");
}

TEST_F(AcknowledgeLinksTest, EveryFlippedBitIsRefused) {
  const std::string token = Token();
  for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
    std::string changed = token;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_TRUE(IsUnreadable(changed)) << bit;
  }
}

TEST_F(AcknowledgeLinksTest, EveryOtherLetterAtTheEndIsRefused) {
  std::string token = Token();
  const char right = token.back();
  for (int c = 0; c < 256; ++c) {
    token.back() = static_cast<char>(c);
    EXPECT_EQ(IsUnreadable(token), token.back() != right) << c;
  }
}

TEST_F(AcknowledgeLinksTest, ATokenCutOrLengthenedIsRefused) {
  const std::string token = Token();
  for (std::size_t size = 0; size < token.size(); ++size) {
    EXPECT_TRUE(IsUnreadable(token.substr(0, size))) << size;
  }
  for (const char* more : {"A", "AA", "AAAA", "=", "==", " ", "\n"})
    EXPECT_TRUE(IsUnreadable(token + more));
  EXPECT_TRUE(IsUnreadable(std::string(1'000'000, 'A')));
}

TEST_F(AcknowledgeLinksTest, AnotherKeyMakesNothingForUs) {
  const AcknowledgeLinks other(kBase, std::string(31, 'k') + "K");
  EXPECT_TRUE(IsUnreadable(other.Make(kTicket).substr(kBefore.size())));
}

TEST_F(AcknowledgeLinksTest, ExpiresAtItsInstant) {
  const auto read = links_.Read(Token(), kNowUs + 1);
  EXPECT_EQ(std::get<TicketProblem>(read), TicketProblem::kExpired);
}

TEST_F(AcknowledgeLinksTest, AChangedTokenIsUnreadableEvenWhenExpired) {
  std::string token = Token();
  token[0] = token[0] == 'A' ? 'B' : 'A';
  EXPECT_EQ(std::get<TicketProblem>(links_.Read(token, kNowUs + 1)), TicketProblem::kUnreadable);
}

TEST_F(AcknowledgeLinksTest, TextsOfAnyBytesAndTheLongestComeBack) {
  const AcknowledgeTicket ticket{std::string(kMaxTicketText, '\xff'), std::string("a\0b", 3),
                                 kNowUs + 1};
  EXPECT_EQ(std::get<AcknowledgeTicket>(links_.Read(Token(ticket), kNowUs)), ticket);
}

TEST_F(AcknowledgeLinksTest, WhereOneTextEndsAndTheOtherBeginsIsSigned) {
  EXPECT_NE(Token({"ab", "c", 1}), Token({"a", "bc", 1}));
}

TEST(AcknowledgeLinksDeathTest, AShortKeyOrALongTextIsAnInvariant) {
  EXPECT_DEATH(AcknowledgeLinks(kBase, std::string(31, 'k')), "guessed");
  const AcknowledgeLinks links(kBase, std::string(32, 'k'));
  EXPECT_DEATH(links.Make({std::string(kMaxTicketText + 1, 'a'), "b", 1}), "bounds");
}

}  // namespace
}  // namespace caseclock

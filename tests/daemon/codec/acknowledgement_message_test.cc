// Is only that an acknowledgement which cannot be meant otherwise?
#include "daemon/codec/acknowledgement_message.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

constexpr char kGood[] =
    R"({"ref": "A3F7K9Q2M4XTB", "by": "head", "comment": "Agency cover.", "working_days": 5})";

/// "" for an acknowledgement.
std::string WhyNone(std::string_view bytes) {
  const auto read = ReadAcknowledgementMessage(bytes);
  const auto* why = std::get_if<std::string>(&read);
  return why == nullptr ? "" : *why;
}

std::string With(const std::string& part, const std::string& instead) {
  std::string text = kGood;
  return text.replace(text.find(part), part.size(), instead);
}

TEST(AcknowledgementMessageTest, SaysWhatWhoAndForHowLong) {
  const auto read = ReadAcknowledgementMessage(kGood);
  EXPECT_EQ(std::get<AcknowledgementMessage>(read),
            (AcknowledgementMessage{"A3F7K9Q2M4XTB", "head", "Agency cover.", 5}));
}

TEST(AcknowledgementMessageTest, IsOneObjectWithItsFourFieldsAndNoOther) {
  for (const std::string& none :
       {std::string(), std::string("half a pay"), std::string("[]"), std::string("{}"),
        std::string("null"), std::string(kGood) + "x", std::string(kGood).substr(0, 40),
        With(R"("by": "head", )", ""), With(R"("by")", R"("who")"), With("{", R"({"until": 1, )"),
        With("{", R"({"by": "head", )")}) {
    EXPECT_NE(WhyNone(none), "") << none;
  }
}

TEST(AcknowledgementMessageTest, TextsHaveBoundsAndNoControls) {
  EXPECT_EQ(WhyNone(With("Agency cover.", std::string(1000, 'a'))), "");
  EXPECT_EQ(WhyNone(With("Agency cover.", R"(two\nlines)")), "");
  for (const std::string& none :
       {With("Agency cover.", std::string(1001, 'a')), With("Agency cover.", ""),
        With("Agency cover.", R"(a\u0000b)"), With("Agency cover.", "\xff"), With("\"head\"", "7"),
        With("head", "head of"), With("A3F7K9Q2M4XTB", std::string(65, 'A')),
        std::string(20'000, ' ') + kGood}) {
    EXPECT_NE(WhyNone(none), "") << none.substr(0, 200);
  }
}

TEST(AcknowledgementMessageTest, WorkingDaysAreAWholeNumberFromOneToSixty) {
  EXPECT_EQ(WhyNone(With("5}", "1}")), "");
  EXPECT_EQ(WhyNone(With("5}", "60}")), "");
  for (const char* none :
       {"0}", "61}", "-1}", "5.0}", "\"5\"}", "null}", "99999999999999999999}"}) {
    EXPECT_NE(WhyNone(With("5}", none)), "") << none;
  }
}

TEST(AcknowledgementMessageTest, WhyItIsNoneRepeatsNothingOfIt) {
  for (const char* part : {"A3F7K9Q2M4XTB", "head", "Agency cover.", "working_days"}) {
    const std::string why = WhyNone(With(part, "canary-\\u0001"));
    EXPECT_NE(why, "") << part;
    EXPECT_EQ(why.find("canary"), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace caseclock

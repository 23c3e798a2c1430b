#include "daemon/standards/value_text.h"

#include <gtest/gtest.h>

#include <utility>

#include "processors/indicator/catalogue.h"
#include "processors/judgement/judge.h"

namespace caseclock {
namespace {

TEST(ValueTextTest, ALevelIsADecimalOfUpToThreePlaces) {
  EXPECT_EQ(ParseLevel("85"), Level{85000});
  EXPECT_EQ(ParseLevel("85.5"), Level{85500});
  EXPECT_EQ(ParseLevel("0.005"), Level{5});
  EXPECT_EQ(ParseLevel("-3.25"), Level{-3250});
  EXPECT_EQ(ParseLevel("1000000000"), Level{1'000'000'000'000});
}

TEST(ValueTextTest, WhatIsNoPlainDecimalIsRefused) {
  for (const char* text : {"", "-", ".5", "5.", "085", "1.2345", "1,200", " 5", "5 ", "+5", "1e3",
                           "0x5", "--5", "5.-1", "1000000001", "99999999999999999999", "nan"}) {
    EXPECT_EQ(ParseLevel(text), std::nullopt) << text;
  }
}

TEST(ValueTextTest, AValueHasItsUnit) {
  EXPECT_EQ(ParseValue("85 %"), (ValueWithUnit{{85000}, ValueUnit::kPercent}));
  EXPECT_EQ(ParseValue("85.5%"), (ValueWithUnit{{85500}, ValueUnit::kPercent}));
  EXPECT_EQ(ParseValue("603 per 10,000"), (ValueWithUnit{{603000}, ValueUnit::kPer10000}));
  EXPECT_EQ(ParseValue("603 per 10000"), (ValueWithUnit{{603000}, ValueUnit::kPer10000}));
  EXPECT_EQ(ParseValue("426 days"), (ValueWithUnit{{426000}, ValueUnit::kDays}));
  EXPECT_EQ(ParseValue("1 day"), (ValueWithUnit{{1000}, ValueUnit::kDays}));
  EXPECT_EQ(ParseValue("12"), (ValueWithUnit{{12000}, ValueUnit::kCount}));
}

TEST(ValueTextTest, OtherUnitsAreNotGuessed) {
  for (const char* text : {"", "%", "85  %", "85 percent", "0.85 %%", "603 per 10", "603 per 1000",
                           "6 weeks", "426days", "days"}) {
    EXPECT_EQ(ParseValue(text), std::nullopt) << text;
  }
}

TEST(ValueTextTest, WhatIsWrittenIsReadBack) {
  const std::pair<ValueWithUnit, const char*> values[] = {
      {{{85500}, ValueUnit::kPercent}, "85.5 %"},
      {{{519400}, ValueUnit::kPer10000}, "519.4 per 10,000"},
      {{{426000}, ValueUnit::kDays}, "426 days"},
      {{{-5}, ValueUnit::kCount}, "-0.005"},
  };
  for (const auto& [value, text] : values) {
    EXPECT_EQ(FormatValue(value), text);
    EXPECT_EQ(ParseValue(text), value);
  }
}

TEST(ValueTextTest, TheCatalogueSaysTheUnit) {
  const Catalogue catalogue = BuiltInCatalogue();
  EXPECT_EQ(UnitOf(*catalogue.Find("assessment_45")), ValueUnit::kPercent);
  EXPECT_EQ(UnitOf(*catalogue.Find("ni64")), ValueUnit::kPercent);
  EXPECT_EQ(UnitOf(*catalogue.Find("rereferral")), ValueUnit::kPercent);
  EXPECT_EQ(UnitOf(*catalogue.Find("entry_delay")), ValueUnit::kPercent);
  EXPECT_EQ(UnitOf(*catalogue.Find("referral_rate")), ValueUnit::kPer10000);
  EXPECT_EQ(UnitOf(*catalogue.Find("cpp")), ValueUnit::kPer10000);
  Indicator contacts = *catalogue.Find("referral_rate");
  contacts.per_10000 = false;
  EXPECT_EQ(UnitOf(contacts), ValueUnit::kCount);
}

}  // namespace
}  // namespace caseclock

#include "daemon/adapters/date_text.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

/// "2024-03-01", or the reason.
std::string Read(std::string_view text) {
  const auto read = ReadDateText(text);
  if (const auto* date = std::get_if<Date>(&read)) return FormatDate(*date);
  return std::get<std::string>(read);
}

std::string Serial(double serial, bool date_1904 = false) {
  const auto read = DateOfSerial(serial, date_1904);
  if (const auto* date = std::get_if<Date>(&read)) return FormatDate(*date);
  return std::get<std::string>(read);
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(DateTextTest, ReadsDayFirstIsoAndMonthWords) {
  const Case cases[] = {
      {"01/03/2024", "2024-03-01"},          {"1/3/2024", "2024-03-01"},
      {"31.12.2023", "2023-12-31"},          {"29-02-2024", "2024-02-29"},
      {"2024-03-01", "2024-03-01"},          {"2024/3/1", "2024-03-01"},
      {"1-Mar-2024", "2024-03-01"},          {"01-MAR-2024", "2024-03-01"},
      {"1 September 2024", "2024-09-01"},    {"3 Sept 2024", "2024-09-03"},
      {"01/03/2024 00:00", "2024-03-01"},    {"01/03/2024 09:30:59", "2024-03-01"},
      {"2024-03-01T00:00:00", "2024-03-01"}, {"2024-03-01T23:59:59.000Z", "2024-03-01"},
      {"1 March 2024 09:00", "2024-03-01"},  {"01/01/1900", "1900-01-01"},
      {"31/12/2099", "2099-12-31"},
  };
  for (const Case& one : cases) EXPECT_EQ(Read(one.text), one.expected) << one.text;
}

TEST(DateTextTest, SaysWhyThereIsNoDate) {
  const Case cases[] = {
      {"31/02/2024", "the date \"31/02/2024\" does not exist"},
      {"29/02/2023", "the date \"29/02/2023\" does not exist"},
      {"00/01/2024", "the date \"00/01/2024\" does not exist"},
      {"03/25/2024", "the date \"03/25/2024\" seems to have its month first"},
      {"31/13/2024", "the date \"31/13/2024\" does not exist"},
      {"01/01/1899", "the date \"01/01/1899\" is not between 1900 and 2099"},
      {"01/03/24",
       "the year of the date \"01/03/24\" has not four digits, so that it could be "
       "several"},
      {"1/3/202",
       "the year of the date \"1/3/202\" has not four digits, so that it could be "
       "several"},
      {"2024-02-30", "the date \"2024-02-30\" does not exist"},
      {"01/03", "not a date: \"01/03\""},
      {"1/2/3/2024", "not a date: \"1/2/3/2024\""},
      {"//", "not a date: \"//\""},
  };
  for (const Case& one : cases) EXPECT_EQ(Read(one.text), one.expected) << one.text;
}

TEST(DateTextTest, NeverShowsWordsOrBareNumbers) {
  for (const char* text : {"Invented Name", "awaiting", "1 Invented 2024", "123456789", "7",
                           "01/03/2024 tbc", "01/03/2024?", "\xC2\xA3"}) {
    const std::string reason = Read(text);
    EXPECT_EQ(reason.find('"'), std::string::npos) << reason;
  }
  EXPECT_EQ(Read("Invented Name"), "not a date");
}

TEST(DateTextTest, SerialsCountFrom1900WithItsMissingDay) {
  EXPECT_EQ(Serial(1), "1900-01-01");
  EXPECT_EQ(Serial(59), "1900-02-28");
  EXPECT_EQ(Serial(60), "the number stands for 29 February 1900, which does not exist");
  EXPECT_EQ(Serial(61), "1900-03-01");
  EXPECT_EQ(Serial(43474), "2019-01-09");
  EXPECT_EQ(Serial(43474.999), "2019-01-09");
  EXPECT_EQ(Serial(73050), "2099-12-31");
}

TEST(DateTextTest, SerialsCountFrom1904) {
  EXPECT_EQ(Serial(0, true), "1904-01-01");
  EXPECT_EQ(Serial(60, true), "1904-03-01");
  EXPECT_EQ(Serial(42012, true), "2019-01-09");
  EXPECT_EQ(Serial(71588, true), "2099-12-31");
}

TEST(DateTextTest, SerialsOutsideTheSpanAreNoDates) {
  const std::string reason = "the number is no day between 1900 and 2099";
  for (const double serial : {0.5, 0.0, -1.0, 73051.0, 1e300, -1e300}) {
    EXPECT_EQ(Serial(serial), reason) << serial;
  }
  EXPECT_EQ(Serial(std::numeric_limits<double>::quiet_NaN()), reason);
  EXPECT_EQ(Serial(71589, true), reason);
}

TEST(DateTextTest, TheNameOfTheDayInFrontIsNoPartOfTheDate) {
  for (const char* text : {"Tue 14/05/2024", "Tuesday, 14 May 2024", "tue, 2024-05-14 00:00"}) {
    const auto read = ReadDateText(text);
    ASSERT_TRUE(std::holds_alternative<Date>(read)) << text;
    EXPECT_EQ(std::get<Date>(read), Date::FromYmd(2024, 5, 14)) << text;
  }
  EXPECT_TRUE(std::holds_alternative<std::string>(ReadDateText("Tue")));
}

}  // namespace
}  // namespace caseclock

// The shipped bank holidays against the rules by hand, the published lists, and the end of the
// span.
#include "processors/calendar/bank_holidays.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "tests/support/day.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

std::set<Date> DatesOf(int year) {
  std::set<Date> dates;
  for (const BankHoliday& day : BankHolidays(year, year)) dates.insert(day.date);
  return dates;
}

/// A reference table outside the repository, or nothing when it is not there.
std::optional<std::ifstream> Reference(const std::string& name) {
  const char* folder = std::getenv("CASECLOCK_SHARED");
  const std::filesystem::path shared =
      folder != nullptr ? folder : CASECLOCK_SOURCE_DIR "/../shared";
  std::ifstream file(shared / "comparators" / name);
  if (!file) return std::nullopt;
  return file;
}

TEST(BankHolidaysTest, AnOrdinaryYearHasEight) {
  EXPECT_EQ(DatesOf(2024),
            (std::set{Day("2024-01-01"), Day("2024-03-29"), Day("2024-04-01"), Day("2024-05-06"),
                      Day("2024-05-27"), Day("2024-08-26"), Day("2024-12-25"), Day("2024-12-26")}));
}

TEST(BankHolidaysTest, OneOffDaysAreThere) {
  for (const char* day : {"2011-04-29", "2012-06-05", "2022-06-03", "2022-09-19", "2023-05-08"}) {
    EXPECT_TRUE(DatesOf(PartsOf(Day(day)).year).contains(Day(day))) << day;
  }
}

TEST(BankHolidaysTest, MovedDaysStandOnceAndNotWhereTheyUsuallyWould) {
  EXPECT_TRUE(DatesOf(2020).contains(Day("2020-05-08")));
  EXPECT_FALSE(DatesOf(2020).contains(Day("2020-05-04")));
  EXPECT_TRUE(DatesOf(2012).contains(Day("2012-06-04")));
  EXPECT_FALSE(DatesOf(2012).contains(Day("2012-05-28")));
  EXPECT_TRUE(DatesOf(2022).contains(Day("2022-06-02")));
  EXPECT_FALSE(DatesOf(2022).contains(Day("2022-05-30")));
}

TEST(BankHolidaysTest, ChristmasOnAWeekendMovesToTheNextFreeWeekdays) {
  EXPECT_TRUE(DatesOf(2020).contains(Day("2020-12-25"))) << "Friday";
  EXPECT_TRUE(DatesOf(2020).contains(Day("2020-12-28"))) << "Boxing Day on a Saturday";
  EXPECT_TRUE(DatesOf(2021).contains(Day("2021-12-27"))) << "Christmas Day on a Saturday";
  EXPECT_TRUE(DatesOf(2021).contains(Day("2021-12-28")));
  EXPECT_TRUE(DatesOf(2022).contains(Day("2022-12-26"))) << "Christmas Day on a Sunday";
  EXPECT_TRUE(DatesOf(2022).contains(Day("2022-12-27")));
}

TEST(BankHolidaysTest, NewYearOnAWeekendMovesToMonday) {
  EXPECT_TRUE(DatesOf(2022).contains(Day("2022-01-03"))) << "Saturday";
  EXPECT_TRUE(DatesOf(2023).contains(Day("2023-01-02"))) << "Sunday";
}

TEST(BankHolidaysTest, NoneFallsOnAWeekendAndNoDayStandsTwice) {
  const std::vector<BankHoliday> days = BankHolidays(kFirstHolidayYear, kLastHolidayYear);
  Date before = Date::Min();
  for (const BankHoliday& day : days) {
    EXPECT_LE(PartsOf(day.date).weekday, 5) << FormatDate(day.date);
    EXPECT_LT(before, day.date);
    before = day.date;
  }
}

TEST(BankHolidaysTest, EasterSundayByTheTables) {
  const std::map<int, const char*> easters = {
      {2005, "2005-03-27"}, {2008, "2008-03-23"}, {2011, "2011-04-24"}, {2016, "2016-03-27"},
      {2019, "2019-04-21"}, {2024, "2024-03-31"}, {2025, "2025-04-20"}, {2028, "2028-04-16"}};
  for (const auto& [year, date] : easters) EXPECT_EQ(EasterSunday(year), Day(date));
}

TEST(BankHolidaysTest, APublishedListReplacesTheYearsItSpeaksOf) {
  const std::vector<BankHoliday> shipped = BankHolidays(2023, 2024);
  const std::vector<BankHoliday> published = {{Day("2024-06-14"), "Invented holiday"}};
  const std::vector<BankHoliday> merged = ReplaceYears(shipped, published);
  std::vector<BankHoliday> expected = BankHolidays(2023, 2023);
  expected.push_back(published.front());
  EXPECT_EQ(merged, expected);
  EXPECT_EQ(ReplaceYears(shipped, {}), shipped);
}

TEST(BankHolidaysTest, MoreThanFourteenMonthsOfTheSpanAreLeftWhenThisIsBuilt) {
  // __DATE__ is "Mar  9 2026": the day on which this test was compiled.
  const std::string months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::string built = __DATE__;
  const int month = static_cast<int>(months.find(built.substr(0, 3))) / 3 + 1;
  const Date today =
      Date::FromYmd(std::stoi(built.substr(7, 4)), month, std::stoi(built.substr(4, 2)));
  EXPECT_LT(AddMonths(today, 14), Date::FromYmd(kLastHolidayYear, 12, 31))
      << "extend processors/calendar/bank_holidays.cc and kLastHolidayYear by the years that "
         "GOV.UK "
         "has published since";
}

TEST(BankHolidaysTest, EqualsTheReferenceTable) {
  auto file = Reference("bank_holidays_2005_2028.csv");
  if (!file)
    GTEST_SKIP()
        << "../shared/comparators/bank_holidays_2005_2028.csv is not here; set CASECLOCK_SHARED";
  std::vector<Date> expected;
  std::string line;
  std::getline(*file, line);
  while (std::getline(*file, line)) expected.push_back(Day(line.substr(0, 10)));
  std::vector<Date> shipped;
  for (const BankHoliday& day : BankHolidays(2005, 2028)) shipped.push_back(day.date);
  EXPECT_EQ(shipped, expected);
}

TEST(BankHolidaysTest, EqualsTheListOfGovUk) {
  auto file = Reference("bank_holidays_govuk_2019_2028.json");
  if (!file)
    GTEST_SKIP() << "../shared/comparators/bank_holidays_govuk_2019_2028.json is not here; set "
                    "CASECLOCK_SHARED";
  std::vector<Date> expected;
  const nlohmann::json list = nlohmann::json::parse(*file);
  for (const auto& event : list["england-and-wales"]["events"]) {
    expected.push_back(Day(event["date"].get<std::string>()));
  }
  ASSERT_GT(expected.size(), 70u);
  std::vector<Date> shipped;
  for (const BankHoliday& day : BankHolidays(2019, 2028)) shipped.push_back(day.date);
  EXPECT_EQ(shipped, expected);
}

}  // namespace
}  // namespace caseclock

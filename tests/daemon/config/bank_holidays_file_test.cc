// The file that GOV.UK publishes, and files that are not it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "daemon/config/config.h"
#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// A file that goes with the test.
class BankHolidaysFileTest : public testing::Test {
 protected:
  ~BankHolidaysFileTest() override { std::filesystem::remove(path_); }

  void Write(const std::string& json) { std::ofstream(path_) << json; }
  /// With these events of the division england-and-wales, as published.
  void WriteEvents(const std::string& events) {
    Write(R"({"england-and-wales":{"division":"england-and-wales","events":[)" + events +
          R"(]},"scotland":{"division":"scotland","events":[]}})");
  }
  std::string Problem() const {
    const auto read = ReadBankHolidays(path_);
    const auto* problem = std::get_if<std::string>(&read);
    return problem == nullptr ? "" : *problem;
  }
  std::vector<BankHoliday> Days() const {
    const auto read = ReadBankHolidays(path_);
    const auto* days = std::get_if<std::vector<BankHoliday>>(&read);
    return days == nullptr ? std::vector<BankHoliday>{} : *days;
  }
  Config Configured() const { return Good("calendar: {bank_holidays_file: " + path_ + "}"); }

  const std::string path_ = testing::TempDir() + "/bank_holidays_file_test." +
                            testing::UnitTest::GetInstance()->current_test_info()->name() + ".json";
};

TEST_F(BankHolidaysFileTest, IsReadAsPublished) {
  WriteEvents(R"({"title":"New Year’s Day","date":"2024-01-01","notes":"","bunting":true},)"
              R"({"title":"Good Friday","date":"2024-03-29","notes":"","bunting":false})");
  EXPECT_THAT(Days(), ElementsAre(BankHoliday{Date::FromYmd(2024, 1, 1), "New Year’s Day"},
                                  BankHoliday{Date::FromYmd(2024, 3, 29), "Good Friday"}));
}

TEST_F(BankHolidaysFileTest, DaysBeforeTheTableAreNotNeeded) {
  WriteEvents(
      R"({"title":"New Year’s Day","date":"2004-01-01"},{"title":"x","date":"2005-01-03"})");
  EXPECT_THAT(Days(), SizeIs(1));
}

TEST_F(BankHolidaysFileTest, ItsYearsReplaceTheShippedOnes) {
  // 2024 as it was not: Monday 25 March instead of Easter, and nothing else.
  WriteEvents(R"({"title":"Invented","date":"2024-03-25"})");
  const auto definitions = Configured().DefinitionsFor("");
  EXPECT_EQ(definitions->calendar.IsWorkingDay(Date::FromYmd(2024, 3, 25)), false);
  EXPECT_EQ(definitions->calendar.IsWorkingDay(Date::FromYmd(2024, 3, 29)), true);
  EXPECT_EQ(definitions->calendar.IsWorkingDay(Date::FromYmd(2023, 4, 7)), false);
}

TEST_F(BankHolidaysFileTest, CarriesTheCalendarBeyondTheShippedYears) {
  WriteEvents(
      R"({"title":"New Year’s Day","date":"2029-01-01"},{"title":"Good Friday","date":"2029-03-30"})");
  const auto definitions = Configured().DefinitionsFor("");
  EXPECT_EQ(definitions->calendar.last(), Date::FromYmd(2029, 12, 31));
  EXPECT_EQ(definitions->calendar.IsWorkingDay(Date::FromYmd(2029, 1, 1)), false);
}

TEST_F(BankHolidaysFileTest, YearsLeftOutAreNotGuessed) {
  WriteEvents(R"({"title":"New Year’s Day","date":"2031-01-01"})");
  EXPECT_THAT(Problem(), HasSubstr("lists 2031 but not 2029"));
}

TEST_F(BankHolidaysFileTest, OtherFilesAreRefusedWithASentence) {
  const std::pair<const char*, const char*> files[] = {
      {"", "is not in the GOV.UK"},
      {"not json", "is not in the GOV.UK"},
      {"[]", "is not in the GOV.UK"},
      {R"({"scotland":{"events":[]}})", "is not in the GOV.UK"},
      {R"({"england-and-wales":[]})", "is not in the GOV.UK"},
      {R"({"england-and-wales":{"events":"none"}})", "is not in the GOV.UK"},
      {R"({"england-and-wales":{"events":[]}})", "lists no days"},
      {R"({"england-and-wales":{"events":[{"title":"x"}]}})", "without a date"},
      {R"({"england-and-wales":{"events":[{"date":"25/12/2024"}]}})", "without a date"},
      {R"({"england-and-wales":{"events":[{"date":20241225}]}})", "without a date"},
      {R"({"england-and-wales":{"events":["2024-12-25"]}})", "without a date"},
  };
  for (const auto& [json, problem] : files) {
    Write(json);
    EXPECT_THAT(Problem(), HasSubstr(problem)) << json;
  }
}

TEST_F(BankHolidaysFileTest, ATitleThatIsNoTextIsLeftOut) {
  WriteEvents(R"({"title":5,"date":"2024-12-25"},{"date":"2024-12-26"})");
  EXPECT_THAT(Days(), ElementsAre(BankHoliday{Date::FromYmd(2024, 12, 25), "Bank holiday"},
                                  BankHoliday{Date::FromYmd(2024, 12, 26), "Bank holiday"}));
}

TEST_F(BankHolidaysFileTest, AMissingFileIsToldAtItsOption) {
  EXPECT_THAT(ProblemsOf("calendar: {bank_holidays_file: /no/such.json}"),
              ElementsAre("test.yaml:1:32: could not read option \"bank_holidays_file\""));
}

}  // namespace
}  // namespace caseclock

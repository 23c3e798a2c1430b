#include "daemon/adapters/annex_a.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

WorkbookBuilder OneReferral(const char* day = "2024-03-01") {
  WorkbookBuilder book;
  book.Sheet("List_3").Row({"Child Unique ID", "Date of referral"}).Row({"C1", Day(day)});
  return book;
}

constexpr std::int64_t kSecond = 1'000'000;

TEST(AnnexATest, TheSameFileGivesTheSameResult) {
  auto builder = OneReferral();
  const std::string bytes = builder.Modified("2024-06-30T09:00:00Z").Bytes();
  const ImportResult first = Import(bytes, "");
  const ImportResult second = Import(bytes, "");
  EXPECT_EQ(first.events, second.events);
  EXPECT_EQ(first.problems, second.problems);
  EXPECT_EQ(first.lists, second.lists);
  EXPECT_EQ(first.batch_id, second.batch_id);
}

TEST(AnnexATest, TomorrowsFileKeepsTheRecordsOfToday) {
  const ImportResult today = Import(OneReferral().Bytes(), "2024-06-29");
  const ImportResult tomorrow = Import(OneReferral().Bytes(), "2024-06-30");
  EXPECT_EQ(today.events[0].record, tomorrow.events[0].record);
  EXPECT_EQ(today.events[0].action, tomorrow.events[0].action);
  EXPECT_LT(today.events[0].stamp.recorded_at_us, tomorrow.events[0].stamp.recorded_at_us);
  EXPECT_NE(today.batch_id, tomorrow.batch_id);
}

TEST(AnnexATest, ACorrectedStartIsAnotherRecordWithinTheScope) {
  const ImportResult before = Import(OneReferral("2024-03-01").Bytes(), "2024-06-29");
  const ImportResult after = Import(OneReferral("2024-03-02").Bytes(), "2024-06-30");
  EXPECT_NE(before.events[0].record, after.events[0].record);
  const auto& scope = std::get<CompleteBatch>(after.events.back().action).scopes.at(0);
  EXPECT_LE(scope.first, D("2024-03-01"));
  EXPECT_GE(scope.last, D("2024-03-01"));
}

TEST(AnnexATest, TheStatedDayComesFirst) {
  auto book = OneReferral();
  book.Modified("2024-06-30T09:00:00Z");
  const ImportResult result = Import(book.Bytes(), "2024-06-28");
  EXPECT_EQ(result.extracted, D("2024-06-28"));
  EXPECT_EQ(result.extracted_from, "as stated");
}

TEST(AnnexATest, ThenTheDayTheWorkbookWasSaved) {
  auto book = OneReferral();
  book.Modified("2024-06-30T09:00:00Z");
  const ImportResult result = Import(book.Bytes(), "");
  EXPECT_EQ(result.extracted, D("2024-06-30"));
  EXPECT_EQ(result.extracted_from, "the day on which the workbook was last saved");
  EXPECT_EQ(Problems(result).find("guess"), std::string::npos);
}

TEST(AnnexATest, ThenTheLatestDateThatDoesNotStandAlone) {
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({"Child Unique ID", "Date of referral"})
      .Row({"C1", Day("2024-03-01")})
      .Row({"C2", Day("2024-03-20")})
      .Row({"C3", Day("2042-03-01")});
  const ImportResult result = Import(book.Bytes(), "");
  EXPECT_EQ(result.extracted, D("2024-03-20"));
  EXPECT_EQ(result.extracted_from,
            "the latest plausible date in the workbook, which does not say when it was saved");
  EXPECT_NE(Problems(result).find("2024-03-20 is a guess; before you import a second one"),
            std::string::npos);
  EXPECT_NE(Problems(result).find("1 date lies after the day of extraction, 2024-03-20"),
            std::string::npos);
  EXPECT_EQ(Import(OneReferral().Bytes(), "").extracted, D("2024-03-01"));
}

TEST(AnnexATest, DatesBefore1990AreImportedAndTold) {
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({"Child Unique ID", "Date of referral"})
      .Row({"C1", "01/01/1900"})
      .Row({"C2", Day("2024-03-20")});
  const std::string problems = Problems(Import(book.Bytes(), ""));
  EXPECT_NE(problems.find("1 date is before 1990, the earliest 1900-01-01"), std::string::npos)
      << problems;
  EXPECT_EQ(Problems(Import(OneReferral().Bytes(), "")).find("1990"), std::string::npos);
}

TEST(AnnexATest, ImplausibleTimesOfSavingAreNotBelieved) {
  for (const char* modified : {"1980-01-01T00:00:00Z", "2024-06-31T09:00:00Z", "yesterday",
                               "2024-06-30T25:00:00Z", "2024-06-30Tab:cd:efZ"}) {
    auto book = OneReferral();
    EXPECT_EQ(Import(book.Modified(modified).Bytes(), "").extracted, D("2024-03-01")) << modified;
  }
}

TEST(AnnexATest, OfTwoExportsOfOneMomentAllFactsAreThoseOfTheSame) {
  const auto order = [](const char* opened) {
    WorkbookBuilder book;
    auto& sheet = book.Sheet("List_3").Row({"Child Unique ID", "Date of referral"});
    for (int n = 1; n <= 20; ++n) sheet.Row({"C" + std::to_string(n), Day(opened)});
    std::vector<std::string> ids;
    for (const CaseEvent& event : Import(book.Bytes(), "2024-04-01").events) {
      ids.push_back(event.stamp.event_id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  const auto monday = order("2024-03-01");
  const auto tuesday = order("2024-03-04");
  EXPECT_TRUE(monday.back() < tuesday.front() || tuesday.back() < monday.front());
}

/// London is an hour ahead of UTC on this day.
std::int64_t SummerMidnight(Date day) { return UtcMidnight(day) - 3'600 * kSecond; }

TEST(AnnexATest, TheDayOfSavingIsLondons) {
  const std::pair<const char*, const char*> cases[] = {
      {"2024-06-29T22:59:59Z", "2024-06-29"},
      {"2024-06-29T23:00:00Z", "2024-06-30"},
      {"2024-06-30T00:59:59+01:00", "2024-06-30"},
      {"2024-06-29T18:00:00-05:00", "2024-06-30"},
      {"2024-06-30", "2024-06-30"},
  };
  for (const auto& [modified, day] : cases) {
    auto book = OneReferral();
    const auto read =
        ReadAnnexABytes(book.Modified(modified).Bytes(), "b",
                        {.authority = "E99999999", .extracted = {}, .midnight = &SummerMidnight});
    EXPECT_EQ(FormatDate(std::get<ImportResult>(read).extracted), day) << modified;
  }
}

TEST(AnnexATest, StampsTheBeginningOfTheDay) {
  EXPECT_EQ(Import(OneReferral().Bytes(), "2024-06-30").events[0].stamp.recorded_at_us,
            UtcMidnight(D("2024-06-30")));
}

TEST(AnnexATest, AWorkbookSavedAgainWinsOverTheOneItCorrects) {
  const std::int64_t midnight = UtcMidnight(D("2024-06-30"));
  auto at_nine = OneReferral();
  at_nine.Modified("2024-06-30T09:00:00Z");
  auto at_ten = OneReferral();
  at_ten.Modified("2024-06-30T10:00:00Z");
  auto next_day = OneReferral();
  next_day.Modified("2024-07-01T00:00:00Z");
  EXPECT_EQ(Import(at_nine.Bytes(), "").events[0].stamp.recorded_at_us, midnight + 9 * 3'600);
  EXPECT_EQ(Import(at_ten.Bytes(), "").events[0].stamp.recorded_at_us, midnight + 10 * 3'600);
  EXPECT_EQ(Import(next_day.Bytes(), "2024-06-30").events[0].stamp.recorded_at_us,
            midnight + 24 * 3'600);
}

TEST(AnnexATest, AWorkbookSavedBeforeTheStatedDayIsOfItsBeginning) {
  auto book = OneReferral();
  book.Modified("2019-12-24T12:00:00Z");
  EXPECT_EQ(Import(book.Bytes(), "2024-06-30").events[0].stamp.recorded_at_us,
            UtcMidnight(D("2024-06-30")));
}

TEST(AnnexATest, FilesThatCannotBeReadSayWhy) {
  EXPECT_EQ(Describe(ImportFailure("child,date\n")),
            "could not read Annex A workbook \"book.xlsx\"\n"
            "Detail: it is not a zip file, and so no .xlsx workbook.\n"
            "Hint: save the lists as an .xlsx workbook, without a password.");
  const std::string bytes = OneReferral().Bytes();
  EXPECT_EQ(ImportFailure(bytes.substr(0, bytes.size() / 2)).detail,
            "it is a damaged zip file, perhaps cut short.");
  WorkbookBuilder other;
  other.Sheet("Budget").Row({"Item", "Cost"});
  EXPECT_EQ(ImportFailure(other.Bytes()).detail,
            "no sheet is one of the lists of Annex A, by its name or by its headings.");
  WorkbookBuilder dateless;
  dateless.Sheet("List_3").Row({"Child Unique ID", "Date of referral"});
  EXPECT_EQ(ImportFailure(dateless.Bytes()).detail,
            "neither its properties nor its rows have a date.");
}

TEST(AnnexATest, AZipBombIsRefusedWithAHintThatHelps) {
  auto book = OneReferral();
  book.Part("xl/sharedStrings.xml",
            "<sst><si><t>" + std::string(80u << 20, ' ') + "</t></si></sst>");
  const ImportError error = ImportFailure(book.Bytes());
  EXPECT_EQ(error.detail, "its part xl/sharedStrings.xml has too long a text.");
  EXPECT_EQ(error.hint, "copy the rows that hold anything into a new workbook, and save that.");
}

/// Whatever stands in the XML, the import ends with a result or an error.
TEST(AnnexATest, SurvivesDamagedXml) {
  const std::string cells =
      "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>Child Unique ID</t></is></c><c "
      "t=\"inlineStr\"><is><t>Date of referral</t></is></c></row><row r=\"2\"><c "
      "r=\"A2\"><v>7</v></c><c r=\"B2\" s=\"1\"><v>45352</v></c></row></sheetData>";
  std::minstd_rand random(20240630);
  int results = 0;
  for (int i = 0; i < 400; ++i) {
    std::string damaged = cells;
    damaged[random() % damaged.size()] = "09-aZ<&\"\xFF"[random() % 9];
    WorkbookBuilder book;
    book.Modified("2024-06-30T09:00:00Z").Sheet("List_3").Raw(damaged);
    const auto read = ReadAnnexABytes(
        book.Bytes(), "b", {.authority = "E99999999", .extracted = {}, .midnight = &UtcMidnight});
    if (std::holds_alternative<ImportResult>(read)) {
      ++results;
    } else {
      EXPECT_FALSE(std::get<ImportError>(read).detail.empty());
    }
  }
  EXPECT_GT(results, 0);
  EXPECT_LT(results, 400);
}

TEST(AnnexATest, ReadsFilesAndNamesThemWithoutTheirFolder) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("annex_a_test_" + std::to_string(::getpid()) + ".xlsx");
  std::ofstream(path, std::ios::binary) << OneReferral().Bytes();
  const ImportOptions options{.authority = "E99999999", .extracted = {}, .midnight = &UtcMidnight};
  const auto read = ReadAnnexA(path.string(), options);
  std::filesystem::remove(path);
  ASSERT_TRUE(std::holds_alternative<ImportResult>(read));
  const ImportResult& result = std::get<ImportResult>(read);
  EXPECT_EQ(result.problems.at(0).file, path.filename().string());
  const auto gone = ReadAnnexA(path.string(), options);
  EXPECT_EQ(std::get<ImportError>(gone).detail, "No such file or directory.");
}

TEST(AnnexATest, ProblemsShowNothingOfAChild) {
  const std::string secret = "Zebedee Secretname";
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({secret, secret + " 7"})
      .Row({"Child Unique ID", "Date of referral", "Referral Source", "Referral NFA?",
            "Allocated Team", "Allocated Worker", secret})
      .Row({secret, "born " + secret, secret, secret, secret, secret, secret})
      .Row({"S3CR3T", Day("2024-03-01"), secret, secret, "", secret})
      .Row({"S3CR3T", 987654321, "S3CR3T", 42})
      .Row({"S3CR3T", "S3CR3T"})
      .Row({987.5, "9876543210"});
  const ImportResult result = Import(book.Bytes());
  const std::string problems = Problems(result);
  for (const char* leak : {"Zebedee", "Secret", "S3CR3T", "98765", "987"}) {
    EXPECT_EQ(problems.find(leak), std::string::npos) << leak << " in " << problems;
  }
  EXPECT_EQ(Events(result).find("Zebedee"), std::string::npos) << "workers are pseudonyms";
  EXPECT_EQ(result.lists[2].dropped, 4);
}

}  // namespace
}  // namespace caseclock::testing

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "daemon/adapters/stable_hash.h"
#include "tests/daemon/adapters/workbook_builder.h"
#include "tests/support/source_dir.h"

namespace caseclock::testing {
namespace {

using ::testing::HasSubstr;

std::string SharedFolder() {
  const char* stated = std::getenv("CASECLOCK_SHARED");
  return stated != nullptr ? stated : std::string(CASECLOCK_SOURCE_DIR) + "/../shared";
}

class PublishedSample : public ::testing::Test {
 protected:
  /// Imports one published sample, or skips the test when it is not on this machine.
  void Read(const std::string& name, ImportResult& result,
            std::optional<Date> extracted = std::nullopt) {
    const std::string path = SharedFolder() + "/samples/" + name;
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "the published sample " << name << " is not here; set CASECLOCK_SHARED";
    }
    auto read = ReadAnnexA(
        path, {.authority = "E99999999", .extracted = extracted, .midnight = &UtcMidnight});
    ASSERT_TRUE(std::holds_alternative<ImportResult>(read))
        << Describe(std::get<ImportError>(read));
    result = std::get<ImportResult>(std::move(read));
  }
};

/// Where problems are, without their sentences: "List_5 4 G".
std::string Places(const ImportResult& result) {
  std::string text;
  for (const ImportProblem& problem : result.problems) {
    text += problem.sheet + " " + std::to_string(problem.row) + " " + problem.column + "\n";
  }
  return text;
}

/// The events were once written down by another program from another reader of spreadsheets; the
/// samples are not ours to copy, so that only this much of that text is kept.
std::string Fingerprint(const std::string& events) { return StableHash().Add(events).Hex(16); }

/// "1: 13/13/0/13" for each list: rows, taken, dropped, events.
std::string Counts(const ImportResult& result) {
  std::string text;
  for (const ListCount& list : result.lists) {
    text += std::to_string(list.list) + ": " + std::to_string(list.rows) + "/" +
            std::to_string(list.taken) + "/" + std::to_string(list.dropped) + "/" +
            std::to_string(list.events) + "\n";
  }
  return text;
}

TEST_F(PublishedSample, Journeys) {
  ImportResult result;
  Read("annex_a_journeys.xlsx", result);
  if (IsSkipped()) return;
  EXPECT_EQ(result.extracted, D("2020-03-11"));
  EXPECT_EQ(result.extracted_from, "the day on which the workbook was last saved");
  // Counted by hand with another reader of spreadsheets.
  EXPECT_EQ(Counts(result),
            "1: 13/13/0/13\n2: 2/2/0/0\n3: 11/11/0/11\n4: 5/5/0/10\n5: 4/4/0/7\n6: 2/2/0/4\n"
            "7: 3/3/0/6\n8: 3/3/0/6\n9: 0/0/0/0\n10: 0/0/0/0\n11: 0/0/0/0\n");
  const std::string events = Events(result);
  EXPECT_THAT(events,
              HasSubstr("3333 assessment#2 assessment_started 2019-04-13 assessment_type =3 "
                        "assessment_referral referral#4\n"));
  EXPECT_THAT(events, HasSubstr("9999 care#1 care_ceased 2019-11-03\n"));
  EXPECT_THAT(events, HasSubstr("complete 57 [assessment 2020-03-11..2020-03-11 open] "
                                "[plan 2020-03-11..2020-03-11 open] "
                                "[care 2020-03-11..2020-03-11 open]\n"));
  EXPECT_EQ(Fingerprint(events), "61dd99a7b4b3914c") << events;
  EXPECT_EQ(Places(result),
            " 0 \nList_1 0 \nList_3 0 \nList_4 0 \nList_5 0 \nList_5 4 G\nList_10 0 \n")
      << Problems(result);
  EXPECT_THAT(Problems(result), HasSubstr("3 dates lie after the day of extraction, 2020-03-11"));
}

TEST_F(PublishedSample, TemplateHasItsTitlesSkippedAndEveryHeadingKnown) {
  ImportResult result;
  Read("annex_a_official_template_2019.xlsx", result);
  if (IsSkipped()) return;
  EXPECT_EQ(result.extracted, D("2019-12-24"));
  EXPECT_EQ(Counts(result),
            "1: 0/0/0/0\n2: 0/0/0/0\n3: 5/5/0/10\n4: 0/0/0/0\n5: 0/0/0/0\n6: 0/0/0/0\n"
            "7: 0/0/0/0\n8: 0/0/0/0\n9: 0/0/0/0\n10: 0/0/0/0\n11: 0/0/0/0\n");
  EXPECT_EQ(Fingerprint(Events(result)), "874f04b836ea7d00") << Events(result);
  for (const ListCount& list : result.lists) {
    EXPECT_EQ(list.sheet, "List_" + std::to_string(list.list));
  }
  for (const ImportProblem& problem : result.problems) {
    EXPECT_EQ(problem.severity, ImportSeverity::kNote) << Describe(problem);
    EXPECT_EQ(problem.sentence.find("column"), std::string::npos) << Describe(problem);
  }
}

TEST_F(PublishedSample, AnEarlierExtractionPutsTheListsIntoTheirSpans) {
  ImportResult result;
  Read("annex_a_journeys.xlsx", result, D("2019-07-08"));
  if (IsSkipped()) return;
  const std::string events = Events(result);
  EXPECT_EQ(events.substr(events.find("complete")),
            "complete 57 [contact 2019-01-11..2019-07-08] [referral 2019-01-11..2019-07-08] "
            "[assessment 2019-01-11..2019-07-08] [section47 2019-01-11..2019-07-08] "
            "[plan 2019-07-08..2019-07-08 open] [care 2019-07-08..2019-07-08 open]\n");
}

}  // namespace
}  // namespace caseclock::testing

// ops/docs/measures.md is written by this test from the catalogue (UPDATE_GOLDEN=1), so that it cannot say anything
// else than what is counted.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "daemon/config/row_config.h"
#include "processors/indicator/catalogue.h"
#include "processors/indicator/quality.h"
#include "processors/indicator/row_text.h"
#include "processors/indicator/row_words.h"
#include "processors/record/fact_table.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

constexpr char kPath[] = CASECLOCK_SOURCE_DIR "/ops/docs/measures.md";

std::string PolarityText(Polarity polarity) {
  switch (polarity) {
    case Polarity::kHigh: return "high";
    case Polarity::kLow: return "low";
    case Polarity::kBand: return "band";
    case Polarity::kNone: return "not judged";
  }
  return "";
}

std::string LimitsText(const Indicator& row) {
  if (row.limits.empty()) return "none";
  std::string text;
  for (const LimitFrom& entry : row.limits) {
    if (!text.empty()) text += ", from " + FormatDate(entry.from) + " ";
    text += LimitText(entry.limit);
  }
  return text;
}

void AddRows(std::ostream& out) {
  out << "| id | short title | what | kind | from -> to | cancelled by | limit | better | source "
         "|\n"
         "|---|---|---|---|---|---|---|---|---|\n";
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    out << "| `" << row.id << "` | " << row.short_title << " | " << row.title
        << (row.per_10000 ? "; also per 10,000 children" : "") << " | " << WordsOf(row).formula
        << " | " << FromToText(row) << " | " << CancelledByText(row) << " | " << LimitsText(row)
        << " | " << PolarityText(row.polarity) << " | " << row.source << " |\n";
  }
}

/// What each row counts, from its fields alone; and the same as a configuration.
void AddFields(std::ostream& out) {
  out << "\n## Row by row\n\n";
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    out << "- `" << row.id << "`: " << CountingText(row) << "\n";
  }
  out << "\n## As a council would write them\n\n```yaml\nindicators:\n";
  for (const Indicator& row : BuiltInCatalogue().indicators) out << "  - " << RowYaml(row) << "\n";
  out << "```\n";
}

/// What was argued over, and how it was settled. Each has a test; ops/docs/counting.md is the long form.
constexpr std::array kSettled = std::to_array<std::pair<const char*, const char*>>({
    {"day 0",
     "the start is day 0 and the count of working days after it decides; a stop on the Sunday "
     "after the due "
     "date still counts what the Friday counted, and is in time."},
    {"which window",
     "the date the clock stopped; for referrals and repeat referrals the date of the referral; for "
     "facts "
     "recorded the day of recording."},
    {"which team",
     "for what is dated, the team that held the record on that day; for open, drag and due soon, "
     "the team "
     "that holds it now; `\"\"` is the whole council and `(none)` is what no team holds."},
    {"completed",
     "an assessment is completed when the manager has authorised it, not when the social worker "
     "finished."},
    {"cancelled",
     "a cancelled clock is in no count of stopped clocks; it was open until it was cancelled."},
    {"section 47 and its conference",
     "an enquiry that ended without a conference is cancelled, unless a linked initial "
     "conference was held: then the conference stops the clock."},
    {"icpc_15",
     "every initial or pre-birth conference that was held counts once for the child, on its day: "
     "in "
     "time when its enquiry's strategy discussion was at most 15 working days before; records of "
     "one day are one conference, and of several enquiries the latest that started on or before "
     "that day counts. One linked to no enquiry is not in time, and listed. Open and drag are the "
     "enquiries without a conference; they count in the forecast only once a conference is booked "
     "or decided. Transfer-in conferences are no part of it."},
    {"whole periods",
     "the last day of a month, quarter or year answers to the last day of the one before; any "
     "other day to the same date. Flows are compared per working day."},
    {"nothing stopped yet",
     "a forecast whose denominator is 0 has no value; nor has a month or a year before the "
     "council's first data."},
    {"ni59 and ni59_7",
     "the clock exists once an initial assessment does, back-dated to its referral; one without a "
     "referral of the same child is left out and listed."},
    {"ni64",
     "729 days is the last length that passes: two years or more is 730 days, not 24 calendar "
     "months."},
    {"rereferral",
     "a previous referral of the same child on or after the same date a year before; every repeat "
     "counts; "
     "undoing a closure is no referral."},
    {"cpp",
     "a child with two open plans is one child, as old as the older plan; each team that holds one "
     "of them counts it once."},
    {"cpp_late_conference",
     "an open plan of 548 to 729 days counts when the conference that is booked next lies on day "
     "730 or "
     "after it: brought forward, it could end the plan before it is one of ni64's. One held today "
     "is "
     "not next, one whose day passed without it is not either, and a plan without a booked "
     "conference does not count."},
    {"entry_delay",
     "the earliest day on which the fact was recorded counts, whatever was recorded then; exports "
     "without "
     "times of recording do not take part. Closing and reopening a referral are two happenings."},
    {"limits that change",
     "the limit in force on the day the clock stopped, and for open clocks on the day looked at."},
    {"a stop before the start",
     "counts 0 and is in time; it is listed among the records to look at."},
    {"dates after as-of",
     "have not happened yet: a stop dated tomorrow leaves the clock open today."},
    {"small numbers", "a denominator below 10 is marked small; a denominator of 0 has no share."},
    {"children found to be the same", "all figures of both are counted again as of one child."},
    {"restatement",
     "late and corrected events change past periods; `--known-by` tells what was known then."},
});

void AddSettled(std::ostream& out) {
  for (const auto& [question, rule] : kSettled) out << "- **" << question << "**: " << rule << "\n";
}

void AddQualityRules(std::ostream& out) {
  for (std::size_t i = 0; i < kQualityRuleCount; ++i) {
    const auto rule = static_cast<QualityRule>(i);
    out << "- `" << QualityRuleName(rule) << "`: " << QualityRuleText(rule) << "\n";
  }
}

std::string Page() {
  std::ostringstream out;
  out << "# What is measured\n\n"
         "Written from the catalogue by `tests/tidy/measures_test.cc`; do not edit: change "
         "the rows in `processors/indicator/catalogue`\nand run the test with `UPDATE_GOLDEN=1`. "
         "How each "
         "figure is counted, "
         "to the day: [counting.md](counting.md).\n\n"
         "A council changes titles and limits, and adds rows, in its "
         "[configuration](configuration.md).\n\n";
  AddRows(out);
  AddFields(out);
  out << "\n## Settled questions\n\n";
  AddSettled(out);
  out << "\n## Records to look at\n\n"
         "A record that fails one of these checks is listed by rule and team, and counted all the "
         "same unless its line says\notherwise.\n\n";
  AddQualityRules(out);
  return out.str();
}

TEST(MeasuresPageTest, SaysWhatTheCatalogueSays) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kPath) << Page();
  std::stringstream golden;
  golden << std::ifstream(kPath).rdbuf();
  EXPECT_EQ(Page(), golden.str()) << "run with UPDATE_GOLDEN=1 and look at the difference";
}

TEST(MeasuresPageTest, EveryRowIsComplete) {
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    EXPECT_FALSE(row.title.empty()) << row.id;
    EXPECT_FALSE(row.source.empty()) << row.id;
    EXPECT_NE(FromToText(row), "") << row.id;
    EXPECT_EQ(BuiltInCatalogue().Find(row.id)->title, row.title) << row.id << " stands twice";
  }
}

TEST(MeasuresPageTest, TheCatalogueHasItsElevenRows) {
  std::string ids;
  for (const Indicator& row : BuiltInCatalogue().indicators) ids += row.id + " ";
  EXPECT_EQ(ids,
            "assessment_45 ni59 ni59_7 ni60 icpc_15 ni64 rereferral referral_rate cpp "
            "cpp_late_conference entry_delay ");
}

}  // namespace
}  // namespace caseclock

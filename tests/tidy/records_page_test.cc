// ops/docs/records.md is written by this test from the table of facts (UPDATE_GOLDEN=1), so that it cannot say anything
// else than what is merged and counted.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "processors/indicator/rows_by_kind.h"
#include "processors/record/fact_table.h"
#include "tests/support/source_dir.h"

namespace caseclock {
namespace {

constexpr char kPath[] = CASECLOCK_SOURCE_DIR "/ops/docs/records.md";

std::string_view RoleText(FactRole role) {
  switch (role) {
    case FactRole::kNone: break;
    case FactRole::kHappened: return "happened on its date";
    case FactRole::kBooked: return "booked for its date";
    case FactRole::kHolds: return "holds from its first day until the next";
    case FactRole::kReported: return "reported on its date";
    case FactRole::kSentence: return "written on its date";
    case FactRole::kType: return "type of the record";
    case FactRole::kNumber: return "how many";
    case FactRole::kDetail: return "detail of the record";
    case FactRole::kLink: return "link to";
  }
  return "";
}

/// Rows of the catalogue by their ids.
std::string Listed(const Catalogue& catalogue, const std::vector<std::uint16_t>& places) {
  std::string text;
  for (const std::uint16_t place : places) {
    text += (text.empty() ? "`" : ", `") + catalogue.indicators[place].id + "`";
  }
  return text;
}

std::string Listed(RecordKinds kinds) {
  if (kinds == fact_table::kAnyKind) return "any";
  std::string text;
  for (const KindRow& row : fact_table::kKinds) {
    if (kinds.Has(row.kind)) text += (text.empty() ? "`" : ", `") + std::string(row.name) + "`";
  }
  return text;
}

std::string Listed(std::span<const CodeRow> codes) {
  std::string text;
  for (const CodeRow& code : codes) {
    text += (text.empty() ? "" : ", ") + std::to_string(code.code) + " " + std::string(code.word);
  }
  return text;
}

std::string Named(Fact fact) {
  return fact == Fact::kUnspecified ? "" : "`" + std::string(FactName(fact)) + "`";
}

std::string EndText(const KindRow& row) {
  std::string text = Named(row.end);
  if (row.cancel != Fact::kUnspecified) text += " or " + Named(row.cancel);
  if (row.reopen != Fact::kUnspecified) text += ", undone by " + Named(row.reopen);
  return text;
}

void AddKinds(std::ostream& out) {
  const Catalogue catalogue = BuiltInCatalogue();
  const RowsByKind rows(catalogue);
  out << "| kind | number | one of it | of a child | starts with | ends with | read alone by | "
         "read "
         "beside others by |\n"
         "|---|---|---|---|---|---|---|---|\n";
  for (const KindRow& row : fact_table::kKinds) {
    if (row.kind == RecordKind::kUnspecified) continue;
    out << "| `" << row.name << "` | " << static_cast<int>(row.kind) << " | " << row.noun.one
        << " | " << (row.of_child ? "yes" : "no") << " | " << Named(row.start) << " | "
        << EndText(row) << " | " << Listed(catalogue, rows.Of(row.kind).alone) << " | "
        << Listed(catalogue, rows.Of(row.kind).together) << " |\n";
  }
}

void AddFacts(std::ostream& out) {
  out << "| fact | number | of | what it is | codes |\n|---|---|---|---|---|\n";
  for (const FactRow& row : fact_table::kFacts) {
    if (row.fact == Fact::kUnspecified) continue;
    out << "| `" << row.name << "` | " << static_cast<int>(row.fact) << " | " << Listed(row.of)
        << " | " << RoleText(row.role)
        << (row.links_to.is_empty() ? "" : " " + Listed(row.links_to)) << " | " << Listed(row.codes)
        << " |\n";
  }
}

std::string Page() {
  std::ostringstream out;
  out << "# Records and their facts\n\n"
         "Written from `processors/record/fact_table.h` by `tests/tidy/records_page_test.cc`; do "
         "not edit: change the table\nand run the test with `UPDATE_GOLDEN=1`. How facts are "
         "merged: [counting.md](counting.md).\n\n"
         "A record is the merge of its facts. Kinds and facts have these numbers in the events "
         "too, for example in `fact_cleared`.\n\n"
         "## Kinds of record\n\n"
         "Records that are counted together look at each other: an assessment at its referral, a "
         "conference at its enquiry.\n\n";
  AddKinds(out);
  out << "\n## Facts\n\n"
         "What happened on its date to a child is measured by `entry_delay`. A date or first day "
         "after today does not count\nyet, unless it is a booking.\n\n";
  AddFacts(out);
  return out.str();
}

TEST(RecordsPageTest, SaysWhatTheTableSays) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kPath) << Page();
  std::stringstream golden;
  golden << std::ifstream(kPath).rdbuf();
  EXPECT_EQ(Page(), golden.str()) << "run with UPDATE_GOLDEN=1 and look at the difference";
}

}  // namespace
}  // namespace caseclock

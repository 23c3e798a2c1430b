#include "processors/record/export_text.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

IncompleteExport Export(std::uint64_t accepted, std::optional<std::uint64_t> declared,
                        std::uint64_t refused = 0) {
  IncompleteExport one;
  one.key = {1, "annex-a", "night-7"};
  one.accepted = accepted;
  one.declared = declared;
  one.refused = refused;
  return one;
}

TEST(ExportTextTest, SaysHowManyOfHowManyHowManyRefusedAndHowManyAreMissing) {
  EXPECT_EQ(ExportSentence(Export(20, 200, 3)),
            "Export night-7 of annex-a is incomplete: 20 of 200 events received, 3 refused, 177 "
            "missing. Nothing is "
            "withdrawn until all have come.");
  EXPECT_EQ(ExportCounts(Export(1199, 1200, 1)), "1,199 of 1,200 events received, 1 refused");
  EXPECT_EQ(ExportCounts(Export(0, 1)), "0 of 1 event received, 1 missing");
}

TEST(ExportTextTest, WithoutACompletionNobodyKnowsHowManyThereAre) {
  EXPECT_EQ(ExportSentence(Export(1, std::nullopt)),
            "Export night-7 of annex-a is incomplete: 1 event received, and it has not been "
            "completed. Nothing is "
            "withdrawn until it is.");
}

TEST(ExportTextTest, ACompletionWithoutACountIsSaidToBeThat) {
  IncompleteExport one = Export(12, std::nullopt);
  one.ended_without_count = true;
  EXPECT_EQ(ExportSentence(one),
            "Export night-7 of annex-a does not say how many events it has: 12 events received. "
            "Nothing is "
            "withdrawn.");
}

}  // namespace
}  // namespace caseclock

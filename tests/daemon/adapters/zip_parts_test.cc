#include "daemon/adapters/zip_parts.h"

#include <gtest/gtest.h>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

std::string ProblemOf(std::string_view bytes) { return ZipParts(bytes, {}).problem(); }

TEST(ZipPartsTest, ReadsPartsByName) {
  const std::string bytes = Zip({{"xl/a.xml", "alpha"}, {"b", ""}});
  ZipParts parts(bytes, {});
  EXPECT_EQ(parts.Read("xl/a.xml"), "alpha");
  EXPECT_EQ(parts.Read("XL/A.xml"), "alpha");
  EXPECT_EQ(parts.Read("b"), "");
  EXPECT_TRUE(parts.Has("b"));
  EXPECT_TRUE(parts.ok());
}

TEST(ZipPartsTest, AMissingPartIsNoFailure) {
  const std::string bytes = Zip({{"a", "alpha"}});
  ZipParts parts(bytes, {});
  EXPECT_FALSE(parts.Has("c"));
  EXPECT_EQ(parts.Read("c"), std::nullopt);
  EXPECT_TRUE(parts.ok());
}

TEST(ZipPartsTest, SaysWhatTheFileIsInstead) {
  EXPECT_EQ(ProblemOf(""), "it is empty");
  EXPECT_EQ(ProblemOf("child,date\n1,2024-01-01\n"),
            "it is not a zip file, and so no .xlsx workbook");
  EXPECT_EQ(ProblemOf("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"),
            "it is protected by a password, or an old .xls file; an .xlsx workbook is a zip file");
}

TEST(ZipPartsTest, AFileCutShortIsDamaged) {
  const std::string bytes = Zip({{"a", std::string(5000, 'x')}, {"b", "beta"}});
  for (const std::size_t length : {bytes.size() - 1, bytes.size() / 2, std::size_t{4}}) {
    EXPECT_EQ(ProblemOf(std::string_view(bytes).substr(0, length)),
              "it is a damaged zip file, perhaps cut short");
  }
}

TEST(ZipPartsTest, ADamagedPartIsFound) {
  std::string bytes = Zip({{"a", "the quick brown fox jumps over the lazy dog 0123456789"}});
  bytes[60] = static_cast<char>(bytes[60] ^ 0x55);
  ZipParts parts(bytes, {});
  EXPECT_EQ(parts.Read("a"), std::nullopt);
  EXPECT_EQ(parts.problem(), "its part a is damaged");
}

TEST(ZipPartsTest, APartThatUnpacksToTooMuchIsRefused) {
  const std::string bytes = Zip({{"bomb", std::string(3u << 20, 'x')}});
  ASSERT_LT(bytes.size(), 100'000u);
  ZipParts parts(bytes, {.parts = 10, .part_bytes = 1u << 20, .total_bytes = 8u << 20});
  EXPECT_EQ(parts.Read("bomb"), std::nullopt);
  EXPECT_EQ(parts.problem(),
            "its part bomb unpacks to more than 1 MB, or all parts to more than 8 MB");
  EXPECT_EQ(parts.Read("bomb"), std::nullopt);
}

TEST(ZipPartsTest, ManyPartsTogetherAreBoundedToo) {
  const std::string megabyte(1u << 20, 'x');
  const std::string bytes = Zip({{"a", megabyte}, {"b", megabyte}, {"c", megabyte}});
  ZipParts parts(bytes, {.parts = 10, .part_bytes = 2u << 20, .total_bytes = 2u << 20});
  EXPECT_TRUE(parts.Read("a"));
  EXPECT_TRUE(parts.Read("b"));
  EXPECT_FALSE(parts.Read("c"));
  EXPECT_FALSE(parts.ok());
}

TEST(ZipPartsTest, TooManyPartsAreRefused) {
  const std::string bytes = Zip({{"a", ""}, {"b", ""}, {"c", ""}});
  EXPECT_EQ(ZipParts(bytes, {.parts = 2}).problem(), "it has more than 2 parts");
}

}  // namespace
}  // namespace caseclock::testing

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

std::string SharedFolder() {
  const char* stated = std::getenv("CASECLOCK_SHARED");
  return stated != nullptr ? stated : std::string(CASECLOCK_SOURCE_DIR) + "/../shared";
}

class PublishedSample : public ::testing::Test {
 protected:
  /// Imports one published sample, or skips the test when it is not on this machine.
  void Read(const std::string& name, ImportResult& result) {
    const std::string path = SharedFolder() + "/samples/" + name;
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "the published sample " << name << " is not here; set CASECLOCK_SHARED";
    }
    auto read =
        ReadAnnexA(path, {.authority = "E99999999", .extracted = {}, .midnight = &UtcMidnight});
    ASSERT_TRUE(std::holds_alternative<ImportResult>(read))
        << Describe(std::get<ImportError>(read));
    result = std::get<ImportResult>(std::move(read));
  }
};

TEST_F(PublishedSample, Journeys) {
  ImportResult result;
  Read("annex_a_journeys.xlsx", result);
  if (IsSkipped()) return;
  std::puts(Events(result).c_str());
  std::puts(Problems(result).c_str());
  std::puts(result.extracted_from.c_str());
}

TEST_F(PublishedSample, Template) {
  ImportResult result;
  Read("annex_a_official_template_2019.xlsx", result);
  if (IsSkipped()) return;
  std::puts(Events(result).c_str());
  std::puts(Problems(result).c_str());
}

}  // namespace
}  // namespace caseclock::testing

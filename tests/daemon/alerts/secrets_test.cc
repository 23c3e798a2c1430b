// Are secrets read from files, and is a key made once, for its owner only?
#include "daemon/alerts/secrets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class SecretsTest : public testing::Test {
 protected:
  SecretsTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "secrets-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~SecretsTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  std::string Written(const std::string& text) const {
    std::ofstream(Path("secret")) << text;
    return Path("secret");
  }

  std::string folder_;
};

TEST_F(SecretsTest, ASecretIsTheFirstLine) {
  EXPECT_EQ(ReadSecret(Written("correct horse\nsecond\n")).value, "correct horse");
  EXPECT_EQ(ReadSecret(Written("from windows\r\n")).value, "from windows");
}

TEST_F(SecretsTest, NoFileAndAnEmptyOneAreProblems) {
  EXPECT_THAT(ReadSecret(Path("nowhere")).problem, HasSubstr("could not read the secret"));
  EXPECT_THAT(ReadSecret(Written("\n")).problem, HasSubstr("first line is empty"));
}

TEST_F(SecretsTest, AKeyIsMadeOnceForItsOwnerOnly) {
  const Secret made = ReadOrMakeKey(Path("link.key"));
  EXPECT_EQ(made.problem, "");
  EXPECT_THAT(made.value, SizeIs(64));
  EXPECT_EQ(ReadOrMakeKey(Path("link.key")).value, made.value);
  struct stat status = {};
  ASSERT_EQ(stat(Path("link.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_FALSE(std::filesystem::exists(Path("link.key.partial")));
}

TEST_F(SecretsTest, TwoKeysDiffer) {
  EXPECT_NE(ReadOrMakeKey(Path("a.key")).value, ReadOrMakeKey(Path("b.key")).value);
}

TEST_F(SecretsTest, WhereNoKeyCanBeMadeItIsSaid) {
  EXPECT_THAT(ReadOrMakeKey(Path("no/such/folder/link.key")).problem, HasSubstr("cannot be made"));
}

}  // namespace
}  // namespace caseclock

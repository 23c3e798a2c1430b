#include "daemon/http/web_access.h"

#include <filesystem>
#include <fstream>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr char kHash[] = "$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";
constexpr char kOtherHash[] = "$2b$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";

TEST(OpenDoorWarningTest, LoopbackNeedsNothingAndTheRestIsToldWhatIsMissing) {
  WebConfig none, users, both;
  users.users = both.users = {{"anna", kHash}};
  both.tls.cert_file = "server.crt";
  for (const WebConfig& config : {none, users, both}) {
    EXPECT_THAT(OpenDoorWarning("127.0.0.1", config), IsEmpty());
  }
  EXPECT_THAT(OpenDoorWarning("0.0.0.0", none), HasSubstr("asks nobody for a password"));
  EXPECT_THAT(OpenDoorWarning("10.1.2.3", users), HasSubstr("without TLS"));
  EXPECT_THAT(OpenDoorWarning("0.0.0.0", both), IsEmpty());
}

class WebAccessTest : public testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() + "/" + name) << text;
  }
  std::unique_ptr<WebAccess> Open() {
    auto read = ReadWebConfig(folder_.path() + "/web.yml");
    auto opened =
        WebAccess::Open(std::get<WebConfig>(read), [this](LogLevel level, std::string_view line) {
          levels_.push_back(level);
          log_.emplace_back(line);
        });
    return std::get<std::unique_ptr<WebAccess>>(std::move(opened));
  }

  TemporaryFolder folder_;
  std::vector<std::string> log_;
  std::vector<LogLevel> levels_;  // of each line
};

TEST_F(WebAccessTest, AChangedFileComesIntoForceAndASameOneIsNotRead) {
  Write("web.yml", std::string("basic_auth_users: {anna: ") + kHash + "}\n");
  const auto access = Open();
  access->LookAtFiles();
  EXPECT_THAT(log_, IsEmpty());
  EXPECT_TRUE(access->passwords().Check("anna", "open sesame"));
  Write("web.yml", std::string("basic_auth_users: {carla: ") + kOtherHash + "}\n");
  access->LookAtFiles();
  EXPECT_FALSE(access->passwords().Check("anna", "open sesame"));
  EXPECT_TRUE(access->passwords().Check("carla", "open sesame"));
  EXPECT_THAT(levels_, ElementsAre(LogLevel::kInfo));
}

TEST_F(WebAccessTest, AFileWithAMistakeChangesNothingAndIsToldOnce) {
  Write("web.yml", std::string("basic_auth_users: {anna: ") + kHash + "}\n");
  const auto access = Open();
  Write("web.yml", "basic_auth_users: {anna: my-password}\n");
  access->LookAtFiles();
  access->LookAtFiles();
  ASSERT_EQ(log_.size(), 2u);
  EXPECT_THAT(log_[0], HasSubstr("web.yml:1:26: could not read option \"anna\""));
  EXPECT_THAT(log_[0], testing::Not(HasSubstr("my-password")));
  EXPECT_THAT(levels_, ElementsAre(LogLevel::kError, LogLevel::kError));
  EXPECT_TRUE(access->passwords().Check("anna", "open sesame"));
}

// An editor that writes in place leaves the file empty for a moment, a full disk for good.
TEST_F(WebAccessTest, AFileThatHasBecomeEmptyOpensTheDoorToNobody) {
  Write("web.yml", std::string("basic_auth_users: {anna: ") + kHash + "}\n");
  const auto access = Open();
  Write("web.yml", "");
  access->LookAtFiles();
  EXPECT_TRUE(access->passwords().IsNeeded());
  EXPECT_TRUE(access->passwords().Check("anna", "open sesame"));
  ASSERT_EQ(log_.size(), 1u);
  EXPECT_THAT(log_[0], HasSubstr("at a restart only"));
  EXPECT_THAT(levels_, ElementsAre(LogLevel::kWarning));
  access->Replace(WebConfig());
  EXPECT_TRUE(access->passwords().IsNeeded()) << "nor a reload that names no file any more";
  Write("web.yml", std::string("basic_auth_users: {carla: ") + kOtherHash + "}\n");
  access->LookAtFiles();
  EXPECT_FALSE(access->passwords().Check("anna", "open sesame"));
  EXPECT_TRUE(access->passwords().Check("carla", "open sesame")) << "the file is still looked at";
}

TEST_F(WebAccessTest, AChangeBetweenReadingAndReplacingIsSeenAtTheNextLook) {
  Write("web.yml", std::string("basic_auth_users: {anna: ") + kHash + "}\n");
  const auto access = Open();
  Write("web.yml", std::string("basic_auth_users: {anna: ") + kHash + ", ben: " + kHash + "}\n");
  const auto read = std::get<WebConfig>(ReadWebConfig(folder_.path() + "/web.yml"));
  Write("web.yml", std::string("basic_auth_users: {carla: ") + kOtherHash + "}\n");
  access->Replace(read);
  access->LookAtFiles();
  EXPECT_FALSE(access->passwords().Check("ben", "open sesame")) << "taken off the list meanwhile";
}

TEST_F(WebAccessTest, ACertificateThatCannotBeReadIsAnError) {
  WebConfig config;
  config.tls = {.cert_file = folder_.path() + "/none.crt",
                .key_file = folder_.path() + "/none.key"};
  const auto opened = WebAccess::Open(config, [](LogLevel, std::string_view) {});
  EXPECT_THAT(std::get<std::string>(opened), StartsWith("could not read the certificate "));
}

}  // namespace
}  // namespace caseclock

#include <gmock/gmock.h>

#include <string>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_message.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/daemon/mail/invented_mails.h"
#include "tests/daemon/mail/mail_scenarios.h"

namespace caseclock {
namespace {

class MailGoldenTest : public testing::TestWithParam<std::pair<std::string, MailContent>> {};

TEST_P(MailGoldenTest, SaysTheSame) {
  const auto& [name, content] = GetParam();
  const std::string path = "tests/daemon/mail/" + name + ".golden.";
  ExpectGolden(MailText(content), path + "txt");
  ExpectGolden(MailHtml(content), path + "html");
  ExpectGolden(MailBytes(MessageOf(name, content)), path + "eml");
}

INSTANTIATE_TEST_SUITE_P(EverySort, MailGoldenTest, testing::ValuesIn(InventedMails()),
                         [](const auto& mail) { return mail.param.first; });

INSTANTIATE_TEST_SUITE_P(EveryStory, MailGoldenTest, testing::ValuesIn(ScenarioMails()),
                         [](const auto& mail) { return mail.param.first; });

}  // namespace
}  // namespace caseclock

// Does a link acknowledge only what fires, and only by people of the configuration?
#include <gtest/gtest.h>

#include "daemon/alerts/link_desk.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

constexpr std::int64_t kNowUs = 1'709'640'000'000'000;

class LinkPeopleTest : public testing::Test {
 protected:
  LinkPeopleTest() {
    Person head;
    head.id = head.title = "head";
    const AlertState state = FiringState(DragKey("North"));
    ref_ = AlertRef(state.key, state.onset);
    Ledger ledger;
    ledger.Apply(state);
    desk_.Show(ShownAlertsOf(ledger, {}, {head}, {}, kNowUs));
  }

  std::string TokenOf(const std::string& ref, const std::string& person) const {
    const std::string link = links_.Make({ref, person, kNowUs + 1});
    return link.substr(link.find("t=") + 2);
  }
  /// The title of whom a good link is for, or which refusal there is.
  std::string Look(const std::string& ref, const std::string& person) const {
    const auto looked = desk_.Look(TokenOf(ref, person), kNowUs);
    if (const auto* offer = std::get_if<AcknowledgementOffer>(&looked)) return offer->person;
    switch (std::get<AcknowledgementRefusal>(looked)) {
      case AcknowledgementRefusal::kExpired: return "expired";
      case AcknowledgementRefusal::kEnded: return "ended";
      default: return "another refusal";
    }
  }

  const AcknowledgeLinks links_{"https://clock.example", std::string(64, 'k')};
  const AcknowledgementInbox inbox_{"/nonexistent/inbox"};
  LinkDesk desk_{links_, inbox_, [](const std::string&) {
                   return std::make_shared<const WorkingDays>(WorkingDays::EnglandAndWales());
                 }};
  std::string ref_;
};

TEST_F(LinkPeopleTest, ALinkIsGoodWhileItsAlertFires) {
  EXPECT_EQ(Look(ref_, "head"), "head");
  EXPECT_EQ(Look("A000000000000", "head"), "ended");
}

TEST_F(LinkPeopleTest, WhoHasLeftTheConfigurationAcknowledgesNothing) {
  EXPECT_EQ(Look(ref_, "formerhead"), "expired");
}

}  // namespace
}  // namespace caseclock

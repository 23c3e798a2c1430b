// Does a link lead to its alert, and to nothing else?
#include "daemon/alerts/link_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "daemon/codec/codec.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kDayUs = std::int64_t{24} * 60 * kMinuteUs;

class LinkDeskTest : public testing::Test {
 protected:
  LinkDeskTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "link-desk-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    inbox_ = std::make_unique<AcknowledgementInbox>(folder_ + "/inbox");
    const auto calendar = std::make_shared<const WorkingDays>(WorkingDays::EnglandAndWales());
    desk_ = std::make_unique<LinkDesk>(links_, *inbox_,
                                       [calendar](const std::string&) { return calendar; });
    Person head;
    head.id = "head";
    head.title = "Head of service";
    people_ = {head};
    ledger_.Apply(FiringState());
  }
  ~LinkDeskTest() override { std::filesystem::remove_all(folder_); }

  void Show() {
    desk_->Show(ShownAlertsOf(ledger_, {}, people_, BuiltInCatalogue(), kLedgerDayUs));
  }

  std::string Token(std::int64_t expires_us = kLedgerDayUs + kDayUs) const {
    const std::string link =
        links_.Make({AlertRef(DragKey(), {kLedgerDay, 1}), "head", expires_us});
    return link.substr(link.find("t=") + 2);
  }

  AcknowledgementRefusal Refused(std::string_view token, std::int64_t now_us = kLedgerDayUs) const {
    const auto looked = desk_->Look(token, now_us);
    EXPECT_TRUE(std::holds_alternative<AcknowledgementRefusal>(looked));
    return std::get<AcknowledgementRefusal>(looked);
  }

  std::string folder_;
  AcknowledgeLinks links_{"https://caseclock.council.example", std::string(32, 'k')};
  std::unique_ptr<AcknowledgementInbox> inbox_;
  std::unique_ptr<LinkDesk> desk_;
  std::vector<Person> people_;
  Ledger ledger_;
};

TEST_F(LinkDeskTest, ShowsWhatTheLinkIsFor) {
  Show();
  const auto offer = std::get<AcknowledgementOffer>(desk_->Look(Token(), kLedgerDayUs));
  EXPECT_EQ(offer.person, "Head of service");
  EXPECT_EQ(offer.where, "Invented North, E08000099");
  EXPECT_THAT(offer.headline, HasSubstr("12 assessments overdue"));
}

TEST_F(LinkDeskTest, LookingChangesNothing) {
  Show();
  for (int i = 0; i < 3; ++i) desk_->Look(Token(), kLedgerDayUs);
  EXPECT_THAT(inbox_->Take().waiting, IsEmpty());
}

TEST_F(LinkDeskTest, WhatHasBeenSaidStandsUntilItEnds) {
  AlertRule rule;
  rule.id = DragKey().rule;
  rule.indicator = "assessment_45";
  const std::int64_t until_us = kLedgerDayUs + kDayUs;
  ledger_.Apply(AlertAcknowledged{AlertRef(DragKey(), {kLedgerDay, 1}),
                                  {"head", "Two staff are off.", kLedgerDayUs, until_us},
                                  "link"});
  desk_->Show(ShownAlertsOf(ledger_, {rule}, people_, BuiltInCatalogue(), kLedgerDayUs));
  EXPECT_THAT(desk_->InForce("E08000099", kLedgerDayUs),
              testing::ElementsAre(SaidOfAlert{DragKey().team, "assessment_45",
                                               "Two staff are off.", "Head of service"}));
  EXPECT_THAT(desk_->InForce("E08000098", kLedgerDayUs), IsEmpty());
  EXPECT_THAT(desk_->InForce("E08000099", until_us), IsEmpty());
}

TEST_F(LinkDeskTest, WhatIsSaidOfSeveralAlertsAboutOneFigureStandsOnce) {
  std::vector<AlertRule> rules(2);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].id = i == 0 ? DragKey().rule : "assessment_45.rag";
    rules[i].indicator = "assessment_45";
    AlertKey key = DragKey();
    key.rule = rules[i].id;
    ledger_.Apply(FiringState(key));
    ledger_.Apply(
        AlertAcknowledged{AlertRef(key, {kLedgerDay, 1}),
                          {"head", "Two staff are off.", kLedgerDayUs, kLedgerDayUs + kDayUs},
                          "link"});
  }
  desk_->Show(ShownAlertsOf(ledger_, rules, people_, BuiltInCatalogue(), kLedgerDayUs));
  EXPECT_THAT(desk_->InForce("E08000099", kLedgerDayUs), SizeIs(1));
}

TEST_F(LinkDeskTest, AcknowledgesUntilTheEndOfTheWorkingDay) {
  Show();
  const auto noted = desk_->Acknowledge(Token(), "Two staff are off.", 5, kLedgerDayUs);
  ASSERT_TRUE(std::holds_alternative<AcknowledgementNoted>(noted));
  const auto waiting = inbox_->Take().waiting;
  ASSERT_THAT(waiting, SizeIs(1));
  const Acknowledgement& taken = waiting[0].acknowledged.acknowledgement;
  EXPECT_EQ(taken.by, "head");
  EXPECT_EQ(taken.comment, "Two staff are off.");
  // Monday 4 March 2024 and five working days: all of Monday the 11th.
  EXPECT_EQ(taken.until_us, LondonMidnight(Date::FromYmd(2024, 3, 12)));
}

TEST_F(LinkDeskTest, OneLinkIsNotUsedAgainAndAgain) {
  Show();
  const auto use = [&](std::int64_t now_us) {
    return std::holds_alternative<AcknowledgementNoted>(
        desk_->Acknowledge(Token(), "Two staff are off.", 5, now_us));
  };
  for (int n = 0; n < kAcknowledgementsAtOnce; ++n) EXPECT_TRUE(use(kLedgerDayUs)) << n;
  EXPECT_EQ(std::get<AcknowledgementRefusal>(
                desk_->Acknowledge(Token(), "Two staff are off.", 5, kLedgerDayUs)),
            AcknowledgementRefusal::kTooMany);
  EXPECT_TRUE(use(kLedgerDayUs + kOneAcknowledgementEvery.count()));
}

TEST_F(LinkDeskTest, BeforeTheFirstLookItIsBusy) {
  EXPECT_EQ(Refused(Token()), AcknowledgementRefusal::kBusy);
}

TEST_F(LinkDeskTest, ExpiredForgedAndEndedAreToldApart) {
  Show();
  EXPECT_EQ(Refused(Token(), kLedgerDayUs + 2 * kDayUs), AcknowledgementRefusal::kExpired);
  EXPECT_EQ(Refused(Token() + "x"), AcknowledgementRefusal::kUnreadable);
  AlertState over = FiringState();
  over.phase = Phase::kQuiet;
  over.resolved_at_us = kLedgerDayUs;
  ledger_.Apply(over);
  Show();
  EXPECT_EQ(Refused(Token()), AcknowledgementRefusal::kEnded);
  EXPECT_TRUE(std::holds_alternative<AcknowledgementRefusal>(
      desk_->Acknowledge(Token(), "too late", 1, kLedgerDayUs)));
  EXPECT_THAT(inbox_->Take().waiting, IsEmpty());
}

}  // namespace
}  // namespace caseclock

// Does a mail say the figures of every council that concerns its reader?
#include "daemon/mail/mail_maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/moments.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// Two councils with so and so many referrals, and a head of either or of both.
class MailMakerTest : public testing::Test {
 protected:
  MailMakerTest() {
    head_.id = head_.title = "head";
    AddCouncil("X99000001", 101);
    AddCouncil("X99000002", 202);
    AlertRule late;
    late.id = "data.late";
    late.condition = Condition::kDataLate;
    rules_ = {late};
  }

  void AddCouncil(const std::string& code, std::int64_t referrals) {
    AuthorityView view;
    view.authority = code;
    view.as_of = Day("2024-03-11");
    view.data_as_of_us = At("2024-03-10", 12).us;
    Judgement judged;
    judged.indicator = "referral_rate";
    judged.numerator = referrals;
    judged.unit = ValueUnit::kCount;
    view.judgements.push_back(judged);
    view.rows.push_back(Row());
    views_[code] = view;
  }

  void Knows(const std::string& authority, Phase phase = Phase::kQuiet) {
    AlertState state;
    state.key = {"data.late", authority, ""};
    state.phase = phase;
    ledger_.Apply(state);
  }

  MailContent Weekly() {
    PlannedMail mail;
    mail.reader = "head";
    mail.kind = MailKind::kDigest;
    mail.weekly = true;
    mail.authority = head_.authority;
    const std::vector<Person> people = {head_};
    const auto view_of = [this](std::string_view code) -> const AuthorityView* {
      const auto found = views_.find(std::string(code));
      return found == views_.end() ? nullptr : &found->second;
    };
    const auto moment_of = [](std::int64_t us) { return Moment{us, Day("2024-03-10"), 720}; };
    return MakeContent(mail, {ledger_,
                              rules_,
                              people,
                              catalogue_,
                              At("2024-03-11", 8),
                              view_of,
                              {},
                              oldest_,
                              moment_of,
                              {},
                              ""});
  }

  static std::vector<std::string> Lines(const MailContent& content) {
    std::vector<std::string> lines;
    for (const WeeklyTable& table : content.weekly_tables) {
      for (const WeeklyLine& line : table.lines) {
        lines.push_back(table.title + ": " + line.indicator + " " + line.value);
      }
    }
    return lines;
  }

  Person head_;
  Ledger ledger_;
  std::vector<AlertRule> rules_;
  Catalogue catalogue_ = BuiltInCatalogue();
  OldestItems oldest_;
  std::map<std::string, AuthorityView> views_;
};

TEST_F(MailMakerTest, TheWeeklySummaryHasTheFiguresOfItsReadersCouncil) {
  Knows("X99000002");
  head_.authority = "X99000001";
  EXPECT_THAT(Lines(Weekly()), ElementsAre("X99000001, April to today: Referrals 101"));
}

TEST_F(MailMakerTest, WhoHasEveryCouncilHasTheFiguresOfTheOnlyOne) {
  Knows("X99000001");
  EXPECT_THAT(Lines(Weekly()), ElementsAre("X99000001, April to today: Referrals 101"));
  EXPECT_EQ(Weekly().data_as_of,
            "Data as of Sunday 10 March 2024, 12:00; figures for Monday 11 March 2024.");
}

TEST_F(MailMakerTest, WhoHasSeveralCouncilsReadsWhichFigureIsWhose) {
  Knows("X99000001");
  Knows("X99000002", Phase::kFiring);
  const MailContent weekly = Weekly();
  EXPECT_THAT(Lines(weekly), ElementsAre("X99000001, April to today: Referrals 101",
                                         "X99000002, April to today: Referrals 202"));
  EXPECT_THAT(weekly.data_as_of, HasSubstr("X99000002: Data as of"));
  EXPECT_THAT(weekly.stale, StartsWith("X99000002: No data since"));
}

TEST_F(MailMakerTest, OperatorsGetNoFigures) {
  Knows("X99000001");
  head_.is_operator = true;
  EXPECT_THAT(Weekly().data_as_of, IsEmpty());
}

}  // namespace
}  // namespace caseclock

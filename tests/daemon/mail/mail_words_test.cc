#include "daemon/mail/mail_words.h"

#include <gmock/gmock.h>

#include <set>

#include "daemon/mail/mail_message.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

const AlertKey kNorth{"assessment_45.drag", "E08000099", "Assessment North"};

SubjectAlert Urgent(Item item, const std::string& what) {
  return {item, Severity::kUrgent, what, kNorth};
}

TEST(WordsOfTest, EveryStateHasItsOwnSymbolAndWord) {
  std::set<std::string_view> symbols;
  std::set<std::string_view> words;
  for (const Item item :
       {Item::kNew, Item::kStillFiring, Item::kAcknowledged, Item::kEscalated, Item::kResolved}) {
    symbols.insert(WordsOf(item).symbol);
    words.insert(WordsOf(item).word);
    for (const char* rag : {"RED", "AMBER", "GREEN"})
      EXPECT_NE(WordsOf(item).symbol, RagSymbol(rag));
  }
  EXPECT_EQ(symbols.size(), 5U);
  EXPECT_EQ(words.size(), 5U);
}

TEST(MomentTextTest, SaysDayAndTimeInLondon) {
  EXPECT_EQ(MomentText({0, Date::FromYmd(2024, 3, 4), 9 * 60 + 5}), "Mon 4 Mar 2024, 09:05");
}

TEST(LateTextTest, CountsWorkingDaysBothWays) {
  EXPECT_EQ(LateText(18), "18 working days late");
  EXPECT_EQ(LateText(1), "1 working day late");
  EXPECT_EQ(LateText(0), "due today");
  EXPECT_EQ(LateText(-3), "due in 3 working days");
}

TEST(ListTextTest, PutsAndBeforeTheLast) {
  EXPECT_EQ(ListText({}), "");
  EXPECT_EQ(ListText({"a"}), "a");
  EXPECT_EQ(ListText({"a", "b"}), "a and b");
  EXPECT_EQ(ListText({"a", "b", "c"}), "a, b and c");
}

TEST(WhereTextTest, NamesTeamAndAuthority) {
  EXPECT_EQ(WhereText(kNorth), "Assessment North, E08000099");
  EXPECT_EQ(WhereText({"r", "E08000099", ""}), "whole council, E08000099");
  EXPECT_EQ(WhereText({"r", "E08000099", "(none)"}), "no team recorded, E08000099");
  EXPECT_EQ(WhereText({"mail_refused", "", ""}), "Caseclock itself");
}

TEST(SubjectTest, OfOneUrgentAlertSaysWhereAndWhat) {
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kNew, "12 assessments late")}}),
            "[urgent] Assessment North: 12 assessments late, E08000099");
}

TEST(SubjectTest, PutsTheMostImportantFirstAndCountsTheRest) {
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kResolved, "a"), Urgent(Item::kStillFiring, "b"),
                                  Urgent(Item::kNew, "c")}}),
            "[urgent] Assessment North: c and 2 more, E08000099");
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kNew, "a"), Urgent(Item::kEscalated, "b")}}),
            "[escalated] Assessment North: b and 1 more, E08000099");
}

TEST(SubjectTest, OfWhatHasEndedSaysResolved) {
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kResolved, "3 assessments late")}}),
            "Resolved: Assessment North: 3 assessments late, E08000099");
}

TEST(SubjectTest, OfADigestCountsTheStates) {
  SubjectWords words{.kind = MailKind::kDigest, .day = Date::FromYmd(2024, 3, 4)};
  EXPECT_EQ(SubjectOf(words), "Caseclock digest, Mon 4 Mar 2024: nothing open");
  words.alerts = {Urgent(Item::kStillFiring, ""), Urgent(Item::kNew, ""), Urgent(Item::kNew, ""),
                  Urgent(Item::kResolved, "")};
  EXPECT_EQ(SubjectOf(words), "Caseclock digest, Mon 4 Mar 2024: 2 new, 1 still open, 1 resolved");
  words.weekly = true;
  EXPECT_THAT(SubjectOf(words), testing::StartsWith("Caseclock weekly summary, Mon 4 Mar 2024: "));
}

TEST(SubjectTest, OfATestMailSaysSo) {
  EXPECT_EQ(SubjectOf({.kind = MailKind::kTest, .day = Date::FromYmd(2024, 3, 4)}),
            "Caseclock test mail, Mon 4 Mar 2024");
}

TEST(SubjectTest, StaysWithinItsLengthWhateverATeamIsCalled) {
  SubjectAlert alert = Urgent(Item::kNew, std::string(10'000, 'w'));
  alert.key.team = "a\r\nBcc: b" + std::string(10'000, 't');
  const std::string subject = SubjectOf({.alerts = {alert}});
  EXPECT_LE(subject.size(), kMaxSubject + 10);
  EXPECT_THAT(subject, HasSubstr("E08000099"));
  EXPECT_THAT(subject, Not(HasSubstr("\n")));
}

TEST(SentencesTest, AreThoseOfTheHeader) {
  const Moment at{0, Date::FromYmd(2024, 3, 5), 602};
  EXPECT_EQ(OnBehalfText("Head of duty", Date::FromYmd(2024, 3, 15)),
            "You get this for Head of duty, who is away until Fri 15 Mar 2024.");
  EXPECT_EQ(RolledUpText(2, 3),
            "2 urgent alerts waited for this digest: 3 mails at once had already gone out that "
            "day.");
  EXPECT_EQ(RolledUpText(0, 3), "");
  EXPECT_EQ(RolledUpText(1, 0),
            "1 urgent alert waited for this digest: no mail at once is wanted.");
  EXPECT_EQ(DataAsOfText(at, at.day),
            "Data as of Tue 5 Mar 2024, 10:02; figures for Tue 5 Mar 2024.");
  EXPECT_EQ(StaleText(at),
            "No data since Tue 5 Mar 2024, 10:02. What follows is the last known state.");
  EXPECT_EQ(AcknowledgedText("Head of duty", at, at, "Done."),
            "by Head of duty on Tue 5 Mar 2024, 10:02, until Tue 5 Mar 2024, 10:02: “Done.”");
}

}  // namespace
}  // namespace caseclock

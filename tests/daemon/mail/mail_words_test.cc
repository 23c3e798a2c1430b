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
  EXPECT_EQ(MomentText({0, Date::FromYmd(2024, 3, 4), 9 * 60 + 5}), "Monday 4 March 2024, 09:05");
}

TEST(LateTextTest, CountsWorkingDaysBothWays) {
  EXPECT_EQ(LateText(18), "18 working days overdue");
  EXPECT_EQ(LateText(1), "1 working day overdue");
  EXPECT_EQ(LateText(0), "due today");
  EXPECT_EQ(LateText(-3), "due in 3 working days");
}

TEST(RoleTextTest, ATitleWithinASentenceBeginsSmall) {
  EXPECT_EQ(RoleText("Head of service"), "head of service");
  EXPECT_EQ(RoleText("NI lead"), "NI lead");
  EXPECT_EQ(RoleText(""), "");
}

TEST(ListTextTest, PutsAndBeforeTheLast) {
  EXPECT_EQ(ListText({}), "");
  EXPECT_EQ(ListText({"a"}), "a");
  EXPECT_EQ(ListText({"a", "b"}), "a and b");
  EXPECT_EQ(ListText({"a", "b", "c"}), "a, b and c");
}

TEST(WhereTextTest, NamesTeamAndAuthority) {
  EXPECT_EQ(WhereText(kNorth), "Assessment North, E08000099");
  EXPECT_EQ(WhereText({"r", "E08000099", ""}), "Whole council, E08000099");
  EXPECT_EQ(WhereText({"r", "E08000099", "(none)"}), "No team recorded, E08000099");
  EXPECT_EQ(WhereText({"mail_refused", "", ""}), "Caseclock itself");
}

TEST(SubjectTest, OfOneUrgentAlertSaysWhereAndWhat) {
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kNew, "12 assessments overdue")}}),
            "Urgent: 12 assessments overdue, Assessment North");
}

TEST(SubjectTest, PutsTheMostImportantFirstAndCountsTheRest) {
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kResolved, "a"), Urgent(Item::kStillFiring, "b"),
                                  Urgent(Item::kNew, "c")}}),
            "Urgent: C, Assessment North, and 2 more");
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kNew, "a"), Urgent(Item::kEscalated, "b")}}),
            "Urgent: B, Assessment North, and 1 more");
}

TEST(SubjectTest, OfWhatHasEndedSaysResolved) {
  EXPECT_EQ(SubjectOf({.alerts = {Urgent(Item::kResolved, "3 assessments overdue")}}),
            "Resolved: 3 assessments overdue, Assessment North");
}

TEST(SubjectTest, OfADigestCountsTheStates) {
  SubjectWords words{.kind = MailKind::kDigest, .day = Date::FromYmd(2024, 3, 4)};
  words.alerts = {Urgent(Item::kResolved, ""), Urgent(Item::kStillFiring, "")};
  EXPECT_EQ(SubjectOf(words), "Caseclock, 4 March: 1 still open, 1 resolved");
  words.alerts = {Urgent(Item::kStillFiring, ""), Urgent(Item::kNew, "12 assessments overdue"),
                  Urgent(Item::kNew, ""), Urgent(Item::kResolved, "")};
  EXPECT_EQ(SubjectOf(words), "12 assessments overdue, Assessment North, and 1 more");
  words.weekly = true;
  EXPECT_EQ(SubjectOf(words), "Weekly summary, 4 March: 2 new alerts, 1 still open, 1 resolved");
  words.alerts.clear();
  words.nothing = "no data";
  EXPECT_EQ(SubjectOf(words), "Weekly summary, 4 March: no data");
}

TEST(SubjectTest, OfATestMailSaysSo) {
  EXPECT_EQ(SubjectOf({.kind = MailKind::kTest, .day = Date::FromYmd(2024, 3, 4)}),
            "Caseclock test email, 4 March 2024");
}

TEST(SubjectTest, StaysWithinItsLengthWhateverATeamIsCalled) {
  SubjectAlert alert = Urgent(Item::kNew, std::string(10'000, 'w'));
  alert.key.team = "a\r\nBcc: b" + std::string(10'000, 't');
  const std::string subject = SubjectOf({.alerts = {alert}});
  EXPECT_LE(subject.size(), kMaxSubject + 10);
  EXPECT_THAT(subject, HasSubstr(", a  Bcc: b"));
  EXPECT_THAT(subject, Not(HasSubstr("\n")));
}

TEST(SentencesTest, AreThoseOfTheHeader) {
  const Moment at{0, Date::FromYmd(2024, 3, 5), 602};
  EXPECT_EQ(OnBehalfText("Head of duty", Date::FromYmd(2024, 3, 15)),
            "You are receiving this for head of duty, who is away until Friday 15 March 2024.");
  EXPECT_EQ(RolledUpText(2, 3),
            "2 urgent alerts waited for this digest: 3 urgent emails had already been sent that "
            "day.");
  EXPECT_EQ(RolledUpText(0, 3), "");
  EXPECT_EQ(RolledUpText(1, 0),
            "1 urgent alert waited for this digest: you have chosen no urgent emails.");
  EXPECT_EQ(DataAsOfText(at, at.day),
            "Data as of Tuesday 5 March 2024, 10:02; figures for Tuesday 5 March 2024.");
  EXPECT_EQ(StaleText(at),
            "No data since Tuesday 5 March 2024, 10:02. These are the last known figures.");
  EXPECT_EQ(AcknowledgedText("Head of duty", at, {0, at.day, 0}, "Done."),
            "by head of duty on Tuesday 5 March 2024, 10:02, until the end of Monday 4 March 2024: "
            "“Done.”");
}

}  // namespace
}  // namespace caseclock

#include "daemon/page/page_acknowledge.h"

#include <regex>
#include <sstream>
#include <tuple>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/fake_acknowledgement_desk.h"

namespace caseclock {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Taken = FakeAcknowledgementDesk::Taken;

class PageAcknowledgeTest : public testing::Test {
 protected:
  AcknowledgePage Show(std::string_view token = "good") {
    return ShowAcknowledgement(desk_, token, 0, "n0nce");
  }
  AcknowledgePage Take(std::string_view form) {
    return TakeAcknowledgement(desk_, form, 0, "n0nce");
  }

  FakeAcknowledgementDesk desk_;
};

TEST_F(PageAcknowledgeTest, ShowsWhatIsAcknowledged) {
  const AcknowledgePage page = Show();
  EXPECT_EQ(page.status, 200);
  for (const std::string& text : {desk_.offer.headline, desk_.offer.where, desk_.offer.since,
                                  desk_.offer.why, desk_.offer.person, desk_.offer.ref}) {
    EXPECT_THAT(page.html, HasSubstr(">" + text + "<"));
  }
}

TEST_F(PageAcknowledgeTest, LookingAtItChangesNothing) {
  Show();
  EXPECT_THAT(desk_.taken(), IsEmpty());
}

TEST_F(PageAcknowledgeTest, EachFieldHasItsLabelAndOneButton) {
  const std::string html = Show().html;
  EXPECT_THAT(html,
              AllOf(HasSubstr("<label for=\"sentence\">"), HasSubstr("<textarea id=\"sentence\""),
                    HasSubstr("<legend>For how long?</legend>"), HasSubstr("lang=\"en-GB\"")));
  for (const char* days : {"1", "5", "10"}) {
    EXPECT_THAT(html, HasSubstr("<input type=\"radio\" id=\"days" + std::string(days) + "\""));
  }
  EXPECT_EQ(html.find("<button"), html.rfind("<button"));
}

TEST_F(PageAcknowledgeTest, SaysWhatWasNotedAndUntilWhen) {
  const AcknowledgePage page = Take("t=good&sentence=Agency+cover+from+Monday.&days=5");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(desk_.taken(), ElementsAre(Taken{"Agency cover from Monday.", 5}));
  EXPECT_THAT(page.html, AllOf(HasSubstr("Tue 12 Mar 2024, 00:00"),
                               HasSubstr(">Agency cover from Monday.<"), Not(HasSubstr("<form"))));
}

TEST_F(PageAcknowledgeTest, AnEmptySentenceComesBackWithItsErrorTiedToTheField) {
  for (const char* empty :
       {"t=good&days=10", "t=good&sentence=&days=10", "t=good&sentence=+%0D%0A+&days=10"}) {
    const AcknowledgePage page = Take(empty);
    EXPECT_EQ(page.status, 400);
    EXPECT_THAT(page.html,
                AllOf(HasSubstr("aria-describedby=\"hint sentence-error\" aria-invalid=\"true\""),
                      HasSubstr("id=\"sentence-error\">Error: Write what is being done about it.<"),
                      HasSubstr("<title>Error: "), HasSubstr("value=\"10\" checked")));
  }
  EXPECT_THAT(desk_.taken(), IsEmpty());
}

TEST_F(PageAcknowledgeTest, ASentenceTooLongComesBackWhole) {
  const std::string sentence(kMaxSentenceToAcknowledge + 1, 'x');
  const AcknowledgePage page = Take("t=good&days=1&sentence=" + sentence);
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.html, AllOf(HasSubstr("has 1001 characters"), HasSubstr(sentence)));
}

TEST_F(PageAcknowledgeTest, CharactersAreCountedNotBytes) {
  std::string sentence;
  for (std::size_t i = 0; i < kMaxSentenceToAcknowledge; ++i) sentence += "%C3%A9";
  EXPECT_EQ(Take("t=good&days=1&sentence=" + sentence).status, 200);
}

TEST_F(PageAcknowledgeTest, ASentenceIsTakenAsPeopleMeantIt) {
  Take("t=good&days=1&sentence=%0D%0A++two+lines%0D%0Aand+a%00tab%09+");
  EXPECT_THAT(desk_.taken(), ElementsAre(Taken{"two lines\nand a tab", 1}));
}

TEST_F(PageAcknowledgeTest, WhatIsNoTextIsNotTaken) {
  EXPECT_EQ(Take("t=good&days=1&sentence=%FF%FE").status, 400);
  EXPECT_THAT(desk_.taken(), IsEmpty());
}

TEST_F(PageAcknowledgeTest, OnlyTheOfferedTimesAreTaken) {
  for (const char* days : {"", "0", "2", "-1", "11", "5 ", "1e9", "99999999999999999999"}) {
    const AcknowledgePage page = Take("t=good&sentence=x&days=" + std::string(days));
    EXPECT_EQ(page.status, 400) << days;
    EXPECT_THAT(page.html, HasSubstr("aria-describedby=\"days-error\""));
  }
  EXPECT_THAT(desk_.taken(), IsEmpty());
}

TEST_F(PageAcknowledgeTest, DataIsShownAsData) {
  const std::string nasty = "\"><script>alert(1)</script>'&";
  desk_.offer = {nasty, nasty, nasty, nasty, nasty, nasty, nasty};
  const std::string noted = Take("t=good&days=1&sentence=%3Cimg+src%3Dx%3E").html;
  const std::string again = Take("t=good&sentence=%3C/textarea%3E%3Cscript%3E").html;
  for (const std::string& html : {Show().html, noted, again}) {
    EXPECT_THAT(html,
                AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<img")), Not(HasSubstr("\"><s"))));
  }
}

TEST_F(PageAcknowledgeTest, ATokenNobodyKnowsIsNotRepeated) {
  const AcknowledgePage page = Show("<b>strange</b>");
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.html, AllOf(Not(HasSubstr("strange")), HasSubstr("Nothing has been recorded.")));
  EXPECT_EQ(Take("t=strange&sentence=x&days=1").status, 400);
  EXPECT_EQ(Take("t=strange").status, 400);
}

TEST_F(PageAcknowledgeTest, EachRefusalSaysWhatToDo) {
  const std::tuple<AcknowledgementRefusal, int, const char*> cases[] = {
      {AcknowledgementRefusal::kExpired, 410, "latest email"},
      {AcknowledgementRefusal::kEnded, 410, "nothing left to acknowledge"},
      {AcknowledgementRefusal::kBusy, 503, "try again"},
      {AcknowledgementRefusal::kUnreadable, 400, "copy the whole link"}};
  for (const auto& [refusal, status, words] : cases) {
    desk_.Refuse(refusal);
    for (const AcknowledgePage& page : {Show(), Take("t=good&sentence=x&days=1"), Take("t=good")}) {
      EXPECT_EQ(page.status, status);
      EXPECT_THAT(page.html, AllOf(HasSubstr(words), Not(HasSubstr("<form"))));
    }
  }
}

TEST_F(PageAcknowledgeTest, AnEarlierAcknowledgementIsShown) {
  EXPECT_THAT(Show().html, Not(HasSubstr("Acknowledged already")));
  desk_.offer.acknowledged = "By Head of duty, until Tue 12 Mar 2024: cover found.";
  EXPECT_THAT(Show().html,
              HasSubstr("<p>By Head of duty, until Tue 12 Mar 2024: cover found.</p>"));
}

TEST_F(PageAcknowledgeTest, AsksNothingOfElsewhere) {
  const std::string html = Show().html;
  EXPECT_THAT(html,
              AllOf(Not(HasSubstr("http:")), Not(HasSubstr("https:")), Not(HasSubstr(" src=")),
                    Not(HasSubstr(" style=")), HasSubstr("<style nonce=\"n0nce\">")));
}

TEST_F(PageAcknowledgeTest, StaysBelowThePathOfAProxy) {
  EXPECT_THAT(Show().html, HasSubstr("<form method=\"post\" action=\"acknowledge\""));
  EXPECT_THAT(Show("strange").html, AllOf(HasSubstr("href=\"../\""), Not(HasSubstr("href=\"/\""))));
}

TEST_F(PageAcknowledgeTest, WhatAFieldPointsToIsThere) {
  const std::string html = Take("t=good").html;
  const std::regex pointers("(?:for|aria-labelledby|aria-describedby|href)=\"#?([a-z0-9 -]+)\"");
  int found = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), pointers), end; at != end; ++at) {
    std::istringstream ids((*at)[1]);
    for (std::string id; ids >> id; ++found)
      EXPECT_THAT(html, HasSubstr(" id=\"" + id + "\"")) << id;
  }
  EXPECT_GE(found, 8);
}

}  // namespace
}  // namespace caseclock

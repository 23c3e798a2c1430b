#include "daemon/page/records_page.h"

#include "daemon/page/records_words.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/support/fake_record_desk.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t kNowUs = 1'711'900'951'000'000;

ExplainedRecord InDrag(const std::string& record) {
  ExplainedRecord line;
  line.child = "child-0007";
  line.record = record;
  line.kind = RecordKind::kAssessment;
  line.team = "Moss Team";
  line.start = Date::FromYmd(2023, 11, 2);
  line.due = Date::FromYmd(2024, 1, 9);
  line.count = 101;
  line.limit = "45 working days";
  line.holidays = {{Date::FromYmd(2023, 12, 25), "Christmas Day"}};
  line.open = line.drag = true;
  line.why = "open, and over its limit since 10 Jan 2024";
  ExplainedFact fact;
  fact.name = "assessment_started";
  fact.date = line.start;
  fact.source = "test-system";
  fact.event_id = "event-31";
  fact.recorded_at_us = kNowUs;
  line.facts = {fact};
  fact.name = "team";
  fact.text = std::string("Moss Team") + kWorkerSeparator + "worker-5";
  line.facts.push_back(fact);
  return line;
}

class RecordsPageTest : public testing::Test {
 protected:
  RecordsPageTest() {
    desk_.Allow("analyst");
    desk_.authority = "X01";
    answer_.records.row.indicator = "assessment_45";
    answer_.records.indicator.title = "Child and family assessments within 45 working days";
    answer_.records.row.current.period = {Date::FromYmd(2023, 4, 1), Date::FromYmd(2024, 3, 31)};
    answer_.records.row.drag = 2;
    answer_.records.records = {InDrag("A7"), InDrag("A9")};
    answer_.found = 2;
    answer_.as_of = Date::FromYmd(2024, 3, 31);
  }
  RecordsPage Ask(const std::string& user, const std::string& query = kQuery) {
    desk_.answer = answer_;
    return AnswerRecords(&desk_, query, {user, "10.0.0.1"}, kNowUs, "n0");
  }

  static constexpr char kQuery[] =
      "authority=X01&indicator=assessment_45&team=Moss%20Team&window=year&part=drag";
  FakeRecordDesk desk_;
  RecordAnswer answer_;
};

TEST_F(RecordsPageTest, TheNumberOfTheBoardStandsBesideHowManyAreListed) {
  const RecordsPage page = Ask("analyst");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.html, HasSubstr("<b>2</b> overdue; 2 listed."));
}

TEST_F(RecordsPageTest, SaysWhenNotAllAreListed) {
  answer_.records.row.drag = 1300;
  answer_.found = 1300;
  const RecordQuestion question = {.authority = "X01", .part = RecordPart::kDrag};
  EXPECT_THAT(ShowRecords(question, answer_, kNowUs, "n0").html,
              HasSubstr("<b>1,300</b> overdue; the first 2 listed."));
}

TEST_F(RecordsPageTest, ARecordHasItsReasonAndItsEvents) {
  const std::string html = Ask("analyst").html;
  EXPECT_THAT(html, HasSubstr("scope=\"row\">A7<small>child child-0007</small>"));
  EXPECT_THAT(html, HasSubstr("101<small>of 45 working days</small>"));
  EXPECT_THAT(html, HasSubstr("open, and over its limit since 10 Jan 2024"));
  EXPECT_THAT(html, HasSubstr("Not counted: Christmas Day 25 Dec 2023"));
  EXPECT_THAT(html, HasSubstr("event event-31 of test-system, recorded"));
  EXPECT_THAT(html, Not(HasSubstr("worker-5"))) << "workers are not named";
}

TEST_F(RecordsPageTest, GoldenPage) {
  std::string html = Ask("analyst").html;
  const std::size_t begin = html.find('>', html.find("<style ")) + 1;
  html.erase(begin, html.find("</style>") - begin);
  const std::size_t build = html.find("assets/page-");
  html.erase(build, html.find('"', build) - build);
  ExpectGolden(html, "tests/daemon/page/records_page.golden");
}

TEST_F(RecordsPageTest, AsksForWhatTheAddressSays) {
  Ask("analyst");
  ASSERT_EQ(desk_.asked().size(), 1u);
  const RecordQuestion wanted = {"X01",         "Moss Team",       "assessment_45",
                                 Window::kYear, RecordPart::kDrag, kRecordsOnPage};
  EXPECT_EQ(desk_.asked()[0].second, wanted);
  EXPECT_EQ(desk_.asked()[0].first, "analyst");
}

TEST_F(RecordsPageTest, NobodyAndOthersAreToldWhyNotAndWhomToAsk) {
  const RecordsPage nobody = Ask("");
  EXPECT_EQ(nobody.status, 401);
  EXPECT_THAT(nobody.html, HasSubstr("only to people who have said who they are"));
  const RecordsPage other = Ask("visitor");
  EXPECT_EQ(other.status, 403);
  EXPECT_THAT(other.html, HasSubstr("Ask whoever runs Caseclock"));
  for (const RecordsPage& page : {nobody, other}) EXPECT_THAT(page.html, Not(HasSubstr("A7")));
}

TEST_F(RecordsPageTest, WithoutADeskOrAQuestionThereIsASentence) {
  EXPECT_EQ(AnswerRecords(nullptr, kQuery, {"analyst", ""}, kNowUs, "n0").status, 404);
  EXPECT_EQ(Ask("analyst", "authority=X01&part=everything").status, 404);
  EXPECT_TRUE(desk_.asked().empty());
}

TEST_F(RecordsPageTest, TextFromOutsideIsEscapedEverywhere) {
  const std::string hostile = "<script>alert(1)</script>\"'";
  ExplainedRecord& line = answer_.records.records[0];
  line.child = line.record = line.team = line.why = line.limit = line.fact = hostile;
  line.facts[0].name = line.facts[0].source = line.facts[0].event_id = line.facts[0].text = hostile;
  line.holidays[0].title = answer_.records.indicator.title = hostile;
  EXPECT_THAT(Ask("analyst").html, Not(HasSubstr("<script")));
  EXPECT_THAT(Ask("", "authority=%3Cscript%3E&team=%3Cscript%3E").html, Not(HasSubstr("<script")));
}

TEST(RefusalWordsTest, EachHasAStatusAReasonAndWhatToDo) {
  for (const auto refusal :
       {RecordRefusal::kNotAuthenticated, RecordRefusal::kNotAllowed, RecordRefusal::kUnknown,
        RecordRefusal::kNotCaughtUp, RecordRefusal::kBusy, RecordRefusal::kTooMany,
        RecordRefusal::kNotAudited}) {
    const RefusalWords words = RefusalWordsOf(refusal);
    EXPECT_GE(words.status, 400);
    EXPECT_FALSE(words.title.empty() || words.why.empty() || words.whom.empty());
  }
  EXPECT_EQ(RefusalWordsOf(std::nullopt).status, 404);
}

}  // namespace
}  // namespace caseclock

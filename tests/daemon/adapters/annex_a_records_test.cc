#include "daemon/adapters/annex_a_records.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

/// The events of a workbook without the one that completes the batch.
std::string Told(const WorkbookBuilder& book) {
  const std::string events = Events(Import(book.Bytes()));
  return events.substr(0, events.find("complete"));
}

std::string Notes(const WorkbookBuilder& book) {
  std::string lines;
  for (const ImportProblem& problem : Import(book.Bytes()).problems) {
    if (problem.row > 1) lines += Describe(problem) + "\n";
  }
  return lines;
}

void AddReferrals(WorkbookBuilder& book, std::vector<std::vector<CellXml>> rows) {
  auto& sheet = book.Sheet("List_3").Row({"Child Unique ID", "Date of referral", "Referral Source",
                                          "Referral NFA?", "Allocated Team", "Allocated Worker"});
  for (auto& row : rows) sheet.Row(std::move(row));
}

void AddAssessments(WorkbookBuilder& book, std::vector<std::vector<CellXml>> rows) {
  auto& sheet =
      book.Sheet("List_4").Row({"Child Unique ID", "Continuous Assessment Start Date",
                                "Continuous Assessment Date of Authorisation", "Allocated Team"});
  for (auto& row : rows) sheet.Row(std::move(row));
}

void AddSection47(WorkbookBuilder& book, std::vector<std::vector<CellXml>> rows) {
  auto& sheet = book.Sheet("List_5").Row(
      {"Child Unique ID", "Strategy discussion initiating Section 47 Enquiry Start Date",
       "Was an Initial Child Protection Conference deemed unnecessary?",
       "Date of Initial Child Protection Conference", "Allocated Team"});
  for (auto& row : rows) sheet.Row(std::move(row));
}

TEST(AnnexARecordsTest, Contacts) {
  WorkbookBuilder book;
  book.Sheet("List_1")
      .Row({"Child Unique ID", "Date of Contact", "Contact Source"})
      .Row({"C1", Day("2024-03-01"), "a) 1A: Individual"})
      .Row({"C1", Day("2024-03-02"), ""});
  EXPECT_EQ(Told(book),
            "C1 contact#1 contact_received 2024-03-01 1A\n"
            "C1 contact#2 contact_received 2024-03-02\n");
}

TEST(AnnexARecordsTest, ReferralsWithTeamAndWorker) {
  WorkbookBuilder book;
  AddReferrals(book, {{"C1", Day("2024-03-01"), "6: Police", "b) No", "North", "Invented Worker"},
                      {"C2", Day("2024-03-02"), "", "", "", "Invented  WORKER"},
                      {"C3", Day("2024-03-03"), "", "", "South"}});
  EXPECT_EQ(Told(book),
            "C1 referral#1 referral_opened 2024-03-01 6\n"
            "C1 referral#1 allocation from 2024-03-01 North|w-4f2ba691d876\n"
            "C2 referral#2 referral_opened 2024-03-02\n"
            "C2 referral#2 allocation from 2024-03-02 |w-4f2ba691d876\n"
            "C3 referral#3 referral_opened 2024-03-03\n"
            "C3 referral#3 allocation from 2024-03-03 South\n");
}

TEST(AnnexARecordsTest, NoFurtherActionHasNoDateAndIsOnlyNoted) {
  WorkbookBuilder book;
  AddReferrals(book, {{"C1", Day("2024-03-01"), "", "a) Yes"}, {"C2", Day("2024-03-02"), "", "y"}});
  EXPECT_EQ(Told(book).find("decided"), std::string::npos);
  EXPECT_EQ(
      Notes(book),
      "book.xlsx, List_3, row 2, column D (Referral NFA?): note: the list has no date for the "
      "decision to take no further action, so that it is not imported (2 rows, this is the "
      "first)\n");
}

TEST(AnnexARecordsTest, AnAssessmentBelongsToTheLatestReferralOnOrBeforeItsStart) {
  WorkbookBuilder book;
  AddReferrals(book, {{"C1", Day("2024-01-10")},
                      {"C1", Day("2024-03-01")},
                      {"C1", Day("2024-03-02")},
                      {"C2", Day("2024-01-01")}});
  AddAssessments(book, {{"C1", Day("2024-03-01"), Day("2024-04-10"), "North"},
                        {"C1", Day("2024-01-09"), ""},
                        {"C3", Day("2024-03-01"), ""}});
  const std::string told = Told(book);
  EXPECT_EQ(told.substr(told.find("C1 assessment")),
            "C1 assessment#1 assessment_started 2024-03-01 assessment_type =3 assessment_referral "
            "referral#2\n"
            "C1 assessment#1 assessment_authorised 2024-04-10\n"
            "C1 assessment#1 allocation from 2024-03-01 North\n"
            "C1 assessment#2 assessment_started 2024-01-09 assessment_type =3\n"
            "C1 assessment#2 clear assessment_authorised\n"
            "C3 assessment#3 assessment_started 2024-03-01 assessment_type =3\n"
            "C3 assessment#3 clear assessment_authorised\n");
}

TEST(AnnexARecordsTest, EnquiriesAndTheirConferences) {
  WorkbookBuilder book;
  AddSection47(book, {{"C1", Day("2024-03-01"), "b) No", Day("2024-03-20"), "North"},
                      {"C2", Day("2024-03-01"), "", ""},
                      {"C3", "", "", Day("2024-03-20"), "North"}});
  EXPECT_EQ(Told(book),
            "C1 section47#1 section47_started 2024-03-01\n"
            "C1 section47#1 allocation from 2024-03-01 North\n"
            "C1 conference#1 conference_held 2024-03-20 conference_type =1 conference_section47 "
            "section47#1\n"
            "C2 section47#2 section47_started 2024-03-01\n"
            "C2 conference#2 clear conference_held\n"
            "C3 conference#3 conference_held 2024-03-20 conference_type =1\n"
            "C3 conference#3 allocation from 2024-03-20 North\n");
}

TEST(AnnexARecordsTest, AnEnquiryThatNeededNoConferenceEndsOnItsFirstDay) {
  WorkbookBuilder book;
  AddSection47(book, {{"C1", Day("2024-03-01"), "a) Yes", ""}});
  EXPECT_EQ(Told(book),
            "C1 section47#1 section47_started 2024-03-01\n"
            "C1 section47#1 section47_ended_without_conference 2024-03-01\n"
            "C1 conference#1 clear conference_held\n");
  EXPECT_EQ(Notes(book),
            "book.xlsx, List_5, row 2, column C (Was an Initial Child Protection Conference deemed "
            "unnecessary?): note: no conference was needed; the list has no date for that, so that "
            "the enquiry is taken as ended on the day of its strategy discussion\n");
}

TEST(AnnexARecordsTest, AConferenceThatWasHeldWasNeeded) {
  WorkbookBuilder book;
  AddSection47(book, {{"C1", Day("2024-03-01"), "a) Yes", Day("2024-03-20")}});
  EXPECT_EQ(Told(book).find("ended_without"), std::string::npos);
  EXPECT_NE(Notes(book).find("gives the date of one; the conference is imported"),
            std::string::npos);
}

TEST(AnnexARecordsTest, NothingIsOpenWhileTheConferenceDateIsUnreadable) {
  WorkbookBuilder book;
  AddSection47(book, {{"C1", Day("2024-03-01"), "a) Yes", "31/02/2024"}});
  EXPECT_EQ(Told(book), "");
}

TEST(AnnexARecordsTest, ACorrectedConferenceDateChangesTheSameConference) {
  WorkbookBuilder before;
  AddSection47(before, {{"C1", Day("2024-03-01"), "", Day("2024-03-20")}});
  WorkbookBuilder after;
  AddSection47(after, {{"C1", Day("2024-03-01"), "", Day("2024-03-21")}});
  EXPECT_EQ(Import(before.Bytes()).events[1].record, Import(after.Bytes()).events[1].record);
}

TEST(AnnexARecordsTest, EpisodesOfNeed) {
  WorkbookBuilder book;
  book.Sheet("List_6")
      .Row({"Child Unique ID", "CIN Start Date", "Primary Need Code", "CIN Closure Date",
            "Reason for Closure", "Allocated Team"})
      .Row({"C1", Day("2024-03-01"), "N1 - Abuse or neglect", "", "", "North"})
      .Row({"C2", Day("2024-03-01"), "", Day("2024-05-01"), "RC7 - Services ceased"});
  EXPECT_EQ(Told(book),
            "C1 plan#1 plan_started 2024-03-01 N1 plan_type =2\n"
            "C1 plan#1 clear plan_ceased\n"
            "C1 plan#1 allocation from 2024-03-01 North\n"
            "C2 plan#2 plan_started 2024-03-01 plan_type =2\n"
            "C2 plan#2 plan_ceased 2024-05-01 RC7\n");
}

TEST(AnnexARecordsTest, ChildProtectionPlans) {
  WorkbookBuilder book;
  book.Sheet("List_7")
      .Row({"Child Unique ID", "Child Protection Plan Start Date", "Initial Category of Abuse",
            "Date of the Last Statutory Visit", "Was the Child Seen Alone?",
            "Date of latest review conference", "Child Protection Plan End Date",
            "Number of Previous Child Protection Plans"})
      .Row({"C1", Day("2024-03-01"), "a) Neglect", Day("2024-06-20"), "a) Yes", Day("2024-05-20"),
            "", 0})
      .Row({"C2", Day("2023-03-01"), "", Day("2024-06-20"), "b) No", "", Day("2024-06-21"), 2})
      .Row({"C3", Day("2023-03-01"), "", Day("2024-06-20"), "c) Unknown"});
  EXPECT_EQ(Told(book),
            "C1 plan#1 plan_started 2024-03-01 NEG plan_type =1 plan_previous_plans\n"
            "C1 plan#1 clear plan_ceased\n"
            "C1 review#1 review_held 2024-05-20 review_of =6 plan#1\n"
            "C1 visit#1 visit_made 2024-06-20 =2 visit_of =6 plan#1\n"
            "C2 plan#2 plan_started 2023-03-01 plan_type =1 plan_previous_plans =2\n"
            "C2 plan#2 plan_ceased 2024-06-21\n"
            "C2 visit#2 visit_made 2024-06-20 =1 visit_of =6 plan#2\n"
            "C3 plan#3 plan_started 2023-03-01 plan_type =1\n"
            "C3 plan#3 clear plan_ceased\n"
            "C3 visit#3 visit_made 2024-06-20 visit_of =6 plan#3\n");
}

TEST(AnnexARecordsTest, PeriodsOfCare) {
  WorkbookBuilder book;
  book.Sheet("List_8")
      .Row({"Child Unique ID", "Date Started to be Looked After", "Child's Category of Need",
            "Start date of current legal status", "Child\xE2\x80\x99s Legal Status",
            "Date of Latest Statutory Review", "Date of Last Social Work Visit",
            "Date of Last Health Assessment", "Date of Last Dental Check",
            "Date Ceased to be Looked After ", "Reason Ceased to be Looked After",
            "Start Date of Most Recent Placement", "Placement Type", "Allocated Team"})
      .Row({"C1", Day("2024-03-01"), "N1", Day("2024-03-02"), "C1: ICO", Day("2024-04-01"),
            Day("2024-06-01"), Day("2024-03-10"), Day("2024-03-11"), "", "", Day("2024-03-03"),
            "f) U6: Foster placement", "North"})
      .Row({"C2", Day("2024-03-01"), "", "", "C2: FCO", "", "", "", "", Day("2024-06-01"),
            "a) E11: Adopted"});
  EXPECT_EQ(Told(book),
            "C1 care#1 care_started 2024-03-01 N1\n"
            "C1 care#1 clear care_ceased\n"
            "C1 care#1 legal_status from 2024-03-02 C1\n"
            "C1 care#1 allocation from 2024-03-01 North\n"
            "C1 review#1 review_held 2024-04-01 review_of =8 care#1\n"
            "C1 visit#1 visit_made 2024-06-01 visit_of =8 care#1\n"
            "C1 placement#1 placement_started 2024-03-03 U6 placement_care care#1\n"
            "C1 health_assessment#1 health_assessed 2024-03-10\n"
            "C1 dental_check#1 dental_check_done 2024-03-11\n"
            "C2 care#2 care_started 2024-03-01\n"
            "C2 care#2 care_ceased 2024-06-01 E11\n");
}

TEST(AnnexARecordsTest, AdoptionJourneysAndTheCareTheyBeganIn) {
  WorkbookBuilder book;
  book.Sheet("List_8")
      .Row({"Child Unique ID", "Date Started to be Looked After", "Date Ceased to be Looked After"})
      .Row({"C1", Day("2023-01-10")});
  book.Sheet("List_10")
      .Row({"Child Unique ID", "Date the Child Entered Care",
            "Date of Decision that Child Should be Placed for Adoption", "Date of Placement Order",
            "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption",
            "Date of Adoption Order ",
            "Date of Decision that Child Should No Longer be Placed for Adoption",
            "Reason Why Child No Longer Placed for Adoption"})
      .Row({"C1", Day("2023-01-10"), Day("2023-06-01"), Day("2023-07-01"), Day("2023-09-01"),
            Day("2023-09-20"), Day("2024-04-01")})
      .Row({"C2", "", Day("2023-08-01"), "", "", "", "", Day("2024-01-15"), "RD3 - not found"});
  const std::string told = Told(book);
  EXPECT_EQ(told.substr(told.find("C1 adoption")),
            "C1 adoption#1 adoption_decided 2023-06-01 adoption_care care#1\n"
            "C1 adoption#1 placement_order 2023-07-01\n"
            "C1 adoption#1 adoption_matched 2023-09-01\n"
            "C1 adoption#1 adoption_placed 2023-09-20\n"
            "C1 adoption#1 adoption_order 2024-04-01\n"
            "C1 adoption#1 clear adoption_reversed\n"
            "C2 adoption#2 adoption_decided 2023-08-01\n"
            "C2 adoption#2 clear placement_order\n"
            "C2 adoption#2 clear adoption_matched\n"
            "C2 adoption#2 clear adoption_placed\n"
            "C2 adoption#2 clear adoption_order\n"
            "C2 adoption#2 adoption_reversed 2024-01-15 RD3\n");
}

TEST(AnnexARecordsTest, OtherListsAreCountedAndGiveNoEvents) {
  WorkbookBuilder book;
  book.Sheet("List_2")
      .Row({"Child Unique ID", "Assessment start date"})
      .Row({"C1", Day("2024-03-01")});
  book.Sheet("List_9").Row({"Child Unique ID", "Eligibility Category"}).Row({"C1", "a) Relevant"});
  book.Sheet("List_11").Row({"Individual adopter identifier", "Gender"}).Row({"A1", "F"});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(result.events.size(), 1u);
  for (const int list : {2, 9, 11}) {
    const ListCount& count = result.lists[static_cast<std::size_t>(list) - 1];
    EXPECT_EQ(count.taken, 1) << list;
    EXPECT_EQ(count.events, 0);
    EXPECT_FALSE(count.withdraws);
    EXPECT_EQ(count.remark, "recognised and counted; no events are made of this list");
  }
}

TEST(AnnexARecordsTest, AMissingColumnSaysNothing) {
  WorkbookBuilder book;
  book.Sheet("List_7")
      .Row(
          {"Child Unique ID", "Child Protection Plan Start Date", "Child Protection Plan End Date"})
      .Row({"C1", Day("2024-03-01"), "#N/A"});
  EXPECT_EQ(Told(book), "C1 plan#1 plan_started 2024-03-01 plan_type =1\n");
}

TEST(AnnexARecordsTest, AListWithoutTheColumnThatStopsItsClocksIsAnErrorAndNotImported) {
  WorkbookBuilder book;
  book.Sheet("List_3").Row({"Child Unique ID", "Date of referral"}).Row({"C1", Day("2024-03-01")});
  book.Sheet("List_4")
      .Row({"Child Unique ID", "Continuous Assessment Start Date", "Finalised when"})
      .Row({"C1", Day("2024-03-01"), Day("2024-03-20")});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(Events(result).find("assessment"), std::string::npos);
  EXPECT_EQ(
      Describe(result.problems.at(0)),
      "book.xlsx, List_4, row 1 (Continuous Assessment Date of Authorisation): error: sheet "
      "skipped: no heading was understood as this column, and without it every row would count "
      "as open; give its column this heading, even where all its cells are blank");
}

/// Identities are kept in councils' logs: these must never change.
TEST(AnnexARecordsTest, IdentitiesNeverChange) {
  WorkbookBuilder book;
  AddReferrals(book, {{"C1", Day("2024-03-01"), "", "", "", "Invented Worker"}});
  book.Sheet("List_1")
      .Row({"Child Unique ID", "Date of Contact", "Contact Source"})
      .Row({"C1", Day("2024-03-01"), "6"})
      .Row({"C1", Day("2024-03-01"), "1A"});
  const ImportResult result = Import(book.Bytes());
  std::set<std::string> records;
  for (const CaseEvent& event : result.events) records.insert(event.record);
  EXPECT_EQ(records, (std::set<std::string>{"", "aa-40e712ee0ba79256", "aa-744e8df013689fa5",
                                            "aa-79ab2b842c02c52f"}));
}

TEST(AnnexARecordsTest, RecordsAreOfOneAuthorityKindListAndDay) {
  std::set<std::string> records;
  for (const char* child : {"C1", "C2"}) {
    for (const char* day : {"2024-03-01", "2024-03-02"}) {
      WorkbookBuilder book;
      AddReferrals(book, {{child, Day(day)}});
      AddAssessments(book, {{child, Day(day)}});
      const ImportResult result = Import(book.Bytes());
      records.insert(result.events[0].record);
      records.insert(result.events[1].record);
    }
  }
  EXPECT_EQ(records.size(), 8u);
}

}  // namespace
}  // namespace caseclock::testing

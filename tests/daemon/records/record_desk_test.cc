// What every desk promises, of the fake that other tests use and of the real one with a loop behind it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <thread>
#include <vector>

#include "daemon/records/loop_record_desk.h"
#include "tests/support/fake_record_desk.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

const RecordReader kAnna = {.user = "anna", .address = "10.1.2.3"};
const RecordReader kBen = {.user = "ben", .address = "10.1.2.4"};

RecordQuestion Question(RecordPart part = RecordPart::kAll) {
  RecordQuestion question;
  question.authority = kInventedCouncil;
  question.indicator = "assessment_45";
  question.part = part;
  return question;
}

/// A desk where anna may see every record, and ben none: one open assessment in drag, one not.
class Desk {
 public:
  virtual ~Desk() = default;
  virtual RecordDesk& desk() = 0;
};

int LinesOf(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

class FakeDesk final : public Desk {
 public:
  FakeDesk() { desk_.Allow("anna"); }
  RecordDesk& desk() override { return desk_; }

 private:
  FakeRecordDesk desk_;
};

/// With a loop that turns until the desk goes.
class LoopDesk final : public Desk {
 public:
  LoopDesk() {
    councils_.AddPartition(0);
    for (const auto& [record, start] :
         {std::pair{"A1", "2023-11-01"}, std::pair{"A2", "2024-03-01"}}) {
      councils_.Apply(0,
                      Told(std::string("C") + record, RecordKind::kAssessment, record,
                           {Typed(Fact::kAssessmentType, 3), On(Fact::kAssessmentStarted, start)},
                           "2024-03-02"),
                      0);
    }
    councils_.FinishCatchUp(0);
    councils_.CountSome([] { return true; });
    board_.Publish(councils_.MakeView(0));
    loop_ = std::thread([this] {
      while (!stop_) {
        requests_.Serve(councils_);
        std::this_thread::yield();
      }
    });
  }
  ~LoopDesk() override {
    stop_ = true;
    loop_.join();
  }
  RecordDesk& desk() override { return desk_; }
  LoopRequests& requests() { return requests_; }
  ViewBoard& board() { return board_; }
  LoopRecordDesk& real() { return desk_; }
  const std::vector<std::string>& log() const { return log_; }
  const std::vector<LogLevel>& levels() const { return levels_; }
  std::string audit_path() const { return folder_.path() + "/audit"; }
  std::string Audit() const {
    std::ifstream in(audit_path() + "/records-2024-03.jsonl");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

 private:
  TemporaryFolder folder_;
  std::vector<std::string> log_;
  std::vector<LogLevel> levels_;  // of each line
  Councils councils_{[](const std::string&) { return std::make_shared<const Definitions>(); },
                     Day("2024-03-22"), 0};
  ViewBoard board_;
  LoopRequests requests_;
  LoopRecordDesk desk_{{.readers = {{.user = "anna", .authorities = {}}},
                        .audit_directory = folder_.path() + "/audit",
                        .now_us = [] { return NoonUs(Day("2024-03-22")); },
                        .log =
                            [this](LogLevel level, std::string_view line) {
                              levels_.push_back(level);
                              log_.emplace_back(line);
                            }},
                       board_,
                       requests_};
  std::atomic<bool> stop_ = false;
  std::thread loop_;
};

template <typename T>
class RecordDeskContract : public testing::Test {
 protected:
  T with_;
  RecordDesk& desk_ = with_.desk();
};
using Desks = testing::Types<FakeDesk, LoopDesk>;
TYPED_TEST_SUITE(RecordDeskContract, Desks);

TYPED_TEST(RecordDeskContract, APartHasExactlyItsRecords) {
  const auto all = this->desk_.Records(Question(), kAnna);
  ASSERT_TRUE(std::holds_alternative<RecordAnswer>(all));
  EXPECT_EQ(std::get<RecordAnswer>(all).found, 2u);
  EXPECT_EQ(std::get<RecordAnswer>(all).as_of, Day("2024-03-22"));
  const auto drag = std::get<RecordAnswer>(this->desk_.Records(Question(RecordPart::kDrag), kAnna));
  ASSERT_EQ(drag.records.records.size(), 1u);
  EXPECT_EQ(drag.records.records[0].record, "A1");
  EXPECT_EQ(drag.found, static_cast<std::size_t>(drag.records.row.drag));
}

TYPED_TEST(RecordDeskContract, FoundSaysHowManyThereAreBeyondTheLimit) {
  RecordQuestion question = Question();
  question.limit = 1;
  const auto answer = std::get<RecordAnswer>(this->desk_.Records(question, kAnna));
  EXPECT_EQ(answer.records.records.size(), 1u);
  EXPECT_EQ(answer.found, 2u);
}

TYPED_TEST(RecordDeskContract, AnOffsetPassesTheFirstOnesOver) {
  RecordQuestion question = Question();
  question.limit = 1;
  std::vector<std::string> records;
  for (question.offset = 0; question.offset < 3; ++question.offset) {
    const auto answer = std::get<RecordAnswer>(this->with_.desk().Records(question, kAnna));
    EXPECT_EQ(answer.found, 2u);
    for (const ExplainedRecord& one : answer.records.records) records.push_back(one.record);
  }
  EXPECT_THAT(records, testing::UnorderedElementsAre("A1", "A2"));
}

TYPED_TEST(RecordDeskContract, WhoMaySeeIsNamed) {
  EXPECT_TRUE(this->desk_.MaySee(kAnna, kInventedCouncil));
  EXPECT_FALSE(this->desk_.MaySee(kBen, kInventedCouncil));
  EXPECT_EQ(std::get<RecordRefusal>(this->desk_.Records(Question(), kBen)),
            RecordRefusal::kNotAllowed);
  EXPECT_EQ(std::get<RecordRefusal>(this->desk_.Records(Question(), {})),
            RecordRefusal::kNotAuthenticated);
}

TYPED_TEST(RecordDeskContract, WhatIsNotThereIsUnknown) {
  RecordQuestion question = Question();
  question.indicator = "ni99";
  EXPECT_EQ(std::get<RecordRefusal>(this->desk_.Records(question, kAnna)), RecordRefusal::kUnknown);
  question = Question();
  question.authority = "X98";
  EXPECT_EQ(std::get<RecordRefusal>(this->desk_.Records(question, kAnna)), RecordRefusal::kUnknown);
}

class LoopRecordDeskTest : public testing::Test {
 protected:
  LoopDesk with_;
  RecordDesk& desk_ = with_.desk();
};

TEST_F(LoopRecordDeskTest, EachQuestionIsWrittenDownAndItsAnswerIsNot) {
  desk_.Records(Question(RecordPart::kDrag), kAnna);
  desk_.Records(Question(), kBen);
  const std::string audit = with_.Audit();
  EXPECT_EQ(
      audit.substr(0, audit.find('\n')),
      R"({"time":"2024-03-22T12:00:00Z","user":"anna","client":"10.1.2.3","authority":"X99000099","team":"",)"
      R"("indicator":"assessment_45","window":"year","part":"drag","as_of":"2024-03-22","found":1,"shown":1,)"
      R"("outcome":"shown"})");
  EXPECT_THAT(audit, HasSubstr(R"("user":"ben")"));
  EXPECT_THAT(audit, HasSubstr(R"("outcome":"not_allowed")"));
  EXPECT_THAT(audit, Not(HasSubstr("A1")));
}

// Somebody may type the name of a child where a team is asked for.
TEST_F(LoopRecordDeskTest, WhatNamesNothingShownIsNotWrittenDown) {
  RecordQuestion question = Question();
  question.team = "CA1";
  EXPECT_EQ(std::get<RecordRefusal>(desk_.Records(question, kAnna)), RecordRefusal::kUnknown);
  EXPECT_THAT(with_.Audit(), HasSubstr("\"team\":\"(unknown)\""));
  EXPECT_THAT(with_.Audit(), Not(HasSubstr("CA1")));
}

TEST_F(LoopRecordDeskTest, WithoutAnAuditNothingIsShown) {
  std::ofstream(with_.audit_path()) << "a file where the directory should be";
  EXPECT_EQ(std::get<RecordRefusal>(desk_.Records(Question(), kAnna)), RecordRefusal::kNotAudited);
}

// Whoever asks for records is refused; whoever runs the daemon has to learn why, once and not at every question.
TEST_F(LoopRecordDeskTest, AnAuditThatCannotBeWrittenIsToldOnceUntilItCan) {
  std::ofstream(with_.audit_path()) << "a file where the directory should be";
  desk_.Records(Question(), kAnna);
  desk_.Records(Question(), kAnna);
  ASSERT_EQ(with_.log().size(), 1u);
  EXPECT_THAT(with_.log()[0], HasSubstr("the audit of records cannot be written"));
  EXPECT_THAT(with_.log()[0], HasSubstr(with_.audit_path()));
  std::filesystem::remove(with_.audit_path());
  desk_.Records(Question(), kAnna);
  desk_.Records(Question(), kAnna);
  ASSERT_EQ(with_.log().size(), 2u);
  EXPECT_THAT(with_.log()[1], HasSubstr("is written again"));
  EXPECT_THAT(with_.levels(), testing::ElementsAre(LogLevel::kError, LogLevel::kInfo));
}

TEST_F(LoopRecordDeskTest, HalfALineOfAPowerCutSwallowsNoOther) {
  std::filesystem::create_directory(with_.audit_path());
  std::ofstream(with_.audit_path() + "/records-2024-03.jsonl") << R"({"time":"2024-)";
  desk_.Records(Question(), kAnna);
  EXPECT_THAT(with_.Audit(), HasSubstr("{\"time\":\"2024-\n{\"time\":\"2024-03-22T"));
}

TEST_F(LoopRecordDeskTest, TheAuditIsItsOwnersOnly) {
  desk_.Records(Question(), kAnna);
  using std::filesystem::perms;
  const std::filesystem::path file = with_.audit_path() + "/records-2024-03.jsonl";
  EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::status(with_.audit_path()).permissions(), perms::owner_all);
}

TEST_F(LoopRecordDeskTest, ReadersOfOneCouncilSeeItsRecordsOnly) {
  with_.real().SetReaders({{.user = "ben", .authorities = {{"X01000001"}}}});
  EXPECT_TRUE(desk_.MaySee(kBen, "X01000001"));
  EXPECT_FALSE(desk_.MaySee(kBen, kInventedCouncil));
  EXPECT_FALSE(desk_.MaySee(kAnna, "X01000001"));
}

TEST_F(LoopRecordDeskTest, WhoAsksTooOftenFloodsNoAudit) {
  for (int n = 0; n < kRecordQuestionsAtOnce; ++n) {
    EXPECT_TRUE(std::holds_alternative<RecordAnswer>(desk_.Records(Question(), kAnna))) << n;
  }
  for (int n = 0; n < 100; ++n) {
    EXPECT_EQ(std::get<RecordRefusal>(desk_.Records(Question(), kAnna)), RecordRefusal::kTooMany);
  }
  EXPECT_EQ(LinesOf(with_.Audit()), kRecordQuestionsAtOnce + 1);
  EXPECT_THAT(with_.Audit(), HasSubstr("\"outcome\":\"too_many\""));
  EXPECT_EQ(std::get<RecordRefusal>(desk_.Records(Question(), kBen)), RecordRefusal::kNotAllowed)
      << "others have their own";
}

TEST_F(LoopRecordDeskTest, WhileHalfAnExportHasComeNothingIsShown) {
  View held = *with_.board().CurrentView();
  held.held = {kInventedCouncil};
  with_.board().Publish(std::make_shared<const View>(held));
  EXPECT_EQ(std::get<RecordRefusal>(desk_.Records(Question(), kAnna)), RecordRefusal::kNotCaughtUp);
}

TEST_F(LoopRecordDeskTest, AfterTheLoopHasEndedNobodyWaits) {
  with_.requests().Close();
  EXPECT_EQ(std::get<RecordRefusal>(desk_.Records(Question(), kAnna)), RecordRefusal::kBusy);
}

}  // namespace
}  // namespace caseclock

/// @file
/// A desk of records for tests: answers what it was told to, and remembers who asked for what.
///
/// Example:
///   FakeRecordDesk desk;
///   desk.reader = "analyst";                       // who may see records
///   desk.answer = RecordRefusal::kBusy;
///   AnswerRecords(&desk, "authority=X01&indicator=a", {"analyst", "10.1.2.3"}, now_us, nonce).status   // 503
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "daemon/page/record_desk.h"

namespace caseclock {

/// Nobody but `reader` may see records; every answer is `answer`.
class FakeRecordDesk : public RecordDesk {
 public:
  bool MaySee(const RecordReader& who, std::string_view) const override {
    return !reader.empty() && who.user == reader;
  }
  std::variant<RecordAnswer, RecordRefusal> Records(const RecordQuestion& question,
                                                    const RecordReader& who) override {
    asked.emplace_back(question, who.user);
    if (who.user.empty()) return RecordRefusal::kNotAuthenticated;
    if (!MaySee(who, question.authority)) return RecordRefusal::kNotAllowed;
    return answer;
  }

  std::string reader;
  std::variant<RecordAnswer, RecordRefusal> answer = RecordRefusal::kUnknown;
  std::vector<std::pair<RecordQuestion, std::string>> asked;
};

}  // namespace caseclock

/// @file
/// A desk with the records of one invented figure, and a list of who asked.
///
/// Example:
///   FakeRecordDesk desk;
///   desk.Allow("anna");
///   desk.Records({.authority = "X01000001", .indicator = "assessment_45"}, {.user = "anna"});   // one record
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/page/record_desk.h"

namespace caseclock {

class FakeRecordDesk final : public RecordDesk {
 public:
  void Allow(const std::string& user) { allowed_.insert(user); }
  /// From now on nobody is shown anything, for this reason.
  void Refuse(RecordRefusal refusal) { refusal_ = refusal; }

  bool MaySee(const RecordReader& reader, std::string_view) const override {
    return allowed_.contains(reader.user);
  }
  std::variant<RecordAnswer, RecordRefusal> Records(const RecordQuestion& question,
                                                    const RecordReader& reader) override {
    asked_.emplace_back(reader.user, question);
    if (reader.user.empty()) return RecordRefusal::kNotAuthenticated;
    if (!MaySee(reader, question.authority)) return RecordRefusal::kNotAllowed;
    if (refusal_) return *refusal_;
    if (question.authority != authority || question.indicator != answer.records.row.indicator) {
      return RecordRefusal::kUnknown;
    }
    RecordAnswer given = answer;
    std::erase_if(given.records.records,
                  [&](const ExplainedRecord& one) { return !IsInPart(one, question.part); });
    given.found = given.records.records.size();
    auto& records = given.records.records;
    const std::size_t passed = std::min(question.offset, records.size());
    records.erase(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(passed));
    if (records.size() > question.limit) records.resize(question.limit);
    return given;
  }

  const std::vector<std::pair<std::string, RecordQuestion>>& asked() const { return asked_; }

  std::string authority = "X99000099";
  RecordAnswer answer = Invented();

 private:
  static RecordAnswer Invented() {
    RecordAnswer answer;
    answer.as_of = Date::FromYmd(2024, 3, 22);
    answer.records.indicator.id = answer.records.row.indicator = "assessment_45";
    answer.records.row.open = 2;
    answer.records.row.drag = 1;
    for (const char* id : {"A1", "A2"}) {
      ExplainedRecord record;
      record.record = id;
      record.child = std::string("C") + id;
      record.open = true;
      record.drag = std::string(id) == "A1";
      answer.records.records.push_back(std::move(record));
    }
    answer.found = 2;
    return answer;
  }

  std::set<std::string> allowed_;
  std::optional<RecordRefusal> refusal_;
  std::vector<std::pair<std::string, RecordQuestion>> asked_;
};

}  // namespace caseclock

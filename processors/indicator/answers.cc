#include "processors/indicator/answers.h"

#include <algorithm>

namespace caseclock {
namespace {

/// What the answer names, when it is of the same child, may be answered and has started.
CountedAnswer Linked(const Record& answer, const FactDate& at, const std::vector<Selection>& asked,
                     const FactDate& start, const History& history) {
  CountedAnswer counted{&answer, nullptr, &answer, DateOf(answer, at.fact)};
  const std::string_view link = TextOf(answer, at.link);
  if (link.empty()) return counted;
  const Record* named = FindRecord(history, asked.front().kind, link);
  if (named == nullptr || !SelectsAny(asked, *named)) return counted;
  const auto began = StartAt(start, *named, history);
  if (!std::holds_alternative<Date>(began)) return counted;
  counted.asked = counted.holder = named;
  counted.start = std::get<Date>(began);
  return counted;
}

/// Which of two records of one day says more: the one with what it answers.
bool ComesFirst(const CountedAnswer& a, const CountedAnswer& b) {
  const auto rank = [](const CountedAnswer& one) {
    return one.asked == nullptr ? 2 : one.start <= one.day ? 0 : 1;
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (a.start != b.start) return rank(a) == 0 ? a.start > b.start : a.start < b.start;
  if (a.asked != b.asked) return a.asked->id < b.asked->id;
  return a.answer->id < b.answer->id;
}

}  // namespace

std::vector<CountedAnswer> ReadAnswers(const FactDate& answer, const std::vector<Selection>& asked,
                                       const FactDate& start, const History& history) {
  const RecordKind kind = HolderOf(answer.link);
  std::vector<CountedAnswer> out;
  for (const Record& record : history.records) {
    if (record.kind != kind || DateOf(record, answer.fact) == kNoDate) continue;
    if (SaysAll(record, answer.where)) out.push_back(Linked(record, answer, asked, start, history));
  }
  std::sort(out.begin(), out.end(), [](const CountedAnswer& a, const CountedAnswer& b) {
    return a.day != b.day ? a.day < b.day : ComesFirst(a, b);
  });
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i].day != out[i - 1].day) continue;
    out[i].is_again = true;
    out[i].holder = out[i - 1].holder;
  }
  return out;
}

bool HasBookedAnswer(const FactDate& answer, const Record& record, const History& history) {
  bool is_booked = false;
  ForEachThatNames(answer, record, history, [&](const Record& other) {
    is_booked |= DateOf(other, answer.fact) == kNoDate;
  });
  return is_booked;
}

}  // namespace caseclock

// What a row answers by its shape: the only places where it is asked which shape it has.
#include "processors/indicator/shape.h"

#include <bit>

#include "processors/indicator/catalogue.h"
#include "processors/indicator/item_line.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

/// Looks at where a shape reads dates.
class DatesOf {
 public:
  explicit DatesOf(RecordKind kind) : kind_(kind), kinds_(kind) {}

  void operator()(const char*, const FactDate& at) {
    kinds_ = kinds_ | KindsRead(at, kind_);
    all_own_ &= at.is_own();
  }
  void operator()(const char* name, const FactDates& dates) {
    for (const FactDate& at : dates) (*this)(name, at);
  }
  void operator()(const char* name, const Property& property) {
    if (const auto* led = std::get_if<LedTo>(&property)) (*this)(name, led->at);
    compares_ |= std::holds_alternative<Repeats>(property);
  }
  template <typename Other>
  void operator()(const char*, const Other&) {}

  RecordKinds kinds() const { return kinds_; }
  bool are_of_one_record() const { return all_own_ && !compares_; }

 private:
  RecordKind kind_;
  RecordKinds kinds_;
  bool all_own_ = true;
  bool compares_ = false;
};

DatesOf LookAt(const Indicator& row, RecordKind kind) {
  DatesOf dates(kind);
  std::visit([&](const auto& shape) { Describe(shape, dates); }, row.shape);
  return dates;
}

}  // namespace

const Traits& TraitsOf(const Indicator& row) {
  return std::visit([](const auto& shape) -> const Traits& { return TraitsOf(shape); }, row.shape);
}

const RowWords& WordsOf(const Indicator& row) {
  return std::visit([](const auto& shape) -> const RowWords& { return WordsOf(shape); }, row.shape);
}

RecordKinds KindsRead(const Indicator& row) {
  if (row.of.empty()) return fact_table::kAnyKind;
  RecordKinds kinds;
  for (const Selection& one : row.of) kinds = kinds | LookAt(row, one.kind).kinds();
  return kinds;
}

bool LooksAtOneRecord(const Indicator& row) {
  return !TraitsOf(row).distinct_children && LookAt(row, KindOf(row)).are_of_one_record();
}

void ReadItems(const Indicator& row, const RowSubject& subject, Items& out) {
  std::visit([&](const auto& shape) { ReadItems(shape, row, subject, out); }, row.shape);
}

void TellWhy(const RowQuestion& question, const RowItem& item, ItemLine& line) {
  std::visit([&](const auto& shape) { TellWhy(shape, question, item, line); }, question.row.shape);
}

std::optional<Date> DueOn(const Indicator& row, const RowItem& item, const WorkingDays& calendar,
                          Date day) {
  if (!row.limits.empty()) return DueDate(calendar, LimitOn(row, day), item.start);
  const auto* late = std::get_if<LateReviewShape>(&row.shape);
  if (late == nullptr) return std::nullopt;
  return item.start + late->line_days - 1;
}

}  // namespace caseclock

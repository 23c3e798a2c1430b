#include "processors/indicator/selection.h"

#include <algorithm>

namespace caseclock {
namespace {

bool Says(const Record& record, const Where& where) {
  const Register* reg = record.Find(where.fact);
  if (reg == nullptr) return false;
  return where.codes.empty() ||
         std::ranges::find(where.codes, reg->value.code) != where.codes.end();
}

}  // namespace

bool SaysAll(const Record& record, const std::vector<Where>& where) {
  return std::ranges::all_of(where, [&](const Where& one) { return Says(record, one); });
}

bool Selects(const Selection& selection, const Record& record) {
  return record.kind == selection.kind && SaysAll(record, selection.where);
}

bool SelectsAny(const std::vector<Selection>& selections, const Record& record) {
  return selections.empty() || std::ranges::any_of(selections, [&](const Selection& one) {
           return Selects(one, record);
         });
}

}  // namespace caseclock

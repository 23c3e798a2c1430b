#include "processors/indicator/rows_by_kind.h"

#include "processors/indicator/quality.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

void AddChecks(RecordKind kind, TouchedRows& touched) {
  touched.reads = touched.reads | KindsReadByChecks(kind);
  for (int i = 1; i < kRecordKindCount; ++i) {
    const auto checked = static_cast<RecordKind>(i);
    const RecordKinds reads = KindsReadByChecks(checked);
    if (!reads.Has(kind)) continue;
    touched.checked = touched.checked | checked;
    touched.reads = touched.reads | reads | checked;
  }
  if (!touched.reads.is_empty()) touched.reads = touched.reads | kind;
}

}  // namespace

RowsByKind::RowsByKind(const Catalogue& catalogue) {
  for (std::size_t place = 0; place < catalogue.indicators.size(); ++place) {
    const Indicator& row = catalogue.indicators[place];
    const RecordKinds reads = KindsRead(row);
    const bool is_alone = LooksAtOneRecord(row);
    for (std::size_t kind = 1; kind < rows_.size(); ++kind) {
      if (!reads.Has(static_cast<RecordKind>(kind))) continue;
      TouchedRows& touched = rows_[kind];
      (is_alone ? touched.alone : touched.together).push_back(static_cast<std::uint16_t>(place));
      if (!is_alone) touched.reads = touched.reads | reads;
    }
  }
  for (std::size_t kind = 1; kind < rows_.size(); ++kind) {
    AddChecks(static_cast<RecordKind>(kind), rows_[kind]);
  }
}

}  // namespace caseclock

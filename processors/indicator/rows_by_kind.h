/// @file
/// What an event touches: for each kind of record the rows and the quality checks that read it.
///
/// Nothing is joined transitively. A change of an assessment is seen by the rows that read assessments, over the kinds
/// that those rows read; what else a child has is not looked at. Rows that look at one record see the changed one only.
///
/// Example: of kAssessment {alone: assessment_45, ni60, entry_delay; together: ni59, ni59_7; reads: assessments and
/// referrals}; of kVisit {alone: entry_delay; reads: nothing}.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "processors/indicator/catalogue.h"

namespace caseclock {

/// By places in the catalogue.
struct TouchedRows {
  std::vector<std::uint16_t>
      alone;  ///< rows of which what a record adds depends on no other record
  std::vector<std::uint16_t>
      together;  ///< rows that read records of this kind beside others of the child
  RecordKinds
      checked;  ///< of which every record is checked again, because their checks look at this kind
  RecordKinds reads;  ///< what rows and checks read; empty: the changed record alone
};

/// Made once for each catalogue.
class RowsByKind {
 public:
  explicit RowsByKind(const Catalogue& catalogue);
  const TouchedRows& Of(RecordKind kind) const { return rows_[static_cast<std::size_t>(kind)]; }

 private:
  std::array<TouchedRows, kRecordKindCount> rows_;
};

}  // namespace caseclock

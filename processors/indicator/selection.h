/// @file
/// Which records a row looks at.
///
/// Example: {RecordKind::kPlan, {{Fact::kPlanType, {1}}}} are child protection plans; {RecordKind::kReferral, {}} all
/// referrals.
#pragma once

#include <cstdint>
#include <vector>

#include "processors/record/record.h"

namespace caseclock {

/// What a record has to say of itself.
struct Where {
  Fact fact = Fact::kUnspecified;
  std::vector<std::int32_t> codes = {};  ///< one of them; empty: it says anything at all
  friend bool operator==(const Where&, const Where&) = default;
};

/// Records of one kind, all of them or those of which everything in `where` is true.
struct Selection {
  RecordKind kind = RecordKind::kUnspecified;
  std::vector<Where> where = {};
  friend bool operator==(const Selection&, const Selection&) = default;
};

/// True when the record says all of it. Requires: a record after KeepExisting.
bool SaysAll(const Record& record, const std::vector<Where>& where);

/// True for records of the kind that say all of it.
bool Selects(const Selection& selection, const Record& record);

/// True when one of them does; of no selections always.
bool SelectsAny(const std::vector<Selection>& selections, const Record& record);

}  // namespace caseclock

/// @file
/// The owners' sentences beside figures, from commentary records.
///
/// Example: a commentary on ni60 of 3 January and one of 1 December: the newer stands beside ni60.
#pragma once

#include <vector>

#include "processors/judgement/judgement.h"
#include "processors/record/record_store.h"

namespace caseclock {

/// The newest of each (indicator, team) written by `as_of`, in order of these; of one day the one recorded last.
/// `records` are those of kind commentary.
std::vector<Comment> ReadComments(const RecordStore& store,
                                  const std::vector<RecordNumber>& records, Date as_of);

}  // namespace caseclock

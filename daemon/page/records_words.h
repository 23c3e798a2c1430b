/// @file
/// The words around records: what a part of a figure is called, and why records are not shown and whom to ask.
///
/// Example: RecordPartText(RecordPart::kDrag) is "in drag"; RefusalWordsOf(RecordRefusal::kBusy).status is 503.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/page/record_desk.h"

namespace caseclock {

/// What follows the number. Example: "24" and "in drag".
std::string RecordPartText(const RecordQuestion& question, std::string_view counted);

/// The figure of the row that the part is. nullopt: of all that was looked at there is no figure.
std::optional<std::int64_t> RecordPartFigure(const Row& row, RecordPart part);

/// A refusal as it is answered: plain sentences.
struct RefusalWords {
  int status = 503;
  std::string title;
  std::string why;
  std::string whom;  ///< what to do, and whom to ask
};

/// nullopt: this daemon shows no records to anybody.
RefusalWords RefusalWordsOf(std::optional<RecordRefusal> refusal);

}  // namespace caseclock

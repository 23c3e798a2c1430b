#include "daemon/commands/board_texts.h"

namespace caseclock {
namespace {

BetterIs BetterOf(Polarity polarity) {
  switch (polarity) {
    case Polarity::kHigh: return BetterIs::kHigh;
    case Polarity::kLow: return BetterIs::kLow;
    case Polarity::kBand: return BetterIs::kBand;
    case Polarity::kNone: return BetterIs::kNone;
  }
  return BetterIs::kNone;
}

std::string UnitOf(IndicatorKind kind) {
  switch (kind) {
    case IndicatorKind::kTimeliness: return "stopped in time, of those stopped";
    case IndicatorKind::kOverLimit: return "over the limit, of those ceased";
    case IndicatorKind::kRepeatShare: return "repeats, of all";
    case IndicatorKind::kFlow: return "in the window";
    case IndicatorKind::kStock:
    case IndicatorKind::kLateReview: return "children now";
    case IndicatorKind::kEntryDelay: return "recorded in time, of those recorded";
  }
  return "";
}

// Where a clock starts and stops, and on what: all but its limit.
std::string ClocksOf(const Indicator& row) {
  std::string clocks;
  for (const int part : {static_cast<int>(row.record), static_cast<int>(row.subtype_fact),
                         static_cast<int>(row.subtype), static_cast<int>(row.clock_start),
                         static_cast<int>(row.clock_stop), static_cast<int>(row.start),
                         static_cast<int>(row.stop), static_cast<int>(row.cancel)}) {
    clocks += std::to_string(part) + " ";
  }
  return clocks;
}

}  // namespace

IndicatorTexts BoardTexts(const Catalogue& catalogue) {
  IndicatorTexts texts;
  for (const Indicator& row : catalogue.indicators) {
    IndicatorText text;
    text.id = row.id;
    text.title = row.title;
    text.short_title = ShortTitleOf(row);
    text.better = BetterOf(row.polarity);
    text.figure = IsShare(row.kind) ? FigureKind::kShare : FigureKind::kCount;
    text.unit = UnitOf(row.kind);
    text.clocks = ClocksOf(row);
    text.kind = IndicatorKindName(row.kind);
    text.about = AboutOf(row);
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace caseclock

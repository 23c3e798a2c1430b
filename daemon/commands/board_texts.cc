#include "daemon/commands/board_texts.h"

#include "processors/indicator/row_words.h"
#include "processors/indicator/traits.h"

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
    text.figure = TraitsOf(row).is_share ? FigureKind::kShare : FigureKind::kCount;
    text.unit = WordsOf(row).unit;
    text.clocks = ClocksOf(row);
    text.kind = WordsOf(row).kind;
    text.about = AboutOf(row);
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace caseclock

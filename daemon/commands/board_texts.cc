#include "daemon/commands/board_texts.h"

#include "processors/indicator/row_hash.h"
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
    text.clocks = std::to_string(WorkHash(row));
    text.kind = WordsOf(row).kind;
    text.about = AboutOf(row);
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace caseclock

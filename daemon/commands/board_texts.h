/// @file
/// The words of the page, from the catalogue.
///
/// Example: BoardTexts(BuiltInCatalogue())[0] has the id "assessment_45" and says that high is better.
#pragma once

#include "daemon/exposition/indicator_text.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// One text for each row, in the catalogue's order.
IndicatorTexts BoardTexts(const Catalogue& catalogue);

}  // namespace caseclock

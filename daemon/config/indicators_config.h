/// @file
/// The rows of the catalogue that a configuration changes, copies, adds or leaves out.
///
/// Example: `indicators: [{id: ni60, limit: 30 working days}, {id: ni59_7, off: true}]`.
#pragma once

#include "daemon/config/yaml_reader.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// Applies the list `indicators` to the catalogue. Mistakes are reported; a row with one is left as it was.
void ReadIndicators(YamlMap& top, Catalogue& catalogue);

}  // namespace caseclock

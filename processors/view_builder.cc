#include "processors/view_builder.h"

#include "processors/view_maker.h"

namespace caseclock {

AuthorityView BuildView(const Tally& tally, const StringPool& teams, const Definitions& definitions,
                        const Standards& standards, const JudgedCouncil& council) {
  ViewMaker maker;
  maker.Update({tally, teams, definitions, standards}, council, {}, [] { return true; });
  return maker.Whole();
}

}  // namespace caseclock

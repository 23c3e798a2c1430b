#include "daemon/exposition/version.h"

namespace caseclock {

std::string_view Version() { return CASECLOCK_VERSION; }

}  // namespace caseclock

#include "daemon/page/page_style.h"

#include "daemon/page/page_assets.h"
#include "fmt/format.h"

namespace caseclock {

std::string PageStyle() {
  std::string style(PageStyleText());
  for (int percent = 0; percent <= 100; ++percent) {
    style += fmt::format(".w{0}{{width:{0}%}}", percent);
  }
  return style;
}

}  // namespace caseclock

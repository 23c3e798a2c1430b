#include "daemon/page/page_assets.h"

#include <cstdint>

#include "fmt/format.h"

// The assembler reads the files; CMake names them and builds this anew when one changes.
#define CASECLOCK_EMBED(name, file)                 \
  asm(".pushsection .rodata\n"                      \
      ".global caseclock_" #name                    \
      "_begin\n"                                    \
      ".global caseclock_" #name                    \
      "_end\n"                                      \
      "caseclock_" #name "_begin: .incbin \"" file  \
      "\"\n"                                        \
      "caseclock_" #name                            \
      "_end: .byte 0\n"                             \
      ".popsection\n");                             \
  extern "C" const char caseclock_##name##_begin[]; \
  extern "C" const char caseclock_##name##_end[]

CASECLOCK_EMBED(page_style, CASECLOCK_PAGE_DIRECTORY "/page.css");
CASECLOCK_EMBED(page_charts, CASECLOCK_PAGE_DIRECTORY "/charts.js");
CASECLOCK_EMBED(page_live, CASECLOCK_PAGE_DIRECTORY "/live.js");
CASECLOCK_EMBED(chart_library, CASECLOCK_CHART_LIBRARY);
CASECLOCK_EMBED(chart_licence, CASECLOCK_CHART_LICENCE);

#define CASECLOCK_EMBEDDED(name)             \
  std::string_view(caseclock_##name##_begin, \
                   Length(caseclock_##name##_begin, caseclock_##name##_end))

namespace caseclock {
namespace {

constexpr std::string_view kScriptType = "text/javascript; charset=utf-8";

std::size_t Length(const char* begin, const char* end) {
  return static_cast<std::size_t>(end - begin);
}

// FNV-1a: the name changes when the text does, which is all that is asked of it.
std::string Named(std::string_view name, std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return fmt::format("assets/{}-{:08x}.js", name, hash);
}

const std::string& WholePageScript() {
  static const std::string kScript =
      std::string(CASECLOCK_EMBEDDED(page_charts)) + std::string(CASECLOCK_EMBEDDED(page_live));
  return kScript;
}

}  // namespace

std::string_view PageStyleText() { return CASECLOCK_EMBEDDED(page_style); }
std::string_view PageScriptText() { return WholePageScript(); }

const std::string& PageScriptAddress() {
  static const std::string kAddress = Named("page", WholePageScript());
  return kAddress;
}

const std::string& ChartLibraryAddress() {
  static const std::string kAddress = Named("chart", CASECLOCK_EMBEDDED(chart_library));
  return kAddress;
}

std::optional<PageAsset> FindAsset(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  if (path == PageScriptAddress()) return PageAsset{kScriptType, WholePageScript(), true};
  if (path == ChartLibraryAddress()) {
    return PageAsset{kScriptType, CASECLOCK_EMBEDDED(chart_library), true};
  }
  if (path == kChartLicenceAddress) {
    return PageAsset{"text/plain; charset=utf-8", CASECLOCK_EMBEDDED(chart_licence), false};
  }
  return std::nullopt;
}

}  // namespace caseclock

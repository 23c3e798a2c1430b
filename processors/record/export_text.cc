#include "processors/record/export_text.h"

namespace caseclock {
namespace {

/// With thousands apart: "1,200".
std::string Number(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return text;
}

std::string Events(std::uint64_t count) {
  return Number(count) + (count == 1 ? " event" : " events");
}

std::uint64_t Missing(const IncompleteExport& one) {
  const std::uint64_t known = one.accepted + one.refused;
  return one.declared && *one.declared > known ? *one.declared - known : 0;
}

}  // namespace

std::string ExportCounts(const IncompleteExport& one) {
  std::string text =
      one.declared ? Number(one.accepted) + " of " + Events(*one.declared) : Events(one.accepted);
  text += " received";
  if (one.refused > 0) text += ", " + Number(one.refused) + " refused";
  if (const std::uint64_t missing = Missing(one); missing > 0) {
    text += ", " + Number(missing) + " missing";
  }
  return text;
}

std::string ExportSentence(const IncompleteExport& one) {
  const std::string name = "Export " + one.key.id + " of " + one.key.source;
  const std::string counts = ExportCounts(one);
  if (one.declared) {
    return name + " is incomplete: " + counts + ". Nothing is withdrawn until all have come.";
  }
  if (one.ended_without_count) {
    return name + " does not say how many events it has: " + counts + ". Nothing is withdrawn.";
  }
  return name + " is incomplete: " + counts +
         ", and it has not been completed. Nothing is withdrawn until it is.";
}

}  // namespace caseclock

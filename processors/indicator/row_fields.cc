#include "processors/indicator/row_fields.h"

#include <array>

namespace caseclock {
namespace {

/// In the order of the variant.
constexpr std::array<std::string_view, std::variant_size_v<Shape>> kNames = {
    "clock", "share", "flow", "stock", "late_review", "recording"};

template <std::size_t kPlace = 0>
std::optional<Shape> MakeShape(std::size_t place) {
  if constexpr (kPlace < std::variant_size_v<Shape>) {
    if (place == kPlace) return Shape(std::in_place_index<kPlace>);
    return MakeShape<kPlace + 1>(place);
  }
  return std::nullopt;
}

}  // namespace

std::string_view ShapeName(const Shape& shape) { return kNames[shape.index()]; }

std::optional<Shape> ShapeNamed(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return MakeShape(i);
  }
  return std::nullopt;
}

std::vector<std::string_view> ShapeNames() { return {kNames.begin(), kNames.end()}; }

}  // namespace caseclock

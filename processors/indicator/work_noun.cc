#include "processors/indicator/work_noun.h"

#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr WorkNoun kItem{"item", "items"};

/// The type that all records of the row are of, and its code; {kUnspecified} where they are of several.
std::pair<Fact, std::int32_t> TypeOf(const Indicator& indicator) {
  if (indicator.of.size() != 1) return {};
  for (const Where& where : indicator.of.front().where) {
    if (RoleOf(where.fact) == FactRole::kType && where.codes.size() == 1) {
      return {where.fact, where.codes.front()};
    }
  }
  return {};
}

}  // namespace

WorkNoun NounOf(const Indicator& indicator) {
  if (TraitsOf(indicator).of_recording) return {"event", "events"};
  if (indicator.of.size() > 1) return kItem;
  const auto [fact, code] = TypeOf(indicator);
  return NounOf(KindOf(indicator), fact, code);
}

WorkNoun FullNounOf(const Indicator& indicator) {
  if (indicator.of.size() > 1) return kItem;
  const auto [fact, code] = TypeOf(indicator);
  return FullNounOf(KindOf(indicator), fact, code);
}

std::string WorkOf(const Indicator& indicator) {
  if (!TraitsOf(indicator).can_be_open) return indicator.id;
  std::string work;
  for (const Selection& one : indicator.of) {
    work += std::string(RecordKindName(one.kind)) + "/";
    for (const Where& where : one.where) {
      work += std::to_string(static_cast<int>(where.fact));
      for (const std::int32_t code : where.codes) work += "," + std::to_string(code);
      work += "/";
    }
  }
  return work;
}

}  // namespace caseclock

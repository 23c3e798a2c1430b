#include "processors/alert/alert.h"

#include "processors/indicator/field_hash.h"

namespace caseclock {
namespace {

/// Without I, L, O, U: nobody misreads them over the telephone.
constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kRefDigits = 12;
constexpr int kBitsPerDigit = 5;

}  // namespace

std::string AlertRef(const AlertKey& key, Onset onset) {
  FieldHash hash;
  hash.Add(key.rule);
  hash.Add(key.authority);
  hash.Add(key.team);
  hash.Add(onset.day.days);
  hash.Add(onset.ordinal);
  std::uint64_t rest = hash.value();
  std::string ref = "A";
  for (int digit = 0; digit < kRefDigits; ++digit) {
    ref += kDigits[rest % kDigits.size()];
    rest >>= kBitsPerDigit;
  }
  return ref;
}

std::string_view PhaseName(Phase phase) {
  switch (phase) {
    case Phase::kQuiet: return "quiet";
    case Phase::kPending: return "pending";
    case Phase::kFiring: return "firing";
  }
  return "";
}

bool IsAcknowledged(const AlertState& state, std::int64_t now_us) {
  return state.acknowledged.has_value() && now_us < state.acknowledged->until_us;
}

}  // namespace caseclock

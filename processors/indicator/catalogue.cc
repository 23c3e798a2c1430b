#include "processors/indicator/catalogue.h"

#include <algorithm>
#include <array>

#include "processors/indicator/catalogue/rows.h"
#include "processors/indicator/row_hash.h"
#include "processors/indicator/traits.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

/// Raised whenever the same rows are counted otherwise (see [MEASURE] in CHANGELOG.md), so that outputs differ in
/// their hash.
constexpr std::int64_t kCountingRules = 2;

/// The order in which readers know these rows. What is not among them follows.
constexpr std::array<std::string_view, 9> kFirst = {"assessment_45", "ni59",          "ni59_7",
                                                    "ni60",          "icpc_15",       "ni64",
                                                    "rereferral",    "referral_rate", "cpp"};

std::size_t PlaceOf(const Indicator& row) {
  return static_cast<std::size_t>(std::ranges::find(kFirst, row.id) - kFirst.begin());
}

}  // namespace

const std::string& ShortTitleOf(const Indicator& indicator) {
  return indicator.short_title.empty() ? indicator.id : indicator.short_title;
}

RecordKind KindOf(const Indicator& indicator) {
  return indicator.of.empty() ? RecordKind::kUnspecified : indicator.of.front().kind;
}

std::string_view AboutOf(const Indicator& indicator) {
  if (TraitsOf(indicator).of_recording) return "recording";
  const KindRow& row = RowOf(KindOf(indicator));
  return row.label.empty() ? row.name : row.label;
}

std::string_view ProjectionNoteOf(const Indicator& indicator) {
  if (!TraitsOf(indicator).projects_booked) return "";
  if (KindOf(indicator) != RecordKind::kSection47) {
    return "What is open counts in the forecast only once its answer is booked or decided.";
  }
  return "Most enquiries never need a conference: those that are open count in the forecast only "
         "once a "
         "conference is booked or decided.";
}

const Limit& LimitOn(const Indicator& indicator, Date day) {
  const LimitFrom* found = &indicator.limits.front();
  for (const LimitFrom& entry : indicator.limits) {
    if (entry.from <= day) found = &entry;
  }
  return found->limit;
}

bool LimitBeginsWithin(const Catalogue& catalogue, Date first, Date last) {
  for (const Indicator& row : catalogue.indicators) {
    for (const LimitFrom& entry : row.limits) {
      if (first <= entry.from && entry.from <= last) return true;
    }
  }
  return false;
}

std::string LimitText(const Limit& limit) {
  const char* unit = limit.unit == LimitUnit::kWorkingDays ? "working day"
                     : limit.unit == LimitUnit::kDays      ? "day"
                                                           : "month";
  return std::to_string(limit.length) + " " + unit + (limit.length == 1 ? "" : "s");
}

const Indicator* Catalogue::Find(std::string_view id) const {
  for (const Indicator& row : indicators) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

std::uint64_t Catalogue::Fingerprint() const {
  FieldHash hash;
  hash.Add(kCountingRules);
  for (const Indicator& row : indicators) AddTo(hash, row);
  return hash.value();
}

Catalogue BuiltInCatalogue() {
  Catalogue all;
  for (auto rows : {FrontDoorRows, ProtectionRows, CouncilRows}) {
    for (Indicator& row : rows()) all.indicators.push_back(std::move(row));
  }
  std::ranges::stable_sort(all.indicators, {}, PlaceOf);
  return all;
}

}  // namespace caseclock

/// @file
/// Data-quality checks on the records of a child. A failed check never drops an event: it is counted by rule and
/// team and listed, so that somebody can look at the record.
///
/// Example: an initial assessment that is linked to no referral of the same child fails
/// kInitialAssessmentWithoutReferral, and is left out of ni59.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "processors/indicator/definitions.h"
#include "processors/record/history.h"

namespace caseclock {

/// The checks, in the order in which they are reported.
enum class QualityRule : std::uint16_t {
  kInitialAssessmentWithoutReferral,
  kAssessmentBeforeReferral,
  kAssessmentAfterClosure,
  kAssessmentOnNoFurtherAction,
  kOpenAssessmentAtClosure,
  kAssessmentsOverlap,
  kConferenceBeforeSection47,
  kConferenceWithoutSection47,
  kConferenceAfterEnding,
  kConferenceOnWeekend,
  kPlanCeasedOnOrBeforeStart,
  kPlansOverlap,
  kMoreThanOneOpenPlan,
  kReviewOnOrBeforePlanStart,
  kStopBeforeStart,
  kDateInFuture,
  kDateBefore1990,
  kOutsideCalendar,
  kTooManyChildrenJoined,
  kTooManyRecordsOfChild,
};
inline constexpr std::size_t kQualityRuleCount = 20;

/// "initial_assessment_without_referral": the metric label.
std::string_view QualityRuleName(QualityRule rule);
/// The sentence for people: "Initial assessments linked to no referral of the same child".
std::string_view QualityRuleText(QualityRule rule);

/// The kinds whose records the checks of a record of the kind look at beside it; its own where others of its kind are.
RecordKinds KindsReadByChecks(RecordKind kind);

/// Which records are checked.
struct CheckedRecords {
  RecordKinds kinds = fact_table::kAnyKind;  ///< every record of these
  const Record* also = nullptr;              ///< and this one; nullptr: no other
};

/// Calls `found` for each check that a record fails, at most once for each record and rule.
void ForEachQualityFinding(const History& history, const Definitions& definitions,
                           const CheckedRecords& checked,
                           const std::function<void(QualityRule, const Record&)>& found);

}  // namespace caseclock

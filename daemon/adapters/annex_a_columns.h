/// @file
/// The eleven lists of Annex A as data: what each is called, which columns it has, which of them
/// are used and as what.
///
/// Example: List 3 is "Referrals"; its column "Date of referral", also found as "REFERRAL_DATE", is
/// Field::kStart and holds a date.
///
/// Source: the inspectorate's "Child-level data: additional guidance and template for Annex A",
/// August 2019.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "daemon/adapters/cell_value.h"
#include "processors/record/record_kind.h"

namespace caseclock {

inline constexpr int kAnnexALists = 11;

/// The columns that are used, under names that several lists share.
enum class Field {
  kChild,
  kStart,  ///< what starts the list's record: contact, referral, plan, decision
  kEnd,    ///< authorised, closed, ceased
  kEndReason,
  kSource,
  kNoFurtherAction,
  kConferenceUnnecessary,
  kConference,
  kCategory,  ///< of need or abuse
  kLastVisit,
  kSeenAlone,
  kLatestReview,
  kPreviousPlans,
  kLegalStatusSince,
  kLegalStatus,
  kHealthAssessment,
  kDentalCheck,
  kPlacementSince,
  kPlacementType,
  kCareStart,
  kPlacementOrder,
  kMatched,
  kPlaced,
  kAdoptionOrder,
  kReversed,
  kReversalReason,
  kTeam,
  kWorker,
};
inline constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::kWorker) + 1;

/// What a column's cells are read as.
enum class ColumnType {
  kIdentifier,
  kDate,
  kYesNo,
  kUnnecessary,  ///< yes or no, also as "not required"
  kCount,
  kText,
  kCode
};

/// What a column means for the clocks of its list. One that feeds a clock and is not understood is an
/// error; a row whose stop is there and not understood is not imported, because its clock would count
/// as open for ever.
enum class ClockRole { kNone, kFeeds, kStops };

/// One column that is used.
struct ColumnSpec {
  Field field;
  ColumnType type;
  std::string_view heading;  ///< the inspectorate's
  /// What other headings say, HeadingPattern; the better ones first, "" none. Sources: headings of
  /// councils' exports and of the standard safeguarding dataset's Annex A query.
  std::array<std::string_view, 4> patterns{};
  CodeList codes = CodeList::kSource;  ///< of kCode
  ClockRole clock = ClockRole::kNone;
};

/// One list.
struct ListSpec {
  int number;
  std::string_view title;
  RecordKind kind;  ///< of the list's own records; kUnspecified: no events are made of it
  std::array<std::string_view, 7> names;  ///< sheet names in use, folded; "" none
  std::array<Field, 2> marks;  ///< columns without which a row cannot be imported: one of them
  /// The column without which a sheet that is not named after the list is not taken for it: never one
  /// that every list has.
  Field evidence;
  /// A field that belongs to the identity of a row beside the child and the first day: two contacts
  /// of one day from two sources are two. kChild: none.
  Field also_identity;
  std::span<const ColumnSpec> columns;
  std::span<const std::string_view> unused;  ///< headings that are known and not used
};

/// The lists in order of their numbers.
std::span<const ListSpec> AnnexALists();

/// Requires: 1 <= number <= 11.
const ListSpec& AnnexAList(int number);

/// The heading as compared: letters and digits only, in lower case, without a format such as
/// "(DD/MM/YYYY)". Example: FoldHeading(" Date of\nContact (dd/mm/yyyy)") is "dateofcontact".
std::string FoldHeading(std::string_view heading);

/// The column of a list that a heading names. Example: in list 3 "ReferralDate" is the column "Date
/// of referral", with rank 1.
struct HeadingMatch {
  const ColumnSpec* column = nullptr;  ///< nullptr: not used, or not known
  bool known = false;
  bool personal = false;  ///< stands in most lists, and says nothing about which one it is
  int rank = 0;           ///< 0: the inspectorate's own wording; then by the column's patterns
};
HeadingMatch MatchHeading(const ListSpec& list, std::string_view heading);

/// True when an unread list would leave clocks out.
inline bool FeedsClocks(const ListSpec& list) { return list.kind != RecordKind::kUnspecified; }

}  // namespace caseclock

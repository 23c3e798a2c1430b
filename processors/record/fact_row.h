/// @file
/// What there is to say of a kind of record and of a fact: the columns of fact_table.h.
///
/// Example: {Fact::kReviewOf, "review_of", kReview, kLink, {}, kPlan | kCare, true}: reviews have it, it names a plan
/// or a period of care, and these look for their reviews by it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "processors/record/record_kind.h"

namespace caseclock {

/// What people call one of it, and many. Example: {"referral", "referrals"}.
struct WorkNoun {
  std::string_view one;
  std::string_view many;

  std::string_view Of(std::int64_t count) const { return count == 1 ? one : many; }
};

/// One kind of record.
struct KindRow {
  RecordKind kind;
  std::string_view name;  ///< the protocol's, without RECORD_KIND_, in lower case
  WorkNoun noun;
  bool of_child = true;              ///< its records are some child's
  Fact start = Fact::kUnspecified;   ///< that starts it: its date bounds the scopes of exports
  Fact end = Fact::kUnspecified;     ///< that ends it; kUnspecified: it has no end
  Fact cancel = Fact::kUnspecified;  ///< ends it, too: it will not be completed
  Fact reopen = Fact::kUnspecified;  ///< undoes an end that was recorded before it
  std::string_view label = {};       ///< on boards, where that is another word than the name
};

/// What a fact is to its record.
enum class FactRole : std::uint8_t {
  kNone,      ///< no fact
  kHappened,  ///< a thing that happened to the child on its date: entry_delay measures it
  kBooked,    ///< what is planned for its date, known from when it is booked
  kHolds,     ///< dated: one for each first day, and each holds until the next
  kReported,  ///< the newest word on something, with its date: a status, an audit, a figure
  kSentence,  ///< what somebody wrote, with its date
  kType,      ///< by its code, which type of its kind the record is
  kNumber,    ///< by its code, how many
  kDetail,    ///< by its text, what is to be known of the record
  kLink,      ///< by its text, another record
};

/// One code of a fact. Example: {1, "pathway", {"pathway plan", "pathway plans"}}.
struct CodeRow {
  std::int32_t code;
  std::string_view word;  ///< the protocol's, in lower case
  WorkNoun noun = {};     ///< of types: records of that type, where these have a name of their own
  bool is_usual = false;  ///< of types: who says no more than the kind's noun means this one
};

/// One fact.
struct FactRow {
  Fact fact;
  std::string_view name;  ///< the protocol's, without FACT_, in lower case
  RecordKinds of;         ///< the kinds that have it
  FactRole role;
  std::span<const CodeRow> codes = {};  ///< empty: none, or any whole number
  RecordKinds links_to = {};            ///< kLink: the code says which, where there are several
  bool followed_back = false;           ///< kLink: the record that it names looks for it
};

}  // namespace caseclock

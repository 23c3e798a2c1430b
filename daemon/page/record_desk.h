/// @file
/// Who answers for the records behind a figure: an interface of the API and of the page, with the loop and the audit
/// behind it, and a fake for tests. Only for readers that are authenticated and configured to see records.
///
/// Example:
///   auto found = desk.Records({.authority = "E08000018", .team = "", .indicator = "assessment_45",
///                              .window = Window::kYear, .part = RecordPart::kDrag, .limit = 50}, reader);
///   std::get<RecordAnswer>(found).records.records.size()   // at most 50, of records.row.drag
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "processors/explanation.h"

namespace caseclock {

/// Most records of one answer.
inline constexpr std::size_t kMaxRecordsAnswered = 500;

/// Which of the records that a figure looked at.
enum class RecordPart { kAll, kNumerator, kDenominator, kOpen, kDrag, kDueSoon };

/// "all", "numerator", "denominator", "open", "drag", "due_soon": the words of addresses and of the audit.
std::string_view RecordPartName(RecordPart part);
/// Errors: nullopt, when no part has that name.
std::optional<RecordPart> RecordPartOf(std::string_view name);
/// Whether a record is in the part.
bool IsInPart(const ExplainedRecord& record, RecordPart part);

/// A question for records. Texts are data of a request: they need not name anything.
struct RecordQuestion {
  std::string authority;
  std::string team;  ///< kWholeAuthority, kNoTeam or a team
  std::string indicator;
  Window window = Window::kYear;
  RecordPart part = RecordPart::kAll;
  std::size_t limit = 100;  ///< at most kMaxRecordsAnswered
  std::size_t offset = 0;   ///< how many of the part are passed over
  friend bool operator==(const RecordQuestion&, const RecordQuestion&) = default;
};

/// Who asks.
struct RecordReader {
  std::string user;     ///< as authenticated; "": nobody
  std::string address;  ///< of the client, for the audit: "10.1.2.3"
};

/// The figure and the records behind it, the first `limit` of the part that was asked for.
struct RecordAnswer {
  Explanation records;
  std::size_t found = 0;  ///< how many the part has in all
  Date as_of;
};

/// Why there are none.
enum class RecordRefusal {
  kNotAuthenticated,  ///< nobody has said who asks
  kNotAllowed,        ///< the user may not see records, or not those of this authority
  kUnknown,           ///< no such authority, indicator or team
  kNotCaughtUp,       ///< the council's figures are not shown yet
  kBusy,              ///< the loop had no time, or too many ask
  kTooMany,           ///< this user has asked too often lately
  kNotAudited,        ///< the audit cannot be written, so nothing is shown
};

/// "not_allowed": the word of the audit.
std::string_view RecordRefusalName(RecordRefusal refusal);

/// Thread safety: Safe from any thread; called by HTTP workers.
class RecordDesk {
 public:
  virtual ~RecordDesk() = default;
  /// Whether this reader may see records of the authority at all, so that a page need not offer what will be refused.
  virtual bool MaySee(const RecordReader& reader, std::string_view authority) const = 0;
  /// Audited before it returns records: who, when, which figure, how many. Cost: reads every record of the council in
  /// the loop, about a microsecond each.
  virtual std::variant<RecordAnswer, RecordRefusal> Records(const RecordQuestion& question,
                                                            const RecordReader& reader) = 0;
};

}  // namespace caseclock

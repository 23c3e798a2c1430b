/// @file
/// The records behind a figure, for those who may see them: each by its opaque reference, with the reason why it
/// counts.
///
/// Example: of 24 in drag the page says "24 in drag; 24 listed", and one line reads
///   "A7 | Moss Team | started 1 Mar 2024 | due 8 May 2024 | 52 of 45 working days | open and over its limit".
///
/// It is a snapshot: it is not fetched again by itself, because each look is written down. No script. Workers are not
/// named, children by reference only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/page/record_desk.h"

namespace caseclock {

/// A page with the status it is answered with.
struct RecordsPage {
  int status = 200;
  std::string html;
};

/// Records of one page at most.
inline constexpr std::size_t kRecordsOnPage = 200;

/// The page of an answer. Every text is escaped.
RecordsPage ShowRecords(const RecordQuestion& question,
                        const std::variant<RecordAnswer, RecordRefusal>& answer,
                        std::int64_t now_us, std::string_view nonce);

/// Why there are none. `refusal`: nullopt where this daemon shows no records to anybody.
RecordsPage RefuseRecords(std::string_view authority, std::optional<RecordRefusal> refusal,
                          std::string_view nonce);

/// The answer to GET records?QUERY. `desk` may be nullptr.
RecordsPage AnswerRecords(RecordDesk* desk, std::string_view query, const RecordReader& reader,
                          std::int64_t now_us, std::string_view nonce);

}  // namespace caseclock

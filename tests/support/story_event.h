/// @file
/// The event lines of stories (scenario.h has the language).
///
/// Example: reader.Read("2024-03-01  C1  referral R1 opened") gives one event whose child is C1; an
/// unreadable line gives none and reader.error() says what was expected.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/record/case_event.h"
#include "tests/support/words.h"

namespace caseclock {

/// Reads the lines of one story in their order: numbers events, remembers what kind each record is,
/// and the exports.
class StoryEvents {
 public:
  /// The event of a line that begins with a date.
  std::optional<CaseEvent> Read(std::string_view line);
  /// "export E1 ...": an event when it completes one.
  std::optional<CaseEvent> ReadExport(std::string_view line);
  /// Why the last line could not be read; "" when it could.
  const std::string& error() const { return error_; }

 private:
  struct Export {
    std::string source;
    std::int64_t extracted_at_us = 0;
    std::uint64_t events = 0;
  };

  void ReadRecord(Words& words, Date day, CaseEvent& event);
  void ReadDeed(Words& words, Date day, CaseEvent& event);
  void ReadAlias(Words& words, Date day, CaseEvent& event);
  void ReadEnvelope(Words& words, CaseEvent& event);
  void PutInExport(Words& words, CaseEvent& event);
  void Number(CaseEvent& event);
  void DeclareExport(Words& words, const std::string& name);
  CaseEvent CompleteExport(Words& words, const std::string& name);

  std::map<std::string, RecordKind> kind_of_;
  std::map<std::string, Export> exports_;
  std::uint64_t last_number_ = 0;
  std::string error_;
};

/// The instant of "2024-03-31T23:30Z" or, for a date alone, noon of that day in London. Units:
/// microseconds since 1970.
std::int64_t TakeInstant(Words& words);

}  // namespace caseclock

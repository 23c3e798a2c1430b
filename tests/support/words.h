/// @file
/// A line of a story, read word by word. The first thing that does not fit is kept; everything
/// after it reads as empty, so that a reader needs to look for the error only once, at its end.
///
/// Example:
///   Words words("referral R1 opened, recorded 2024-03-04");
///   words.Take("referral"), words.Word("a record")        // true, "R1"
///   words.Take("opened"), words.Take(","), words.Take("recorded"), words.TakeDate()
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/date.h"

namespace caseclock {

/// Words are parted by spaces; a comma or semicolon is a word; text in double quotes is one word.
class Words {
 public:
  explicit Words(std::string_view line);

  /// Takes the phrase if it comes next, whole words only. Example: Take("due soon").
  bool Take(std::string_view phrase);
  /// Takes the phrase; its absence is an error.
  void Expect(std::string_view phrase);
  /// The next word. Errors: none left; `what` says what was looked for.
  std::string Word(std::string_view what);
  /// The next word as a date. Errors: no date.
  Date TakeDate();
  /// The next word as a whole number; "1,026" has a thousands comma. Errors: no number.
  std::int64_t Number();
  /// True when the next word is a whole number.
  bool NumberIsNext() const;
  bool DateIsNext() const;

  /// True at the end of the line, and after an error.
  bool at_end() const { return next_ == words_.size(); }
  /// Keeps the first error and skips the rest of the line.
  void Fail(std::string_view what);
  /// "" when everything fitted.
  const std::string& error() const { return error_; }

 private:
  std::vector<std::string> words_;
  std::size_t next_ = 0;
  std::string error_;
};

}  // namespace caseclock

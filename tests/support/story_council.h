/// @file
/// The lines of a story that say what the council is like (scenario.h has the language).
///
/// Example: council.Read("limit of ni59: 7 working days, from 2010-04-01 10 working days").
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "processors/indicator/definitions.h"
#include "processors/judgement/standards.h"
#include "tests/support/words.h"

namespace caseclock {

/// Collects closures, population, limits, rows, targets and comparators.
class StoryCouncil {
 public:
  /// True when the line speaks of the council; then error() says whether it could be read.
  bool Read(std::string_view line);
  const std::string& error() const { return error_; }

  /// The targets and comparators of all lines so far.
  const Standards& standards() const { return standards_; }

  /// What all lines so far make. The calendar is England and Wales with the closures.
  std::shared_ptr<const Definitions> MakeDefinitions() const;

 private:
  bool ReadWords(Words& words);
  void AddRow(const std::string& yaml);
  Indicator& Row(Words& words);
  void ReadLimits(Words& words, Indicator& row);
  void ReadCopy(Words& words);
  void ReadTargets(Words& words);
  void ReadComparator(ComparatorKind kind, Words& words);

  std::vector<Date> closures_;
  Definitions definitions_;
  Standards standards_;
  Indicator nothing_;
  std::string error_;
};

}  // namespace caseclock

/// @file
/// What a rule looks at: the figures of one indicator and team, found once.
///
/// Example: Subject{indicator, "North", rows by window, judgement} of assessment_45.
#pragma once

#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "processors/alert/rule.h"
#include "processors/indicator/definitions.h"
#include "processors/view.h"

namespace caseclock {

/// The rows and the judgement of one indicator and team. Borrows from the view.
struct Subject {
  const Indicator* indicator = nullptr;
  std::string_view team;
  std::array<const Row*, kAllWindows.size()> rows = {};  ///< by window; null: the team has none
  const Judgement* judgement = nullptr;

  const Row* Over(Window window) const { return rows[static_cast<std::size_t>(window)]; }
  /// Any of them: what is open, late and due soon is the same in all. nullptr: the team has no figures.
  const Row* Now() const { return Over(Window::kYear); }
};

/// The subjects of a view, by (indicator, team). Borrows the view and the catalogue.
class Subjects {
 public:
  Subjects(const AuthorityView& view, const Catalogue& catalogue);

  /// One without rows where the view has none.
  Subject Find(std::string_view indicator, std::string_view team) const;

 private:
  const Catalogue& catalogue_;
  std::map<std::pair<std::string_view, std::string_view>, Subject> subjects_;
};

}  // namespace caseclock

/// @file
/// The view of a council that is brought up to date: only what changed is made anew, in slices; the rest is shared with
/// the view before.
///
/// Example: 5,000 teams, one event of one of them in three indicators: six parts are made (the team's and the whole
/// authority's), 15,000 are shared.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "processors/part_maker.h"
#include "processors/view.h"
#include "processors/view_details.h"

namespace caseclock {

/// Keeps the parts of the last view. Used by the loop thread only.
///
/// A view is whole when every part is that of the same sums: while it is being made sums may change, and what they
/// change is made again before Update says that it is whole.
class ViewMaker {
 public:
  /// What a view is made of. Borrowed; the same objects at each Update until Forget.
  struct Sources {
    const Tally& tally;
    const StringPool& teams;
    const Definitions& definitions;
    const Standards& standards;
  };

  ViewMaker();
  ~ViewMaker();

  /// Everything is made anew from now on: other definitions, standards or sums.
  void Forget();

  /// Makes what changed, as long as `go_on` says; true when the view is whole. On another day than the last time
  /// everything is made anew.
  /// `changed`: since the last call, or Forget. Cost: about a microsecond a part, ten with clocks.
  bool Update(const Sources& sources, const JudgedCouncil& council,
              const std::vector<Tally::Place>& changed, const std::function<bool()>& go_on);
  /// All that follows from sums. Requires: the last Update was whole. Cost: of an indicator in which something changed
  /// a pointer for each team.
  AuthorityView Whole();

 private:
  /// One indicator: its parts by team, those of the last whole view in order, and its course over time.
  struct OfIndicator {
    std::vector<std::shared_ptr<const FigurePart>> parts;  // by team number, null: none
    std::vector<bool> is_to_do;                            // by team number
    std::shared_ptr<const decltype(AuthorityView::rows)::Group> group;  // null: to be put together
    std::optional<PartMaker::Beginning> beginning;
    std::optional<Trends> trends;  // nullopt: to be made
  };
  struct Work;

  void Begin(const Sources& sources, const JudgedCouncil& council);
  void Note(Tally::Place place);
  void NoteAll(std::size_t indicator);
  void NoteBeginnings(const std::vector<Tally::Place>& changed);
  void MakePart(Tally::Place place);
  void SortTeams();
  void PutTogether(OfIndicator& one) const;
  void MakeTrends(std::size_t indicator);
  void ReadQuality();

  std::unique_ptr<Work> work_;  // null: everything is to be made
  std::vector<OfIndicator> indicators_;
  std::vector<Tally::Place> to_do_;
  std::vector<TeamNumber> by_name_;
  std::vector<QualityCount> quality_;
  std::optional<std::int64_t> findings_version_;  // that quality_ is of
};

}  // namespace caseclock

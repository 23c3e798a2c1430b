#include "processors/view.h"

#include <algorithm>

#include "processors/record/authority_name.h"

namespace caseclock {

void SetFigureParts(AuthorityView& view, const std::shared_ptr<const FigureTable>& table) {
  view.rows = decltype(view.rows)(table);
  view.judgements = decltype(view.judgements)(table);
  view.backlog = decltype(view.backlog)(table);
  view.bands = decltype(view.bands)(table);
  view.due = decltype(view.due)(table);
  view.drag_ages = decltype(view.drag_ages)(table);
}

const Judgement* FindJudgement(const AuthorityView& view, std::string_view indicator,
                               std::string_view team) {
  const auto found = std::find_if(
      view.judgements.begin(), view.judgements.end(),
      [&](const Judgement& one) { return one.indicator == indicator && one.team == team; });
  return found == view.judgements.end() ? nullptr : &*found;
}

std::string NameOf(const AuthorityView& view) {
  return view.name.empty() ? AuthorityName(view.authority) : view.name;
}

std::string NameAndCodeOf(const AuthorityView& view) {
  const std::string name = NameOf(view);
  return name == view.authority ? name : name + " (" + view.authority + ")";
}

const AuthorityView* FindCouncil(const View& view, std::string_view authority) {
  const auto found = std::find_if(view.authorities.begin(), view.authorities.end(),
                                  [&](const auto& one) { return one->authority == authority; });
  return found == view.authorities.end() ? nullptr : found->get();
}

}  // namespace caseclock

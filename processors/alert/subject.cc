#include "processors/alert/subject.h"

namespace caseclock {

Subjects::Subjects(const AuthorityView& view, const Catalogue& catalogue) : catalogue_(catalogue) {
  for (const Row& row : view.rows) {
    Subject& subject = subjects_[{row.indicator, row.team}];
    subject.rows[static_cast<std::size_t>(row.window)] = &row;
  }
  for (const Judgement& judgement : view.judgements) {
    subjects_[{judgement.indicator, judgement.team}].judgement = &judgement;
  }
  for (auto& [key, subject] : subjects_) {
    subject.indicator = catalogue.Find(key.first);
    subject.team = key.second;
  }
}

Subject Subjects::Find(std::string_view indicator, std::string_view team) const {
  const auto found = subjects_.find({indicator, team});
  if (found != subjects_.end()) return found->second;
  Subject empty;
  empty.indicator = catalogue_.Find(indicator);
  empty.team = team;
  return empty;
}

}  // namespace caseclock

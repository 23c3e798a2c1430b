#include "daemon/rehearsal/rehearsed_councils.h"

#include <algorithm>

namespace caseclock {

RehearsedCouncils::RehearsedCouncils(const Config& config, std::vector<CaseEvent> events,
                                     bool feed_is_alive)
    : config_(config), events_(std::move(events)), feed_is_alive_(feed_is_alive) {
  std::stable_sort(events_.begin(), events_.end(), [](const CaseEvent& a, const CaseEvent& b) {
    return a.stamp.recorded_at_us < b.stamp.recorded_at_us;
  });
}

std::shared_ptr<const View> RehearsedCouncils::At(const Moment& moment) {
  Play(moment);
  bool changed = view_ == nullptr;
  auto view = std::make_shared<View>();
  view->as_of = moment.day;
  for (auto& [code, council] : councils_) {
    if (!started_) council.authority->EndCatchUp();
    const bool half_read = council.authority->HasOpenBatch() && council.view != nullptr &&
                           moment.us - council.recorded_us < kHeldUs;
    if (half_read) {
      view->held.push_back(code);
    } else {
      changed |= Refresh(council, moment);
    }
    view->authorities.push_back(council.view);
  }
  started_ = true;
  if (changed || view->held != view_->held) view_ = std::move(view);
  return view_;
}

void RehearsedCouncils::Play(const Moment& moment) {
  for (; next_ < events_.size() && events_[next_].stamp.recorded_at_us <= moment.us; ++next_) {
    const CaseEvent& event = events_[next_];
    Council& council = CouncilOf(event.authority, moment.day);
    council.recorded_us = event.stamp.recorded_at_us;
    council.changed |= council.authority->Apply(event);
  }
}

RehearsedCouncils::Council& RehearsedCouncils::CouncilOf(const std::string& code, Date day) {
  Council& council = councils_[code];
  if (council.authority != nullptr) return council;
  council.authority = std::make_unique<Authority>(code, DefinitionsOf(code), day);
  council.authority->JudgeBy(*config_.standards);
  if (!started_) council.authority->BeginCatchUp();
  return council;
}

/// True when there is another view than before.
bool RehearsedCouncils::Refresh(Council& council, const Moment& moment) const {
  if (council.authority->as_of() < moment.day) {
    council.authority->Advance(moment.day);
    council.changed = true;
  }
  if (!council.changed) return false;
  council.changed = false;
  auto view = std::make_shared<AuthorityView>(council.authority->MakeView());
  if (feed_is_alive_) view->data_as_of_us = moment.us;
  council.view = std::move(view);
  return true;
}

FindOldest RehearsedCouncils::Oldest() const {
  return [this](const std::string& authority, const std::vector<OpenQuestion>& questions) {
    const auto council = councils_.find(authority);
    if (council == councils_.end()) return std::vector<std::vector<OpenItem>>();
    return OldestOpen(*council->second.authority, questions, kOldestInMail);
  };
}

std::shared_ptr<const Definitions> RehearsedCouncils::DefinitionsOf(
    const std::string& authority) const {
  auto& definitions = definitions_[authority];
  if (definitions == nullptr) definitions = config_.DefinitionsFor(authority);
  return definitions;
}

}  // namespace caseclock

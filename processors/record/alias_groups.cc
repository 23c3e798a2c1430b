#include "processors/record/alias_groups.h"

#include <utility>

namespace caseclock {

/// Goes through all that hang together with one child, one alias at a time.
class AliasGroups::Walk {
 public:
  Walk(const AliasGroups& groups, ChildNumber from) : groups_(groups), found_{from}, seen_{from} {
    Open();
  }

  /// Looks along one alias. False: there is none left, and found() is everybody.
  bool Step() {
    while (!looked_at_said_ || by_ == nullptr || at_ == by_->end()) {
      if (!looked_at_said_) {
        looked_at_said_ = true;
        const ChildNumber said = groups_.SaidOf(found_[next_]);
        if (said != kNoChild) return Take(said);
        continue;
      }
      if (++next_ == found_.size()) return false;
      Open();
    }
    return Take(*at_++);
  }

  bool Saw(ChildNumber child) const { return seen_.contains(child); }
  ChildNumber last() const { return last_; }
  const std::vector<ChildNumber>& found() const { return found_; }

 private:
  void Open() {
    looked_at_said_ = false;
    const auto by = groups_.said_by_.find(found_[next_]);
    by_ = by == groups_.said_by_.end() ? nullptr : &by->second;
    if (by_ != nullptr) at_ = by_->begin();
  }
  bool Take(ChildNumber child) {
    last_ = child;
    if (seen_.insert(child).second) found_.push_back(child);
    return true;
  }

  const AliasGroups& groups_;
  std::vector<ChildNumber> found_;
  absl::flat_hash_set<ChildNumber> seen_;
  std::size_t next_ = 0;  // of found_: whose aliases are looked along
  bool looked_at_said_ = false;
  const absl::flat_hash_set<ChildNumber>* by_ = nullptr;
  absl::flat_hash_set<ChildNumber>::const_iterator at_;
  ChildNumber last_ = kNoChild;
};

AliasGroups::AliasGroups(std::size_t most_joined, IdOf id_of)
    : most_joined_(most_joined),
      id_of_(std::move(id_of)),
      own_records_([](ChildNumber) { return 0; }) {}

ChildNumber AliasGroups::SaidOf(ChildNumber child) const {
  const auto said = said_.find(child);
  return said == said_.end() ? kNoChild : said->second;
}

const AliasGroups::Component* AliasGroups::ComponentOf(ChildNumber child) const {
  const auto found = component_of_.find(child);
  return found == component_of_.end() ? nullptr : found->second.get();
}

const AliasGroups::Component* AliasGroups::GroupOf(ChildNumber child) const {
  if (component_of_.empty()) return nullptr;
  const Component* component = ComponentOf(child);
  return component != nullptr && component->members.size() <= most_joined_ ? component : nullptr;
}

std::size_t AliasGroups::ComponentSize(ChildNumber child) const {
  if (component_of_.empty()) return 1;
  const Component* component = ComponentOf(child);
  return component == nullptr ? 1 : component->members.size();
}

ChildNumber AliasGroups::Representative(ChildNumber child) const {
  const Component* group = GroupOf(child);
  return group == nullptr ? child : *group->members.begin();
}

void AliasGroups::AddRecords(ChildNumber child, std::int64_t by) {
  if (component_of_.empty()) return;
  const auto found = component_of_.find(child);
  if (found != component_of_.end()) found->second->records += by;
}

void AliasGroups::Say(ChildNumber child, ChildNumber target) {
  const ChildNumber before = SaidOf(child);
  if (before == target) return;
  if (before != kNoChild) {
    said_.erase(child);
    auto& by = said_by_[before];
    by.erase(child);
    if (by.empty()) said_by_.erase(before);
    if (!AreNeighbours(child, before)) Part(child, before);
  }
  if (target != kNoChild) {
    said_[child] = target;
    said_by_[target].insert(child);
    Join(child, target);
  }
}

std::shared_ptr<AliasGroups::Component> AliasGroups::OwnComponent(ChildNumber child) {
  auto& component = component_of_[child];
  if (component == nullptr) {
    component = std::make_shared<Component>(ById{&id_of_});
    component->members.insert(child);
    component->records = own_records_(child);
  }
  return component;
}

void AliasGroups::Join(ChildNumber a, ChildNumber b) {
  auto large = OwnComponent(a);
  auto small = OwnComponent(b);
  if (large == small) return;
  if (large->members.size() < small->members.size()) std::swap(large, small);
  for (const ChildNumber child : small->members) {
    large->members.insert(child);
    component_of_[child] = large;
  }
  large->records += small->records;
}

/// Nothing said joins a and b any more: are they still joined by others? Both sides are walked in step, so that the
/// smaller one decides when they are not.
void AliasGroups::Part(ChildNumber a, ChildNumber b) {
  Walk from_a(*this, a);
  Walk from_b(*this, b);
  const auto component = component_of_.at(a);
  while (true) {
    if (!from_a.Step()) return Move(from_a.found(), *component);
    if (from_b.Saw(from_a.last())) return;
    if (!from_b.Step()) return Move(from_b.found(), *component);
    if (from_a.Saw(from_b.last())) return;
  }
}

/// Takes children out of their component into one of their own.
void AliasGroups::Move(const std::vector<ChildNumber>& children, Component& from) {
  const auto own = std::make_shared<Component>(ById{&id_of_});
  for (const ChildNumber child : children) {
    from.members.erase(child);
    own->members.insert(child);
    own->records += own_records_(child);
    component_of_[child] = own;
  }
  from.records -= own->records;
  for (Component* one : {&from, own.get()}) {
    if (one->members.size() == 1) component_of_.erase(*one->members.begin());
  }
}

}  // namespace caseclock

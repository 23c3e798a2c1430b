/// @file
/// Which children are one, by what aliases say: children joined directly or through others make one component.
///
/// A component of more than `most_joined` children is not joined: such a tangle comes from a feed that calls every
/// unknown child by one name, and each of its children stays itself. Whether children are joined is a function of what
/// the aliases say now, so that neither the order of joining and parting nor the way there matters.
///
/// Example: with a bound of 3: Say(a, b), Say(b, c): one group {a, b, c}. Say(c, d): four children, none joined.
/// Say(c, kNoChild): {a, b, c} again, and d alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace caseclock {

/// Numbers of children within one store, given in order of first sight.
using ChildNumber = std::uint32_t;
inline constexpr ChildNumber kNoChild = 0xffffffff;

/// Not copyable. Used by the loop thread only.
/// Cost: joining takes time by the smaller of two components, parting by the smaller of what is left; the rest is
/// constant but for a logarithm.
class AliasGroups {
 public:
  using IdOf = std::function<std::string_view(ChildNumber)>;
  /// `id_of` orders the children of a group.
  AliasGroups(std::size_t most_joined, IdOf id_of);
  AliasGroups(const AliasGroups&) = delete;
  AliasGroups& operator=(const AliasGroups&) = delete;

  /// `child` is the same as `target` from now on, and as nobody else by its own word. kNoChild: as nobody.
  void Say(ChildNumber child, ChildNumber target);
  /// What Say said last, or kNoChild.
  ChildNumber SaidOf(ChildNumber child) const;

  /// True when no alias is in force: every child is itself.
  bool empty() const { return component_of_.empty(); }
  /// How many children hang together with `child`, joined or not. Example: 1 for a child without aliases.
  std::size_t ComponentSize(ChildNumber child) const;
  /// True when so many hang together with `child` that none of them is joined.
  bool IsTooLarge(ChildNumber child) const { return ComponentSize(child) > most_joined_; }
  std::size_t most_joined() const { return most_joined_; }

  /// The child that stands for those counted as one with `child`: the first by id.
  ChildNumber Representative(ChildNumber child) const;
  /// Calls `each` with the children counted as one with `child`, by id.
  template <typename Each>
  void ForEachOfGroup(ChildNumber child, Each each) const {
    const Component* group = GroupOf(child);
    if (group == nullptr) return each(child);
    for (const ChildNumber member : group->members) each(member);
  }
  /// Calls `each` with the children of every component of two and more, joined or not.
  template <typename Each>
  void ForEachComponent(Each each) const {
    for (const auto& [child, component] : component_of_) {
      if (child == *component->members.begin()) each(component->members);
    }
  }

  /// Records of children are counted with their component: `by` more, or less, of `child`.
  void AddRecords(ChildNumber child, std::int64_t by);
  /// How many records the group of `child` has when `own` are its own.
  std::int64_t RecordsOfGroup(ChildNumber child, std::int64_t own) const {
    const Component* group = GroupOf(child);
    return group == nullptr ? own : group->records;
  }
  /// Must be asked for the own records of a child that joins others.
  using OwnRecords = std::function<std::int64_t(ChildNumber)>;
  void CountRecordsBy(OwnRecords own_records) { own_records_ = std::move(own_records); }

 private:
  struct ById {
    const IdOf* id_of;
    bool operator()(ChildNumber a, ChildNumber b) const { return (*id_of)(a) < (*id_of)(b); }
  };
  struct Component {
    explicit Component(ById by_id) : members(by_id) {}
    absl::btree_set<ChildNumber, ById> members;
    std::int64_t records = 0;
  };
  class Walk;

  const Component* ComponentOf(ChildNumber child) const;
  /// nullptr: the child is counted alone.
  const Component* GroupOf(ChildNumber child) const;
  std::shared_ptr<Component> OwnComponent(ChildNumber child);
  void Join(ChildNumber a, ChildNumber b);
  void Part(ChildNumber a, ChildNumber b);
  void Move(const std::vector<ChildNumber>& children, Component& from);
  bool AreNeighbours(ChildNumber a, ChildNumber b) const {
    return SaidOf(a) == b || SaidOf(b) == a;
  }

  std::size_t most_joined_;
  IdOf id_of_;
  OwnRecords own_records_;
  absl::flat_hash_map<ChildNumber, ChildNumber> said_;
  absl::flat_hash_map<ChildNumber, absl::flat_hash_set<ChildNumber>> said_by_;  // the other way
  absl::flat_hash_map<ChildNumber, std::shared_ptr<Component>> component_of_;   // of two and more
};

}  // namespace caseclock

#include "processors/record/dated_facts.h"

#include <iterator>
#include <tuple>

namespace caseclock {

Register DatedFacts::Read(const Key& key, const Kept& kept) const {
  Register reg;
  reg.fact = key.first;
  reg.first_day = key.second;
  reg.asserted = kept.asserted;
  reg.value = {kept.date, kept.code, pool_.Text(kept.text)};
  reg.stamp = {kept.recorded_at_us, pool_.Text(kept.source), kept.sequence, kept.event_id};
  reg.first_recorded_on = kept.first_recorded_on;
  return reg;
}

DatedFacts::Kept DatedFacts::Pack(const Register& reg) {
  Kept kept;
  kept.recorded_at_us = reg.stamp.recorded_at_us;
  kept.sequence = reg.stamp.sequence;
  kept.event_id = reg.stamp.event_id;
  kept.source = pool_.Intern(reg.stamp.source);
  kept.text = pool_.Intern(reg.value.text);
  kept.date = reg.value.date;
  kept.code = reg.value.code;
  kept.first_recorded_on = reg.first_recorded_on;
  kept.asserted = reg.asserted;
  return kept;
}

bool DatedFacts::Merge(const Register& said, std::optional<Date> recorded_on) {
  const Key key{said.fact, said.first_day};
  const auto found = facts_.find(key);
  Register reg;
  if (found == facts_.end()) {
    reg.fact = said.fact;
    reg.first_day = said.first_day;
    reg.stamp.recorded_at_us = std::numeric_limits<std::int64_t>::min();
  } else {
    reg = Read(key, found->second);
  }
  const bool changed = MergeInto(reg, said, recorded_on);
  if (!changed && found != facts_.end()) return false;
  Kept kept = Pack(reg);  // before the old one goes: it may lend the texts
  facts_.insert_or_assign(key, std::move(kept));
  NoteChange(key);
  return changed;
}

void DatedFacts::Put(const Register& reg) {
  const Key key{reg.fact, reg.first_day};
  facts_.insert_or_assign(key, Pack(reg));
  NoteChange(key);
}

void DatedFacts::NoteChange(const Key& key) {
  if (!state_) return;
  merged_since_.push_back(key);
  if (merged_since_.size() <= facts_.size()) return;
  state_.reset();  // nobody has read for long: it is quicker made anew
  merged_since_.clear();
}

void DatedFacts::Append(absl::InlinedVector<Register, 8>& out) const {
  for (const auto& [key, kept] : facts_) out.push_back(Read(key, kept));
}

bool DatedFacts::SaysTheSame(const Key& a, const Key& b) const {
  const Kept& one = facts_.at(a);
  const Kept& other = facts_.at(b);
  return std::tie(one.text, one.date, one.code) == std::tie(other.text, other.date, other.code);
}

/// Whether the one at `at` says something else than the one before it.
void DatedFacts::UpdateChange(absl::btree_set<Key>::const_iterator at) {
  const bool is_first = at == alive_.begin() || std::prev(at)->first != at->first;
  if (is_first || !SaysTheSame(*std::prev(at), *at)) {
    changes_.insert(*at);
  } else {
    changes_.erase(*at);
  }
}

void DatedFacts::Update(const Key& key, bool is_alive) {
  if (is_alive) {
    UpdateChange(alive_.insert(key).first);
  } else {
    alive_.erase(key);
    changes_.erase(key);
  }
  const auto next = alive_.upper_bound(key);
  if (next != alive_.end() && next->first == key.first) UpdateChange(next);
}

Date DatedFacts::AppendExisting(const FloorState& state,
                                const std::function<bool(const Register&)>& is_alive, Date as_of,
                                absl::InlinedVector<Register, 8>& out) {
  if (!state_ || !(*state_ == state)) {
    state_ = state;
    alive_.clear();
    changes_.clear();
    for (const auto& [key, kept] : facts_) {
      if (is_alive(Read(key, kept))) UpdateChange(alive_.insert(alive_.end(), key));
    }
  } else {
    for (const Key& key : merged_since_) Update(key, is_alive(Read(key, facts_.at(key))));
  }
  merged_since_.clear();
  Date next = Date::Max();
  for (const Key& key : changes_) {
    if (key.second > as_of) {
      next = std::min(next, key.second);
    } else {
      out.push_back(Read(key, facts_.at(key)));
    }
  }
  return next;
}

}  // namespace caseclock

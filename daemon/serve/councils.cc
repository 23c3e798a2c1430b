#include "daemon/serve/councils.h"

#include <algorithm>
#include <utility>

#include "processors/redefinition.h"

namespace caseclock {

Councils::Councils(DefinitionsOf definitions_of, Date as_of, std::int64_t batch_wait_us)
    : definitions_of_(std::move(definitions_of)), as_of_(as_of), batch_wait_us_(batch_wait_us) {
  ReadCalendar();
  calendar_ended_ = !IsCovered(as_of);
  as_of_ = std::clamp(as_of, first_day_, last_day_);
}

void Councils::ReadCalendar() {
  const auto common = definitions_of_("");
  first_day_ = common->calendar.first();
  last_day_ = common->calendar.last();
}

void Councils::AddPartition(std::int32_t partition) { partitions_[partition]; }

void Councils::DropPartition(std::int32_t partition) {
  partitions_.erase(partition);
  dirty_ = true;
}

Councils::Council& Councils::CouncilOf(std::int32_t partition, const std::string& code) {
  Partition& home = partitions_[partition];
  Council& council = home.councils[code];
  if (council.authority == nullptr) {
    council.authority = std::make_unique<Authority>(code, definitions_of_(code), as_of_);
    council.authority->JudgeBy(*standards_);
    if (!home.caught_up) council.authority->BeginCatchUp();
  }
  return council;
}

bool Councils::Apply(std::int32_t partition, const CaseEvent& event, std::int64_t now_us) {
  Council& council = CouncilOf(partition, event.authority);
  const bool changed = council.authority->Apply(event);
  if (!changed) return false;
  council.dirty = true;
  dirty_ = true;
  if (!council.authority->HasOpenBatch()) {
    council.held_since_us = 0;
  } else if (council.held_since_us == 0) {
    council.held_since_us = now_us;
  }
  return true;
}

Authority& Councils::ForRestore(std::int32_t partition, const std::string& code) {
  return *CouncilOf(partition, code).authority;
}

void Councils::FinishCatchUp(std::int32_t partition) {
  Partition& home = partitions_[partition];
  if (home.caught_up) return;
  home.caught_up = true;
  for (auto& [code, council] : home.councils) {
    council.authority->EndCatchUp();
    council.dirty = true;
  }
  dirty_ = true;
}

bool Councils::IsCaughtUp(std::int32_t partition) const {
  const auto home = partitions_.find(partition);
  return home != partitions_.end() && home->second.caught_up;
}

void Councils::Advance(Date as_of) {
  calendar_ended_ = !IsCovered(as_of);
  if (calendar_ended_ || as_of == as_of_) return;
  as_of_ = as_of;
  for (auto& [number, home] : partitions_) {
    for (auto& [code, council] : home.councils) {
      council.authority->Advance(as_of);
      council.dirty = true;
    }
  }
  dirty_ = true;
}

bool Councils::MayShow(Council& council, std::int64_t now_us) const {
  if (!council.authority->HasOpenBatch()) return true;
  if (council.held_since_us == 0) council.held_since_us = now_us;  // restored half received
  return now_us - council.held_since_us >= batch_wait_us_;
}

std::shared_ptr<const View> Councils::MakeView(std::int64_t now_us) {
  auto view = std::make_shared<View>();
  view->as_of = as_of_;
  dirty_ = false;
  for (auto& [number, home] : partitions_) {
    if (!home.caught_up) continue;
    for (auto& [code, council] : home.councils) {
      if (council.dirty && MayShow(council, now_us)) {
        council.shown = std::make_shared<const AuthorityView>(council.authority->MakeView());
        council.dirty = false;
      }
      if (council.shown != nullptr) view->authorities.push_back(council.shown);
      if (council.dirty) view->held.push_back(code);
      dirty_ |= council.dirty;
    }
  }
  std::sort(view->authorities.begin(), view->authorities.end(),
            [](const auto& a, const auto& b) { return a->authority < b->authority; });
  return view;
}

HeldExports Councils::Held() const {
  HeldExports held;
  for (const auto& [number, home] : partitions_) {
    for (const auto& [code, council] : home.councils) {
      if (!council.authority->HasOpenBatch()) continue;
      ++held.count;
      held.authorities[code] = council.held_since_us;
      if (council.held_since_us == 0) continue;
      if (held.since_us == 0 || council.held_since_us < held.since_us) {
        held.since_us = council.held_since_us;
      }
    }
  }
  return held;
}

std::vector<std::string> Councils::Problems() const {
  if (!calendar_ended_) return {};
  return {"today lies outside the years whose working days are known: figures stand as of " +
          FormatDate(as_of_)};
}

std::optional<std::int64_t> Councils::AuditNext() {
  std::map<std::string, Authority*> counted;
  for (auto& [number, home] : partitions_) {
    if (!home.caught_up) continue;
    for (auto& [code, council] : home.councils) counted[code] = council.authority.get();
  }
  if (counted.empty()) return std::nullopt;
  auto next = counted.upper_bound(last_audited_);
  if (next == counted.end()) next = counted.begin();
  last_audited_ = next->first;
  return next->second->Audit();
}

void Councils::JudgeBy(std::shared_ptr<const Standards> standards) {
  standards_ = std::move(standards);
  for (auto& [number, home] : partitions_) {
    for (auto& [code, council] : home.councils) {
      council.authority->JudgeBy(*standards_);
      council.dirty = true;
    }
  }
  dirty_ = true;
}

Redefined Councils::Redefine(DefinitionsOf definitions_of) {
  definitions_of_ = std::move(definitions_of);
  ReadCalendar();
  // A calendar may have become shorter; the day of the figures stays within it.
  as_of_ = std::clamp(as_of_, first_day_, last_day_);
  Redefined redefined;
  for (auto& [number, home] : partitions_) {
    for (auto& [code, council] : home.councils) {
      auto definitions = definitions_of_(code);
      Authority& authority = *council.authority;
      if (definitions->Fingerprint() == authority.definitions().Fingerprint()) continue;
      ++redefined.councils;
      redefined.moved_due_dates +=
          CountMovedDueDates(authority, authority.definitions(), *definitions);
      authority.Redefine(std::move(definitions));
      authority.Advance(as_of_);
      council.dirty = true;
    }
  }
  dirty_ = true;
  return redefined;
}

std::vector<Authority*> Councils::OfPartition(std::int32_t partition) {
  std::vector<Authority*> all;
  for (auto& [code, council] : partitions_[partition].councils)
    all.push_back(council.authority.get());
  return all;
}

Authority* Councils::Find(const std::string& code) {
  return const_cast<Authority*>(std::as_const(*this).Find(code));
}

const Authority* Councils::Find(const std::string& code) const {
  for (const auto& [number, home] : partitions_) {
    const auto found = home.councils.find(code);
    if (found != home.councils.end()) return found->second.authority.get();
  }
  return nullptr;
}

const Authority* Councils::FindShown(const std::string& code) const {
  for (const auto& [number, home] : partitions_) {
    const auto found = home.councils.find(code);
    if (found == home.councils.end()) continue;
    const bool is_shown = home.caught_up && found->second.shown != nullptr;
    return is_shown ? found->second.authority.get() : nullptr;
  }
  return nullptr;
}

}  // namespace caseclock

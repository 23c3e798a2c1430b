#include "daemon/serve/councils.h"

#include <algorithm>
#include <utility>

namespace caseclock {
namespace {

/// About a millisecond of counting between two looks at the clock.
constexpr std::size_t kRecordsPerSlice = 500;

/// Calls `each` with the values of a map from the key after `last` on and round again until it returns false.
template <typename Map, typename Each>
void ForEachInTurn(Map& map, const std::string& last, Each each) {
  const auto begin = map.upper_bound(last);
  for (auto at = begin; at != map.end(); ++at) {
    if (!each(at->first, at->second)) return;
  }
  for (auto at = map.begin(); at != begin; ++at) {
    if (!each(at->first, at->second)) return;
  }
}

}  // namespace

std::int64_t SentAt(std::int64_t message_us, std::int64_t now_us) {
  if (message_us <= 0) return now_us;
  return std::clamp(message_us, now_us - kLongestWaitUs, now_us);
}

Councils::Councils(DefinitionsOf definitions_of, Date as_of, std::int64_t batch_wait_us,
                   RecordBounds bounds)
    : definitions_of_(std::move(definitions_of)),
      as_of_(as_of),
      batch_wait_us_(batch_wait_us),
      bounds_(bounds) {
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
    council.authority = std::make_unique<Authority>(code, definitions_of_(code), as_of_, bounds_);
    council.authority->JudgeBy(*standards_);
    council.authority->CountInSlices();
    council.authority->HoldFor(batch_wait_us_);
    if (!home.caught_up) council.authority->BeginCatchUp();
  }
  return council;
}

bool Councils::Apply(std::int32_t partition, const CaseEvent& event, std::int64_t now_us,
                     std::int64_t message_us) {
  Council& council = CouncilOf(partition, event.authority);
  const bool changed = council.authority->Apply(event, SentAt(message_us, now_us));
  council.dirty |= changed;
  dirty_ |= changed;
  return changed;
}

void Councils::Refuse(std::int32_t partition, const RefusedMember& member, std::int64_t now_us,
                      std::int64_t message_us) {
  const BatchRef batch{member.source, member.batch_id, member.extracted_at_us};
  CouncilOf(partition, member.authority)
      .authority->Refuse(batch, member.event_hash, SentAt(message_us, now_us));
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

std::map<std::string, Councils::Council*> Councils::CaughtUp() {
  std::map<std::string, Council*> caught_up;
  for (auto& [number, home] : partitions_) {
    if (!home.caught_up) continue;
    for (auto& [code, council] : home.councils) caught_up[code] = &council;
  }
  return caught_up;
}

std::map<std::string, Councils::Council*> Councils::StillCounting() {
  std::map<std::string, Council*> counting;
  for (auto& [number, home] : partitions_) {
    for (auto& [code, council] : home.councils) {
      if (council.authority->is_counting()) counting[code] = &council;
    }
  }
  return counting;
}

void Councils::Settle() {
  for (auto& [number, home] : partitions_) {
    for (auto& [code, council] : home.councils) council.authority->Settle();
  }
}

bool Councils::SettleSome(Authority& authority, const GoOn& go_on) {
  bool is_settled = authority.Settle(kRecordsPerSlice);
  while (!is_settled && go_on()) is_settled = authority.Settle(kRecordsPerSlice);
  return is_settled;
}

bool Councils::CountSome(const GoOn& go_on) {
  auto counting = StillCounting();
  // A council that must be counted again and again does not keep the others waiting: each begins in its turn.
  const std::string last = last_counted_;
  std::size_t done = 0;
  ForEachInTurn(counting, last, [&](const std::string& code, Council* council) {
    last_counted_ = code;
    bool is_done = false;
    while (!is_done && go_on()) is_done = council->authority->CountSome(kRecordsPerSlice);
    done += is_done ? 1 : 0;
    return is_done;
  });
  return done == counting.size();
}

bool Councils::MayShow(const Council& council, std::int64_t now_us) {
  return !council.authority->is_counting() && !council.authority->exports().Holds(now_us);
}

std::shared_ptr<const View> Councils::MakeView(std::int64_t now_us, const GoOn& go_on) {
  auto view = std::make_shared<View>();
  view->as_of = as_of_;
  dirty_ = false;
  bool may_build = true;
  auto councils = CaughtUp();
  const std::string last = last_shown_;
  ForEachInTurn(councils, last, [&](const std::string& code, Council* council) {
    const bool may_show = MayShow(*council, now_us);
    if (council->dirty && may_show && may_build && SettleSome(*council->authority, go_on)) {
      council->shown = std::make_shared<const AuthorityView>(council->authority->MakeView());
      council->dirty = false;
      last_shown_ = code;
      may_build = go_on();
    }
    if (council->shown != nullptr) view->authorities.push_back(council->shown);
    if (council->dirty && !may_show && !council->authority->is_counting()) {
      view->held.push_back(code);
    }
    dirty_ |= council->dirty;
    return true;
  });
  std::sort(view->held.begin(), view->held.end());
  std::sort(view->authorities.begin(), view->authorities.end(),
            [](const auto& a, const auto& b) { return a->authority < b->authority; });
  const bool is_news = view_ == nullptr || view->authorities != view_->authorities ||
                       view->held != view_->held || view->as_of != view_->as_of;
  if (is_news) view_ = std::move(view);
  return view_;
}

HeldExports Councils::Held(std::int64_t now_us) const {
  HeldExports held;
  for (const auto& [number, home] : partitions_) {
    for (const auto& [code, council] : home.councils) {
      const BatchLedger& exports = council.authority->exports();
      if (auto told = exports.Incomplete(); !told.empty()) held.incomplete[code] = std::move(told);
      if (!exports.Holds(now_us)) continue;
      ++held.count;
      const std::int64_t since_us = held.authorities[code] = exports.held_from_us();
      if (held.since_us == 0 || since_us < held.since_us) held.since_us = since_us;
    }
  }
  return held;
}

std::vector<std::string> Councils::Problems() const {
  std::vector<std::string> problems;
  if (calendar_ended_) {
    problems.push_back(
        "today lies outside the years whose working days are known: figures stand as of " +
        FormatDate(as_of_));
  }
  std::size_t uncounted = 0;
  for (const auto& [number, home] : partitions_) {
    for (const auto& [code, council] : home.councils) {
      if (council.shown == nullptr && council.authority->is_counting()) ++uncounted;
      if (!council.authority->exports().IsFull()) continue;
      problems.push_back("too many exports of council " + code +
                         " have begun and not been completed: no further one can take effect");
    }
  }
  if (uncounted > 0) {
    problems.push_back("the figures of " + std::to_string(uncounted) +
                       (uncounted == 1 ? " council are" : " councils are") +
                       " being counted for the first time");
  }
  return problems;
}

std::optional<std::int64_t> Councils::AuditNext(const GoOn& go_on) {
  auto councils = CaughtUp();
  if (councils.empty()) return std::nullopt;
  if (audited_.empty() || !councils.contains(audited_)) {
    const auto next = councils.upper_bound(last_audited_);
    audited_ = next == councils.end() ? councils.begin()->first : next->first;
    last_audited_ = audited_;
  }
  Authority& authority = *councils[audited_]->authority;
  if (authority.is_counting()) return std::nullopt;
  while (go_on()) {
    if (const auto differences = authority.AuditSome(kRecordsPerSlice)) {
      audited_.clear();
      return differences;
    }
  }
  return std::nullopt;
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

void Councils::Redefine(DefinitionsOf definitions_of) {
  definitions_of_ = std::move(definitions_of);
  ReadCalendar();
  // A calendar may have become shorter; the day of the figures stays within it.
  as_of_ = std::clamp(as_of_, first_day_, last_day_);
  for (auto& [number, home] : partitions_) {
    for (auto& [code, council] : home.councils) {
      auto definitions = definitions_of_(code);
      Authority& authority = *council.authority;
      if (definitions->Fingerprint() == authority.definitions().Fingerprint()) {
        authority.Reword(std::move(definitions));
        continue;
      }
      authority.Redefine(std::move(definitions));
      authority.Advance(as_of_);
      redefined_.push_back(code);
      council.dirty = true;
    }
  }
  tell_redefined_ = true;
  dirty_ = true;
}

std::optional<Redefined> Councils::TakeRedefined() {
  if (!tell_redefined_ || !StillCounting().empty()) return std::nullopt;
  Redefined redefined;
  redefined.councils = static_cast<std::int64_t>(redefined_.size());
  for (const std::string& code : redefined_) {
    if (const Authority* authority = Find(code)) {
      redefined.moved_due_dates += authority->moved_due_dates();
    }
  }
  redefined_.clear();
  tell_redefined_ = false;
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
    const bool is_shown =
        home.caught_up && found->second.shown != nullptr && !found->second.authority->is_counting();
    return is_shown ? found->second.authority.get() : nullptr;
  }
  return nullptr;
}

}  // namespace caseclock

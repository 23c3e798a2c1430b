#include "daemon/serve/councils.h"

#include <algorithm>
#include <utility>

namespace caseclock {
namespace {

/// About a millisecond of counting between two looks at the clock.
constexpr std::size_t kRecordsPerSlice = 500;

/// Calls `each` with the values of a map from the key after `last` on and round again until it returns false.
template <typename Map, typename Each>
void ForEachInTurn(Map& map, const typename Map::key_type& last, Each each) {
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
  ForgetCouncils(partition);
  partitions_.erase(partition);
  regrouped_ = true;
  dirty_ = true;
}

void Councils::ForgetCouncils(std::int32_t partition) {
  const auto is_of_it = [&](const auto& one) { return one.second->partition == partition; };
  for (ByCode* some : {&caught_up_, &changed_}) std::erase_if(*some, is_of_it);
  for (ByPlace* some : {&counting_, &unsettled_, &exporting_}) std::erase_if(*some, is_of_it);
  ForEach([&](const std::string& code, Council& council) {
    if (council.partition != partition && IsCaughtUp(council.partition)) PutCaughtUp(code, council);
  });
}

template <typename Each>
void Councils::ForEach(Each each) {
  for (auto& [number, home] : partitions_) {
    for (auto& [code, council] : home.councils) each(code, council);
  }
}

void Councils::PutCaughtUp(const std::string& code, Council& council) {
  const auto [at, is_new] = caught_up_.try_emplace(code, &council);
  if (!is_new) {
    if (at->second->partition > council.partition) return;
    at->second->in_view = at->second->changed = false;
    at->second = &council;
  }
  council.in_view = true;
  PutChanged(code, council);
}

void Councils::PutChanged(const std::string& code, Council& council) {
  if (!council.in_view || std::exchange(council.changed, true)) return;
  changed_[code] = &council;
}

void Councils::Note(const std::string& code, Council& council, bool changed) {
  const auto put_if = [&](ByPlace& some, bool belongs) {
    if (belongs) some.try_emplace({code, council.partition}, &council);
  };
  put_if(counting_, council.authority->is_counting());
  put_if(unsettled_, !council.authority->is_settled());
  put_if(exporting_, council.authority->exports().HasUnfinished());
  if (!changed) return;
  PutChanged(code, council);
  dirty_ |= council.in_view || view_ == nullptr;
}

Councils::Council& Councils::CouncilOf(std::int32_t partition, const std::string& code) {
  Partition& home = partitions_[partition];
  Council& council = home.councils[code];
  if (council.authority == nullptr) {
    council.partition = partition;
    council.authority = std::make_unique<Authority>(code, definitions_of_(code), as_of_, bounds_);
    council.authority->JudgeBy(*standards_);
    council.authority->CountInSlices();
    council.authority->HoldFor(batch_wait_us_);
    if (!home.caught_up) council.authority->BeginCatchUp();
    if (home.caught_up) PutCaughtUp(code, council);
  }
  return council;
}

bool Councils::Apply(std::int32_t partition, const CaseEvent& event, std::int64_t now_us,
                     std::int64_t message_us) {
  Council& council = CouncilOf(partition, event.authority);
  const bool changed = council.authority->Apply(event, SentAt(message_us, now_us));
  Note(event.authority, council, changed);
  return changed;
}

void Councils::Refuse(std::int32_t partition, const RefusedMember& member, std::int64_t now_us,
                      std::int64_t message_us) {
  const BatchRef batch{member.source, member.batch_id, member.extracted_at_us};
  Council& council = CouncilOf(partition, member.authority);
  council.authority->Refuse(batch, member.event_hash, SentAt(message_us, now_us));
  Note(member.authority, council, false);
}

Authority& Councils::ForRestore(std::int32_t partition, const std::string& code) {
  Council& council = CouncilOf(partition, code);
  exporting_.try_emplace({code, partition}, &council);  // what is put back may hold exports
  return *council.authority;
}

void Councils::FinishCatchUp(std::int32_t partition) {
  Partition& home = partitions_[partition];
  if (home.caught_up) return;
  home.caught_up = true;
  for (auto& [code, council] : home.councils) {
    council.authority->EndCatchUp();
    PutCaughtUp(code, council);
    Note(code, council, true);
  }
  regrouped_ = true;
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
  ForEach([&](const std::string& code, Council& council) {
    council.authority->Advance(as_of);
    Note(code, council, true);
  });
  dirty_ = true;
}

void Councils::Settle() {
  for (auto& [place, council] : unsettled_) council->authority->Settle();
  unsettled_.clear();
}

bool Councils::SettleSome(Authority& authority, const GoOn& go_on) {
  bool is_settled = authority.Settle(kRecordsPerSlice);
  while (!is_settled && go_on()) is_settled = authority.Settle(kRecordsPerSlice);
  return is_settled;
}

bool Councils::CountSome(const GoOn& go_on) {
  // A council that must be counted again and again does not keep the others waiting: each begins in its turn.
  const Place last = last_counted_;
  std::vector<Place> done;
  ForEachInTurn(counting_, last, [&](const Place& place, Council* council) {
    last_counted_ = place;
    bool is_done = false;
    while (!is_done && go_on()) is_done = council->authority->CountSome(kRecordsPerSlice);
    if (is_done) done.push_back(place);
    return is_done;
  });
  for (const Place& place : done) counting_.erase(place);
  return counting_.empty();
}

bool Councils::MayShow(const Council& council, std::int64_t now_us) {
  return !council.authority->is_counting() && !council.authority->exports().Holds(now_us);
}

bool Councils::MakeAnew(Council& council, const GoOn& go_on) {
  if (!SettleSome(*council.authority, go_on)) return false;
  auto view = council.authority->UpdateView(go_on);
  half_made_ = view == nullptr;
  if (half_made_) return false;
  council.shown = std::move(view);
  return true;
}

std::vector<std::shared_ptr<const AuthorityView>> Councils::Shown(const ByCode& made) const {
  std::vector<std::shared_ptr<const AuthorityView>> shown;
  if (regrouped_ || view_ == nullptr) {
    for (const auto& [code, council] : caught_up_) {
      if (council->shown != nullptr) shown.push_back(council->shown);
    }
    return shown;
  }
  shown.reserve(view_->authorities.size() + made.size());
  auto next = made.begin();
  for (const auto& before : view_->authorities) {
    for (; next != made.end() && next->first < before->authority; ++next) {
      shown.push_back(next->second->shown);
    }
    const bool is_anew = next != made.end() && next->first == before->authority;
    shown.push_back(is_anew ? next++->second->shown : before);
  }
  for (; next != made.end(); ++next) shown.push_back(next->second->shown);
  return shown;
}

std::shared_ptr<const View> Councils::MakeView(std::int64_t now_us, const GoOn& go_on) {
  bool may_make = true;
  half_made_ = false;
  ByCode made;
  std::vector<std::string> held;
  const std::string last = last_shown_;
  ForEachInTurn(changed_, last, [&](const std::string& code, Council* council) {
    const bool may_show = MayShow(*council, now_us);
    if (may_show && may_make && MakeAnew(*council, go_on)) {
      made.emplace(code, council);
      last_shown_ = code;
      may_make = go_on();
    }
    if (half_made_) may_make = false;
    if (!may_show && !council->authority->is_counting()) held.push_back(code);
    return true;
  });
  for (const auto& [code, council] : made) {
    changed_.erase(code);
    council->changed = false;
  }
  dirty_ = !changed_.empty();
  std::sort(held.begin(), held.end());
  const bool is_news = view_ == nullptr || !made.empty() || regrouped_ || held != view_->held ||
                       view_->as_of != as_of_;
  if (!is_news) return view_;
  view_ = std::make_shared<const View>(View{as_of_, Shown(made), std::move(held)});
  regrouped_ = false;
  return view_;
}

HeldExports Councils::Held(std::int64_t now_us) const {
  HeldExports held;
  std::erase_if(exporting_,
                [](const auto& one) { return !one.second->authority->exports().HasUnfinished(); });
  for (const auto& [place, council] : exporting_) {
    const std::string& code = place.first;
    const BatchLedger& exports = council->authority->exports();
    if (auto told = exports.Incomplete(); !told.empty()) held.incomplete[code] = std::move(told);
    if (!exports.Holds(now_us)) continue;
    ++held.count;
    const std::int64_t since_us = held.authorities[code] = exports.held_from_us();
    if (held.since_us == 0 || since_us < held.since_us) held.since_us = since_us;
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
  for (const auto& [place, council] : exporting_) {
    if (!council->authority->exports().IsFull()) continue;
    problems.push_back(
        "too many exports of council " + place.first +
        " have begun and not been completed: the source that began most of them can have "
        "no further one");
  }
  const auto uncounted = std::count_if(counting_.begin(), counting_.end(), [](const auto& one) {
    return one.second->shown == nullptr && one.second->authority->is_counting();
  });
  if (uncounted > 0) {
    problems.push_back("the figures of " + std::to_string(uncounted) +
                       (uncounted == 1 ? " council are" : " councils are") +
                       " being counted for the first time");
  }
  return problems;
}

std::optional<std::int64_t> Councils::AuditNext(const GoOn& go_on) {
  if (caught_up_.empty()) return std::nullopt;
  if (audited_.empty() || !caught_up_.contains(audited_)) {
    const auto next = caught_up_.upper_bound(last_audited_);
    audited_ = next == caught_up_.end() ? caught_up_.begin()->first : next->first;
    last_audited_ = audited_;
  }
  Authority& authority = *caught_up_[audited_]->authority;
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
  ForEach([&](const std::string& code, Council& council) {
    council.authority->JudgeBy(*standards_);
    Note(code, council, true);
  });
  dirty_ = true;
}

void Councils::Redefine(DefinitionsOf definitions_of) {
  definitions_of_ = std::move(definitions_of);
  ReadCalendar();
  // A calendar may have become shorter; the day of the figures stays within it.
  as_of_ = std::clamp(as_of_, first_day_, last_day_);
  ForEach([&](const std::string& code, Council& council) {
    auto definitions = definitions_of_(code);
    Authority& authority = *council.authority;
    if (definitions->Fingerprint() == authority.definitions().Fingerprint()) {
      authority.Reword(std::move(definitions));
      return;
    }
    authority.Redefine(std::move(definitions));
    authority.Advance(as_of_);
    redefined_.push_back(code);
    Note(code, council, true);
  });
  tell_redefined_ = true;
  dirty_ = true;
}

std::optional<Redefined> Councils::TakeRedefined() {
  if (!tell_redefined_ || !counting_.empty()) return std::nullopt;
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

#include "daemon/notify/alert_desk.h"

#include <algorithm>
#include <set>
#include <utility>

#include "daemon/mail/mail_message.h"
#include "processors/alert/reconcile.h"

namespace caseclock {
namespace {

/// How often what is settled is forgotten and the ledger made shorter. Units: microseconds.
constexpr std::int64_t kCompactEveryUs = 60 * kMinuteUs;
constexpr std::int64_t kDayUs = std::int64_t{24} * 60 * kMinuteUs;

}  // namespace

AlertDesk::AlertDesk(std::shared_ptr<const DeskConfig> config, LedgerStore& store, MailQueue& queue,
                     const AcknowledgementInbox* inbox, FindOldest find_oldest)
    : config_(std::move(config)),
      store_(store),
      queue_(queue),
      inbox_(inbox),
      find_oldest_(std::move(find_oldest)) {}

std::string AlertDesk::Open() {
  if (auto problem = ReadBack(); !problem.empty()) return problem;
  HandOver();
  return "";
}

/// Whatever is claimed and not sent; the queue knows what it has.
void AlertDesk::HandOver() {
  for (const auto& [id, mail] : ledger_.mails()) {
    if (mail.outcome || mail.claim.owner != config_->instance) continue;
    queue_.Enqueue({id, mail.claim.address, mail.claim.message, mail.claim.at_us});
  }
}

void AlertDesk::Configure(std::shared_ptr<const DeskConfig> config) {
  config_ = std::move(config);
  looked_.clear();
  definitions_.clear();
  ledger_changed_ = true;
  rules_changed_ = true;
}

std::string AlertDesk::ReadBack() {
  return store_.ReadNew([this](std::uint64_t sequence, const LedgerEntry& entry) {
    if (listener_) listener_(sequence, entry, ledger_);
    ledger_.Apply(entry);
    ledger_changed_ = true;
    ++changes_;
  });
}

std::string AlertDesk::Write(const std::vector<LedgerEntry>& entries) {
  if (entries.empty()) return "";
  if (auto problem = store_.Append(entries); !problem.empty()) return problem;
  return ReadBack();
}

std::string AlertDesk::NoteAnswers(const DeskInput& input) {
  std::vector<LedgerEntry> entries;
  // The queue tells each end once: until it is written it is kept here, or the mail would be sent again.
  for (MailOutcome& outcome : queue_.TakeOutcomes()) ends_.push_back(std::move(outcome));
  for (const MailOutcome& outcome : ends_) entries.emplace_back(outcome);
  if (published_ > ledger_.published()) entries.emplace_back(AuditPublished{published_});
  std::vector<std::string> taken;
  if (inbox_ != nullptr) {
    for (WaitingAcknowledgement& one : inbox_->Take().waiting) {
      taken.push_back(one.file);
      entries.emplace_back(std::move(one.acknowledged));
    }
  }
  if (auto problem = Write(entries); !problem.empty()) return problem;
  ends_.clear();
  for (const std::string& file : taken) inbox_->Done(file);
  if (input.moment.us - compacted_at_us_ < kCompactEveryUs) return "";
  compacted_at_us_ = input.moment.us;
  HandOver();
  if (may_compact_ && !may_compact_()) return "";
  ledger_.Forget(input.moment.us);
  return store_.Compact(ledger_.Snapshot());
}

void AlertDesk::Take(const AlertRule& rule, Observation seen, const Moment& moment, Looked& looked,
                     std::vector<LedgerEntry>& entries) {
  const AlertState* before = ledger_.Find(seen.key);
  auto next = NextState(rule, before, seen, moment);
  const bool rests =
      next ? next->phase == Phase::kQuiet : before == nullptr || before->phase == Phase::kQuiet;
  if (next) entries.emplace_back(*std::move(next));
  if (!rests) looked.seen[seen.key] = std::move(seen);
}

const Definitions& AlertDesk::DefinitionsOf(const std::string& authority) {
  auto& definitions = definitions_[authority];
  if (definitions == nullptr) definitions = config_->definitions_of(authority);
  return *definitions;
}

void AlertDesk::LookAt(const std::shared_ptr<const AuthorityView>& view, const Moment& moment,
                       std::vector<LedgerEntry>& entries) {
  Looked& looked = looked_[view->authority];
  const std::int64_t minute = moment.us / kMinuteUs;
  if (looked.view == view && looked.at_minute == minute) return;
  looked.view = view;
  looked.at_minute = minute;
  looked.seen.clear();
  std::vector<AlertKey> known;
  for (const auto& [key, state] : ledger_.alerts()) {
    if (key.authority == view->authority && state.phase != Phase::kQuiet) known.push_back(key);
  }
  const Definitions& definitions = DefinitionsOf(view->authority);
  for (Observation& seen : Observe(config_->rules, *view, definitions, moment, known)) {
    const AlertRule& rule = *FindRule(config_->rules, seen.key.rule);
    Take(rule, std::move(seen), moment, looked, entries);
  }
}

void AlertDesk::LookAtMails(const Moment& moment, std::vector<LedgerEntry>& entries) {
  std::int64_t refused = 0;
  for (const auto& [id, mail] : ledger_.mails()) {
    const bool failed = mail.outcome && mail.outcome->end != MailEnd::kDelivered &&
                        moment.us - mail.outcome->at_us < kDayUs;
    // What tells of a mail that was refused may be refused too: it is not told of again.
    const Person* reader = FindPerson(config_->people, mail.claim.reader);
    if (failed && (reader == nullptr || !reader->is_operator)) ++refused;
  }
  for (const AlertRule& rule : config_->rules) {
    if (rule.condition != Condition::kMailRefused) continue;
    Take(rule, ObserveRefusedMails(rule, refused), moment, looked_[""], entries);
  }
}

void AlertDesk::Retire(const Moment& moment, std::vector<LedgerEntry>& entries) {
  for (const auto& [key, state] : ledger_.alerts()) {
    if (state.phase == Phase::kQuiet || FindRule(config_->rules, key.rule) != nullptr) continue;
    if (auto retired = Retired(state, moment)) entries.emplace_back(*std::move(retired));
  }
}

void AlertDesk::Look(const DeskInput& input, std::vector<LedgerEntry>& entries) {
  // A ledger of an earlier version does not say when it began.
  if (ledger_.begun_us() == 0) {
    entries.emplace_back(AlertsBegun{ledger_.EarliestUs().value_or(input.moment.us)});
  }
  const std::set<std::string_view> held(input.view->held.begin(), input.view->held.end());
  for (const auto& view : input.view->authorities) {
    if (!held.contains(view->authority)) LookAt(view, input.moment, entries);
  }
  LookAtMails(input.moment, entries);
  if (rules_changed_) Retire(input.moment, entries);
}

bool AlertDesk::MayDecide() {
  if (!decides_) decides_ = !may_decide_ || may_decide_();
  return *decides_;
}

std::string AlertDesk::Step(const DeskInput& input) {
  decides_.reset();
  const auto step = [&]() -> std::string {
    if (auto problem = ReadBack(); !problem.empty()) return problem;
    if (auto problem = NoteAnswers(input); !problem.empty()) return problem;
    if (input.view == nullptr || !input.caught_up) return "";
    std::vector<LedgerEntry> entries;
    Look(input, entries);
    if (!entries.empty() && !MayDecide()) {
      looked_.clear();  // the next step looks again
      return "";
    }
    if (auto problem = Write(entries); !problem.empty()) return problem;
    rules_changed_ = false;
    return SendPlanned(input);
  };
  health_.problem = step();
  if (!health_.problem.empty()) ++health_.step_problems;
  Count(input.moment);
  return health_.problem;
}

/// False when some could not be had.
bool AlertDesk::Oldest(const std::vector<PlannedMail>& mails, OldestItems& oldest) const {
  std::map<std::string, std::vector<OpenQuestion>> questions;
  for (const PlannedMail& mail : mails) {
    for (const PlannedItem& item : mail.items) {
      const AlertRule* rule = FindRule(config_->rules, item.key.rule);
      if (rule == nullptr || !NamesOldestItems(item, rule->condition)) continue;
      auto& of_authority = questions[item.key.authority];
      const OpenQuestion question{rule->indicator, item.key.team};
      if (std::find(of_authority.begin(), of_authority.end(), question) == of_authority.end()) {
        of_authority.push_back(question);
      }
    }
  }
  bool whole = true;
  for (const auto& [authority, asked] : questions) {
    auto answers = find_oldest_(authority, asked);
    whole = whole && answers.has_value();
    for (std::size_t i = 0; answers && i < asked.size() && i < answers->size(); ++i) {
      oldest[{authority, {asked[i].indicator, asked[i].team}}] = std::move((*answers)[i]);
    }
  }
  return whole;
}

bool AlertDesk::MayWaitForOldest(const Moment& moment) {
  if (without_oldest_since_us_ == 0) without_oldest_since_us_ = moment.us;
  return moment.us - without_oldest_since_us_ < kOldestPatienceUs;
}

MailClaim AlertDesk::Claim(const PlannedMail& mail, const MailContent& content,
                           const Moment& moment) const {
  const Person& reader = *FindPerson(config_->people, mail.reader);
  MailClaim claim;
  claim.id = mail.id;
  claim.owner = config_->instance;
  claim.reader = mail.reader;
  claim.kind = mail.kind;
  claim.day = moment.day;
  claim.at_us = moment.us;
  claim.told = mail.told;
  claim.address = reader.address;
  MailMessage envelope;
  envelope.from_name = config_->from_name;
  envelope.from_address = config_->from_address;
  envelope.to_address = reader.address;
  envelope.date_us = moment.us;
  envelope.id = mail.id;
  envelope.references = ThreadOf(mail, ledger_);
  claim.message = ContentBytes(content, std::move(envelope));
  return claim;
}

std::string AlertDesk::ClaimAndSend(std::vector<LedgerEntry> claims) {
  if (auto problem = Write(claims); !problem.empty()) return problem;
  for (const LedgerEntry& entry : claims) {
    const auto& claim = std::get<MailClaim>(entry);
    // Another instance may have been first; then the mail is its own.
    const MailRecord* first = ledger_.FindMail(claim.id);
    if (first == nullptr || first->claim.owner != config_->instance || first->outcome) continue;
    ++health_.mails_claimed;
    queue_.Enqueue({claim.id, first->claim.address, first->claim.message, first->claim.at_us});
  }
  return "";
}

MakerInput AlertDesk::MakerFor(const DeskInput& input, const std::vector<PlannedMail>& planned,
                               const OldestItems& oldest) {
  MakerInput maker{.ledger = ledger_,
                   .rules = config_->rules,
                   .people = config_->people,
                   .catalogue = DefinitionsOf("").catalogue,
                   .moment = input.moment,
                   .view_of = {},
                   .seen = {},
                   .oldest = oldest,
                   .moment_of = config_->moment_of,
                   .link_of = {},
                   .board_url = config_->board_url,
                   .planned = &planned,
                   .councils = {},
                   .days_since = {}};
  for (const auto& view : input.view->authorities) maker.councils.push_back(view->authority);
  maker.days_since = [this, &input](std::string_view authority, std::int64_t us) {
    const Definitions& definitions = DefinitionsOf(std::string(authority));
    return definitions.calendar.Count(DayOf(input.moment, us), input.moment.day);
  };
  maker.view_of = [&input](std::string_view authority) {
    return FindCouncil(*input.view, authority);
  };
  maker.seen = [this](const AlertKey& key) -> const Observation* {
    const auto looked = looked_.find(key.authority);
    if (looked == looked_.end()) return nullptr;
    const auto seen = looked->second.seen.find(key);
    return seen == looked->second.seen.end() ? nullptr : &seen->second;
  };
  if (config_->links != nullptr) {
    maker.link_of = [this, &input](std::string_view ref, std::string_view person) {
      return config_->links->Make(
          {std::string(ref), std::string(person), input.moment.us + config_->link_days * kDayUs});
    };
  }
  return maker;
}

std::string AlertDesk::SendPlanned(const DeskInput& input) {
  const std::int64_t minute = input.moment.us / kMinuteUs;
  if (!ledger_changed_ && planned_minute_ == minute) return "";
  const CalendarOf calendar_of = [this](const std::string& authority) -> const WorkingDays& {
    return DefinitionsOf(authority).calendar;
  };
  const auto mails = PlanMails({ledger_, config_->rules, config_->people, calendar_of, input.moment,
                                config_->group_wait_us});
  if (!mails.empty()) {
    if (!MayDecide()) return "";
    OldestItems oldest;
    // At the end of the daemon, or while it is busy, nobody answers: the next step, or the next start, asks again.
    const bool whole = Oldest(mails, oldest);
    if (!whole && MayWaitForOldest(input.moment)) return "";
    without_oldest_since_us_ = 0;
    const MakerInput maker = MakerFor(input, mails, oldest);
    std::vector<LedgerEntry> claims;
    for (const PlannedMail& mail : mails) {
      const MailContent content = MakeContent(mail, maker);
      if (mail_listener_) mail_listener_(mail, content);
      claims.emplace_back(Claim(mail, content, input.moment));
    }
    if (auto problem = ClaimAndSend(std::move(claims)); !problem.empty()) return problem;
  }
  planned_minute_ = minute;
  ledger_changed_ = false;
  return "";
}

void AlertDesk::Count(const Moment& moment) {
  const std::pair now{changes_, moment.us / kMinuteUs};
  if (std::exchange(counted_at_, now) == now) return;
  health_.firing.clear();
  health_.pending = health_.acknowledged = health_.stale = 0;
  for (const Severity severity : {Severity::kUrgent, Severity::kAttention, Severity::kNotice}) {
    health_.firing[std::string(SeverityName(severity))] = 0;
  }
  for (const auto& [key, state] : ledger_.alerts()) {
    if (state.phase == Phase::kPending) ++health_.pending;
    if (state.phase != Phase::kFiring) continue;
    const AlertRule* rule = FindRule(config_->rules, key.rule);
    if (rule != nullptr) ++health_.firing[std::string(SeverityName(rule->severity))];
    if (IsAcknowledged(state, moment.us)) ++health_.acknowledged;
    if (state.stale) ++health_.stale;
  }
  health_.figures = AlertsOfFigures(ledger_, config_->rules, moment.us);
}

}  // namespace caseclock

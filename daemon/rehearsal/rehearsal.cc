#include "daemon/rehearsal/rehearsal.h"

#include <memory>
#include <utility>

#include "daemon/alerts/desk_config.h"
#include "daemon/checkpoint/memory_ledger.h"
#include "daemon/codec/codec.h"
#include "daemon/rehearsal/half_hours.h"
#include "daemon/rehearsal/rehearsed_councils.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

/// Every mail has arrived as soon as it is handed over.
class DeliveringQueue final : public MailQueue {
 public:
  bool Enqueue(QueuedMail mail) override {
    outcomes_.push_back({mail.id, MailEnd::kDelivered, mail.claimed_at_us, ""});
    delivered_.push_back(std::move(mail));
    return true;
  }
  std::vector<MailOutcome> TakeOutcomes() override { return std::exchange(outcomes_, {}); }
  std::vector<QueuedMail> TakeDelivered() { return std::exchange(delivered_, {}); }

 private:
  std::vector<MailOutcome> outcomes_;
  std::vector<QueuedMail> delivered_;
};

bool IsMissed(const Judgement& judgement, const PeriodFigures& figures, Polarity polarity) {
  if (!judgement.target || figures.denominator < kSmallDenominator) return false;
  const ExactValue value = Percent(figures.numerator, figures.denominator);
  const bool below = Compare(value, judgement.target->low) < 0;
  const bool above = Compare(value, judgement.target->high) > 0;
  switch (polarity) {
    case Polarity::kHigh: return below;
    case Polarity::kLow: return above;
    case Polarity::kBand: return below || above;
    case Polarity::kNone: return false;
  }
  return false;
}

void NoteFirst(std::optional<Date>& first, Date day) {
  if (!first) first = day;
}

/// One playing of a plan.
class Player {
 public:
  Player(const Config& config, const RehearsalPlan& plan, std::vector<CaseEvent> events)
      : config_(config),
        plan_(plan),
        councils_(config, std::move(events), plan.feed_is_alive),
        desk_(MakeDeskConfig(), ledger_, queue_, nullptr, councils_.Oldest()) {
    desk_.OnEntry([this](std::uint64_t, const LedgerEntry& entry, const Ledger&) {
      if (const auto* state = std::get_if<AlertState>(&entry)) NoteState(*state);
      if (const auto* claim = std::get_if<MailClaim>(&entry)) NoteTold(*claim);
    });
    desk_.OnMail([this](const PlannedMail& mail, const MailContent& content) {
      if (moment_.day < plan_.period.first) return;
      outcome_.mails.push_back({moment_, mail, content.subject, MailText(content), ""});
    });
  }

  RehearsalOutcome Play() {
    outcome_.problem = desk_.Open();
    const Date first = plan_.period.first - plan_.warm_up_days;
    for (Date day = first; day <= plan_.period.last; day = day + 1) {
      for (const Moment& moment : HalfHours(day)) {
        if (!outcome_.problem.empty()) break;
        Step(moment);
      }
    }
    outcome_.events = councils_.events_played();
    return std::move(outcome_);
  }

 private:
  std::shared_ptr<const DeskConfig> MakeDeskConfig() {
    return std::make_shared<DeskConfig>(DeskConfigOf(
        config_.alerts,
        [this](const std::string& authority) { return councils_.DefinitionsOf(authority); }));
  }

  void Step(const Moment& moment) {
    moment_ = moment;
    const auto view = councils_.At(moment);
    if (moment.minute == kLastLook) NoteFigures(*view);
    const std::size_t known = outcome_.mails.size();
    outcome_.problem = desk_.Step({view, true, moment});
    for (QueuedMail& mail : queue_.TakeDelivered()) {
      if (plan_.keep_messages) KeepMessage(known, mail);
    }
  }

  void NoteState(const AlertState& state) {
    const auto [at, is_new] =
        episodes_.try_emplace({state.key, state.onset}, outcome_.alerts.size());
    if (is_new && state.phase == Phase::kFiring) {
      outcome_.alerts.push_back({state.key, state.onset, moment_, {}, {}});
      return;
    }
    if (is_new) {
      episodes_.erase(at);
    } else if (state.phase == Phase::kQuiet && state.resolved_at_us != 0) {
      auto& resolved = outcome_.alerts[at->second].resolved;
      if (!resolved) resolved = moment_;
    }
  }

  void NoteTold(const MailClaim& claim) {
    for (const ToldAlert& told : claim.told) {
      const auto at = episodes_.find({told.key, told.onset});
      if (told.notification != Notification::kFiring || at == episodes_.end()) continue;
      auto& first = outcome_.alerts[at->second].told;
      if (!first) first = moment_;
    }
  }

  void KeepMessage(std::size_t from, QueuedMail& mail) {
    for (std::size_t i = from; i < outcome_.mails.size(); ++i) {
      if (outcome_.mails[i].plan.id == mail.id) outcome_.mails[i].message = std::move(mail.message);
    }
  }

  void NoteFigures(const View& view) {
    if (moment_.day < plan_.period.first) return;
    for (const auto& council : view.authorities) {
      for (const Row& row : council->rows) {
        if (row.window == Window::kMonth) Note(*council, row);
      }
    }
  }

  void Note(const AuthorityView& council, const Row& row) {
    const Judgement* judgement = FindJudgement(council, row.indicator, row.team);
    const Indicator* indicator = config_.catalogue.Find(row.indicator);
    if (judgement == nullptr || indicator == nullptr || judgement->unit != ValueUnit::kPercent) {
      return;
    }
    const bool missed = IsMissed(*judgement, row.current, indicator->polarity);
    const bool red = judgement->rag == Rag::kRed;
    if (missed && TraitsOf(*indicator).has_clock && LastDayOfMonth(moment_.day) == moment_.day) {
      outcome_.red_months.push_back({{council.authority, row.indicator, row.team}, moment_.day});
    }
    if (!missed && !red) return;
    FigureDays& days = outcome_.figures[{council.authority, row.indicator, row.team}];
    if (missed) NoteFirst(days.month_missed, moment_.day);
    if (red) NoteFirst(days.year_red, moment_.day);
  }

  const Config& config_;
  const RehearsalPlan& plan_;
  RehearsedCouncils councils_;
  MemoryLedger ledger_;
  DeliveringQueue queue_;
  AlertDesk desk_;
  Moment moment_;
  RehearsalOutcome outcome_;
  std::map<std::pair<AlertKey, Onset>, std::size_t> episodes_;  // their places in outcome_.alerts
};

}  // namespace

RehearsalOutcome Rehearsal::Play(const RehearsalPlan& plan) {
  return Player(config_, plan, std::move(events_)).Play();
}

}  // namespace caseclock

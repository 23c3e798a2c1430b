#include "daemon/alerts/link_desk.h"

#include <algorithm>
#include <tuple>

#include "daemon/codec/codec.h"
#include "daemon/mail/alert_words.h"
#include "daemon/mail/mail_words.h"
#include "processors/indicator/work_noun.h"

namespace caseclock {
namespace {

std::string TitleOf(const std::vector<Person>& people, std::string_view id) {
  const Person* person = FindPerson(people, id);
  return person == nullptr ? std::string(id) : person->title;
}

/// What makes alerts one paragraph of an email.
std::string WorkOfRule(const std::vector<AlertRule>& rules, const Catalogue& catalogue,
                       const std::string& id) {
  const AlertRule* rule = FindRule(rules, id);
  const Indicator* indicator = rule == nullptr ? nullptr : catalogue.Find(rule->indicator);
  return indicator == nullptr ? id : WorkOf(*indicator);
}

AcknowledgementRefusal RefusalOf(TicketProblem problem) {
  return problem == TicketProblem::kExpired ? AcknowledgementRefusal::kExpired
                                            : AcknowledgementRefusal::kUnreadable;
}

}  // namespace

ShownAlerts ShownAlertsOf(const Ledger& ledger, const std::vector<AlertRule>& rules,
                          const std::vector<Person>& people, const Catalogue& catalogue,
                          std::int64_t now_us) {
  ShownAlerts shown;
  shown.people = people;
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::string>> by_work;
  for (const auto& [key, state] : ledger.alerts()) {
    if (state.phase != Phase::kFiring) continue;
    AcknowledgementOffer offer;
    const AlertRule* rule = FindRule(rules, key.rule);
    SaidOfAlert said{key.team, rule == nullptr ? "" : rule->indicator, "", ""};
    std::int64_t until_us = 0;
    offer.ref = AlertRef(key, state.onset);
    offer.headline = HeadlineOf(rule, catalogue, state.measured.brief);
    offer.where = WhereText(key);
    offer.since = MomentText(LondonMoment(state.since_us));
    offer.why = state.measured.sentence;
    if (IsAcknowledged(state, now_us)) {
      const Acknowledgement& taken = *state.acknowledged;
      offer.acknowledged = AcknowledgedText(TitleOf(people, taken.by), LondonMoment(taken.at_us),
                                            LondonMoment(taken.until_us), taken.comment);
      said.sentence = taken.comment;
      said.by = TitleOf(people, taken.by);
      until_us = taken.until_us;
    }
    const std::string ref = offer.ref;
    by_work[{key.authority, key.team, WorkOfRule(rules, catalogue, key.rule)}].push_back(ref);
    shown.alerts[ref] = {std::move(offer), key.authority, std::move(said), until_us};
  }
  for (const auto& [work, refs] : by_work) {
    for (const std::string& ref : refs) shown.alerts[ref].same_work = refs;
  }
  return shown;
}

std::int64_t AcknowledgedUntil(const WorkingDays& calendar, std::int64_t now_us, int days) {
  const Date today = LondonDate(now_us);
  return LondonMidnight(calendar.Nth(today, days).value_or(today + days) + 1);
}

LinkDesk::LinkDesk(const AcknowledgeLinks& links, const AcknowledgementInbox& inbox,
                   CalendarOfAuthority calendar_of)
    : links_(links), inbox_(inbox), calendar_of_(std::move(calendar_of)) {}

void LinkDesk::Show(ShownAlerts shown) {
  shown_.Put(std::make_shared<const ShownAlerts>(std::move(shown)));
}

std::variant<AcknowledgementOffer, AcknowledgementRefusal> LinkDesk::Look(
    std::string_view token, std::int64_t now_us) const {
  const auto read = links_.Read(token, now_us);
  if (const auto* problem = std::get_if<TicketProblem>(&read)) return RefusalOf(*problem);
  const auto& ticket = std::get<AcknowledgeTicket>(read);
  const auto shown = shown_.Get();
  if (shown == nullptr) return AcknowledgementRefusal::kBusy;
  // As by command and topic: who has left the configuration takes nothing up any more.
  if (FindPerson(shown->people, ticket.person) == nullptr) return AcknowledgementRefusal::kExpired;
  const auto found = shown->alerts.find(ticket.ref);
  if (found == shown->alerts.end()) return AcknowledgementRefusal::kEnded;
  AcknowledgementOffer offer = found->second.offer;
  offer.person = TitleOf(shown->people, ticket.person);
  return offer;
}

std::vector<SaidOfAlert> LinkDesk::InForce(std::string_view authority, std::int64_t now_us) const {
  std::vector<SaidOfAlert> in_force;
  const auto shown = shown_.Get();
  if (shown == nullptr) return in_force;
  for (const auto& [ref, alert] : shown->alerts) {
    const bool is_said = !alert.said.sentence.empty() && !alert.said.indicator.empty();
    if (is_said && alert.authority == authority && now_us < alert.until_us) {
      in_force.push_back(alert.said);
    }
  }
  std::ranges::sort(in_force, {}, [](const SaidOfAlert& one) {
    return std::tie(one.indicator, one.team, one.sentence, one.by);
  });
  const auto [repeated, end] = std::ranges::unique(in_force);
  in_force.erase(repeated, end);
  return in_force;
}

std::variant<AcknowledgementNoted, AcknowledgementRefusal> LinkDesk::Acknowledge(
    std::string_view token, std::string_view sentence, int working_days, std::int64_t now_us) {
  const auto looked = Look(token, now_us);
  if (const auto* refusal = std::get_if<AcknowledgementRefusal>(&looked)) return *refusal;
  const auto& offer = std::get<AcknowledgementOffer>(looked);
  const auto ticket = std::get<AcknowledgeTicket>(links_.Read(token, now_us));
  const auto shown = shown_.Get();
  const auto found = shown->alerts.find(ticket.ref);
  if (found == shown->alerts.end()) return AcknowledgementRefusal::kEnded;
  // By what the link is for: the same link can be written in more than one way.
  if (!budget_.Spend(ticket.ref + " " + ticket.person, now_us).granted) {
    return AcknowledgementRefusal::kTooMany;
  }
  const auto calendar = calendar_of_(found->second.authority);
  const std::int64_t until_us = AcknowledgedUntil(*calendar, now_us, working_days);
  for (const std::string& ref : found->second.same_work) {
    const AlertAcknowledged acknowledged{
        ref, {ticket.person, std::string(sentence), now_us, until_us}, "link"};
    if (!inbox_.Put(acknowledged).empty()) return AcknowledgementRefusal::kBusy;
  }
  return AcknowledgementNoted{offer.headline, offer.where, offer.ref,
                              UntilText(LondonMoment(until_us))};
}

}  // namespace caseclock

#include "daemon/codec/alert_event.h"

#include <absl/time/time.h>

#include <string_view>

#include "caseclock/v1/alert.pb.h"
#include "daemon/codec/wire_reader.h"

namespace caseclock {
namespace {

using Messages = std::vector<AlertEventMessage>;

/// A text that protobuf takes: teams and comments are checked on their way in, a ledger that was edited is not.
std::string Text(std::string_view text) {
  std::string plain(text);
  if (wire::IsUtf8(text)) return plain;
  for (char& byte : plain) {
    if (static_cast<unsigned char>(byte) >= 0x80) byte = '?';
  }
  return plain;
}

std::string TimeText(std::int64_t us) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", absl::FromUnixMicros(us), absl::UTCTimeZone());
}

/// `id`: of what happened; the same whenever the entry is read.
AlertEventMessage Finish(const v1::AlertEvent& event, const std::string& id) {
  return {event.authority(),
          event.SerializeAsString(),
          {{"ce_specversion", "1.0"},
           {"ce_id", id},
           {"ce_source", "/caseclock"},
           {"ce_type", "caseclock.alert." + event.happened() + ".v1"},
           {"ce_time", TimeText(event.at_us())},
           {"ce_subject", event.ref().empty() ? event.mail() : event.ref()},
           {"content-type", "application/protobuf"}}};
}

void FillRule(const AlertKey& key, const std::vector<AlertRule>& rules, v1::AlertEvent& event) {
  event.set_authority(Text(key.authority));
  event.set_team(Text(key.team));
  event.set_rule(Text(key.rule));
  const AlertRule* rule = FindRule(rules, key.rule);
  if (rule == nullptr) return;
  event.set_indicator(Text(rule->indicator));
  event.set_condition(std::string(ConditionName(rule->condition)));
  event.set_severity(std::string(SeverityName(rule->severity)));
}

void FillEpisode(const AlertKey& key, Onset onset, v1::AlertEvent& event) {
  event.set_ref(AlertRef(key, onset));
  event.set_onset_day(FormatDate(onset.day));
  event.set_onset_ordinal(onset.ordinal);
}

void FillState(const AlertState& state, v1::AlertEvent& event) {
  event.set_phase(std::string(PhaseName(state.phase)));
  event.set_since_us(state.since_us);
  event.set_value(state.measured.value.thousandths);
  if (state.measured.before) event.set_before(state.measured.before->thousandths);
  event.set_sentence(Text(state.measured.sentence));
}

v1::AlertEvent EventOf(const AlertState& state, const std::vector<AlertRule>& rules) {
  v1::AlertEvent event;
  FillRule(state.key, rules, event);
  FillEpisode(state.key, state.onset, event);
  FillState(state, event);
  return event;
}

// --- One function for each kind of entry --------------------------------------------------------

struct Context {
  const Ledger& before;
  const std::vector<AlertRule>& rules;
};

/// True when `state` stands in the phase for the first time in its episode.
bool IsNew(const AlertState& state, const AlertState* before) {
  return before == nullptr || before->phase != state.phase || before->onset != state.onset;
}

Messages Tell(const AlertState& state, const Context& context) {
  const AlertState* before = context.before.Find(state.key);
  const bool fires = state.phase == Phase::kFiring && IsNew(state, before);
  // What only was pending has no episode that could end.
  const bool ends = state.phase == Phase::kQuiet && before != nullptr &&
                    before->phase == Phase::kFiring && state.resolved_at_us != 0;
  if (!fires && !ends) return {};
  v1::AlertEvent event = EventOf(state, context.rules);
  event.set_happened(fires ? "firing" : "resolved");
  event.set_at_us(fires ? state.since_us : state.resolved_at_us);
  return {Finish(event, event.ref() + "." + event.happened())};
}

Messages Tell(const AlertAcknowledged& acknowledged, const Context& context) {
  const AlertState* state = context.before.FindRef(acknowledged.ref);
  if (state == nullptr || state->phase != Phase::kFiring) return {};
  const Acknowledgement& what = acknowledged.acknowledgement;
  v1::AlertEvent event = EventOf(*state, context.rules);
  event.set_happened("acknowledged");
  event.set_at_us(what.at_us);
  event.mutable_acknowledgement()->set_by(Text(what.by));
  event.mutable_acknowledgement()->set_comment(Text(what.comment));
  event.mutable_acknowledgement()->set_until_us(what.until_us);
  event.mutable_acknowledgement()->set_via(Text(acknowledged.via));
  return {Finish(event, event.ref() + ".acknowledged." + event.acknowledgement().by() + "." +
                            std::to_string(what.at_us))};
}

/// What happened to a mail.
struct MailStep {
  std::string_view happened;
  std::int64_t at_us;
  std::string_view reason;
};

v1::AlertEvent EventOf(const MailClaim& claim, const MailStep& step) {
  v1::AlertEvent event;
  event.set_happened(std::string(step.happened));
  event.set_at_us(step.at_us);
  event.set_reader(Text(claim.reader));
  event.set_mail(Text(claim.id));
  event.set_mail_kind(std::string(MailKindName(claim.kind)));
  event.set_reason(Text(step.reason));
  return event;
}

AlertEventMessage TellOne(const MailClaim& claim, const ToldAlert& told, const MailStep& step,
                          const Context& context) {
  v1::AlertEvent event = EventOf(claim, step);
  FillRule(told.key, context.rules, event);
  FillEpisode(told.key, told.onset, event);
  const AlertState* state = context.before.Find(told.key);
  if (state != nullptr && state->onset == told.onset) FillState(*state, event);
  event.set_told(std::string(NotificationName(told.notification)));
  event.set_person(Text(told.person));
  return Finish(event, event.mail() + "." + event.ref() + "." + event.told() + "." +
                           event.person() + "." + event.happened());
}

/// One message for each alert the mail tells of; one for the mail when it tells of none for the first time.
Messages TellMail(const MailClaim& claim, const MailStep& step, const Context& context) {
  if (claim.told.empty()) {
    const v1::AlertEvent event = EventOf(claim, step);
    return {Finish(event, event.mail() + "." + event.happened())};
  }
  Messages messages;
  for (const ToldAlert& told : claim.told) {
    messages.push_back(TellOne(claim, told, step, context));
  }
  return messages;
}

Messages Tell(const MailClaim& claim, const Context& context) {
  if (context.before.FindMail(claim.id) != nullptr) return {};
  return TellMail(claim, {"told", claim.at_us, ""}, context);
}

Messages Tell(const MailOutcome& outcome, const Context& context) {
  const MailRecord* mail = context.before.FindMail(outcome.id);
  if (mail == nullptr || mail->outcome) return {};
  return TellMail(mail->claim, {MailEndName(outcome.end), outcome.at_us, outcome.reason}, context);
}

Messages Tell(const AuditPublished&, const Context&) { return {}; }

Messages Tell(const AlertsBegun&, const Context&) { return {}; }

}  // namespace

std::vector<AlertEventMessage> AlertEventsOf(const LedgerEntry& entry, const Ledger& before,
                                             const std::vector<AlertRule>& rules) {
  const Context context{before, rules};
  return std::visit([&context](const auto& one) { return Tell(one, context); }, entry);
}

}  // namespace caseclock

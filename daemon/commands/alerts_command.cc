#include <fmt/format.h>

#include <cctype>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "daemon/alerts/link_desk.h"
#include "daemon/alerts/mail_route.h"
#include "daemon/checkpoint/directory_ledger.h"
#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/load_config.h"
#include "daemon/mail/alert_words.h"
#include "daemon/mail/mail_maker.h"
#include "daemon/mail/mail_words.h"
#include "daemon/notify/acknowledgement_inbox.h"

namespace caseclock {
namespace {

std::int64_t NowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::string DirectoryOf(const Config& config) {
  if (!config.alerts.ledger_directory.empty()) return config.alerts.ledger_directory;
  return config.checkpoint_directory + "/alerts";
}

ExitCode Fail(ExitCode code, const std::string& problem) {
  fmt::print(stderr, "{}\n", problem);
  return code;
}

/// References are read over the telephone and typed in any case.
std::string UpperCase(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// Nothing when the ledger cannot be read: the problem has been told.
std::optional<Ledger> ReadLedger(const Config& config) {
  Ledger ledger;
  // Before the daemon's first start there is nothing to read.
  if (!std::filesystem::exists(DirectoryOf(config))) return ledger;
  const std::string problem = DirectoryLedger::ReadOnly(
      DirectoryOf(config), [&](std::uint64_t, const LedgerEntry& entry) { ledger.Apply(entry); });
  if (problem.empty()) return ledger;
  fmt::print(stderr, "{}\n", problem);
  return std::nullopt;
}

struct Listed {
  const AlertState* state;
  const AlertRule* rule;  ///< null: no longer in force
  std::string word;
};

std::string WordFor(const AlertState& state, std::int64_t now_us) {
  if (state.phase == Phase::kQuiet) return "resolved";
  if (state.phase == Phase::kPending) return "pending";
  return IsAcknowledged(state, now_us) ? "in hand" : "firing";
}

std::vector<Listed> ListedOf(const Ledger& ledger, const Config& config, bool all,
                             std::int64_t now_us) {
  std::vector<Listed> listed;
  for (const auto& [key, state] : ledger.alerts()) {
    if (state.phase == Phase::kQuiet && (!all || state.resolved_at_us == 0)) continue;
    listed.push_back({&state, FindRule(config.alerts.rules, key.rule), WordFor(state, now_us)});
  }
  return listed;
}

std::string ListOf(const Ledger& ledger, const Config& config, const std::vector<Listed>& all) {
  std::string text;
  for (const Listed& one : all) {
    const AlertState& state = *one.state;
    const std::string severity(one.rule == nullptr ? "" : SeverityName(one.rule->severity));
    text += fmt::format("{:<14} {:<9} {:<10} {}\n", AlertRef(state.key, state.onset), one.word,
                        severity, WhereText(state.key));
    text += fmt::format("  {}\n", HeadlineOf(one.rule, config.catalogue, state.measured.brief));
    if (state.since_us != 0) {
      text += fmt::format("  since {}", MomentText(LondonMoment(state.since_us)));
    } else {
      text += fmt::format("  resolved {}", MomentText(LondonMoment(state.resolved_at_us)));
    }
    const auto told = ledger.WhoWasTold(state.key, state.onset);
    text += told.empty() ? "; no one has been told\n" : fmt::format("; told {}\n", ListText(told));
    if (state.acknowledged) {
      text += fmt::format("  {}, until {}: {}\n", state.acknowledged->by,
                          UntilText(LondonMoment(state.acknowledged->until_us)),
                          state.acknowledged->comment);
    }
  }
  return text;
}

nlohmann::json JsonOf(const Ledger& ledger, const Listed& one) {
  const AlertState& state = *one.state;
  nlohmann::json acknowledged;
  if (state.acknowledged) {
    acknowledged = {{"by", state.acknowledged->by},
                    {"comment", state.acknowledged->comment},
                    {"until_us", state.acknowledged->until_us}};
  }
  return {{"ref", AlertRef(state.key, state.onset)},
          {"rule", state.key.rule},
          {"authority", state.key.authority},
          {"team", state.key.team},
          {"state", one.word},
          {"severity", one.rule == nullptr ? "" : SeverityName(one.rule->severity)},
          {"since_us", state.since_us},
          {"resolved_at_us", state.resolved_at_us},
          {"stale", state.stale},
          {"brief", state.measured.brief},
          {"sentence", state.measured.sentence},
          {"acknowledged", std::move(acknowledged)},
          {"told", ledger.WhoWasTold(state.key, state.onset)}};
}

struct MailCounts {
  int waiting = 0;
  int failed = 0;
  std::int64_t oldest_us = 0;
};

MailCounts CountMails(const Ledger& ledger) {
  MailCounts counts;
  for (const auto& [id, mail] : ledger.mails()) {
    if (!mail.outcome) {
      ++counts.waiting;
      if (counts.oldest_us == 0 || mail.claim.at_us < counts.oldest_us) {
        counts.oldest_us = mail.claim.at_us;
      }
    } else if (mail.outcome->end != MailEnd::kDelivered) {
      ++counts.failed;
    }
  }
  return counts;
}

std::string MailsText(const MailCounts& counts) {
  std::string text = "emails: ";
  text += counts.waiting == 0 ? "none waits"
                              : fmt::format("{} wait{}, the oldest since {}", counts.waiting,
                                            counts.waiting == 1 ? "s" : "",
                                            MomentText(LondonMoment(counts.oldest_us)));
  if (counts.failed > 0) text += fmt::format("; {} could not be delivered", counts.failed);
  return text + "\n";
}

}  // namespace

ExitCode RunAlertsList(const AlertsListOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kServe);
  if (!config) return kConfiguration;
  const auto ledger = ReadLedger(*config);
  if (!ledger) return kUnreadableInput;
  const auto listed = ListedOf(*ledger, *config, options.all, NowUs());
  if (options.format == "json") {
    nlohmann::json json = {{"alerts", nlohmann::json::array()}};
    for (const Listed& one : listed) json["alerts"].push_back(JsonOf(*ledger, one));
    const MailCounts mails = CountMails(*ledger);
    json["mails"] = {{"waiting", mails.waiting}, {"failed", mails.failed}};
    fmt::print("{}\n", json.dump(2));
    return kDone;
  }
  if (listed.empty()) fmt::print("nothing fires\n");
  fmt::print("{}{}", ListOf(*ledger, *config, listed), MailsText(CountMails(*ledger)));
  return kDone;
}

ExitCode RunAlertsAck(const AlertsAckOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kServe);
  if (!config) return kConfiguration;
  if (FindPerson(config->alerts.people, options.by) == nullptr) {
    return Fail(kUsage, fmt::format("could not acknowledge\nDetail: the configuration has no "
                                    "person \"{}\".\nHint: --by takes an id of alerts.people.",
                                    options.by));
  }
  const auto ledger = ReadLedger(*config);
  if (!ledger) return kUnreadableInput;
  const std::string ref = UpperCase(options.ref);
  const AlertState* state = ledger->FindRef(ref);
  if (state == nullptr || state->phase != Phase::kFiring) {
    return Fail(kFailed, fmt::format("could not acknowledge\nDetail: no alert {} fires.\nHint: "
                                     "caseclock alerts list shows those that do.",
                                     options.ref));
  }
  const std::int64_t now_us = NowUs();
  const auto definitions = config->DefinitionsFor(state->key.authority);
  const std::int64_t until_us = AcknowledgedUntil(definitions->calendar, now_us, options.days);
  const AcknowledgementInbox inbox(DirectoryOf(*config) + "/acknowledgements");
  const std::string problem =
      inbox.Put({ref, {options.by, options.comment, now_us, until_us}, "command"});
  if (!problem.empty()) return Fail(kFailed, problem);
  fmt::print("noted: {} of {} is in hand until {}; the daemon takes it up within a second\n", ref,
             WhereText(state->key), UntilText(LondonMoment(until_us)));
  return kDone;
}

ExitCode RunAlertsSendTest(const AlertsSendTestOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kReport);
  if (!config) return kConfiguration;
  const AlertsConfig& alerts = config->alerts;
  if (alerts.mail.host.empty() && alerts.mail.folder.empty()) {
    return Fail(kConfiguration,
                "could not send a test email\nDetail: no mail server is configured.\nHint: write "
                "alerts: {mail: {server: \"smtp.council.example:587\", from: ...}}.");
  }
  const MailRoute route = MakeMailRoute(alerts.mail);
  if (!route.problem.empty()) return Fail(kConfiguration, route.problem);
  std::vector<std::string> ids = options.to;
  if (ids.empty()) {
    for (const Person& person : alerts.people) ids.push_back(person.id);
  }
  if (ids.empty()) {
    return Fail(
        kConfiguration,
        "could not send a test email\nDetail: the configuration names no people.\nHint: write "
        "alerts: {people: [{id: head, address: head@council.example}]}.");
  }
  const std::int64_t now_us = NowUs();
  bool all_sent = true;
  for (const std::string& id : ids) {
    const Person* person = FindPerson(alerts.people, id);
    if (person == nullptr) return Fail(kUsage, fmt::format("there is no person \"{}\"", id));
    const MailContent content = MakeTestContent(*person, LondonMoment(now_us));
    MailMessage message;
    message.from_name = alerts.mail.from_name;
    message.from_address = alerts.mail.from;
    message.to_address = person->address;
    message.date_us = now_us;
    message.id = fmt::format("test-{}-{}", id, now_us);
    const std::string bytes = ContentBytes(content, message);
    const SendResult sent = route.transport->Send({message.id, person->address, bytes});
    const bool delivered = sent.kind == SendResult::Kind::kDelivered;
    all_sent = all_sent && delivered;
    fmt::print("{}: {}\n", id, delivered ? "delivered" : sent.reason);
  }
  return all_sent ? kDone : kFailed;
}

}  // namespace caseclock

#include "daemon/commands/demo_alerts.h"

#include <cctype>
#include <utility>

#include "daemon/alerts/desk_config.h"
#include "daemon/codec/codec.h"
#include "daemon/mail/mail_words.h"
#include "processors/oldest_open.h"

namespace caseclock {
namespace {

/// When the figures of a day are looked at. Units: minutes of the day in London.
constexpr int kLooks[] = {7 * 60, 8 * 60, 10 * 60, 12 * 60, 14 * 60, 16 * 60, 17 * 60};
constexpr char kDomain[] = "@invented-council.example";

/// "Assessment North" becomes "assessment-north".
std::string IdOf(const std::string& team) {
  std::string id;
  for (const char c : team) {
    id += std::isalnum(static_cast<unsigned char>(c)) != 0
              ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
              : '-';
  }
  return id;
}

std::vector<Person> InventedPeople(const CouncilProfile& council) {
  std::vector<Person> people;
  const auto add = [&](std::string id, std::string title) -> Person& {
    Person person;
    person.id = std::move(id);
    person.title = std::move(title);
    person.address = person.id + kDomain;
    person.authority = council.authority;
    people.push_back(std::move(person));
    return people.back();
  };
  add("head", "Head of service");
  for (const TeamProfile& team : council.teams) {
    Person& manager = add(IdOf(team.name), "Manager of " + team.name);
    manager.teams = {team.name};
    manager.escalates_to = "head";
    manager.references = true;
  }
  Person& oncall = add("oncall", "On call");
  oncall.is_operator = true;
  oncall.quiet = {0, 0, false};
  return people;
}

}  // namespace

DemoAlerts::DemoAlerts(const CouncilProfile& council,
                       std::shared_ptr<const Definitions> definitions, std::string folder)
    : folder_(std::move(folder)),
      config_(MakeConfig(council, std::move(definitions))),
      transport_(folder_),
      courier_(&transport_, [this] { return moment_.us; }),
      desk_(config_, ledger_, courier_, nullptr,
            [this](const std::string& authority, const std::vector<OpenQuestion>& questions) {
              const Authority* found = councils_->Find(authority);
              if (found == nullptr) return std::vector<std::vector<OpenItem>>();
              return OldestOpen(*found, questions, kOldestInMail);
            }) {
  desk_.OnMail(
      [this](const PlannedMail& mail, const MailContent& content) { Keep(mail, content); });
}

std::shared_ptr<const DeskConfig> DemoAlerts::MakeConfig(
    const CouncilProfile& council, std::shared_ptr<const Definitions> definitions) {
  AlertsConfig alerts = DefaultAlerts(definitions->catalogue);
  alerts.people = InventedPeople(council);
  alerts.mail.from = std::string("caseclock") + kDomain;
  return std::make_shared<DeskConfig>(
      DeskConfigOf(alerts, [definitions](const std::string&) { return definitions; }));
}

void DemoAlerts::Keep(const PlannedMail& mail, const MailContent& content) {
  const Person* reader = FindPerson(config_->people, mail.reader);
  latest_.push_front({MomentText(moment_), reader == nullptr ? mail.reader : reader->title,
                      content.subject, MailText(content)});
  if (latest_.size() > kShownMails) latest_.pop_back();
}

void DemoAlerts::PlayDay(const std::shared_ptr<const View>& view, const Councils& councils,
                         Date day) {
  councils_ = &councils;
  for (const int minute : kLooks) {
    moment_ = LondonMoment(LondonMidnight(day) + minute * kMinuteUs);
    moment_.minute = minute;  // of a day on which the clocks change too
    desk_.Step({view, true, moment_});
    while (courier_.Step()) {
    }
  }
  desk_.Step({view, true, moment_});
}

AlertsHealth DemoAlerts::Health() const {
  AlertsHealth health = AlertsHealthOf(desk_.health(), courier_.Health());
  health.latest_mails.assign(latest_.begin(), latest_.end());
  return health;
}

}  // namespace caseclock

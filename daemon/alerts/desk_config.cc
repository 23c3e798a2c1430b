#include "daemon/alerts/desk_config.h"

#include <set>
#include <string_view>
#include <utility>

#include "daemon/codec/codec.h"

namespace caseclock {

DeskConfig DeskConfigOf(const AlertsConfig& alerts, DefinitionsOf definitions_of) {
  DeskConfig desk;
  desk.rules = alerts.rules;
  desk.people = alerts.people;
  desk.definitions_of = std::move(definitions_of);
  desk.moment_of = LondonMoment;
  desk.from_address = alerts.mail.from;
  desk.from_name = alerts.mail.from_name;
  desk.board_url = alerts.link;
  desk.link_days = alerts.link_days;
  desk.group_wait_us = alerts.group_wait_minutes * kMinuteUs;
  return desk;
}

std::vector<std::string> UnseenSubjects(const std::vector<Person>& people, const View& view) {
  std::vector<std::string> sentences;
  for (const Person& person : people) {
    std::set<std::string_view> teams;
    bool has_council = false;
    for (const auto& council : view.authorities) {
      if (!Covers(person, council->authority)) continue;
      has_council = true;
      for (const Row& row : council->rows) teams.insert(row.team);
    }
    if (!person.authority.empty() && !has_council) {
      sentences.push_back("\"" + person.id + "\" is told of council " + person.authority +
                          ", of which there are no events");
      continue;
    }
    for (const std::string& team : person.teams) {
      if (teams.contains(team)) continue;
      sentences.push_back("\"" + person.id + "\" is told of team \"" + team +
                          "\", and no event names that team");
    }
  }
  return sentences;
}

AlertsHealth AlertsHealthOf(const DeskHealth& desk, const CourierHealth& courier) {
  AlertsHealth health;
  health.enabled = true;
  health.firing = desk.firing;
  health.pending = desk.pending;
  health.acknowledged = desk.acknowledged;
  health.stale = desk.stale;
  health.figures = desk.figures;
  health.ledger_problems = desk.step_problems;
  health.mails_claimed = desk.mails_claimed;
  health.mails_queued = courier.queued;
  health.oldest_queued_us = courier.oldest_queued_us;
  health.mails_delivered = courier.delivered;
  health.mail_attempts_deferred = courier.deferred;
  health.mails_refused = courier.refused + courier.given_up;
  health.last_delivered_us = courier.last_delivered_us;
  return health;
}

}  // namespace caseclock

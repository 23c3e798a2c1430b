#include "daemon/alerts/desk_config.h"

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

AlertsHealth AlertsHealthOf(const DeskHealth& desk, const CourierHealth& courier) {
  AlertsHealth health;
  health.enabled = true;
  health.firing = desk.firing;
  health.pending = desk.pending;
  health.acknowledged = desk.acknowledged;
  health.stale = desk.stale;
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

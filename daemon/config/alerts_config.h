/// @file
/// The part of the configuration that says who is told what: people, mail server, changes to the rules.
/// ops/docs/alerts.md explains it.
///
/// Example:
///   alerts:
///     mail: {server: "smtp.council.example:587", from: caseclock@council.example}
///     people:
///       - {id: head, title: Head of service, address: head@council.example, authority: E08000099}
///       - {id: oncall, address: oncall@council.example, operator: true}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/config/yaml_reader.h"
#include "processors/alert/person.h"
#include "processors/alert/rule.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// How the connection to the mail server is protected.
enum class MailProtection { kStartTls, kTls, kNone };

/// The way out.
struct MailConfig {
  std::string host;  ///< "" when mails go to a folder, or nowhere
  int port = 587;
  MailProtection security = MailProtection::kStartTls;
  std::string ca_file;  ///< certificates to trust; "": the system's
  std::string username;
  std::string password_file;
  std::string folder;  ///< mails are written here instead
  std::string from;
  std::string from_name = "Caseclock";
  bool operator==(const MailConfig&) const = default;
};

/// Prometheus' Alertmanager as another way out: for the operators' own alerts.
struct AlertmanagerConfig {
  std::string url;  ///< "http://127.0.0.1:9093"; "": none
  int interval_seconds = 60;
  bool managers = false;  ///< the alerts about figures too: what concerns managers
  bool operator==(const AlertmanagerConfig&) const = default;
};

/// Everything about alerts. Present only when the file has it.
struct AlertsConfig {
  std::vector<Person> people;
  std::vector<AlertRule> rules;  ///< the defaults, changed as the file says, in their order
  MailConfig mail;
  AlertmanagerConfig alertmanager;
  std::string link;  ///< where readers reach the daemon, without a slash at the end; "": no links
  std::string link_key_file;
  std::int64_t group_wait_minutes =
      2;                         ///< how long an urgent alert waits for others of the same team
  int link_days = 7;             ///< for how long a link to acknowledge is good
  std::string ledger_directory;  ///< "": checkpoint.directory + "/alerts"
  std::string kafka_topic;       ///< audit trail; "": none
  std::string acknowledgement_topic;
  std::optional<bool> tells;  ///< whether this instance tells people; nullopt: nothing is said

  /// False: another instance tells.
  bool Tells() const { return !people.empty() && tells.value_or(true); }
};

/// The default rules for the catalogue, nobody to tell: what stands where the file says nothing about alerts.
AlertsConfig DefaultAlerts(const Catalogue& catalogue);

/// Reads the mapping; what is wrong goes to its sink. Relative files are looked for in `folder`.
AlertsConfig ReadAlerts(YamlMap map, const Catalogue& catalogue, const std::string& folder);

}  // namespace caseclock

#include "daemon/config/alerts_config.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "daemon/config/alert_rules_config.h"
#include "daemon/config/council_code.h"
#include "daemon/config/id_hint.h"
#include "daemon/text/plain_text.h"
#include "processors/alert/default_rules.h"

namespace caseclock {
namespace {

constexpr std::size_t kMaxPeople = 2000;
constexpr std::size_t kMaxIdLength = 64;
constexpr int kMaxBudget = 50;
constexpr int kMaxLinkDays = 90;
constexpr std::int64_t kMaxGroupWaitMinutes = 60;

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

void ReadText(YamlMap& map, const char* key, std::string& into) {
  if (auto text = map.Text(key)) into = *text;
}

/// name@host, so plain that no header and no envelope can be broken by it.
bool LooksLikeAddress(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
  };
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size() || text.size() > 254) {
    return false;
  }
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), plain) &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-",
                                at + 1) == std::string_view::npos;
}

/// A word that may stand in links, files and commands.
bool IsId(std::string_view text) {
  return text.size() <= kMaxIdLength &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
             std::string_view::npos;
}

/// A name, or an address of numbers ("[::1]"): no scheme and no spaces.
bool LooksLikeHost(std::string_view text) {
  const bool numbers = text.starts_with('[') && text.ends_with(']');
  const std::string_view allowed =
      numbers ? "[]:.0123456789abcdefABCDEF%"
              : ".-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

/// What a path can be put behind, and what mails show as a link.
bool LooksLikeBase(std::string_view link) {
  const std::size_t scheme = link.starts_with("https://") ? 8 : link.starts_with("http://") ? 7 : 0;
  return scheme != 0 && link.size() > scheme && link[scheme] != '/' &&
         std::all_of(link.begin(), link.end(), [](char c) {
           return c > 0x20 && c < 0x7F &&
                  std::string_view("\"'<>\\^`{|}?#").find(c) == std::string_view::npos;
         });
}

/// "07:00" as minutes of the day.
std::optional<int> ParseTimeOfDay(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hour = 0, minute = 0;
  const auto digits = [](std::string_view part, int& into) {
    const auto parsed = std::from_chars(part.data(), part.data() + part.size(), into);
    return parsed.ec == std::errc() && parsed.ptr == part.data() + part.size() && into >= 0;
  };
  if (!digits(text.substr(0, 2), hour) || !digits(text.substr(3), minute)) return std::nullopt;
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

class AlertsReader {
 public:
  AlertsReader(const Catalogue& catalogue, std::string folder)
      : catalogue_(catalogue), folder_(std::move(folder)) {}

  AlertsConfig Read(YamlMap& map) {
    ReadPeople(map);
    ReadMail(map.Map("mail"));
    ReadAlertmanager(map.Map("alertmanager"));
    ReadLink(map);
    ReadPath(map, "ledger_directory", alerts_.ledger_directory);
    ReadText(map, "kafka_topic", alerts_.kafka_topic);
    ReadText(map, "acknowledgement_topic", alerts_.acknowledgement_topic);
    ReadGroupWait(map);
    alerts_.tells = map.Flag("tells");
    alerts_.rules = ReadAlertRules(map.List("rules"), catalogue_, alerts_.people, map.sink());
    map.Finish();
    return std::move(alerts_);
  }

 private:
  void ReadPath(YamlMap& map, const char* key, std::string& into) {
    const auto text = map.Text(key);
    if (text && !text->empty()) into = (std::filesystem::path(folder_) / *text).string();
  }

  void ReadGroupWait(YamlMap& map) {
    const auto text = map.Text("group_wait");
    if (!text) return;
    const auto minutes = ParseMinutes(*text);
    if (minutes && *minutes <= kMaxGroupWaitMinutes) {
      alerts_.group_wait_minutes = *minutes;
    } else {
      map.Refuse("group_wait", "expected up to an hour, found " + Quoted(*text) + ".",
                 "write group_wait: 2 minutes");
    }
  }

  void ReadLink(YamlMap& map) {
    ReadText(map, "link", alerts_.link);
    while (alerts_.link.ends_with('/')) alerts_.link.pop_back();
    if (!alerts_.link.empty() && !LooksLikeBase(alerts_.link)) {
      map.Refuse("link", "expected https://..., found " + Quoted(alerts_.link) + ".",
                 "write link: https://caseclock.council.example");
    }
    ReadPath(map, "link_key_file", alerts_.link_key_file);
    if (auto days = map.Whole("link_days", 1, kMaxLinkDays)) {
      alerts_.link_days = static_cast<int>(*days);
    }
  }

  void ReadMail(YamlMap map) {
    MailConfig& mail = alerts_.mail;
    if (auto server = map.Text("server")) ReadServer(map, *server);
    ReadPath(map, "folder", mail.folder);
    ReadText(map, "from", mail.from);
    ReadText(map, "from_name", mail.from_name);
    ReadText(map, "username", mail.username);
    ReadPath(map, "password_file", mail.password_file);
    ReadPath(map, "ca_file", mail.ca_file);
    ReadSecurity(map);
    CheckMail(map);
    map.Finish();
  }

  void ReadServer(YamlMap& map, const std::string& server) {
    const std::size_t colon = server.rfind(':');
    const std::string_view port =
        colon == std::string::npos ? "" : std::string_view(server).substr(colon + 1);
    int number = 0;
    const auto parsed = std::from_chars(port.data(), port.data() + port.size(), number);
    const bool is_port = parsed.ec == std::errc() && parsed.ptr == port.data() + port.size() &&
                         number >= 1 && number <= 65535;
    if (!is_port || !LooksLikeHost(std::string_view(server).substr(0, colon))) {
      return map.Refuse("server", "expected HOST:PORT, found " + Quoted(server) + ".",
                        "write server: \"smtp.council.example:587\"");
    }
    alerts_.mail.host = server.substr(0, colon);
    alerts_.mail.port = number;
  }

  void ReadSecurity(YamlMap& map) {
    const auto security = map.Text("security");
    if (!security || *security == "starttls") return;
    if (*security == "tls") {
      alerts_.mail.security = MailProtection::kTls;
    } else if (*security == "none") {
      alerts_.mail.security = MailProtection::kNone;
    } else {
      map.Refuse("security", "expected starttls, tls or none, found " + Quoted(*security) + ".");
    }
  }

  void CheckMail(YamlMap& map) {
    const MailConfig& mail = alerts_.mail;
    if (!mail.host.empty() && !mail.folder.empty()) {
      map.Refuse("folder", "emails go to a server or to a folder, not to both.");
    }
    const bool sends = !mail.host.empty() || !mail.folder.empty();
    if (sends && mail.from.empty()) {
      map.Require("from", "write from: caseclock@council.example");
    } else if (!mail.from.empty() && !LooksLikeAddress(mail.from)) {
      map.Refuse("from", "expected an address, found " + Quoted(mail.from) + ".",
                 "write from: caseclock@council.example");
    }
    if (mail.username.empty() != mail.password_file.empty()) {
      map.Require(mail.username.empty() ? "username" : "password_file",
                  "a username and the file of its password belong together");
    }
    if (!mail.username.empty() && mail.security == MailProtection::kNone) {
      map.Refuse("security", "a password is never sent without protection.",
                 "write security: starttls");
    }
  }

  void ReadAlertmanager(YamlMap map) {
    ReadText(map, "url", alerts_.alertmanager.url);
    const std::string& url = alerts_.alertmanager.url;
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://")) {
      map.Refuse("url", "expected http://..., found " + Quoted(url) + ".",
                 "write url: \"http://127.0.0.1:9093\"");
    }
    if (auto seconds = map.Whole("interval_seconds", 5, 3600)) {
      alerts_.alertmanager.interval_seconds = static_cast<int>(*seconds);
    }
    if (auto flag = map.Flag("managers")) alerts_.alertmanager.managers = *flag;
    map.Finish();
  }

  void ReadPeople(YamlMap& map) {
    const auto nodes = map.List("people");
    if (nodes.size() > kMaxPeople) {
      return map.Refuse("people", "more than " + std::to_string(kMaxPeople) + " of them.");
    }
    for (const YAML::Node& node : nodes) {
      YamlMap row(node, "alerts.people", map.sink());
      ReadPerson(row);
      row.Finish();
    }
    for (const YAML::Node& node : nodes) CheckOthers(node, map.sink());
  }

  void ReadPerson(YamlMap& row) {
    Person person;
    ReadText(row, "id", person.id);
    ReadText(row, "title", person.title);
    if (person.title.empty()) person.title = person.id;
    ReadText(row, "address", person.address);
    ReadText(row, "authority", person.authority);
    ReadText(row, "deputy", person.deputy);
    ReadText(row, "escalates_to", person.escalates_to);
    if (!person.authority.empty()) CheckCouncilCode(row, "authority", person.authority);
    ReadTeams(row, person);
    ReadAway(row, person);
    ReadCadence(row, person);
    if (auto flag = row.Flag("operator")) person.is_operator = *flag;
    ReadQuiet(row.Map("quiet"), person);
    if (auto budget = row.Whole("budget", 0, kMaxBudget)) {
      person.budget = static_cast<int>(*budget);
    }
    if (auto flag = row.Flag("references")) person.references = *flag;
    if (person.id.empty()) return row.Require("id", "write id: head");
    if (!IsId(person.id)) {
      return row.Refuse("id", "expected a word of up to 64 letters, digits, - and _, found " +
                                  Quoted(person.id) + ".");
    }
    if (FindPerson(alerts_.people, person.id) != nullptr) {
      return row.Refuse("id", "the person " + Quoted(person.id) + " is listed twice.");
    }
    if (person.address.empty()) {
      row.Require("address", "write address: head@council.example");
    } else if (!LooksLikeAddress(person.address)) {
      row.Refuse("address", "expected an address, found " + Quoted(person.address) + ".",
                 "write address: head@council.example");
    }
    alerts_.people.push_back(std::move(person));
  }

  static void ReadTeams(YamlMap& row, Person& person) {
    for (const YAML::Node& team : row.List("teams")) {
      if (team.IsScalar() && !team.Scalar().empty()) {
        person.teams.push_back(PlainName(team.Scalar()));
      } else {
        row.Refuse("teams", "expected names of teams.");
      }
    }
  }

  static void ReadAway(YamlMap& row, Person& person) {
    for (const YAML::Node& node : row.List("away")) {
      YamlMap span(node, "alerts.people.away", row.sink());
      const auto from = span.Day("from");
      const auto to = span.Day("to");
      span.Finish();
      if (!from || !to) {
        row.Refuse("away", "a span of days away needs from and to.",
                   "write away: [{from: 2024-08-01, to: 2024-08-14}]");
      } else if (*to < *from) {
        row.Refuse("away", "it ends before it begins.");
      } else {
        person.away.push_back({*from, *to});
      }
    }
  }

  static void ReadCadence(YamlMap& row, Person& person) {
    const auto text = row.Text("cadence");
    if (!text) return;
    for (const Cadence cadence : {Cadence::kImmediate, Cadence::kDaily, Cadence::kWeekly}) {
      if (CadenceName(cadence) != *text) continue;
      person.cadence = cadence;
      return;
    }
    row.Refuse("cadence", "expected immediate, daily or weekly, found " + Quoted(*text) + ".");
  }

  static void ReadQuiet(YamlMap map, Person& person) {
    if (person.is_operator) person.quiet = {0, 0, false};
    const auto time = [&](const char* key, int& into) {
      const auto text = map.Text(key);
      if (!text) return;
      if (const auto minute = ParseTimeOfDay(*text)) {
        into = *minute;
      } else {
        map.Refuse(key, "expected a time from 00:00 to 23:59, found " + Quoted(*text) + ".",
                   std::string("write ") + key + ": \"19:00\"");
      }
    };
    time("from", person.quiet.from);
    time("to", person.quiet.to);
    if (auto flag = map.Flag("non_working_days")) person.quiet.non_working_days = *flag;
    map.Finish();
  }

  /// Deputies and next persons exist, and nobody is their own.
  void CheckOthers(const YAML::Node& node, const ProblemSink& sink) {
    std::vector<ConfigProblem> told;
    YamlMap row(node, "alerts.people", {sink.file, &told});
    const auto id = row.Text("id");
    for (const char* key : {"deputy", "escalates_to"}) {
      const auto other = row.Text(key);
      if (!other || !id) continue;
      std::vector<std::string> ids;
      for (const Person& one : alerts_.people) ids.push_back(one.id);
      YamlMap again(node, "alerts.people", sink);
      if (*other == *id) {
        again.Refuse(key, "it is the person itself.");
      } else if (FindPerson(alerts_.people, *other) == nullptr) {
        again.Refuse(key, "there is no person " + Quoted(*other) + ".", IdHint(ids, *other));
      }
    }
  }

  const Catalogue& catalogue_;
  std::string folder_;
  AlertsConfig alerts_;
};

}  // namespace

AlertsConfig DefaultAlerts(const Catalogue& catalogue) {
  AlertsConfig alerts;
  alerts.rules = DefaultRules(catalogue);
  return alerts;
}

AlertsConfig ReadAlerts(YamlMap map, const Catalogue& catalogue, const std::string& folder) {
  if (!map.is_present()) return DefaultAlerts(catalogue);
  return AlertsReader(catalogue, folder).Read(map);
}

}  // namespace caseclock
